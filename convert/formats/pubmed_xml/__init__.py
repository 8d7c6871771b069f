"""PubMed's XML: articles and books of the Bookshelf."""

from typing import Final

from convert.formats import Format, Reader, Writer
from convert.formats.pubmed_xml import read, write
from convert.formats.pubmed_xml.capabilities import CAPABILITIES

FORMAT: Final = Format(
    reader=Reader("pubmed-xml", (".xml",), "application/xml", read.sniff, read.read, read.OPTIONAL),
    writer=Writer("pubmed-xml", (".xml",), "application/xml", write.write, CAPABILITIES, keeps_source=True),
)

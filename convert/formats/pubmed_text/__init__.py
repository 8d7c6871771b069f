"""PubMed's text: copied pages, Summary and Abstract are read; Summary is written."""

from typing import Final

from convert.formats import Format, Reader, Writer
from convert.formats.pubmed_text import read, write

TEXT: Final = Format(reader=Reader("pubmed-text", (".txt",), "text/plain", read.sniff, read.read))
SUMMARY: Final = Format(
    writer=Writer(
        "pubmed-summary",
        (".txt",),
        "text/plain",
        write.write,
        write.CAPABILITIES,
        write.Options,
        keeps_source=True,
    )
)

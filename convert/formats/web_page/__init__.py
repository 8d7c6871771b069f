"""A saved web page: of PubMed, of PMC, or of any publisher that says in its head what the page is about."""

from typing import Final

from convert.formats import Format, Reader
from convert.formats.web_page import read

FORMAT: Final = Format(
    reader=Reader("web-page", (".html", ".htm", ".xhtml"), "text/html", read.sniff, read.read)
)

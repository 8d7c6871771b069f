"""The Cochrane Library's plain text."""

from typing import Final

from convert.formats import Format, Reader
from convert.formats.cochrane import read

FORMAT: Final = Format(reader=Reader("cochrane", (".txt",), "text/plain", read.sniff, read.read))

"""RefWorks' tagged text, which RefWorks exports and publishers offer for it."""

from typing import Final

from convert.formats import Format, Reader
from convert.formats.refworks import read

FORMAT: Final = Format(reader=Reader("refworks", (".txt",), "text/plain", read.sniff, read.read))

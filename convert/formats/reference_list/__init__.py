"""The reference list of a manuscript, as people paste it."""

from typing import Final

from convert.formats import Format, Reader
from convert.formats.reference_list import read

FORMAT: Final = Format(reader=Reader("reference-list", (".txt",), "text/plain", read.sniff, read.read))

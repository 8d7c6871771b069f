"""Lists of PMIDs, PMCIDs and DOIs."""

from typing import Final

from convert.formats import Format, Reader
from convert.formats.id_list import read

FORMAT: Final = Format(reader=Reader("id-list", (".ids",), "text/plain", read.sniff, read.read))

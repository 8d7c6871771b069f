"""Europe PMC's results in JSON."""

from typing import Final

from convert.formats import Format, Reader
from convert.formats.europe_pmc import read

FORMAT: Final = Format(reader=Reader("europe-pmc", (".json",), "application/json", read.sniff, read.read))

"""OpenAlex's works in JSON."""

from typing import Final

from convert.formats import Format, Reader
from convert.formats.openalex import read

FORMAT: Final = Format(reader=Reader("openalex", (".json",), "application/json", read.sniff, read.read))

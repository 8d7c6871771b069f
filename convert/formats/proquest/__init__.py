"""ProQuest's report as text; its RIS, BibTeX and tables are read as those."""

from typing import Final

from convert.formats import Format, Reader
from convert.formats.proquest import read

FORMAT: Final = Format(reader=Reader("proquest", (".txt",), "text/plain", read.sniff, read.read))

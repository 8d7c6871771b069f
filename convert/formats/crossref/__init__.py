"""Crossref's works in JSON: what its API answers, and what ``application/vnd.citationstyles.csl+json`` gives of a DOI."""

from typing import Final

from convert.formats import Format, Reader
from convert.formats.crossref import read

FORMAT: Final = Format(reader=Reader("crossref", (".json",), "application/json", read.sniff, read.read))

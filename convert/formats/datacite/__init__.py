"""DataCite's DOIs in JSON: data sets, software, preprints, reports."""

from typing import Final

from convert.formats import Format, Reader
from convert.formats.datacite import read

FORMAT: Final = Format(
    reader=Reader("datacite", (".json",), "application/vnd.datacite.datacite+json", read.sniff, read.read)
)

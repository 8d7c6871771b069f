"""JATS, the XML of journals and of PMC: articles are read by their front, a list of references is read and written."""

from typing import Final

from convert.formats import Format, Reader, Writer
from convert.formats.jats import read, write

_MEDIA_TYPE: Final = "application/jats+xml"
FORMAT: Final = Format(
    reader=Reader("jats", (".jats", ".nxml", ".xml"), _MEDIA_TYPE, read.sniff, read.read),
    writer=Writer("jats", (".jats",), _MEDIA_TYPE, write.write, write.CAPABILITIES),
)

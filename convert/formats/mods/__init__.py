"""MODS, for library catalogues and repositories."""

from typing import Final

from convert.formats import Format, Reader, Writer
from convert.formats.mods import read, write

_MEDIA_TYPE: Final = "application/mods+xml"
FORMAT: Final = Format(
    reader=Reader("mods", (".mods", ".xml"), _MEDIA_TYPE, read.sniff, read.read),
    writer=Writer("mods", (".mods",), _MEDIA_TYPE, write.write, write.CAPABILITIES),
)

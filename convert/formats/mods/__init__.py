"""MODS, for library catalogues and repositories."""

from typing import Final

from convert.formats import Format, Writer
from convert.formats.mods import write

FORMAT: Final = Format(
    writer=Writer("mods", (".mods",), "application/mods+xml", write.write, write.CAPABILITIES)
)

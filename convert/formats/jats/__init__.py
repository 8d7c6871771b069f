"""JATS, the XML of journals: a list of references."""

from typing import Final

from convert.formats import Format, Writer
from convert.formats.jats import write

FORMAT: Final = Format(
    writer=Writer("jats", (".jats",), "application/jats+xml", write.write, write.CAPABILITIES)
)

"""The Citation File Format, ``CITATION.cff``: a software, how to cite it, and its references."""

from typing import Final

from convert.formats import Format, Reader, Writer
from convert.formats.cff import read, write

FORMAT: Final = Format(
    reader=Reader("cff", (".cff",), "application/yaml", read.sniff, read.read),
    writer=Writer("cff", (".cff",), "application/yaml", write.write, write.CAPABILITIES),
)

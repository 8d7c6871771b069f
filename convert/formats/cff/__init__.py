"""The Citation File Format, ``CITATION.cff``: the references of a software."""

from typing import Final

from convert.formats import Format, Writer
from convert.formats.cff import write

FORMAT: Final = Format(writer=Writer("cff", (".cff",), "application/yaml", write.write, write.CAPABILITIES))

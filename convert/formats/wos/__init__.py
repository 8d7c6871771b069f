"""Web of Science's tagged text (``.txt``, ``.ciw``, ``.isi``), and its tab-delimited form, whose header has the same tags."""

from typing import Final

from convert.formats import Format, Reader
from convert.formats.wos import read

FORMAT: Final = Format(
    reader=Reader(
        "wos", (".ciw", ".isi", ".txt"), "application/x-inst-for-Scientific-info", read.sniff, read.read
    )
)

"""RIS, in all its dialects."""

from typing import Final

from convert.formats import Format, Reader, Writer
from convert.formats.ris import read, write

MEDIA_TYPE: Final = "application/x-research-info-systems"
FORMAT: Final = Format(
    reader=Reader("ris", (".ris",), MEDIA_TYPE, read.sniff, read.read),
    writer=Writer(
        "ris",
        (".ris",),
        MEDIA_TYPE,
        write.KEYED.write,
        write.CAPABILITIES,
        write.Options,
        pieces=write.KEYED.pieces,
    ),
)

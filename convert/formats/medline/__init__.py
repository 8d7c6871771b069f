"""MEDLINE: PubMed's .nbib."""

from typing import Final

from convert.formats import Format, Reader, Writer
from convert.formats.medline import read, write
from convert.formats.pieces import Pieces

MEDIA_TYPE: Final = "application/nbib"
FORMAT: Final = Format(
    reader=Reader("medline", (".nbib", ".txt", ".medline"), MEDIA_TYPE, read.sniff, read.read, read.OPTIONAL),
    writer=Writer(
        "medline",
        (".nbib", ".medline"),
        MEDIA_TYPE,
        write.write,
        write.CAPABILITIES,
        keeps_source=True,
        pieces=Pieces(write.write, write.join_pieces),
    ),
)

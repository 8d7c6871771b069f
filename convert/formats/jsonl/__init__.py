"""JSON Lines: refconvert's own format, which keeps the whole record."""

from typing import Final

from convert.formats import Format, Reader, Writer
from convert.formats.jsonl import read, write
from convert.formats.pieces import Pieces, concatenate

EXTENSIONS: Final = (".jsonl", ".ndjson")
MEDIA_TYPE: Final = "application/x-ndjson"
FORMAT: Final = Format(
    reader=Reader("jsonl", EXTENSIONS, MEDIA_TYPE, read.sniff, read.read),
    writer=Writer(
        "jsonl",
        EXTENSIONS,
        MEDIA_TYPE,
        write.write,
        write.CAPABILITIES,
        keeps_source=True,
        any_text=True,
        pieces=Pieces(write.write, concatenate),
    ),
)

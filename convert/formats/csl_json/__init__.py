"""CSL-JSON, which Zotero, pandoc and citation processors share."""

from typing import Final

from convert.formats import Format, Reader, Writer
from convert.formats.csl_json import read, write
from convert.formats.pieces import Pieces

MEDIA_TYPE: Final = "application/vnd.citationstyles.csl+json"
FORMAT: Final = Format(
    reader=Reader("csl-json", (".json",), MEDIA_TYPE, read.sniff, read.read),
    writer=Writer(
        "csl-json",
        (".json",),
        MEDIA_TYPE,
        write.write,
        write.CAPABILITIES,
        write.Options,
        pieces=Pieces(write.write_piece, write.join_pieces),
    ),
)

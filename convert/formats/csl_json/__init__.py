"""CSL-JSON, which Zotero, pandoc and citation processors share."""

from typing import Final

from convert.formats import Format, Reader, Writer
from convert.formats.csl_json import read, write

MEDIA_TYPE: Final = "application/vnd.citationstyles.csl+json"
FORMAT: Final = Format(
    reader=Reader("csl-json", (".json",), MEDIA_TYPE, read.sniff, read.read),
    writer=Writer(
        "csl-json",
        (".json",),
        MEDIA_TYPE,
        write.KEYED.write,
        write.CAPABILITIES,
        write.Options,
        pieces=write.KEYED.pieces,
        any_text=True,
    ),
)

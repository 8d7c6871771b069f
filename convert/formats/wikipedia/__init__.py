"""Wikipedia's citation templates."""

from typing import Final

from convert.formats import Format, Writer
from convert.formats.pieces import Pieces, concatenate
from convert.formats.wikipedia import write

FORMAT: Final = Format(
    writer=Writer(
        "wikipedia",
        (".wiki",),
        "text/x-wiki",
        write.write,
        write.CAPABILITIES,
        pieces=Pieces(write.write, concatenate),
    )
)

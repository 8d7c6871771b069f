"""Tables: CSV and TSV."""

from functools import partial
from typing import Final

from convert.formats import Format, Reader, Writer
from convert.formats.csv import read, write
from convert.formats.pieces import Pieces


def _table(name: str, extensions: tuple[str, ...], media_type: str, delimiters: str) -> Format:
    """A format of tables that is read with any of the delimiters, and written with the first."""
    function = partial(write.write, delimiter=delimiters[0])
    return Format(
        reader=Reader(
            name,
            extensions,
            media_type,
            partial(read.is_table, delimiters=delimiters),
            partial(read.read, delimiters=delimiters),
        ),
        writer=Writer(
            name,
            extensions,
            media_type,
            function,
            write.CAPABILITIES,
            write.Options,
            pieces=Pieces(function, write.join_pieces),
            writes_any_field=True,
        ),
    )


CSV: Final = _table("csv", (".csv",), "text/csv", ",;")
TSV: Final = _table("tsv", (".tsv", ".tab"), "text/tab-separated-values", "\t")

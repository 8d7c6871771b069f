"""Tables: CSV and TSV."""

from functools import partial
from typing import Final

from convert.formats import Format, Reader, Writer
from convert.formats.csv import read, write
from convert.formats.pieces import Pieces

_write_tabs: Final = partial(write.write, delimiter="\t")
CSV: Final = Format(
    reader=Reader("csv", (".csv",), "text/csv", partial(read.is_table, delimiters=b",;"), read.read),
    writer=Writer(
        "csv",
        (".csv",),
        "text/csv",
        write.write,
        write.CAPABILITIES,
        write.Options,
        pieces=Pieces(write.write, write.join_pieces),
        writes_any_field=True,
    ),
)
_TABS: Final = (".tsv", ".tab")
TSV: Final = Format(
    reader=Reader(
        "tsv",
        _TABS,
        "text/tab-separated-values",
        partial(read.is_table, delimiters=b"\t"),
        partial(read.read, delimiters="\t"),
    ),
    writer=Writer(
        "tsv",
        _TABS,
        "text/tab-separated-values",
        _write_tabs,
        write.CAPABILITIES,
        write.Options,
        pieces=Pieces(_write_tabs, write.join_pieces),
        writes_any_field=True,
    ),
)

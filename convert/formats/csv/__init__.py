"""Tables: CSV and TSV. Reading is imported when a file may be one, for its profiles are many."""

import re
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO, Final

from convert.formats import Format, Reader, Writer
from convert.formats.csv import write
from convert.formats.pieces import Pieces
from convert.model.record import Record
from convert.streams.problems import Warn, silent

_HEADER: Final = re.compile(
    rb"(?im)^(?=[^\n]*(?:tit|doi|pmid|t\xc3\xadt|\bti[\x22,;\t]))[^,;\t\n]{0,80}(?:[,;\t][^,;\t\n]{0,80}){2,}$"
)
_FIRST_LINE: Final = re.compile(rb"(?i)[^\n]*(?:tit|doi|pmid|t\xc3\xadt|sep=|\bti[\x22,;\t])[^\n]*")


def _may_be_table(head: bytes) -> bool:
    """Whether a line has short cells, and a word that each known header has: a quick look before the slow one."""
    first, _, _ = head.partition(b"\n")
    is_header = len(first) > 1000 or any(delimiter in first for delimiter in b",;\t")
    return bool((is_header and _FIRST_LINE.match(head)) or _HEADER.search(head) or b'"TITLE"' in head)


def _is_table(head: bytes, *, delimiters: str) -> bool:
    if not _may_be_table(head):
        return False
    from convert.formats.csv.read import is_table  # noqa: PLC0415

    return is_table(head, delimiters)


def _read(stream: BinaryIO, *, delimiters: str, warn: Warn = silent) -> Iterator[Record]:
    from convert.formats.csv.read import read  # noqa: PLC0415

    return read(stream, delimiters=delimiters, warn=warn)


def _table(name: str, extensions: tuple[str, ...], media_type: str, delimiters: str) -> Format:
    """A format of tables that is read with any of the delimiters, and written with the first."""
    function = partial(write.write, delimiter=delimiters[0])
    return Format(
        reader=Reader(
            name,
            extensions,
            media_type,
            partial(_is_table, delimiters=delimiters),
            partial(_read, delimiters=delimiters),
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

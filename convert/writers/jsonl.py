"""Records → JSON Lines: the whole record, one a line (https://jsonlines.org).

The keys are the fields of ``Record`` in their order; what is empty is left out. Reading the lines again gives
equal records.
"""

from collections.abc import Iterable
from typing import TextIO

import msgspec

from convert.formats import Pieces, Writer
from convert.parallel.joining import concatenate
from convert.problems import Warn, silent
from convert.record import Record


def write(records: Iterable[Record], out: TextIO, *, warn: Warn = silent) -> None:  # noqa: ARG001  (nothing can go wrong)
    """Write one line for each record."""
    encode = msgspec.json.Encoder().encode
    out.writelines(encode(record).decode() + "\n" for record in records)


WRITER = Writer(
    name="jsonl",
    extensions=(".jsonl", ".ndjson"),
    media_type="application/x-ndjson",
    write=write,
    pieces=Pieces(write, concatenate),
    carries=dict.fromkeys(Record.__struct_fields__, ""),
)

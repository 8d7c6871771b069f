"""Records → JSON Lines, one whole record a line (https://jsonlines.org).

The keys are the fields of ``Record`` in their order, without those that are empty. The reader returns equal records.
"""

from collections.abc import Iterable, Mapping
from typing import Final, TextIO

import msgspec

from convert.formats.capabilities import KEPT, Capability
from convert.formats.options import NoOptions
from convert.model.record import Record
from convert.streams.problems import Warn


def write(records: Iterable[Record], out: TextIO, options: NoOptions, warn: Warn) -> None:
    """Write one line for each record."""
    encode = msgspec.json.Encoder().encode
    out.writelines(encode(record).decode() + "\n" for record in records)


CAPABILITIES: Final[Mapping[str, Capability]] = dict.fromkeys(Record.__struct_fields__, KEPT)

"""JSON Lines as the ``jsonl`` writer makes them, one record a line → records (https://jsonlines.org).

A key that is no field of this version's ``Record`` is kept in ``extra``, as JSON text under its path.
"""

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec

from convert.model.record import Record, Source
from convert.streams.json_values import first_keys
from convert.streams.problems import Problem, Warn, silent

_FIRST_KEY = re.compile(rb'\s*\{\s*"(\w+)"\s*:')
_MAPPINGS = frozenset((b"extra", b"inferred", b"provenance", b"related"))
"""Fields whose keys are tags and names, not fields."""
_FIELDS = frozenset(field.encode() for field in Record.__struct_fields__)


def sniff(head: bytes) -> bool:
    """Whether the first line is an object whose first key is a field of ours, and which has no key of another format.

    Ours have no hyphens, except those of mappings such as ``extra``; an empty record has no key at all.
    """
    first, _, _ = head.lstrip().partition(b"\n")
    key = _FIRST_KEY.match(first)
    if key is None:
        return first.split() == [b"{}"]
    return key[1] in _FIELDS and not any(map(_is_foreign, first_keys(first)))


def _is_foreign(path: tuple[bytes, ...]) -> bool:
    return path == (b"items",) or (b"-" in path[-1] and _MAPPINGS.isdisjoint(path[:-1]))


def read(stream: BinaryIO, *, warn: Warn = silent) -> Iterator[Record]:
    """Lines → records; a line that is no record is reported and skipped."""
    decode = msgspec.json.Decoder(Record).decode
    encode = msgspec.json.Encoder().encode
    for number, raw in enumerate(stream, 1):
        line = raw.removeprefix(b"\xef\xbb\xbf").strip() if number == 1 else raw.strip()
        if not line:
            continue
        try:
            record = decode(line)
            if len(encode(record)) != len(line):  # not written by us, or by another version of us
                _keep_unknown(msgspec.json.decode(line), record, "", record.extra)
        except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
            warn(Problem("bad-json", f"not a record: {error}; skipped", line=number, severity="error"))
            continue
        if record.source is None:
            record.source = Source(line=number, format="jsonl")
        yield record


def _keep_unknown(raw: Any, value: Any, path: str, extra: dict[str, list[str]]) -> None:
    """Put each key of ``raw`` that ``value`` has no field for into ``extra``."""
    if isinstance(raw, list):
        for index, (raw_part, part) in enumerate(zip(raw, value, strict=True)):
            _keep_unknown(raw_part, part, f"{path}[{index}]", extra)
    elif isinstance(raw, dict):
        for key, raw_part in raw.items():
            below = f"{path}.{key}" if path else key
            if isinstance(value, dict):
                _keep_unknown(raw_part, value[key], below, extra)
            elif key in value.__struct_fields__:
                _keep_unknown(raw_part, getattr(value, key), below, extra)
            else:
                extra.setdefault(below, []).append(msgspec.json.encode(raw_part).decode())

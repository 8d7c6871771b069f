"""Bytes → a record with any of its fields, of the right types and with any texts: what a writer may be given."""

import types
import typing
from typing import Any, Final, get_args, get_origin

import msgspec
from test_injections import VALUES

from convert import Record
from convert.model.record import Date
from convert.model.types import TYPES

WORDS: Final = (
    *VALUES, "", " ", "a", "The growth of trees", "10.5555/a_b", "12345", "PMC12", "2021 Mar-Apr", "e1-e9", "S12-5", "Suppl 1", "Doe", "J A", "van der",
    "0000-0002-1825-0097", "978-3-16-148410-0", "1234-5678", "eng", "https://example.org/a?b=c&d", "Müller", "漢字", "עברית", "x" * 300, "a; b, c", "A and B",
    "<i>E. coli</i>", "H<sub>2</sub>O", "Smith, John", "et al.", "[Title.]", "n.d.", "\r", "a\rb", "\n", "ER  - ", "%0 Book", "TY  - JOUR", "PMID- 1", "{a}", "—", "a|b",
)  # fmt: skip


class Draw:
    """Choices that bytes make; when they are used up, the plainest."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def byte(self) -> int:
        self._at += 1
        return self._data[self._at - 1] if self._at <= len(self._data) else 0

    def text(self) -> str:
        kind = self.byte()
        if kind < 200:
            return WORDS[(kind * 7 + self.byte()) % len(WORDS)]
        raw = self._data[self._at : self._at + kind - 200]
        self._at += len(raw)
        return (
            raw.decode("utf-8", "surrogatepass" if kind % 2 else "replace")
            if _is_text(raw)
            else raw.decode("latin-1")
        )

    def number(self) -> int:
        kind = self.byte()
        if kind < 128:
            return kind
        return (2020, -1, 0, 99999, 10**20, -(10**9), 13, 9999)[kind % 8]


def _is_text(raw: bytes) -> bool:
    try:
        raw.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return False
    return True


HINTS: Final[dict[type, dict[str, Any]]] = {}
FIELDS: Final = tuple(
    field.name
    for field in msgspec.structs.fields(Record)
    if field.name not in {"source", "merged_from", "type"}
)


def made_record(data: bytes) -> Record:
    """A record, of which the bytes say which fields it has, and what is in them."""
    draw = Draw(data)
    types_ = sorted(TYPES)
    record = Record(type=types_[draw.byte() % len(types_)])
    hints = typing.get_type_hints(Record)
    for _ in range(draw.byte() % 24):
        field = FIELDS[draw.byte() % len(FIELDS)]
        setattr(record, field, _value(hints[field], draw, 0))
    if not any(character.isalnum() for character in record.title):
        record.title = "First"  # a record that holds nothing need not come back
    return record


def _value(hint: Any, draw: Draw, depth: int) -> Any:
    origin = get_origin(hint)
    if hint is str:
        return draw.text()
    if hint is bool:
        return draw.byte() % 2 == 1
    if hint is int:
        return draw.number()
    if origin is list:
        (part,) = get_args(hint)
        return [_value(part, draw, depth + 1) for _ in range(draw.byte() % (4 if depth < 3 else 1))]
    if origin is dict:
        key, part = get_args(hint)
        return {_value(key, draw, depth + 1): _value(part, draw, depth + 1) for _ in range(draw.byte() % 3)}
    if origin is types.UnionType or origin is typing.Union:
        wanted = [part for part in get_args(hint) if part is not type(None)]
        return _value(wanted[0], draw, depth + 1) if draw.byte() % 4 and depth < 5 else None
    if hint is Date:
        return _date(draw, depth)
    return _struct(hint, draw, depth)


def _date(draw: Draw, depth: int) -> Date:
    kind = draw.byte()
    return Date(
        year=2000 + kind % 25 if kind % 8 else draw.number(),
        month=draw.byte() % 14 or None if kind % 2 else None,
        day=draw.byte() % 33 or None if kind % 4 > 1 else None,
        season=draw.byte() % 6 or None if kind % 16 == 5 else None,
        end=_date(draw, depth + 1) if kind > 230 and depth < 6 else None,
        circa=kind % 32 == 3,
        literal=draw.text() if kind > 200 else "",
    )


def _struct(kind: type, draw: Draw, depth: int) -> Any:
    if kind is Record and depth > 3:
        return Record(title=draw.text())
    hints = HINTS.setdefault(kind, typing.get_type_hints(kind))
    names = [name for name in hints if not name.startswith("_") and name not in {"source", "merged_from"}]
    some = names if len(names) < 12 else [names[draw.byte() % len(names)] for _ in range(4)]
    return kind(**{name: _value(hints[name], draw, depth + 1) for name in some if draw.byte() % 3})

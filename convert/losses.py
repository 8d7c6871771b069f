"""The ledger of what a writer keeps, degrades or drops of a record, by the writer's own ``carries``."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, Literal, TextIO

import msgspec

from convert.formats import Written
from convert.joining import Items
from convert.record import Record

Fate = Literal["kept", "degraded", "dropped"]
Counts = Counter[tuple[str, Fate]]
"""How often each path met each fate."""

_ABOUT_READING = frozenset({"source", "inferred", "provenance", "merged_from"})
"""Fields that say something of the reading, not of the work."""


class Entry(msgspec.Struct, frozen=True, omit_defaults=True):
    """What becomes of one field of one record."""

    field: str
    """A path, such as ``title`` or ``author.ORCID``."""
    fate: Fate
    why: str = ""


def filled_paths(value: msgspec.Struct) -> dict[str, None]:
    """The paths of all that a record says, in the order of its fields, such as ``author.family``.

    >>> from convert.record import Name
    >>> list(filled_paths(Record(title="T", author=[Name(family="A"), Name(literal="B")])))
    ['title', 'author.family', 'author.literal']
    """
    paths: dict[str, None] = {}
    _add_paths(value, "", paths)
    return paths


def _add_paths(value: Any, path: str, paths: dict[str, None]) -> None:
    if isinstance(value, msgspec.Struct) and not (path and isinstance(value, Record)):
        for name, default in _defaults(type(value)):
            child = getattr(value, name)
            if child not in (default, None, [], {}):
                _add_paths(child, f"{path}.{name}" if path else name, paths)
    elif isinstance(value, list) and value and isinstance(value[0], msgspec.Struct):
        for item in value:
            _add_paths(item, path, paths)
    else:
        paths[path] = None


@cache
def _defaults(kind: type[msgspec.Struct]) -> tuple[tuple[str, Any], ...]:
    return tuple(
        (field.name, field.default)
        for field in msgspec.structs.fields(kind)
        if field.name not in _ABOUT_READING
    )


def ledger(record: Record, carries: Mapping[str, str]) -> Iterator[Entry]:
    """What becomes of each field of ``record`` in a format that carries ``carries``.

    >>> [entry.fate for entry in ledger(Record(title="T", pii="S1"), {"title": ""})]
    ['kept', 'dropped']
    """
    for path in filled_paths(record):
        how = _carried(path, carries)
        if how is None:
            yield Entry(path, "dropped", "the format has no place for it")
        else:
            yield Entry(path, "degraded" if how else "kept", how)


def _carried(path: str, carries: Mapping[str, str]) -> str | None:
    """How ``path``, or the nearest path above it, is carried; None if it isn't."""
    while path not in carries:
        path, _, leaf = path.rpartition(".")
        if not leaf or not path:
            return None
    return carries[path]


class Ledger:
    """Writes the ledger of a conversion as JSON while its records go by.

    ``{"format": …, "records": [{"record": PMID or ordinal, "completed": {path: where from},
    "merged": [path:line of each duplicate], "kept": [paths],
    "degraded": {path: why}, "dropped": {path: why}}, …], "summary": {path: {"kept": n, "degraded": n, "dropped": n}}}``
    """

    def __init__(self, out: TextIO, format_name: str, carries: Mapping[str, str]) -> None:
        self._out = out
        self._format = format_name
        self._carries = carries
        self.counts: Counts = Counter()
        self.nameless = False
        """Whether a record of the piece is to be called by its ordinal."""
        self._items = Items(out, r'\{"record":"(?=")', str)

    def watch(self, records: Iterable[Record]) -> Iterator[Record]:
        """Pass the records on, and write what becomes of each."""
        self.begin()
        separator = "\n"
        for ordinal, record in enumerate(records, 1):
            self._out.write(separator + _json(self._account(record, str(ordinal))))
            separator = ",\n"
            yield record
        self.end()

    def begin(self) -> None:
        """Write what is before the records."""
        self._out.write(f'{{"format": {_json(self._format)}, "records": [')

    def end(self) -> None:
        """Write what is after them."""
        self._out.write(f'\n], "summary": {_json(summarise(self.counts))}}}\n')

    def watch_piece(self, records: Iterable[Record]) -> Iterator[Record]:
        """Pass the records of a piece on, and write what becomes of each, for ``add_piece``."""
        for record in records:
            account = self._account(record, "")
            self.nameless = self.nameless or not account["record"]
            self._out.write(",\n" + _json(account))
            yield record

    def add_piece(self, piece: Written) -> None:
        """Write what is in a piece, whose note is the ``counts`` and ``nameless`` of its ledger."""
        counts, nameless = piece.note
        self.counts.update(counts)
        self._items.add(piece._replace(note=nameless))

    def _account(self, record: Record, ordinal: str) -> dict[str, Any]:
        account: dict[str, Any] = {"record": record.PMID or record.id or record.DOI or ordinal}
        if record.provenance:
            account["completed"] = record.provenance
        if record.merged_from:
            account["merged"] = [f"{source.path}:{source.line}" for source in record.merged_from]
        for entry in ledger(record, self._carries):
            self.counts[entry.field, entry.fate] += 1
            if entry.fate == "kept":
                account.setdefault("kept", []).append(entry.field)
            else:
                account.setdefault(entry.fate, {})[entry.field] = entry.why
        return account


def summarise(counts: Counts) -> dict[str, dict[str, int]]:
    """Counts → path of a field → fate → number of records."""
    summary: dict[str, dict[str, int]] = {}
    for (path, fate), count in counts.items():
        summary.setdefault(path, {})[fate] = count
    return summary


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode()

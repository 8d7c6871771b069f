"""The ledger of what a writer keeps, moves, degrades or drops of a record, by the writer's own ``carries``."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import islice
from typing import Any, Literal, TextIO, get_args

import msgspec

from convert.formats import Unless, Written
from convert.parallel.joining import Items
from convert.problems import FormatError
from convert.record import Record

Fate = Literal["kept", "moved", "degraded", "dropped"]
Counts = Counter[tuple[str, Fate]]
"""How often each path met each fate."""

FATES: tuple[Fate, ...] = get_args(Fate)

_MOVED = re.compile(r"(?:in|as an?) ")
"""How what is carried whole, but elsewhere, begins: “in a note”, “as a keyword”."""

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


class Promise:
    """What a format says that becomes of each field, by what it ``carries``."""

    def __init__(self, carries: Mapping[str, str | Unless]) -> None:
        self._carries = carries
        self._known: dict[str, tuple[Entry, Entry, str]] = {}

    def of(self, record: Record, path: str) -> Entry:
        """What becomes of a field that a record fills.

        >>> promise = Promise({"title": Unless(lambda record: "<" in record.title, "without its markup")})
        >>> [promise.of(Record(title=title), "title").fate for title in ("<i>Felis</i>", "Cats")]
        ['degraded', 'kept']
        """
        entry, otherwise, condition = self._known.get(path) or self._known.setdefault(
            path, self._look_up(path)
        )
        return otherwise if condition and self._is_so(record, condition) else entry

    def at_worst(self, path: str) -> Entry:
        """What becomes of a field in some records.

        >>> [Promise(carries).at_worst("mesh.UI").fate for carries in ({}, {"mesh": ""}, {"mesh": "as a keyword"}, {"mesh": "cut"})]
        ['dropped', 'kept', 'moved', 'degraded']
        """
        entry, otherwise, condition = self._known.get(path) or self._known.setdefault(
            path, self._look_up(path)
        )
        return otherwise if condition else entry

    def _look_up(self, path: str) -> tuple[Entry, Entry, str]:
        """What becomes of a field, and what, if a condition is so, and the path that has the condition, if any has."""
        above = path
        while above not in self._carries:
            above, _, _ = above.rpartition(".")
            if not above:
                lost = Entry(path, "dropped", "the format has no place for it")
                return lost, lost, ""
        how = self._carries[above]
        if isinstance(how, Unless):
            return Entry(path, "kept"), _changed(path, how.how), above
        entry = _changed(path, how) if how else Entry(path, "kept")
        return entry, entry, ""

    def _is_so(self, record: Record, condition: str) -> bool:
        unless = self._carries[condition]
        return isinstance(unless, Unless) and any(map(unless.is_so, _owners(record, condition)))


def _changed(path: str, how: str) -> Entry:
    return Entry(path, "moved" if _MOVED.match(how) else "degraded", how)


def _owners(record: Record, path: str) -> list[Any]:
    """The structs that have the field at the end of ``path``."""
    owners: list[Any] = [record]
    for name in path.split(".")[:-1]:
        below = (getattr(owner, name) for owner in owners)
        owners = [item for value in below for item in (value if isinstance(value, list) else [value]) if item]
    return owners


def ledger(record: Record, carries: Mapping[str, str | Unless]) -> Iterator[Entry]:
    """What becomes of each field of ``record`` in a format that carries ``carries``.

    >>> [entry.fate for entry in ledger(Record(title="T", pii="S1"), {"title": ""})]
    ['kept', 'dropped']
    """
    promise = Promise(carries)
    return (promise.of(record, path) for path in filled_paths(record))


class Ledger:
    """Writes the ledger of a conversion as JSON while its records go by.

    ``{"format": …, "records": [{"record": PMID or ordinal, "completed": {path: where from},
    "merged": [path:line of each duplicate], "kept": [paths],
    "moved": {path: where}, "degraded": {path: how}, "dropped": {path: why}}, …],
    "summary": {path: {fate: number of records}}}``
    """

    def __init__(self, out: TextIO, format_name: str, carries: Mapping[str, str | Unless]) -> None:
        self._out = out
        self.format = format_name
        self._promise = Promise(carries)
        self.counts: Counts = Counter()
        self.records = 0
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
        self._out.write(f'{{"format": {_json(self.format)}, "records": [')

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
        """Write what is in a piece, whose note is the ``counts``, ``records`` and ``nameless`` of its ledger."""
        counts, records, nameless = piece.note
        self.counts.update(counts)
        self.records += records
        self._items.add(msgspec.structs.replace(piece, note=nameless))

    def _account(self, record: Record, ordinal: str) -> dict[str, Any]:
        self.records += 1
        account: dict[str, Any] = {"record": record.PMID or record.id or record.DOI or ordinal}
        if record.provenance:
            account["completed"] = record.provenance
        if record.merged_from:
            account["merged"] = [f"{source.path}:{source.line}" for source in record.merged_from]
        for path in filled_paths(record):
            entry = self._promise.of(record, path)
            self.counts[path, entry.fate] += 1
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


def dropped(counts: Counts) -> dict[str, int]:
    """What is lost, the most frequent first: a field that is lost with all below it by its own name alone.

    >>> dropped(Counter({("mesh.UI", "dropped"): 2, ("mesh.name", "kept"): 2, ("grant.id", "dropped"): 9}))
    {'grant': 9, 'mesh UI': 2}
    """
    alive = {path.partition(".")[0] for path, fate in counts if fate != "dropped"}
    lost: dict[str, int] = {}
    for (path, fate), count in counts.items():
        if fate == "dropped":
            top, _, _ = path.partition(".")
            name = (path if top in alive else top).replace("_", " ").replace(".", " ")
            lost[name] = max(count, lost.get(name, 0))
    return dict(sorted(lost.items(), key=lambda item: -item[1]))


def sentence(counts: Counts, records: int, format_name: str, *, most: int = 8) -> str:
    """The summary for the person at the keyboard.

    >>> sentence(Counter({("grant.id", "dropped"): 9, ("mesh", "moved"): 3, ("title", "kept"): 12}), 12, "bibtex")
    "1 field of 12 records can't be carried by bibtex: grant (9); 1 is moved, 0 are degraded"
    """
    lost = dropped(counts)
    changed = ", ".join(
        f"{number} {'is' if number == 1 else 'are'} {fate}"
        for fate in ("moved", "degraded")
        for number in [len({path for path, found in counts if found == fate})]
    )
    if not lost:
        return f"{format_name} carries all fields of {records} records; {changed}"
    named = ", ".join(f"{name} ({count})" for name, count in islice(lost.items(), most))
    rest = f" and {len(lost) - most} more" if len(lost) > most else ""
    fields = "1 field" if len(lost) == 1 else f"{len(lost)} fields"
    return f"{fields} of {records} records can't be carried by {format_name}: {named}{rest}; {changed}"


def lost_below(counts: Counts, fields: Iterable[str]) -> dict[str, int]:
    """Of the fields and all below them what is dropped, and from how many records."""
    return {
        path: count
        for (path, fate), count in counts.items()
        if fate == "dropped" and any(f"{path}.".startswith(f"{field}.") for field in fields)
    }


def parse_fields(text: str) -> tuple[str, ...]:
    """Names of fields, parted by commas, as people write them → paths.

    >>> parse_fields("pmid, container-title,author.orcid")
    ('PMID', 'container_title', 'author.ORCID')

    Raises:
        FormatError: there is no such field.
    """
    return tuple(_path(name.strip()) for name in text.split(",") if name.strip())


def _path(name: str) -> str:
    kind: Any = Record
    path = []
    for part in name.replace("-", "_").lower().split("."):
        fields = {field.name.lower(): field for field in msgspec.structs.fields(kind)} if kind else {}
        if part not in fields:
            raise FormatError(f"a record has no field {name!r}; it has {', '.join(Record.__struct_fields__)}")
        path.append(fields[part].name)
        kind = _structure(fields[part].type)
    return ".".join(path)


def _structure(hint: Any) -> Any:
    """The Struct in ``Struct``, ``list[Struct]`` or ``Struct | None``."""
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return hint
    return next(filter(None, map(_structure, get_args(hint))), None)


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode()

"""Records with gaps + other records of the same works → the records with their gaps filled, each value with its origin.

What a record's own source says is never overwritten: a field is filled if it is empty, if its value was inferred
and the other record states one, or if the other's date or name says the same and more (a month to the year, a
given name to the initials, the rest of an author list that ends in “et al.”).
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

import msgspec

from convert.model.identifiers import work_ids
from convert.model.record import Date, Name, Record
from convert.streams.problems import Problem, Warn, silent

BATCH = 200
"""So many records are completed at once where the sources can be asked for them."""

Fetch = Callable[[Iterable[str]], Iterable[Record]]
"""Identifiers → the records of those that are known."""

_NOT_FILLED = frozenset(
    {"id", "source", "inferred", "provenance", "merged_from", "extra", "related", "authors_complete"}
)
"""Fields that belong to one source alone, and those with rules of their own."""
_FIELDS = tuple(name for name in Record.__struct_fields__ if name not in _NOT_FILLED)
_FIELDS_BUT_LOCATORS = tuple(name for name in _FIELDS if name not in ("page", "number"))
"""Either locator says where in the volume the article is: with one at hand the other isn't missing."""
_NAMED_LISTS: dict[str, Callable[[Any], str]] = {
    "publication_type": lambda kind: kind.name,
    "history": lambda step: step.status,
}
"""Lists that text forms give in part → what tells their items apart; the items that are missing are added."""
_PEOPLE = ("author", "editor")


def complete(
    records: Iterable[Record],
    sources: Iterable[Record] | None = None,
    *,
    fetch: Fetch | None = None,
    warn: Warn = silent,
) -> Iterator[Record]:
    """Fill what records and their related works lack from other records of the same works.

    Works are joined by PMID, PMCID or DOI. ``provenance`` of each record says what came from where.

    Args:
        records: what to complete; kept in memory while ``sources`` pass by, else taken ``BATCH`` at a time.
        sources: read once, and not kept; of two that fill the same field the first does.
        fetch: is asked for the works that no source held, such as ``convert.fetch``.
        warn: told of each record that was found nowhere or has no identifier.

    >>> page = Record(title="On tests", DOI="10.5555/AB")
    >>> library = [Record(title="On Tests.", volume="7", DOI="10.5555/ab")]
    >>> [record] = complete([page], library)
    >>> record.title, record.volume
    ('On tests', '7')
    """
    for batch in _batches(records, None if sources is not None else BATCH):
        works = _Works(batch, warn)
        for source in sources or ():
            works.offer(source)
        if fetch and (wanted := works.wanted()):
            for source in fetch(wanted):
                works.offer(source)
        yield from works.records()


_Place = tuple[int, str, int]
"""The number of a record, the kind of a work related to it, and that work's number; no kind for the record itself."""


class _Works:
    """Records to complete and their related works, by their identifiers.

    The records are kept as MessagePack, in a fifth of the memory; a copy comes out, so that what a reader yielded
    is not changed.
    """

    def __init__(self, records: Iterable[Record], warn: Warn) -> None:
        self._warn = warn
        self._packed: list[bytes] = []
        self._by_key: dict[str, dict[_Place, None]] = {}
        self._lost: dict[_Place, str] = {}
        """The best identifier of each work that was not found; empty if it has none."""
        for number, record in enumerate(records):
            self._packed.append(_pack(record))
            for place, work in _places(number, record):
                self._lost[place] = next(iter(work_ids(work)), "")
                self._index(place, work)

    def offer(self, source: Record) -> None:
        """Fill from ``source`` and from its related works whatever is the same work."""
        for _, other in _places(0, source):
            for place in {place: None for key in work_ids(other) for place in self._by_key.get(key, ())}:
                self._fill(place, other, origin(other) or origin(source) or "another record")

    def wanted(self) -> list[str]:
        """An identifier of each work that was not found."""
        return list(dict.fromkeys(filter(None, self._lost.values())))

    def records(self) -> Iterator[Record]:
        """The records; what of them was found nowhere is told."""
        related = Counter(number for number, kind, _ in self._lost if kind)
        for number, packed in enumerate(self._packed):
            record = _unpack(packed)
            if (key := self._lost.get((number, "", 0))) is not None:
                self._tell(record, *_REASONS[bool(key)], "warning")
            if lost := related[number]:
                message = f"{lost} of its related works were found nowhere"
                self._tell(record, "related-not-found", message, "note")
            yield record

    def _index(self, place: _Place, work: Record) -> None:
        for key in work_ids(work):
            self._by_key.setdefault(key, {})[place] = None

    def _fill(self, place: _Place, other: Record, origin: str) -> None:
        number, kind, position = place
        record = _unpack(self._packed[number])
        work = record.related[kind][position] if kind else record
        if work.PMID and other.PMID and work.PMID != other.PMID:
            message = f"{origin} has the same DOI or PMCID with PMID {other.PMID}; not used"
            self._tell(work, "identifier-conflict", message, "note")
            return
        if work.DOI and other.DOI and work.DOI.lower() != other.DOI.lower():
            message = f"{origin} has the DOI {other.DOI}; {work.DOI} is kept"
            self._tell(work, "identifier-conflict", message, "note")
        self._lost.pop(place, None)
        fill(work, other, origin)
        self._index(place, work)
        self._packed[number] = _pack(record)

    def _tell(self, record: Record, code: str, message: str, severity: Any) -> None:
        path, line = (record.source.path, record.source.line) if record.source else ("", 0)
        self._warn(Problem(code, message, path, line, record.PMID or record.DOI or record.PMCID, severity))


_pack = msgspec.msgpack.Encoder().encode
_unpack = msgspec.msgpack.Decoder(Record).decode
_REASONS = {
    True: ("not-found", "found nowhere; kept as it stands"),
    False: ("no-identifier", "has no PMID, PMCID or DOI to be found by; kept as it stands"),
}
"""Whether a record has identifiers → why it was not completed."""


def fill(record: Record, other: Record, origin: str) -> None:
    """Put into ``record``, in place, what it lacks and ``other``, a record of the same work from ``origin``, has."""
    fields = _FIELDS_BUT_LOCATORS if record.page or record.number else _FIELDS
    for name in fields:
        if getattr(other, name):
            if not getattr(record, name) or _yields(record, name, other):
                _take(record, other, name, origin)
            elif name in _NAMED_LISTS:
                _add_items(record, other, name, origin)
            elif name in _PEOPLE:
                _add_to_names(record, other, name, origin)
    for kind, works in other.related.items():
        if not record.related.get(kind):
            record.related[kind] = works
            record.provenance[f"related.{kind}"] = origin


def _yields(record: Record, name: str, other: Record) -> bool:
    """Whether a field that has a value gives way to that of ``other``."""
    mine, theirs = getattr(record, name), getattr(other, name)
    if name in record.inferred:
        return name not in other.inferred
    if name == "author" and not record.authors_complete:
        return _begins_with(theirs, mine)
    return isinstance(mine, Date) and _says_more(theirs, mine)


def _take(record: Record, other: Record, name: str, origin: str) -> None:
    setattr(record, name, getattr(other, name))
    record.provenance[name] = origin
    record.inferred.pop(name, None)
    if why := other.inferred.get(name):
        record.inferred[name] = why
    if name == "author":
        record.authors_complete = other.authors_complete


def _says_more(theirs: Date, mine: Date) -> bool:
    """Whether a date is the same as another, and more precise.

    >>> _says_more(Date(year=2018, month=11), Date(year=2018)), _says_more(Date(year=2019, month=1), Date(year=2018))
    (True, False)
    """
    parts = [(getattr(mine, part), getattr(theirs, part)) for part in ("year", "month", "day", "season")]
    agree = all(own is None or own == other for own, other in parts)
    return agree and theirs != mine and not (mine.literal or mine.end or mine.time or theirs.literal)


def _add_items(record: Record, other: Record, name: str, origin: str) -> None:
    label = _NAMED_LISTS[name]
    mine, theirs = getattr(record, name), getattr(other, name)
    known = {label(item) for item in mine}
    if new := [item for item in theirs if label(item) not in known]:
        setattr(record, name, [*mine, *new])
        record.provenance[name] = origin


def _add_to_names(record: Record, other: Record, field: str, origin: str) -> None:
    """Give each person what the same person has in ``other``."""
    people: dict[tuple[str, str], Name | None] = {}
    for person in getattr(other, field):
        people[_person(person)] = None if _person(person) in people else person
    filled = []
    for name in getattr(record, field):
        same = people.get(_person(name))
        more = _more(name, same) if same else {}
        filled.append(msgspec.structs.replace(name, **more) if more else name)
        record.provenance.update((f"{field}.{part}", origin) for part in more)
    setattr(record, field, filled)


def _begins_with(longer: list[Name], shorter: list[Name]) -> bool:
    return len(longer) > len(shorter) and all(
        _person(a) == _person(b) for a, b in zip(longer, shorter, strict=False)
    )


def _person(name: Name) -> tuple[str, str]:
    """What a person is known by among the authors of one work: family name and first initial."""
    return (name.family or name.literal).casefold(), (name.initials or name.given)[:1].casefold()


def _more(mine: Name, theirs: Name) -> dict[str, Any]:
    """The parts of a name that ``mine`` lacks."""
    more = {
        part: value
        for part in Name.__struct_fields__
        if (value := getattr(theirs, part)) and not getattr(mine, part) and part != "literal"
    }
    if theirs.given and _is_initials(mine) and not _is_initials(theirs):
        more["given"] = theirs.given
    return more


def _is_initials(name: Name) -> bool:
    """Whether ``given`` says no more than the initials.

    >>> _is_initials(Name(family="Lee", given="R. J.", initials="RJ")), _is_initials(Name(family="Lee", given="Rae"))
    (True, False)
    """
    letters = "".join(filter(str.isalpha, name.given))
    initials = "".join(filter(str.isalpha, name.initials))
    return bool(letters) and (letters == initials or (len(letters) <= 3 and letters.isupper()))


def _places(number: int, record: Record) -> Iterator[tuple[_Place, Record]]:
    """A record and the works related to it, each with its place."""
    yield (number, "", 0), record
    for kind, works in record.related.items():
        for position, work in enumerate(works):
            yield (number, kind, position), work


def origin(record: Record) -> str:
    """``library.nbib:123``; empty for a work that another record lists."""
    source = record.source
    if source is None:
        return ""
    return f"{source.path or source.format}:{source.line}" if source.line else source.path or source.format


def _batches(records: Iterable[Record], size: int | None) -> Iterator[Iterable[Record]]:
    """All records at once if there is no size."""
    if size is None:
        yield records
        return
    remaining = iter(records)
    while batch := list(islice(remaining, size)):
        yield batch

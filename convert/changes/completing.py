"""Records with gaps + records of the same works from other sources → the records with their gaps filled."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

import msgspec

from convert.changes.duplicates import contradiction, sketch
from convert.changes.filling import fill
from convert.changes.reports import origin, problem_with
from convert.model.identifiers import work_ids
from convert.model.record import Record
from convert.streams.problems import Warn, silent

BATCH = 200
"""How many records are completed at a time if ``fetch`` alone is asked."""

Fetch = Callable[[Iterable[str]], Iterable[Record]]
"""Identifiers → the records that are known of them."""


def complete(
    records: Iterable[Record],
    sources: Iterable[Record] | None = None,
    *,
    fetch: Fetch | None = None,
    warn: Warn = silent,
) -> Iterator[Record]:
    """Fill gaps in records and in their related works from other records of the same works.

    Works are matched by PMID, PMCID or DOI, and left alone if title, author or year contradict. What a record's own source says is never overwritten (see
    ``convert.changes.filling``); ``provenance`` of each record says what came from where.

    Args:
        records: what to complete; held in memory if there are ``sources``, else taken ``BATCH`` at a time.
        sources: read once and not held; the first that fills a field takes precedence.
        fetch: asked for the works that no source has, such as ``convert.fetch``.
        warn: told of each record that was not found or has no identifier.

    >>> page = Record(title="On tests", DOI="10.5555/AB")
    >>> library = [Record(title="On Tests.", volume="7", DOI="10.5555/ab")]
    >>> [record] = complete([page], library)
    >>> record.title, record.volume
    ('On tests', '7')
    """
    for batch in _batches(records, None if sources is not None else BATCH):
        works = _PartialWorks(batch, warn)
        for source in sources or ():
            works.offer(source)
        if fetch and (wanted := works.wanted()):
            for source in fetch(wanted):
                works.offer(source)
        yield from works.records()


def _batches(records: Iterable[Record], size: int | None) -> Iterator[Iterable[Record]]:
    """Batches of ``size`` records; all in one if that is None."""
    if size is None:
        yield records
        return
    remaining = iter(records)
    while batch := list(islice(remaining, size)):
        yield batch


_Place = tuple[int, str, int]
"""The number of a record, the kind of a work related to it, that work's number; for the record itself the kind is empty."""


def _works(number: int, record: Record) -> Iterator[tuple[_Place, Record]]:
    """A record and its related works, each with its place."""
    yield (number, "", 0), record
    for kind, works in record.related.items():
        for position, work in enumerate(works):
            yield (number, kind, position), work


class _PartialWorks:
    """Records to complete and their related works, by identifier.

    The records are held as MessagePack, which takes a fifth of the memory. What comes out is a copy, so the records
    that a reader made stay unchanged.
    """

    def __init__(self, records: Iterable[Record], warn: Warn) -> None:
        self._warn = warn
        self._packed: list[bytes] = []
        self._by_key: dict[str, dict[_Place, None]] = {}
        self._unfound: dict[_Place, str] = {}
        """Place → the best identifier of a work that was not found; empty if it has none."""
        for number, record in enumerate(records):
            self._packed.append(_pack(record))
            for place, work in _works(number, record):
                self._unfound[place] = next(iter(work_ids(work)), "")
                self._index(place, work)

    def offer(self, source: Record) -> None:
        """Fill whatever is the same work as ``source`` or one of its related works."""
        for _, other in _works(0, source):
            for place in {place: None for key in work_ids(other) for place in self._by_key.get(key, ())}:
                self._fill(place, other, origin(other) or origin(source) or "another record")

    def wanted(self) -> list[str]:
        """One identifier of each work that was not found."""
        return list(dict.fromkeys(filter(None, self._unfound.values())))

    def records(self) -> Iterator[Record]:
        """The records; those that were not found are reported."""
        related = Counter(number for number, kind, _ in self._unfound if kind)
        for number, packed in enumerate(self._packed):
            record = _unpack(packed)
            if key := self._unfound.get((number, "", 0)):
                self._report(record, "not-found", "not found in any source; not completed")
            elif key is not None:
                self._report(record, "no-identifier", "no PMID, PMCID or DOI to look up; not completed")
            if count := related[number]:
                message = f"{count} of its related works not found in any source"
                self._report(record, "related-not-found", message)
            yield record

    def _index(self, place: _Place, work: Record) -> None:
        for key in work_ids(work):
            self._by_key.setdefault(key, {})[place] = None

    def _fill(self, place: _Place, other: Record, origin: str) -> None:
        number, kind, position = place
        record = _unpack(self._packed[number])
        work = record.related[kind][position] if kind else record
        if work.PMID and other.PMID and work.PMID != other.PMID:
            message = f"{origin} has the same DOI or PMCID, but the PMID {other.PMID}; not used"
            self._report(work, "identifier-conflict", message)
            return
        if why := contradiction(sketch(work), sketch(other)):
            self._unfound.pop(place, None)
            message = (
                f"{origin} has the same identifier, but {why}: {other.title!r}; nothing is taken from it"
            )
            self._report(work, "conflict", message)
            return
        if work.DOI and other.DOI and work.DOI.lower() != other.DOI.lower():
            message = f"{origin} has the DOI {other.DOI}; {work.DOI} is kept"
            self._report(work, "identifier-conflict", message)
        self._unfound.pop(place, None)
        fill(work, other, origin)
        self._index(place, work)
        self._packed[number] = _pack(record)

    def _report(self, record: Record, code: str, message: str) -> None:
        name = record.PMID or record.DOI or record.PMCID
        self._warn(problem_with(record, code, message, name=name))


_pack = msgspec.msgpack.Encoder().encode
_unpack = msgspec.msgpack.Decoder(Record).decode

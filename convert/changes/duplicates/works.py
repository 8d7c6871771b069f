"""Records → the works they are of, each merged into one record.

Of several records of a work, the one that has most identifiers and says most is kept, and its gaps are filled from the others
(``filling``): ``provenance`` says what came from where, ``merged_from`` which records were merged. Records and sketches are in
temporary files once they are many.
"""

from collections.abc import Iterable, Iterator

import msgspec

from convert.changes.duplicates.candidates import Candidates
from convert.changes.duplicates.grouping import Decisions, Findings, decide, find
from convert.changes.duplicates.sketches import Sketch, sketch
from convert.changes.duplicates.spool import Spool
from convert.changes.filling import fill
from convert.changes.reports import origin, problem_with
from convert.model.record import Record
from convert.streams.problems import Problem, Warn, silent


class Works:
    """Records by number, and what was found of them. All are added before ``find``."""

    def __init__(self) -> None:
        self.records = Spool(Record)
        self.sketches = Spool(Sketch)
        self.findings = Findings()
        self.groups: dict[int, list[int]] = {}
        """The first record of a work that has several → all, in order."""
        self._candidates = Candidates()
        self._others: set[int] = set()

    def add(self, record: Record) -> None:
        """Add a record."""
        number = self.records.append(record)
        made = sketch(record)
        self.sketches.append(made)
        self._candidates.add(number, made)

    def find(self, decisions: Decisions | None = None) -> Findings:
        """Find which records are one work; pairs that were decided by hand are as they were decided."""
        self.findings = decide(self._candidates, self.sketches.get, decisions)
        works: dict[int, list[int]] = {}
        for match in self.findings.matches:
            first, second = works.get(match.first, [match.first]), works.get(match.second, [match.second])
            works.update(dict.fromkeys((first := first + second), first))
        self.groups = {numbers[0]: numbers for numbers in map(sorted, works.values())}
        self._others = {number for numbers in self.groups.values() for number in numbers[1:]}
        return self.findings

    def __len__(self) -> int:
        """How many works there are."""
        return len(self.records) - len(self._others)

    def __iter__(self) -> Iterator[list[int]]:
        """The numbers of the records of each work, where its first record was."""
        for number in range(len(self.records)):
            if number not in self._others:
                yield self.groups.get(number, [number])

    def merged(self) -> Iterator[Record]:
        """Each work as one record."""
        for numbers in self:
            yield self.record(numbers)

    def record(self, numbers: list[int]) -> Record:
        """The records of one work as one."""
        if len(numbers) == 1:
            return self.records[numbers[0]]
        kept = self.kept(numbers)
        return _merged([self.records[number] for number in (kept, *(n for n in numbers if n != kept))])

    def kept(self, numbers: list[int]) -> int:
        """The record of a work that has most identifiers, and of those the one that says most, by its size."""
        return max(numbers, key=lambda number: (len(self.sketches[number].keys), self.records.size(number)))

    def report(self, warn: Warn) -> None:
        """Tell what was merged, what has an identifier in common but was not, and which issues weren't compared."""
        for path in self._candidates.issues.numbered():
            message = "the issues are the numbers of the records, as hardly any occurs twice; not compared"
            warn(Problem("inferred", message, path, severity="note"))
        for match in self.findings.matches:
            message = f"is the same work as {self.sketches[match.first].origin}: {match.why}"
            warn(_problem(self.sketches[match.second], "merged", message))
        for match in self.findings.conflicts:
            message = f"{match.why} than {self.sketches[match.first].origin}; not merged"
            warn(_problem(self.sketches[match.second], "conflict", message))


def merge(records: Iterable[Record], *, warn: Warn = silent) -> Iterator[Record]:
    """The records, each work once, where its first record was.

    >>> page, entry = Record(title="On tests", DOI="10.5555/AB"), Record(title="On tests", volume="7", DOI="10.5555/ab")
    >>> [(record.volume, record.DOI) for record in merge([page, entry, Record(title="Else")])]
    [('7', '10.5555/ab'), ('', '')]
    """
    works = Works()
    for record in records:
        works.add(record)
    works.find()
    works.report(warn)
    yield from works.merged()


def _merged(records: list[Record]) -> Record:
    """One record of those of a work, the first of which says most."""
    kept, *others = records
    result = msgspec.structs.replace(
        kept,
        id=next((record.id for record in records if record.id), ""),
        related={**kept.related},
        inferred={**kept.inferred},
        provenance={**kept.provenance},
    )
    for other in others:
        fill(result, other, origin(other) or "a duplicate")
        result.extra = {**other.extra, **result.extra}
    result.merged_from = [
        source for other in others for source in (other.source, *other.merged_from) if source
    ]
    return result


def duplicates(sketches: Iterable[Sketch]) -> Iterator[Problem]:
    """A problem for each record that is the same work as an earlier one."""
    known = list(sketches)
    for match in find(known):
        message = f"is the same work as {known[match.first].origin}: {match.why}"
        yield _problem(known[match.second], "duplicate", message)


def _problem(sketch: Sketch, code: str, message: str) -> Problem:
    stub = Record(PMID=sketch.PMID, DOI=sketch.DOI, id=sketch.id, source=sketch.source)
    return problem_with(stub, code, message)

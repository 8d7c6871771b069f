"""Which files a record came from: counted, and written into the record.

A record tells its files in a note, ``Found in: pubmed.nbib; embase.ris``, which every format has a place for, and which the next run reads
again: a library that was deduplicated before keeps its first sources.
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import PurePath
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from convert.changes.duplicates import Works
from convert.model.record import Record

FOUND_IN: Final = "Found in: "
_BETWEEN: Final = "; "
REGISTERS: Final = ("clinicaltrials", "ictrp", "isrctn", "trial registry", "euctr", "drks", "anzctr")
"""Words in the names of registers, which PRISMA counts apart from databases."""


class Source(Struct):
    """What one file brought."""

    file: str
    database: str = ""
    """What most of its records say that they are from."""
    identified: int = 0
    within: int = 0
    """Records removed because the same file has the work before."""
    between: int = 0
    """Records removed because another file before has the work."""
    alone: int = 0
    """Works that no other file has."""

    @property
    def left(self) -> int:
        """The works that this file is the first to have."""
        return self.identified - self.within - self.between

    @property
    def is_register(self) -> bool:
        """Whether it is a register of trials."""
        name = f"{self.file} {self.database}".lower()
        return any(word in name for word in REGISTERS)


def count(works: Works) -> list[Source]:
    """Count by file, in the order of the files."""
    sources: dict[str, Source] = {}
    databases: dict[str, Counter[str]] = {}
    files: list[str] = []
    for record in works.records:
        file = file_of(record)
        files.append(file)
        sources.setdefault(file, Source(file)).identified += 1
        if database := record.source_database or record.archive:
            databases.setdefault(file, Counter())[database] += 1
    for file, names in databases.items():
        name, number = names.most_common(1)[0]
        sources[file].database = name if number * 2 > sources[file].identified else ""
    for numbers in works:
        seen: set[str] = set()
        for number in numbers:
            source = sources[files[number]]
            source.within += files[number] in seen
            source.between += bool(seen) and files[number] not in seen
            seen.add(files[number])
        if len(seen) == 1:
            sources[seen.pop()].alone += 1
    return list(sources.values())


def file_of(record: Record) -> str:
    """The name of the file that a record was read from."""
    source = record.source
    return (PurePath(source.path).name or source.format or "-") if source else "-"


def found_in(record: Record) -> list[str]:
    """The names of the files that a record, and what was merged into it, came from.

    >>> found_in(Record(note="Found in: pubmed.nbib; embase.ris"))
    ['pubmed.nbib', 'embase.ris']
    """
    if FOUND_IN not in record.annote and FOUND_IN not in record.note:
        return [file_of(record)]
    for note in (*record.annote.splitlines(), *record.note.splitlines()):
        if note.startswith(FOUND_IN):
            return note.removeprefix(FOUND_IN).split(_BETWEEN)
    return [file_of(record)]


def mark(record: Record, members: list[Record]) -> Record:
    """A record with a note of the files that it and those merged into it came from."""
    names = dict.fromkeys(name for member in members for name in found_in(member))
    record = unmarked(record)
    note = FOUND_IN + _BETWEEN.join(names)
    return replace(record, annote=f"{note}\n{record.annote}" if record.annote else note)


def unmarked(record: Record) -> Record:
    """A record without the note about its files."""
    if FOUND_IN not in record.annote and FOUND_IN not in record.note:
        return record
    return replace(record, annote=_without_mark(record.annote), note=_without_mark(record.note))


def _without_mark(text: str) -> str:
    return (
        "\n".join(line for line in text.splitlines() if not line.startswith(FOUND_IN))
        if FOUND_IN in text
        else text
    )


def marked(works: Works) -> Iterator[Record]:
    """Each work as one record that tells its files."""
    for numbers in works:
        yield mark(works.record(numbers), list(map(works.records.__getitem__, numbers)))

"""Undecided pairs ↔ a table for a spreadsheet, in whose first column a person says ``same`` or ``different``.

A record is named in it by a hash of its content, so that the table still holds when files are added.
"""

import csv
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, TextIO

import msgspec

from convert.changes.duplicates import Decisions, Match, Works
from convert.model.record import Record
from convert.running.deduplication.summary import brief
from convert.streams.outputs import open_output
from convert.streams.problems import ConvertError

SAME: Final = frozenset(["same", "yes", "y", "1", "x", "true", "duplicate", "merge"])
DIFFERENT: Final = frozenset(["different", "no", "n", "0", "false", "other", "keep"])
_FIELDS: Final = ("title", "author", "year", "journal", "pages", "DOI", "PMID", "place")
NEEDED: Final = ("decision", "record 1", "record 2")
"""The columns by which a decision is followed; the others are for the person."""
_COLUMNS: Final = (
    "decision",
    "points",
    "why",
    *(f"{field} {side}" for field in _FIELDS for side in (1, 2)),
    "record 1",
    "record 2",
)

Row = dict[str, str]


class Review:
    """A table of pairs: read before works are found, written afterwards."""

    def __init__(self, path: str, works: Works) -> None:
        self._path = path
        self._works = works
        self._rows = _read(path)

    def decisions(self) -> Decisions:
        """The pairs of records that were decided: whether they are the same."""
        return decisions(self._rows, self._works.records)

    def write(self) -> int:
        """Write the rows that were decided, then the pairs to decide; their number."""
        undecided = self._works.findings.undecided
        with open_output(self._path) as out:
            out.write("\ufeff")
            table = csv.DictWriter(out, _COLUMNS, lineterminator="\r\n", extrasaction="ignore")
            table.writeheader()
            table.writerows(self._rows)
            table.writerows(self._row(match) for match in undecided)
        return len(undecided)

    def _row(self, match: Match) -> Row:
        row = {"points": str(match.points), "why": match.why}
        for side, number in enumerate((match.first, match.second), 1):
            record = self._works.records[number]
            row |= {f"{field} {side}": value for field, value in brief(record).items()}
            row[f"record {side}"] = _name(record)
        return row


def _read(path: str) -> list[Row]:
    """The decided rows of a file; none if there is no such file yet."""
    if not Path(path).exists():
        return []
    with Path(path).open(encoding="utf-8-sig", newline="") as file:
        return read_rows(file, path)


def read_rows(file: TextIO, name: str) -> list[Row]:
    """The decided rows of a table, which Excel may have written with semicolons.

    Raises:
        ConvertError: it is no table of pairs, or a decision is neither.
    """
    head = file.readline()
    file.seek(0)
    table = csv.DictReader(file, delimiter=";" if head.count(";") > head.count(",") else ",")
    try:
        rows = list(table)
    except csv.Error as error:
        raise ConvertError(f"{name}: not a table of --review: {error}") from error
    if not set(NEEDED) <= set(table.fieldnames or NEEDED):
        raise ConvertError(
            f"{name}: not a table of --review: it has no column decision, record 1 or record 2"
        )
    for line, row in enumerate(rows, 2):
        decision = (row["decision"] or "").strip().lower()
        if decision and decision not in SAME | DIFFERENT:
            raise ConvertError(
                f"{name}: row {line}: decision {decision!r}; write same, different, or nothing"
            )
    return [row for row in rows if (row["decision"] or "").strip()]


def decisions(rows: Iterable[Row], records: Iterable[Record]) -> Decisions:
    """Decided rows → the pairs of numbers that they are about. Records that are no longer there are passed over."""
    decided = list(rows)
    numbers = {name: number for number, name in enumerate(names(records))} if decided else {}
    found = {}
    for row in decided:
        pair = sorted(numbers.get(row[column] or "", -1) for column in ("record 1", "record 2"))
        if 0 <= pair[0] < pair[1]:
            found[pair[0], pair[1]] = row["decision"].strip().lower() in SAME
    return found


def names(records: Iterable[Record]) -> Iterator[str]:
    """The name of each record; what says the same as an earlier one has a number behind it.

    >>> one, other = Record(title="On coins"), Record(title="On dice")
    >>> first, second, third = names([one, other, one])
    >>> third == f"{first}-2", second == first
    (True, False)
    """
    seen: Counter[str] = Counter()
    for record in records:
        name = _name(record)
        seen[name] += 1
        yield f"{name}-{seen[name]}" if seen[name] > 1 else name


def _name(record: Record) -> str:
    """A hash of what a record says, wherever it was read."""
    content = msgspec.msgpack.encode(msgspec.structs.replace(record, source=None))
    return f"{zlib.crc32(content):08x}{zlib.adler32(content):08x}"

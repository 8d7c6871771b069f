"""Undecided pairs ↔ a table for a spreadsheet, in whose first column a person says ``same`` or ``different``.

A record is named in it by a hash of its content, so that the table still holds when files are added.
"""

import csv
import zlib
from pathlib import Path
from typing import Final

import msgspec

from convert.changes.duplicates import Match, Works
from convert.model.record import Record
from convert.running.deduplication.summary import brief
from convert.streams.outputs import open_output
from convert.streams.problems import ConvertError

SAME: Final = frozenset(["same", "yes", "y", "1", "x", "true", "duplicate", "merge"])
DIFFERENT: Final = frozenset(["different", "no", "n", "0", "false", "other", "keep"])
_FIELDS: Final = ("title", "author", "year", "journal", "pages", "DOI", "PMID", "place")
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

    def decisions(self) -> dict[tuple[int, int], bool]:
        """The pairs of records that were decided: whether they are the same. Records that are no longer there are passed over."""
        if not self._rows:
            return {}
        numbers: dict[str, int] = {}
        for number, record in enumerate(self._works.records):
            numbers.setdefault(_name(record), number)
        found = {}
        for row in self._rows:
            pair = sorted(numbers.get(row[column], -1) for column in ("record 1", "record 2"))
            if 0 <= pair[0] < pair[1]:
                found[pair[0], pair[1]] = row["decision"].strip().lower() in SAME
        return found

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
    """The decided rows of a table, which Excel may have written with semicolons; none if there is no such file yet.

    Raises:
        ConvertError: it is no table of pairs, or a decision is neither.
    """
    if not Path(path).exists():
        return []
    with Path(path).open(encoding="utf-8-sig", newline="") as file:
        head = file.readline()
        file.seek(0)
        rows = list(csv.DictReader(file, delimiter=";" if head.count(";") > head.count(",") else ","))
    for line, row in enumerate(rows, 2):
        if not {"decision", "record 1", "record 2"} <= row.keys():
            raise ConvertError(
                f"{path}: not a table of --review: it has no column decision, record 1 or record 2"
            )
        decision = (row["decision"] or "").strip().lower()
        if decision and decision not in SAME | DIFFERENT:
            raise ConvertError(
                f"{path}: row {line}: decision {decision!r}; write same, different, or nothing"
            )
    return [row for row in rows if (row["decision"] or "").strip()]


def _name(record: Record) -> str:
    """A hash of what a record says, wherever it was read."""
    content = msgspec.msgpack.encode(msgspec.structs.replace(record, source=None))
    return f"{zlib.crc32(content):08x}{zlib.adler32(content):08x}"

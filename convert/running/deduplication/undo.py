"""A deduplicated file and its report → the records as they were, in their order."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from convert.model.record import Record
from convert.running.deduplication.sources import unmarked
from convert.streams.problems import ConvertError


class _Member(Struct):
    number: int
    record: Record


class _Work(Struct):
    work: int
    records: list[_Member]


class _Report(Struct):
    identified: int
    left: int
    merged: list[_Work]


def undo(records: Iterable[Record], path: str) -> Iterator[Record]:
    """Put the originals, which the report has, in the place of each merged record.

    Raises:
        ConvertError: the report can't be read, or is about another file.
    """
    try:
        report = msgspec.json.decode(Path(path).read_bytes(), type=_Report)
    except OSError as error:
        raise ConvertError(f"{path}: {error.strerror}") from error
    except msgspec.DecodeError as error:
        raise ConvertError(f"{path}: not a JSON report of refconvert dedupe: {error}") from error
    merged = {work.work for work in report.merged}
    originals = {member.number: member.record for work in report.merged for member in work.records}
    kept = list(records)
    if len(kept) != report.left:
        raise ConvertError(
            f"{path} is about {report.left} records, but the input has {len(kept)}; undo the file that dedupe wrote, unchanged"
        )
    others = (record for work, record in enumerate(kept, 1) if work not in merged)
    for number in range(1, report.identified + 1):
        yield originals[number] if number in originals else unmarked(next(others))

"""A table, one record a row, in CSV or TSV → records: ours, those of databases and managers (``profiles``), and handmade ones.

The cells of unknown columns go to ``extra`` under their titles.
"""

from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import BinaryIO, Final

from convert.formats.csv.header import (
    LINES_BEFORE,
    Header,
    find_delimiter,
    find_header,
    plan_of,
    vertical_rows,
)
from convert.formats.csv.profiles import EMBASE_VERTICAL
from convert.formats.csv.quoting import Rows
from convert.formats.csv.rows import Plan, to_record
from convert.model.record import Record
from convert.streams.decoding import NO_LINE_END, text_chunks, watched
from convert.streams.problems import Problem, Warn, silent


def is_table(head: bytes, delimiters: str) -> bool:
    """Whether a header is among the first lines."""
    lines = head.decode("utf-8", "replace").replace("\r", "\n" if b"\n" not in head else "").split("\n")
    return (
        lines[0][:1] not in ("@", "%", "<", "{", "[")
        and find_header(lines[:LINES_BEFORE], delimiters) is not None
    )


def read(stream: BinaryIO, *, delimiters: str = ",;", warn: Warn = silent) -> Iterator[Record]:
    """A table → its records, one for each row that isn't empty."""
    last: list[str] = []
    chunks = watched(text_chunks(stream, warn=warn), last)
    lines = chain.from_iterable(chunk.removesuffix("\n").split("\n") for chunk in chunks)
    first = list(islice(lines, LINES_BEFORE))
    if sum(line.count("\r") for line in first) > 1:  # one may be a slip
        lines = chain.from_iterable(line.split("\r") for line in chain(first, lines))
        first = list(islice(lines, LINES_BEFORE))
    header = find_header(first, delimiters) or _guess_header(first, delimiters)
    rows = iter(Rows(chain(first[header.start :], lines), header.start + 1, header.delimiter, warn))
    if header.is_vertical:
        for line, titles, cells in vertical_rows(rows):
            yield checked(to_record(cells, plan_of(titles, EMBASE_VERTICAL), line), warn)
        return
    _, titles = next(rows, (0, []))
    yield from to_records(rows, plan_of(titles), warn, last)


def _guess_header(lines: list[str], delimiters: str) -> Header:
    """The first line, for a table whose header isn't known."""
    delimiter = find_delimiter(lines[0]) if lines else ""
    return Header(0, delimiter if delimiter and delimiter in delimiters else delimiters[0])


def to_records(
    rows: Iterator[tuple[int, list[str]]], plan: Plan, warn: Warn, end: Sequence[str] = ()
) -> Iterator[Record]:
    """The rows behind a header → records. ``end``: the last characters of a text, when all of it is read."""
    width = len(plan.columns)
    full = short = 0
    lacking: Problem | None = None
    """What is to be said of the last row, unless the file ends with it."""
    line = 0
    for line, row in rows:
        if not any(row):
            continue
        if lacking:
            warn(lacking)
        lacking = None
        cells = len(row)
        if cells < width:
            short += 1
            if full >= _MOSTLY * short:
                lacking = Problem("bad-row", f"only {cells} cells, {full} other rows have {width}", line=line)
        else:
            full += 1
            if any(row[width:]):
                warn(Problem("bad-row", f"{cells} cells, but only {width} columns", line=line))
        yield checked(to_record(row, plan, line), warn)
    if lacking and end:
        message = f"the last row has {cells} cells, the others {width}; the file may be cut off"
        warn(Problem("cut-off", message, line=line, severity="warning"))
    elif lacking:
        warn(lacking)
    elif line and end and not end[0].endswith("\n"):
        warn(Problem("cut-off", NO_LINE_END, line=line, severity="note"))


_MOSTLY: Final = 2
"""Where so many times as many rows have a cell for each column, one that hasn't lost some. Programs may leave out empty cells at the end."""


def checked(record: Record, warn: Warn) -> Record:
    """A record whose date is reported if it has no year."""
    if record.issued is not None and record.issued.year is None:
        line = record.source.line if record.source else 0
        warn(Problem("bad-date", f"date without a year: {record.issued.literal!r}", line=line))
    return record

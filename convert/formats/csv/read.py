"""A table, one record a row, in CSV or TSV → records: ours, those of databases and managers (``profiles``), and handmade ones.

The cells of unknown columns go to ``extra`` under their titles.
"""

import csv
from collections.abc import Iterator
from itertools import chain, islice
from typing import BinaryIO

from convert.formats.csv.header import (
    LINES_BEFORE,
    Header,
    find_delimiter,
    find_header,
    plan_of,
    vertical_rows,
)
from convert.formats.csv.profiles import EMBASE_VERTICAL
from convert.formats.csv.rows import Plan, to_record
from convert.model.record import Record
from convert.streams.decoding import text_lines
from convert.streams.problems import Problem, Warn, silent

csv.field_size_limit(1 << 27)


def is_table(head: bytes, delimiters: str) -> bool:
    """Whether a header is among the first lines."""
    lines = head.decode("utf-8", "replace").replace("\r", "\n" if b"\n" not in head else "").split("\n")
    return (
        lines[0][:1] not in ("@", "%", "<", "{", "[")
        and find_header(lines[:LINES_BEFORE], delimiters) is not None
    )


def read(stream: BinaryIO, *, delimiters: str = ",;", warn: Warn = silent) -> Iterator[Record]:
    """A table → its records, one for each row that isn't empty."""
    lines = text_lines(stream, warn=warn)
    first = list(islice(lines, LINES_BEFORE))
    header = find_header(first, delimiters) or _guess_header(first, delimiters)
    rows = _rows(chain(first[header.start :], lines), header, warn)
    if header.is_vertical:
        for line, titles, cells in vertical_rows(rows):
            yield checked(to_record(cells, plan_of(titles, EMBASE_VERTICAL), line), warn)
        return
    _, titles = next(rows, (0, []))
    yield from to_records(rows, plan_of(titles), warn)


def _guess_header(lines: list[str], delimiters: str) -> Header:
    """The first line, for a table whose header isn't known."""
    delimiter = find_delimiter(lines[0]) if lines else ""
    return Header(0, delimiter if delimiter and delimiter in delimiters else delimiters[0])


def _rows(lines: Iterator[str], header: Header, warn: Warn) -> Iterator[tuple[int, list[str]]]:
    """The line and the cells of each row from the header on; a row that can't be read is reported and skipped."""
    rows = csv.reader((line + "\n" for line in lines), delimiter=header.delimiter)
    while True:
        line = header.start + rows.line_num + 1
        try:
            row = next(rows, None)
        except csv.Error as error:
            warn(Problem("bad-row", f"row can't be read: {error}; skipped", line=line, severity="error"))
            continue
        if row is None:
            return
        yield line, row


def to_records(rows: Iterator[tuple[int, list[str]]], plan: Plan, warn: Warn) -> Iterator[Record]:
    """The rows behind a header → records."""
    for line, row in rows:
        if any(row):
            if len(row) > len(plan.columns) and any(row[len(plan.columns) :]):
                warn(Problem("bad-row", f"{len(row)} cells, but only {len(plan.columns)} columns", line=line))
            yield checked(to_record(row, plan, line), warn)


def checked(record: Record, warn: Warn) -> Record:
    """A record whose date is reported if it has no year."""
    if record.issued is not None and record.issued.year is None:
        line = record.source.line if record.source else 0
        warn(Problem("bad-date", f"date without a year: {record.issued.literal!r}", line=line))
    return record

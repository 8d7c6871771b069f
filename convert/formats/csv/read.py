"""A table, one record a row, in CSV or TSV → records: our own tables, PubMed's, Zotero's, Scopus's, and handmade ones.

The first row has the titles of the columns (see ``columns``). The cells of unknown columns go to ``extra`` under their titles.
"""

import csv
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from convert.formats.csv.columns import COLUMNS, field_of
from convert.model.dates import parse_date
from convert.model.identifiers import PLACEHOLDERS, settle
from convert.model.record import Record, Source
from convert.streams.decoding import text_lines
from convert.streams.problems import Problem, Warn, silent

csv.field_size_limit(1 << 27)


def is_table(head: bytes, delimiters: str) -> bool:
    """Whether the first line has at least two known columns, among them title, DOI or PMID."""
    first, _, _ = head.partition(b"\n")
    line = first.decode("utf-8", "replace").strip()
    delimiter = _find_delimiter(line, delimiters)
    if not delimiter or line[:1] in "@%<{[":
        return False
    try:
        titles = next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return False
    fields = {field_of(title) for title in titles} - {""}
    return len(fields) >= 2 and not fields.isdisjoint({"title", "DOI", "PMID"})


def _find_delimiter(line: str, delimiters: str) -> str:
    """The most frequent delimiter of a line; ``""`` if there is none, or if it is not among ``delimiters``."""
    best = max("\t,;", key=line.count)
    return best if best in delimiters and best in line else ""


def read(stream: BinaryIO, *, delimiters: str = ",;", warn: Warn = silent) -> Iterator[Record]:
    """A table → its records, one for each row that isn't empty."""
    lines = text_lines(stream, warn=warn)
    first = next(lines, "")
    delimiter = _find_delimiter(first, delimiters) or delimiters[0]
    rows = csv.reader(_with_line_ends(first, lines), delimiter=delimiter)
    titles = next(rows, [])
    fields = [field_of(title) for title in titles]
    while True:
        line = rows.line_num + 1
        try:
            row = next(rows, None)
        except csv.Error as error:
            warn(Problem("bad-row", f"row can't be read: {error}; skipped", line=line, severity="error"))
            continue
        if row is None:
            return
        if any(row):
            yield _to_record(row, titles, fields, line, warn)


def _with_line_ends(first: str, lines: Iterator[str]) -> Iterator[str]:
    yield first + "\n"
    for line in lines:
        yield line + "\n"


def _to_record(
    row: Sequence[str], titles: Sequence[str], fields: Sequence[str], line: int, warn: Warn
) -> Record:
    record = Record(source=Source(line=line, format="csv"))
    if len(row) > len(titles):
        warn(Problem("bad-row", f"{len(row)} cells, but only {len(titles)} columns", line=line))
    year = ""
    for index, text in enumerate(row):
        cell = " ".join(text.split()) if "\n" in text else text.strip()
        title, field = (titles[index], fields[index]) if index < len(titles) else ("", "")
        if not cell or cell in PLACEHOLDERS or (cell == "0" and field == "PMID"):
            continue
        if field == "year":
            year = cell
        elif not _fill(record, field, cell):
            record.extra.setdefault(title, []).append(cell)
    settle(record)
    if year and record.issued is None:
        record.issued = parse_date(year)
    if record.issued is not None and record.issued.year is None:
        warn(Problem("bad-date", f"date without a year: {record.issued.literal!r}", line=line))
    return record


def _fill(record: Record, field: str, cell: str) -> bool:
    """Fill an empty field; False if the cell has to be kept elsewhere."""
    column = COLUMNS.get(field)
    if column is None or column.parse is None:
        return False
    value = column.parse(cell)
    if value and not getattr(record, field):
        setattr(record, field, value)
        return True
    return bool(getattr(record, field) == cell)

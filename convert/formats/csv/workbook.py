"""Workbooks of Excel and LibreOffice (.xlsx, .xlsb, .xls, .ods) → records: each sheet a table, as in ``read``.

python-calamine reads them, which is an extra.
"""

import io
from collections.abc import Iterator
from datetime import datetime
from typing import Any, BinaryIO, Final

from convert.formats import Format, Reader
from convert.formats.csv.header import LINES_BEFORE, is_header, is_vertical, plan_of, vertical_rows
from convert.formats.csv.profiles import EMBASE_VERTICAL
from convert.formats.csv.read import checked, to_records
from convert.formats.csv.rows import to_record
from convert.formats.csv.workbook_size import refuse_bombs
from convert.model.record import Record
from convert.streams.kinds import name_kind
from convert.streams.problems import ConvertError, Warn, silent

_OLD_EXCEL: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""Microsoft's compound files, of Excel up to 2003; Word's begin so, too, and calamine tells."""
_HEAD: Final = 8192
"""Bytes that tell the kind of a file."""
_OPEN_DOCUMENT: Final = b"application/vnd.oasis.opendocument.spreadsheet"


def sniff(head: bytes) -> bool:
    """Whether it is a zip file with the members of a workbook, or a compound file."""
    is_zip = head.startswith(b"PK\x03\x04") and (b"xl/" in head or _OPEN_DOCUMENT in head[:200])
    return is_zip or head.startswith(_OLD_EXCEL)


def read(stream: BinaryIO, *, warn: Warn = silent) -> Iterator[Record]:
    """A workbook → the records of its sheets.

    Raises:
        ConvertError: python-calamine isn't installed, or can't read the file.
    """
    content = stream.read()
    kind = name_kind(content[:_HEAD])
    try:
        from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415  (an extra)
    except ImportError as error:
        raise ConvertError(f"{kind}, or pip install 'refconvert[xlsx]'") from error
    refuse_bombs(content)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = [workbook.get_sheet_by_name(name).to_python() for name in workbook.sheet_names]
    except (CalamineError, OSError, ValueError) as error:
        raise ConvertError(f"{kind} (it can't be read: {error})") from error
    tables = [[[_text(cell) for cell in row] for row in sheet] for sheet in sheets]
    with_header = [rows for rows in tables if _header(rows) is not None]
    for rows in with_header or tables[:1]:
        yield from _read_sheet(rows, warn)


def _read_sheet(rows: list[list[str]], warn: Warn) -> Iterator[Record]:
    numbered = list(enumerate(rows, 1))
    if is_vertical(rows[:LINES_BEFORE]):
        for line, titles, cells in vertical_rows(iter(numbered)):
            yield checked(to_record(cells, plan_of(titles, EMBASE_VERTICAL), line), warn)
    elif rows:
        start = _header(rows) or 0
        yield from to_records(iter(numbered[start + 1 :]), plan_of(rows[start]), warn)


def _header(rows: list[list[str]]) -> int | None:
    """The index of the row with the titles, if there is one among the first."""
    found = (
        index
        for index, row in enumerate(rows[:LINES_BEFORE])
        if is_header(row, is_first=not any(map(any, rows[:index])))
    )
    return 0 if is_vertical(rows[:LINES_BEFORE]) else next(found, None)


def _text(value: Any) -> str:
    """A cell as CSV has it.

    >>> _text(2021.0), _text(0.5), _text(datetime(2021, 8, 9)), _text(datetime(2021, 8, 9).date()), _text("x")
    ('2021', '0.5', '2021-08-09', '2021-08-09', 'x')
    """
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return str(value.date()) if value.hour == value.minute == 0 else f"{value:%Y-%m-%d %H:%M}"
    return str(value)


FORMAT: Final = Format(
    reader=Reader(
        "xlsx",
        (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        sniff,
        read,
    )
)

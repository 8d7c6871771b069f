"""How many cells a workbook's sheets would have once they are read: calamine makes a full table of them, however few are filled.

One cell at XFD1048576 makes 17 thousand million of a file of a kilobyte, and so does a row of OpenDocument that is repeated a million times.
"""

import re
import zlib
from typing import Final

from convert.streams.packed.zips import DAMAGES, open_archive
from convert.streams.problems import ConvertError

FREE_CELLS: Final = 1 << 20
"""So many cells may be in a sheet of any length; beyond, no more than it has bytes: a cell takes more than ten."""
_REFERENCE: Final = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{1,3})(\d{1,7})["']""")
_PART_OF_TABLE: Final = re.compile(rb"<(/?)table:(table-row|(?:covered-)?table-cell)\b([^<>]*)>")
_REPEATED: Final = re.compile(rb"""table:number-(?:rows|columns)-repeated\s*=\s*["'](\d{1,12})["']""")
_BINARY: Final = b"\x81\x01"
"""What begins a sheet of .xlsb: the record BrtBeginSheet. [MS-XLSB], section 2.3.2, has the numbers of all."""
_ROW, _CELLS = 0, range(1, 12)
"""The records that begin a row, and those that are cells."""


def refuse_bombs(content: bytes) -> None:
    """Refuse a workbook of .xlsx, .xlsb or .ods that is out of all proportion; any member may be a sheet.

    Raises:
        ConvertError: it unpacks to far more than its length, or to far more cells.
    """
    if not content.startswith(b"PK"):
        return
    try:
        with open_archive(content) as archive:
            for name in archive.namelist():
                sheet = archive.read(name)
                cells = _cells_of_binary(sheet) if sheet.startswith(_BINARY) else _cells_of_xml(sheet)
                if cells > max(FREE_CELLS, len(sheet)):
                    raise ConvertError(
                        f"its sheet {name} would have {cells:,} cells: a file made to do harm, and not read"
                    )
    except (*DAMAGES, zlib.error):  # calamine says what is wrong
        return


def _cells_of_xml(part: bytes) -> int:
    office = _cells_of_office(part) if b"sheetData" in part else 0
    return max(office, _cells_of_open_document(part))


def _cells_of_office(sheet: bytes) -> int:
    """The cells up to the last column and the last row.

    >>> _cells_of_office(b'<c r="A1"/><c r="AB1"/><c r="C20"/>')
    560
    """
    columns, rows = set[bytes](), 0
    for column, row in _REFERENCE.findall(sheet):
        columns.add(column.upper())
        rows = max(rows, int(row))
    return max(map(_number_of_column, columns), default=0) * rows


def _number_of_column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _cells_of_binary(sheet: bytes) -> int:
    r"""The same of an .xlsb: records, each with a number and a length of seven bits a byte.

    >>> _cells_of_binary(b"\x00\x04\x09\0\0\0" + b"\x01\x08\x02\0\0\0\0\0\0\0")
    30
    """
    columns = rows = place = 0
    while place < len(sheet):
        kind, place = _packed_number(sheet, place, 2)
        size, place = _packed_number(sheet, place, 4)
        number = int.from_bytes(sheet[place : place + 4], "little") + 1
        if kind == _ROW:
            rows = max(rows, number)
        elif kind in _CELLS:
            columns = max(columns, number)
        place += size
    return columns * rows


def _packed_number(data: bytes, place: int, most: int) -> tuple[int, int]:
    """A number of up to ``most`` bytes, and the place behind it."""
    number = 0
    for index, byte in enumerate(data[place : place + most]):
        number |= (byte & 0x7F) << (7 * index)
        if byte < 0x80:
            return number, place + index + 1
    return number, place + most


def _cells_of_open_document(sheet: bytes) -> int:
    """The same for OpenDocument, where cells and rows say how often they are repeated; the empty ones at the ends don't count.

    >>> _cells_of_open_document(b'<table:table-row table:number-rows-repeated="5"><table:table-cell table:number-columns-repeated="3" office:value="1"/>'
    ...     b'<table:table-cell table:number-columns-repeated="9999"/></table:table-row>')
    15
    """
    columns = rows = row = column = last = times = 0
    for closing, kind, attributes in _PART_OF_TABLE.findall(sheet):
        repeated = min((int(found[1]) for found in _REPEATED.finditer(attributes)), default=1)
        if kind == b"table-row" and closing:
            row += times
            columns, rows = max(columns, last), row if last else rows
        elif kind == b"table-row":
            column, last, times = 0, 0, repeated
        elif kind.endswith(b"cell") and not closing:
            column += repeated
            if b"office:" in attributes or b"calcext:" in attributes or not attributes.endswith(b"/"):
                last = column
    return columns * rows

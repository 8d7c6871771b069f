"""Records → a table, one record a row: CSV (RFC 4180) or TSV, with the columns that are asked for (see ``columns``).

A column is a field of the record, and its title is the field's name.
"""

import csv
import re
from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter
from typing import Annotated, Any, Final, Literal, TextIO

from msgspec import Meta, Struct

from convert.formats import capabilities
from convert.formats.capabilities import KEPT, Capability, Degraded, Moved
from convert.formats.csv.columns import COLUMNS
from convert.formats.pieces import Written, copy
from convert.model.dates import is_parsed
from convert.model.fields import HINTS
from convert.model.names import format_inverted_name, parse_inverted_name
from convert.model.record import Name, Record
from convert.model.text.titles import container_title
from convert.streams.problems import FormatError, Warn

DEFAULT_COLUMNS: Final = (
    "PMID,PMCID,DOI,type,title,author,container_title,container_title_short,issued,volume,issue,page,number,ISSN,"
    "publisher,language,publication_type,keyword,mesh,abstract,URL"
)


class Options(Struct, frozen=True, kw_only=True):
    """The options of a table."""

    columns: Annotated[
        str | tuple[str, ...],
        Meta(description="Fields of the record, separated by commas: PMID,title,author."),
    ] = DEFAULT_COLUMNS
    formulas: Annotated[
        Literal["keep", "neutralise"],
        Meta(
            description="What begins like a formula: as it is, or after an apostrophe, so that no spreadsheet runs it."
        ),
    ] = "keep"


def write(
    records: Iterable[Record], out: TextIO, options: Options, warn: Warn, *, delimiter: str = ","
) -> None:
    """Write a row with the titles of the columns, and one for each record; ``out`` must not translate line ends.

    Raises:
        FormatError: an unknown column.
    """
    cells = _cells(options.columns)
    lines = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    lines.writerow(cells)
    cell = _safe_cell if options.formulas == "neutralise" else _cell
    for record in records:
        lines.writerow([cell(format_value(get(record))) for get, format_value in cells.values()])


def table(records: Iterable[Record], columns: str | Sequence[str] = DEFAULT_COLUMNS) -> list[dict[str, str]]:
    """The rows of the same table, for ``pandas.DataFrame`` or ``polars.DataFrame``.

    Args:
        records: one a row.
        columns: fields of the record, separated by commas or in a list; by default those of the CSV writer.

    Raises:
        FormatError: an unknown column.

    >>> table([Record(title="On coins", author=[Name("Doe", "Jane")], volume="7")], "title,author,volume")
    [{'title': 'On coins', 'author': 'Doe, Jane', 'volume': '7'}]
    """
    cells = _cells(columns)
    return [
        {name: format_value(get(record)) for name, (get, format_value) in cells.items()} for record in records
    ]


def _cells(columns: str | Sequence[str]) -> dict[str, tuple[Callable[[Record], Any], Callable[[Any], str]]]:
    """Column → what gives its value of a record, and the value as text."""
    names = [name.strip() for name in (columns.split(",") if isinstance(columns, str) else columns)]
    if unknown := [name for name in names if name not in COLUMNS]:
        raise FormatError(f"unknown column {', '.join(unknown)}; choose from {', '.join(COLUMNS)}")
    return {name: (_PRINTED.get(name) or attrgetter(name), COLUMNS[name].format) for name in names}


_PRINTED: Final = {"container_title": container_title}
"""Field → its value in a table, where that isn't the record's."""


def join_pieces(pieces: Iterable[Written], out: TextIO) -> None:
    """Write the pieces, with the row of titles only once."""
    for number, piece in enumerate(pieces):
        titles = piece.text.readline()
        out.write("" if number else titles)
        copy(piece.text, out)


_STARTS_FORMULA: Final = frozenset("=+-@|%＝＋－＠")
"""What spreadsheets take for the beginning of a formula (https://owasp.org/www-community/attacks/CSV_Injection)."""
_QUOTES_AND_BLANKS: Final = " \t\r\n\u00a0\"'"


def _safe_cell(text: str) -> str:
    """A cell that no spreadsheet runs: what begins like a formula has an apostrophe before it, as Excel writes text."""
    cell = _cell(text)
    return f"'{cell}" if cell.lstrip(_QUOTES_AND_BLANKS)[:1] in _STARTS_FORMULA else cell


def _cell(text: str) -> str:
    """Text in one line, since many programs can't read line breaks in a cell."""
    return text if text.isprintable() else _BREAKS.sub(" ", text).strip()


_BREAKS = re.compile(
    r"(?<!\s)[^\S\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]*+[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]\s*"
)


def _format_name(name: Name) -> str:
    return format_inverted_name(name).replace(";", ",")


_DATE_PARTS: Final = ["year", "month", "day", "season", "end.year", "end.month", "end.day", "end.season"]

CAPABILITIES: dict[str, Capability] = {
    **dict.fromkeys([name for name in DEFAULT_COLUMNS.split(",") if HINTS[name] is str], KEPT),
    "container_title": Degraded(capabilities.PRINTED, when=capabilities.is_renamed),
    **capabilities.names("author", _format_name, parse_inverted_name),
    **dict.fromkeys([f"issued.{part}" for part in _DATE_PARTS], KEPT),
    "issued.literal": Moved("in figures", when=is_parsed),
    "language": KEPT,
    "publication_type.name": KEPT,
    "keyword.term": KEPT,
    "keyword.major": KEPT,
    **dict.fromkeys(("mesh.descriptor", "mesh.major", "mesh.qualifier.name", "mesh.qualifier.major"), KEPT),
    **capabilities.abstract(markup=True),
}

"""Records → a table, one record a row: CSV (RFC 4180) or TSV, in the columns that are asked for.

A column is a field of the record, and is headed by its name. In a cell several values are parted by ``; ``; names are
``Family, Given`` and a group ends with a comma; dates are ISO 8601, MeSH headings as in MEDLINE, ``Lung/*drug effects``.
"""

import csv
import re
import typing
from collections.abc import Callable, Iterable
from typing import Annotated, Any, TextIO

from msgspec import Meta, Struct

from convert.formats import capabilities
from convert.formats.capabilities import KEPT, Capability, Degraded, Moved
from convert.formats.medline.formatting import format_grant, format_heading, format_link
from convert.formats.pieces import Written, copy
from convert.model.dates import format_iso_date, is_parsed
from convert.model.names import format_inverted_name, parse_inverted_name, parse_short_name
from convert.model.record import (
    AbstractSection,
    Chemical,
    Databank,
    Date,
    Grant,
    Identifier,
    Keyword,
    Link,
    MeshHeading,
    Name,
    Note,
    PublicationType,
    Record,
)
from convert.model.text.abstracts import format_abstract
from convert.streams.problems import FormatError, Warn

DEFAULT_COLUMNS = [
    "PMID",
    "PMCID",
    "DOI",
    "type",
    "title",
    "author",
    "container_title",
    "container_title_short",
    "issued",
    "volume",
    "issue",
    "page",
    "number",
    "ISSN",
    "publisher",
    "language",
    "publication_type",
    "keyword",
    "mesh",
    "abstract",
    "URL",
]


def _date(date: Date | None) -> str:
    if date is None:
        return ""
    return format_iso_date(date) if is_parsed(date) else date.literal


def _joined(values: Iterable[str]) -> str:
    return "; ".join(value.replace(";", ",") for value in values if value)


def _list(format_one: Callable[[Any], str]) -> Callable[[list[Any]], str]:
    return lambda values: _joined(map(format_one, values))


def _keyword(keyword: Keyword) -> str:
    return f"*{keyword.term}" if keyword.major else keyword.term


def _databank(bank: Databank) -> str:
    return "; ".join(f"{bank.name}/{accession}" for accession in bank.accession) or bank.name


FORMATS: dict[Any, Callable[[Any], str]] = {
    str: str,
    bool: lambda value: "yes" if value else "no",
    Date | None: _date,
    list[str]: _joined,
    list[Name]: _list(format_inverted_name),
    list[AbstractSection]: lambda sections: format_abstract(sections, separator=" "),
    list[Keyword]: _list(_keyword),
    list[MeshHeading]: _list(format_heading),
    list[PublicationType]: _list(lambda kind: kind.name),
    list[Chemical]: _list(lambda chemical: chemical.name),
    list[Grant]: _list(format_grant),
    list[Databank]: lambda banks: "; ".join(map(_databank, banks)),
    list[Identifier]: _list(lambda other: f"{other.source}: {other.value}"),
    list[Link]: lambda links: "; ".join(f"{link.kind}: {format_link(link)}" for link in links),
    list[Note]: _list(lambda note: note.text),
}
"""Type of a field → what stands in its cell."""

COLUMNS: dict[str, Callable[[Any], str]] = {
    name: FORMATS[hint] for name, hint in typing.get_type_hints(Record).items() if hint in FORMATS
}


class Options(Struct, frozen=True, kw_only=True):
    """The options of a table."""

    columns: Annotated[
        str | tuple[str, ...], Meta(description="Fields of the record, parted by commas: PMID,title,author.")
    ] = ",".join(DEFAULT_COLUMNS)


def write(
    records: Iterable[Record], out: TextIO, options: Options, warn: Warn, *, delimiter: str = ","
) -> None:
    """Write a row with the names of the columns, and one for each record; ``out`` changes no line ends.

    Raises:
        FormatError: there is no such column.
    """
    columns = options.columns.split(",") if isinstance(options.columns, str) else options.columns
    names = [name.strip() for name in columns]
    if unknown := [name for name in names if name not in COLUMNS]:
        raise FormatError(f"there is no column {', '.join(unknown)}; there are: {', '.join(COLUMNS)}")
    cells = [(name, COLUMNS[name]) for name in names]
    table = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    table.writerow(names)
    for record in records:
        table.writerow([_cell(format_value(getattr(record, name))) for name, format_value in cells])


def join_pieces(pieces: Iterable[Written], out: TextIO) -> None:
    """Write the pieces, the row of names once."""
    for number, piece in enumerate(pieces):
        names = piece.text.readline()
        out.write("" if number else names)
        copy(piece.text, out)


def _cell(text: str) -> str:
    """Text in one line: many programs can't read more in a cell."""
    return text if text.isprintable() else _BREAKS.sub(" ", text).strip()


_BREAKS = re.compile(r"\s*[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+\s*")


def _written_name(name: Name) -> str:
    return format_inverted_name(name).replace(";", ",")


def _read_name(text: str) -> Name:
    """A name; one of short words alone looks like two short names."""
    parts = [parse_short_name(part.strip()) for part in text.split(",")]
    is_two = len(parts) > 1 and all(part.initials for part in parts)
    return parts[0] if is_two else parse_inverted_name(text)


CAPABILITIES: dict[str, Capability] = {
    **dict.fromkeys([name for name in DEFAULT_COLUMNS if COLUMNS[name] is FORMATS[str]], KEPT),
    **capabilities.names("author", _written_name, _read_name),
    **dict.fromkeys([f"issued.{part}" for part in ("year", "month", "day", "season")], KEPT),
    "issued.literal": Moved("in figures", when=is_parsed),
    **dict.fromkeys([f"issued.end.{part}" for part in ("year", "month", "day", "season")], KEPT),
    "language": KEPT,
    "publication_type.name": KEPT,
    "keyword.term": Degraded(
        "as far as commas tell it from others", when=lambda keyword: capabilities.is_parted(keyword.term)
    ),
    "keyword.major": KEPT,
    "mesh.descriptor": KEPT,
    "mesh.major": KEPT,
    "mesh.qualifier.name": KEPT,
    "mesh.qualifier.major": KEPT,
    **capabilities.abstract(markup=True),
}

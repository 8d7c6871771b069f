"""The columns of our own tables: field of a record ↔ cell, in one table for both directions.

In a cell, values are separated by ``; ``. Names are ``Family, Given``, and a group ends with a comma; dates are ISO 8601;
MeSH headings are MEDLINE's, ``Lung/*drug effects``; a star marks a major keyword.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any, Final

from msgspec import Struct

from convert.model.dates import format_iso_date, is_parsed, parse_date, parse_slashed_date
from convert.model.fields import HINTS
from convert.model.identifiers import parse_doi, parse_pmcid, parse_pmid
from convert.model.names import format_inverted_name, parse_inverted_name
from convert.model.notices import format_linked_work
from convert.model.pages import complete_pages
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
)
from convert.model.subjects import format_heading, parse_heading
from convert.model.text.abstracts import format_abstract, parse_abstract

# --- cells ----------------------------------------------------------------------------------------------------


def _join(values: Iterable[str]) -> str:
    return "; ".join(value.replace(";", ",") for value in values if value)


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def _format_date(date: Date | None) -> str:
    if date is None:
        return ""
    return format_iso_date(date) if is_parsed(date) else date.literal


def _parse_date(text: str) -> Date:
    """A date in any form, or one of ISO 8601's ranges, ``2010-09/2010-10``."""
    if not re.fullmatch(r"\d{4}(?:-\d\d){0,2}/\d{4}(?:-\d\d){0,2}", text):
        return parse_slashed_date(text)
    first, _, last = text.partition("/")
    date = parse_date(first)
    date.end = parse_date(last)
    return date


def _format_keyword(keyword: Keyword) -> str:
    return f"*{keyword.term}" if keyword.major else keyword.term


def _parse_keyword(text: str) -> Keyword:
    return Keyword(text.lstrip("*"), text.startswith("*"))


def _format_databank(bank: Databank) -> str:
    return "; ".join(f"{bank.name}/{accession}" for accession in bank.accession) or bank.name


def _format_grant(grant: Grant) -> str:
    return "/".join(filter(None, (grant.id, grant.acronym, grant.agency, grant.country)))


# --- the table ------------------------------------------------------------------------------------------------


class Cell(Struct, frozen=True):
    """A kind of cell: value of a field ↔ text."""

    format: Callable[[Any], str]
    parse: Callable[[str], Any] | None = None
    """None: written only; when it is read, it goes to ``extra``."""


def _list(format_one: Callable[[Any], str], parse_one: Callable[[str], Any] | None = None) -> Cell:
    """A cell of values separated by semicolons."""
    parse = None if parse_one is None else lambda text: [parse_one(part) for part in _split(text)]
    return Cell(lambda values: _join(map(format_one, values)), parse)


CELLS: Final[dict[Any, Cell]] = {
    str: Cell(str, str),
    bool: Cell(lambda value: "yes" if value else "no"),
    Date | None: Cell(_format_date, _parse_date),
    list[str]: Cell(_join, _split),
    list[Name]: _list(format_inverted_name, parse_inverted_name),
    list[AbstractSection]: Cell(lambda sections: format_abstract(sections, separator=" "), parse_abstract),
    list[Keyword]: _list(_format_keyword, _parse_keyword),
    list[MeshHeading]: _list(format_heading, parse_heading),
    list[PublicationType]: _list(lambda kind: kind.name, PublicationType),
    list[Chemical]: _list(lambda chemical: chemical.name),
    list[Grant]: _list(_format_grant),
    list[Databank]: Cell(lambda banks: "; ".join(map(_format_databank, banks))),
    list[Identifier]: _list(lambda other: f"{other.source}: {other.value}"),
    list[Link]: Cell(lambda links: "; ".join(f"{link.kind}: {format_linked_work(link)}" for link in links)),
    list[Note]: _list(lambda note: note.text),
}
"""Type of a field → its cell."""

CELLS_OF_FIELDS: Final = {
    "DOI": Cell(str, parse_doi),
    "PMID": Cell(str, parse_pmid),
    "PMCID": Cell(str, parse_pmcid),
    "page": Cell(str, complete_pages),
}
"""The fields whose cells are not parsed as others of their type."""

_READ: Final = """
    ISBN abstract accessed author available_date editor issued keyword language manuscript_id mesh publication_type translator
"""
"""The fields of names, dates and lists that are read."""

COLUMNS: Final[dict[str, Cell]] = {
    field: cell if cell.format is str or field in _READ.split() else Cell(cell.format)
    for field, hint in HINTS.items()
    if (cell := CELLS_OF_FIELDS.get(field) or CELLS.get(hint))
}
"""Field → its cell."""

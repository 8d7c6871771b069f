"""The columns of a table: field of a record ↔ cell, in one table for both directions, and the titles that others give a column.

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
from convert.model.names import format_inverted_name, parse_inverted_name, parse_short_name
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

# --- titles ---------------------------------------------------------------------------------------------------

TITLES: Final = {
    "id": "key",
    "type": "item type",
    "title": "article title; document title",
    "title_short": "short title",
    "author": "authors; author full names",
    "editor": "editors",
    "container_title": "journal; journal book; book title; publication title; source title",
    "container_title_short": "journal abbreviation; abbreviated source title",
    "collection_title": "series",
    "issued": "date; publication date",
    "year": "year; publication year",
    "page": "pages",
    "number": "article number; art no",
    "number_of_pages": "num pages",
    "publisher_place": "place",
    "PMID": "pubmed id; medline pmid",
    "PMCID": "pmc id",
    "manuscript_id": "nihms id",
    "ISSN": "issns",
    "ISBN": "isbns",
    "URL": "link",
    "language": "language of original document",
    "abstract": "abstract note",
    "keyword": "keywords; author keywords; manual tags",
    "mesh": "mesh terms",
    "publication_type": "publication types",
    "note": "notes",
    "citation_text": "citation",
}
"""Field → its titles in tables of PubMed, Zotero, Scopus and Web of Science, as ``_simplify`` leaves them.
``year`` is no field: it gives way to ``issued``."""


def _simplify(title: str) -> str:
    return " ".join(re.split(r"[^a-z0-9]+", title.lower())).strip()


_FIELDS = {_simplify(field): field for field in HINTS}
_FIELDS |= {title: field for field, titles in TITLES.items() for title in titles.split("; ")}


def field_of(title: str) -> str:
    r"""The field that is meant by the title of a column, whatever its case and punctuation; ``""`` if none.

    >>> field_of("Journal/Book"), field_of("container_title"), field_of("Pub. mood"), field_of("\ufeffDOI")
    ('container_title', 'container_title', '', 'DOI')
    """
    return _FIELDS.get(_simplify(title), "")


# --- cells ----------------------------------------------------------------------------------------------------


def _join(values: Iterable[str]) -> str:
    return "; ".join(value.replace(";", ",") for value in values if value)


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def parse_names(text: str) -> list[Name]:
    """Names separated by semicolons, ``Doe, Jane; Roe, R``, or short ones by commas, ``Doe J, Roe RA; COIN Group.``.

    >>> [(name.family, name.given, name.literal) for name in parse_names("Doe J, Roe RA.")]
    [('Doe', 'J', ''), ('Roe', 'R A', '')]
    >>> [(name.family, name.given) for name in parse_names("De Sá, M M; Doe, Jane")]
    [('De Sá', 'M M'), ('Doe', 'Jane')]
    >>> [(name.family, name.given, name.literal) for name in parse_names("Doe, Jane; Heart, Lung Group,; COIN Group")]
    [('Doe', 'Jane', ''), ('', '', 'Heart, Lung Group'), ('', '', 'COIN Group')]
    """
    first, *others = text.split(";")
    short = [parse_short_name(name.strip().removesuffix(".")) for name in first.split(",")]
    if not all(name.initials for name in short) or any("," in part.rstrip(", ") for part in others):
        return [parse_inverted_name(part) for part in text.split(";") if part.strip()]
    names = short + [parse_inverted_name(part) for part in others if part.strip()]
    names[-1].literal = names[-1].literal.removesuffix(".")  # PubMed ends the list with a full stop
    return names


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


def _parse_keywords(text: str) -> list[Keyword]:
    """Keywords separated by semicolons; or by commas, if there are at least three and no semicolon."""
    words = text.split(", ") if ";" not in text and text.count(", ") > 2 else _split(text)
    return [Keyword(word.lstrip("*"), word.startswith("*")) for word in words]


def _format_databank(bank: Databank) -> str:
    return "; ".join(f"{bank.name}/{accession}" for accession in bank.accession) or bank.name


def _format_grant(grant: Grant) -> str:
    return "/".join(filter(None, (grant.id, grant.acronym, grant.agency, grant.country)))


_ZOTERO_TYPES: Final = {
    "journalarticle": "article-journal",
    "booksection": "chapter",
    "conferencepaper": "paper-conference",
    "magazinearticle": "article-magazine",
    "newspaperarticle": "article-newspaper",
    "preprint": "article",
}


def _parse_type(text: str) -> str:
    """A CSL type, or Zotero's name of one."""
    return _ZOTERO_TYPES.get(text.lower(), text if text.islower() else "")


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
    list[Name]: Cell(_list(format_inverted_name).format, parse_names),
    list[AbstractSection]: Cell(lambda sections: format_abstract(sections, separator=" "), parse_abstract),
    list[Keyword]: Cell(_list(_format_keyword).format, _parse_keywords),
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
    "type": Cell(str, _parse_type),
}
"""The fields whose cells are not parsed as others of their type."""

_READ: Final = """
    ISBN abstract accessed author available_date editor issued keyword language manuscript_id mesh publication_type translator
"""
"""The fields of names, dates and lists that are read; in other programs' tables, a column named like another one may hold anything."""

COLUMNS: Final[dict[str, Cell]] = {
    field: cell if cell.format is str or field in _READ.split() else Cell(cell.format)
    for field, hint in HINTS.items()
    if (cell := CELLS_OF_FIELDS.get(field) or CELLS.get(hint))
}
"""Field → its cell."""

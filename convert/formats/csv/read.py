"""A table, one record a row, in CSV or TSV → records: our own, PubMed's, Zotero's, Scopus's, and what people make.

The first row names the columns. A name that is a field of ours, or that PubMed, Zotero, Scopus or Web of Science use, is that field,
whatever its case and signs; the cells of all other columns go to ``extra`` under their names.
"""

import csv
import re
from collections.abc import Callable, Iterator
from typing import BinaryIO

from convert.model.dates import parse_date, parse_slashed_date
from convert.model.identifiers import parse_doi, parse_pmcid
from convert.model.names import parse_inverted_name, parse_short_name
from convert.model.pages import complete_pages
from convert.model.record import (
    Date,
    Keyword,
    MeshHeading,
    MeshQualifier,
    Name,
    PublicationType,
    Record,
    Source,
)
from convert.model.text.abstracts import parse_abstract
from convert.streams.files import text_lines
from convert.streams.problems import Problem, Warn, silent

csv.field_size_limit(1 << 27)

ALIASES = {
    "abstract note": "abstract",
    "abbreviated source title": "container_title_short",
    "article number": "number",
    "art no": "number",
    "article title": "title",
    "author keywords": "keyword",
    "author full names": "author",
    "authors": "author",
    "book title": "container_title",
    "call number": "call_number",
    "citation": "citation_text",
    "date": "issued",
    "document title": "title",
    "editors": "editor",
    "first author": "",
    "isbns": "ISBN",
    "issns": "ISSN",
    "item type": "type",
    "journal": "container_title",
    "journal abbreviation": "container_title_short",
    "journal book": "container_title",
    "key": "id",
    "keywords": "keyword",
    "language of original document": "language",
    "manual tags": "keyword",
    "mesh terms": "mesh",
    "nihms id": "manuscript_id",
    "notes": "note",
    "number of pages": "number_of_pages",
    "num pages": "number_of_pages",
    "pages": "page",
    "place": "publisher_place",
    "pmc id": "PMCID",
    "publication date": "issued",
    "publication title": "container_title",
    "publication types": "publication_type",
    "publication year": "year",
    "pubmed id": "PMID",
    "series": "collection_title",
    "short title": "title_short",
    "source title": "container_title",
    "url": "URL",
    "link": "URL",
    "year": "year",
}
"""What others call a column, without case and signs → the field; ``year`` gives way to ``issued``."""

ZOTERO_TYPES = {
    "journalarticle": "article-journal",
    "booksection": "chapter",
    "conferencepaper": "paper-conference",
    "magazinearticle": "article-magazine",
    "newspaperarticle": "article-newspaper",
    "preprint": "article",
}


def _simple(name: str) -> str:
    return " ".join(re.split(r"[^a-z0-9]+", name.lower())).strip()


_FIELDS = {_simple(name): name for name in Record.__struct_fields__}


def field_of(header: str) -> str:
    """The field that a column says, ``""`` if none.

    >>> field_of("Journal/Book"), field_of("container_title"), field_of("Pub. mood"), field_of("\ufeffDOI")
    ('container_title', 'container_title', '', 'DOI')
    """
    name = _simple(header)
    return ALIASES[name] if name in ALIASES else _FIELDS.get(name, "")


def is_table(head: bytes, delimiters: bytes) -> bool:
    """Whether the first line has at least two columns that are known, and one of title, DOI and PMID among them."""
    first, _, _ = head.partition(b"\n")
    line = first.decode("utf-8", "replace").strip()
    delimiter = _delimiter(line, delimiters.decode())
    if not delimiter or line[:1] in "@%<{[":
        return False
    try:
        headers = next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return False
    fields = {field_of(name) for name in headers} - {""}
    return len(fields) >= 2 and not fields.isdisjoint({"title", "DOI", "PMID"})


def _delimiter(line: str, delimiters: str) -> str:
    """The delimiter that the line has most of; ``""`` if it has none, or more of another one."""
    best = max("\t,;", key=line.count)
    return best if best in delimiters and best in line else ""


def read(stream: BinaryIO, *, delimiters: str = ",;", warn: Warn = silent) -> Iterator[Record]:
    """A table → its records, one a row."""
    lines = text_lines(stream, warn=warn)
    first = next(lines, "")
    delimiter = _delimiter(first, delimiters) or delimiters[0]
    rows = csv.reader(_with_ends(first, lines), delimiter=delimiter)
    headers = next(rows, [])
    fields = [field_of(header) for header in headers]
    while True:
        line = rows.line_num + 1
        try:
            row = next(rows, None)
        except csv.Error as error:
            warn(Problem("bad-row", f"a row that can't be read: {error}", line=line, severity="error"))
            continue
        if row is None:
            return
        if any(row):
            yield to_record(row, headers, fields, line, warn)


def _with_ends(first: str, lines: Iterator[str]) -> Iterator[str]:
    yield first + "\n"
    for line in lines:
        yield line + "\n"


def to_record(row: list[str], headers: list[str], fields: list[str], line: int, warn: Warn) -> Record:
    """A row → a record."""
    record = Record(source=Source(line=line, format="csv"))
    if len(row) > len(headers):
        warn(Problem("bad-row", f"{len(row)} cells in {len(headers)} columns", line=line))
    year = ""
    for index, text in enumerate(row):
        cell = " ".join(text.split()) if "\n" in text else text.strip()
        if not cell:
            continue
        header = headers[index] if index < len(headers) else ""
        field = fields[index] if index < len(headers) else ""
        fill = PARSERS.get(field)
        if field and (fill is not None or isinstance(getattr(record, field, None), str)):
            value = fill(cell) if fill is not None else cell
            if value and getattr(record, field, None) in ("", None, []):
                setattr(record, field, value)
                continue
        if field == "year":
            year = cell
        elif getattr(record, field, None) != cell:
            record.extra.setdefault(header, []).append(cell)
    if year and record.issued is None:
        record.issued = parse_date(year)
    if record.issued is not None and record.issued.year is None:
        warn(Problem("bad-date", f"a date without a year: {record.issued.literal!r}", line=line))
    return record


def parse_names(text: str) -> list[Name]:
    """Names parted by semicolons, ``Doe, Jane; Roe, R``, or short ones by commas, ``Doe J, Roe RA; COIN Group.``.

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
    names[-1].literal = names[-1].literal.removesuffix(".")  # PubMed closes the list with a full stop
    return names


def parse_list(text: str) -> list[str]:
    """Values parted by semicolons."""
    return [part.strip() for part in text.split(";") if part.strip()]


def parse_keywords(text: str) -> list[Keyword]:
    """Keywords, a star before a major one; where there are no semicolons, three commas and more part them."""
    words = text.split(", ") if ";" not in text and text.count(", ") > 2 else parse_list(text)
    return [Keyword(word.lstrip("*"), word.startswith("*")) for word in words]


def parse_mesh(text: str) -> list[MeshHeading]:
    """``Lung/*blood; *Mice``."""
    headings = []
    for heading in parse_list(text):
        descriptor, *qualifiers = heading.split("/")
        parts = [MeshQualifier(part.lstrip("*"), part.startswith("*")) for part in qualifiers]
        headings.append(MeshHeading(descriptor.lstrip("*"), descriptor.startswith("*"), qualifier=parts))
    return headings


def parse_cell_date(text: str) -> Date:
    """A date in any form, or a range of ISO 8601's.

    >>> parse_cell_date("2010-09/2010-10").end.month, parse_cell_date("2021/08/09").day
    (10, 9)
    """
    first, _, last = text.partition("/")
    if not re.fullmatch(r"\d{4}(?:-\d\d){0,2}/\d{4}(?:-\d\d){0,2}", text):
        return parse_slashed_date(text)
    date = parse_date(first)
    date.end = parse_date(last)
    return date


def parse_type(text: str) -> str:
    """A CSL type, or Zotero's name for one."""
    return ZOTERO_TYPES.get(text.lower(), text if text.islower() else "")


PARSERS: dict[str, Callable[[str], object]] = {
    "DOI": parse_doi,
    "ISBN": parse_list,
    "PMCID": parse_pmcid,
    "abstract": parse_abstract,
    "accessed": parse_cell_date,
    "author": parse_names,
    "available_date": parse_cell_date,
    "editor": parse_names,
    "issued": parse_cell_date,
    "keyword": parse_keywords,
    "language": parse_list,
    "manuscript_id": parse_list,
    "mesh": parse_mesh,
    "page": complete_pages,
    "publication_type": lambda text: [PublicationType(kind) for kind in parse_list(text)],
    "translator": parse_names,
    "type": parse_type,
}
"""Field → what is made of its cell; a field of text needs none."""

"""The fields of BibTeX and BibLaTeX, in the order in which they are written: a record's field ↔ a field of an entry.

BibTeX's fields: https://mirrors.ctan.org/biblio/bibtex/base/btxdoc.pdf, section 3.2; BibLaTeX's: section 2.2 of
https://mirrors.ctan.org/macros/latex/contrib/biblatex/doc/biblatex.pdf. A style ignores fields that it doesn't know.
What the manuals allow but Zotero, JabRef or pandoc can't read is avoided, such as ``eprint`` without ``eprinttype``.
"""

from collections.abc import Callable, Mapping
from functools import partial
from operator import attrgetter
from typing import NamedTuple

from convert.formats import zotero
from convert.formats.bibtex import dates, names, parsing, values
from convert.formats.bibtex.parsing import EntryBuilder
from convert.formats.bibtex.reading.databases import read_databases
from convert.formats.bibtex.values import Layout, Value
from convert.formats.latex.read import from_latex
from convert.model import identifiers, notices
from convert.model.identifiers import is_no_number, is_placeholder
from convert.model.record import Record
from convert.model.subjects import MESH_TERMS
from convert.model.text import titles


class Kind(NamedTuple):
    """How the values of some fields are written and read."""

    layout: Layout
    get: Callable[[str], Value]
    """Name of a record's field → function from the record to the text."""
    read: Callable[[tuple[str, ...], str, EntryBuilder], None]
    """Reads the first field of the entry that has one of these names into a field of the record."""


TEXT = Kind(values.as_latex, attrgetter, parsing.read_text)
RANGE = Kind(values.as_range, attrgetter, parsing.read_text)
VERBATIM = Kind(values.verbatim, attrgetter, parsing.read_text)
CODE = Kind(values.bare, attrgetter, parsing.read_text)
NAMES = Kind(values.as_latex, names.names_in, parsing.read_names)
DATE = Kind(values.verbatim, dates.iso_date_in, parsing.read_date)


class Field(NamedTuple):
    """A field of an entry."""

    bibtex: str
    """Its name in BibTeX; empty: not written."""
    biblatex: str
    """Its name in BibLaTeX."""
    fields: str
    """The record's field; if there are several, the entry's field holds one of them, or all."""
    kind: Kind = TEXT
    write: Value | None = None
    """Record → text; None: by ``kind``."""
    read: Callable[[EntryBuilder], None] | None = None
    """Reads this field, perhaps with others that belong to it; None: by ``kind``."""
    in_types: Mapping[str, tuple[str, str]] = {}
    """Entry type → the names in BibTeX and BibLaTeX that the field has there."""
    only_read: str = ""
    """Another name, for reading by ``kind``."""

    @property
    def value(self) -> Value:
        """A function from a record to the text of this field."""
        return self.write or self.kind.get(self.fields)

    @property
    def reader(self) -> Callable[[EntryBuilder], None]:
        """A function that reads this field."""
        found = filter(None, (self.bibtex, self.biblatex, self.only_read))
        return self.read or partial(self.kind.read, tuple(dict.fromkeys(found)), self.fields)


_CONTAINERS = {
    "article": ("journal", "journaltitle"),
    "misc": ("howpublished", "howpublished"),
    "online": ("organization", "organization"),
}
_PUBLISHERS = {
    "techreport": ("institution", ""),
    "report": ("", "institution"),
    "phdthesis": ("school", ""),
    "mastersthesis": ("school", ""),
    "thesis": ("", "institution"),
}
_KEYWORDS = values.keywords_with(MESH_TERMS["descriptors"])

FIELDS = (
    Field("author", "author", "author", NAMES, names.authors),
    Field("editor", "editor", "editor", NAMES),
    Field("translator", "translator", "translator", NAMES),
    Field("bookauthor", "bookauthor", "container_author", NAMES),
    Field("title", "title", "title", TEXT, values.TITLES["protect"], parsing.read_titles),
    Field("shorttitle", "shorttitle", "title_short"),
    Field("origtitle", "origtitle", "original_title"),
    Field(
        "booktitle", "booktitle", "container_title", TEXT, values.container, parsing.read_titles, _CONTAINERS
    ),
    Field("shortjournal", "shortjournal", "container_title_short"),
    Field("series", "series", "collection_title"),
    Field("edition", "edition", "edition"),
    Field("version", "version", "version"),
    Field("volume", "volume", "volume", TEXT, values.volume),
    Field("volumes", "volumes", "number_of_volumes"),
    Field("part", "part", "part_number"),
    Field("", "issue", "issued", TEXT, dates.issued(dates.words), parsing.read_number),
    Field("number", "number", "issue number collection_number", TEXT, values.number, parsing.read_number),
    Field("chapter", "chapter", "chapter_number"),
    Field("pages", "pages", "page", RANGE, values.pages_or_number, parsing.read_pages),
    Field("eid", "eid", "number", TEXT, values.number_beside_pages, parsing.read_article_number),
    Field("pagetotal", "pagetotal", "number_of_pages"),
    Field("year", "", "issued", TEXT, dates.issued(dates.year), parsing.read_issued),
    Field("month", "", "issued", CODE, dates.issued(dates.month), parsing.read_issued),
    Field("month", "", "issued", TEXT, dates.issued(dates.season), parsing.read_issued),
    Field("day", "", "issued", TEXT, dates.issued(dates.day), parsing.read_issued),
    Field("", "date", "issued", VERBATIM, dates.issued(dates.iso_date), parsing.read_issued),
    Field("", "year", "issued", TEXT, dates.issued(dates.yearless), parsing.read_issued),
    Field("origdate", "origdate", "original_date", DATE),
    Field("eventtitle", "eventtitle", "event_title"),
    Field("eventdate", "eventdate", "event_date", DATE),
    Field("venue", "venue", "event_place"),
    Field("publisher", "publisher", "publisher", TEXT, values.publisher, parsing.read_publisher, _PUBLISHERS),
    Field("address", "location", "publisher_place", TEXT, titles.place),
    Field("origpublisher", "origpublisher", "original_publisher"),
    Field("origlocation", "origlocation", "original_publisher_place"),
    Field("type", "type", "genre", read=parsing.read_genre),
    Field("pubstate", "", "status", read=parsing.read_publication_state),
    Field("", "pubstate", "status", TEXT, values.publication_state, parsing.read_publication_state),
    Field("note", "", "note", TEXT, values.note),
    Field("", "note", "note"),
    Field("", "addendum", "links", TEXT, notices.brief, parsing.read_addendum),
    Field("annote", "annotation", "annote"),
    Field("doi", "doi", "DOI", VERBATIM, read=parsing.read_doi),
    Field("pmid", "pmid", "PMID", VERBATIM, read=parsing.read_eprint),
    Field("pmcid", "pmcid", "PMCID", VERBATIM, read=parsing.read_eprint),
    Field("eprint", "", "archive_location", VERBATIM, identifiers.arxiv_number, parsing.read_eprint),
    Field("archiveprefix", "", "archive", VERBATIM, values.archive, parsing.read_eprint),
    Field("", "eprint", "PMID archive_location", VERBATIM, values.eprint, parsing.read_eprint),
    Field("", "eprinttype", "PMID archive", VERBATIM, values.eprint_type, parsing.read_eprint),
    Field("issn", "issn", "ISSN", VERBATIM),
    Field("isbn", "isbn", "ISBN", TEXT, values.isbn, parsing.read_isbn),
    Field("url", "url", "URL", VERBATIM, identifiers.url, parsing.read_url),
    Field("copyright", "copyright", "copyright", TEXT, zotero.rights),
    Field("urldate", "urldate", "accessed", DATE),
    Field("language", "", "language", TEXT, values.language_codes, parsing.read_language),
    Field("", "language", "language", TEXT, values.language_names, parsing.read_language),
    Field("", "langid", "language", VERBATIM, values.babel_language, parsing.read_language),
    Field("keywords", "keywords", "keyword mesh", TEXT, _KEYWORDS, parsing.read_keywords),
    Field("abstract", "abstract", "abstract", TEXT, values.abstract, parsing.read_abstract),
    Field("", "", "call_number", only_read="library"),
)
"""Options replace the values of ``title``, ``pages``, ``eid`` and ``keywords``; see ``write``."""

_FIRST = (parsing.read_issued, parsing.read_genre)
"""Other fields depend on these."""
_READERS = tuple(dict.fromkeys([*_FIRST, *(row.reader for row in FIELDS)]))

_NOT_OF_THE_WORK = frozenset({"crossref", "xref", "langidopts", "key", "sortkey", "presort"})
"""Fields about typesetting and sorting, which are left out."""

_NUMBERS = frozenset(
    ["volume", "number", "issue", "pages", "year", "doi", "pmid", "pmcid", "issn", "isbn", "eprint", "url"]
)
"""Fields in which zeros say nothing."""
_SAYS = "123456789"
"""What no placeholder begins with, and most short values do."""


def read_fields(builder: EntryBuilder) -> Record:
    """Read all fields into the builder's record; fields that aren't in the table go to ``extra``."""
    notes = [
        from_latex(builder.fields[name])
        for name in ("note", "annote", "annotation")
        if identifiers.may_hold_any(builder.fields.get(name, ""))
    ]
    for name in [
        name for name, value in builder.fields.items() if len(value) < 12 and value[:1] not in _SAYS
    ]:
        says_nothing = is_no_number if name in _NUMBERS else is_placeholder
        if says_nothing(builder.fields[name].strip("{}")):
            del builder.fields[name]
    for read in _READERS:
        read(builder)
    read_databases(builder)
    extra = builder.record.extra
    for name, value in builder.fields.items():
        if value.strip() and name not in _NOT_OF_THE_WORK:
            extra.setdefault(name, []).append(parsing.to_line(value))
    identifiers.settle(builder.record, notes)
    return builder.record

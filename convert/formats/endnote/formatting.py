"""Functions that format a record's fields as EndNote's: record → text, or several texts; and what its formats carry.

Refer (``enw``) and EndNote XML share them. Names are inverted, dates are in words.
"""

from collections.abc import Callable, Iterable
from typing import Final

from msgspec import structs

from convert.formats import capabilities, zotero
from convert.formats.capabilities import KEPT, Capability, Degraded, Moved
from convert.formats.ris import formatting as ris_formatting
from convert.model import notices
from convert.model.citation_keys import make_key
from convert.model.dates import format_date, format_iso_date
from convert.model.names import format_inverted_name
from convert.model.pages import has_number_as_page
from convert.model.record import Name, Record
from convert.model.subjects import MESH_TERMS, Mesh
from convert.model.text import titles
from convert.model.text.abstracts import format_abstract
from convert.model.text.markup import to_plain
from convert.model.types import ARTICLES

Format = Callable[[Record], str | list[str]]


def is_in_serial(record: Record) -> bool:
    """Whether the work appears in a journal, or nothing says that it doesn't."""
    return record.type in ARTICLES or record.type in ("", "article", "document")


# --- names ---


def names(names: Iterable[Name]) -> list[str]:
    """Names, ``Family, Given, Suffix``; a group's ends with a comma."""
    return [format_inverted_name(name) for name in names]


def format_name_for_zotero(name: Name) -> str:
    """The same, but that a group's name has semicolons for commas, at the second of which Zotero ends any name.

    >>> format_name_for_zotero(Name(literal="Heart, Lung, and Blood Group"))
    'Heart; Lung; and Blood Group,'
    """
    if "," in name.literal:
        name = structs.replace(name, literal=name.literal.replace(",", ";"))
    return format_inverted_name(name)


def names_for_zotero(names: Iterable[Name]) -> list[str]:
    """The same of several names."""
    return [format_name_for_zotero(name) for name in names]


def affiliations(record: Record) -> list[str]:
    """The authors' affiliations, each once."""
    return list(dict.fromkeys(to_plain(place.text) for name in record.author for place in name.affiliation))


# --- titles ---


def container(record: Record) -> str:
    """The journal (without NLM's place) or book, or else the journal's abbreviation, or else the event."""
    title = titles.container_title(record) or record.container_title_short or record.event_title
    return to_plain(title)


def serial(record: Record) -> str:
    """The same, if the work appears in a journal."""
    return container(record) if is_in_serial(record) else ""


def serial_for_zotero(record: Record) -> str:
    """The same, in the capitals of Zotero's import."""
    return (zotero.container_title(record) or container(record)) if is_in_serial(record) else ""


def secondary_title(record: Record) -> str:
    """The journal or book that the work is in, or a whole book's series, with its markup."""
    if record.type == "book":
        return record.collection_title
    return titles.container_title(record) or record.event_title


def abbreviation(record: Record) -> str:
    """The journal's abbreviation, unless it stands for a missing title."""
    return record.container_title_short if record.container_title else ""


# --- dates, pages, numbers ---


def year(record: Record) -> str:
    """The year of issue, or else of the electronic date."""
    date = record.issued or record.available_date
    if date is None:
        return ""
    return str(date.year) if date.year is not None else format_date(date)


def day(record: Record) -> str:
    """The rest of that date, ``Aug 9``, ``Sep-Oct``."""
    date = record.issued or record.available_date
    text = format_date(date) if date is not None and date.year is not None else ""
    return text.removeprefix(str(date.year) if date else "").strip()


def date_for_zotero(record: Record) -> str:
    """The whole date if it says more than the year: ``2021-08-09``, ``2010 Sep-Oct``. Zotero keeps it as it is."""
    date = record.issued or record.available_date
    if date is None or not day(record):
        return ""
    is_iso = date.month is not None and date.end is None and not date.time and not date.literal
    return format_iso_date(date) if is_iso else format_date(date)


def electronic_date(record: Record) -> str:
    """The electronic date, if it is not the only one."""
    if record.issued is None or record.available_date is None:
        return ""
    return format_iso_date(record.available_date)


def pages(record: Record) -> str:
    """Pages, or else the article number, which no style prints from its own field."""
    return record.page or record.number


def pages_for_zotero(record: Record) -> str:
    """The same, or PubMed's location of type pii, which Zotero's import of PubMed has until pages are known."""
    return pages(record) or record.location_id


def standard_number_for_zotero(record: Record) -> str:
    """The ISSN or ISBN, unless ``lines_for_zotero`` has it."""
    has_line = record.type in ARTICLES or (record.type == "article" and record.ISSN)
    return "" if has_line else ris_formatting.standard_number(record)


# --- subjects and texts ---


def keywords(mesh: Mesh) -> Callable[[Record], list[str]]:
    """Make the function that formats keywords, then MeSH terms, each once."""
    mesh_terms = MESH_TERMS[mesh]

    def format_keywords(record: Record) -> list[str]:
        words = [to_plain(keyword.term) for keyword in record.keyword]
        return list(dict.fromkeys(word for word in [*words, *mesh_terms(record)] if word))

    return format_keywords


def keywords_by_line(mesh: Mesh) -> Callable[[Record], str]:
    """The same in one value, one a line."""
    format_keywords = keywords(mesh)
    return lambda record: "\n".join(format_keywords(record))


def abstract(record: Record) -> str:
    """The abstract, each section on a line of its own."""
    return to_plain(format_abstract(record.abstract, unlabelled=False))


def copyright_notice(record: Record) -> str:
    """The copyright of anything but an article."""
    return to_plain(zotero.rights(record))


def archive_number(record: Record) -> str:
    """A preprint's number on its server."""
    return f"Archive ID: {record.pii}" if record.type == "article" and record.pii else ""


def notes(record: Record) -> list[str]:
    """Notes, then the links to errata, retractions and comments in words."""
    texts = [record.note, record.annote, *(note.text for note in record.general_note)]
    return [to_plain(text) for text in [*texts, *notices.all_links(record)] if text]


# --- lines of Zotero's field Extra ---


def lines_for_zotero(record: Record) -> list[str]:
    """The lines of ``%O`` from which Zotero takes fields."""
    pairs = (
        ("DOI", record.DOI),
        ("PMID", record.PMID),
        ("PMCID", record.PMCID),
        ("ISSN", ris_formatting.standard_number(record) if record.type in ARTICLES else ""),
        ("Journal Abbreviation", zotero.abbreviation(record) if record.container_title else ""),
        ("available-date", electronic_date(record)),
    )
    lines = [f"{key}: {value}" for key, value in pairs if value]
    return [*lines, *zotero.preprint_lines(record)]


_TYPES_WITH_PMCID: Final = ARTICLES - {"article-magazine", "article-newspaper"} | {
    "book",
    "classic",
    "chapter",
}
"""Those of which Zotero takes ``custom2`` for a PMCID."""


def label(record: Record) -> str:
    """The citation key, then lines from which Zotero takes fields that it takes from no element."""
    lines = [record.id or make_key(record), f"PMID: {record.PMID}" if record.PMID else ""]
    if record.PMCID and record.type not in _TYPES_WITH_PMCID:
        lines.append(f"PMCID: {record.PMCID}")
    lines += [*zotero.preprint_lines(record), zotero.rights_line(record)]
    return "\n".join(filter(None, lines))


# --- capabilities ---

_DATE_PARTS = "year month day season time literal end.year end.month end.day end.season end.time"
_RICH = "title title_short collection_title publisher publisher_place note"
_PLAIN = """container_title_short volume issue page edition DOI PMID PMCID URL language call_number
    source_database archive"""

_NO_ISSUED = Degraded("where there is no date of issue")

CAPABILITIES: dict[str, Capability] = {
    **capabilities.names("author", format_inverted_name),
    **capabilities.names("editor", format_inverted_name),
    **capabilities.without_markup(_RICH),
    **capabilities.abstract(markup=False),
    **dict.fromkeys(_PLAIN.split(), KEPT),
    **dict.fromkeys((f"issued.{part}" for part in _DATE_PARTS.split()), KEPT),
    **dict.fromkeys((f"available_date.{part}" for part in _DATE_PARTS.split()), KEPT),
    **dict.fromkeys((f"available_date.{part}" for part in ("time", "literal", "end.time")), _NO_ISSUED),
    "keyword.term": Degraded(
        "without its markup, and as far as commas tell it from others",
        when=lambda keyword: (
            capabilities.has_markup(keyword.term) or capabilities.looks_like_list(keyword.term)
        ),
    ),
    "page": Degraded("as the article number", when=has_number_as_page),
    "type": Degraded("as one of EndNote's kinds"),
    "container_title": capabilities.PLAIN_CONTAINER,
    "event_title": Degraded("where there is no container title"),
    "number": Degraded("as pages, where there are none"),
    "pii": Degraded("of preprints alone"),
    "bookaccession": Moved("as a call number, where there is no other"),
    "copyright": Degraded("not of articles"),
    "ISBN": Degraded("the first of a book's"),
    "ISSN": Degraded("where there is no book's ISBN"),
    "authors_complete": Moved("as a last author, et al."),
    "author.affiliation.text": Degraded("no longer at its author"),
    "mesh.descriptor": Moved("as a keyword"),
    "annote": Moved("in a note"),
    "general_note.text": Moved("in a note"),
    "links": Moved("in a note"),
    "publication_type.name": Degraded("that of a retraction or erratum alone, in a note"),
}
"""What both formats carry."""

"""Functions that format a record's fields as values of RIS tags: record → text, or several texts for several lines."""

import re
from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import Final

from msgspec import structs

from convert.formats import capabilities, zotero
from convert.model import identifiers, notices
from convert.model.dates import format_date, format_iso_date, is_parsed
from convert.model.names import add_periods, with_et_al
from convert.model.pages import PAGE_RANGE, location
from convert.model.record import Date, Keyword, Name, Record
from convert.model.subjects import MESH_TERMS, Mesh
from convert.model.text import titles
from convert.model.text.abstracts import format_abstract
from convert.model.text.markup import to_plain
from convert.model.text.translations import title_for_managers
from convert.model.types import ARTICLES

Value = str | Iterable[str]
Format = Callable[[Record], Value]

ROLES: Final = ("author", "editor", "translator", "collection_editor")
"""The fields with names."""

_HTML_START = r"<(?=/?[A-Za-z]|[!?])"


def plain(text: str) -> str:
    """Rich text without its markup; a ``<`` before a letter gets a space, because Zotero takes it for HTML.

    >>> plain("<i>E. coli</i> at x<y & p<0.05")
    'E. coli at x< y & p<0.05'
    """
    return re.sub(_HTML_START, "< ", to_plain(text)) if "<" in text else text


def format_plain(field: str) -> Callable[[Record], str]:
    """Make the function that formats a field of rich text."""
    get: Callable[[Record], str] = attrgetter(field)
    return lambda record: plain(text) if "<" in (text := get(record)) else text


def only(types: frozenset[str], format_value: Format) -> Format:
    """Make the function that formats a value of records of these types alone."""
    return lambda record: format_value(record) if record.type in types else ""


def except_for(types: frozenset[str], format_value: Format) -> Format:
    """Make the function that formats a value of records of all other types."""
    return lambda record: "" if record.type in types else format_value(record)


# --- names ---


def format_name(name: Name) -> str:
    """Format ``Family, Given, Suffix``, or a group's name with no comma. RIS forbids asterisks.

    >>> format_name(Name("Berg", "J. A.", non_dropping_particle="van der", suffix="Jr"))
    'van der Berg, J. A., Jr'
    >>> format_name(Name(literal="Heart, Lung and Blood Group"))
    'Heart; Lung and Blood Group'
    """
    if name.literal:
        text = name.literal.replace(",", ";")
    else:
        family = f"{name.non_dropping_particle} {name.family}" if name.non_dropping_particle else name.family
        given = f"{name.given} {name.dropping_particle}" if name.dropping_particle else name.given
        given = given.strip()
        if name.suffix:
            text = f"{family}, {given}, {name.suffix}"
        else:
            text = f"{family}, {given}" if given else family
    return plain(text.replace("*", "") if "*" in text else text)


def _getter(role: str) -> Callable[[Record], list[Name]]:
    return with_et_al if role == "author" else attrgetter(role)


def format_names(role: str) -> Callable[[Record], list[str]]:
    """Make the function that formats the names in a role."""
    get = _getter(role)
    return lambda record: list(map(format_name, found)) if (found := get(record)) else []


def with_commas(role: str) -> Callable[[Record], list[str]]:
    """The same for EndNote, which takes a name with a comma at its end for a group."""
    format_role = format_names(role)
    return lambda record: [name if "," in name else f"{name}," for name in format_role(record)]


def with_periods(role: str) -> Callable[[Record], list[str]]:
    """The same for Zotero, which keeps names as written, and imports ``Peter O.`` from PubMed itself."""
    get = _getter(role)
    return lambda record: [
        format_name(structs.replace(name, given=add_periods(name.given))) for name in get(record)
    ]


def all_editors(record: Record) -> list[str]:
    """Editors of the book and of its series."""
    return [format_name(name) for name in (*record.editor, *record.collection_editor)]


def affiliations(record: Record) -> str:
    """The authors' affiliations, each once, on one line: readers keep only one AD."""
    texts = [part.text.rstrip(".; ") for name in record.author for part in name.affiliation]
    return plain("; ".join(dict.fromkeys(texts)))


def affiliations_without_place(record: Record) -> str:
    """The same, if the record has no place of publication."""
    return "" if titles.place(record) else affiliations(record)


# --- titles ---


def title(record: Record) -> str:
    """The title, in brackets where NLM translated it."""
    return plain(title_for_managers(record))


def container(record: Record) -> str:
    """The title of the journal, book or event; or else the abbreviation: Zotero and EndNote have no journal if only J2 is there."""
    title = titles.container_title(record) or record.event_title or record.container_title_short
    return plain(title).replace("*", "")


def container_for_zotero(record: Record) -> str:
    """The same, in the capitals of Zotero's import."""
    title = zotero.container_title(record)
    return plain(title).replace("*", "") if title else container(record)


def abbreviation_for_zotero(record: Record) -> str:
    """The journal's abbreviation, ISO's before NLM's."""
    return zotero.abbreviation(record).replace("*", "")


# --- dates ---


def format_ris_date(date: Date | None) -> str:
    """Format ``YYYY/MM/DD/``, or the date's text if it is a season, a range or not parsed.

    >>> from convert.model.dates import parse_date
    >>> [format_ris_date(parse_date(text)) for text in ("2021 Aug 9", "2021 Aug", "2010 Sep-Oct", "2021")]
    ['2021/08/09/', '2021/08/', '2010 Sep-Oct', '']
    """
    if date is None:
        return ""
    if date.season or date.end is not None or date.year is None or not is_parsed(date):
        return format_date(date)
    if date.month is None:
        return ""
    day = f"{date.day:02}/" if date.day is not None else ""
    return f"{date.year:04}/{date.month:02}/{day}"


def year(record: Record) -> str:
    """The year alone."""
    return f"{record.issued.year:04}" if record.issued and record.issued.year is not None else ""


def issued_with_words(record: Record) -> str:
    """The date of issue as ``YYYY/MM/DD/words``, where the words are a season or a range."""
    date, text, year_text = record.issued, format_ris_date(record.issued), year(record)
    if date is None or not year_text or text.endswith("/"):
        return text
    month = f"{date.month:02}" if date.month else ""
    return f"{year_text}/{month}//{text.removeprefix(year_text).strip(' -/')}"


def electronic_date(record: Record) -> str:
    """The electronic date in ISO 8601."""
    return format_iso_date(record.available_date) if record.available_date is not None else ""


def edition_or_electronic_date(record: Record) -> str:
    """The edition, or an article's electronic date: articles have no editions."""
    return record.edition or (electronic_date(record) if record.type in ARTICLES else "")


# --- numbers and identifiers ---


def pages(record: Record) -> tuple[str, str]:
    """First and last page. Several ranges or an article number are all first.

    >>> pages(Record(page="445-453")), pages(Record(page="S1-S4, S9")), pages(Record(type="article-journal", number="e29"))
    (('445', '453'), ('S1-S4, S9', ''), ('e29', ''))
    >>> pages(Record(page="S0890-8567(20)31414-3")), pages(Record(page="JCM.02112-20"))
    (('S0890-8567(20)31414-3', ''), ('JCM.02112-20', ''))
    """
    first, _, last = record.page.partition("-")
    if first.isdecimal() and last.isdecimal():
        return first, last
    if record.page and (match := re.fullmatch(PAGE_RANGE, record.page)):
        return match[1], match[2]
    return location(record), ""


def first_page_for_zotero(record: Record) -> str:
    """The first page; Zotero's import of PubMed's XML has the location of type pii or the DOI's suffix there, until pages are known."""
    return pages(record)[0] or record.location_id or record.page


def publisher(record: Record) -> str:
    """The publisher, or a preprint's server, with its markup."""
    return record.publisher or (titles.container_title(record) if record.type == "article" else "")


def standard_number(record: Record) -> str:
    """The ISSN of an article, the first ISBN of anything else; either if the other is missing. Importers take one."""
    isbn = record.ISBN[0] if record.ISBN else ""
    return record.ISSN or isbn if record.type in ARTICLES else isbn or record.ISSN


def last_or_only_page(record: Record) -> str:
    """The last page; NCBI also writes an article number as the last page."""
    first, last = pages(record)
    return last or ("" if record.page else first)


def url(record: Record) -> str:
    """The URL. Zotero finds a PMID after any ``PM:``, so the colon is escaped."""
    return identifiers.url(record).replace("PM:", "PM%3A")


# --- subjects and texts ---


def format_keywords(mesh: Mesh, comma: str = ",") -> Callable[[Record], Iterable[str]]:
    """Make the function that formats keywords, then MeSH terms, each once, with ``comma`` in place of commas.

    Semicolons would split a keyword, and RIS forbids asterisks.
    """
    mesh_terms = MESH_TERMS[mesh]

    def keywords(record: Record) -> Iterable[str]:
        terms = [plain(keyword.term) for keyword in record.keyword] + mesh_terms(record)
        text = "".join(terms)
        if ";" in text or "*" in text or comma != ",":
            terms = [term.replace(";", ",").replace(",", comma).replace("*", "") for term in terms]
        return dict.fromkeys(terms)

    return keywords


def is_changed_keyword(keyword: Keyword) -> bool:
    """Whether a keyword can't be written as it is."""
    return (
        capabilities.has_markup(keyword.term)
        or capabilities.looks_like_list(keyword.term)
        or "*" in keyword.term
    )


def abstract(record: Record) -> str:
    """All sections of the abstract on one line."""
    return to_plain(format_abstract(record.abstract, separator=" ", unlabelled=False))


def abstract_for_zotero(record: Record) -> str:
    """The abstract, each section on a line of its own."""
    return to_plain(format_abstract(record.abstract, unlabelled=False))


def copyright_notice(record: Record) -> str:
    """The copyright of anything but an article."""
    return plain(zotero.rights(record))


def notes(record: Record) -> list[str]:
    """Notes, one a line, then all links on one line, retractions and errata first."""
    texts = [*record.note.split("\n\n"), record.annote]
    texts += [note.text for note in record.general_note]
    texts.append("; ".join(notices.all_links(record)))
    return [plain(text) for text in texts if text]

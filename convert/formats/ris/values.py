"""What a record says in each line of RIS, in any dialect: record → text, or several."""

import re
from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import Final, Literal

from convert.formats import capabilities, zotero
from convert.model import identifiers, notices
from convert.model.dates import format_date, format_iso_date, is_parsed
from convert.model.pages import PAGE_RANGE, publisher_number
from convert.model.record import Date, Keyword, Name, Record
from convert.model.subjects import MESH_TERMS
from convert.model.text import titles
from convert.model.text.abstracts import format_abstract
from convert.model.text.markup import to_plain
from convert.streams.problems import FormatError

ARTICLES: Final = frozenset(
    {"article-journal", "article-magazine", "article-newspaper", "review", "review-book"}
)
"""The types of which ``C2`` and ``C7`` are what EndNote says, and ``M3`` is left to DOIs."""

_HTML_START = r"<(?=/?[A-Za-z]|[!?])"


def plain(text: str) -> str:
    """Rich text without its tags, and with no ``<`` that looks like one."""
    return re.sub(_HTML_START, "< ", to_plain(text)) if "<" in text else text


def format_name(name: Name) -> str:
    """``Family, Given, Suffix``, or a group's name without comma; asterisks are forbidden.

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


def names(
    field: Literal["author", "editor", "translator", "collection_editor"],
) -> Callable[[Record], list[str]]:
    """The names in a role."""
    get: Callable[[Record], list[Name]] = attrgetter(field)
    return lambda record: list(map(format_name, found)) if (found := get(record)) else []


def affiliations(record: Record) -> str:
    """Each affiliation once, on one line, since readers keep only one AD."""
    texts = [part.text.rstrip(".; ") for name in record.author for part in name.affiliation]
    return plain("; ".join(dict.fromkeys(texts)))


def format_ris_date(date: Date | None) -> str:
    """``YYYY/MM/DD/``, or the date's text where it is a season, a range or not understood.

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
    """The bare year."""
    return f"{record.issued.year:04}" if record.issued and record.issued.year is not None else ""


def pages(record: Record) -> tuple[str, str]:
    """First and last page; several ranges, an article number, or else the publisher's, are all in the first.

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
    number = record.number if record.type in ARTICLES else ""
    return record.page or number or publisher_number(record), ""


def identifier(record: Record) -> str:
    """The first ISBN of a book, the ISSN of all else: importers take one."""
    isbn = record.ISBN[0] if record.ISBN else ""
    return record.ISSN or isbn if record.type in ARTICLES else isbn or record.ISSN


def container(record: Record) -> str:
    """The journal, book or event."""
    return format_container(record, record.container_title)


def format_container(record: Record, title: str) -> str:
    """The title of the journal or book, or else the event; asterisks are forbidden.

    A journal goes by its abbreviation, where that is all there is: J2 alone leaves Zotero's and EndNote's empty.
    """
    return plain(title or record.event_title or record.container_title_short).replace("*", "")


def electronic_date(record: Record) -> str:
    """The electronic date, in ISO 8601."""
    return format_iso_date(record.available_date) if record.available_date is not None else ""


FACTS: Final[dict[str, Callable[[Record], str]]] = {
    "PMID": lambda record: record.PMID,
    "PMCID": lambda record: record.PMCID,
    "Type": lambda record: "preprint" if record.type == "article" else "",
    "Archive ID": lambda record: record.pii if record.type == "article" else "",
    "original-title": lambda record: plain(record.original_title),
    "available-date": electronic_date,
    "article-number": lambda record: record.number if record.page and record.type in ARTICLES else "",
    "NIHMSID": lambda record: ", ".join(record.manuscript_id) if record.type in ARTICLES else "",
    "accessed": lambda record: format_ris_date(record.accessed),
    "address": lambda record: affiliations(record) if titles.place(record) else "",
    "PMCID of others": lambda record: "" if record.type in ARTICLES else record.PMCID,
    "available-date of others": lambda record: (
        "" if record.type in ARTICLES and not record.edition else electronic_date(record)
    ),
    "copyright": lambda record: plain(zotero.rights(record)),
    "Citation Key": lambda record: record.id,
}
"""What RIS has no tag for, or none that all programs understand, by a name that Zotero knows if it knows any."""


def lines(*names: str) -> Callable[[Record], list[str]]:
    """Facts as ``name: value``, one a line."""
    facts = [(name.removesuffix(" of others"), FACTS[name]) for name in names]
    return lambda record: [f"{name}: {value}" for name, get in facts if (value := get(record))]


def notes(record: Record) -> list[str]:
    """Notes, one a line; all links in another, retractions and errata first."""
    texts = [record.note, record.annote]
    texts += [note.text for note in record.general_note]
    texts.append("; ".join(notices.all_links(record)))
    return [plain(text) for text in texts if text]


def keywords(mesh: str, comma: str = ",") -> Callable[[Record], Iterable[str]]:
    """Keywords, then MeSH; none twice. A semicolon would part them, and asterisks are forbidden."""
    if mesh not in MESH_TERMS:
        raise FormatError(f"mesh is {mesh!r}, but may be {', '.join(MESH_TERMS)}")
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
    """All sections on one line."""
    return to_plain(format_abstract(record.abstract, separator=" ", unlabelled=False))


def url(record: Record) -> str:
    """Zotero takes ``PM:`` for a PMID wherever it stands."""
    return identifiers.url(record).replace("PM:", "PM%3A")

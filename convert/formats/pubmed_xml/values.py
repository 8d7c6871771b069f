"""Strings of an element → the fields of a record: what the elements mean, for the tree and for the expressions alike.

A function ``put_x(target, text, *strings)`` gets the element's text, on one line, and the children or attributes that the
table of elements names; ``""`` stands for what is absent.
"""

import html
import re
from collections.abc import Callable
from typing import Any, Final

from convert.formats.pubmed_xml.mapping import ISSN_TYPES, LISTED_IDS, MEDIA
from convert.model.dates import MONTHS, date_chapter, format_date, parse_date
from convert.model.identifiers import parse_doi, parse_orcid, parse_pmcid
from convert.model.names import space_initials, tidy_authors
from convert.model.pages import complete_pages, place_location
from convert.model.record import (
    AbstractSection,
    Affiliation,
    Date,
    HistoryDate,
    Identifier,
    Link,
    Name,
    PublicationType,
    Record,
)
from convert.model.text.titles import parse_title

_BLANKS = re.compile(r"[ \t\r\n]+")

PREPRINT = "Preprint"


def one_line(text: str) -> str:
    """Text without line feeds, and without white space around it."""
    return _BLANKS.sub(" ", text).strip() if "\n" in text else text.strip()


def keep(extra: dict[str, list[str]], key: str, value: str) -> None:
    """Keep a value that has no field."""
    if value:
        extra.setdefault(key, []).append(value)


def append(field: str) -> Callable[[Any, str], None]:
    """The text is one item of a field."""

    def put(target: Any, text: str) -> None:
        if text:
            getattr(target, field).append(text)

    return put


def add_once(field: str) -> Callable[[Any, str], None]:
    """The text is one item of a field, which may be given twice."""

    def put(target: Any, text: str) -> None:
        if text and text not in getattr(target, field):
            getattr(target, field).append(text)

    return put


# --- dates ----------------------------------------------------------------------------------------------

MONTH_NUMBERS = {f"{number}": number for number in range(1, 13)}
MONTH_NUMBERS |= {f"{number:02}": number for number in range(1, 13)}
MONTH_NUMBERS |= {name: number for number, name in enumerate(MONTHS, 1)}

DATE_PARTS = ("Year", "Month", "Day", "Season", "MedlineDate", "Hour", "Minute")
"""The children of a date, in the order in which the functions below take them."""


def make_date(  # noqa: PLR0913, PLR0917  (the parts of a date)
    text: str,
    year: str,
    month: str = "",
    day: str = "",
    season: str = "",
    words: str = "",
    hour: str = "",
    minute: str = "",
) -> Date:
    """The date that an element gives in its parts, in words (``2020 Sep-Oct``), or before 2002 in its own text."""
    if not month and " " in year:  # "2019 11", as some programs put it
        year, month, *days = year.split()
        day = day or "".join(days)
    date = None if season else _numeric_date(year, month, day)
    if date is None:
        date = parse_date(" ".join(filter(None, (year, month, day, season, words))) or text)
    if hour:
        date.time = f"{hour:0>2}:{minute:0>2}"
    return date


def _numeric_date(year: str, month: str, day: str) -> Date | None:
    """None if the month is in words, or missing before a day."""
    try:
        if not month:
            return None if day else Date(int(year))
        return Date(int(year), MONTH_NUMBERS[month], int(day) if day else None)
    except (KeyError, ValueError):
        return None


def put_date(field: str, tag: str) -> Callable[..., None]:
    """A date; a second one of the same name is kept."""

    def put(record: Record, *strings: str) -> None:
        date = make_date(*strings)
        if getattr(record, field) is not None:
            keep(record.extra, tag, format_date(date))
        elif date.year or date.month or date.literal:  # it is not that of <PubDate/>
            setattr(record, field, date)

    return put


def keep_date(tag: str) -> Callable[..., None]:
    """A date that has no field."""

    def put(record: Record, *strings: str) -> None:
        keep(record.extra, tag, format_date(make_date(*strings)))

    return put


def put_history(record: Record, text: str, *strings: str) -> None:
    """PubMedPubDate: its parts, Second, @PubStatus."""
    *parts, second, status = strings
    if second.strip("0"):
        keep(record.extra, "PubMedPubDate/Second", second)
    record.history.append(HistoryDate(status, make_date(text, *parts)))


# --- the journal, pages ---------------------------------------------------------------------------------


def put_issn(record: Record, text: str, kind: str) -> None:
    """ISSN, @IssnType: the ISSN of the medium that was cited."""
    record.ISSN = text
    if kind in ISSN_TYPES:
        setattr(record, ISSN_TYPES[kind], text)
    else:
        keep(record.extra, "ISSN/@IssnType", kind)


def put_medium(record: Record, medium: str) -> None:
    """JournalIssue/@CitedMedium: kept, unless the type of the ISSN says the same."""
    if medium not in MEDIA or not getattr(record, MEDIA[medium]):
        keep(record.extra, "JournalIssue/@CitedMedium", medium)


PAGES = ("StartPage", "EndPage", "MedlinePgn")


def put_pages(record: Record, _text: str, *said: str) -> None:
    """Pagination, its ``PAGES``: MedlinePgn may hold more than the others, and abbreviates the last page."""
    first, last, both = said
    span = f"{first}-{last}" if last and last != first else first
    if (both == span and (len(first) == len(last) or "-" not in span)) or _is_elided(both, first, last):
        record.page = span
        return
    record.page = complete_pages(both or span)
    for tag, value in zip(PAGES, said, strict=True):
        if value not in both + record.page:
            keep(record.extra, f"Pagination/{tag}", value)


def _is_elided(both: str, first: str, last: str) -> bool:
    """Whether ``both`` are two plain numbers, the second without the digits that it shares with the first (``445-53``)."""
    if len(first) != len(last) or not first.isdecimal() or not first < last:
        return False
    begin, _, end = both.partition("-")
    return begin == first and end.isdecimal() and first[: -len(end)] + end == last


# --- identifiers ----------------------------------------------------------------------------------------

_FIELDS = {scheme: field for scheme, field in LISTED_IDS.items() if scheme != "mid"} | {"pmcid": "PMCID"}
_PARSERS: dict[str, Callable[[str], str]] = {"DOI": parse_doi, "PMCID": parse_pmcid}


def identify(record: Record, scheme: str, value: str) -> None:
    """Put an identifier in its field, or among the others if it has none or the field holds another one."""
    if field := _FIELDS.get(scheme):
        parsed = value if value.startswith("10.") else _PARSERS.get(field, str)(value)
        current = getattr(record, field)
        if parsed and not current:
            setattr(record, field, parsed)
            return
        if parsed and (parsed == current or parsed.casefold() == current.casefold()):
            return
    if value and (identifier := Identifier(scheme, value)) not in record.other_id[-_COMPARED:]:
        record.other_id.append(identifier)


_COMPARED: Final = 64
"""With so many other identifiers one is compared; no article has as many, and a file that has a million must not take forever."""


def put_article_id(record: Record, value: str, scheme: str) -> None:
    """ArticleId, @IdType: of the article itself, or of a reference."""
    if scheme == "mid":
        record.manuscript_id.append(value)
    elif scheme == "pmcid" and value.count(":") > 1:  # "pmc-id: PMC1; embargo-date: 2011/01/01;"
        identify(record, scheme, parse_pmcid(value))
        keep(record.extra, "ArticleId[@IdType='pmcid']", value)
    else:
        identify(record, scheme, value)


def put_location_id(record: Record, value: str, scheme: str, valid: str = "Y") -> None:
    """ELocationID, @EIdType, @ValidYN, which may say that it is wrong."""
    if valid == "N":
        keep(record.extra, "ELocationID[@ValidYN='N']", f"{scheme}: {value}")
    elif scheme == "pii" and not record.location_id:
        record.location_id = value
    else:
        identify(record, scheme, value)


def put_medline_id(record: Record, value: str) -> None:
    """MedlineID, which was given until 2002."""
    identify(record, "medline", value)


# --- other works ----------------------------------------------------------------------------------------

_DOI_IN_CITATION = re.compile(r"\bdoi:\s*(10\.\S*[^\s.;:])")


def add_link(record: Record, link: Link) -> None:
    """CommentsCorrections: a work that is cited is a reference, any other is a link."""
    if "doi:" in link.citation and (doi := _DOI_IN_CITATION.search(link.citation)):
        link.DOI = doi[1]
    if link.kind == "Cites":
        cited = Record(citation_text=link.citation, PMID=link.PMID, DOI=link.DOI, note=link.note)
        record.related.setdefault("cites", []).append(cited)
    else:
        record.links.append(link)


def references_of(record: Record) -> list[Record]:
    """The references of a record, of all its lists."""
    return record.related.setdefault("references", [])


# --- names ----------------------------------------------------------------------------------------------


def put_complete(record: Record, said: str) -> None:
    """AuthorList/@CompleteYN."""
    if said == "N":
        record.authors_complete = False
    elif said != "Y":
        keep(record.extra, "AuthorList/@CompleteYN", said)


def put_person_id(name: Name, value: str, source: str) -> None:
    """Identifier, @Source: an ORCID iD in any of its forms, or an identifier of another scheme."""
    if source.upper() == "ORCID" and (orcid := parse_orcid(value)) and not name.ORCID:
        name.ORCID = orcid
    elif value:
        name.identifier.append(Identifier(source, value))


def put_affiliation(name: Name, text: str) -> None:
    """Author/Affiliation, until 2014."""
    if text:
        name.affiliation.append(Affiliation(text))


def put_middle_name(name: Name, text: str) -> None:
    """MiddleName, in files older than ForeName."""
    name.given = f"{name.given} {text}".strip()


def complete_name(name: Name) -> None:
    """Take the given names from the initials, where a record from before 2002 has no others."""
    if name.initials and not name.given:
        name.given = space_initials(name.initials)


# --- texts ----------------------------------------------------------------------------------------------


def put_title(field: str) -> Callable[[Record, str], None]:
    """A title, without PubMed's brackets and full stop."""

    def put(record: Record, text: str) -> None:
        setattr(record, field, parse_title(text)[0])

    return put


def put_section(field: str) -> Callable[[Any, str, str, str], None]:
    """AbstractText, @Label, @NlmCategory, unless it is empty."""

    def put(target: Any, text: str, label: str, category: str) -> None:
        if text or label:
            getattr(target, field).append(AbstractSection(text, label, category))

    return put


def put_rights(target: Any, text: str) -> None:
    """CopyrightInformation, unless it is empty."""
    target.copyright = text or target.copyright


def put_publication_type(record: Record, name: str, ui: str) -> None:
    """PublicationType, @UI."""
    record.publication_type.append(PublicationType(name, ui))


# --- books and whole records ----------------------------------------------------------------------------


def put_location_label(record: Record, text: str, kind: str) -> None:
    """LocationLabel, @Type: ``Chapter 45`` of a chapter."""
    if kind == "chapter" and not record.chapter_number:
        record.chapter_number = text.removeprefix("Chapter ")
    else:
        keep(record.extra, "BookDocument/LocationLabel", f"{text} (Type={kind})" if kind else text)


def complete_book(record: Record) -> None:
    """BookDocument: a chapter if it has a title beside the book's, else the whole book."""
    record.type = "chapter" if record.title else "book"
    if record.type == "book":
        record.title, record.container_title = record.container_title, ""
        record.author, record.container_author = record.container_author + record.author, []


def complete_record(record: Record) -> None:
    """Do what needs the whole record: its location, old affiliations, the type of work, and one list of references."""
    if "&" in record.DOI:  # escaped twice: ``(2001)31:8&amp;#60;2388``
        record.DOI = html.unescape(record.DOI)
    place_location(record)
    tidy_authors(record)
    date_chapter(record)
    if not record.type:
        is_preprint = any(kind.name == PREPRINT for kind in record.publication_type)
        record.type, record.genre = ("article", "preprint") if is_preprint else ("article-journal", "")
    if not record.title and record.original_title:
        record.title = record.original_title
        record.inferred["title"] = "PubMed has no English title; this is the original one"
    if not record.PMCID:
        record.PMCID = next(
            (parse_pmcid(other.value) for other in record.other_id if other.value.startswith("PMC")), ""
        )
    if record.author and (old := record.extra.pop("Article/Affiliation", None)):
        record.author[0].affiliation += [Affiliation(value) for value in old]
    if cites := record.related.pop("cites", None):
        _merge_references(references_of(record), cites)


def _merge_references(listed: list[Record], cites: list[Record]) -> None:
    """Add what only CommentsCorrections cites; for a work that is on the list, keep its citation there."""
    known = {reference.PMID: reference for reference in listed if reference.PMID}
    for cited in cites:
        if reference := known.get(cited.PMID):
            keep(reference.extra, "RefSource", cited.citation_text)
        else:
            listed.append(cited)

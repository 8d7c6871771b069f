"""MODS, as catalogues, repositories, bibutils and refconvert write it → records.

What contains the work is a ``relatedItem`` of type ``host``; volume, issue and pages stand in its ``part``, or in the work's own.
https://www.loc.gov/standards/mods/userguide/
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, BinaryIO, Final

from convert.formats.mods.tables import GENRES_READ, ROLES_READ
from convert.formats.xml.elements import elements, line_of, plain_text
from convert.model.dates import parse_date
from convert.model.identifiers import (
    find_in_address,
    parse_doi,
    parse_issn,
    parse_orcid,
    parse_pmcid,
    parse_pmid,
    settle,
)
from convert.model.pages import complete_pages, join_pages
from convert.model.record import (
    Affiliation,
    Date,
    Identifier,
    Keyword,
    MeshHeading,
    MeshQualifier,
    Name,
    Record,
    Source,
)
from convert.model.text.abstracts import parse_abstract
from convert.streams.problems import Warn, silent

if TYPE_CHECKING:
    from convert.formats.xml.elements import Element

_BEGINNING = re.compile(rb"<(?:\w+:)?mods(?:Collection)?[\s>]")


def sniff(head: bytes) -> bool:
    """Whether an XML file begins with MODS."""
    return head.lstrip().startswith(b"<") and _BEGINNING.search(head) is not None


def read(stream: BinaryIO, *, warn: Warn = silent) -> Iterator[Record]:
    """Read the records of a collection, one after another."""
    for element in elements(stream, ("mods",), warn):
        record = Record(source=Source(line=line_of(element), format="mods"), id=element.get("ID", ""))
        for take in _TAKES:
            take(element, record)
        settle(record)
        yield record


def _text(element: "Element | None", path: str) -> str:
    return "" if element is None else plain_text(element.find(path))


def _related(element: "Element", kind: str) -> "Element | None":
    return element.find(f"relatedItem[@type='{kind}']")


# --- what it is -----------------------------------------------------------------------------------------------


def _take_titles(element: "Element", record: Record) -> None:
    host, series = _related(element, "host"), _related(element, "series")
    record.title, record.title_short = _title(element, ""), _title(element, "abbreviated")
    record.original_title = _title(element, "alternative") if _is_original(element) else ""
    if translated := _title(element, "translated"):
        record.original_title, record.title = record.title, translated
    if host is not None:
        record.container_title = _title(host, "") or _title(host, "uniform")
        record.container_title_short = _title(host, "abbreviated")
    if series is not None:
        record.collection_title = _title(series, "")


def _is_original(element: "Element") -> bool:
    found = element.find("titleInfo[@type='alternative']")
    return found is not None and found.get("displayLabel") == "original title"


def _title(element: "Element", kind: str) -> str:
    """The title of a kind, ``""`` for the main one: its words that aren't sorted, the title, subtitle and part."""
    found = next((info for info in element.iterfind("titleInfo") if info.get("type", "") == kind), None)
    if found is None:
        return ""
    title = f"{_text(found, 'nonSort')} {_text(found, 'title')}".strip()
    title = ": ".join(filter(None, [title, _text(found, "subTitle")]))
    return ". ".join(
        filter(None, [title, " ".join(filter(None, [_text(found, "partNumber"), _text(found, "partName")]))])
    )


def _take_type(element: "Element", record: Record) -> None:
    """The first genre that stands for a type; what has a host that isn't a serial is a chapter."""
    names = [plain_text(genre) for genre in element.iterfind("genre")]
    record.type = next((GENRES_READ[name.lower()] for name in names if name.lower() in GENRES_READ), "")
    record.genre = next((name for name in names if name.lower() not in GENRES_READ), "")
    host = _related(element, "host")
    if host is not None:
        kinds = {plain_text(genre).lower() for genre in host.iterfind("genre")}
        is_serial = "continuing" in _text(host, "originInfo/issuance") or kinds & {
            "periodical",
            "academic journal",
        }
        if record.type in ("", "book"):
            record.type = "article-journal" if is_serial or not kinds else "chapter"
    if not record.type:
        record.type = "book" if "monographic" in _text(element, "originInfo/issuance") else "document"


def _take_people(element: "Element", record: Record) -> None:
    for holder in (element, _related(element, "host")):
        for person in holder.iterfind("name") if holder is not None else ():
            term = plain_text(person.find("role/roleTerm")).lower()
            role = ROLES_READ.get(term, "")
            if holder is not element and role == "author":
                role = "container_author"
            if role:
                getattr(record, role).append(_name(person))
            else:
                record.extra.setdefault(f"name[{term}]", []).append(plain_text(person.find("namePart")))


def _name(person: "Element") -> Name:
    parts = {
        kind: [plain_text(part) for part in person.iterfind("namePart") if part.get("type", "") == kind]
        for kind in ("family", "given", "termsOfAddress", "")
    }
    whole = ", ".join(parts[""]) or plain_text(person.find("displayForm"))
    if parts["family"]:
        name = Name(
            " ".join(parts["family"]), " ".join(parts["given"]), suffix=" ".join(parts["termsOfAddress"])
        )
    elif person.get("type") == "personal" and "," in whole:
        family, _, given = whole.partition(",")
        name = Name(family.strip(), given.strip())
    else:
        name = Name(literal=whole)
    name.affiliation = [Affiliation(plain_text(place)) for place in person.iterfind("affiliation")]
    name.ORCID = parse_orcid(plain_text(person.find("nameIdentifier[@type='orcid']")))
    return name


# --- when and where -------------------------------------------------------------------------------------------


def _take_origin(element: "Element", record: Record) -> None:
    host = _related(element, "host")
    holders = [holder for holder in (element, host) if holder is not None]
    for holder in holders:
        for origin in holder.iterfind("originInfo"):
            record.publisher = record.publisher or _text(origin, "publisher")
            place = next(
                (
                    plain_text(term)
                    for term in origin.iterfind("place/placeTerm")
                    if term.get("type") != "code"
                ),
                "",
            )
            record.publisher_place = record.publisher_place or place
            record.edition = record.edition or _text(origin, "edition")
            record.issued = record.issued or _date(origin, "dateIssued") or _date(origin, "copyrightDate")
            record.accessed = record.accessed or _date(origin, "dateCaptured")
            if origin.find("dateOther[@type='electronic']") is not None:
                record.available_date = _date(origin, "dateOther")
            record.issued = record.issued or _date(origin, "dateCreated")
    if record.issued is None:
        record.issued = next(
            filter(None, (_date(part, "date") for holder in holders for part in holder.iterfind("part"))),
            None,
        )


def _date(element: "Element", name: str) -> Date | None:
    """A date, or a range given by its points; the one that is the key date is preferred."""
    found = sorted(element.iterfind(name), key=lambda date: date.get("keyDate") != "yes")
    points = {date.get("point", ""): plain_text(date) for date in reversed(found)}
    if text := points.get("") or points.get("start", ""):
        date = parse_date(text.strip("[]c© "))
        if end := points.get("end"):
            date.end = parse_date(end)
        return date
    return None


_DETAILS: Final = {
    "volume": "volume",
    "issue": "issue",
    "number": "issue",
    "article-number": "number",
    "chapter": "chapter_number",
}


def _take_part(element: "Element", record: Record) -> None:
    for holder in (_related(element, "host"), element):
        for part in holder.iterfind("part") if holder is not None else ():
            for detail in part.iterfind("detail"):
                field = _DETAILS.get(detail.get("type", ""), "")
                value = _text(detail, "number")
                if detail.get("type") == "page":
                    record.page = record.page or complete_pages(value)
                elif field and not getattr(record, field):
                    setattr(record, field, value)
            for extent in part.iterfind("extent"):
                ends = _text(extent, "start"), _text(extent, "end")
                record.page = record.page or complete_pages(_text(extent, "list")) or join_pages(*ends)
                record.number_of_pages = record.number_of_pages or _text(extent, "total")


# --- numbers and texts -----------------------------------------------------------------------------------------


def _take_identifiers(element: "Element", record: Record) -> None:
    for number in element.iterfind("identifier"):
        _take_identifier(number.get("type", "").lower(), plain_text(number), record)
    host = _related(element, "host")
    if host is not None:
        record.ISSN = record.ISSN or parse_issn(_text(host, "identifier[@type='issn']"))
        record.nlm_id = _text(host, "identifier[@type='nlm-unique-id']")
        record.ISBN = record.ISBN or [plain_text(isbn) for isbn in host.iterfind("identifier[@type='isbn']")]


_PARSED: Final[Mapping[str, tuple[str, Callable[[str], str]]]] = {
    "bookshelf": ("bookaccession", str),
    "citekey": ("id", str),
    "doi": ("DOI", parse_doi),
    "issn": ("ISSN", parse_issn),
    "medline": ("PMID", parse_pmid),
    "pii": ("pii", str),
    "pmc": ("PMCID", parse_pmcid),
    "pmcid": ("PMCID", parse_pmcid),
    "pmid": ("PMID", parse_pmid),
    "pubmed": ("PMID", parse_pmid),
    "report number": ("number", str),
}
"""Type of an identifier → the field for one, and what parses it."""
_LISTED: Final = {"isbn": "ISBN", "manuscript": "manuscript_id"}


def _take_identifier(kind: str, value: str, record: Record) -> None:
    field, parse = _PARSED.get(kind, ("", str))
    if field and (parsed := parse(value)):
        setattr(record, field, getattr(record, field) or parsed)
    elif kind in _LISTED:
        getattr(record, _LISTED[kind]).append(value)
    elif kind == "uri" and (found := find_in_address(value)):
        for name, number in found.items():
            setattr(record, name, getattr(record, name) or number)
    elif kind == "uri":
        record.URL = record.URL or value
    else:
        record.other_id.append(Identifier(kind, value))


def _take_texts(element: "Element", record: Record) -> None:
    record.abstract = parse_abstract(_text(element, "abstract")) if _text(element, "abstract") else []
    record.note = "\n\n".join(filter(None, map(plain_text, element.iterfind("note"))))
    record.language = [
        plain_text(term) for term in element.iterfind("language/languageTerm") if term.get("type") != "text"
    ] or [plain_text(term) for term in element.iterfind("language/languageTerm")]
    record.number_of_pages = _text(element, "physicalDescription/extent") or record.number_of_pages
    record.URL = record.URL or _text(element, "location/url")
    record.call_number = _text(element, "location/shelfLocator") or _text(element, "classification")
    record.copyright = _text(element, "accessCondition")


def _take_subjects(element: "Element", record: Record) -> None:
    for subject in element.iterfind("subject"):
        terms = [
            plain_text(term)
            for term in subject.iter("topic", "geographic", "temporal", "genre")
            if plain_text(term)
        ]
        if subject.get("authority") == "mesh" and terms:
            qualifiers = [MeshQualifier(term) for term in terms[1:]]
            record.mesh.append(MeshHeading(terms[0], subject.get("usage") == "primary", qualifier=qualifiers))
        else:
            record.keyword += [Keyword(" / ".join(terms))] if terms else []


_TAKES: Final = (
    _take_titles,
    _take_type,
    _take_people,
    _take_origin,
    _take_part,
    _take_identifiers,
    _take_texts,
    _take_subjects,
)

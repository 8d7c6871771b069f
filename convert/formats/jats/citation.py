"""One reference of JATS, ``element-citation``, ``mixed-citation`` or an older name of it → a record."""

import re
from typing import TYPE_CHECKING

from convert.formats.jats.parts import Parts, parse_name
from convert.formats.jats.tables import TYPES_READ
from convert.formats.xml.elements import plain_text
from convert.model.dates import parse_date
from convert.model.identifiers import find_in_address, parse_doi, parse_issn, parse_pmcid, parse_pmid
from convert.model.pages import complete_pages, join_pages
from convert.model.record import Record

if TYPE_CHECKING:
    from convert.formats.xml.elements import Element

_HREF = "{http://www.w3.org/1999/xlink}href"


def parse_citation(element: "Element") -> Record:
    """The work that is cited; a citation without parts, or mixed with text, is kept as it reads, too."""
    parts = Parts(element)
    kind = element.get("publication-type") or element.get("citation-type") or ""
    record = Record(type=TYPES_READ.get(kind, "document"))
    _take_people(element, record)
    _take_titles(parts, record)
    record.volume, record.issue, record.edition = (
        parts.text("volume"),
        parts.text("issue"),
        parts.text("edition"),
    )
    ends = parts.text("fpage"), parts.text("lpage")
    record.page = complete_pages(parts.text("page-range")) or join_pages(*ends)
    record.number = parts.text("elocation-id")
    record.publisher, record.publisher_place = parts.text("publisher-name"), parts.text("publisher-loc")
    record.event_title, record.event_place = parts.text("conf-name"), parts.text("conf-loc")
    record.issued = parts.date()
    if accessed := parts.text("date-in-citation"):
        record.accessed = parse_date(re.sub(r"^\D*(?=\d)", "", accessed))
    _take_identifiers(parts, record)
    if element.tag == "mixed-citation" or not (record.title or record.container_title):
        record.citation_text = plain_text(element)
    return record


def _take_people(element: "Element", record: Record) -> None:
    groups = element.findall("person-group")
    for group in groups or [element]:
        role = {"editor": "editor", "translator": "translator"}.get(
            group.get("person-group-type", ""), "author"
        )
        names = [parse_name(person) for person in group if person.tag in ("name", "string-name", "collab")]
        getattr(record, role).extend(name for name in names if name is not None)
        if role == "author" and group.find("etal") is not None:
            record.authors_complete = False


def _take_titles(parts: Parts, record: Record) -> None:
    title = parts.rich("article-title", "chapter-title", "data-title", "part-title")
    source = parts.rich("source")
    if parts.text("chapter-title"):
        record.type = "chapter"
    elif record.type == "chapter":
        record.type = "book"
    if translated := parts.rich("trans-title"):
        record.original_title, title = title, translated
    if title:
        record.title, record.container_title = title, source
        if record.type == "book":
            record.type = "chapter"
    else:
        record.title = source
    record.collection_title = parts.rich("series")


def _take_identifiers(parts: Parts, record: Record) -> None:
    numbers = parts.by("pub-id", "pub-id-type")
    record.DOI, record.PMID = parse_doi(numbers.get("doi", "")), parse_pmid(numbers.get("pmid", ""))
    record.PMCID = parse_pmcid(numbers.get("pmcid", "") or numbers.get("pmc", ""))
    record.ISSN = parse_issn(parts.text("issn"))
    record.ISBN = [plain_text(number) for number in parts.element.iterfind("isbn")]
    links = [
        link.get(_HREF, "") or plain_text(link) for link in parts.element.iter("ext-link", "uri", "self-uri")
    ]
    for field, value in (pair for link in links for pair in find_in_address(link).items()):
        if not getattr(record, field):
            setattr(record, field, value)
    record.URL = next((link for link in links if not find_in_address(link)), "")

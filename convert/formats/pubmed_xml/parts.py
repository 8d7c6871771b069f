"""Handlers of what a record has in several places: dates, identifiers, names, titles, abstracts, keywords."""

import re
from collections.abc import Callable
from typing import Any

from convert.formats.pubmed_xml.walk import (
    Element,
    Extra,
    Handler,
    describe,
    described,
    each,
    fill,
    into,
    keep,
    text_of,
    unknown_attribute,
    walk,
)
from convert.model.dates import MONTHS, format_date, parse_date
from convert.model.identifiers import parse_doi, parse_orcid, parse_pmcid
from convert.model.names import space_initials
from convert.model.pages import complete_pages
from convert.model.record import (
    AbstractSection,
    Affiliation,
    Date,
    HistoryDate,
    Identifier,
    Keyword,
    Link,
    Name,
    OtherAbstract,
    Record,
)
from convert.model.text.titles import parse_title

# --- dates ----------------------------------------------------------------------------------------------

MONTH_NUMBERS = {f"{number}": number for number in range(1, 13)}
MONTH_NUMBERS |= {f"{number:02}": number for number in range(1, 13)}
MONTH_NUMBERS |= {name: number for number, name in enumerate(MONTHS, 1)}
_DAY = frozenset({"Year", "Month", "Day"})
_WORDED = _DAY | {"MedlineDate", "Season"}
_KNOWN = _WORDED | {"Hour", "Minute"}


def date_of(element: Element, extra: Extra) -> Date:
    """``Year Month Day``, the month a number or a word; or ``MedlineDate``, ``Season``; perhaps ``Hour Minute``."""
    parts: dict[str, Any] = {child.tag: child.text for child in element}
    date = _numeric_date(parts)
    if date is None:
        words = (text_of(child) for child in element if child.tag in _WORDED)
        date = parse_date(" ".join(words) or element.text or "")
    if len(parts) > 3 or not parts.keys() <= _WORDED:
        _add_time(element, parts, date, extra)
    return date


def _numeric_date(parts: dict[str, Any]) -> Date | None:
    """None if there is a season or words that are no month."""
    try:
        date = Date(int(parts["Year"]))
        if "Month" in parts:
            date.month = MONTH_NUMBERS[parts["Month"]]
            if "Day" in parts:
                date.day = int(parts["Day"])
    except (KeyError, TypeError, ValueError):
        return None
    return None if "Season" in parts or ("Day" in parts and date.day is None) else date


def _add_time(element: Element, parts: dict[str, Any], date: Date, extra: Extra) -> None:
    if hour := (parts.get("Hour") or "").strip():
        date.time = f"{hour:0>2}:{(parts.get('Minute') or '').strip():0>2}"
    if not parts.keys() <= _KNOWN:
        for child in element:
            if child.tag not in _KNOWN and (child.tag != "Second" or text_of(child).strip("0")):
                described(child, date, extra)


def says_something(date: Date) -> bool:
    """Whether it is not that of ``<PubDate/>``."""
    return bool(date.year or date.month or date.literal)


def date(field: str, **attributes: str) -> Handler:
    """The element is a date; a second one of the same name is kept beside it."""

    def handle(element: Element, target: Any, extra: Extra) -> None:
        value = date_of(element, extra)
        if getattr(target, field) is None:
            if says_something(value):
                setattr(target, field, value)
        else:
            keep(extra, element.tag, format_date(value))
        for name, said in element.items():
            if attributes.get(name) != said:
                unknown_attribute(element, name, said, extra)

    return handle


def date_beside(element: Element, _target: Any, extra: Extra) -> None:
    """A date that has no field."""
    keep(extra, element.tag, format_date(date_of(element, extra)))


def history_date(element: Element, record: Any, extra: Extra) -> None:
    """PubMedPubDate/@PubStatus."""
    record.history.append(HistoryDate(element.get("PubStatus", ""), date_of(element, extra)))


# --- pages ----------------------------------------------------------------------------------------------

PAGES = ("StartPage", "EndPage", "MedlinePgn")


def paginate(record: Any, *said: str) -> None:
    """Pagination, its ``PAGES``: MedlinePgn may hold more than the others, and has its elided ends completed."""
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
    """Whether ``both`` are two plain numbers, without what they begin with alike in the second (``445-53``)."""
    if len(first) != len(last) or not first.isdecimal() or not first < last:
        return False
    begin, _, end = both.partition("-")
    return begin == first and end.isdecimal() and first[: -len(end)] + end == last


# --- identifiers ----------------------------------------------------------------------------------------

_IDENTIFIERS: dict[str, tuple[str, Callable[[str], str]]] = {
    "pubmed": ("PMID", str),
    "doi": ("DOI", parse_doi),
    "pmc": ("PMCID", parse_pmcid),
    "pmcid": ("PMCID", parse_pmcid),
    "pii": ("pii", str),
    "bookaccession": ("bookaccession", str),
}
"""Scheme of an identifier → its field, and how it is read. The first one of a scheme is the record's."""


def identify(record: Any, scheme: str, value: str) -> None:
    """Puts an identifier in its field, or among the others if it has none or the field holds another one."""
    if scheme in _IDENTIFIERS:
        field, parse = _IDENTIFIERS[scheme]
        parsed = value if value.startswith(("10.", "PMC")) else parse(value)
        current = getattr(record, field)
        if parsed and not current:
            setattr(record, field, parsed)
            return
        if parsed and (parsed == current or parsed.casefold() == current.casefold()):
            return
    if value and (identifier := Identifier(scheme, value)) not in record.other_id:
        record.other_id.append(identifier)


def identify_article(record: Any, scheme: str, value: str) -> None:
    """ArticleId: of the article itself, or of a reference."""
    if scheme == "mid":
        record.manuscript_id.append(value)
    elif scheme == "pmcid" and value.count(":") > 1:  # "pmc-id: PMC1; embargo-date: 2011/01/01;"
        identify(record, scheme, parse_pmcid(value))
        keep(record.extra, "ArticleId[@IdType='pmcid']", value)
    else:
        identify(record, scheme, value)


def article_id(element: Element, record: Any, _extra: Extra) -> None:
    """ArticleId/@IdType."""
    identify_article(record, element.get("IdType", "pubmed"), text_of(element))  # the DTD's default


def location_id(element: Element, record: Any, extra: Extra) -> None:
    """ELocationID/@EIdType, unless @ValidYN says that it is wrong."""
    scheme, value = element.get("EIdType", ""), text_of(element)
    if element.get("ValidYN") == "N":
        keep(extra, f"{element.tag}[@ValidYN='N']", f"{scheme}: {value}")
    else:
        identify(record, scheme, value)


def pmid(element: Element, target: Any, extra: Extra) -> None:
    """PMID, of the record or of a work that it names."""
    target.PMID = text_of(element)
    for name, value in element.items():
        unknown_attribute(element, name, value, extra)


def medline_id(element: Element, record: Any, _extra: Extra) -> None:
    """MedlineID, which was given until 2002."""
    identify(record, "medline", text_of(element))


ARTICLE_IDS = into({"ArticleId": article_id})

# --- other works ----------------------------------------------------------------------------------------

_DOI_IN_CITATION = re.compile(r"\bdoi:\s*(10\.\S+?)[.;:]*(?=\s|$)")


def add_link(record: Any, found: Link) -> None:
    """CommentsCorrections: what it cites is a reference, all else a link."""
    if "doi:" in found.citation and (doi := _DOI_IN_CITATION.search(found.citation)):
        found.DOI = doi[1]
    if found.kind == "Cites":
        cited = Record(citation_text=found.citation, PMID=found.PMID, DOI=found.DOI, note=found.note)
        record.related.setdefault("cites", []).append(cited)
    else:
        record.links.append(found)


# --- names ----------------------------------------------------------------------------------------------


def person_id(element: Element, name: Any, _extra: Extra) -> None:
    """Identifier/@Source: an ORCID iD in any of its forms, or another scheme's."""
    source, value = element.get("Source", ""), text_of(element)
    if source.upper() == "ORCID" and (orcid := parse_orcid(value)) and not name.ORCID:
        name.ORCID = orcid
    elif value:
        name.identifier.append(Identifier(source, value))


def affiliation(element: Element, name: Any, _extra: Extra) -> None:
    """Author/Affiliation, before 2014."""
    if value := text_of(element):
        name.affiliation.append(Affiliation(value))


def middle_name(element: Element, name: Any, _extra: Extra) -> None:
    """MiddleName, before ForeName was invented."""
    name.given = f"{name.given} {text_of(element)}".strip()


NAME = into(
    {
        "LastName": "family",
        "ForeName": "given",
        "FirstName": "given",
        "MiddleName": middle_name,
        "Initials": "initials",
        "Suffix": "suffix",
        "CollectiveName": fill("literal"),
        "Identifier": person_id,
        "Affiliation": affiliation,
        "AffiliationInfo": each(
            "affiliation",
            Affiliation,
            into(
                {
                    "Affiliation": "text",
                    "Identifier": each("identifier", Identifier, fill("value", Source="source")),
                }
            ),
        ),
    },
    EqualContrib="equal_contribution",
)


_LIST_TYPES = {("Type", "authors"), ("Type", "editors")}


def names(field: str) -> Handler:
    """A list of people and groups; @Type may say that they are the editors. Those that NLM calls wrong are kept apart."""

    def handle(element: Element, record: Any, extra: Extra) -> None:
        people = getattr(record, "editor" if element.get("Type") == "editors" else field)
        for child in element:
            if child.get("ValidYN") == "N":
                keep(extra, f"{child.tag}[@ValidYN='N']", describe(child))
            else:
                name = Name()
                NAME(child, name, extra)
                if name.initials and not name.given:  # in records from before 2002
                    name.given = space_initials(name.initials)
                people.append(name)
        for attribute, value in element.items():
            if (attribute, value) not in _LIST_TYPES:
                _list_attribute(element, record, attribute, value, extra)

    return handle


def _list_attribute(element: Element, record: Any, attribute: str, value: str, extra: Extra) -> None:
    if (attribute, value) == ("CompleteYN", "N") and element.tag == "AuthorList":
        record.authors_complete = False
    else:
        unknown_attribute(element, attribute, value, extra)


# --- texts ----------------------------------------------------------------------------------------------


def title(field: str) -> Handler:
    """A title, without PubMed's brackets and full stop."""

    def handle(element: Element, record: Any, extra: Extra) -> None:
        setattr(record, field, parse_title(text_of(element))[0])
        for name, value in element.items():
            unknown_attribute(element, name, value, extra)

    return handle


_SECTION = fill("text", Label="label", NlmCategory="category")


def section(field: str) -> Handler:
    """AbstractText, unless it is empty."""

    def handle(element: Element, target: Any, extra: Extra) -> None:
        part = AbstractSection()
        _SECTION(element, part, extra)
        if part.text or part.label:
            getattr(target, field).append(part)

    return handle


def rights(element: Element, target: Any, _extra: Extra) -> None:
    """CopyrightInformation, unless it is empty."""
    target.copyright = text_of(element) or target.copyright


ABSTRACT = into({"AbstractText": section("abstract"), "CopyrightInformation": rights})
OTHER_ABSTRACT = each(
    "other_abstract",
    OtherAbstract,
    into(
        {"AbstractText": section("section"), "CopyrightInformation": rights},
        Type="type",
        Language="language",
    ),
)
KEYWORD = each("keyword", Keyword, fill("term", MajorTopicYN="major"))


def keywords(element: Element, record: Any, extra: Extra) -> None:
    """KeywordList: its @Owner belongs to each keyword."""
    first = len(record.keyword)
    walk(element, record, {"Keyword": KEYWORD}, extra)
    for keyword in record.keyword[first:]:
        keyword.owner = element.get("Owner", "")

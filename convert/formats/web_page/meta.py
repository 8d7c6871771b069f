"""The ``<meta>`` elements of a page's head → a record: Highwire's ``citation_*``; Dublin Core, PRISM and eprints.

https://scholar.google.com/intl/en/scholar/inclusion.html#indexing and https://www.dublincore.org/specifications/dublin-core/dcq-html/
"""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from convert.formats.web_page.parts import parse_any_date, parse_pages, parse_person
from convert.model.identifiers import (
    find_in_address,
    parse_doi,
    parse_issn,
    parse_orcid,
    parse_pmcid,
    parse_pmid,
)
from convert.model.record import AbstractSection, Affiliation, Keyword, Record

if TYPE_CHECKING:
    from lxml import html

Meta = Mapping[str, list[str]]

_HIGHWIRE: Final = {
    "citation_title": "title",
    "citation_journal_title": "container_title",
    "citation_journal_abbrev": "container_title_short",
    "citation_inbook_title": "container_title",
    "citation_book_title": "container_title",
    "citation_conference_title": "event_title",
    "citation_series_title": "collection_title",
    "citation_volume": "volume",
    "citation_issue": "issue",
    "citation_publisher": "publisher",
    "citation_dissertation_institution": "publisher",
    "citation_technical_report_institution": "publisher",
    "citation_technical_report_number": "number",
}
"""Name of a meta element → field. PubMed names the journal's abbreviation as the publisher."""
_KINDS: Final = {
    "citation_journal_title": "article-journal",
    "citation_technical_report_institution": "report",
    "citation_conference_title": "paper-conference",
    "citation_inbook_title": "chapter",
    "citation_book_title": "chapter",
    "citation_dissertation_institution": "thesis",
}
"""Name → the CSL type of a work that has it, the one that counts first, first."""
_DATES: Final = (
    "citation_publication_date",
    "citation_cover_date",
    "citation_date",
    "citation_online_date",
    "citation_year",
)


def _metas(page: "html.HtmlElement") -> dict[str, list[str]]:
    """Name in lower case → contents, in the order of the page."""
    found: dict[str, list[str]] = {}
    for element in page.iter("meta"):
        name = (element.get("name") or element.get("property") or "").strip().lower()
        content = " ".join((element.get("content") or "").split())
        if name and content:
            found.setdefault(name.removeprefix("bepress_").removeprefix("dcterms.dc."), []).append(content)
    return found


def read_highwire(page: "html.HtmlElement") -> Iterator[Record]:
    """The work that ``citation_*`` describe; nothing without its title."""
    meta = _metas(page)
    if "citation_title" not in meta:
        return
    record = Record(type=next((kind for name, kind in _KINDS.items() if name in meta), "article-journal"))
    for name, field in _HIGHWIRE.items():
        if name in meta and not getattr(record, field):
            setattr(record, field, meta[name][0])
    _take_authors(page, meta, record)
    record.editor = [parse_person(name) for name in meta.get("citation_editor", ())]
    record.issued = next((parse_any_date(meta[name][0]) for name in _DATES if name in meta), None)
    if "citation_online_date" in meta:
        record.available_date = parse_any_date(meta["citation_online_date"][0])
    first, last = (meta.get(name, [""])[0] for name in ("citation_firstpage", "citation_lastpage"))
    parse_pages(first, last, record)
    record.DOI = parse_doi(meta.get("citation_doi", [""])[0])
    record.PMID = parse_pmid(meta.get("citation_pmid", [""])[0])
    record.PMCID = parse_pmcid(meta.get("citation_pmcid", [""])[0])
    numbers = [
        number
        for name in ("citation_issn", "citation_eissn")
        for text in meta.get(name, ())
        if (number := parse_issn(text))
    ]
    record.ISSN = numbers[0] if numbers else ""
    record.ISBN = meta.get("citation_isbn", [])
    record.language = meta.get("citation_language", [])[:1]
    record.keyword = [Keyword(word) for text in meta.get("citation_keywords", ()) for word in _parted(text)]
    if abstract := meta.get("citation_abstract"):
        record.abstract = [AbstractSection(re.sub(r"<[^<>]+>", "", abstract[0]))]
    record.URL = meta.get("citation_public_url", meta.get("citation_abstract_html_url", [""]))[0]
    yield record


def _parted(text: str) -> list[str]:
    return [word.strip() for word in re.split(r"[;,]" if ";" not in text else ";", text) if word.strip()]


def _take_authors(page: "html.HtmlElement", meta: Meta, record: Record) -> None:
    """Authors, each with the institutions and the ORCID that follow the name; or all in one element."""
    listed = [name for text in meta.get("citation_authors", ()) for name in text.split(";") if name.strip()]
    several = meta.get("citation_author", [])
    if len(several) == 1 and ";" in several[0]:
        listed, several = [name for name in several[0].split(";") if name.strip()], []
    if not several:
        record.author = [parse_person(name) for name in listed]
        return
    for element in page.iter("meta"):
        name, content = (element.get("name") or "").lower(), " ".join((element.get("content") or "").split())
        if name == "citation_author" and content:
            record.author.append(parse_person(content))
        elif record.author and content and name == "citation_author_institution":
            record.author[-1].affiliation.append(Affiliation(content))
        elif record.author and name == "citation_author_orcid":
            record.author[-1].ORCID = parse_orcid(content)


_DUBLIN_CORE: Final = {
    "title": ("dc.title", "dcterms.title", "eprints.title"),
    "container_title": ("prism.publicationname", "eprints.publication", "dc.source", "dc.relation.ispartof"),
    "volume": ("prism.volume", "eprints.volume", "dc.source.volume"),
    "issue": ("prism.number", "eprints.number", "dc.source.issue"),
    "publisher": ("dc.publisher", "dcterms.publisher", "eprints.publisher"),
}
"""Field → the names that say it, the best first."""
_PEOPLE: Final = ("dc.creator", "dcterms.creator", "eprints.creators_name", "dc.contributor")
_ISSUED: Final = ("prism.publicationdate", "eprints.date", "dc.date.issued", "dcterms.issued", "dc.date")
_NUMBERS: Final = (
    "dc.identifier",
    "dc.identifier.doi",
    "prism.doi",
    "eprints.id_number",
    "dcterms.identifier",
)


def read_dublin_core(page: "html.HtmlElement") -> Iterator[Record]:
    """The work that Dublin Core, PRISM or eprints describe; nothing without its title."""
    meta = _metas(page)
    record = Record()
    for field, names in _DUBLIN_CORE.items():
        setattr(record, field, next((meta[name][0] for name in names if name in meta), ""))
    if not record.title:
        return
    record.type = (
        "article-journal" if record.container_title and (record.volume or record.issue) else "webpage"
    )
    people = next((meta[name] for name in _PEOPLE if name in meta), [])
    record.author = [parse_person(name) for text in people for name in text.split(";") if name.strip()]
    record.issued = next((parse_any_date(meta[name][0]) for name in _ISSUED if name in meta), None)
    first, last = (meta.get(name, [""])[0] for name in ("prism.startingpage", "prism.endingpage"))
    parse_pages(first, last, record)
    if not record.page and "eprints.pagerange" in meta:
        parse_pages(meta["eprints.pagerange"][0], "", record)
    for text in (text for name in _NUMBERS for text in meta.get(name, ())):
        record.DOI = record.DOI or parse_doi(text) or find_in_address(text).get("DOI", "")
    record.ISSN = next(
        (
            number
            for name in ("prism.issn", "prism.eissn", "dc.source.issn")
            for number in map(parse_issn, meta.get(name, ()))
            if number
        ),
        "",
    )
    record.language = meta.get("dc.language", [])[:1]
    if abstract := meta.get("dcterms.abstract", meta.get("dc.description.abstract")):
        record.abstract = [AbstractSection(abstract[0])]
    yield record

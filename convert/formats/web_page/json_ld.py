"""A page's JSON-LD in the vocabulary of schema.org → the work that it describes (https://schema.org/ScholarlyArticle)."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from convert.formats.web_page.parts import parse_any_date, parse_pages, parse_person
from convert.model.identifiers import find_in_address, parse_doi, parse_issn
from convert.model.record import AbstractSection, Affiliation, Keyword, Name, Record

if TYPE_CHECKING:
    from lxml import html

TYPES: Final = {
    "ScholarlyArticle": "article-journal",
    "MedicalScholarlyArticle": "article-journal",
    "Article": "article-journal",
    "TechArticle": "article-journal",
    "NewsArticle": "article-newspaper",
    "BlogPosting": "post-weblog",
    "Book": "book",
    "Chapter": "chapter",
    "Dataset": "dataset",
    "Legislation": "legislation",
    "Map": "map",
    "Movie": "motion_picture",
    "PodcastEpisode": "broadcast",
    "Report": "report",
    "Review": "review",
    "SoftwareApplication": "software",
    "SoftwareSourceCode": "software",
    "Thesis": "thesis",
}
"""Type of schema.org → CSL type."""


def read_json_ld(page: "html.HtmlElement") -> Iterator[Record]:
    """The works that the page's scripts of JSON-LD describe; broken JSON is passed over, as browsers do."""
    for script in page.iter("script"):
        if script.get("type", "").lower() == "application/ld+json":
            try:
                value = json.loads(script.text or "")
            except (ValueError, RecursionError):
                continue
            for thing in _things(value):
                if (kind := _type(thing)) and _text(thing.get("headline") or thing.get("name")):
                    yield _parse(thing, kind)


def _things(value: Any) -> Iterator[dict[str, Any]]:
    """The objects at the top: alone, in a list, in a graph, or as what a page is about."""
    for thing in value if isinstance(value, list) else [value]:
        if isinstance(thing, dict):
            yield thing
            for name in ("@graph", "mainEntity", "mainEntityOfPage"):
                yield from _things(thing.get(name))


def _type(thing: dict[str, Any]) -> str:
    kinds = thing.get("@type")
    return next(
        (
            TYPES[kind]
            for kind in (kinds if isinstance(kinds, list) else [kinds])
            if isinstance(kind, str) and kind in TYPES
        ),
        "",
    )


def _text(value: Any) -> str:
    """A text, the name of a thing, or the first of several."""
    if isinstance(value, list):
        return _text(value[0]) if value else ""
    if isinstance(value, dict):
        return _text(value.get("name") or value.get("@value") or value.get("value"))
    return (
        " ".join(str(value).split()) if isinstance(value, str | int) and not isinstance(value, bool) else ""
    )


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []


def _parse(thing: dict[str, Any], kind: str) -> Record:
    record = Record(type=kind, title=_text(thing.get("headline") or thing.get("name")))
    record.author = [
        _person(person)
        for person in _listed(thing.get("author") or thing.get("creator"))
        if _person(person) != Name()
    ]
    record.editor = [_person(person) for person in _listed(thing.get("editor")) if _person(person) != Name()]
    if date := _text(thing.get("datePublished")):
        record.issued = parse_any_date(date)
    _take_containers(thing, record)
    if pages := _text(thing.get("pagination")):
        parse_pages(pages, "", record)
    else:
        parse_pages(_text(thing.get("pageStart")), _text(thing.get("pageEnd")), record)
    record.publisher = _text(thing.get("publisher"))
    for number in [
        *_listed(thing.get("identifier")),
        *_listed(thing.get("sameAs")),
        thing.get("@id"),
        thing.get("url"),
    ]:
        text = _text(number)
        record.DOI = record.DOI or parse_doi(text) or find_in_address(text).get("DOI", "")
    record.ISBN = [_text(number) for number in _listed(thing.get("isbn"))]
    record.language = [_text(thing.get("inLanguage"))] if _text(thing.get("inLanguage")) else []
    words = thing.get("keywords")
    record.keyword = [
        Keyword(word.strip()) for text in _listed(words) for word in _text(text).split(",") if word.strip()
    ]
    if abstract := _text(thing.get("abstract")) or (
        _text(thing.get("description")) if kind == "dataset" else ""
    ):
        record.abstract = [AbstractSection(abstract)]
    record.URL = _text(thing.get("url"))
    return record


def _person(value: Any) -> Name:
    if not isinstance(value, dict):
        return parse_person(_text(value)) if _text(value) else Name()
    family, given = _text(value.get("familyName")), _text(value.get("givenName"))
    if value.get("@type") == "Organization":
        name = Name(literal=_text(value.get("name")))
    else:
        name = (
            Name(family, given)
            if family
            else parse_person(_text(value.get("name")))
            if _text(value.get("name"))
            else Name()
        )
    name.affiliation = [
        Affiliation(_text(place)) for place in _listed(value.get("affiliation")) if _text(place)
    ]
    return name


def _take_containers(thing: dict[str, Any], record: Record) -> None:
    """``isPartOf``: the issue, the volume and the periodical, one within the other or side by side."""
    for part in _listed(thing.get("isPartOf")):
        if isinstance(part, dict):
            record.issue = record.issue or _text(part.get("issueNumber"))
            record.volume = record.volume or _text(part.get("volumeNumber"))
            record.ISSN = record.ISSN or parse_issn(_text(part.get("issn")))
            if part.get("@type") not in ("PublicationIssue", "PublicationVolume"):
                record.container_title = record.container_title or _text(part.get("name"))
            _take_containers(part, record)

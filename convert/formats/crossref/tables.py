"""Crossref's keys: path → field. Dates are ``{"date-parts": [[2021, 8, 9]]}``; ``[[null]]`` is none."""

from typing import Any, Final

from convert.formats.json_works import Row, at, listed, objects, text, texts
from convert.formats.web_text import parse_web_abstract
from convert.model.identifiers import parse_doi, parse_orcid, parse_trials
from convert.model.pages import complete_pages
from convert.model.record import Affiliation, Databank, Date, Grant, Keyword, Link, Name, Record
from convert.model.text.titles import parse_title

KEYS: Final = (
    "message-type", "is-referenced-by-count", "references-count", "reference-count", "short-container-title", "content-domain",
    "published-print", "published-online", "deposited", "indexed", "issn-type",
)  # fmt: skip
"""Keys that no other format has."""
_BOOKKEEPING: Final = """
    archive content-created content-domain content-updated created deposited indexed is-referenced-by-count isbn-type issn-type link
    member prefix published-other reference-count references-count resource score source subtitle subtype type
"""
DROPPED: Final = frozenset(_BOOKKEEPING.split())
"""Keys of Crossref's bookkeeping, and those that ``read`` takes."""


def _title(value: Any) -> str:
    return parse_title(text(value))[0]


def _longest(value: Any) -> str:
    """The title of a journal; an abbreviation may stand before it."""
    return max(texts(value), key=len, default="")


def _names(value: Any) -> list[Name]:
    return [_name(one) for one in objects(value)]


def _name(person: dict[str, Any]) -> Name:
    """A person or, in ``name``, a group."""
    family, given = text(person.get("family")), text(person.get("given"))
    name = Name(family or given, given if family else "", suffix=text(person.get("suffix")))
    if not name.family:
        name.literal = text(person.get("name")) or text(person.get("literal"))
    name.ORCID = parse_orcid(text(person.get("ORCID")))
    name.affiliation = [
        Affiliation(place) for one in objects(person.get("affiliation")) if (place := text(one.get("name")))
    ]
    return name


def parse_parts(value: Any) -> Date | None:
    """``{"date-parts": [[2021, 8, 9]]}``; parts that are none count as missing."""
    parts = listed(at(value, "date-parts"))
    numbers = [
        int(text(number)) for number in listed(parts[0] if parts else None) if text(number).isdecimal()
    ]
    if not numbers or not numbers[0]:
        return None
    year, month, day = (*numbers, 0, 0)[:3]
    return Date(year, month or None if month <= 12 else None, day or None)


def _license(value: Any) -> str:
    """The address of a license: of the version of record, if it is named."""
    licenses = objects(value)
    of_record = [one for one in licenses if one.get("content-version") == "vor"]
    return text((of_record or licenses)[0].get("URL")) if licenses else ""


def _grants(value: Any) -> list[Grant]:
    return [
        Grant(id=number, agency=text(funder.get("name")))
        for funder in objects(value)
        for number in texts(funder.get("award")) or [""]
    ]


def _trials(value: Any) -> list[Databank]:
    numbers = parse_trials(" ".join(text(one.get("clinical-trial-number")) for one in objects(value)))
    return [Databank("ClinicalTrials.gov", numbers)] if numbers else []


_KINDS_OF_UPDATES: Final = {
    "correction": "Erratum",
    "corrigendum": "Erratum",
    "erratum": "Erratum",
    "addendum": "Erratum",
    "retraction": "Retraction",
    "partial_retraction": "PartialRetraction",
    "withdrawal": "Retraction",
    "removal": "Retraction",
    "expression_of_concern": "ExpressionOfConcern",
}
"""Kind of an update → the beginning of PubMed's kind of a link. New versions and the like are no notices."""


def _updates(value: Any, *, of_this: bool) -> list[Link]:
    """``update-to``: the works that this notice is about; ``updated-by``: the notices about this work."""
    found = []
    for update in objects(value):
        if kind := _KINDS_OF_UPDATES.get(text(update.get("type")).lower()):
            end = "In" if of_this else "Of" if kind.endswith("Retraction") else "For"
            found.append(Link(f"{kind}{end}", DOI=parse_doi(text(update.get("DOI")))))
    return found


_RELATIONS: Final = {
    "is-preprint-of": "UpdateIn",
    "has-preprint": "UpdateOf",
    "is-comment-on": "CommentOn",
    "has-comment": "CommentIn",
}
"""Crossref's relation → PubMed's kind of a link."""


def _relations(value: Any) -> list[Link]:
    if not isinstance(value, dict):
        return []
    return [
        Link(kind, DOI=doi)
        for relation, kind in _RELATIONS.items()
        for other in objects(value.get(relation))
        if (doi := parse_doi(text(other.get("id"))))
    ]


def _reference(cited: dict[str, Any]) -> Record:
    author = text(cited.get("author"))
    return Record(
        id=text(cited.get("key")),
        title=text(cited.get("article-title")) or text(cited.get("volume-title")),
        author=[Name(author)] if author else [],
        container_title=text(cited.get("journal-title")),
        issued=parse_parts({"date-parts": [[str(cited.get("year", ""))[:4]]]}),
        volume=text(cited.get("volume")),
        page=text(cited.get("first-page")),
        DOI=parse_doi(text(cited.get("DOI"))),
        citation_text=text(cited.get("unstructured")),
    )


def _references(value: Any) -> dict[str, list[Record]]:
    return {"references": [_reference(cited) for cited in objects(value)]}


TABLE: Final[tuple[Row, ...]] = (
    ("title", "title", _title),
    ("original-title", "original_title", _title),
    ("short-title", "title_short", text),
    ("container-title", "container_title", _longest),
    ("short-container-title", "container_title_short", text),
    ("container-title-short", "container_title_short", text),
    ("author", "author", _names),
    ("editor", "editor", _names),
    ("translator", "translator", _names),
    ("chair", "chair", _names),
    ("published-print", "issued", parse_parts),
    ("published", "issued", parse_parts),
    ("issued", "issued", parse_parts),
    ("posted", "issued", parse_parts),
    ("approved", "issued", parse_parts),
    ("published-online", "available_date", parse_parts),
    ("volume", "volume", text),
    ("issue", "issue", text),
    ("journal-issue.issue", "issue", text),
    ("page", "page", lambda value: complete_pages(text(value))),
    ("article-number", "number", text),
    ("edition-number", "edition", text),
    ("part-number", "part_number", text),
    ("publisher", "publisher", text),
    ("publisher-location", "publisher_place", text),
    ("institution", "publisher", lambda value: text(objects(value)[0].get("name")) if objects(value) else ""),
    ("DOI", "DOI", text),
    ("ISSN", "ISSN", lambda value: "; ".join(texts(value))),
    ("ISBN", "ISBN", texts),
    ("URL", "URL", text),
    ("abstract", "abstract", lambda value: parse_web_abstract(value) if isinstance(value, str) else []),
    ("subject", "keyword", lambda value: [Keyword(term) for term in texts(value)]),
    ("language", "language", texts),
    ("license", "license", _license),
    ("funder", "grant", _grants),
    ("clinical-trial-number", "databank", _trials),
    ("event.name", "event_title", text),
    ("event.location", "event_place", text),
    ("event.start", "event_date", parse_parts),
    ("degree", "genre", text),
    ("update-to", "links", lambda value: _updates(value, of_this=False)),
    ("updated-by", "links", lambda value: _updates(value, of_this=True)),
    ("relation", "links", _relations),
    ("reference", "related", _references),
)
"""The better dates stand first: in print, if it is printed."""

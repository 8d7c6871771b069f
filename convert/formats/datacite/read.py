"""DataCite's metadata → records (https://datacite-metadata-schema.readthedocs.io, and its API's ``attributes``).

An answer holds one DOI in ``data``, or a list; the metadata are its ``attributes``, or stand alone.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, BinaryIO, Final

import msgspec

from convert.formats.direct_names import parse_direct_name
from convert.formats.json_works import (
    Row,
    at,
    date,
    has_key,
    list_of,
    objects,
    parse_work,
    read_works,
    text,
    texts,
)
from convert.formats.web_text import parse_web_abstract
from convert.model.identifiers import parse_doi, parse_isbns, parse_orcid
from convert.model.pages import join_pages
from convert.model.record import (
    AbstractSection,
    Affiliation,
    Date,
    Grant,
    Identifier,
    Keyword,
    Link,
    Name,
    Record,
)
from convert.model.text.titles import parse_title
from convert.model.types import parse_type
from convert.streams.problems import Warn, silent

_KEYS: Final = (
    "publicationYear",
    "resourceTypeGeneral",
    "relatedIdentifiers",
    "fundingReferences",
    "nameIdentifiers",
)
sniff: Final = partial(has_key, keys=_KEYS)


def read(stream: BinaryIO, *, warn: Warn = silent) -> Iterator[Record]:
    """DOIs' metadata, alone, in lists or in answers → records."""
    return read_works(stream, parse=_parse, envelopes=("data",), format="datacite", warn=warn)


def _parse(work: dict[str, Any]) -> Record | None:
    attributes = work.get("attributes")
    metadata = attributes if isinstance(attributes, dict) else work
    if "titles" not in metadata and "creators" not in metadata:
        return None
    record = parse_work(metadata, _TABLE, _DROPPED)
    record.DOI = record.DOI or parse_doi(text(work.get("id")))
    container = _container(metadata)
    record.container_title = record.container_title or _titles(container.get("titles"), "")
    record.volume = record.volume or text(container.get("volume"))
    record.issue = record.issue or text(container.get("issue"))
    first, last = (text(container.get(f"{end}Page")) for end in ("first", "last"))
    record.page = join_pages(first, last)
    if subtitle := _titles(metadata.get("titles"), "Subtitle"):
        record.title = f"{record.title}: {subtitle}"
    for key, is_taken in _TAKEN.items():
        rest = [one for one in objects(metadata.get(key)) if not is_taken(one)]
        if rest := [one for one in rest if text(one.get("title")) != record.title or key != "titles"]:
            record.extra[key] = [msgspec.json.encode(one).decode() for one in rest]
    return record


def _container(metadata: dict[str, Any]) -> dict[str, Any]:
    """What the work is published in: the container, or a related item, which tells more."""
    found = [
        one for one in objects(metadata.get("relatedItems")) if one.get("relationType") == "IsPublishedIn"
    ]
    return {**next(iter(objects(metadata.get("container"))), {}), **next(iter(found), {})}


# --- values -----------------------------------------------------------------------------------------------------------


def _titles(value: Any, kind: str) -> str:
    """The first title of a kind; the main one has none."""
    found = [text(one.get("title")) for one in objects(value) if text(one.get("titleType")) == kind]
    return parse_title(found[0])[0] if found else ""


def _name(person: dict[str, Any]) -> Name:
    """``Doe, Jane``, or the parts; an organisation is kept whole."""
    whole = text(person.get("name"))
    family, given = text(person.get("familyName")), text(person.get("givenName"))
    if person.get("nameType") == "Organizational":
        name = Name(literal=whole)
    else:
        name = Name(family, given) if family else parse_direct_name(whole)
    for identifier in objects(person.get("nameIdentifiers")):
        number = text(identifier.get("nameIdentifier"))
        scheme = text(identifier.get("nameIdentifierScheme"))
        if scheme.upper() == "ORCID" and parse_orcid(number):
            name.ORCID = parse_orcid(number)
        elif number:
            name.identifier.append(Identifier(scheme, number))
    places = person.get("affiliation")
    names = [text(one.get("name")) for one in objects(places)] or texts(places)
    name.affiliation = [Affiliation(place) for place in names if place]
    return name


_CONTRIBUTORS: Final = ("ContactPerson", "DataCollector", "DataCurator", "Other", "Researcher")


def _contributors(*kinds: str) -> Callable[[Any], list[Name]]:
    return lambda value: [_name(one) for one in objects(value) if text(one.get("contributorType")) in kinds]


def _dated(*kinds: str) -> Callable[[Any], Date | None]:
    """The date of the first of these kinds."""

    def parse(value: Any) -> Date | None:
        found = {text(one.get("dateType")): text(one.get("date")) for one in objects(value)}
        return next((date(found[kind]) for kind in kinds if found.get(kind)), None)

    return parse


def _abstract(value: Any) -> list[AbstractSection]:
    found = [one.get("description") for one in objects(value) if one.get("descriptionType") == "Abstract"]
    return parse_web_abstract(found[0]) if found and isinstance(found[0], str) else []


def _type(value: Any) -> str:
    """The general type, or CSL's own that DataCite gives."""
    general, csl = text(at(value, "resourceTypeGeneral")), text(at(value, "citeproc"))
    return (
        parse_type("" if general in ("Text", "Other", "") else general)
        or parse_type(csl)
        or parse_type(general)
    )


_RELATIONS: Final = {
    "IsPreviousVersionOf": "UpdateIn",
    "IsNewVersionOf": "UpdateOf",
    "Obsoletes": "UpdateOf",
    "IsObsoletedBy": "UpdateIn",
}
"""DataCite's relation → PubMed's kind of a link."""


def _link(related: dict[str, Any]) -> Link | None:
    kind, doi = (
        _RELATIONS.get(text(related.get("relationType"))),
        parse_doi(text(related.get("relatedIdentifier"))),
    )
    return Link(kind, DOI=doi) if kind and doi else None


def _grant(funding: dict[str, Any]) -> Grant:
    return Grant(text(funding.get("awardNumber")), agency=text(funding.get("funderName")))


def _license(value: Any) -> str:
    """The address of a licence, or else what the first one says."""
    found = objects(value)
    addresses = filter(None, (text(one.get("rightsUri")) for one in found))
    return next(addresses, "") or (text(found[0].get("rights")) if found else "")


def _isbns(value: Any) -> list[str]:
    """The ISBNs of the book that a work is published in."""
    related = (one for one in objects(value) if _is_isbn_of_book(one))
    return [isbn for one in related for isbn in parse_isbns(text(one.get("relatedIdentifier")))]


def _is_isbn_of_book(related: dict[str, Any]) -> bool:
    is_isbn = text(related.get("relatedIdentifierType")).upper() == "ISBN"
    return is_isbn and text(related.get("relationType")) in ("IsPublishedIn", "IsPartOf")


def _publisher(value: Any) -> str:
    return text(value.get("name")) if isinstance(value, dict) else text(value)


def _container_identifier(value: Any) -> str:
    return text(at(value, "identifier")) if at(value, "identifierType") == "ISSN" else ""


_TABLE: Final[tuple[Row, ...]] = (
    ("types", "type", _type),
    ("doi", "DOI", lambda value: parse_doi(text(value))),
    ("id", "DOI", lambda value: parse_doi(text(value))),
    ("titles", "title", lambda value: _titles(value, "") or _titles(value, "TranslatedTitle")),
    ("creators", "author", list_of(_name)),
    ("contributors", "editor", _contributors("Editor")),
    ("contributors", "producer", _contributors("Producer")),
    ("contributors", "contributor", _contributors(*_CONTRIBUTORS)),
    ("dates", "issued", _dated("Issued")),
    ("publicationYear", "issued", date),
    ("dates", "available_date", _dated("Available")),
    ("dates", "submitted", _dated("Submitted")),
    ("publisher", "publisher", _publisher),
    ("container.title", "container_title", text),
    ("container.volume", "volume", text),
    ("container.issue", "issue", text),
    ("container", "ISSN", _container_identifier),
    ("subjects", "keyword", list_of(lambda one: Keyword(text(one.get("subject"))) if text(one.get("subject")) else None)),
    ("language", "language", texts),
    ("types.resourceType", "genre", text),
    ("version", "version", text),
    ("rightsList", "license", _license),
    ("descriptions", "abstract", _abstract),
    ("fundingReferences", "grant", list_of(_grant)),
    ("relatedIdentifiers", "links", list_of(_link)),
    ("relatedIdentifiers", "ISBN", _isbns),
    ("url", "URL", text),
    ("alternateIdentifiers", "other_id", list_of(
        lambda one: Identifier(text(one.get("alternateIdentifierType")), text(one.get("alternateIdentifier")))
    )),
)  # fmt: skip
_TAKEN: Final[dict[str, Callable[[dict[str, Any]], bool]]] = {
    "titles": lambda one: text(one.get("titleType")) in ("", "Subtitle"),
    "contributors": lambda one: text(one.get("contributorType")) in ("Editor", "Producer", *_CONTRIBUTORS),
    "dates": lambda one: text(one.get("dateType")) in ("Issued", "Available", "Submitted"),
    "descriptions": lambda one: one.get("descriptionType") == "Abstract",
    "relatedIdentifiers": lambda one: _link(one) is not None or _is_isbn_of_book(one),
    "rightsList": lambda one: bool(one.get("rightsUri")),
}
"""Key of a list → whether one of its objects is taken into a field; the others are kept in ``extra``."""
_BOOKKEEPING: Final = """
    agency citationCount citationsOverTime contentUrl created doi downloadCount downloadsOverTime identifiers isActive metadataVersion
    partCount partOfCount prefix published reason referenceCount registered schemaVersion source state suffix updated
    versionCount versionOfCount viewCount viewsOverTime xml
"""
_DROPPED: Final = frozenset(_BOOKKEEPING.split())
"""What DataCite counts and keeps of its own."""

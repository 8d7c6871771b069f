"""Records → MODS 3.8, one record a line (https://www.loc.gov/standards/mods/userguide/).

The journal or book that contains a work is a ``relatedItem`` of type ``host``; volume, issue and pages stand in its ``part``,
as in bibutils' output. MODS has no markup, so text is plain. Roles are MARC terms, dates W3CDTF, languages ISO 639-2 codes.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, TextIO

from convert.formats import capabilities
from convert.formats.capabilities import KEPT, Capability, Degraded, Moved
from convert.formats.mods.tables import GENRES, ROLES
from convert.formats.options import NoOptions
from convert.formats.xml import around, each, element, wrapped
from convert.model import notices
from convert.model.dates import format_date, format_iso_date, is_parsed
from convert.model.pages import PAGE_RANGE, article_number
from convert.model.record import Date, MeshHeading, Name, Record
from convert.model.text import titles
from convert.model.text.abstracts import format_abstract
from convert.model.text.markup import to_plain
from convert.model.types import ARTICLES
from convert.streams.problems import Warn

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<modsCollection xmlns="http://www.loc.gov/mods/v3" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xsi:schemaLocation="http://www.loc.gov/mods/v3 http://www.loc.gov/standards/mods/v3/mods-3-8.xsd">\n'
)

_SERIAL = (
    '<originInfo><issuance>continuing</issuance></originInfo><genre authority="marcgt">periodical</genre>'
)
HOSTS = dict.fromkeys(ARTICLES, _SERIAL) | {"chapter": '<genre authority="marcgt">book</genre>'}
"""CSL type → what kind of work the host is."""


def write(records: Iterable[Record], out: TextIO, options: NoOptions, warn: Warn) -> None:
    """Write a collection of records."""
    out.write(HEAD)
    out.writelines(
        f'<mods version="3.8">{"".join([part(record) for part in PARTS])}</mods>\n' for record in records
    )
    out.write("</modsCollection>\n")


# --- parts of a record ---------------------------------------------------------------------------------------------------


def _title(title: str, **attributes: str) -> str:
    return around("titleInfo", element("title", to_plain(title)), **attributes)


def _people(role: str) -> Callable[[Record], str]:
    term = wrapped("role", element("roleTerm", ROLES[role], authority="marcrelator", type="text"))
    return lambda record: "".join([_name(name, term) for name in getattr(record, role)])


def _name(name: Name, role: str) -> str:
    more = role + each("affiliation", (to_plain(place.text) for place in name.affiliation))
    more += element("nameIdentifier", name.ORCID, type="orcid")
    if name.literal:
        return wrapped("name", element("namePart", to_plain(name.literal)) + more, type="corporate")
    family = " ".join(
        part for part in (name.dropping_particle, name.non_dropping_particle, name.family) if part
    )
    parts = (("family", family), ("given", name.given), ("termsOfAddress", name.suffix))
    return wrapped(
        "name", "".join(element("namePart", part, type=kind) for kind, part in parts) + more, type="personal"
    )


def _date(name: str, date: Date | None, **attributes: str) -> str:
    """A date as W3CDTF, or a range as two; as text if it is a season or was not parsed."""
    if date is None:
        return ""
    if date.season or not is_parsed(date) or date.year is None:
        return element(name, format_date(date), **attributes)
    first, _, last = format_iso_date(date).partition("/")
    if not last:
        return element(name, first, encoding="w3cdtf", **attributes)
    start = element(name, first, encoding="w3cdtf", point="start", **attributes)
    return start + element(name, last, encoding="w3cdtf", point="end", **attributes)


def _origin(record: Record) -> str:
    place = around("place", element("placeTerm", to_plain(record.publisher_place), type="text"))
    content = place + element("publisher", to_plain(record.publisher)) + _date("dateIssued", record.issued)
    content += _date("dateOther", record.available_date, type="electronic")
    content += _date("dateCaptured", record.accessed) + element("edition", record.edition)
    return around("originInfo", content)


def _genre(record: Record) -> str:
    kind = element("genre", GENRES.get(record.type, ""), authority="marcgt")
    return "<typeOfResource>text</typeOfResource>" + kind + element("genre", to_plain(record.genre))


def _host(record: Record) -> str:
    names = _title(titles.container_title(record)) + _title(record.container_title_short, type="abbreviated")
    numbers = element("identifier", record.ISSN, type="issn") + element(
        "identifier", record.nlm_id, type="nlm-unique-id"
    )
    content = names + HOSTS.get(record.type, "") + numbers + _part(record)
    return around("relatedItem", content if names or numbers or _part(record) else "", type="host")


def _part(record: Record) -> str:
    details = (
        ("volume", record.volume),
        ("issue", record.issue),
        ("article-number", article_number(record)),
        ("chapter", record.chapter_number),
    )
    content = "".join(around("detail", element("number", value), type=kind) for kind, value in details)
    if match := re.fullmatch(PAGE_RANGE, record.page):
        pages = element("start", match[1]) + element("end", match[2])
    else:
        pages = (
            element("list", record.page)
            if "-" in record.page or "," in record.page
            else element("start", record.page)
        )
    return around("part", content + around("extent", pages, unit="page"))


def _identifiers(record: Record) -> Iterator[tuple[str, str]]:
    yield "citekey", record.id
    yield "doi", record.DOI
    yield "pubmed", record.PMID
    yield "pmc", record.PMCID
    yield "pii", record.pii
    yield from (("isbn", number) for number in record.ISBN)
    yield from (("manuscript", number) for number in record.manuscript_id)
    yield "bookshelf", record.bookaccession
    if record.type not in ARTICLES:
        yield "report number", record.number


def _notes(record: Record) -> Iterator[str]:
    yield from (record.note, record.annote, *(note.text for note in record.general_note))
    yield "; ".join(notices.all_links(record))  # in one note, since bibutils reads only one


def _subject(heading: MeshHeading) -> str:
    """The descriptor and its qualifiers; ``primary`` if any of them is a major topic."""
    topics = element("topic", heading.descriptor, valueURI=_mesh_uri(heading.UI))
    topics += "".join(
        [element("topic", part.name, valueURI=_mesh_uri(part.UI)) for part in heading.qualifier]
    )
    is_major = heading.major or any(qualifier.major for qualifier in heading.qualifier)
    return wrapped("subject", topics, authority="mesh", usage="primary" if is_major else "")


def _mesh_uri(identifier: str) -> str:
    return f"http://id.nlm.nih.gov/mesh/{identifier}" if identifier else ""


PARTS: tuple[Callable[[Record], str], ...] = (
    lambda r: _title(r.title),
    lambda r: _title(r.title_short, type="abbreviated"),
    lambda r: _title(r.original_title, type="alternative", displayLabel="original title"),
    *map(_people, ROLES),
    _genre,
    _origin,
    lambda r: "".join(
        wrapped("language", element("languageTerm", code, type="code", authority="iso639-2b"))
        for code in r.language
    ),
    lambda r: around("physicalDescription", element("extent", r.number_of_pages)),
    lambda r: element("abstract", to_plain(format_abstract(r.abstract))),
    lambda r: each("note", map(to_plain, _notes(r))),
    lambda r: "".join(around("subject", element("topic", to_plain(word.term))) for word in r.keyword),
    lambda r: "".join(map(_subject, r.mesh)),
    _host,
    lambda r: around("relatedItem", _title(r.collection_title), type="series"),
    lambda r: "".join(element("identifier", value, type=kind) for kind, value in _identifiers(r)),
    lambda r: around("location", element("shelfLocator", r.call_number) + element("url", r.URL)),
    lambda r: element("accessCondition", to_plain(r.copyright), type="use and reproduction"),
)
"""The elements in the order of the output; the schema requires none."""

_PLAIN = """id container_title_short volume issue page number edition chapter_number number_of_pages DOI PMID PMCID ISSN ISBN URL
    language call_number nlm_id pii manuscript_id bookaccession"""
_RICH = """title title_short original_title container_title collection_title publisher publisher_place genre note copyright
    keyword.term"""
_DATE = ["year", "month", "day", "season", "literal", "end.year", "end.month", "end.day", "end.season"]

CAPABILITIES: Final[Mapping[str, Capability]] = {
    **dict.fromkeys(_PLAIN.split(), KEPT),
    **capabilities.without_markup(_RICH),
    "container_title": capabilities.PLAIN_CONTAINER,
    **capabilities.abstract(markup=False),
    **{
        f"{role}.{part}": KEPT for role in ROLES for part in ("family", "given", "suffix", "literal", "ORCID")
    },
    **{f"{role}.affiliation.text": KEPT for role in ROLES},
    **{
        f"{role}.{part}particle": Degraded("before the family name")
        for role in ROLES
        for part in ("dropping_", "non_dropping_")
    },
    **{f"{date}.{part}": KEPT for date in ("issued", "available_date", "accessed") for part in _DATE},
    "type": Degraded("as MARC's genre"),
    "annote": Moved("in a note"),
    "general_note.text": Moved("in a note"),
    "links": Moved("in a note"),
    **dict.fromkeys(
        ("mesh.descriptor", "mesh.major", "mesh.UI", "mesh.qualifier.name", "mesh.qualifier.UI"), KEPT
    ),
    "mesh.qualifier.major": Degraded("as that of the heading"),
    "publication_type.name": Degraded("that of a retraction or erratum alone, in a note"),
}

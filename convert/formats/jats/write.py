"""Records → a JATS 1.3 ``<ref-list>`` of ``<element-citation>``, one a line (https://jats.nlm.nih.gov/archiving/tag-library/1.3/).

The identifiers are ``pub-id``; markup is JATS's. It is the part that is pasted into an article's ``<back>``.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, TextIO

from convert.formats import capabilities
from convert.formats.capabilities import KEPT, Capability, Degraded
from convert.formats.jats.tables import MARKUP, TYPES
from convert.formats.options import NoOptions
from convert.formats.xml import around, element, text, wrapped
from convert.model.pages import PAGE_RANGE, article_number, printed_pages
from convert.model.record import Date, Name, Record
from convert.model.text.languages import language_tag
from convert.model.text.titles import container_title
from convert.model.text.translations import is_translated
from convert.streams.problems import Warn

_TAGS: Final = {tag: name for name, tag in MARKUP.items() if " " not in tag}
_TAG: Final = re.compile(r"&lt;(/?)(i|b|sub|sup)&gt;")


def write(records: Iterable[Record], out: TextIO, _options: NoOptions, _warn: Warn) -> None:
    """Write a list of references."""
    out.write("<ref-list>\n")
    for number, record in enumerate(records, 1):
        kind = {"publication-type": TYPES.get(record.type, "other")}
        citation = wrapped("element-citation", "".join(_parts(record)), **kind)
        out.write(f"{wrapped('ref', citation, id=f'ref{number}')}\n")
    out.write("</ref-list>\n")


def _parts(record: Record) -> Iterator[str]:
    for role in ("author", "editor"):
        people = "".join(_name(name) for name in getattr(record, role))
        if role == "author" and people and not record.authors_complete:
            people += "<etal/>"
        yield around("person-group", people, **{"person-group-type": role})
    yield from _titles(record)
    yield around("source", _rich(container_title(record) or record.container_title_short))
    yield element("edition", record.edition)
    yield from _date(record.issued or record.available_date)
    yield element("volume", record.volume) + element("issue", record.issue)
    yield from _pages(record)
    yield element("publisher-name", record.publisher) + element("publisher-loc", record.publisher_place)
    yield element("issn", record.ISSN) + "".join(element("isbn", number) for number in record.ISBN)
    for kind in ("DOI", "PMID", "PMCID"):
        yield element("pub-id", getattr(record, kind), **{"pub-id-type": kind.lower()})
    yield element("uri", record.URL)


def _titles(record: Record) -> Iterator[str]:
    name = {"chapter": "chapter-title", "dataset": "data-title"}.get(record.type, "article-title")
    if record.original_title and is_translated(record):
        tag = language_tag(record.language[0]) if record.language else ""
        yield around(name, _rich(record.original_title), **{"xml:lang": tag})
        yield around("trans-title", _rich(record.title))
    elif not record.container_title and record.type == "book":
        yield around("source", _rich(record.title))
    else:
        yield around(name, _rich(record.title))


def _rich(value: str) -> str:
    """Escaped text with the tags of JATS; a span of small capitals stays as its text."""
    escaped = text(re.sub(r"</?span\b[^<>]*>", "", value))
    if not _is_nested(_TAG.findall(escaped)):
        return escaped
    return _TAG.sub(lambda match: f"<{match[1]}{_TAGS[match[2]]}>", escaped)


def _is_nested(tags: Iterable[tuple[str, str]]) -> bool:
    """Whether each tag that opens is closed, the last one first; else they are text."""
    opened = []
    for slash, name in tags:
        if not slash:
            opened.append(name)
        elif not opened or opened.pop() != name:
            return False
    return not opened


def _name(name: Name) -> str:
    if name.literal:
        return around("collab", _rich(name.literal))
    surname = " ".join(filter(None, [name.dropping_particle, name.non_dropping_particle, name.family]))
    parts = element("surname", surname) + element("given-names", name.given) + element("suffix", name.suffix)
    return wrapped("name", parts)


def _date(date: Date | None) -> Iterator[str]:
    if date is not None and date.year is not None:
        yield element("year", str(date.year), **{"iso-8601-date": f"{date.year:04}"})
        yield element("month", str(date.month or "")) + element("day", str(date.day or ""))


def _pages(record: Record) -> Iterator[str]:
    if match := re.fullmatch(PAGE_RANGE, record.page):
        yield element("fpage", match[1]) + element("lpage", match[2])
    elif pages := printed_pages(record):
        yield element("page-range" if re.search(r"[-,]", pages) else "fpage", pages)
    yield element("elocation-id", article_number(record) or record.number)


_KEPT: Final = """title original_title volume issue number DOI PMID PMCID ISSN ISBN URL publisher publisher_place edition
    authors_complete"""
CAPABILITIES: Final[Mapping[str, Capability]] = {
    **capabilities.in_parts("author editor", "year month day"),
    **dict.fromkeys(_KEPT.split(), KEPT),
    "type": Degraded("as a publication type"),
    "container_title": capabilities.RENAMED,
}

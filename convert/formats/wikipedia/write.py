"""Records → Wikipedia's templates ``{{cite journal}}``, ``{{cite book}}`` and others, one a line.

The parameters are those of https://en.wikipedia.org/wiki/Help:Citation_Style_1; ``pmc`` is a number without its letters.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, TextIO

from convert.formats import capabilities
from convert.formats.capabilities import KEPT, Capability, Degraded
from convert.formats.options import NoOptions
from convert.model.dates import MONTHS, SEASONS
from convert.model.pages import article_number, printed_pages
from convert.model.record import Date, Name, Record
from convert.model.text.languages import language_name
from convert.model.text.titles import container_title
from convert.model.text.translations import is_translated
from convert.model.types import ARTICLES
from convert.streams.problems import Warn

_TEMPLATES: Final = dict.fromkeys(ARTICLES, "journal") | {
    "article-magazine": "magazine",
    "article-newspaper": "news",
    "book": "book",
    "chapter": "book",
    "paper-conference": "conference",
    "report": "report",
    "thesis": "thesis",
    "webpage": "web",
}
"""CSL type → template; ``citation``, which takes all parameters, for any other."""


def write(records: Iterable[Record], out: TextIO, _options: NoOptions, _warn: Warn) -> None:
    """Write one template a line."""
    for record in records:
        given = " ".join(f"|{name}={_text(value)}" for name, value in _parameters(record) if value)
        out.write(f"{{{{{_template(record)} {given}}}}}\n")


def _template(record: Record) -> str:
    if record.type == "article":
        return "cite journal" if record.container_title else "cite web"  # a preprint's server is its journal
    return f"cite {kind}" if (kind := _TEMPLATES.get(record.type)) else "citation"


def _parameters(record: Record) -> Iterator[tuple[str, str]]:
    is_part = record.type in ("chapter", "paper-conference")
    yield from _names(record.author, "last", "first", "author")
    yield "display-authors", "" if record.authors_complete or not record.author else "etal"
    yield from _names(record.editor, "editor-last", "editor-first", "editor")
    translated = is_translated(record) and record.original_title
    yield "chapter" if is_part else "title", record.original_title if translated else record.title
    yield "trans-chapter" if is_part else "trans-title", record.title if translated else ""
    container = container_title(record) or record.container_title_short
    yield "title" if is_part else "journal", container
    yield (
        "language",
        ", ".join(name for code in record.language if (name := language_name(code)) != "English"),
    )
    yield "volume", record.volume
    yield "issue", record.issue
    yield from _place(record)
    yield "edition", re.sub(r"(?<!\s)\s*(?:ed\.?|edition)$", "", record.edition)
    yield "location", record.publisher_place
    yield "publisher", record.publisher
    yield "date", _date(record.issued or record.available_date)
    yield "isbn", record.ISBN[0] if record.ISBN else ""
    yield "issn", record.ISSN if record.type in ARTICLES else ""
    yield "pmid", record.PMID
    yield "pmc", record.PMCID.removeprefix("PMC")
    yield "doi", record.DOI
    yield "url", record.URL


def _place(record: Record) -> Iterator[tuple[str, str]]:
    """The pages, or else the article number, since the templates take one of them; the number of a report."""
    if pages := printed_pages(record):
        yield ("pages" if re.search(r"[-–,]", pages) else "page"), pages.replace("-", "–")
    else:
        yield "article-number", article_number(record)
    yield "number", "" if record.type in ARTICLES else record.number


def _names(names: Iterable[Name], last: str, first: str, group: str) -> Iterator[tuple[str, str]]:
    for number, name in enumerate(names, 1):
        if name.literal:
            yield f"{group}{number}", name.literal
            continue
        particles = (name.dropping_particle, name.non_dropping_particle, name.family)
        yield f"{last}{number}", " ".join(filter(None, particles))
        yield f"{first}{number}", " ".join(filter(None, [name.given, name.suffix]))


def _date(date: Date | None) -> str:
    """A date in a form that the templates allow: ``9 Aug 2021``, ``Aug 2021``, ``Spring 2021``."""
    if date is None or date.year is None:
        return ""
    if date.month:
        month = MONTHS[date.month - 1]
        return f"{date.day} {month} {date.year}" if date.day else f"{month} {date.year}"
    return f"{SEASONS[date.season - 1]} {date.year}" if date.season else str(date.year)


_TAGS: Final = {"<i>": "''", "</i>": "''", "<b>": "'''", "</b>": "'''"}


def _text(text: str) -> str:
    """Text as wikitext: markup as quotes, signs of templates and lines' ends replaced."""
    text = re.sub(r"</?[ib]>", lambda match: _TAGS[match[0]], " ".join(text.split()))
    text = re.sub(r'<span style="font-variant:\s*small-caps;">|</span>', "", text)
    return text.replace("|", "{{!}}").replace("{{{{!}}", "{{ {{!}}").replace("}}}}", "}} }}")


_KEPT: Final = """title original_title volume issue DOI PMID PMCID URL publisher publisher_place edition authors_complete"""
CAPABILITIES: Final[Mapping[str, Capability]] = {
    **dict.fromkeys(_KEPT.split(), KEPT),
    **capabilities.in_parts("author editor", "year month day season"),
    "type": Degraded("as the nearest template"),
    "container_title": capabilities.RENAMED,
    "language": Degraded("by name, and English is not said"),
    "ISSN": Degraded("of articles"),
}

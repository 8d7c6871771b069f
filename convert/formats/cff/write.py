"""Records → ``references`` of a CITATION.cff (https://github.com/citation-file-format/citation-file-format, schema 1.2.0).

It is the part that is pasted into a project's own file. The schema has no PMID, so it is an identifier of another kind.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, TextIO

from convert.formats import capabilities
from convert.formats.capabilities import KEPT, Capability, Degraded, Moved
from convert.formats.options import NoOptions
from convert.formats.yaml import lines
from convert.model.names import with_et_al
from convert.model.pages import PAGE_RANGE, location
from convert.model.record import Name, Record
from convert.model.text.markup import to_plain
from convert.model.text.titles import container_title
from convert.model.types import ARTICLES
from convert.streams.problems import Warn

_TYPES: Final = dict.fromkeys(ARTICLES, "article") | {
    "article": "unpublished",
    "article-magazine": "magazine-article",
    "article-newspaper": "newspaper-article",
    "book": "book",
    "dataset": "data",
    "paper-conference": "conference-paper",
    "patent": "patent",
    "report": "report",
    "software": "software",
    "thesis": "thesis",
    "webpage": "website",
}
"""CSL type → the schema's; ``generic`` for any other."""


def write(records: Iterable[Record], out: TextIO, _options: NoOptions, _warn: Warn) -> None:
    """Write the references, one after another."""
    any_yet = False
    for record in records:
        first, *others = lines(_reference(record), "    ")
        out.write("" if any_yet else "references:\n")
        out.write("\n".join([f"  - {first.lstrip()}", *others, ""]))
        any_yet = True
    if not any_yet:
        out.write("references: []\n")


def _reference(record: Record) -> dict[str, Any]:
    pages = re.fullmatch(PAGE_RANGE, record.page)
    date = record.issued or record.available_date
    container = to_plain(container_title(record) or record.container_title_short)
    return {
        "type": _TYPES.get(record.type, "generic"),
        "title": to_plain(record.title or record.original_title) or "untitled",
        "authors": [_name(name) for name in with_et_al(record) or record.editor] or [{"name": "anonymous"}],
        "journal" if record.type in ARTICLES else "collection-title": container,
        "abbreviation": to_plain(record.container_title_short),
        "year": date.year if date else None,
        "month": date.month if date else None,
        "volume": record.volume,
        "issue": record.issue,
        "number": "" if record.type in ARTICLES else record.number,
        "start": pages[1] if pages else location(record),
        "end": pages[2] if pages else "",
        "publisher": {"name": to_plain(record.publisher)},
        "edition": record.edition,
        "doi": record.DOI,
        "pmcid": record.PMCID if _PMCID.fullmatch(record.PMCID) else "",
        "identifiers": [{"type": "other", "value": value} for value in _identifiers(record)],
        "issn": record.ISSN,
        "isbn": record.ISBN[0] if record.ISBN else "",
        "url": record.URL,
        "languages": [code for each in record.language if _LANGUAGE.fullmatch(code := each.lower())],
    }


_PMCID: Final = re.compile(r"PMC\d{7}")
"""What the schema takes; it knows of no others."""

_LANGUAGE: Final = re.compile(r"[a-z]{2,3}")


def _identifiers(record: Record) -> Iterator[str]:
    if record.PMID:
        yield f"pmid:{record.PMID}"
    if record.PMCID and not _PMCID.fullmatch(record.PMCID):
        yield f"pmcid:{record.PMCID}"


def _name(name: Name) -> dict[str, str]:
    """A person, or an entity, which has a name alone."""
    if name.literal:
        return {"name": to_plain(name.literal)}
    particle = " ".join(filter(None, [name.dropping_particle, name.non_dropping_particle]))
    return {
        "family-names": name.family,
        "given-names": name.given,
        "name-particle": particle,
        "name-suffix": name.suffix,
    }


_KEPT: Final = "volume issue DOI PMID PMCID ISSN URL edition language"
CAPABILITIES: Final[Mapping[str, Capability]] = {
    **dict.fromkeys(_KEPT.split(), KEPT),
    **capabilities.in_parts("author editor", "year month"),
    **{f"editor.{part}": Degraded("where there is no author") for part in capabilities.NAME_PARTS},
    **capabilities.without_markup("title publisher"),
    "container_title_short": KEPT,
    "container_title": capabilities.PLAIN_CONTAINER,
    "type": Degraded("as the nearest type of the schema"),
    "authors_complete": Moved("as a last author, et al."),
}

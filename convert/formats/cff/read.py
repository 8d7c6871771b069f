"""CITATION.cff → records: the software or data set itself, its ``preferred-citation``, and its ``references``.

https://github.com/citation-file-format/citation-file-format/blob/main/schema-guide.md
"""

import re
from collections.abc import Iterator
from typing import Any, BinaryIO, Final

import msgspec

from convert.formats.yaml import is_too_large, load
from convert.model.dates import parse_date
from convert.model.identifiers import parse_orcid, settle
from convert.model.pages import join_pages
from convert.model.record import AbstractSection, Affiliation, Keyword, Name, Record, Source
from convert.model.types import parse_type
from convert.streams.decoding import text_chunks
from convert.streams.problems import Problem, Warn, silent

_BEGINNING: Final = re.compile(
    rb"^[\"']?cff-version[\"']?:|\Areferences:[ \t]*\r?\n[ \t]*- (?:[^\n]*\n){1,4}?[ \t]+authors:",
    re.MULTILINE,
)

_TYPES: Final = {
    "article": "article-journal",
    "unpublished": "article",
    "data": "dataset",
    "database": "dataset",
    "government-document": "report",
    "edited-work": "book",
    "proceedings": "book",
    "manual": "document",
    "serial": "periodical",
    "slides": "speech",
    "generic": "document",
}
"""The schema's type → CSL's, where the words don't say it; more are told by the words."""
_TEXTS: Final = {
    "title": "title",
    "journal": "container_title",
    "collection-title": "container_title",
    "abbreviation": "container_title_short",
    "volume": "volume",
    "issue": "issue",
    "number": "number",
    "edition": "edition",
    "doi": "DOI",
    "pmcid": "PMCID",
    "issn": "ISSN",
    "url": "URL",
    "pages": "number_of_pages",
    "thesis-type": "genre",
    "license": "license",
    "version": "version",
    "notes": "note",
    "database": "archive",
}
"""Key → field of text."""
_NAMED: Final = {"publisher": "publisher", "institution": "publisher", "conference": "event_title"}
"""Key of an entity → the field of its name."""
_PEOPLE: Final = {
    "authors": "author",
    "editors": "editor",
    "editors-series": "collection_editor",
    "translators": "translator",
}
_DATES: Final = ("date-published", "issue-date", "date-released")


def sniff(head: bytes) -> bool:
    """Whether a line names the version of the format; or references begin, each with its authors."""
    return _BEGINNING.search(head) is not None


def read(stream: BinaryIO, *, warn: Warn = silent) -> Iterator[Record]:
    """Read the works of a file."""
    for document in load("".join(text_chunks(stream, warn=warn))):
        if not isinstance(document, dict) or is_too_large(document):
            warn(Problem("bad-item", "not a CITATION.cff; skipped", severity="error"))
            continue
        references = document.pop("references", None)
        preferred = document.pop("preferred-citation", None)
        works = [document] if "title" in document else []
        works += [preferred] if preferred else []
        for number, work in enumerate([*works, *(references if isinstance(references, list) else [])], 1):
            if isinstance(work, dict):
                yield _parse({key: value for key, value in work.items() if value not in ("", [], {}, None)})
            else:
                warn(Problem("bad-item", "not a reference; skipped", record=str(number), severity="error"))


def _parse(work: dict[str, Any]) -> Record:
    """A work → its record; keys that no field holds go to ``extra``."""
    record = Record(source=Source(line=1, format="cff"))
    is_software = work.pop("cff-version", None) is not None
    kind = _text(work.pop("type", ""))
    record.type = (
        _TYPES.get(kind, "")
        or parse_type(kind.replace("-", " "))
        or ("software" if is_software else "document")
    )
    for key, role in _PEOPLE.items():
        getattr(record, role).extend(map(_name, _listed(work.pop(key, None))))
    for key, field in _NAMED.items():
        entity = work.get(key)
        if isinstance(entity, dict) and entity.get("name") and not getattr(record, field):
            setattr(record, field, _text(entity["name"]))
            del work[key]
    for key, field in _TEXTS.items():
        if isinstance(work.get(key), str) and not getattr(record, field):
            setattr(record, field, work.pop(key))
    record.page = join_pages(_taken(work, "start"), _taken(work, "end"))
    _take_date(work, record)
    record.ISBN = [*map(_text, _listed(work.pop("isbn", None)))]
    record.language = [*map(_text, _listed(work.pop("languages", None)))]
    record.keyword = [Keyword(_text(word)) for word in _listed(work.pop("keywords", None))]
    if abstract := _taken(work, "abstract"):
        record.abstract = [AbstractSection(" ".join(abstract.split()))]
    _take_identifiers(work, record)
    for key, value in work.items():
        record.extra[key] = [value if isinstance(value, str) else msgspec.json.encode(value).decode()]
    settle(record)
    return record


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


def _taken(work: dict[str, Any], key: str) -> str:
    """The text of a key, which is taken out; what is no text stays, for ``extra``."""
    return _text(work.pop(key)) if isinstance(work.get(key), str) else ""


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []


def _name(person: Any) -> Name:
    """A person; or an entity, which has a name alone."""
    if not isinstance(person, dict):
        return Name(literal=_text(person))
    name = Name(
        family=_text(person.get("family-names")),
        given=_text(person.get("given-names")),
        non_dropping_particle=_text(person.get("name-particle")),
        suffix=_text(person.get("name-suffix")),
        literal=_text(person.get("name") or person.get("alias")) if not person.get("family-names") else "",
        ORCID=parse_orcid(_text(person.get("orcid"))),
    )
    if place := _text(person.get("affiliation")):
        name.affiliation = [Affiliation(place)]
    return name


def _take_date(work: dict[str, Any], record: Record) -> None:
    """The date, or the year and the month."""
    for key in _DATES:
        if (text := _text(work.get(key))) and record.issued is None:
            record.issued = parse_date(text)
            del work[key]
    year, month = _taken(work, "year"), _taken(work, "month")
    if year and record.issued is None:
        record.issued = parse_date(f"{year}-{month.zfill(2)}" if month else year)


def _take_identifiers(work: dict[str, Any], record: Record) -> None:
    """The DOI, and as we write them, PMID and PMCID; others stay."""
    rest = []
    for identifier in _listed(work.pop("identifiers", None)):
        value = _text(identifier.get("value")) if isinstance(identifier, dict) else ""
        scheme, _, number = value.partition(":")
        if isinstance(identifier, dict) and identifier.get("type") == "doi" and not record.DOI:
            record.DOI = value
        elif scheme == "pmid" and not record.PMID:
            record.PMID = number
        elif scheme == "pmcid" and not record.PMCID:
            record.PMCID = number
        else:
            rest.append(identifier)
    if rest:
        work["identifiers"] = rest

"""Word's own list of sources, in the custom XML of a document → records (ECMA-376 part 1, 22.6, "Bibliography")."""

from collections.abc import Iterator, Mapping
from typing import Final
from xml.etree import ElementTree as ET

from convert.citing.word.package import Package
from convert.model.dates import parse_spoken_date
from convert.model.identifiers import parse_doi
from convert.model.pages import complete_pages
from convert.model.record import Name, Record

_NAMESPACE: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/bibliography}"
_TYPES: Final = {
    "ArticleInAPeriodical": "article-magazine",
    "Book": "book",
    "BookSection": "chapter",
    "ConferenceProceedings": "paper-conference",
    "DocumentFromInternetSite": "webpage",
    "InternetSite": "webpage",
    "JournalArticle": "article-journal",
    "Patent": "patent",
    "Report": "report",
}
_FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "title": ("Title",),
    "container_title": ("JournalName", "PeriodicalTitle", "BookTitle", "ConferenceName", "InternetSiteTitle"),
    "volume": ("Volume",),
    "issue": ("Issue",),
    "edition": ("Edition",),
    "publisher": ("Publisher", "Institution"),
    "publisher_place": ("City",),
    "URL": ("URL",),
    "note": ("Comments",),
    "id": ("Tag",),
}
"""Field → elements that say it."""
_ROLES: Final = {
    "Author": "author",
    "Editor": "editor",
    "BookAuthor": "container_author",
    "Translator": "translator",
}


def read_sources(package: Package) -> Iterator[Record]:
    """The sources of a document; a part that is no XML has none."""
    for name, data in package.parts.items():
        if (
            name.startswith("customXml/")
            and b"officeDocument/2006/bibliography" in data
            and b"<!DOCTYPE" not in data
        ):
            try:
                root = ET.fromstring(data)  # noqa: S314  (without a DOCTYPE it has no entities)
            except (ET.ParseError, LookupError, ValueError):  # or it is in an encoding that doesn't exist
                continue
            yield from map(_parse, root.iter(f"{_NAMESPACE}Source"))


def _parse(source: ET.Element) -> Record:
    def text(*names: str) -> str:
        return next(
            filter(None, ((source.findtext(f"{_NAMESPACE}{name}") or "").strip() for name in names)), ""
        )

    record = Record(type=_TYPES.get(text("SourceType"), "document"))
    for field, names in _FIELDS.items():
        setattr(record, field, text(*names))
    for role, field in _ROLES.items():
        for holder in source.iterfind(f"{_NAMESPACE}Author/{_NAMESPACE}{role}"):
            getattr(record, field).extend(_names(holder))
    if year := text("Year"):
        record.issued = (
            parse_spoken_date(" ".join(filter(None, [text("Month"), text("Day")])), year)
            if text("Month")
            else parse_spoken_date(year)
        )
    record.page = complete_pages(text("Pages"))
    record.DOI = parse_doi(text("DOI", "StandardNumber"))
    return record


def _names(holder: ET.Element) -> Iterator[Name]:
    for person in holder.iter(f"{_NAMESPACE}Person"):
        parts = [person.findtext(f"{_NAMESPACE}{name}") or "" for name in ("First", "Middle")]
        yield Name(person.findtext(f"{_NAMESPACE}Last") or "", " ".join(filter(None, parts)))
    for group in holder.iter(f"{_NAMESPACE}Corporate"):
        yield Name(literal=(group.text or "").strip())

"""A Word document → the works that its fields cite: those of Zotero, Mendeley, EndNote, and Word's own list of sources.

Each work comes once, where it is first cited. A document whose citations are plain text has none.
"""

import base64
import json
import re
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from typing import Any, BinaryIO, Final

from convert.citing.word import zotero
from convert.citing.word.package import Package
from convert.citing.word.sources import read_sources
from convert.citing.word.story import Field, Story, parse_story
from convert.formats.csl_json.items import parse_item
from convert.formats.endnote import xml_read
from convert.model.identifiers import settle
from convert.model.record import Record, Source
from convert.streams.problems import Problem, Warn, silent

_MENDELEY: Final = "MENDELEY_CITATION_"
_RECORD = re.compile(r"<record>(?>(?:[^<]++|<(?!/?record>))*)</record>")
_BOOKMARK = re.compile(r'name="(ZOTERO_BREF_\w+?)_(\d+)"[^<>]*>\s*<vt:lpwstr>([^<]*+)</vt:lpwstr>')


def sniff(head: bytes) -> bool:
    """Whether it is a package of Office Open XML that begins as Word's do."""
    is_office = head.startswith(b"PK\x03\x04") and (b"word/" in head or b"[Content_Types].xml" in head)
    return is_office and b"xl/" not in head and b"ppt/" not in head


def read(stream: BinaryIO, *, warn: Warn = silent) -> Iterator[Record]:
    """Read the works that a document's fields cite."""
    package = Package(stream, getattr(stream, "name", "the file"))
    seen: set[tuple[str, ...]] = set()
    count = 0
    for record in _works(package, warn):
        name = _name(record)
        if name not in seen:
            seen.add(name)
            count += 1
            record.source = Source(format="docx")
            settle(record)
            yield record
    if not count:
        message = "the document has no fields of Zotero, Mendeley, EndNote or Word that cite works; plain text isn't read out of it"
        warn(Problem("no-citation", message, severity="error"))


def _name(record: Record) -> tuple[str, ...]:
    """What tells that two citations are of the same work."""
    year = record.issued.year if record.issued else None
    return re.sub(r"[\W_]+", "", record.title).casefold(), str(year), record.DOI.lower(), record.PMID


def _works(package: Package, warn: Warn) -> Iterator[Record]:
    for name in package.stories():
        try:
            story = parse_story(package.parts[name])
        except ValueError as error:
            warn(Problem("unreadable", f"the part {name} can't be read: {error}", severity="error"))
            continue
        for code in _bookmarks(package) if name.startswith("word/document") else ():
            yield from _of_csl(code)
        yield from _of_story(story)
    yield from read_sources(package)


def _of_story(story: Story) -> Iterator[Record]:
    for one in story.fields:
        if zotero.is_citation(one.code) or "CSL_CITATION" in one.code:
            yield from _of_csl(one.code)
        elif "EN.CITE" in one.code:
            yield from _of_endnote(one)
    for tag in story.tags:
        if tag.startswith(_MENDELEY):
            yield from _of_mendeley(tag.rpartition("_")[2])


def _of_csl(code: str) -> Iterator[Record]:
    for item in zotero.parse_citation(code):
        if record := item.record():
            record.id = str(item.data.get("citation-key") or "")  # the id is a number in somebody's library
            yield record


def _of_endnote(one: Field) -> Iterator[Record]:
    """EndNote's XML stands in the code, or encoded in the data of the mark that begins the field."""
    text = one.code
    if one.data:
        text += _decoded(one.data)
    for record in _RECORD.findall(text):
        yield from xml_read.read(BytesIO(f"<xml><records>{record}</records></xml>".encode()))


def _of_mendeley(data: str) -> Iterator[Record]:
    try:
        items = json.loads(_decoded(data)).get("citationItems", ())
    except (ValueError, AttributeError, RecursionError):
        return
    for item in items:
        value: Any = item.get("itemData") if isinstance(item, dict) else None
        if isinstance(value, dict) and (record := parse_item(value)) is not None:
            record.id = ""  # it is Mendeley's own
            yield record


def _decoded(data: str) -> str:
    """Text in either alphabet of base64, with its padding or without it; ``""`` if it is none."""
    plain = re.sub(r"\s+", "", data).replace("-", "+").replace("_", "/").rstrip("=")
    try:
        return base64.b64decode(plain + "=" * (-len(plain) % 4)).decode("utf-8", "replace")
    except ValueError:
        return ""


def _bookmarks(package: Package) -> Iterator[str]:
    """The codes that Zotero keeps in custom properties, for bookmarks in place of fields."""
    pieces: dict[str, list[tuple[int, str]]] = {}
    text = package.parts.get("docProps/custom.xml", b"").decode("utf-8", "replace")
    for name, number, value in _BOOKMARK.findall(text):
        pieces.setdefault(name, []).append((int(number), unescape(value)))
    for parts in pieces.values():
        yield "".join(text for _, text in sorted(parts))

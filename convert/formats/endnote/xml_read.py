"""EndNote's XML, as EndNote, Zotero, Mendeley and others write it → records.

Its elements are RIS's tags under other names, and what they mean is in ``convert.formats.ris.fields``; ``style`` elements are
rich text. Records are dropped from memory as they are read.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from convert.formats.ris.fields import ENDNOTE_TYPES, Draft
from convert.model.record import Record
from convert.streams.problems import Problem, Warn, silent

if TYPE_CHECKING:
    from lxml import etree

TAGS = {
    "abstract": "AB",
    "access-date": "Y2",
    "accession-num": "AN",
    "auth-address": "AD",
    "call-num": "CN",
    "contributors/authors/author": "AU",
    "contributors/secondary-authors/author": "A2",
    "contributors/tertiary-authors/author": "A3",
    "contributors/subsidiary-authors/author": "A4",
    "contributors/translated-authors/author": "TA",
    "custom1": "C1",
    "custom2": "C2",
    "custom3": "C3",
    "custom4": "C4",
    "custom5": "C5",
    "custom6": "C6",
    "custom7": "C7",
    "dates/pub-dates/date": "DA",
    "dates/year": "PY",
    "edition": "ET",
    "electronic-resource-num": "DO",
    "isbn": "SN",
    "issue": "IS",
    "keywords/keyword": "KW",
    "label": "ID",
    "language": "LA",
    "notes": "N1",
    "num-vols": "NV",
    "number": "IS",
    "orig-pub": "OP",
    "pages": "SP",
    "periodical/abbr-1": "J2",
    "periodical/full-title": "JF",
    "pub-location": "CY",
    "publisher": "PB",
    "remote-database-name": "DB",
    "remote-database-provider": "DP",
    "research-notes": "RN",
    "reviewed-item": "RI",
    "section": "SE",
    "titles/alt-title": "J2",
    "titles/secondary-title": "T2",
    "titles/short-title": "ST",
    "titles/tertiary-title": "T3",
    "titles/title": "TI",
    "titles/translated-title": "TT",
    "urls/related-urls/url": "UR",
    "urls/web-urls/url": "UR",
    "volume": "VL",
    "work-type": "M3",
}
"""Path of an element in the record → RIS's tag; any other is kept under its path."""

IN_BOOKS = {
    "contributors/secondary-authors/author": "A3",
    "contributors/tertiary-authors/author": "ED",
}
"""In a whole book the editors come third, after the series' editors."""

ABOUT_THE_LIBRARY = frozenset({"database", "source-app", "rec-number", "foreign-keys", "ref-type"})
"""Elements that say nothing of the work."""

FACES = {"italic": "i", "bold": "b", "superscript": "sup", "subscript": "sub"}

_BEGINNING = re.compile(rb"<(?:xml|records)>\s*(?:<records>\s*)?<record>|<ref-type\b")


def sniff(head: bytes) -> bool:
    """Whether there are records of EndNote's at the beginning of an XML file."""
    return head.lstrip().startswith(b"<") and _BEGINNING.search(head) is not None


def read(stream: BinaryIO, *, warn: Warn = silent) -> Iterator[Record]:
    """An EndNote XML file → its records; where it is no XML any more, it ends with an error."""
    from lxml import etree  # noqa: PLC0415  (not to be loaded by a look at another format)

    parsed = etree.iterparse(stream, events=("end",), tag="record", resolve_entities=False, no_network=True)
    try:
        for ordinal, (_, element) in enumerate(parsed, 1):
            yield to_record(element, ordinal, warn)
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        warn(
            Problem(
                "bad-xml", f"the rest can't be read: {error.msg}", line=error.lineno or 0, severity="error"
            )
        )


def to_record(element: "etree._Element", ordinal: int, warn: Warn) -> Record:
    """A ``record`` element → the record."""
    line = element.sourceline
    draft = Draft("endnote-xml", ENDNOTE_TYPES, line if isinstance(line, int) else 0, ordinal, warn)
    kind = element.find("ref-type")
    name = kind.get("name", "") if kind is not None else ""
    draft.add("TY", name)
    add_fields(draft, element, "", is_book="BOOK" in name.upper() and "SECTION" not in name.upper())
    split_label(draft)
    if draft.values.get("M3") == ["preprint"]:
        draft.add("M2", "Type: preprint")
        del draft.values["M3"]
    return draft.finish()


def add_fields(draft: Draft, element: "etree._Element", path: str, *, is_book: bool) -> None:
    """All that is in the children of an element."""
    for child in element.iterchildren("*"):
        below = f"{path}/{child.tag}" if path else str(child.tag)
        if below in ABOUT_THE_LIBRARY:
            continue
        if len(child) and child[0].tag != "style":
            add_fields(draft, child, below, is_book=is_book)
        elif value := rich_text(child):
            tag = (IN_BOOKS.get(below) if is_book else None) or TAGS.get(below, below)
            if child.tag == "author" or value not in draft.values.get(tag, ()):  # two may have one name
                draft.add(tag, value)


def rich_text(element: "etree._Element") -> str:
    """The text of an element, with tags for its styles; line breaks may be carriage returns."""
    written = [element.text or ""]
    for style in element:
        content = "".join(map(str, style.itertext()))
        for face in (style.get("face") or "").split():
            if tag := FACES.get(face):
                content = f"<{tag}>{content}</{tag}>"
        written += [content, style.tail or ""]
    return "".join(written).replace("\r\n", "\n").replace("\r", "\n").strip()


def split_label(draft: Draft) -> None:
    """A label may have more lines, which are Zotero's."""
    for label in draft.values.pop("ID", [])[:1]:
        key, *lines = label.split("\n")
        draft.add("ID", key)
        for line in lines:
            draft.add("M2", line)

"""EndNote's XML, as EndNote, Zotero, Mendeley and others write it → records.

The elements are in ``convert.formats.endnote.tables``; ``style`` elements are rich text. Each record is parsed by itself.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO, Final, TypeAlias

from convert.formats.endnote.tables import FACES, NAMES_BY_NUMBER, TYPES_READ, XML_ELEMENTS
from convert.formats.ris.read import parse_record
from convert.formats.tagged.record import TaggedRecord
from convert.formats.tagged.values import single_blanks, without_html
from convert.formats.xml.split import Splitter
from convert.model.record import Record
from convert.streams.problems import Problem, Warn, silent

Element: TypeAlias = Any
"""Of lxml or ElementTree."""

_NOT_ABOUT_THE_WORK = frozenset({"database", "source-app", "rec-number", "foreign-keys", "ref-type"})
"""Elements about the library that the record is in."""

_RIS_TAGS = {row.path: row.ris for row in XML_ELEMENTS}
_RIS_TAGS_IN_BOOKS = _RIS_TAGS | {row.path: row.ris_in_books for row in XML_ELEMENTS if row.ris_in_books}
_STYLE_TAGS = {face: tag for tag, face in FACES.items()}

_BEFORE_XML = b" \t\r\n`"
"""What may stand before the XML: the mark of a code block, too."""
_BEGINNING = re.compile(rb"<(?:xml|records)>\s*(?:<records>\s*)?<record>|<ref-type\b")


def sniff(head: bytes) -> bool:
    """Whether an XML file begins with records of EndNote."""
    return head.lstrip(_BEFORE_XML).startswith(b"<") and _BEGINNING.search(head) is not None


RECORDS: Final = frozenset((b"record",))


def read(stream: BinaryIO, *, warn: Warn = silent) -> Iterator[Record]:
    """Read the records of an EndNote XML file, also those that are malformed or cut off, with an error.

    Entities that the file itself declares are read, within the parser's limits; none of other files or the network.
    """
    from convert.formats.xml import parsing  # noqa: PLC0415  (lxml is slow to load)

    parser = parsing.ElementParser(warn, lambda: splitter.entities)
    unfenced: Any = _Unfenced(stream)
    splitter = Splitter(unfenced, RECORDS, parser.parse, warn, parser.rescue, keeps_cut=True)
    for ordinal, (line, element) in enumerate(splitter, 1):
        if not any(map(str.strip, element.itertext())):
            continue  # it is cut off before it says anything
        try:
            yield _parse_record(element, line, ordinal, warn)
        except RecursionError:
            reason = "elements nested too deeply, record left out"
            warn(Problem("damaged-record", reason, line=line, severity="error"))


class _Unfenced:
    """A stream without what stands before its XML."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._has_begun = False

    def peek(self, size: int) -> bytes:
        """What comes next, if the stream can tell."""
        peek = getattr(self._stream, "peek", None)
        return peek(size).lstrip(_BEFORE_XML) if peek else b""

    def read(self, size: int = -1) -> bytes:
        """Read as a stream does."""
        data = self._stream.read(size)
        if not self._has_begun:
            data, self._has_begun = data.lstrip(_BEFORE_XML), True
        return data


def _parse_record(element: Element, line: int, ordinal: int, warn: Warn) -> Record:
    """Fill the fields of the record from a ``record`` element."""
    tagged = TaggedRecord("endnote-xml", TYPES_READ, line, ordinal, warn)
    kind = element.find("ref-type")
    number = (kind.text or "").strip() if kind is not None else ""
    name = (kind.get("name") if kind is not None else "") or NAMES_BY_NUMBER.get(number, number)
    is_book = "BOOK" in name.upper() and "SECTION" not in name.upper()
    tagged.add("TY", name)
    seen = {("TY", name)}
    for tag, value, is_author in _fields(element, "", _RIS_TAGS_IN_BOOKS if is_book else _RIS_TAGS):
        if is_author or (tag, value) not in seen:  # two may have one name
            seen.add((tag, value))
            tagged.add(tag, value)
    _split_label(tagged)
    if tagged.values.get("M3") == ["preprint"]:
        tagged.add("M2", "Type: preprint")
        del tagged.values["M3"]
    return parse_record(tagged)


def _fields(element: Element, path: str, ris_tags: Mapping[str, str]) -> Iterator[tuple[str, str, bool]]:
    """The contents of an element's descendants under the tags that RIS has for them, and whether each is an author."""
    for child in element:
        below = f"{path}/{child.tag}" if path else str(child.tag)
        if below in _NOT_ABOUT_THE_WORK:
            continue
        if len(child) and child[0].tag != "style":
            yield from _fields(child, below, ris_tags)
        elif value := _rich_text(child):
            yield ris_tags.get(below, below), value, child.tag == "author"


def _rich_text(element: Element) -> str:
    """The text of an element, with its styles as tags of rich text. Line breaks may be carriage returns."""
    written = [_text(element.text)]
    for style in element:
        content = "".join(style.itertext()) if len(style) else style.text or ""
        for face in (style.get("face") or "").split() if content else ():
            if tag := _STYLE_TAGS.get(face):
                content = f"<{tag}>{content}</{tag}>"
        written += [content, _text(style.tail)]
    text = "".join(written).replace("\t", " ")
    if "_x000D_" in text or "\r" in text:
        text = text.replace("_x000D_", "\r").replace("\r\n", "\n").replace("\r", "\n")
    return single_blanks(without_html(text))


def _text(text: str | None) -> str:
    """The text beside elements, but for blanks that indent them."""
    return "" if text is None or (text.isspace() and "\n" in text) else text


def _split_label(tagged: TaggedRecord) -> None:
    """Split the label: lines after the first are those of Zotero's Extra."""
    for label in tagged.values.pop("ID", [])[:1]:
        key, *lines = label.split("\n")
        tagged.add("ID", key)
        for line in lines:
            tagged.add("M2", line)

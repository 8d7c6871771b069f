"""A part of a document with text → its paragraphs and fields, with the bytes at which each piece of text stands.

Word splits a text into runs as it likes, so a paragraph's text is joined from its pieces, and each piece knows its bytes. Deleted
and moved text, and the results of fields, are no text of the paragraph. ECMA-376 part 1, 17.3, 17.16.
"""

import re
from collections.abc import Callable
from typing import Any, Final, NamedTuple
from xml.parsers import expat

from msgspec import Struct, field

_WORD: Final = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_FALLBACK: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"
_GONE: Final = ("del", "moveFrom")
_SIGNS: Final = {
    "tab": "\t",
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "\u2011",
    "softHyphen": "\u00ad",
    "sym": "\ufffc",
}
"""Elements of a run that stand for a character."""


class Piece(NamedTuple):
    """The text of one element ``w:t``, or a sign that is an element of its own."""

    text: str
    bytes: tuple[int, ...]
    """The offset of each character, and of the end."""
    tag: int
    """The offset of the element."""
    properties: str
    """What the run's ``w:rPr`` holds."""
    is_sign: bool = False


class Paragraph(Struct):
    """A paragraph outside of the results of fields."""

    start: int
    end: int = 0
    pieces: list[Piece] = field(default_factory=list)
    notes: list[tuple[int, str, str]] = field(default_factory=list)
    """References to notes: how much text is before, ``footnote`` or ``endnote``, its number."""
    note: str = ""
    """The number of the note that it belongs to."""
    is_fallback: bool = False
    """Whether it says again what another says, for old programs."""
    is_boxed: bool = False
    """Whether it stands in a text box."""

    @property
    def text(self) -> str:
        """The text of all pieces."""
        return "".join(piece.text for piece in self.pieces)


class Field(Struct):
    """A complex field."""

    code: str = ""
    start: int = 0
    """The offset of the run that begins it."""
    result: tuple[int, int] = (0, 0)
    """The offsets of its result."""
    end: int = 0
    paragraphs: tuple[int, int] = (0, 0)
    """The numbers of the paragraphs in which it begins and ends."""
    at: int = 0
    """How much text of its paragraph is before it."""
    depth: int = 0
    """How many fields it is within."""
    properties: str = ""
    data: str = ""
    """What ``w:fldData`` of the mark that begins it holds."""


class Story(Struct):
    """The paragraphs and fields of a part, in their order."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)
    prefix: str = "w"
    """The prefix of Word's namespace."""
    tags: list[str] = field(default_factory=list)
    """The tags of content controls."""
    body_end: int = 0
    """Where a paragraph can be added to the body: before its section's properties."""


def parse_story(data: bytes) -> Story:
    """Parse a part.

    Raises:
        ValueError: it is no XML in UTF-8.
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise ValueError("it is not in UTF-8")
    parser = _Parser(data)
    try:
        parser.run()
    except (expat.ExpatError, LookupError) as error:  # an encoding that doesn't exist
        raise ValueError(str(error)) from error
    return parser.story


class _Parser:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.story = Story()
        self._expat = expat.ParserCreate(namespace_separator=" ")
        self._expat.buffer_text = False
        self._expat.StartElementHandler = self._start
        self._expat.EndElementHandler = self._end
        self._expat.CharacterDataHandler = self._text
        self._expat.StartNamespaceDeclHandler = self._namespace
        self._paragraphs: list[int] = []
        self._fields: list[tuple[Field, bool]] = []
        """Open fields, and whether each has begun its result."""
        self._simple = self._gone = self._fallback = self._boxes = self._runs = 0
        self._run_start = 0
        self._properties = ""
        self._properties_start = -1
        self._inside = ""
        self._chunks: list[tuple[int, str]] = []
        self._tag = 0
        self._note = ""

    def run(self) -> None:
        self._expat.Parse(self.data, True)

    def _namespace(self, prefix: str | None, uri: str) -> None:
        if uri in _WORD and prefix:
            self.story.prefix = prefix

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        uri, _, local = name.rpartition(" ")
        self._fallback += name == _FALLBACK
        if uri in _WORD and (handle := _STARTS.get(local)):
            handle(
                self,
                self._expat.CurrentByteIndex,
                {key.rpartition(" ")[2]: value for key, value in attributes.items()},
                local,
            )

    def _end(self, name: str) -> None:
        uri, _, local = name.rpartition(" ")
        self._fallback -= name == _FALLBACK
        if uri in _WORD and (handle := _ENDS.get(local)):
            handle(self, self._expat.CurrentByteIndex)

    def _text(self, text: str) -> None:
        if self._inside:
            self._chunks.append((self._expat.CurrentByteIndex, text))

    def _after(self, offset: int) -> int:
        return self.data.index(b">", offset) + 1

    @property
    def _is_result(self) -> bool:
        return self._simple > 0 or any(has_result for _, has_result in self._fields)

    # --- elements --------------------------------------------------------------------------------------------------

    def start_paragraph(self, offset: int, _attributes: dict[str, str], _local: str) -> None:
        self._paragraphs.append(len(self.story.paragraphs))
        self.story.paragraphs.append(
            Paragraph(offset, note=self._note, is_fallback=self._fallback > 0, is_boxed=self._boxes > 0)
        )

    def end_paragraph(self, offset: int) -> None:
        self.story.paragraphs[self._paragraphs.pop()].end = self._after(offset)

    def start_run(self, offset: int, _attributes: dict[str, str], _local: str) -> None:
        self._run_start, self._properties = offset, ""
        self._runs += 1

    def end_run(self, _offset: int) -> None:
        self._runs -= 1

    def start_properties(self, offset: int, _attributes: dict[str, str], _local: str) -> None:
        self._properties_start = self._after(offset)

    def end_properties(self, offset: int) -> None:
        if self._run_start < self._properties_start <= offset:
            self._properties = self.data[self._properties_start : offset].decode()

    def start_text(self, offset: int, _attributes: dict[str, str], local: str) -> None:
        self._inside, self._chunks, self._tag = local, [], offset

    def end_text(self, offset: int) -> None:
        inside, self._inside = self._inside, ""
        text = "".join(chunk for _, chunk in self._chunks)
        if inside == "instrText" and self._fields:
            self._fields[-1][0].code += text
        elif inside == "fldData" and self._fields:
            self._fields[-1][0].data += text
        elif inside == "t" and self._paragraphs and not self._gone and not self._is_result and text:
            piece = Piece(text, _offsets(self._chunks, offset), self._tag, self._properties)
            self.story.paragraphs[self._paragraphs[-1]].pieces.append(piece)

    def add_sign(self, offset: int, _attributes: dict[str, str], local: str) -> None:
        if self._runs and self._paragraphs and not self._gone and not self._is_result:  # no tab stop
            piece = Piece(
                _SIGNS[local], (offset, self._after(offset)), offset, self._properties, is_sign=True
            )
            self.story.paragraphs[self._paragraphs[-1]].pieces.append(piece)

    def start_gone(self, _offset: int, _attributes: dict[str, str], _local: str) -> None:
        self._gone += 1

    def end_gone(self, _offset: int) -> None:
        self._gone -= 1

    def start_box(self, _offset: int, _attributes: dict[str, str], _local: str) -> None:
        self._boxes += 1

    def end_box(self, _offset: int) -> None:
        self._boxes -= 1

    def start_simple(self, _offset: int, _attributes: dict[str, str], _local: str) -> None:
        self._simple += 1

    def end_simple(self, _offset: int) -> None:
        self._simple -= 1

    def mark_field(self, offset: int, attributes: dict[str, str], _local: str) -> None:
        kind = attributes.get("fldCharType")
        if not self._paragraphs:
            return
        here = self._paragraphs[-1]
        if kind == "begin":
            at = len(self.story.paragraphs[here].text)
            begun = Field(
                start=self._run_start,
                paragraphs=(here, here),
                at=at,
                depth=len(self._fields),
                properties=self._properties,
            )
            self._fields.append((begun, False))
            self.story.fields.append(begun)
        elif kind == "separate" and self._fields:
            found, _ = self._fields.pop()
            after = self._after(self.data.index(b"</", self._after(offset) - 2))
            found.result = (after, after)
            self._fields.append((found, True))
        elif kind == "end" and self._fields:
            found, has_result = self._fields.pop()
            found.end = self._after(self.data.index(b"</", self._after(offset) - 2))
            found.result = (
                (found.result[0], self._run_start) if has_result else (self._run_start, self._run_start)
            )
            found.paragraphs = (found.paragraphs[0], here)

    def add_reference(self, _offset: int, attributes: dict[str, str], local: str) -> None:
        if self._paragraphs and not self._gone:
            paragraph = self.story.paragraphs[self._paragraphs[-1]]
            paragraph.notes.append(
                (len(paragraph.text), local.removesuffix("Reference"), attributes.get("id", ""))
            )

    def add_tag(self, _offset: int, attributes: dict[str, str], _local: str) -> None:
        self.story.tags.append(attributes.get("val", ""))

    def start_note(self, _offset: int, attributes: dict[str, str], _local: str) -> None:
        self._note = attributes.get("id", "")

    def end_note(self, _offset: int) -> None:
        self._note = ""

    def end_body(self, offset: int) -> None:
        last = self.data.rfind(b"sectPr", 0, offset)
        section = re.compile(rb"<[\w.-]+:sectPr\b").finditer(
            self.data, self.story.paragraphs[-1].end if self.story.paragraphs else 0, offset
        )
        begun = next(section, None) if last >= 0 else None
        self.story.body_end = begun.start() if begun else offset


def _offsets(chunks: list[tuple[int, str]], end: int) -> tuple[int, ...]:
    """The offset of each character, and of the end: a chunk is text as it stands, or one entity."""
    found: list[int] = []
    for at, text in chunks:
        offset = at
        for character in text:
            found.append(offset)
            offset += len(character.encode())
    return (*found, end)


_STARTS: Final[dict[str, Callable[[_Parser, int, dict[str, str], str], Any]]] = {
    "p": _Parser.start_paragraph,
    "r": _Parser.start_run,
    "rPr": _Parser.start_properties,
    "t": _Parser.start_text,
    "instrText": _Parser.start_text,
    "fldData": _Parser.start_text,
    "fldChar": _Parser.mark_field,
    "fldSimple": _Parser.start_simple,
    "txbxContent": _Parser.start_box,
    "footnoteReference": _Parser.add_reference,
    "endnoteReference": _Parser.add_reference,
    "footnote": _Parser.start_note,
    "tag": _Parser.add_tag,
    "endnote": _Parser.start_note,
    **dict.fromkeys(_GONE, _Parser.start_gone),
    **dict.fromkeys(_SIGNS, _Parser.add_sign),
}
_ENDS: Final[dict[str, Callable[[_Parser, int], Any]]] = {
    "p": _Parser.end_paragraph,
    "r": _Parser.end_run,
    "rPr": _Parser.end_properties,
    "t": _Parser.end_text,
    "instrText": _Parser.end_text,
    "fldData": _Parser.end_text,
    "fldSimple": _Parser.end_simple,
    "txbxContent": _Parser.end_box,
    "footnote": _Parser.end_note,
    "endnote": _Parser.end_note,
    "body": _Parser.end_body,
    **dict.fromkeys(_GONE, _Parser.end_gone),
}

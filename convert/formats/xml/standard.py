"""XML without lxml, as in a browser: the standard library's expat and ElementTree, with as much of lxml's interface as readers use.

Comments and processing instructions are left out. A name has its namespace as lxml has it (``{uri}name``); a prefix that is not
declared stays in it. What is not well-formed ends the reading, where lxml goes on as far as it can.
"""

from collections import deque
from collections.abc import Generator, Iterator
from typing import Any, BinaryIO
from xml.etree import ElementTree as ET
from xml.parsers import expat

from convert.streams import BUFFER_BYTES
from convert.streams.problems import Problem, Warn


class Element(ET.Element):
    """An element that knows its line and its parent."""

    sourceline: int | None = None
    parent: "Element | None" = None

    def getparent(self) -> "Element | None":
        """The element around it."""
        return self.parent

    def getprevious(self) -> "Element | None":
        """The one before it."""
        place = list(self.parent).index(self) if self.parent is not None else 0
        return self.parent[place - 1] if place and self.parent is not None else None  # type: ignore[return-value]

    def getnext(self) -> "Element | None":
        """The one after it."""
        beside = list(self.parent) if self.parent is not None else [self]
        place = beside.index(self) + 1
        return beside[place] if place < len(beside) else None  # type: ignore[return-value]

    def iterancestors(self, *tags: str) -> Iterator["Element"]:
        """Those around it, from inside to outside, of these names."""
        above = self.parent
        while above is not None:
            if not tags or any(_is_called(above.tag, tag) for tag in tags):
                yield above
            above = above.parent

    def iterchildren(self, *tags: str) -> Iterator["Element"]:
        """Those in it, of these names."""
        return (child for child in self if not tags or any(_is_called(child.tag, tag) for tag in tags))  # type: ignore[misc]

    def iter(self, *tags: str | None) -> Iterator["Element"]:  # type: ignore[override]
        """It, and all below it, of these names, in the order of the file."""
        waiting: list[Any] = [self]
        while waiting:
            each = waiting.pop()
            if not tags or any(_is_called(each.tag, str(tag)) for tag in tags):
                yield each
            waiting.extend(reversed(each))

    def itertext(self, *_tags: str) -> Generator[str, None, None]:
        """All texts in it."""
        yield from super().itertext()


def _is_called(name: str, wanted: str) -> bool:
    """Whether a name is the wanted one, which may have ``*`` for its namespace and for itself.

    >>> _is_called("{http://www.loc.gov/mods/v3}mods", "{*}mods"), _is_called("note", "*"), _is_called("note", "mods")
    (True, True, False)
    """
    if wanted.startswith("{*}"):
        name, wanted = name.rpartition("}")[2], wanted[3:]
    return wanted in ("*", name)


def each_element(stream: BinaryIO, tags: list[str], warn: Warn) -> Iterator[Any]:
    """The elements of these names as they end; the rest of a file that is malformed is reported and skipped."""
    reading = _Reading(tags)
    try:
        while data := stream.read(BUFFER_BYTES):
            reading.parser.Parse(data, False)
            yield from reading.taken()
        reading.parser.Parse(b"", True)
    except expat.ExpatError as error:
        yield from reading.taken()
        message = f"malformed XML, the rest is skipped: {expat.ErrorString(error.code)}"
        warn(Problem("bad-xml", message, line=error.lineno))
    yield from reading.taken()


class _Reading:
    """What expat tells → elements."""

    def __init__(self, tags: list[str]) -> None:
        self._tags = tags
        self._open: list[Element] = []
        self._scopes: list[dict[str, str]] = [{"xml": "http://www.w3.org/XML/1998/namespace"}]
        self._last: Element | None = None
        """Whose tail comes next; None within an element."""
        self._ended: deque[Element] = deque()
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters

    def taken(self) -> Iterator[Element]:
        """The elements that have ended since."""
        while self._ended:
            yield self._ended.popleft()

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        scope = self._scopes[-1]
        if any(name.startswith("xmlns") for name in attributes):
            declared = {name.partition(":")[2]: uri for name, uri in attributes.items() if _declares(name)}
            scope = scope | declared
        self._scopes.append(scope)
        element = Element(
            _named(tag, scope, scope.get("", "")),
            {_named(name, scope, ""): text for name, text in attributes.items() if not _declares(name)},
        )
        element.sourceline = self.parser.CurrentLineNumber
        if self._open:
            element.parent = self._open[-1]
            self._open[-1].append(element)
        self._open.append(element)
        self._last = None

    def _end(self, _tag: str) -> None:
        self._scopes.pop()
        self._last = element = self._open.pop()
        if any(_is_called(element.tag, tag) for tag in self._tags):
            self._ended.append(element)

    def _characters(self, text: str) -> None:
        if self._last is not None:
            self._last.tail = (self._last.tail or "") + text
        elif self._open:
            self._open[-1].text = (self._open[-1].text or "") + text


def _declares(name: str) -> bool:
    return name == "xmlns" or name.startswith("xmlns:")


def _named(name: str, scope: dict[str, str], default: str) -> str:
    prefix, colon, local = name.rpartition(":")
    uri = (scope.get(prefix) if colon else default) or ""
    if uri:
        return f"{{{uri}}}{local}"
    return name

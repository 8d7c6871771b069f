"""XML of a style or locale → Elements: plain Python data, used for compiling only, never while rendering.

The parser is expat from the standard library: it loads ten times as fast as lxml.
"""

from collections.abc import Mapping
from html import unescape
from typing import NoReturn
from xml.parsers import expat

import msgspec


class Element(msgspec.Struct, frozen=True, eq=False, gc=False):
    """One element of a style or locale, without its namespace. It takes part in no reference cycle, hence ``gc=False``."""

    tag: str
    attributes: Mapping[str, str]
    children: tuple["Element", ...]
    text: str
    """The text before the first child."""

    def get(self, name: str, default: str = "") -> str:
        """An attribute's value, or the default."""
        return self.attributes.get(name, default)

    def walk(self) -> "list[Element]":
        """The element and all its descendants."""
        found = [self]
        for node in found:
            found.extend(node.children)
        return found

    def find_all(self, tag: str) -> "list[Element]":
        """The children of that name."""
        return [child for child in self.children if child.tag == tag]

    def find(self, tag: str) -> "Element | None":
        """The first child of that name."""
        return next((child for child in self.children if child.tag == tag), None)


class _Builder:
    """Builds Elements from expat's events; at the end ``children[0]`` is the root."""

    def __init__(self) -> None:
        self.children: list[Element] = []
        self.text = ""
        self._open: list[tuple[str, dict[str, str], list[Element], str]] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._open.append((tag, attributes, self.children, self.text))
        self.children, self.text = [], ""

    def characters(self, text: str) -> None:
        if not self.children:
            self.text += text

    def end(self, _tag: str) -> None:
        tag, attributes, siblings, text = self._open.pop()
        siblings.append(Element(tag.rpartition(":")[2], _plain(attributes), tuple(self.children), self.text))
        self.children, self.text = siblings, text


def _plain(attributes: dict[str, str]) -> dict[str, str]:
    """Attributes without namespace prefix (``xml:lang``). Some styles escape characters twice."""
    return {
        name.rpartition(":")[2]: unescape(value) if "&" in value else value
        for name, value in attributes.items()
    }


def _refuse(name: str, *_: object) -> NoReturn:
    raise ValueError(f"it declares the entity {name}; styles must not declare entities")


def parse_xml(source: bytes) -> Element:
    """Parse a style or locale.

    Raises:
        ValueError: the source is not well-formed, has an unknown encoding, or declares entities.
    """
    builder = _Builder()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = builder.start, builder.end
    parser.CharacterDataHandler = builder.characters
    parser.EntityDeclHandler = _refuse
    try:
        parser.Parse(source, True)
    except (expat.ExpatError, LookupError) as error:
        raise ValueError(f"it is not well-formed XML ({error})") from None
    return builder.children[0]

"""XML of a style or locale → Elements: plain Python data, used for compiling only, never while rendering.

The parser is expat from the standard library: it loads ten times as fast as lxml.
"""

from collections.abc import Mapping
from html import unescape
from typing import NoReturn
from xml.parsers import expat

import msgspec


class Element(msgspec.Struct, eq=False, gc=False):
    """One element of a style or locale, without its namespace. It takes part in no reference cycle, hence ``gc=False``."""

    tag: str
    attributes: Mapping[str, str]
    children: list["Element"] = []
    text: str = ""
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
    path = [Element("", {})]

    def start(tag: str, attributes: dict[str, str]) -> None:
        element = Element(tag.rpartition(":")[2], _plain(attributes))
        path[-1].children.append(element)
        path.append(element)

    def characters(text: str) -> None:
        if not path[-1].children:
            path[-1].text += text

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = start, lambda _tag: path.pop()
    parser.CharacterDataHandler, parser.EntityDeclHandler = characters, _refuse
    try:
        parser.Parse(source, True)
    except (expat.ExpatError, LookupError) as error:
        raise ValueError(f"it is not well-formed XML ({error})") from None
    return path[0].children[0]

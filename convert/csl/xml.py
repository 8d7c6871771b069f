"""XML → plain Python data; the only file that knows lxml. Nothing here is touched while rendering."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape

from lxml import etree


@dataclass(slots=True, frozen=True)
class Element:
    """One element of a style or locale, without its namespace."""

    tag: str
    attributes: Mapping[str, str]
    children: tuple["Element", ...]
    text: str

    def get(self, name: str, default: str = "") -> str:
        """An attribute's value."""
        return self.attributes.get(name, default)

    def walk(self) -> "list[Element]":
        """The element and all that is in it."""
        found = [self]
        for node in found:
            found.extend(node.children)
        return found

    def find(self, tag: str) -> "Element | None":
        """The first child of that name."""
        return next((child for child in self.children if child.tag == tag), None)


def _text(value: str) -> str:
    """An attribute's value; some styles escape characters twice."""
    return unescape(value) if "&" in value else value


def _convert(node: "etree._Element") -> Element:
    children = tuple([_convert(child) for child in node if isinstance(child.tag, str)])
    attributes = {str(name).rpartition("}")[2]: _text(str(value)) for name, value in node.attrib.items()}
    return Element(str(node.tag).rpartition("}")[2], attributes, children, node.text or "")


def parse_xml(source: bytes) -> Element:
    """Parse a style or locale.

    Raises:
        ValueError: for what is no well-formed XML.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        return _convert(etree.fromstring(source, parser))
    except etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from None

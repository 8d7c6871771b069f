"""The bytes of one element → the element, by lxml or, without lxml, by the standard library's ElementTree.

Nothing is fetched. No entity is expanded, unless the bytes begin with a doctype that declares it.
"""

import contextlib
from collections.abc import Callable, Iterator
from typing import Any, TypeAlias, cast
from xml.etree import ElementTree as ET
from xml.parsers import expat

from convert.formats.xml.rescue import with_matching_tags, with_sound_text
from convert.formats.xml.split import DamagedError
from convert.streams.decoding import LEGACY
from convert.streams.problems import Problem, Warn

try:
    from lxml import etree
except ImportError:  # as in a browser
    etree = None  # type: ignore[assignment]

Element: TypeAlias = Any
"""Of lxml, or of ElementTree: what both have."""
ParseTree: TypeAlias = Callable[[bytes], Element]
"""Raises a DamagedError for what is not well-formed. A prefix that is not declared stays in the names."""


def lxml_parser(*, entities: bool = False) -> ParseTree:
    """Make a parser by lxml; one that reads ``entities`` declared before an element, up to libxml2's limits."""
    strict, lenient = (
        etree.XMLParser(
            recover=recover,
            resolve_entities=cast("bool", "internal") if entities else False,  # as lxml 5 has it
            load_dtd=False,
            no_network=True,
            huge_tree=not entities,  # an abstract may be longer than the 10 MB that libxml2 takes otherwise
            remove_comments=True,  # else the text after one would be a tail
            remove_pis=True,
        )
        for recover in (False, True)
    )

    def parse(data: bytes) -> Element:
        try:
            return etree.fromstring(data, strict)
        except etree.XMLSyntaxError as error:
            log: Any = strict.error_log  # the error's own log holds those of other parsers too
            if all(entry.type_name == "NS_ERR_UNDEFINED_NAMESPACE" for entry in log):
                return etree.fromstring(data, lenient)  # which loses nothing else
            raise DamagedError(error.msg.partition(", line ")[0], error.lineno or 1) from error

    return parse


def standard_parser(*, entities: bool = False) -> ParseTree:  # noqa: ARG001  (expat has limits of its own)
    """Make a parser by the standard library."""

    def parse(data: bytes) -> Element:
        try:
            return ET.fromstring(data)  # noqa: S314  (see the first lines)
        except ET.ParseError as error:
            if error.code == expat.errors.codes[expat.errors.XML_ERROR_UNBOUND_PREFIX]:
                return _parse_without_namespaces(data)
            raise DamagedError(str(error).partition(": line ")[0], error.position[0]) from error

    return parse


def _parse_without_namespaces(data: bytes) -> Element:
    builder, parser = ET.TreeBuilder(), expat.ParserCreate()

    def start(tag: str, attributes: dict[str, str]) -> None:
        builder.start(tag, {name: text for name, text in attributes.items() if not name.startswith("xmlns")})

    parser.StartElementHandler = start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.data
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise DamagedError(expat.ErrorString(error.code), error.lineno) from error
    return builder.close()


tree_parser = lxml_parser if etree else standard_parser


class ElementParser:
    """Parses the records of one file, and warns once if they are not in UTF-8."""

    def __init__(self, warn: Warn, entities: Callable[[], bytes] = bytes) -> None:
        """Take whom to warn, and what gives a doctype with the entities that the file declares."""
        self._parse_tree = tree_parser()
        self._entities = entities
        self._warn = warn
        self._warned = False

    def parse(self, data: bytes) -> Element:
        """The element that bytes are.

        Raises:
            DamagedError: they are not well-formed.
        """
        try:
            return self._parsed(data)
        except DamagedError:
            try:
                data.decode()
            except UnicodeDecodeError:
                self._warn_of_legacy()
                return self._parsed(data.decode(errors=LEGACY).encode())
            raise

    def rescue(self, data: bytes) -> Element | None:
        """What can be told of an element that is damaged; None if it holds no text."""
        for mended in self._mended(data):
            with contextlib.suppress(DamagedError):
                element = self._parsed(mended)
                return element if "".join(element.itertext()).strip() else None
        return None

    def _mended(self, data: bytes) -> Iterator[bytes]:
        """What is tried: better text; matching tags, too; the file's own entities as text, as they may be the trouble."""
        entities = self._entities()
        sound = with_sound_text(data, entities)
        yield sound
        yield with_matching_tags(sound)
        if entities:
            yield with_matching_tags(with_sound_text(data))

    def _parsed(self, data: bytes) -> Element:
        entities = self._entities() if b"&" in data else b""
        return tree_parser(entities=True)(entities + data) if entities else self._parse_tree(data)

    def _warn_of_legacy(self) -> None:
        if not self._warned:
            self._warned = True
            self._warn(Problem("encoding", "invalid UTF-8; read as Windows-1252 where needed from here on"))

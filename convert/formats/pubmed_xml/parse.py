"""The bytes of one record → its element, by lxml or, without lxml, by the standard library's ElementTree.

Nothing is fetched and no entity is expanded: ``split`` gives no doctype to these parsers.
"""

from collections.abc import Callable, Collection
from typing import Any, TypeAlias
from xml.etree import ElementTree as ET
from xml.parsers import expat

from convert.formats.pubmed_xml.expressions.extract import Extracted, extract
from convert.formats.pubmed_xml.expressions.lists import compile_lists
from convert.formats.pubmed_xml.mathml import Element
from convert.formats.pubmed_xml.outline import is_article
from convert.formats.pubmed_xml.split import DamagedError, has_comments
from convert.streams.problems import Problem, Warn

try:
    from lxml import etree
except ImportError:  # as in a browser
    etree = None  # type: ignore[assignment]

ParseTree: TypeAlias = Callable[[bytes], Element]
"""Raises a DamagedError for what is not well-formed. A prefix that is not declared stays in the names."""


def lxml_parser() -> ParseTree:
    """Make a parser by lxml."""
    strict, lenient = (
        etree.XMLParser(
            recover=recover,
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            huge_tree=True,  # an abstract may be longer than the 10 MB that libxml2 takes otherwise
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


def standard_parser() -> ParseTree:
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


class Parser:
    """Parses the records of one file, and warns once if they are not in UTF-8."""

    def __init__(self, warn: Warn, without: Collection[str] = ()) -> None:
        """Take whom to warn, and the optional fields that are not wanted."""
        self._parse_tree = tree_parser()
        self._lists = compile_lists(without)
        self._warn = warn
        self._warned = False

    def take_apart(self, data: bytes) -> tuple[Element | None, list[Extracted]]:
        """The element of a record, and the lists that were extracted out of it; None if nothing else is in it.

        Raises:
            DamagedError: it is not well-formed.
        """
        if is_article(data):
            try:
                text = data.decode()
                if "\r" in text:  # https://www.w3.org/TR/xml/#sec-line-ends
                    text = text.replace("\r\n", "\n").replace("\r", "\n")
                if not _is_damaged(data, text):
                    rest, extracted = extract(text, self._lists)
                    if not rest:
                        return None, extracted
                    encoded = rest.encode()
                    if not has_comments(encoded):
                        return self._parse_tree(encoded), extracted
            except (UnicodeDecodeError, DamagedError):
                pass  # the whole record tells better what is wrong
        return self.parse(data), []

    def parse(self, data: bytes) -> Element:
        """The element of a record, with everything that is in it.

        Raises:
            DamagedError: it is not well-formed.
        """
        try:
            return self._parse_tree(data)
        except DamagedError:
            try:
                data.decode()
            except UnicodeDecodeError:
                self._warn_of_legacy()
                return self._parse_tree(_decode_legacy(data).encode())
            raise

    def find_end(self, data: bytes) -> bytes:
        """The same bytes, for a Splitter that needs to know where records end, but not what they hold.

        A record without ``<!`` or ``<?`` has no comment and no CDATA section, so its first end tag is its last,
        whatever else may be wrong with it; any other is parsed.

        Raises:
            DamagedError: it is not well-formed, since it ends too soon or for another reason.
        """
        if has_comments(data):
            self.parse(data)
        return data

    def _warn_of_legacy(self) -> None:
        if not self._warned:
            self._warned = True
            self._warn(Problem("encoding", "invalid UTF-8; read as Windows-1252 where needed from here on"))


_CONTROLS = tuple(code for code in range(32) if code not in b"\t\n\r")


def _is_damaged(data: bytes, text: str) -> bool:
    """Whether there is a character that XML forbids (https://www.w3.org/TR/xml/#charsets), or ``]]>`` outside CDATA."""
    return (
        any(map(data.__contains__, _CONTROLS))
        or "\ufffe" in text
        or "\uffff" in text
        or ("]" in text and "]]>" in text)  # one character is found much faster than three
    )


def _decode_legacy(data: bytes) -> str:
    """Bytes in UTF-8, or where they are not, in Windows-1252 or Latin-1.

    >>> _decode_legacy("é".encode() + "é".encode("latin-1") + b"!")
    'éé!'
    """
    parts: list[str] = []
    while True:
        try:
            return "".join([*parts, data.decode()])
        except UnicodeDecodeError as error:
            wrong = data[error.start : error.end]
            parts.append(data[: error.start].decode())
            data = data[error.end :]
            try:
                parts.append(wrong.decode("windows-1252"))
            except UnicodeDecodeError:
                parts.append(wrong.decode("latin-1"))

"""The bytes of one record → its element, by lxml: nothing is fetched, and no entity is expanded."""

import codecs
from collections.abc import Collection
from typing import Any

from lxml import etree

from convert.formats.pubmed_xml.lists import lists_without
from convert.formats.pubmed_xml.split import DamagedError, may_hide
from convert.formats.pubmed_xml.taking import Taken, take
from convert.streams.problems import Problem, Warn

_ARTICLES = (b"<PubmedArticle", b"<MedlineCitation")
_UNDECLARED_PREFIX = "NS_ERR_UNDEFINED_NAMESPACE"


def _parser(*, recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        recover=recover,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=True,  # an abstract may be longer than the 10 MB that libxml2 takes otherwise
        remove_comments=True,  # else the text after one would be a tail
        remove_pis=True,
    )


_CONTROLS = tuple(code for code in range(32) if code not in b"\t\n\r")


def _is_damaged(data: bytes, text: str) -> bool:
    """Whether there is a character that XML forbids (https://www.w3.org/TR/xml/#charsets), or the end of no CDATA."""
    return (
        any(map(data.__contains__, _CONTROLS))
        or "\ufffe" in text
        or "\uffff" in text
        or ("]" in text and "]]>" in text)  # one sign is looked for much faster than three
    )


class Parser:
    """Parses pieces of one file, and says once if they are not in UTF-8."""

    def __init__(self, warn: Warn, without: Collection[str] = ()) -> None:
        """Take whom to tell, and the optional fields that are not wanted."""
        self._parser = _parser(recover=False)
        self._lenient = _parser(recover=True)
        self._lists = lists_without(without)
        self._warn = warn
        self._warned = False

    def take_apart(self, data: bytes) -> tuple[etree._Element | None, list[Taken]]:
        """The element of a record, and the lists that were taken out of it; None if nothing else is in it.

        Raises:
            DamagedError: it is not well-formed.
        """
        if data.startswith(_ARTICLES):
            try:
                text = data.decode()
                if "\r" in text:  # https://www.w3.org/TR/xml/#sec-line-ends
                    text = text.replace("\r\n", "\n").replace("\r", "\n")
                if not _is_damaged(data, text):
                    rest, taken = take(text, self._lists)
                    if not rest:
                        return None, taken
                    encoded = rest.encode()
                    if not may_hide(encoded):
                        return etree.fromstring(encoded, self._parser), taken
            except (UnicodeDecodeError, etree.XMLSyntaxError):
                pass  # which the whole is better told of
        return self.parse(data), []

    def parse(self, data: bytes) -> etree._Element:
        """The element of a record, with all that is in it.

        Raises:
            DamagedError: it is not well-formed.
        """
        try:
            return etree.fromstring(data, self._parser)
        except etree.XMLSyntaxError as error:
            return self._second_try(data, error)

    def _second_try(self, data: bytes, error: etree.XMLSyntaxError) -> etree._Element:
        log: Any = self._parser.error_log  # the error's own log holds those of other parsers too
        if all(entry.type_name == _UNDECLARED_PREFIX for entry in log):
            return etree.fromstring(data, self._lenient)  # which loses nothing: the prefix stays in the name
        try:
            data.decode()
        except UnicodeDecodeError:
            self._say_legacy()
            return self.parse(data.decode(errors=_LEGACY).encode())
        raise DamagedError(error.msg.partition(", line ")[0], error.lineno or 1) from error

    def _say_legacy(self) -> None:
        if not self._warned:
            self._warned = True
            self._warn(Problem("encoding", "not UTF-8; read as Windows-1252 from here where needed"))


_LEGACY = "refconvert-legacy"


def _decode_legacy(error: UnicodeError) -> tuple[str | bytes, int]:
    """An error handler of codecs: the bytes that are not UTF-8 are Windows-1252, or else Latin-1."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.end]
    try:
        return wrong.decode("windows-1252"), error.end
    except UnicodeDecodeError:
        return wrong.decode("latin-1"), error.end


codecs.register_error(_LEGACY, _decode_legacy)

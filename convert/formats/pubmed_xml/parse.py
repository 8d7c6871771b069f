"""The bytes of one record → its element, and the lists that are extracted from it without making a tree of them."""

from collections.abc import Collection

from convert.formats.pubmed_xml.expressions.extract import Extracted, extract
from convert.formats.pubmed_xml.expressions.lists import compile_lists
from convert.formats.pubmed_xml.mathml import Element
from convert.formats.pubmed_xml.outline import is_article
from convert.formats.xml.parsing import ElementParser
from convert.formats.xml.split import DamagedError, ends_inside, has_comments
from convert.streams.problems import Warn


class Parser(ElementParser):
    """Parses the records of one file."""

    def __init__(self, warn: Warn, without: Collection[str] = ()) -> None:
        """Take whom to warn, and the optional fields that are not wanted."""
        super().__init__(warn)
        self._lists = compile_lists(without)

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

    def find_end(self, data: bytes) -> bytes:
        """The same bytes, for a Splitter that needs to know where records end, but not what they hold.

        A record without ``<!`` or ``<?`` has no comment and no CDATA section, so its first end tag is its last,
        whatever else may be wrong with it; any other is parsed.

        Raises:
            DamagedError: it ends too soon.
        """
        if has_comments(data):
            try:
                self.parse(data)
            except DamagedError:
                if ends_inside(data):
                    raise
        return data

    def rescue_apart(self, data: bytes) -> tuple[Element, list[Extracted]] | None:
        """What is left of a damaged record, if anything is."""
        element = self.rescue(data)
        return None if element is None else (element, [])


_CONTROLS = tuple(code for code in range(32) if code not in b"\t\n\r")


def _is_damaged(data: bytes, text: str) -> bool:
    """Whether there is a character that XML forbids (https://www.w3.org/TR/xml/#charsets), or ``]]>`` outside CDATA."""
    return (
        any(map(data.__contains__, _CONTROLS))
        or "\ufffe" in text
        or "\uffff" in text
        or ("]" in text and "]]>" in text)  # one character is found much faster than three
    )

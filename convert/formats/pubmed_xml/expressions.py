"""Regular expressions for elements as NLM writes them, and the text that these find.

Whatever stands between two elements of an element-only parent is passed over, as a tree's reader does.
"""

import re

from convert.formats.pubmed_xml.values import one_line

TO_NEXT_TAG = "[^<]*+<"
"""Whatever stands before a tag, and its ``<``: an element that may be left out is then told by its first letter."""

VALUE = r'"([^"&<\n\t]*+)"'
"""An attribute's value that a tree's reader would not change, as a group in its quotes."""


def element(name: str, inside: str = "([^<]*+)<", attributes: str = "") -> str:
    """An expression for an element, from its name to the begin of the next tag."""
    return rf"{name}{attributes}>{inside}/{name}>{TO_NEXT_TAG}"


def parent(name: str, inside: str, attributes: str = "") -> str:
    """An expression for an element that holds others."""
    return element(name, TO_NEXT_TAG + inside, attributes)


def maybe(pattern: str) -> str:
    """An expression for what may be absent."""
    return f"(?:{pattern}|)"


def rich(tag: str) -> str:
    """An expression for text in which whole pieces may be marked up, as a group and that of the last mark, named ``tag``."""
    return rf"([^<]*+(?:<(?P<{tag}>i|b|sub|sup)>[^<]++</(?P={tag})>[^<]*+)*)<"


def without_groups(pattern: str) -> str:
    """An expression for the same text, without groups."""
    return re.sub(r"\((?!\?)", "(?:", pattern)


def all_of(pattern: str) -> str:
    """An expression for the text of any number of these, as one group."""
    each = without_groups(pattern)
    return f"({each}(?:{each})*|)"


def any_number(pattern: str) -> str:
    """An expression for the groups of the first of these, and as one more group the text of all others."""
    return maybe(pattern) + all_of(pattern)


_REFERENCE = re.compile(r"&(?:(lt|gt|amp|quot|apos)|#([0-9]{1,7})|#x([0-9A-Fa-f]{1,6}));")
_CHARACTERS = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}


def text_in(source: str) -> str:
    """The text that stands in the source."""
    if "&" in source:
        source = _REFERENCE.sub(_character, source)
    return one_line(source) if "\n" in source else source.strip()


def _character(reference: re.Match[str]) -> str:
    """``""`` if text may not hold it."""
    name, decimal, hexadecimal = reference.groups()
    if name:
        return _CHARACTERS[name]
    number = int(decimal) if decimal else int(hexadecimal or "0", 16)
    return chr(number) if 32 <= number < 0xD800 else ""


def has_other_references(text: str) -> bool:
    """Whether a reference is to anything but a character that text may hold."""
    at = text.find("&")
    while at >= 0:
        reference = _REFERENCE.match(text, at)
        if reference is None or not _character(reference):
            return True
        at = text.find("&", at + 1)
    return False

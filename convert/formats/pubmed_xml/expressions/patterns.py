"""Names of elements → regular expressions for them, and the text that these find.

Text between the children of an element is passed over, as the tree's reader does.
"""

import re

from convert.formats.pubmed_xml.values import one_line

TO_NEXT_TAG = "[^<]*+<"
"""What stands before a tag, and its ``<``: an element that may be absent is then told by its first letter."""

VALUE = r'"([^"&<\n\t]*+)"'
"""An attribute's value without anything that a parser would change, as a group in its quotes."""


def element(name: str, attributes: str = "") -> str:
    """An element that holds text alone, or nothing, as a group; up to the next tag."""
    return rf"{name}{attributes}(?:>([^<]*+)</{name}>|/>){TO_NEXT_TAG}"


def matching(name: str, inside: str, attributes: str = "") -> str:
    """An element whose text is matched by ``inside``."""
    return rf"{name}{attributes}>{inside}</{name}>{TO_NEXT_TAG}"


def parent(name: str, inside: str, attributes: str = "") -> str:
    """An element that holds others."""
    return rf"{name}{attributes}>{TO_NEXT_TAG}{inside}/{name}>{TO_NEXT_TAG}"


def maybe(pattern: str) -> str:
    """What may be absent."""
    return f"(?:{pattern}|)"


def rich(tag: str) -> str:
    """Text with markup one level deep, as a group, and as another group, named ``tag``, the last element in it."""
    return rf"([^<]*+(?:<(?P<{tag}>i|b|sub|sup)>[^<]++</(?P={tag})>[^<]*+)*)"


def without_groups(pattern: str) -> str:
    """The same text, without groups."""
    return re.sub(r"\((?!\?)", "(?:", pattern)


def all_of(pattern: str) -> str:
    """Any number of these, as one group."""
    each = without_groups(pattern)
    return f"({each}(?:{each})*|)"


def any_number(pattern: str) -> str:
    """Any number of these: the groups of the first, and one group that holds all others."""
    return maybe(pattern) + all_of(pattern)


_REFERENCE = re.compile(r"&(?:(lt|gt|amp|quot|apos)|#([0-9]{1,7})|#x([0-9A-Fa-f]{1,6}));")
_CHARACTERS = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}


def text_in(source: str) -> str:
    """The source of a text → the text, on one line."""
    if "&" in source:
        source = _REFERENCE.sub(_character, source)
    return one_line(source) if "\n" in source else source.strip()


def _character(reference: re.Match[str]) -> str:
    """The character that a reference stands for; ``""`` if XML forbids it."""
    name, decimal, hexadecimal = reference.groups()
    if name:
        return _CHARACTERS[name]
    number = int(decimal) if decimal else int(hexadecimal or "0", 16)
    return chr(number) if 32 <= number < 0xD800 else ""


def has_other_references(text: str) -> bool:
    """Whether there is an ``&`` that ``text_in`` can't replace."""
    at = text.find("&")
    while at >= 0:
        reference = _REFERENCE.match(text, at)
        if reference is None or not _character(reference):
            return True
        at = text.find("&", at + 1)
    return False

"""Formatting attributes, affixes and delimiters → marked text: a string with private-use characters as marks.

Every rendering element returns marked text, so that joining parts and testing for emptiness cost no more than for plain
strings. ``punctuation.py`` and ``output/tree.py`` read the marks once the whole entry is there.

An opening mark names the formatting it opens (``MARKS``); ``CLOSE`` ends the innermost one. ``PREFIX_MARK``,
``SUFFIX_MARK`` and ``DELIMITER_MARK`` precede an affix or delimiter: punctuation is merged only there
(CSL 1.0.2, "Affixes", "Delimiter").
"""

import re
from collections.abc import Callable, Mapping
from functools import partial

_VALUES = {
    "font-style": "italic oblique normal",
    "font-variant": "small-caps normal",
    "font-weight": "bold light normal",
    "text-decoration": "underline none",
    "vertical-align": "sup sub baseline",
    "display": "block left-margin right-inline indent",
    "quotes": "true inner",
    "nocase": "true",
    "link": "DOI PMID PMCID URL",
    "flip font-style": "italic",
    "flip font-weight": "bold",
    "flip font-variant": "small-caps",
    "flip vertical-align": "sup sub",
    "flip none": "none",
}
_KINDS = [(name, value) for name, values in _VALUES.items() for value in values.split()]
MARKS: Mapping[tuple[str, str], str] = {kind: chr(0xE000 + n) for n, kind in enumerate(_KINDS)}
"""(attribute, value) → the mark that opens it."""
KINDS: Mapping[str, tuple[str, str]] = {mark: kind for kind, mark in MARKS.items()}
"""An opening mark → (attribute, value)."""
ITALIC, BOLD = MARKS["flip font-style", "italic"], MARKS["flip font-weight", "bold"]
SUP, SUB = MARKS["flip vertical-align", "sup"], MARKS["flip vertical-align", "sub"]
SMALL_CAPS, UNSTYLED = MARKS["flip font-variant", "small-caps"], MARKS["flip none", "none"]
"""Formatting within a field: it turns to normal where the style already applies it."""
QUOTE, INNER_QUOTE = MARKS["quotes", "true"], MARKS["quotes", "inner"]
NOCASE = MARKS["nocase", "true"]
KEEP_SPACE = "\ue076"
"""Follows a space that must not merge with the next one."""
GROUP_SUFFIX, GROUP_END = "\ue078", "\ue079"
"""Follow the punctuation that ends a group's suffix, and the end of a group whose last part has such a suffix."""
TERM = "\ue07d"
"""Precedes a term: one that starts a note or entry is capitalised."""
PREFIX_MARK, SUFFIX_MARK, DELIMITER_MARK = "\ue077", "\ue07c", "\ue07e"
"""Precede a prefix, a suffix, a delimiter."""
CLOSE = "\ue07f"
"""Ends the innermost formatting."""
MARK_CLASS = "\ue000-\ue07f"
"""All marks, as a range inside a regular expression's brackets."""
ANY_MARK = re.compile(f"[{MARK_CLASS}]")
TOKENS = re.compile(f"[{MARK_CLASS}]|[^{MARK_CLASS}]+")
"""The tokens of marked text: marks, and the text between them."""
PUNCTUATION = frozenset(".,;:!?")
EAST_ASIAN = r"\u1100-\u11ff\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef"
"""Chinese, Japanese and Korean, as ranges inside a regular expression's brackets."""
MERGEABLE = PUNCTUATION | {" "}
"""What may merge with the text before it."""


def words(text: str) -> frozenset[str]:
    """The set of the words in a text."""
    return frozenset(text.split())


def plain(marked: str) -> str:
    """Marked text without its marks.

    >>> plain(ITALIC + "in vivo" + CLOSE)
    'in vivo'
    """
    return ANY_MARK.sub("", marked)


def _marked(mark: str, text: str) -> str:
    """A prefix, suffix or delimiter, marked if it starts with punctuation or a space, which may merge."""
    text = hard_spaces(text)
    return mark + text if text[:1] in MERGEABLE else text


mark_prefix = partial(_marked, PREFIX_MARK)
mark_suffix = partial(_marked, SUFFIX_MARK)
mark_delimiter = partial(_marked, DELIMITER_MARK)


def hard_spaces(text: str) -> str:
    """Make the first of two consecutive spaces a no-break space, so that they do not collapse."""
    return text.replace("  ", "\u00a0 ")


FORMATTING = ("font-style", "font-variant", "font-weight", "text-decoration", "vertical-align")
_SURROUNDING = {*FORMATTING, "quotes", "prefix", "suffix", "display"}


def without_affixes(attributes: Mapping[str, str]) -> dict[str, str]:
    """An element's attributes except ``prefix`` and ``suffix``."""
    return {name: value for name, value in attributes.items() if name not in ("prefix", "suffix")}


def formatting_marks(attributes: Mapping[str, str]) -> tuple[str, str]:
    """The opening and closing marks for an element's formatting attributes, outermost first."""
    opening = "".join(MARKS.get((name, attributes.get(name, "")), "") for name in reversed(FORMATTING))
    if attributes.get("quotes") == "true":
        opening = QUOTE + opening
    return opening, CLOSE * len(opening)


def compile_wrapper(attributes: Mapping[str, str], *, number: bool = False) -> Callable[[str], str] | None:
    """Compile an element's formatting and affixes to a function that wraps a non-empty text; None if it has neither.

    Args:
        attributes: the element's attributes.
        number: whether the element prints a number variable, whose suffix keeps its final space whatever follows.
    """
    if _SURROUNDING.isdisjoint(attributes):
        return None
    opening, closing = formatting_marks(attributes)
    before = mark_prefix(attributes.get("prefix", "")) + opening
    after = closing + mark_suffix(attributes.get("suffix", ""))
    if number and after.endswith(" "):
        after += KEEP_SPACE
    block = MARKS.get(("display", attributes.get("display", "")))
    if block:
        before, after = block + before, after + CLOSE
    if not before and not after:
        return None

    def wrap(text: str) -> str:
        return f"{before}{text}{after}"

    return wrap

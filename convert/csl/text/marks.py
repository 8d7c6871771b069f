"""Marked text: plain text in which private-use characters open and close formatting.

Every rendering element returns such a string, so that joining, asking "is it empty?" and affixes cost what they cost
for plain text. ``merge_punctuation.py`` reads the marks once, when the whole entry is there.

A mark that opens says what it opens (``MARKS``); one and the same ``CLOSE`` ends whatever is innermost. ``SUFFIX_MARK`` and
``DELIMITER_MARK`` stand before an affix or delimiter: only there may punctuation be merged (CSL 1.0.2, "Affixes", "Delimiter").
"""

import re
from collections.abc import Callable, Mapping

_FIRST = 0xE000
_KINDS = (
    ("font-style", "italic"),
    ("font-style", "oblique"),
    ("font-style", "normal"),
    ("font-variant", "small-caps"),
    ("font-variant", "normal"),
    ("font-weight", "bold"),
    ("font-weight", "light"),
    ("font-weight", "normal"),
    ("text-decoration", "underline"),
    ("text-decoration", "none"),
    ("vertical-align", "sup"),
    ("vertical-align", "sub"),
    ("vertical-align", "baseline"),
    ("display", "block"),
    ("display", "left-margin"),
    ("display", "right-inline"),
    ("display", "indent"),
    ("quotes", "true"),
    ("quotes", "inner"),
    ("nocase", "true"),
    ("link", "DOI"),
    ("link", "PMID"),
    ("link", "PMCID"),
    ("link", "URL"),
    ("flip font-style", "italic"),
    ("flip font-weight", "bold"),
    ("flip font-variant", "small-caps"),
    ("flip vertical-align", "sup"),
    ("flip vertical-align", "sub"),
    ("flip none", "none"),
)
MARKS: Mapping[tuple[str, str], str] = {kind: chr(_FIRST + n) for n, kind in enumerate(_KINDS)}
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
PUNCTUATION = frozenset(".,;:!?")
EAST_ASIAN = r"\u1100-\u11ff\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef"
"""Chinese, Japanese and Korean, as ranges inside a regular expression's brackets."""
_MERGES = PUNCTUATION | {" "}


def words(text: str) -> frozenset[str]:
    """The set of the words in a text."""
    return frozenset(text.split())


def plain(marked: str) -> str:
    """Marked text without its marks.

    >>> plain(ITALIC + "in vivo" + CLOSE)
    'in vivo'
    """
    return ANY_MARK.sub("", marked)


def mark_prefix(text: str) -> str:
    """A prefix with its mark if it starts with punctuation or a space, which may merge."""
    return _bounded(PREFIX_MARK, text)


def mark_suffix(text: str) -> str:
    """A suffix with its mark if it starts with punctuation or a space, which may merge."""
    return _bounded(SUFFIX_MARK, text)


def mark_delimiter(delimiter: str) -> str:
    """A delimiter with its mark if it starts with punctuation or a space, which may merge."""
    return _bounded(DELIMITER_MARK, delimiter)


def _bounded(mark: str, text: str) -> str:
    if not text:
        return ""
    text = hard_spaces(text)
    return mark + text if text[0] in _MERGES else text


def hard_spaces(text: str) -> str:
    """Make the first of two consecutive spaces a no-break space, so that they do not collapse."""
    return text.replace("  ", "\u00a0 ")


_SURROUNDING = words(
    "font-style font-variant font-weight text-decoration vertical-align quotes prefix suffix display"
)
_ORDER = ("font-style", "font-variant", "font-weight", "text-decoration", "vertical-align")


def formatting_marks(attributes: Mapping[str, str]) -> tuple[str, str]:
    """The opening and closing marks for an element's formatting attributes, outermost first."""
    opening = "".join(MARKS.get((name, attributes.get(name, "")), "") for name in reversed(_ORDER))
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

"""Marked text: plain text in which private-use characters open and close formatting.

Every rendering element returns such a string, so that joining, asking "is it empty?" and affixes cost what they cost
for plain text. ``settle.py`` reads the marks once, when the whole entry is there.

A mark that opens says what it opens (``MARKS``); one and the same ``CLOSE`` ends whatever is innermost. ``SEAM`` and
``JOINT`` stand before an affix or delimiter: only there may punctuation be merged (CSL 1.0.2, "Affixes", "Delimiter").
"""

import re
from collections.abc import Callable, Mapping
from functools import cache

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
"""Formatting within a field: it flips back to normal where the style has it on already."""
QUOTE, INNER_QUOTE = MARKS["quotes", "true"], MARKS["quotes", "inner"]
NOCASE = MARKS["nocase", "true"]
TERM = "\ue07d"
"""Stands before a term: the one that starts a note is capitalised."""
BEFORE, SEAM, JOINT, CLOSE = "\ue077", "\ue07c", "\ue07e", "\ue07f"
"""A prefix follows; a suffix; a delimiter; the innermost formatting ends."""
MARK_CLASS = "\ue000-\ue07f"
"""All marks, for use inside a regular expression's brackets."""
ANY_MARK = re.compile(f"[{MARK_CLASS}]")
PUNCTUATION = frozenset(".,;:!?")
_MERGES = PUNCTUATION | {" "}


def words(text: str) -> frozenset[str]:
    """A set of words, written as prose."""
    return frozenset(text.split())


def plain(marked: str) -> str:
    """Marked text without its marks.

    >>> plain(ITALIC + "in vivo" + CLOSE)
    'in vivo'
    """
    return ANY_MARK.sub("", marked)


def prefixed(text: str) -> str:
    """A prefix, marked where it may have to merge with what it meets."""
    return _bounded(BEFORE, text)


def suffixed(text: str) -> str:
    """A suffix, marked where it may have to merge with what it meets."""
    return _bounded(SEAM, text)


def seamed(delimiter: str) -> str:
    """A delimiter, marked where it may have to merge with what it meets."""
    return _bounded(JOINT, delimiter)


def _bounded(mark: str, text: str) -> str:
    if not text:
        return ""
    text = hard_spaces(text)
    return mark + text if text[0] in _MERGES else text


def hard_spaces(text: str) -> str:
    """Two spaces that are meant: the first one is kept from collapsing."""
    return text.replace("  ", "\u00a0 ")


_SURROUNDING = words(
    "font-style font-variant font-weight text-decoration vertical-align quotes prefix suffix display"
)
_ORDER = ("font-style", "font-variant", "font-weight", "text-decoration", "vertical-align")


def marks_of(attributes: Mapping[str, str]) -> tuple[str, str]:
    """The opening and closing marks that an element's formatting attributes ask for, outermost first."""
    opening = "".join(MARKS.get((name, attributes.get(name, "")), "") for name in reversed(_ORDER))
    if attributes.get("quotes") == "true":
        opening = QUOTE + opening
    return opening, CLOSE * len(opening)


def wrapper(attributes: Mapping[str, str], *, number: bool = False) -> Callable[[str], str] | None:
    """A function that puts an element's formatting and affixes around its (non-empty) text; None where there are none.

    Args:
        attributes: the element's.
        number: whether the element prints a number variable: the space that ends its suffix is kept, whatever follows.
    """
    if _SURROUNDING.isdisjoint(attributes):
        return None
    opening, closing = marks_of(attributes)
    before = prefixed(attributes.get("prefix", "")) + opening
    after = closing + suffixed(attributes.get("suffix", ""))
    if number and after.endswith(" "):
        after += KEEP
    block = MARKS.get(("display", attributes.get("display", "")))
    if block:
        before, after = block + before, after + CLOSE
    if not before and not after:
        return None

    def wrap(text: str) -> str:
        return f"{before}{text}{after}"

    return wrap


_OPEN_TAGS = {
    "<i>": ITALIC,
    "<em>": ITALIC,
    "<b>": BOLD,
    "<strong>": BOLD,
    "<sup>": SUP,
    "<sub>": SUB,
    "<sc>": SMALL_CAPS,
    '<span style="font-variant:small-caps;">': SMALL_CAPS,
    '<span style="font-variant: small-caps;">': SMALL_CAPS,
    '<span class="nocase">': NOCASE,
    '<span class="nodecor">': UNSTYLED,
}
_CLOSE_TAGS = {
    "</i>": "<i>",
    "</em>": "<em>",
    "</b>": "<b>",
    "</strong>": "<strong>",
    "</sup>": "<sup>",
    "</sub>": "<sub>",
    "</sc>": "<sc>",
    "</span>": "<span",
}
_TAG = re.compile(
    r"</?(?:i|b|sup|sub|sc|em|strong)>|</span>|<span (?:class=\"no(?:case|decor)\"|style=\"font-variant: ?small-caps;\")>"
)
# An opening quote stands before a character that is no space, and after a space, bracket, dash, tag or quote.
_BEFORE_QUOTE = frozenset(" \u00a0\u202f([{-–—/\"'“‘«>")
KEEP, GROUP_TAIL, GROUP_END = "\ue076", "\ue078", "\ue079"
"""The space before is kept; punctuation was a group's suffix; a group ends that ended in such a suffix."""
_STRAIGHT, _APOSTROPHES = frozenset("\"'"), frozenset("'’")
QuotePairs = tuple[tuple[str, str], tuple[str, str]]
"""A language's outer and inner pair of quotation marks."""
AMERICAN: QuotePairs = ("“", "”"), ("‘", "’")


@cache
def _quote_syntax(quotes: QuotePairs) -> tuple[re.Pattern[str], dict[str, tuple[str, str]], frozenset[str]]:
    """Tags and quotes to look for; opening quote → (what closes it, its mark); the closing quotes."""
    (outer, outer_end), (inner, inner_end) = quotes
    opens = {'"': ('"', QUOTE), "'": ("'", QUOTE), inner: (inner_end, INNER_QUOTE), outer: (outer_end, QUOTE)}
    closes = frozenset(end for end, _ in opens.values())
    marks = sorted({*opens, *closes} - {""}, key=len, reverse=True)
    return re.compile(_TAG.pattern + "|" + "|".join(map(re.escape, marks))), opens, closes


_FRENCH_SPACES = re.compile(r" (?=[:;?!»])|(?<=«) ")
_NEEDS_PARSING = re.compile(r"[<\"'“”‘’„‚«»\ue000-\ue07f]")


def prepare_text(text: str, quotes: QuotePairs) -> str:
    """Text of an item or a style as it is to print: tags, quotes, apostrophes, hard spaces before French punctuation.

    >>> prepare_text("Un titre : l'essai", AMERICAN).endswith("l’essai")
    True
    """
    if " " in text:
        text = hard_spaces(_FRENCH_SPACES.sub("\u202f", text))
    return parse_rich_text(text, quotes) if _NEEDS_PARSING.search(text) else text


def parse_rich_text(text: str, quotes: QuotePairs = AMERICAN) -> str:
    """Field text with HTML-like tags and quotes → marked text.

    Tags are those of CSL-JSON. Straight quotes and the language's own become quote marks where they pair, so that they
    can alternate with the style's; an apostrophe becomes a typographic one; what doesn't pair stays as it was.

    >>> parse_rich_text("<i>E. coli</i>") == ITALIC + "E. coli" + CLOSE
    True
    >>> parse_rich_text("Koza's")
    'Koza’s'
    """
    if ANY_MARK.search(text):
        text = ANY_MARK.sub("", text)
    pieces: list[str] = []
    opened: list[tuple[int, str, str]] = []  # (place in pieces, what closes it, its mark)
    position = 0
    syntax = _quote_syntax(quotes)
    for found in syntax[0].finditer(text):
        pieces.append(text[position : found.start()])
        position = found.end()
        token = found[0]
        if token[0] == "<":
            _tag(token, pieces, opened)
        else:
            _quote(found, syntax, pieces, opened)
    pieces.append(text[position:])
    return "".join(pieces)


def _tag(tag: str, pieces: list[str], opened: list[tuple[int, str, str]]) -> None:
    """Open a tag, or close the one that is open; an unmatched tag stays as text."""
    if tag in _OPEN_TAGS:
        closer = "</span>" if tag.startswith("<span") else "</" + tag[1:]
        opened.append((len(pieces), closer, _OPEN_TAGS[tag]))
        pieces.append(tag)
        return
    if not _close(tag, pieces, opened):
        pieces.append(tag)


def _close(closer: str, pieces: list[str], opened: list[tuple[int, str, str]]) -> bool:
    """Turn the innermost opener that waits for ``closer`` into a mark; openers inside it stay as text."""
    for n in range(len(opened) - 1, -1, -1):
        place, waits_for, mark = opened[n]
        if waits_for == closer:
            del opened[n:]
            pieces[place] = mark
            pieces.append(CLOSE)
            return True
        if waits_for[0] == "<" and closer[0] != "<":
            return False
    return False


def _quote(
    found: re.Match[str],
    syntax: tuple[re.Pattern[str], dict[str, tuple[str, str]], frozenset[str]],
    pieces: list[str],
    opened: list[tuple[int, str, str]],
) -> None:
    """Open or close a quotation, or print an apostrophe."""
    _, opens, closes = syntax
    sign, text = found[0], found.string
    before = text[found.start() - 1 : found.start()] or " "
    after = text[found.end() : found.end() + 1] or " "
    straight = sign in _STRAIGHT
    apostrophe = sign in _APOSTROPHES
    closing = sign in closes and not (before.isspace() and straight) and not (apostrophe and after.isalnum())
    if closing and _close(sign, pieces, opened):
        return
    if sign in opens:
        end, mark = opens[sign]
        starts = not after.isspace() and not (apostrophe and after in _APOSTROPHES)
        starts = starts and (before in _BEFORE_QUOTE or not (straight or sign == "‘"))
        if starts and not (straight and any(closer == end for _, closer, _ in opened)):
            opened.append((len(pieces), end, mark))
    pieces.append("’" if sign == "'" else sign)

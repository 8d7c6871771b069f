"""Marked text: plain text in which private-use characters open and close formatting.

Every rendering element returns such a string, so that joining, asking "is it empty?" and affixes cost what they cost
for plain text. ``settle.py`` reads the marks once, when the whole entry is there.

A mark that opens says what it opens (``MARKS``); one and the same ``CLOSE`` ends whatever is innermost. ``SEAM`` and
``JOINT`` stand before an affix or delimiter: only there may punctuation be merged (CSL 1.0.2, "Affixes", "Delimiter").
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
    ("link", ""),
)
MARKS: Mapping[tuple[str, str], str] = {kind: chr(_FIRST + n) for n, kind in enumerate(_KINDS)}
"""(attribute, value) → the mark that opens it."""
KINDS: Mapping[str, tuple[str, str]] = {mark: kind for kind, mark in MARKS.items()}
"""An opening mark → (attribute, value)."""
ITALIC, BOLD = MARKS["font-style", "italic"], MARKS["font-weight", "bold"]
SUP, SUB = MARKS["vertical-align", "sup"], MARKS["vertical-align", "sub"]
SMALL_CAPS = MARKS["font-variant", "small-caps"]
QUOTE, INNER_QUOTE = MARKS["quotes", "true"], MARKS["quotes", "inner"]
NOCASE, LINK = MARKS["nocase", "true"], MARKS["link", ""]
LINK_TEXT = "\ue07b"
"""Ends the address of a link; the text to show follows."""
TERM = "\ue07d"
"""Stands before a term: the one that starts a note is capitalised."""
SEAM, JOINT, SPLIT, CLOSE = "\ue07c", "\ue07e", "\ue07a", "\ue07f"
"""An affix follows; a delimiter follows; text that may start with a space follows; the innermost formatting ends."""
MARK_CLASS = "\ue000-\ue07f"
"""All marks, for use inside a regular expression's brackets."""
ANY_MARK = re.compile(f"[{MARK_CLASS}]")
_LINKS = re.compile(f"{LINK}[^{LINK_TEXT}]*{LINK_TEXT}")
PUNCTUATION = frozenset(".,;:!?")
_MERGES = PUNCTUATION | {" "}


def plain(marked: str) -> str:
    """Marked text without its marks.

    >>> plain(ITALIC + "in vivo" + CLOSE)
    'in vivo'
    """
    return ANY_MARK.sub("", _LINKS.sub("", marked))


def affix(text: str) -> str:
    """A prefix or suffix, marked where it may have to merge with what it meets."""
    return _bounded(SEAM, text)


def seamed(delimiter: str) -> str:
    """A delimiter, marked where it may have to merge with what it meets."""
    return _bounded(JOINT, delimiter)


def _bounded(mark: str, text: str) -> str:
    if not text:
        return ""
    return (mark if text[0] in _MERGES else "") + text + (SPLIT if text[-1] == " " else "")


_ORDER = ("font-style", "font-variant", "font-weight", "text-decoration", "vertical-align")


def marks_of(attributes: Mapping[str, str]) -> tuple[str, str]:
    """The opening and closing marks that an element's formatting attributes ask for, outermost first."""
    opening = "".join(MARKS.get((name, attributes.get(name, "")), "") for name in reversed(_ORDER))
    if attributes.get("quotes") == "true":
        opening = QUOTE + opening
    return opening, CLOSE * len(opening)


def wrapper(attributes: Mapping[str, str], *, display: bool = True) -> Callable[[str], str] | None:
    """A function that puts an element's formatting and affixes around its (non-empty) text; None where there are none."""
    opening, closing = marks_of(attributes)
    before = affix(attributes.get("prefix", "")) + opening
    after = closing + affix(attributes.get("suffix", ""))
    block = MARKS.get(("display", attributes.get("display", ""))) if display else None
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
}
_CLOSE_TAGS = {"</i>": "<i>", "</em>": "<em>", "</b>": "<b>", "</strong>": "<strong>", "</sup>": "<sup>", "</sub>": "<sub>", "</sc>": "<sc>", "</span>": "<span"}
_TAG = re.compile(r"</?(?:i|b|sup|sub|sc|em|strong)>|</span>|<span (?:class=\"nocase\"|style=\"font-variant: ?small-caps;\")>")
# An opening quote stands before a character that is no space, and after a space, bracket, dash, tag or quote.
_BEFORE_QUOTE = frozenset(" \u00a0\u202f([{-–—/\"'“‘«")
_TOKEN = re.compile(_TAG.pattern + r"|[\"'“”‘’]")
_CLOSES = {'"': '"', "'": "'", "“": "”", "‘": "’"}


def parse_rich_text(text: str) -> str:
    """Field text with HTML-like tags and quotes → marked text.

    Tags are those of CSL-JSON. Quotes that pair become quote marks, so that they can alternate with the style's own;
    an apostrophe becomes a typographic one; what doesn't pair stays as it was.

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
    for found in _TOKEN.finditer(text):
        pieces.append(text[position : found.start()])
        position = found.end()
        token = found[0]
        if token[0] == "<":
            _tag(token, pieces, opened)
        else:
            _quote(token, text, found.start(), pieces, opened)
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


def _quote(token: str, text: str, at: int, pieces: list[str], opened: list[tuple[int, str, str]]) -> None:
    """Open or close a quotation, or print an apostrophe."""
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    can_close = not before.isspace() or token == "”"
    if can_close and token in "\"'”’" and not (token in "'’" and after.isalnum()) and _close(token, pieces, opened):
        return
    starts = before in _BEFORE_QUOTE or before == ">"
    if token in _CLOSES and (token in "“«‘" or (starts and not after.isspace())):
        waiting = any(closer == _CLOSES[token] for _, closer, _ in opened)
        if not (waiting and token in "\"'"):
            opened.append((len(pieces), _CLOSES[token], QUOTE if token in '"“' else INNER_QUOTE))
            pieces.append("’" if token == "'" else token)
            return
    pieces.append("’" if token == "'" else token)

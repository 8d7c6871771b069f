"""Text of items and styles, with HTML-like tags and quotation marks → marked text.

The tags are CSL-JSON's: https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html#html-like-formatting-tags
"""

import re
from functools import cache

from convert.csl.text import marks

_OPEN_TAGS = {
    "<i>": marks.ITALIC,
    "<em>": marks.ITALIC,
    "<b>": marks.BOLD,
    "<strong>": marks.BOLD,
    "<sup>": marks.SUP,
    "<sub>": marks.SUB,
    "<sc>": marks.SMALL_CAPS,
    '<span style="font-variant:small-caps;">': marks.SMALL_CAPS,
    '<span style="font-variant: small-caps;">': marks.SMALL_CAPS,
    '<span class="nocase">': marks.NOCASE,
    '<span class="nodecor">': marks.UNSTYLED,
}
_TAG = re.compile(
    r"</?(?:i|b|sup|sub|sc|em|strong)>|</span>|<span (?:class=\"no(?:case|decor)\"|style=\"font-variant: ?small-caps;\")>"
)
# An opening quotation mark follows one of these, and does not precede a space.
_BEFORE_QUOTE = frozenset(" \u00a0\u202f([{-–—/\"'“‘«>")
_STRAIGHT, _APOSTROPHES = frozenset("\"'"), frozenset("'’")
QuotePairs = tuple[tuple[str, str], tuple[str, str]]
"""A language's outer and inner pair of quotation marks."""
AMERICAN: QuotePairs = ("“", "”"), ("‘", "’")


@cache
def _quote_syntax(quotes: QuotePairs) -> tuple[re.Pattern[str], dict[str, tuple[str, str]], frozenset[str]]:
    """Quotation marks → a pattern for them and for tags; opening quote → (closing quote, mark); the closing quotes."""
    (outer, outer_end), (inner, inner_end) = quotes
    opens = {
        '"': ('"', marks.QUOTE),
        "'": ("'", marks.QUOTE),
        inner: (inner_end, marks.INNER_QUOTE),
        outer: (outer_end, marks.QUOTE),
    }
    closes = frozenset(end for end, _ in opens.values())
    ends = sorted({*opens, *closes} - {""}, key=len, reverse=True)
    return re.compile(_TAG.pattern + "|" + "|".join(map(re.escape, ends))), opens, closes


_FRENCH_SPACES = re.compile(r" (?:(?=[:;?!»])|(?<=« ))")
_NEEDS_PARSING = re.compile(r"[<\"'“”‘’„‚«»\ue000-\ue07f]")


def prepare_text(text: str, quotes: QuotePairs) -> str:
    """Text of an item or style → marked text, with no-break spaces at French punctuation.

    >>> prepare_text("Un titre : l'essai", AMERICAN).endswith("l’essai")
    True
    """
    if " " in text:
        text = marks.hard_spaces(_FRENCH_SPACES.sub("\u202f", text))
    return parse_rich_text(text, quotes) if _NEEDS_PARSING.search(text) else text


def parse_rich_text(text: str, quotes: QuotePairs = AMERICAN) -> str:
    """Field text with CSL-JSON's HTML-like tags, and with quotation marks → marked text.

    Straight quotation marks and those of the language become marks where they pair, so that they can alternate with the
    style's. A straight apostrophe becomes typographic. Tags and quotation marks without a partner stay as they are.

    >>> parse_rich_text("<i>E. coli</i>") == marks.ITALIC + "E. coli" + marks.CLOSE
    True
    >>> parse_rich_text("Koza's")
    'Koza’s'
    """
    if marks.ANY_MARK.search(text):
        text = marks.ANY_MARK.sub("", text)
    pieces: list[str] = []
    opened: list[tuple[int, str, str]] = []  # (index in pieces, closing token, mark)
    position = 0
    syntax = _quote_syntax(quotes)
    for found in syntax[0].finditer(text):
        pieces.append(text[position : found.start()])
        position = found.end()
        token = found[0]
        if token[0] != "<":
            _quote(found, syntax, pieces, opened)
        elif token in _OPEN_TAGS:
            closer = "</span>" if token.startswith("<span") else "</" + token[1:]
            opened.append((len(pieces), closer, _OPEN_TAGS[token]))
            pieces.append(token)
        elif not _close(token, pieces, opened):
            pieces.append(token)
    pieces.append(text[position:])
    return "".join(pieces)


def _close(closer: str, pieces: list[str], opened: list[tuple[int, str, str]]) -> bool:
    """Turn the innermost opener that ``closer`` ends into a mark; openers inside it stay as text."""
    for n in range(len(opened) - 1, -1, -1):
        place, waits_for, mark = opened[n]
        if waits_for == closer:
            del opened[n:]
            pieces[place] = mark
            pieces.append(marks.CLOSE)
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
    """Open or close a quotation, or add an apostrophe."""
    _, opens, closes = syntax
    character, text = found[0], found.string
    before = text[found.start() - 1 : found.start()] or " "
    after = text[found.end() : found.end() + 1] or " "
    straight = character in _STRAIGHT
    apostrophe = character in _APOSTROPHES
    closing = (
        character in closes and not (before.isspace() and straight) and not (apostrophe and after.isalnum())
    )
    if closing and _close(character, pieces, opened):
        return
    if character in opens:
        end, mark = opens[character]
        starts = not after.isspace() and not (apostrophe and after in _APOSTROPHES)
        starts = starts and (before in _BEFORE_QUOTE or not (straight or character == "‘"))
        if starts and not (straight and any(closer == end for _, closer, _ in opened)):
            opened.append((len(pieces), end, mark))
    pieces.append("’" if character == "'" else character)

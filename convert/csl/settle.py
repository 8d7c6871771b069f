"""The one pass over a finished entry: punctuation that meets is merged, quotes take punctuation in, spaces don't double.

In: marked text. Out: its tokens (stretches of text, and marks) in order, without seams. CSL 1.0.2: "Affixes",
"Delimiter", "Quotes", ``punctuation-in-quote``.
"""

import re

from convert.csl.markup import (
    BEFORE,
    CLOSE,
    GROUP_END,
    INNER_QUOTE,
    JOINT,
    KEEP,
    KINDS,
    MARK_CLASS,
    PUNCTUATION,
    QUOTE,
    SEAM,
)

MARK_FIRST, MARK_LAST = MARK_CLASS[0], MARK_CLASS[-1]
_TOKENS = re.compile(f"[{MARK_CLASS}]|[^{MARK_CLASS}]+")
_MERGED = {
    "::": ":", ":.": ":", ":!": "!", ":?": "?",
    "..": ".",
    ";:": ";", ";.": ";", ";;": ";", ";!": "!", ";?": "?",
    "!:": "!", "!.": "!", "!!": "!",
    "?:": "?", "?.": "?", "??": "?",
    ",,": ",",
}  # fmt: skip
"""Two punctuation marks that meet → the one that stays; pairs not listed both stay."""
_MEETING = PUNCTUATION | {" "}
_TAKEN_IN = frozenset(".,!?")


_CONTENT, _PREFIX, _SUFFIX, _DELIMITER = 0, 1, 2, 3
_ORIGINS = {BEFORE: _PREFIX, SEAM: _SUFFIX, JOINT: _DELIMITER}
_HAS_WORD = re.compile(r"\w")


class _Settler:
    """The tokens so far, and where their last text is."""

    __slots__ = ("after_quote", "in_quote", "keep_space", "last_origin", "out", "stack", "texts")

    def __init__(self, *, in_quote: bool) -> None:
        self.out: list[str] = []
        self.texts: list[int] = []  # places of texts in out
        self.stack: list[str] = []
        self.after_quote = -1  # place of the quote's end that follows the last text
        self.last_origin = _CONTENT
        self.keep_space = False
        self.in_quote = in_quote

    def text(self, text: str, origin: int) -> None:
        """Add a stretch of text after a mark."""
        while text and self.texts:
            at = self.texts[-1]
            last, first = self.out[at][-1], text[0]
            if first == " " == last and (origin > _PREFIX or (origin and not self.keep_space)):
                text = text[1:]
            elif origin == _CONTENT or first not in PUNCTUATION:
                break
            elif self.after_quote >= 0:
                if not self._meet_quote(last, first):
                    break
                text = text[1:]
            else:
                merged = self._merge(last, first, origin)
                if not merged:
                    break
                if merged != last:
                    self._replace(at, merged)
                text = text[1:]
        if text:
            self.texts.append(len(self.out))
            self.out.append(text)
            self.after_quote = -1
            self.keep_space = False
            self.last_origin = _CONTENT if _HAS_WORD.search(text) else origin

    def _merge(self, last: str, first: str, origin: int) -> str:
        """The punctuation that stays where two marks meet; ``""`` if both do.

        A delimiter and an affix only lose what they have in common.
        """
        if self.last_origin != _CONTENT and _DELIMITER in (self.last_origin, origin):
            return last if last == first else ""
        return _MERGED.get(last + first, "")

    def _meet_quote(self, last: str, first: str) -> bool:
        """Punctuation after a closing quotation mark: True if it was taken in, or there already."""
        merged = _MERGED.get(last + first) if last in PUNCTUATION else None
        if not self.in_quote:
            return first == "." == last
        if merged == last:
            return True
        if first not in _TAKEN_IN or merged is not None:
            return False
        self._take_in(first)
        return True

    def _take_in(self, mark: str) -> None:
        """Put punctuation before the end of the quote, behind any formatting that ends there."""
        at = self.after_quote
        if self.texts[-1] == at - 1:
            self.out[at - 1] += mark
            return
        self.out.insert(at, mark)
        self.texts.append(at)
        self.after_quote = at + 1

    def _replace(self, at: int, mark: str) -> None:
        """Replace the last character of a text; one that is now alone after a quote's end is settled anew."""
        kept = self.out[at][:-1]
        if kept or at == 0 or self.out[at - 1] != CLOSE:
            self.out[at] = kept + mark
            return
        del self.out[at]
        self.texts.pop()
        self.after_quote = at - 1
        self.text(mark, _SUFFIX)

    def mark(self, mark: str) -> None:
        """Add a mark."""
        if mark == CLOSE:
            if not self.stack:
                return
            if self.stack.pop() in (QUOTE, INNER_QUOTE) and self.texts and self.after_quote < 0:
                self.after_quote = len(self.out)
        else:
            self.keep_space = True  # spaces on the two sides of formatting are both meant
            self.stack.append(mark)
            if mark in (QUOTE, INNER_QUOTE):
                self.after_quote = -1
        self.out.append(mark)


def settle(marked: str, *, in_quote: bool) -> list[str]:
    """Marked text → tokens, with punctuation, quotes and spaces settled.

    Args:
        marked: a whole entry or citation.
        in_quote: the locale's ``punctuation-in-quote``.

    >>> "".join(settle("et al." + SEAM + ". A title?" + SEAM + ". J", in_quote=True))
    'et al. A title? J'
    """
    settler = _Settler(in_quote=in_quote)
    out, texts = settler.out, settler.texts
    origin = _CONTENT
    for token in _TOKENS.findall(marked):
        if not MARK_FIRST <= token <= MARK_LAST:
            if (
                origin
                and texts
                and token[0] in _MEETING
                and (settler.after_quote >= 0 or out[texts[-1]][-1] in _MEETING)
            ):
                settler.text(token, origin)
            else:
                texts.append(len(out))
                out.append(token)
                settler.last_origin = origin and (_CONTENT if _HAS_WORD.search(token) else origin)
                settler.after_quote, settler.keep_space = -1, False
            origin = _CONTENT
        elif token in _ORIGINS:
            origin = _ORIGINS[token]
        elif token == CLOSE or token in KINDS:
            settler.mark(token)
        elif token == GROUP_END:
            settler.last_origin = _CONTENT
        elif token == KEEP:
            settler.keep_space = True
    return out

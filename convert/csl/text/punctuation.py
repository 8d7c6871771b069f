"""Marked text of a finished entry → its tokens, with adjacent punctuation merged, quotes and spaces adjusted.

A token is a run of text or a formatting mark. Marks of affixes and delimiters are gone afterwards. CSL 1.0.2: "Affixes",
"Delimiter", "Quotes", ``punctuation-in-quote``.
"""

import re

from convert.csl.text import marks

MARK_FIRST, MARK_LAST = marks.MARK_CLASS[0], marks.MARK_CLASS[-1]
_IDLE = re.compile(
    rf"[{marks.PREFIX_MARK}{marks.SUFFIX_MARK}{marks.DELIMITER_MARK}](?<=[^.,;:!? {marks.MARK_CLASS}].)(?=[^\w{marks.MARK_CLASS}]*\w)"
)
"""A mark between a text without final punctuation and one with a word: nothing can merge there. Most marks are such."""
_MERGED = {
    "::": ":", ":.": ":", ":!": "!", ":?": "?",
    "..": ".",
    ";:": ";", ";.": ";", ";;": ";", ";!": "!", ";?": "?",
    "!:": "!", "!.": "!", "!!": "!",
    "?:": "?", "?.": "?", "??": "?",
    ",,": ",",
}  # fmt: skip
"""Two adjacent punctuation marks → the one that stays; both stay in pairs not listed."""
_MOVES_INSIDE = frozenset(".,!?")
_CONTENT, _PREFIX, _SUFFIX, _DELIMITER = 0, 1, 2, 3
_ORIGINS = {marks.PREFIX_MARK: _PREFIX, marks.SUFFIX_MARK: _SUFFIX, marks.DELIMITER_MARK: _DELIMITER}
_HAS_WORD = re.compile(r"\w")


class _Merger:
    """The tokens so far, and where the last text among them is."""

    __slots__ = ("after_quote", "in_quote", "keep_space", "last_origin", "out", "stack", "texts")

    def __init__(self, *, in_quote: bool) -> None:
        self.out: list[str] = []
        self.texts: list[int] = []  # indices of texts in out
        self.stack: list[str] = []
        self.after_quote = -1  # index of the closing quote after the last text
        self.last_origin = _CONTENT
        self.keep_space = False
        self.in_quote = in_quote

    def text(self, text: str, origin: int) -> None:
        """Add a run of text that may merge with the text before it."""
        while text and self.texts:
            at = self.texts[-1]
            last, first = self.out[at][-1], text[0]
            if first == " " == last and (origin > _PREFIX or (origin and not self.keep_space)):
                text = text[1:]
            elif origin == _CONTENT or first not in marks.PUNCTUATION:
                break
            elif self.after_quote >= 0:
                if not self._follow_quote(last, first):
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
        """The punctuation mark that replaces two adjacent ones; ``""`` if both stay.

        Where a delimiter meets an affix, only two equal marks merge.
        """
        if self.last_origin != _CONTENT and _DELIMITER in (self.last_origin, origin):
            return last if last == first else ""
        return _MERGED.get(last + first, "")

    def _follow_quote(self, last: str, first: str) -> bool:
        """Punctuation after a closing quotation mark: True if it was moved inside, or is there already."""
        merged = _MERGED.get(last + first) if last in marks.PUNCTUATION else None
        if not self.in_quote:
            return first == "." and last in ".?!"
        if merged == last:
            return True
        if first not in _MOVES_INSIDE or merged is not None:
            return False
        self._move_inside(first)
        return True

    def _move_inside(self, mark: str) -> None:
        """Move punctuation inside the closing quotation mark, after any formatting that ends there."""
        at = self.after_quote
        if self.texts[-1] == at - 1:
            self.out[at - 1] += mark
            return
        self.out.insert(at, mark)
        self.texts.append(at)
        self.after_quote = at + 1

    def _replace(self, at: int, mark: str) -> None:
        """Replace the last character of a text; if nothing else is left after a closing quote, add it anew."""
        kept = self.out[at][:-1]
        if kept or at == 0 or self.out[at - 1] != marks.CLOSE:
            self.out[at] = kept + mark
            return
        del self.out[at]
        self.texts.pop()
        self.after_quote = at - 1
        self.text(mark, _SUFFIX)

    def mark(self, mark: str) -> None:
        """Add a mark."""
        if mark == marks.CLOSE:
            if not self.stack:
                return
            if self.stack.pop() in (marks.QUOTE, marks.INNER_QUOTE) and self.texts and self.after_quote < 0:
                self.after_quote = len(self.out)
        else:
            self.keep_space = True  # spaces on both sides of a formatting mark stay
            self.stack.append(mark)
            if mark in (marks.QUOTE, marks.INNER_QUOTE):
                self.after_quote = -1
        self.out.append(mark)


def merge_punctuation(marked: str, *, in_quote: bool) -> list[str]:
    """Marked text → tokens, with punctuation, quotes and spaces adjusted.

    Args:
        marked: a whole entry or citation.
        in_quote: the locale's ``punctuation-in-quote``.

    >>> "".join(merge_punctuation("et al." + marks.SUFFIX_MARK + ". A title?" + marks.SUFFIX_MARK + ". J", in_quote=True))
    'et al. A title? J'
    """
    merger = _Merger(in_quote=in_quote)
    out, texts = merger.out, merger.texts
    origin = _CONTENT
    for token in marks.TOKENS.findall(_IDLE.sub("", marked)):
        if not MARK_FIRST <= token <= MARK_LAST:
            if (
                origin
                and texts
                and token[0] in marks.MERGEABLE
                and (merger.after_quote >= 0 or out[texts[-1]][-1] in marks.MERGEABLE)
            ):
                merger.text(token, origin)
            else:
                texts.append(len(out))
                out.append(token)
                merger.last_origin = origin and (_CONTENT if _HAS_WORD.search(token) else origin)
                merger.after_quote, merger.keep_space = -1, False
            origin = _CONTENT
        elif token in _ORIGINS:
            origin = _ORIGINS[token]
        elif token == marks.CLOSE or token in marks.KINDS:
            merger.mark(token)
        elif token == marks.GROUP_END:
            merger.last_origin = _CONTENT
        elif token == marks.KEEP_SPACE:
            merger.keep_space = True
    return out

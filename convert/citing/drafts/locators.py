"""Text after a key in a Markdown citation → locator, its type, and suffix.

https://pandoc.org/MANUAL.html#citation-syntax
"""

import re
from collections.abc import Mapping

from convert.csl import LOCATOR_WORDS

_LOCATOR_TYPES = frozenset(LOCATOR_WORDS.values())


class Locators:
    """Parses ``, pp. 3-5 and more``, with the locator terms of English and of one locale."""

    def __init__(self, terms: Mapping[tuple[str, str], tuple[str, str]] | None = None) -> None:
        """``terms`` are those of ``Locale``: (name, form) → (singular, plural)."""
        self._words = dict(LOCATOR_WORDS)
        for (name, form), texts in (terms or {}).items():
            if name in _LOCATOR_TYPES and form in ("long", "short", "symbol"):
                self._words |= dict.fromkeys((text.lower() for text in texts if text), name)
        names = "|".join(re.escape(word) for word in sorted(self._words, key=len, reverse=True))
        number = r"[^\s,;&–—-]*\d[^\s,;&–—-]*(?<![.:])"
        one = rf"(?:{number}|[ivxlcdm]+\b|[IVXLCDM]+\b)"
        more = r"(?:\s*(?:[,&]|[-–—]+)\s*"
        self._pattern = re.compile(
            rf"""\s*,?\s*(?:
                \{{(?P<braced>(?:[^{{}}]|\{{[^{{}}]*\}})*)\}}
              | (?P<label>(?i:{names}))\s*(?P<value>{one}{more}{one})*)
              | (?P<page>{number}{more}{number})*)
            )""",
            re.VERBOSE,
        )
        self._labelled = re.compile(rf"\s*(?:(?P<label>(?i:{names}))\s*)?(?P<value>.*?)\s*$", re.DOTALL)

    def parse(self, text: str) -> tuple[str, str, str]:
        """Text after a key → locator, its type, suffix.

        >>> Locators().parse(", pp. 33-35, 38 and *passim*"), Locators().parse(" chap. 2")
        (('33-35, 38', 'page', ' and <i>passim</i>'), ('2', 'chapter', ''))
        >>> Locators().parse(", {sec. A(b)}, see there"), Locators().parse(" who says so")
        (('A(b)', 'section', ', see there'), ('', 'page', ' who says so'))
        """
        locator, label, suffix = self.split(text)
        return locator, label, parse_markdown(suffix)

    def split(self, text: str) -> tuple[str, str, str]:
        """The same, with a suffix that is no Markdown, but stays as it is."""
        found = self._pattern.match(text)
        if found is None:
            return "", "page", text.rstrip()
        suffix = text[found.end() :].rstrip()
        if found["braced"] is None:
            return (
                _single_hyphens(found["value"] or found["page"]),
                self._words[(found["label"] or "p.").lower()],
                suffix,
            )
        inner = self._labelled.match(found["braced"])
        label = inner["label"] if inner else None
        value = _single_hyphens(inner["value"]) if inner else ""
        return value, self._words[(label or "p.").lower()], suffix


def _single_hyphens(locator: str) -> str:
    """A range as typed for LaTeX, ``3--5``, with one hyphen."""
    return re.sub("-{2,}", "-", locator)


def parse_markdown(markdown: str) -> str:
    r"""The Markdown of a prefix or suffix → rich text.

    >>> parse_markdown("*see* also a\\*")
    '<i>see</i> also a*'
    """
    text = re.sub(r"(?<!\\)\*\*(.+?)(?<!\\)\*\*", r"<b>\1</b>", markdown)
    text = re.sub(r"(?<![\\\w])([*_])(.+?)(?<!\\)\1(?!\w)", r"<i>\2</i>", text)
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text)

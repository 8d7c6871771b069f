"""Sort keys and collation (CSL 1.0.2, "Sorting").

Collation is our own: letters without accents and case, digits as numbers, punctuation ignored, spaces first:
what ICU does with strength=primary, alternate=shifted for punctuation only. pyuca would take a second to load its table and knows no
language; ``_TAILORED`` holds the letters that are letters of their own in the languages of the locale files.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import TypeVar

from convert.csl.elements import Compiler
from convert.csl.item import DATE_VARIABLES, NAME_VARIABLES
from convert.csl.markup import plain
from convert.csl.scene import Render, Scene, SortNames
from convert.csl.xml import Element

T = TypeVar("T")
_LIKE = {
    "æ": "ae", "œ": "oe", "ø": "o", "ß": "ss", "đ": "d", "ł": "l", "þ": "th", "ð": "d", "ħ": "h", "ı": "i\uffff", "ŋ": "n",
    "\u00a0": "\x1f", "\u202f": "\x1f",
}  # fmt: skip
"""Letters that sort as others."""
_EXPANDED = {
    **{ord(letter): like for letter, like in _LIKE.items()},
    **{katakana: chr(katakana - 0x60) for katakana in range(0x30A1, 0x30F7)},
}
_TAILORED = {
    "sv": "å z1 ä z2 ö z3 æ z2 ø z3",
    "fi": "å z1 ä z2 ö z3 æ z2 ø z3",
    "da": "æ z1 ä z1 ø z2 ö z2 å z3",
    "nb": "æ z1 ä z1 ø z2 ö z2 å z3",
    "nn": "æ z1 ä z1 ø z2 ö z2 å z3",
    "es": "ñ n~",
    "et": "š s~ ž z1 õ w1 ä w2 ö w3 ü w4",
    "cs": "č c~ ř r~ š s~ ž z~",
    "sk": "ä a~ č c~ ô o~ š s~ ž z~",
    "sl": "č c~ š s~ ž z~",
    "hr": "č c~ ć c~~ đ d~ š s~ ž z~",
    "pl": "ą a~ ć c~ ę e~ ł l~ ń n~ ó o~ ś s~ ź z~ ż z~~",
    "hu": "ö o~ ő o~ ü u~ ű u~",
    "ro": "ă a~ â a~~ î i~ ș s~ ş s~ ț t~ ţ t~",
    "tr": "ç c~ ğ g~ ı h~ ö o~ ş s~ ü u~",
    "lt": "č c~ š s~ ž z~",
    "lv": "č c~ š s~ ž z~",
    "is": "þ z1 æ z2 ö z3 ø z3 å z4",
}
_SPACES = {" ": " ", "\x1f": "!"}
_RUNS = re.compile(r"\d+|[^\W\d_]+| +|\x1f|[$+<=>^`|~€£¥]")


@lru_cache(maxsize=64)
def _tailoring(lang: str) -> dict[int, str]:
    """Letter → what it sorts as; ``~`` and digits come after every letter."""
    words = _TAILORED.get(lang, "").split()
    after = {"~": "\uffff", "1": "\ufff1", "2": "\ufff2", "3": "\ufff3", "4": "\ufff4"}
    return {
        ord(letter): "".join(after.get(c, c) for c in target)
        for letter, target in zip(words[::2], words[1::2], strict=True)
    }


@lru_cache(maxsize=65536)
def collation_key(text: str, lang: str = "en") -> str:
    """A text's place in the alphabet: spaces, then signs, then numbers by value, then letters.

    >>> sorted(["Zoe", "Édouard", "eagle", "Øre", "10 x", "9 y", "R Core", "Ramos"], key=collation_key)
    ['9 y', '10 x', 'eagle', 'Édouard', 'Øre', 'R Core', 'Ramos', 'Zoe']
    """
    text = text.lower()
    if lang == "zh" and text and "\u2e80" <= text[0] <= "\u9fff":
        text = " " + text  # Chinese before other scripts
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).translate(_tailoring(lang)).translate(_EXPANDED)
        text = "".join([c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)])
    pieces = []
    for run in _RUNS.findall(text):
        if run[0].isdecimal():
            digits = run.lstrip("0")
            pieces.append(f"0{len(digits):03}{digits}")
        else:
            pieces.append(run if run[0].isalpha() else _SPACES.get(run[0], "$"))
    return "".join(pieces)


@dataclass(slots=True)
class SortKey:
    """A compiled ``cs:key``."""

    render: Render
    descending: bool
    names: SortNames
    by_number: bool = False
    """Whether this is the citation-number itself."""

    def value(self, scene: Scene, lang: str) -> str:
        """What an item is sorted by; ``""`` for nothing, which sorts last."""
        scene.sort = self.names
        text = self.render(scene)
        return collation_key(plain(text), lang) if text else ""


def compile_key(element: Element, compiler: Compiler) -> SortKey:
    """Compile a ``cs:key`` for a variable or a macro."""
    minimum, first, last = (
        element.attributes.get("names-" + name) for name in ("min", "use-first", "use-last")
    )
    names = SortNames(
        int(minimum) if minimum else None, int(first) if first else None, last == "true" if last else None
    )
    descending = element.get("sort") == "descending"
    if "macro" in element.attributes:
        name = element.get("macro")
        render = compiler.macro(name)
        return SortKey(
            _needs_variable(render) if compiler.prints_variables(name) else render, descending, names
        )
    name = element.get("variable")
    return SortKey(_variable(name, compiler), descending, names, by_number=name == "citation-number")


def _needs_variable(render: Render) -> Render:
    """A key that is empty where only terms are printed (``n.d.``), so that it sorts last."""

    def key(scene: Scene) -> str:
        text = render(scene)
        return text if scene.hit or text == "0" else ""

    return key


def _variable(name: str, compiler: Compiler) -> Render:
    if name in NAME_VARIABLES:
        child = Element("name", {"form": "long", "name-as-sort-order": "all"}, (), "")
        return compiler.compile(Element("names", {"variable": name}, (child,), ""))
    if name in DATE_VARIABLES:

        def date_key(scene: Scene) -> str:
            date = scene.item.date(name)
            return date.sort_key if date else ""

        return date_key
    return compiler.compile(
        Element("number" if name == "citation-number" else "text", {"variable": name}, (), "")
    )


def sort_by(
    things: Sequence[T], keys: Sequence[SortKey], scene_of: Callable[[T], Scene], lang: str
) -> list[T]:
    """Sort by the first key, and by the next ones only what is equal so far; what has no key comes last."""
    if not keys or len(things) < 2:
        return list(things)
    key, *others = keys
    valued = [(key.value(scene_of(thing), lang), thing) for thing in things]
    full = [pair for pair in valued if pair[0]]
    full.sort(key=itemgetter(0), reverse=key.descending)
    ordered = [*full, *(pair for pair in valued if not pair[0])]
    result: list[T] = []
    for _, group in groupby(ordered, key=itemgetter(0)):
        result.extend(sort_by([thing for _, thing in group], others, scene_of, lang))
    return result

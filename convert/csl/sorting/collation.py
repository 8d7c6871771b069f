"""Text → its collation key: a string that compares in the alphabetical order of a language.

The order is that of ICU with ``strength=primary`` and ``alternate=shifted`` for punctuation: accents, case and punctuation
are ignored, spaces come first, digits compare as numbers. pyuca would take a second to load and knows no language. Chinese
characters are in the order of the national character sets, Japan's in CLDR, too; PyICU, where it is installed, knows the sound of more
Chinese and Korean ones.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from convert.csl.sorting.alphabets import ARABIC, CHARACTER_SETS, CYRILLIC, FIRST, SCRIPTS, TAILORED

_LIKE = {
    "æ": "ae", "œ": "oe", "ø": "o", "ß": "ss", "đ": "d", "ł": "l", "þ": "th", "ð": "d", "ħ": "h", "ı": "i\U0010fff0", "ŋ": "n",
    "ς": "σ", "\u00a0": "\x1f", "\u202f": "\x1f",
}  # fmt: skip
"""Letters and no-break spaces that sort as other letters, or before a space."""
_KATAKANA = {katakana: chr(katakana - 0x60) for katakana in range(0x30A1, 0x30F7)}
_AFTER = {"~": "\U0010fff5", **{str(number): chr(0x10FFF0 + number) for number in range(1, 5)}}
"""Stand for a place after all words with the letter before."""


def _weights(alphabet: str, places: list[int]) -> dict[str, str]:
    return {
        letter: chr(place) for group, place in zip(alphabet.split(), places, strict=False) for letter in group
    }


_ORDERED: Final = _weights(CYRILLIC, [*range(0x460, 0x482), *range(0x48A, 0x4C0)]) | _weights(
    ARABIC, [*range(0x679, 0x6C0)]
)
"""Letters whose code points aren't in order → rarer letters of their script that are, and have no accents to lose."""
_TAILORING: Final = frozenset(" ".join(TAILORED).split())
"""Languages with letters in places of their own."""
_BY_SOUND: Final = ("ko", "zh")
_SPACES = {" ": " ", "\x1f": "!"}
_RUNS = re.compile(r"\d+|(?:[^\W\d_]|[\U000f0000-\U0010ffff])+| +|\x1f|[$+<=>^`|~€£¥]")


def _of(lang: str, table: dict[str, str]) -> str:
    return next((value for langs, value in table.items() if lang in langs.split()), "")


def _ordered(letters: str) -> str:
    return "".join([_ORDERED.get(letter, _AFTER.get(letter, letter)) for letter in letters])


@lru_cache(maxsize=64)
def _tailoring(lang: str) -> Callable[[str], str]:
    """A function that puts what they sort as for the letters of a language, and for those of ``_ORDERED`` and ``_LIKE``."""
    pairs = (pair.split("=") for pair in _of(lang, TAILORED).split())
    table = {**_LIKE, **_ORDERED, **{letters: _ordered(target) for letters, target in pairs}}
    single = {ord(letter): target for letter, target in table.items() if len(letter) == 1} | {
        place: hiragana for place, hiragana in _KATAKANA.items() if lang
    }
    several = {letters: target for letters, target in table.items() if len(letters) > 1}
    if not several:
        return lambda text: text.translate(single)
    found = re.compile("|".join(sorted(several, key=len, reverse=True)))
    return lambda text: found.sub(lambda match: several[match[0]], text).translate(single)


@lru_cache(maxsize=64)
def _other_scripts(lang: str) -> re.Pattern[str] | None:
    """The letters that come after those of the language's own script; None if that is Latin."""
    script = _of(lang, FIRST)
    return re.compile(rf"[^\W\d_{SCRIPTS[script]}]") if script else None


_CHINESE = re.compile("[\u4e00-\u9fff]")


def _by_character_set(text: str, charset: str) -> str:
    """Chinese characters → rare ones that stand for their places in a character set; those that it lacks come last."""

    def place(found: re.Match[str]) -> str:
        row, cell = found[0].encode(charset, "replace").ljust(2)[:2]
        known = row >= 0xB0  # where rows of Chinese characters begin
        return chr(0x20000 + (row - 0xB0) * 94 + cell - 0xA1 if known else 0x22000 + ord(found[0]) - 0x4E00)

    return _CHINESE.sub(place, text)


def _behind(letter: re.Match[str]) -> str:
    return chr(0xF0000 + ord(letter[0])) if letter[0] <= "\uffff" else letter[0]


@lru_cache(maxsize=65536)
def collation_key(text: str, lang: str = "en") -> str:
    """The collation key of a text: spaces, then symbols, then numbers by value, then letters, those of the language's script first.

    >>> sorted(["Zoe", "Édouard", "eagle", "Øre", "10 x", "9 y", "R Core", "Ramos"], key=collation_key)
    ['9 y', '10 x', 'eagle', 'Édouard', 'Øre', 'R Core', 'Ramos', 'Zoe']
    >>> sorted(["Smith", "Юрій", "Їжак", "Іва", "Ґава", "Гук"], key=lambda text: collation_key(text, "uk"))
    ['Гук', 'Ґава', 'Іва', 'Їжак', 'Юрій', 'Smith']
    >>> sorted(["Aalborg", "Zoe", "Øre", "Ærø"], key=lambda text: collation_key(text, "da"))
    ['Zoe', 'Ærø', 'Øre', 'Aalborg']
    """
    if lang in _BY_SOUND and (by_sound := _icu_key(lang)):
        return by_sound(text)
    text = text.replace("I", "ı").replace("İ", "i").lower() if lang in ("tr", "az") else text.lower()
    if not text.isascii() or lang in _TAILORING:
        text = _tailoring(lang)(unicodedata.normalize("NFC", text))
        text = "".join([c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)])
    if others := _other_scripts(lang):
        text = others.sub(_behind, text)
    if charset := CHARACTER_SETS.get(lang):
        text = _by_character_set(text, charset)
    pieces = []
    for run in _RUNS.findall(text):
        if run[0].isdecimal():
            digits = run.lstrip("0")
            pieces.append(f"0{len(digits):03}{digits}")
        else:
            pieces.append(run if len(run) > 1 or run not in "$+<=>^`|~€£¥ \x1f" else _SPACES.get(run, "$"))
    return "".join(pieces)


@lru_cache(maxsize=4)
def _icu_key(lang: str) -> Callable[[str], str] | None:
    """PyICU's key for a language, as text; None where it isn't installed."""
    try:
        import icu  # noqa: PLC0415  (an extra)
    except ImportError:
        return None
    collator = icu.Collator.createInstance(icu.Locale(lang))
    collator.setStrength(icu.Collator.PRIMARY)
    collator.setAttribute(icu.UCollAttribute.NUMERIC_COLLATION, icu.UCollAttributeValue.ON)
    return lambda text: collator.getSortKey(text).hex()

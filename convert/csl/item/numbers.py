"""Number variable → its value in a form of ``cs:number``; tests for numeric and plural values (CSL 1.0.2, "Number")."""

import re
from collections.abc import Callable

from convert.csl.locale import Locale

_ROMAN = {
    1000: "m", 900: "cm", 500: "d", 400: "cd", 100: "c", 90: "xc", 50: "l", 40: "xl", 10: "x", 9: "ix", 5: "v", 4: "iv",
    1: "i",
}  # fmt: skip
_UNIT = r"(?:[^\W\d_]*\d+[^\W\d_]*(?:/\d+)?|[ivxlcdm]+)"
_RANGE = rf"(?:(?:\w+-)*{_UNIT}\s*[-–]\s*{_UNIT}|{_UNIT})"
_AND = r"(?:,\s+|\s*&\s*|,?\s+(?:and|et|und|y)\s+)"
_NUMERIC = re.compile(rf"{_RANGE}(?:{_AND}{_RANGE})*")
_STARTS_WITH_RANGE = re.compile(rf"{_UNIT}\s*[-–]\s*{_UNIT}(?!\w)")
_DASH = re.compile(rf"(?<=[^\W_])\s*[-–]\s*(?={_UNIT}(?!\s*[-–\w]))")
_LIST = re.compile(rf"\w{_AND}\w|\w\s*[-–]\s*\w")
_ROMANS = re.compile(r"(?<![IVXLCDM])([IVXLCDM]+)\s*[-–]\s*([IVXLCDM]+)")
_ALONE = re.compile(r"(?<![\w/])\d+(?![\w/])")
_HYPHEN = re.compile(r"\\-")
"""An escaped hyphen, which is not part of a range."""


def is_numeric(text: str) -> bool:
    """Whether a value is numeric ("Choose"): numbers, with prefixes or suffixes of letters, in lists or ranges.

    >>> [is_numeric(x) for x in ("12", "D2", "2nd", "2, 3", "2-4", "iv", "second", "12 bis", "1.5", "")]
    [True, True, True, True, True, True, False, False, False, False]
    """
    text = _HYPHEN.sub("_", text.strip())
    return _NUMERIC.fullmatch(text) is not None or _STARTS_WITH_RANGE.match(text) is not None


def is_plural(text: str) -> bool:
    """Whether a locator, page or number value is a list or range (CSL 1.0.2, "Label").

    >>> is_plural("3"), is_plural("3-5"), is_plural("iv & vi"), is_plural("A-12")
    (False, True, True, False)
    """
    found = _NUMERIC.match(_HYPHEN.sub("_", text).strip())
    return found is not None and _LIST.search(found[0]) is not None


def format_roman(number: int) -> str:
    """An integer in lower-case Roman numerals; in digits outside 1 to 3999.

    >>> format_roman(1994), format_roman(4000)
    ('mcmxciv', '4000')
    """
    if not 0 < number < 4000:
        return str(number)
    pieces = []
    for value, letters in _ROMAN.items():
        count, number = divmod(number, value)
        pieces.append(letters * count)
    return "".join(pieces)


def format_ordinal(number: int, locale: Locale, gender: str = "") -> str:
    """``1`` → ``1st``, with the most specific ``ordinal-00`` … ``ordinal-99`` term that matches ("Ordinal Suffixes")."""
    ordinals = locale.ordinals
    for modulus, default in ((100, "last-two-digits"), (10, "last-digit")):
        name = f"ordinal-{number % modulus:02}"
        for wanted in dict.fromkeys((gender, "")):
            if (name, wanted) not in ordinals:
                continue
            text, match = ordinals[name, wanted]
            rule = match or ("last-two-digits" if number % modulus >= 10 else "last-digit")
            if rule == "whole-number" and number != number % modulus:
                continue
            if rule in (default, "whole-number") or (modulus == 100 and number < 100):
                return f"{number}{text}"
    text, _ = ordinals.get(("ordinal", gender)) or ordinals.get(("ordinal", "")) or ("", "")
    return f"{number}{text}"


def format_long_ordinal(number: int, locale: Locale, gender: str = "") -> str:
    """``1`` → ``first``; a number over ten as ``format_ordinal``."""
    name = f"long-ordinal-{number:02}"
    word = (locale.term(f"{name}/{gender}") if gender else None) or locale.term(name)
    return word or format_ordinal(number, locale, gender)


def format_number(text: str, form: str, locale: Locale, gender: str = "") -> str:
    """A number variable's value in a form of ``cs:number``; a value that isn't numeric keeps its words."""
    text, convert = text.strip(), _FORMS.get(form)
    if convert is not None and text.isdigit():
        return convert(int(text), locale, gender)
    text = format_range(text, locale)
    if convert is None or not is_numeric(text):
        return text
    return _ALONE.sub(lambda found: convert(int(found[0]), locale, gender), text)


_FORMS: dict[str, Callable[[int, Locale, str], str]] = {
    "ordinal": format_ordinal,
    "long-ordinal": format_long_ordinal,
    "roman": lambda number, _locale, _gender: format_roman(number),
}
"""Forms of ``cs:number`` other than ``numeric``."""


def format_range(text: str, locale: Locale) -> str:
    """A number variable's value with the locale's range delimiter and ampersand: ``2-4`` → ``2–4``, ``2&3`` → ``2 & 3``."""
    if text.isdigit():
        return text
    if "\\" in text:
        return _HYPHEN.sub("-", text)
    dash = locale.term("page-range-delimiter") or "–"
    if is_numeric(text):
        ampersand = f" {locale.term('and', 'symbol') or '&'} " if "&" in text else ""
        return re.sub(r"(?<!\s)\s*&\s*", ampersand, _DASH.sub(dash, text))
    return _ROMANS.sub(rf"\1{dash}\2", text) if _ROMANS.fullmatch(text) else text

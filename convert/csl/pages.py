"""Page ranges (CSL 1.0.2, "Page Ranges", Appendix V)."""

import re

_RANGE = re.compile(r"(\w*?)(\d+)\s*[-–—]\s*(\w*?)(\d+)(?!\w)")
_DASH = re.compile(r"\s*(?<!\\)[-–]\s*")


def format_pages(text: str, style: str, delimiter: str) -> str:
    """A page variable's value with its ranges expanded or cut, and the locale's range delimiter.

    Args:
        text: for example ``321-328`` or ``12, 42-45``.
        style: ``expanded``, ``minimal``, ``minimal-two``, ``chicago`` (``chicago-15``), ``chicago-16`` or ``""``.
        delimiter: the term ``page-range-delimiter``.

    >>> format_pages("321-328", "minimal", "–"), format_pages("42-5", "expanded", "–")
    ('321–8', '42–45')
    >>> [format_pages(x, "chicago", "–") for x in ("100-104", "107-108", "321-328", "1496-1500")]
    ['100–104', '107–8', '321–28', '1496–1500']
    """
    if not style:
        return text.replace("-", delimiter) if "-" in text else text
    if "-" not in text and "–" not in text:
        return text
    text = _RANGE.sub(lambda found: _format_range(*found.groups(), style, delimiter), text)
    return _DASH.sub(delimiter, text).replace("\\-", "-")


def _format_range(first_prefix: str, first: str, last_prefix: str, last: str, style: str, delimiter: str) -> str:
    start = first_prefix + first
    if last_prefix and last_prefix != first_prefix:
        return f"{start}{delimiter}{last_prefix}{last}"
    if len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    if int(last) < int(first):
        return f"{start}{delimiter}{last_prefix}{last}"
    if style == "expanded":
        return f"{start}{delimiter}{first_prefix}{last}"
    return f"{start}{delimiter}{_shorten(first, last, style)}"


def _shorten(first: str, last: str, style: str) -> str:
    if len(first) != len(last):
        return last
    if style == "minimal":
        return _changed(first, last, 1)
    if style == "minimal-two":
        return _changed(first, last, 2)
    return _chicago(first, last, sixteenth=style == "chicago-16")


def _changed(first: str, last: str, least: int) -> str:
    """The digits of the last page from the first one that changed, at least so many."""
    at = next((n for n, (a, b) in enumerate(zip(first, last, strict=True)) if a != b), len(last) - 1)
    return last[min(at, max(len(last) - least, 0)) :]


def _chicago(first: str, last: str, *, sixteenth: bool) -> str:
    number = int(first)
    if number < 100 or number % 100 == 0:
        return last
    if number % 100 < 10:
        return _changed(first, last, 1)
    shortened = _changed(first, last, 2)
    if len(first) >= 4 and len(shortened) >= 3 and not sixteenth:
        return last
    return shortened

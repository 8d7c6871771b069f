"""Page variable → its value with page ranges expanded or shortened (CSL 1.0.2, "Page Ranges", Appendix V)."""

import re

_LEAST_DIGITS = {"minimal": 1, "minimal-two": 2}
_JOINTS = re.compile(r"((?<!\s)\s*[,;&]\s*)")
_RANGE = re.compile(r"((?:\d*[^\W\d_]+)?)(\d+)\s*[-–]\s*((?:\d*[^\W\d_]+)?)(\d+)")
_DASH = re.compile(r"(?<!\s)\s*[-–]\s*")
_RANGELIKE = re.compile(r"\w+\s*-\s*\w+")
_ROMAN_RANGE = re.compile(r"[ivxlcdm]+\s*[-–]\s*[ivxlcdm]+", re.IGNORECASE)


def format_pages(text: str, style: str, delimiter: str, symbol: str = "&") -> str:
    """Format a page variable's value.

    Args:
        text: for example ``321-328`` or ``12, 42-45``; a sentence that follows (``12-15. Spanish``) stays as it is.
        style: ``page-range-format``: ``expanded``, ``minimal``, ``minimal-two``, ``chicago`` (``chicago-15``), ``chicago-16`` or ``""``.
        delimiter: the term ``page-range-delimiter``.
        symbol: the locale's ampersand.

    >>> format_pages("321-328", "minimal", "–"), format_pages("42-5", "expanded", "–")
    ('321–8', '42–45')
    >>> [format_pages(x, "chicago", "–") for x in ("100-104", "107-108", "321-328", "1496-1500")]
    ['100–104', '107–8', '321–28', '1496–1500']
    """
    if text.isalnum():
        return text
    text, stop, remark = text.partition(". ")
    pieces = _JOINTS.split(text)
    pieces[1::2] = [f" {symbol} " if "&" in joint else joint for joint in pieces[1::2]]
    formatted = [piece if n % 2 else _format_piece(piece, style, delimiter) for n, piece in enumerate(pieces)]
    return "".join([*formatted, stop, remark])


def _format_piece(piece: str, style: str, delimiter: str) -> str:
    """Format one range of a list; anything but a range of numbers keeps its digits."""
    found = _RANGE.fullmatch(piece.strip())
    if found is None or found[1] != found[3]:
        if _ROMAN_RANGE.fullmatch(piece.strip()):
            return _DASH.sub(delimiter, piece)
        plain = piece.replace("\\-", "-")
        return _DASH.sub("-", plain) if _RANGELIKE.fullmatch(piece) else plain
    prefix, first, _, last = found.groups()
    if len(last) < len(first) and style:
        last = first[: len(first) - len(last)] + last
    if style in ("", "expanded") or int(last) < int(first):
        return f"{prefix}{first}{delimiter}{prefix}{last}"
    return f"{prefix}{first}{delimiter}{_shorten(first, last, style)}"


def _shorten(first: str, last: str, style: str) -> str:
    number, least = int(first), _LEAST_DIGITS.get(style)
    if len(first) != len(last) or (not least and (number < 100 or number % 100 == 0)):
        return last
    if least or number % 100 < 10:
        return _changed(first, last, least or 1)
    shortened = _changed(first, last, 2)
    return last if len(first) == 4 and len(shortened) >= 3 and style != "chicago-16" else shortened


def _changed(first: str, last: str, least: int) -> str:
    """The last page from its first changed digit on, but at least ``least`` digits."""
    at = next((n for n, (a, b) in enumerate(zip(first, last, strict=True)) if a != b), len(last) - 1)
    return last[min(at, max(len(last) - least, 0)) :]

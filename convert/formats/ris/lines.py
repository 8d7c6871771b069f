"""Text of RIS as programs and people spell it → the same as the rules spell it: tag, two spaces, hyphen, space; no HTML in values.

Taken for granted is nothing but a ``TY`` in some line. A file is read loosely (blanks before the tag, tabs, a dash, or no blank around
the hyphen) only if its first ``TY`` is spelled so: in others such a line is text, ``CT- or MRI-based``.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final

from convert.formats.tagged.values import without_html

_FIRST_TYPE: Final = re.compile(r"^([^\S\n]*+>*+[^\S\n]*+)TY([^\S\n]*+[-‐–—])", re.MULTILINE | re.IGNORECASE)
_USUAL_GAPS: Final = (" -", "  -", "   -")
_LOOSE_TAG: Final = re.compile(
    r"^[^\S\n]*+>*+[^\S\n]*+([A-Za-z][A-Za-z0-9])[^\S\n]*+[-‐–—](?:[^\S\n]+|$)", re.MULTILINE
)
_BARE_END: Final = re.compile(r"\nER[ \t]*(?=\n\s*(?:TY\b|<?\d+\.|\Z)|\Z)")
"""``ER`` without a hyphen, where nothing but a record follows: ER is a keyword, too."""
_TAG_AFTER_CR: Final = re.compile(r"(?<!\r)\r++(?=[A-Z][A-Z0-9]  - )")
_NO_TEXT: Final = {0: None, 0xFEFF: None, 0x2028: " ", 0x2029: " ", 0x0D: " "}
"""What no format can hold in a line: NUL; a mark of byte order, where files were joined; the separators of lines and paragraphs, which word processors leave, as a carriage return."""
_LONGEST: Final = 1 << 20
"""How many characters are searched for the first ``TY``."""


def regular_lines(chunks: Iterable[str]) -> Iterator[str]:
    r"""Chunks of whole lines → the same, spelled as the rules of RIS have it.

    >>> "".join(regular_lines(["TY\t-\tJOUR\n", "\tAU\t-\tDoe, J\n"])), "".join(regular_lines(["TY  - JOUR\nER\n", "TY  - BOOK\n"]))
    ('TY  - JOUR\nAU  - Doe, J\n', 'TY  - JOUR\nER  - \nTY  - BOOK\n')
    """
    chunks = iter(chunks)
    begun, first = "", None
    for chunk in chunks:
        begun += chunk
        if (first := _FIRST_TYPE.search(begun)) or len(begun) > _LONGEST:
            break
    is_loose = first is not None and (first[1] != "" or first[2] not in _USUAL_GAPS)
    for chunk in chain((begun,), chunks):
        text = _printable(_TAG_AFTER_CR.sub("\n", chunk) if "\r" in chunk else chunk)
        if is_loose:
            text = _LOOSE_TAG.sub(r"\1  - ", text)
        text = _plain(text)
        if text.count("\nER") != text.count("\nER  -") or text.startswith("ER"):
            text = _BARE_END.sub("\nER  - ", f"\n{text}")[1:]
        yield text


def plain_lines(chunks: Iterable[str]) -> Iterator[str]:
    """Chunks of whole lines of another format → the same without HTML, tabs and what can't be printed."""
    return (_plain(_printable(chunk)) for chunk in chunks)


def _printable(text: str) -> str:
    is_odd = "\r" in text or "\0" in text or "\u2028" in text or "\ufeff" in text
    return text.translate(_NO_TEXT) if is_odd else text


def _plain(text: str) -> str:
    if "&" in text or "<" in text:
        text = without_html(text)
    return text.replace("\t", " ") if "\t" in text else text

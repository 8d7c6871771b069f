"""What ends a text, found in one pass: a search for ``…$`` tries each place anew, and so takes the square of the time."""

import re


def find_at_end(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    r"""The match of a pattern that ends a text, if its last one does; the pattern itself has no ``$``.

    >>> find_at_end(re.compile(r"(?:[(]\d[)])++"), "Lee (1) R(2)(3)")[0]
    '(2)(3)'
    >>> find_at_end(re.compile(r"\d++"), "12 a")
    """
    last = None
    for match in pattern.finditer(text):
        last = match
    return last if last and last.end() == len(text) else None


def without_end(pattern: re.Pattern[str], text: str) -> str:
    """A text without what the pattern matches at its end."""
    found = find_at_end(pattern, text)
    return text[: found.start()] if found else text

"""Titles as PubMed prints them → the title alone."""

_NO_TITLE = frozenset({"Not Available", "In Process Citation"})
"""What PubMed prints in brackets where it has no English title."""


def parse_title(text: str) -> tuple[str, bool]:
    """A title as PubMed prints it → the title alone, and whether its brackets mark a translation.

    PubMed closes each title with a full stop, and puts a translated one in brackets.

    >>> parse_title("[Ein Titel]."), parse_title("Is it?"), parse_title("A title."), parse_title("And so on...")
    (('Ein Titel', True), ('Is it?', False), ('A title', False), ('And so on...', False))
    >>> parse_title("[18F]FDG in [two] places.")
    ('[18F]FDG in [two] places', False)
    >>> parse_title("[Not Available].")
    ('', True)
    """
    text = text.strip()
    if text.endswith(".") and not text.endswith(".."):
        text = text[:-1].rstrip()
    if text.startswith("[") and text.endswith("]") and _balanced(inner := text[1:-1]):
        if inner.endswith(".") and not inner.endswith(".."):
            inner = inner[:-1]
        return ("" if inner in _NO_TITLE else inner), True
    return text, False


def _balanced(text: str) -> bool:
    """Whether each bracket in ``text`` closes one that was opened in it."""
    if "[" not in text and "]" not in text:
        return True
    depth = 0
    for character in text:
        depth += (character == "[") - (character == "]")
        if depth < 0:
            return False
    return depth == 0

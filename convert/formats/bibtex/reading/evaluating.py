"""The value of a field → its text: quoted or braced texts, numbers and macros, joined by ``#``."""

import re
from typing import Final

_DELIMITER = re.compile(r'(?<!\\)[{}"]')
"""What opens or closes a text, as bibtexparser has it."""
_PART = re.compile(
    r'\s*(?:"((?:[^"{}\\]|\\.)*)"|\{([^{}]*)(?<!\\)\}|([^\s#{}"][^#{}"%]*)|#|%[^\n]*)', re.DOTALL
)


LONGEST_MACROS: Final = 1 << 13
"""Characters that macros may give to one value: sixty lines, each of which doubles the one before, would be an exabyte."""


def evaluate(value: str, strings: dict[str, str]) -> str:
    """A value → its text: quoted or braced texts, numbers and macros, joined by ``#``.

    >>> evaluate('"On " # nil # { {TeX} } # 2', {"nil": "nothing"})
    'On nothing {TeX} 2'
    >>> evaluate("{one {two}}", {}), evaluate("unknown", {})
    ('one {two}', 'unknown')

    Raises:
        ValueError: no ``#`` joins two texts, so that a comma between two fields is missing; or macros make it far too long.
    """
    value = value.strip()
    if value[:1] == "{" and value[-1:] == "}" and "#" not in value and "=" not in value:
        return value[1:-1]  # one text, and mostly so
    written: list[str] = []
    place = 0
    is_joined = True
    expanded = 0
    while place < len(value):
        match = _PART.match(value, place)
        is_sign = match is not None and match.lastindex is None
        if not (is_joined or is_sign):
            raise ValueError(value)
        is_joined = is_sign
        if match is not None:
            quoted, braced, bare = match.groups()
            named = strings.get(bare.strip().lower(), bare.strip()) if bare else ""
            expanded += len(named)
            if expanded > LONGEST_MACROS:
                raise ValueError(value)
            written.append(quoted or braced or named)
            place = match.end()
        else:
            end = _closing(value, place)
            written.append(value[place:end].strip()[1:-1])
            place = end
    return "".join(written)


def _closing(value: str, place: int) -> int:
    """The end of a quoted or braced text that begins at ``place`` and holds braces."""
    depth = 0
    opened = value[place:].lstrip()[:1]
    for match in _DELIMITER.finditer(value[place:]):
        character = match[0]
        depth += (character == "{") - (character == "}")
        is_quote = character == '"' and match.start()
        if depth == 0 and ((character == "}" and opened == "{") or (is_quote and opened == '"')):
            return place + match.end()
    return len(value)

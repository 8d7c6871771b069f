"""Names and contents → XML elements as text; no content gives no element."""

import re
from collections.abc import Iterable
from html import escape

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that XML 1.0 forbids."""


def text(value: str) -> str:
    """Escape text; a number or one word, the most frequent, needs none."""
    if value.isalnum():
        return value
    return escape(value if value.isprintable() else _FORBIDDEN.sub("", value), quote=False)


def element(name: str, value: str, **attributes: str) -> str:
    """Put text in an element, if there is any.

    >>> element("title", "R & D", lang="eng", ID=""), element("title", "")
    ('<title lang="eng">R &amp; D</title>', '')
    """
    return wrapped(name, text(value), **attributes) if value else ""


def wrapped(name: str, content: str, **attributes: str) -> str:
    """Put formatted content in an element, even if it is empty; attributes without a value are left out."""
    if not attributes:
        return f"<{name}>{content}</{name}>"
    written = "".join([f' {key}="{_quoted(value)}"' for key, value in attributes.items() if value])
    return f"<{name}{written}>{content}</{name}>"


def _quoted(value: str) -> str:
    return value if value.isalnum() else escape(value)


def around(name: str, content: str, **attributes: str) -> str:
    """Put formatted content in an element, if there is any."""
    return wrapped(name, content, **attributes) if content else ""


def each(name: str, values: Iterable[str], **attributes: str) -> str:
    """Put each text in an element of its own."""
    return "".join([element(name, value, **attributes) for value in values])

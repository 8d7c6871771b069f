"""Names and contents → the text of XML elements, "" where there is no content."""

import re
from collections.abc import Iterable
from html import escape

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What XML 1.0 can't hold."""


def text(value: str) -> str:
    """Text as XML; most is a number or one word, which is the same in it."""
    if value.isalnum():
        return value
    return escape(value if value.isprintable() else _FORBIDDEN.sub("", value), quote=False)


def element(name: str, value: str, **attributes: str) -> str:
    """A text in an element, if there is any.

    >>> element("title", "R & D", lang="eng", ID=""), element("title", "")
    ('<title lang="eng">R &amp; D</title>', '')
    """
    return wrapped(name, text(value), **attributes) if value else ""


def wrapped(name: str, content: str, **attributes: str) -> str:
    """An element around written content, even if that is empty; attributes without value are left out."""
    if not attributes:
        return f"<{name}>{content}</{name}>"
    written = "".join([f' {key}="{_quoted(value)}"' for key, value in attributes.items() if value])
    return f"<{name}{written}>{content}</{name}>"


def _quoted(value: str) -> str:
    return value if value.isalnum() else escape(value)


def around(name: str, content: str, **attributes: str) -> str:
    """The same, but nothing around nothing."""
    return wrapped(name, content, **attributes) if content else ""


def each(name: str, values: Iterable[str], **attributes: str) -> str:
    """An element for each text."""
    return "".join([element(name, value, **attributes) for value in values])

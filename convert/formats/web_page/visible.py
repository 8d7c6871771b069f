"""A page's elements → its text as a browser shows it, and as one copies it: a line for each block, blanks as HTML has them."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml import html

_BLOCKS: Final = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "br",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_HIDDEN: Final = frozenset(
    [
        "head",
        "input",
        "noscript",
        "option",
        "script",
        "select",
        "style",
        "svg",
        "template",
        "textarea",
        "title",
    ]
)
_BLANKS = re.compile(r"[ \t\r\n\f]+")


def visible_text(element: "html.HtmlElement") -> str:
    """The text of an element, in lines."""
    lines = (_BLANKS.sub(" ", line).strip() for line in "".join(_pieces(element)).split("\n"))
    return "\n".join(line for line in lines if line)


def _pieces(element: "html.HtmlElement") -> Iterator[str]:
    name = element.tag if isinstance(element.tag, str) else ""
    if name and name not in _HIDDEN and not _is_hidden(element):
        around = "\n" if name in _BLOCKS else ""
        yield around
        yield _BLANKS.sub(" ", element.text or "")
        for child in element:
            yield from _pieces(child)
        yield around
    yield _BLANKS.sub(" ", element.tail or "")


def _is_hidden(element: "html.HtmlElement") -> bool:
    return element.get("hidden") is not None or "display:none" in element.get("style", "").replace(" ", "")

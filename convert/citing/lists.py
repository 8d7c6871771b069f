"""Finished entries → a whole reference list: how each markup joins and frames them, and what it says of the setting."""

import re
from collections.abc import Callable, Mapping
from html import escape
from typing import Final

from convert.csl.output import Span
from convert.csl.processor import Bibliography


def label_length(made: Bibliography) -> int:
    """How many characters the longest number in a column of its own has; 0 where the style has no such column."""
    firsts = [entry.nodes[0] for entry in made.entries if entry.nodes]
    return max((_length(node) for node in firsts if isinstance(node, Span) and is_label(node)), default=0)


def is_label(span: Span) -> bool:
    """Whether a span is an entry's number, which the style sets in a column of its own."""
    return (span.kind, span.value) == ("display", "left-margin")


def _length(node: str | Span) -> int:
    return len(node) if isinstance(node, str) else sum(map(_length, node.children))


def _lines(made: Bibliography) -> str:
    return "".join(f"{entry.text.strip()}\n" for entry in made.entries)


def _paragraphs(made: Bibliography) -> str:
    return "\n\n".join(entry.text.strip() for entry in made.entries) + "\n"


_LIST_ITEM = re.compile(r"\A(?:(\d+)([.)])|([-+#]))(?=\s)")


def markdown_entry(text: str) -> str:
    r"""An entry whose own number begins no list.

    >>> markdown_entry("1. Doe J. *On growth*.")
    '1\\. Doe J. *On growth*.'
    """
    return _LIST_ITEM.sub(lambda match: f"{match[1] or ''}\\{match[2] or match[3]}", text.strip())


def _markdown(made: Bibliography) -> str:
    return "\n\n".join(markdown_entry(entry.text) for entry in made.entries) + "\n"


def _html(made: Bibliography) -> str:
    """A fragment with citeproc-js' classes."""
    entries = "".join(f'  <div class="csl-entry">{entry.text.strip()}</div>\n' for entry in made.entries)
    return f'<div class="csl-bib-body">\n{entries}</div>\n'


_PAGE: Final = """<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>References</title>
<style>
body {{ max-width: 42em; margin: 2em auto; padding: 0 1em; font: 1em/1.4 serif; overflow-wrap: anywhere }}
.csl-entry {{ margin-bottom: {space}em; {indent} }}
.csl-left-margin {{ position: absolute; left: 0 }}
</style>
</head>
<body>
{list}</body>
</html>
"""


def _html_page(made: Bibliography) -> str:
    """A page of its own, for the browser: the style's indents and spaces as CSS."""
    width = f"{label_length(made) * 0.55 + 0.6:.1f}em"
    indent = (
        f"position: relative; padding-left: {width}"
        if label_length(made)
        else "padding-left: 2em; text-indent: -2em"
        if made.hanging_indent
        else ""
    )
    space = 0.3 + 0.4 * made.entry_spacing
    return _PAGE.format(lang=escape(made.lang), space=f"{space:.1f}", indent=indent, list=_html(made))


def _rtf(made: Bibliography) -> str:
    """A document with the style's indents and spaces; its measures are twentieths of a point."""
    indent = label_length(made) * 120 + 120 if label_length(made) else 720 * made.hanging_indent
    paragraph = f"\\pard\\li{indent}\\fi-{indent}\\tx{indent}\\sa{60 + 120 * made.entry_spacing} "
    entries = "".join(f"{paragraph}{entry.text.strip()}\\par\n" for entry in made.entries)
    return f"{{\\rtf1\\ansi\\uc1\\deff0{{\\fonttbl{{\\f0\\froman Times New Roman;}}}}\\fs24\n{entries}}}\n"


LISTS: Final[Mapping[str, tuple[str, Callable[[Bibliography], str]]]] = {
    "text": ("text", _lines),
    "html": ("html", _html),
    "html-page": ("html", _html_page),
    "markdown": ("markdown", _markdown),
    "pandoc": ("pandoc", _markdown),
    "latex": ("latex", _paragraphs),
    "rtf": ("rtf", _rtf),
}
"""The format of a list → the markup of its entries (``csl.FORMATS``), and what joins them."""
LINKED: Final = frozenset({"html", "html-page", "markdown", "pandoc"})
"""The formats of lists that are linked unless the user says otherwise."""
SUFFIXES: Final = {
    ".txt": "text",
    ".html": "html-page",
    ".htm": "html-page",
    ".md": "markdown",
    ".markdown": "markdown",
    ".qmd": "pandoc",
    ".tex": "latex",
    ".rtf": "rtf",
    ".docx": "docx",
}
"""The suffix of a file → its format; ``docx`` is a writer of its own."""

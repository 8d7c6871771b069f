"""Rendered entries → a whole reference list, in each format: how it joins and frames them, and sets indents and spaces."""

import re
from collections.abc import Callable, Mapping
from html import escape
from typing import Final

from convert.csl import Bibliography, Span


def label_length(rendered: Bibliography) -> int:
    """The length of the longest label, in characters; 0 if the style has no column of labels."""
    firsts = [entry.nodes[0] for entry in rendered.entries if entry.nodes]
    return max((_length(node) for node in firsts if isinstance(node, Span) and is_label(node)), default=0)


def is_label(span: Span) -> bool:
    """Whether a span is an entry's label, its number, which stands in a column of its own."""
    return (span.kind, span.value) == ("display", "left-margin")


def _length(node: str | Span) -> int:
    return len(node) if isinstance(node, str) else sum(map(_length, node.children))


def _lines(rendered: Bibliography) -> str:
    return "".join(f"{entry.text.strip()}\n" for entry in rendered.entries)


def _paragraphs(rendered: Bibliography) -> str:
    return "\n\n".join(entry.text.strip() for entry in rendered.entries) + "\n"


_LIST_ITEM = re.compile(r"\A(?:(\d+)([.)])|([-+#]))(?=\s)")


def markdown_entry(text: str) -> str:
    r"""An entry whose number doesn't begin a Markdown list.

    >>> markdown_entry("1. Doe J. *On growth*.")
    '1\\. Doe J. *On growth*.'
    """
    return _LIST_ITEM.sub(lambda match: f"{match[1] or ''}\\{match[2] or match[3]}", text.strip())


def _markdown(rendered: Bibliography) -> str:
    return "\n\n".join(markdown_entry(entry.text) for entry in rendered.entries) + "\n"


def _html(rendered: Bibliography) -> str:
    """A fragment with the class names of citeproc-js."""
    entries = "".join(f'  <div class="csl-entry">{entry.text.strip()}</div>\n' for entry in rendered.entries)
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


def _html_page(rendered: Bibliography) -> str:
    """A complete page, with the style's indents and spaces as CSS."""
    width = f"{label_length(rendered) * 0.55 + 0.6:.1f}em"
    indent = (
        f"position: relative; padding-left: {width}"
        if label_length(rendered)
        else "padding-left: 2em; text-indent: -2em"
        if rendered.hanging_indent
        else ""
    )
    space = 0.3 + 0.4 * rendered.entry_spacing
    return _PAGE.format(lang=escape(rendered.lang), space=f"{space:.1f}", indent=indent, list=_html(rendered))


def _rtf(rendered: Bibliography) -> str:
    """A document with the style's indents and spaces, in twentieths of a point."""
    indent = label_length(rendered) * 120 + 120 if label_length(rendered) else 720 * rendered.hanging_indent
    paragraph = f"\\pard\\li{indent}\\fi-{indent}\\tx{indent}\\sa{60 + 120 * rendered.entry_spacing} "
    entries = "".join(f"{paragraph}{entry.text.strip()}\\par\n" for entry in rendered.entries)
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
"""Format of a list → the markup of its entries (see ``csl.output.FORMATS``), and the function that joins them."""
LINKED: Final = frozenset({"html", "html-page", "markdown", "pandoc"})
"""The formats in which identifiers are links by default."""
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
"""Suffix of a file → format; ``docx`` is a separate writer."""

"""Rendered entries → a whole reference list, in each format: how it joins and frames them, and sets indents and spaces."""

import re
from collections.abc import Callable, Mapping
from html import escape
from typing import Final

from convert.csl import FORMATS, Bibliography, Entry, Span


def label_length(rendered: Bibliography) -> int:
    """The length of the longest label, in characters; 0 if the style has no column of labels."""
    firsts = [entry.nodes[0] for entry in rendered.entries if entry.nodes]
    return max((_length(node) for node in firsts if isinstance(node, Span) and is_label(node)), default=0)


def is_label(span: Span) -> bool:
    """Whether a span is an entry's label, its number, which stands in a column of its own."""
    return (span.kind, span.value) == ("display", "left-margin")


def _length(node: str | Span) -> int:
    return len(node) if isinstance(node, str) else sum(map(_length, node.children))


def _lines(rendered: Bibliography, heading: str) -> str:
    above = f"{heading}\n\n" if heading else ""
    return above + "".join(f"{entry.text.strip()}\n" for entry in rendered.entries)


_LIST_ITEM = re.compile(r"\A(?:(\d+)([.)])|([-+#]))(?=\s)")


def markdown_entry(text: str) -> str:
    r"""An entry whose number doesn't begin a Markdown list.

    >>> markdown_entry("1. Doe J. *On growth*.")
    '1\\. Doe J. *On growth*.'
    """
    return _LIST_ITEM.sub(lambda match: f"{match[1] or ''}\\{match[2] or match[3]}", text.strip())


def _markdown(rendered: Bibliography, heading: str) -> str:
    above = [f"# {heading}"] if heading else []
    return "\n\n".join([*above, *(markdown_entry(entry.text) for entry in rendered.entries)]) + "\n"


# --- HTML ---------------------------------------------------------------------------------------------------------

_CSS: Final = """.csl-bib-body {{ max-width: 42em; line-height: 1.4; overflow-wrap: anywhere }}
.csl-entry {{ margin-bottom: {space}em; {indent} }}
.csl-left-margin {{ position: absolute; left: 0 }}
.csl-indent {{ margin-left: 2em }}
"""
_PAGE: Final = """<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>
body {{ max-width: 42em; margin: 2em auto; padding: 0 1em; font: 1em/1.4 serif }}
{css}</style>
</head>
<body>
{list}</body>
</html>
"""


def _html(rendered: Bibliography, heading: str) -> str:
    """A fragment with the class names of citeproc-js; its CSS comes with it, so that it can be read in a notebook."""
    style = f"<style>\n{_css(rendered)}</style>\n"
    return _html_list(rendered, heading, style)


def _html_list(rendered: Bibliography, heading: str, style: str = "") -> str:
    above = f"<h2>{escape(heading)}</h2>\n" if heading else ""
    entries = "".join(f'  <div class="csl-entry">{entry.text.strip()}</div>\n' for entry in rendered.entries)
    return f'{above}<div class="csl-bib-body">\n{entries}{style}</div>\n'


def _css(rendered: Bibliography) -> str:
    """The style's indents and spaces."""
    width = f"{label_length(rendered) * 0.55 + 0.6:.1f}em"
    indent = (
        f"position: relative; padding-left: {width}"
        if label_length(rendered)
        else "padding-left: 2em; text-indent: -2em"
        if rendered.hanging_indent
        else ""
    )
    return _CSS.format(space=f"{0.3 + 0.4 * rendered.entry_spacing:.1f}", indent=indent)


def _html_page(rendered: Bibliography, heading: str) -> str:
    return _PAGE.format(
        lang=escape(rendered.lang),
        title=escape(heading or "References"),
        css=_css(rendered),
        list=_html_list(rendered, heading),
    )


# --- LaTeX --------------------------------------------------------------------------------------------------------

_HREF: Final = "\\providecommand{\\href}[2]{#2} % links need the package hyperref\n"
_SPACES: Final = (
    r"\setlength{{\itemsep}}{{{space}ex}}\setlength{{\parsep}}{{0pt}}\setlength{{\emergencystretch}}{{3em}}"
)
_COLUMN: Final = (
    r"\settowidth{{\labelwidth}}{{{widest}}}\setlength{{\leftmargin}}{{\labelwidth}}\addtolength{{\leftmargin}}{{\labelsep}}"
    r"\renewcommand{{\makelabel}}[1]{{#1\hfil}}"
)
_INDENT: Final = (
    r"\setlength{{\labelwidth}}{{0pt}}\setlength{{\labelsep}}{{0pt}}\setlength{{\leftmargin}}{{{indent}em}}"
    r"\setlength{{\itemindent}}{{-{indent}em}}"
)


def _latex(rendered: Bibliography, heading: str) -> str:
    """A list environment: labels in a column, or a hanging indent."""
    items = [_split_label(entry) for entry in rendered.entries]
    widest = max((label for label, _ in items), key=len)
    indent = _COLUMN.format(widest=widest) if widest else _INDENT.format(indent=2 * rendered.hanging_indent)
    spaces = _SPACES.format(space=0.5 + rendered.entry_spacing)
    lines = [f"\\item[{{{label}}}] {text}\n" if widest else f"\\item {text}\n" for label, text in items]
    above = f"\\section*{{{FORMATS['latex'].write([heading])}}}\n" if heading else ""
    return f"{_HREF}{above}\\begin{{list}}{{}}{{%\n  {indent}%\n  {spaces}}}\n{''.join(lines)}\\end{{list}}\n"


def _thebibliography(rendered: Bibliography, heading: str) -> str:
    r"""LaTeX's own list, which numbers the entries for ``\cite``."""
    items = [
        f"\\bibitem{{{entry.id}}} {text}\n" if entry.id else f"\\item[] {text}\n"
        for entry in rendered.entries
        for _, text in [_split_label(entry)]
    ]
    named = FORMATS["latex"].write([heading])
    above = "".join(
        f"\\providecommand{{{name}}}{{}}\\renewcommand{{{name}}}{{{named}}}\n" for name in _NAMES if heading
    )
    begin = f"\\begin{{thebibliography}}{{{'9' * len(str(len(items)))}}}\n\\setlength{{\\emergencystretch}}{{3em}}\n"
    return f"{_HREF}{above}{begin}{''.join(items)}\\end{{thebibliography}}\n"


_NAMES: Final = (r"\refname", r"\bibname")


def _split_label(entry: Entry) -> tuple[str, str]:
    """An entry in LaTeX: its label, if it has one, and the rest."""
    first, *rest = entry.nodes or [""]
    if isinstance(first, Span) and is_label(first):
        return FORMATS["latex"].write(first.children).strip(), _breaking(FORMATS["latex"].write(rest).strip())
    return "", _breaking(entry.text.strip())


_ADDRESS: Final = re.compile(r"(?P<href>\\href\{(?:[^{}\\]|\\.)*\})|(?:https?://|\b10\.\d{4,}/)[^\s{}]+")
_MAY_BREAK: Final = re.compile(r"(?<=://)|(?<=[\w)][/.\-_;])(?=[\w(])")


def _breaking(latex: str) -> str:
    r"""LaTeX in which addresses and DOIs, as they are printed, may break over lines.

    >>> _breaking(r"doi:\href{https://doi.org/10.1000/a.b}{10.1000/a.b}")
    'doi:\\href{https://doi.org/10.1000/a.b}{10.\\allowbreak 1000/\\allowbreak a.\\allowbreak b}'
    """
    return _ADDRESS.sub(lambda found: found["href"] or _MAY_BREAK.sub(r"\\allowbreak ", found[0]), latex)


# --- RTF ----------------------------------------------------------------------------------------------------------


def _rtf(rendered: Bibliography, heading: str) -> str:
    """A document with the style's indents and spaces, in twentieths of a point."""
    indent = label_length(rendered) * 120 + 120 if label_length(rendered) else 720 * rendered.hanging_indent
    above = f"\\pard\\sa120\\b\\fs32 {FORMATS['rtf'].write([heading])}\\b0\\fs24\\par\n" if heading else ""
    paragraph = f"\\pard\\li{indent}\\fi-{indent}\\tx{indent}\\sa{60 + 120 * rendered.entry_spacing} "
    entries = "".join(f"{paragraph}{entry.text.strip()}\\par\n" for entry in rendered.entries)
    return f"{{\\rtf1\\ansi\\uc1\\deff0{{\\fonttbl{{\\f0\\froman Times New Roman;}}}}\\fs24\n{above}{entries}}}\n"


LISTS: Final[Mapping[str, tuple[str, Callable[[Bibliography, str], str]]]] = {
    "text": ("text", _lines),
    "html": ("html", _html),
    "html-page": ("html", _html_page),
    "markdown": ("markdown", _markdown),
    "pandoc": ("pandoc", _markdown),
    "latex": ("latex", _latex),
    "thebibliography": ("latex", _thebibliography),
    "rtf": ("rtf", _rtf),
}
"""Format of a list → the markup of its entries (see ``csl.output.FORMATS``), and the function that joins them under a heading, or ``""``;
an entry's id is its citation key."""
LINKED: Final = frozenset({"html", "html-page", "markdown", "pandoc", "latex", "thebibliography"})
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

"""Tree of spans → HTML, plain text, Markdown (CommonMark and pandoc), LaTeX, RTF 1.9. Each format is a table of spans."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from convert.csl.output.tree import Node
from convert.formats.latex.write import encode
from convert.model.text.markup import plain_superscript


@dataclass(slots=True, frozen=True)
class OutputFormat:
    """Writes trees in one format."""

    text: Callable[[str], str]
    """Escapes text."""
    spans: Mapping[tuple[str, str], tuple[str, str]]
    """(kind, value) → text before and after the span."""
    link: Callable[[str, str], str] = lambda address, text: text  # noqa: ARG005  (formats without links)
    script: Callable[[str, str], str] = lambda value, content: content  # noqa: ARG005  (formats with superscripts)
    """``sup`` or ``sub``, and the content as written → the content to write instead."""

    def write(self, nodes: Sequence[Node]) -> str:
        """Write a tree."""
        pieces = []
        for node in nodes:
            if isinstance(node, str):
                pieces.append(self.text(node))
            elif node.kind == "link":
                pieces.append(self.link(node.value, self.write(node.children)))
            else:
                before, after = self.spans.get((node.kind, node.value), ("", ""))
                content = self.write(node.children)
                if node.kind == "vertical-align":
                    content = self.script(node.value, content)
                pieces.append(before + content + after)
        return "".join(pieces)


def _css(name: str, value: str) -> tuple[str, str]:
    return f'<span style="{name}:{value};">', "</span>"


def _div(value: str) -> tuple[str, str]:
    return f'<div class="csl-{value}">', "</div>"


def _escape_html(text: str) -> str:
    return escape(text, quote=False) if "&" in text or "<" in text or ">" in text else text


HTML = OutputFormat(
    _escape_html,
    {
        ("font-style", "italic"): ("<i>", "</i>"),
        ("font-style", "oblique"): ("<em>", "</em>"),
        ("font-style", "normal"): _css("font-style", "normal"),
        ("font-variant", "small-caps"): _css("font-variant", "small-caps"),
        ("font-variant", "normal"): _css("font-variant", "normal"),
        ("font-weight", "bold"): ("<b>", "</b>"),
        ("font-weight", "light"): _css("font-weight", "light"),
        ("font-weight", "normal"): _css("font-weight", "normal"),
        ("text-decoration", "underline"): _css("text-decoration", "underline"),
        ("text-decoration", "none"): _css("text-decoration", "none"),
        ("vertical-align", "sup"): ("<sup>", "</sup>"),
        ("vertical-align", "sub"): ("<sub>", "</sub>"),
        ("vertical-align", "baseline"): ('<span style="baseline">', "</span>"),
        **{("display", value): _div(value) for value in ("block", "left-margin", "right-inline", "indent")},
    },
    lambda address, text: f'<a href="{escape(address)}">{text}</a>',
)
_SPACED_BLOCKS = {
    ("display", "left-margin"): ("", " "),
    ("display", "block"): ("\n", "\n"),
    ("display", "indent"): ("\n", "\n"),
}
TEXT = OutputFormat(
    str,
    _SPACED_BLOCKS,
    script=lambda value, content: plain_superscript(content) if value == "sup" else content,
)
_MARKDOWN_SPECIAL = re.compile(r"[\\`*_\[\]<>^~$|]|&(?=#?\w+;)")


def _escape_markdown(text: str) -> str:
    r"""Escape text for CommonMark and its usual extensions.

    >>> _escape_markdown("Doe & Roe: [a_b] p<0.05 &amp;")
    'Doe & Roe: \\[a\\_b\\] p\\<0.05 \\&amp;'
    """
    return _MARKDOWN_SPECIAL.sub(r"\\\g<0>", text)


def _markdown_link(address: str, text: str) -> str:
    if text.replace("\\", "") == address:
        return f"<{address}>"
    return f"[{text}](<{address}>)" if "(" in address or ")" in address else f"[{text}]({address})"


_EMPHASIS = {
    ("font-style", "italic"): ("*", "*"),
    ("font-style", "oblique"): ("*", "*"),
    ("font-weight", "bold"): ("**", "**"),
    **_SPACED_BLOCKS,
}
MARKDOWN = OutputFormat(
    _escape_markdown,
    {
        **_EMPHASIS,
        ("font-variant", "small-caps"): _css("font-variant", "small-caps"),
        ("text-decoration", "underline"): ("<u>", "</u>"),
        ("vertical-align", "sup"): ("<sup>", "</sup>"),
        ("vertical-align", "sub"): ("<sub>", "</sub>"),
    },
    _markdown_link,
)
"""CommonMark; HTML tags for superscripts and subscripts, which it lacks."""
PANDOC = OutputFormat(
    lambda text: _escape_markdown(text).replace("@", r"\@"),
    {
        **_EMPHASIS,
        ("font-variant", "small-caps"): ("[", "]{.smallcaps}"),
        ("text-decoration", "underline"): ("[", "]{.underline}"),
        ("vertical-align", "sup"): ("^", "^"),
        ("vertical-align", "sub"): ("~", "~"),
    },
    _markdown_link,
    lambda _value, content: content.replace(" ", "\\ "),
)
"""Pandoc's Markdown, which pandoc converts to Word and LaTeX; it would drop HTML tags there."""


def _latex_link(address: str, text: str) -> str:
    for character in "%#":
        address = address.replace(character, "\\" + character)
    return f"\\href{{{address}}}{{{text}}}"


LATEX = OutputFormat(
    encode,
    {
        ("font-style", "italic"): (r"\textit{", "}"),
        ("font-style", "oblique"): (r"\textsl{", "}"),
        ("font-style", "normal"): (r"\textup{", "}"),
        ("font-variant", "small-caps"): (r"\textsc{", "}"),
        ("font-variant", "normal"): (r"\textnormal{", "}"),
        ("font-weight", "bold"): (r"\textbf{", "}"),
        ("font-weight", "normal"): (r"\textmd{", "}"),
        ("text-decoration", "underline"): (r"\underline{", "}"),
        ("vertical-align", "sup"): (r"\textsuperscript{", "}"),
        ("vertical-align", "sub"): (r"\textsubscript{", "}"),
        **_SPACED_BLOCKS,
    },
    _latex_link,
)


def escape_rtf(text: str) -> str:
    r"""Escape text for RTF 1.9: non-ASCII characters become UTF-16 units, with ``?`` for old readers.

    >>> escape_rtf("{α}"), escape_rtf("😀")
    ('\\{\\u945?\\}', '\\u-10179?\\u-8704?')
    """
    return "".join(
        [
            f"\\{c}" if c in "\\{}" else c if c.isascii() else "".join([f"\\u{unit}?" for unit in _utf16(c)])
            for c in text
        ]
    )


def _utf16(character: str) -> Iterator[int]:
    """The UTF-16 units of a character, as signed 16-bit integers."""
    data = character.encode("utf-16-le", "replace")
    for start in range(0, len(data), 2):
        yield int.from_bytes(data[start : start + 2], "little", signed=True)


RTF = OutputFormat(
    escape_rtf,
    {
        ("font-style", "italic"): (r"{\i ", "}"),
        ("font-style", "oblique"): (r"{\i ", "}"),
        ("font-style", "normal"): (r"{\i0 ", "}"),
        ("font-variant", "small-caps"): (r"{\scaps ", "}"),
        ("font-variant", "normal"): (r"{\scaps0 ", "}"),
        ("font-weight", "bold"): (r"{\b ", "}"),
        ("font-weight", "normal"): (r"{\b0 ", "}"),
        ("text-decoration", "underline"): (r"{\ul ", "}"),
        ("text-decoration", "none"): (r"{\ulnone ", "}"),
        ("vertical-align", "sup"): (r"{\super ", "}"),
        ("vertical-align", "sub"): (r"{\sub ", "}"),
        ("vertical-align", "baseline"): (r"{\nosupersub ", "}"),
        ("display", "left-margin"): ("", r"\tab "),
        ("display", "block"): (r"\line ", r"\line "),
        ("display", "indent"): (r"\line \tab ", r"\line "),
    },
    lambda address, text: rf'{{\field{{\*\fldinst HYPERLINK "{escape_rtf(address)}"}}{{\fldrslt {text}}}}}',
)
FORMATS: Mapping[str, OutputFormat] = {
    "html": HTML,
    "text": TEXT,
    "markdown": MARKDOWN,
    "pandoc": PANDOC,
    "latex": LATEX,
    "rtf": RTF,
}

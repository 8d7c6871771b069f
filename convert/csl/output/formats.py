"""Tree of spans → HTML, plain text, Markdown (CommonMark and pandoc), LaTeX, RTF 1.9. Each format is a table of spans."""

import re
from collections.abc import Callable, Mapping, Sequence
from html import escape
from struct import iter_unpack

from msgspec import Struct

from convert.csl.output.openxml import OpenXML
from convert.csl.output.pandoc_json import PandocJSON
from convert.csl.output.tree import Node
from convert.model.text.markup import plain_superscript


class OutputFormat(Struct, frozen=True):
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


_SPANS = {
    # (kind, value): HTML, Markdown, pandoc, LaTeX, RTF
    ("font-style", "italic"): ("<i>…</i>", "*…*", "*…*", r"\textit{…}", r"{\i …}"),
    ("font-style", "oblique"): ("<em>…</em>", "*…*", "*…*", r"\textsl{…}", r"{\i …}"),
    ("font-style", "normal"): ("css", "", "", r"\textup{…}", r"{\i0 …}"),
    ("font-variant", "small-caps"): ("css", "css", "[…]{.smallcaps}", r"\textsc{…}", r"{\scaps …}"),
    ("font-variant", "normal"): ("css", "", "", r"\textnormal{…}", r"{\scaps0 …}"),
    ("font-weight", "bold"): ("<b>…</b>", "**…**", "**…**", r"\textbf{…}", r"{\b …}"),
    ("font-weight", "light"): ("css", "", "", "", ""),
    ("font-weight", "normal"): ("css", "", "", r"\textmd{…}", r"{\b0 …}"),
    ("text-decoration", "underline"): ("css", "<u>…</u>", "[…]{.underline}", r"\underline{…}", r"{\ul …}"),
    ("text-decoration", "none"): ("css", "", "", "", r"{\ulnone …}"),
    ("vertical-align", "sup"): ("<sup>…</sup>", "<sup>…</sup>", "^…^", r"\textsuperscript{…}", r"{\super …}"),
    ("vertical-align", "sub"): ("<sub>…</sub>", "<sub>…</sub>", "~…~", r"\textsubscript{…}", r"{\sub …}"),
    ("vertical-align", "baseline"): ('<span style="baseline">…</span>', "", "", "", r"{\nosupersub …}"),
}  # fmt: skip
"""(kind, value) of a span → how each format writes it: ``…`` is its content; ``css`` is an HTML span with that property."""
_BLOCKS = {
    # value: HTML, RTF, the other formats
    "block": ('<div class="csl-block">…</div>', r"\line …\line ", "\n…\n"),
    "left-margin": ('<div class="csl-left-margin">…</div>', r"…\tab ", "… "),
    "right-inline": ('<div class="csl-right-inline">…</div>', "", ""),
    "indent": ('<div class="csl-indent">…</div>', r"\line \tab …\line ", "\n…\n"),
}
"""Value of ``display`` → how each format writes the block."""


def _spans(column: int | None, block_column: int = 2) -> dict[tuple[str, str], tuple[str, str]]:
    """The spans of a format, by its columns in ``_SPANS`` and ``_BLOCKS``; None if it writes blocks only."""
    templates = {} if column is None else {span: texts[column] for span, texts in _SPANS.items()}
    templates |= {("display", value): texts[block_column] for value, texts in _BLOCKS.items()}
    spans = {}
    for (kind, value), template in templates.items():
        text = f'<span style="{kind}:{value};">…</span>' if template == "css" else template
        before, _, after = text.partition("…")
        spans[kind, value] = before, after
    return spans


def _escape_html(text: str) -> str:
    return escape(text, quote=False) if "&" in text or "<" in text or ">" in text else text


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


def _escape_latex(text: str) -> str:
    from convert.formats.latex.write import encode  # noqa: PLC0415  (its tables are long, and few lists are LaTeX)

    return encode(text)


def _latex_link(address: str, text: str) -> str:
    for character in "%#":
        address = address.replace(character, "\\" + character)
    return f"\\href{{{address}}}{{{text}}}"


def escape_rtf(text: str) -> str:
    r"""Escape text for RTF 1.9: non-ASCII characters become UTF-16 units, with ``?`` for old readers.

    >>> escape_rtf("{α}"), escape_rtf("😀")
    ('\\{\\u945?\\}', '\\u-10179?\\u-8704?')
    """
    text = re.sub(r"[\\{}]", r"\\\g<0>", text)
    return re.sub(r"[^\x00-\x7f]+", _rtf_units, text)


def _rtf_units(found: re.Match[str]) -> str:
    units = iter_unpack("<h", found[0].encode("utf-16-le", "replace"))
    return "".join([rf"\u{unit}?" for (unit,) in units])


def _rtf_link(address: str, text: str) -> str:
    return rf'{{\field{{\*\fldinst HYPERLINK "{escape_rtf(address)}"}}{{\fldrslt {text}}}}}'


FORMATS: Mapping[str, OutputFormat | OpenXML | PandocJSON] = {
    "html": OutputFormat(
        _escape_html, _spans(0, 0), lambda address, text: f'<a href="{escape(address)}">{text}</a>'
    ),
    "text": OutputFormat(
        str,
        _spans(None),
        script=lambda value, content: plain_superscript(content) if value == "sup" else content,
    ),
    "markdown": OutputFormat(_escape_markdown, _spans(1), _markdown_link),
    "pandoc": OutputFormat(
        lambda text: _escape_markdown(text).replace("@", r"\@"),
        _spans(2),
        _markdown_link,
        lambda _value, content: content.replace(" ", "\\ "),
    ),
    "latex": OutputFormat(_escape_latex, _spans(3), _latex_link),
    "rtf": OutputFormat(escape_rtf, _spans(4, 1), _rtf_link),
    "openxml": OpenXML(),
    "pandoc-json": PandocJSON(),
}
"""The formats by name. ``markdown`` is CommonMark, with HTML for what it lacks; ``pandoc`` converts to Word and LaTeX.
``openxml`` are the runs of a Word document, ``pandoc-json`` the inlines of pandoc's AST."""

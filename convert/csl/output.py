"""Settled tokens → a tree of spans → HTML, text, Markdown, LaTeX, RTF. ``writers/docx.py`` walks the same tree.

Here nested formatting flips (italic in italic is upright) and quotes alternate (CSL 1.0.2, "Formatting", "Quotes").
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from urllib.parse import quote

from convert.csl.markup import CLOSE, KINDS, QuotePairs
from convert.csl.settle import MARK_FIRST, MARK_LAST, settle
from convert.formats.latex.write import encode
from convert.model.text.markup import plain_superscript


@dataclass(slots=True)
class Span:
    """A stretch of an entry with one formatting."""

    kind: str
    """``font-style``, ``font-variant``, ``font-weight``, ``text-decoration``, ``vertical-align``, ``display`` or ``link``."""
    value: str
    """``italic``, ``bold``, ``sup`` …, ``block``, or a link's address."""
    children: list["Node"] = field(default_factory=list)


Node = str | Span
_NORMAL = {
    "font-style": "normal",
    "font-variant": "normal",
    "font-weight": "normal",
    "text-decoration": "none",
    "vertical-align": "baseline",
}


def build_tree(marked: str, quotes: QuotePairs, *, in_quote: bool) -> list[Node]:
    """A finished entry's marked text → its tree."""
    tokens = settle(marked, in_quote=in_quote)
    root = Span("", "")
    superscripts = not marked.isascii() and _SUPERSCRIPTS.search(marked) is not None
    stack: list[tuple[Span, dict[str, str], int, str]] = []  # (span, formatting, quote depth, closing quote)
    current, state, depth = root, _NORMAL, 0
    for token in tokens:
        if not MARK_FIRST <= token <= MARK_LAST:
            children = current.children
            if superscripts:
                _add_superscripts(current, token)
            elif children and type(children[-1]) is str:
                children[-1] += token
            else:
                children.append(token)
        elif token == CLOSE:
            closed = current
            current, state, depth, closing = stack.pop()
            if closing:
                _add(current, closing)
            elif closed is not current and closed.children:
                _close(closed, current.children)
        else:
            kind, value = KINDS[token]
            if kind == "quotes":
                inner = value == "inner" and depth == 0
                opening, closing = quotes[1 if inner else depth % 2]
                stack.append((current, state, depth, closing))
                _add(current, opening)
                depth += 2 if inner else 1
                continue
            stack.append((current, state, depth, ""))
            current, state = _enter(kind, value, current, state)
    return root.children


_ASIAN = re.compile(r"[\u1100-\u11ff\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef\s]+")


def _close(span: Span, siblings: list[Node]) -> None:
    """Put a finished span after those before it."""
    if span.value == "italic" and _is_asian(span.children):
        siblings.extend(span.children)
        return
    if span.kind == "link":
        _resolve(span, siblings)
    siblings.append(span)


def _is_asian(children: list[Node]) -> bool:
    """Whether a span is all in East Asian script, which knows no italics."""
    return all(isinstance(child, str) and _ASIAN.fullmatch(child) for child in children)


_ADDRESS = "%/:?#[]@!$&'()*+,;=~"
"""What may stand in an address as it is; old DOIs have ``<`` and ``>``, which may not."""
_RESOLVERS = {
    "DOI": "https://doi.org/",
    "PMID": "https://pubmed.ncbi.nlm.nih.gov/",
    "PMCID": "https://pmc.ncbi.nlm.nih.gov/articles/",
}


def _resolve(link: Span, before: list[Node]) -> None:
    """Find where a printed DOI, PMID, PMCID or URL leads; a resolver's address that is printed before it joins it."""
    text = "".join([child for child in link.children if isinstance(child, str)])
    resolver = _RESOLVERS.get(link.value, "")
    link.value = quote(text if "://" in text else resolver + text, safe=_ADDRESS)
    last = before[-1] if before else None
    if resolver and isinstance(last, str) and last.endswith(resolver):
        before[-1] = last[: -len(resolver)]
        link.children = [resolver + text]


def _enter(kind: str, value: str, current: Span, state: dict[str, str]) -> tuple[Span, dict[str, str]]:
    """Open a span; normal where nothing is on is nothing."""
    if kind == "nocase":
        return current, state
    if kind.startswith("flip"):
        return _flip(kind.removeprefix("flip "), value, current, state)
    if kind in ("display", "link"):
        return Span(kind, value), state
    if value == "normal" and state[kind] == "normal":
        return current, state
    return Span(kind, value), {**state, kind: value}


def _flip(kind: str, value: str, current: Span, state: dict[str, str]) -> tuple[Span, dict[str, str]]:
    """Open formatting of a field, which stands out by being normal where the style has it on already."""
    if kind == "none":
        kind = next((name for name, now in state.items() if now != _NORMAL[name]), "")
        return (Span(kind, _NORMAL[kind]), {**state, kind: _NORMAL[kind]}) if kind else (current, state)
    if state[kind] == value and kind != "vertical-align":
        value = _NORMAL[kind]
    return Span(kind, value), {**state, kind: value}


def _add(span: Span, text: str) -> None:
    children = span.children
    if children and isinstance(children[-1], str):
        children[-1] += text
    else:
        children.append(text)


_SUPERSCRIPTS = re.compile(r"[ª²³¹ºʰ-ʸˀˁۥۦˠ-ˤᴬᴭᴮᴰ-ᴺᴼ-ᵡᵸᶛ-ᶿ⁰ⁱ⁴-ⁿ℠™㆒-㆟]+")


_BASES = {"ˀ": "ʔ", "ˁ": "ʕ", "ۥ": "و", "ۦ": "ي"}


def _add_superscripts(span: Span, text: str) -> None:
    """Add text, its superscript characters as ordinary ones in superscript."""
    position = 0
    for found in _SUPERSCRIPTS.finditer(text):
        if text[position : found.start()]:
            _add(span, text[position : found.start()])
        span.children.extend(
            Span("vertical-align", "sup", [_BASES.get(c) or unicodedata.normalize("NFKD", c)])
            for c in found[0]
        )
        position = found.end()
    if text[position:]:
        _add(span, text[position:])


@dataclass(slots=True, frozen=True)
class Format:
    """How a tree is written in one format."""

    text: Callable[[str], str]
    """Escapes a stretch of text."""
    spans: Mapping[tuple[str, str], tuple[str, str]]
    """(kind, value) → what stands before and after."""
    link: Callable[[str, str], str] = lambda address, text: text  # noqa: ARG005 - formats that carry no links
    script: Callable[[str, str], str] = lambda value, content: content  # noqa: ARG005 - formats that raise and lower text
    """``sup`` or ``sub``, and what is in it as written so far → what is written for it."""

    def write(self, nodes: Sequence[Node]) -> str:
        """A tree as text in this format."""
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


HTML = Format(
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
TEXT = Format(
    str,
    _SPACED_BLOCKS,
    script=lambda value, content: plain_superscript(content) if value == "sup" else content,
)
_MARKDOWN_SPECIAL = re.compile(r"[\\`*_\[\]<>^~$|]|&(?=#?\w+;)")


def _escape_markdown(text: str) -> str:
    r"""Text in CommonMark and its usual extensions.

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
MARKDOWN = Format(
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
"""CommonMark, which has no sub- and superscripts but allows HTML's."""
PANDOC = Format(
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
"""Pandoc's Markdown, which it carries on to Word and LaTeX, as it does not HTML's tags."""


def _latex_link(address: str, text: str) -> str:
    for character in "%#":
        address = address.replace(character, "\\" + character)
    return f"\\href{{{address}}}{{{text}}}"


LATEX = Format(
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
    r"""Text in RTF 1.9: its own characters escaped, all beyond ASCII as UTF-16 units with ``?`` for old readers.

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
    """The UTF-16 units of a character as signed 16-bit numbers."""
    data = character.encode("utf-16-le", "replace")
    for start in range(0, len(data), 2):
        yield int.from_bytes(data[start : start + 2], "little", signed=True)


RTF = Format(
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
FORMATS: Mapping[str, Format] = {
    "html": HTML,
    "text": TEXT,
    "markdown": MARKDOWN,
    "pandoc": PANDOC,
    "latex": LATEX,
    "rtf": RTF,
}

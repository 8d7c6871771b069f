"""Tree of spans → the runs of a Word document (ECMA-376 part 1, 17.3.2), without the paragraph around them.

A run's own properties come from what it stands in: ``with_properties`` adds them.
"""

import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import Final

from convert.csl.output.tree import Node, Span

_PROPERTIES: Final = {
    ("font-style", "italic"): "<w:i/>",
    ("font-style", "oblique"): "<w:i/>",
    ("font-style", "normal"): '<w:i w:val="0"/>',
    ("font-variant", "small-caps"): "<w:smallCaps/>",
    ("font-variant", "normal"): '<w:smallCaps w:val="0"/>',
    ("font-weight", "bold"): "<w:b/>",
    ("font-weight", "normal"): '<w:b w:val="0"/>',
    ("text-decoration", "underline"): '<w:u w:val="single"/>',
    ("text-decoration", "none"): '<w:u w:val="none"/>',
    ("vertical-align", "sup"): '<w:vertAlign w:val="superscript"/>',
    ("vertical-align", "sub"): '<w:vertAlign w:val="subscript"/>',
    ("vertical-align", "baseline"): '<w:vertAlign w:val="baseline"/>',
}
"""(kind, value) of a span → the property of a run."""
_ORDER: Final = [
    "rStyle",
    "rFonts",
    "b",
    "bCs",
    "i",
    "iCs",
    "caps",
    "smallCaps",
    "strike",
    "dstrike",
    "outline",
    "shadow",
    "emboss",
    "imprint",
    "noProof",
    "snapToGrid",
    "vanish",
    "webHidden",
    "color",
    "spacing",
    "w",
    "kern",
    "position",
    "sz",
    "szCs",
    "highlight",
    "u",
    "effect",
    "bdr",
    "shd",
    "fitText",
    "vertAlign",
    "rtl",
    "cs",
    "em",
    "lang",
    "eastAsianLayout",
    "specVanish",
    "oMath",
]
"""The properties of a run in the order of the schema, on which Word insists."""
_PROPERTY = re.compile(r"<w:(\w+)\b[^>]*?(?:/>|>.*?</w:\1>)", re.DOTALL)
_RUN = re.compile(r"<w:r>(?:<w:rPr>(.*?)</w:rPr>)?", re.DOTALL)
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


class OpenXML:
    """Writes trees as runs; it has the place of an ``OutputFormat``."""

    def write(self, nodes: Sequence[Node]) -> str:
        """Write a tree."""
        return "".join(_runs(nodes, {}))


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    around = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    content = escape(_FORBIDDEN.sub("", text), quote=False)
    return f'<w:r>{around}<w:t xml:space="preserve">{content}</w:t></w:r>' if text else ""


def field_run(kind: str) -> str:
    """The run of a field's mark: ``begin``, ``separate`` or ``end``."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def code_run(code: str) -> str:
    """The run of a field's code."""
    return f'<w:r><w:instrText xml:space="preserve">{escape(_FORBIDDEN.sub("", code), quote=False)}</w:instrText></w:r>'


def _runs(nodes: Sequence[Node], formatting: Mapping[str, str]) -> list[str]:
    pieces = []
    for node in nodes:
        if isinstance(node, str):
            properties = "".join(_PROPERTIES.get(pair, "") for pair in formatting.items())
            pieces.append(run(node, _sorted(properties)))
        elif node.kind == "link":
            inner = _runs(node.children, formatting)
            pieces += [
                field_run("begin"),
                code_run(f' HYPERLINK "{node.value}" '),
                field_run("separate"),
                *inner,
                field_run("end"),
            ]
        elif node.kind == "display":
            pieces += _block(node, formatting, is_first=not pieces)
        else:
            pieces += _runs(node.children, {**formatting, node.kind: node.value})
    return pieces


def _block(span: Span, formatting: Mapping[str, str], *, is_first: bool) -> list[str]:
    inner = _runs(span.children, formatting)
    if span.value == "left-margin":
        return [*inner, "<w:r><w:tab/></w:r>"]
    if span.value == "right-inline":
        return inner
    return [*([] if is_first else ["<w:r><w:br/></w:r>"]), *inner, "<w:r><w:br/></w:r>"]


def with_properties(runs: str, properties: str) -> str:
    """Runs with the properties of the run whose place they take; their own count where both have one.

    >>> with_properties("<w:r><w:rPr><w:i/></w:rPr><w:t>a</w:t></w:r>", '<w:sz w:val="20"/><w:b/>')
    '<w:r><w:rPr><w:b/><w:i/><w:sz w:val="20"/></w:rPr><w:t>a</w:t></w:r>'
    """
    if not properties:
        return runs
    return _RUN.sub(lambda match: f"<w:r><w:rPr>{_sorted(properties + (match[1] or ''))}</w:rPr>", runs)


def _sorted(properties: str) -> str:
    found = {match[1]: match[0] for match in _PROPERTY.finditer(properties)}
    known = [found[name] for name in _ORDER if name in found]
    return "".join([*known, *(text for name, text in found.items() if name not in _ORDER)])

"""Tree of spans → the runs of a Word document (ECMA-376 part 1, 17.3.2), without the paragraph around them.

A run's own properties come from what it stands in: ``with_properties`` adds them.
"""

import re
from collections.abc import Callable, Sequence
from functools import cache
from html import escape
from typing import Final

from msgspec import Struct

from convert.csl.output.tree import Node, Span

Formatting = tuple[tuple[str, str], ...]
"""(kind, value) of the spans around a text, the outermost first."""

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
_PROPERTY = re.compile(r"<w:(\w++)(?>(?:[^<>/]++|/(?!>))*)(?:/>|>(?>(?:[^<]++|<(?!/?w:\1\b))*)</w:\1>)")
_RUN = re.compile(r"<w:r>(?:<w:rPr>((?>(?:[^<]++|<(?!/?w:rPr>))*))</w:rPr>)?")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def field_link(address: str, runs: str) -> str:
    """A link as a field, which needs nothing outside the runs."""
    code = code_run(f' HYPERLINK "{address}" ')
    return f"{field_run('begin')}{code}{field_run('separate')}{runs}{field_run('end')}"


class OpenXML(Struct, frozen=True):
    """Writes trees as runs; it has the place of an ``OutputFormat``."""

    link: Callable[[str, str], str] = field_link
    """Address and runs → a link."""
    link_properties: str = ""
    """The properties of the runs of a link."""

    def write(self, nodes: Sequence[Node]) -> str:
        """Write a tree."""
        return "".join(self._runs(nodes, (), ""))

    def _runs(self, nodes: Sequence[Node], formatting: Formatting, around: str) -> list[str]:
        pieces: list[str] = []
        for node in nodes:
            if isinstance(node, str):
                pieces.append(run(node, _properties(formatting, around)))
            elif node.kind == "link":
                inner = self._runs(node.children, formatting, self.link_properties)
                pieces.append(self.link(node.value, "".join(inner)))
            elif node.kind == "display":
                pieces += self._block(node, formatting, around, is_first=not pieces)
            else:
                pieces += self._runs(node.children, (*formatting, (node.kind, node.value)), around)
        return pieces

    def _block(self, span: Span, formatting: Formatting, around: str, *, is_first: bool) -> list[str]:
        """A label followed by a tab, or a block on lines of its own."""
        if span.value == "left-margin":
            return [*self._runs(_strip_end(span.children), formatting, around), "<w:r><w:tab/></w:r>"]
        inner = self._runs(span.children, formatting, around)
        if span.value == "right-inline":
            return inner
        return [*([] if is_first else ["<w:r><w:br/></w:r>"]), *inner, "<w:r><w:br/></w:r>"]


def _strip_end(nodes: Sequence[Node]) -> Sequence[Node]:
    """The nodes of a label without the space before the text."""
    if nodes and isinstance(nodes[-1], str):
        return [*nodes[:-1], nodes[-1].rstrip()]
    return nodes


@cache
def _properties(formatting: Formatting, around: str) -> str:
    """The properties of a run in the order of the schema; the innermost of each kind counts."""
    return _sorted(around + "".join(_PROPERTIES.get(pair, "") for pair in dict(formatting).items()))


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

"""Tree of spans → inlines of pandoc's AST, as JSON text (https://hackage.haskell.org/package/pandoc-types/docs/Text-Pandoc-Definition.html)."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

import msgspec

from convert.csl.output.tree import Node

_ELEMENTS: Final = {
    ("font-style", "italic"): "Emph",
    ("font-style", "oblique"): "Emph",
    ("font-variant", "small-caps"): "SmallCaps",
    ("font-weight", "bold"): "Strong",
    ("text-decoration", "underline"): "Underline",
    ("vertical-align", "sup"): "Superscript",
    ("vertical-align", "sub"): "Subscript",
}
"""(kind, value) of a span → the element; others are their content alone."""
_WORDS: Final = re.compile(r"[^ \n]+|[ \n]+")


class PandocJSON:
    """Writes trees as a JSON list of inlines; it has the place of an ``OutputFormat``."""

    def write(self, nodes: Sequence[Node]) -> str:
        """Write a tree."""
        return msgspec.json.encode(to_inlines(nodes)).decode()


def to_inlines(nodes: Sequence[Node]) -> list[dict[str, Any]]:
    """The inlines of a tree; its blocks have the classes that pandoc's own citeproc gives them.

    >>> from convert.csl import Span
    >>> to_inlines(["On ", Span("font-style", "italic", ["growth"])])
    [{'t': 'Str', 'c': 'On'}, {'t': 'Space'}, {'t': 'Emph', 'c': [{'t': 'Str', 'c': 'growth'}]}]
    """
    return list(_inlines(nodes))


def _inlines(nodes: Sequence[Node]) -> Iterator[dict[str, Any]]:
    for node in nodes:
        if isinstance(node, str):
            for word in _WORDS.findall(node):
                yield {"t": "Space"} if word[0] in " \n" else {"t": "Str", "c": word}
        elif node.kind == "link":
            yield {"t": "Link", "c": [["", [], []], to_inlines(node.children), [node.value, ""]]}
        elif node.kind == "display":
            yield {"t": "Span", "c": [["", [f"csl-{node.value}"], []], to_inlines(node.children)]}
        elif (node.kind, node.value) in _ELEMENTS:
            yield {"t": _ELEMENTS[node.kind, node.value], "c": to_inlines(node.children)}
        else:
            yield from _inlines(node.children)

"""A document as pandoc's JSON (``pandoc -t json``): its citations in reading order, and its metadata as plain values.

An element is ``{"t": type, "c": content}``: https://hackage.haskell.org/package/pandoc-types/docs/Text-Pandoc-Definition.html
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from msgspec import Struct

from convert.csl import AMERICAN, build_tree, parse_rich_text
from convert.csl.output.pandoc_json import to_inlines

Element = dict[str, Any]

SPACES: Final = ("Space", "SoftBreak", "LineBreak")
_TAGS: Final = {
    "Emph": ("<i>", "</i>"),
    "Strong": ("<b>", "</b>"),
    "Superscript": ("<sup>", "</sup>"),
    "Subscript": ("<sub>", "</sub>"),
    "SmallCaps": ('<span style="font-variant:small-caps;">', "</span>"),
}
_QUOTES: Final = {"DoubleQuote": "“”", "SingleQuote": "‘’"}


class Place(Struct):
    """A citation, and where it stands."""

    siblings: list[Element]
    index: int
    note: int = 0
    """The number of the footnote that contains it, or of the one that it becomes in a note style."""
    in_note: bool = False

    @property
    def citations(self) -> list[dict[str, Any]]:
        """What it cites, a citation for each key."""
        found: list[dict[str, Any]] = self.siblings[self.index]["c"][0]
        return found

    @property
    def keys(self) -> list[str]:
        """The keys that it cites."""
        return [citation["citationId"] for citation in self.citations]


class _Scan(Struct):
    found: list[Place]
    notes: int = 0
    note: int = 0
    """The footnote in which the scan is; 0 outside."""

    def visit(self, value: Any) -> None:
        if isinstance(value, dict):
            self._visit_element(value)
        elif isinstance(value, list):
            for index, child in enumerate(value):
                if not isinstance(child, dict):
                    self.visit(child)
                elif child.get("t") == "Cite":
                    self._add(value, index)
                else:
                    self._visit_element(child)

    def _visit_element(self, element: Element) -> None:
        if "t" not in element:  # the content of a MetaMap
            self.visit(list(element.values()))
        elif element["t"] == "Note":
            self.notes += 1
            self.note = self.notes
            self.visit(element["c"])
            self.note = 0
        elif isinstance(content := element.get("c"), list | dict):
            self.visit(content)

    def _add(self, siblings: list[Element], index: int) -> None:
        if not self.note:
            self.notes += 1
        self.found.append(Place(siblings, index, self.note or self.notes, in_note=self.note > 0))


def find_citations(content: Any) -> list[Place]:
    """All citations of blocks, or of metadata, in reading order. Footnotes are numbered as if each citation outside one became one."""
    scan = _Scan([])
    scan.visit(content)
    return scan.found


def rich_text(inlines: Iterable[Element]) -> str:
    """Inlines → text with CSL's tags; of links, spans and the like it keeps the text.

    >>> rich_text([{"t": "Str", "c": "see"}, {"t": "Space"}, {"t": "Emph", "c": [{"t": "Str", "c": "also"}]}])
    'see <i>also</i>'
    """
    return "".join(_texts(inlines))


def _texts(inlines: Iterable[Element]) -> Iterator[str]:
    for element in inlines:
        kind: str = element["t"]
        content: Any = element.get("c")
        if kind == "Str":
            yield content
        elif kind in SPACES:
            yield " "
        elif kind in _TAGS:
            yield rich_text(content).join(_TAGS[kind])
        elif kind == "Quoted":
            yield rich_text(content[1]).join(_QUOTES[content[0]["t"]])
        elif kind in ("Code", "Math"):
            yield content[1]
        elif kind in ("Underline", "Strikeout"):
            yield rich_text(content)
        elif kind in ("Link", "Image", "Span", "Cite"):
            yield rich_text(content[1])


def plain_value(value: Element | None) -> Any:
    """A value of the metadata → text with CSL's tags, a list, a dictionary or a truth value; ``""`` for none.

    From the head of a document text comes as inlines or blocks, and from ``-M`` as a string.
    """
    if value is None:
        return ""
    kind, content = value["t"], value["c"]
    if kind == "MetaInlines":
        return rich_text(content)
    if kind == "MetaBlocks":
        return "\n".join(rich_text(block["c"]) for block in content if block["t"] in ("Para", "Plain"))
    if kind == "MetaList":
        return [plain_value(each) for each in content]
    if kind == "MetaMap":
        return {name: plain_value(each) for name, each in content.items()}
    return content


def texts(value: Any) -> list[str]:
    """A plain value that is a text or a list of them → the texts."""
    return [
        text for text in (value if isinstance(value, list) else [value]) if isinstance(text, str) and text
    ]


def text_values(value: Element | None) -> list[str]:
    """The same of a value of the metadata."""
    return texts(plain_value(value))


def meta_value(value: Any) -> Element:
    """A plain value → one of the metadata; the reverse of ``plain_value``."""
    if isinstance(value, bool):
        return {"t": "MetaBool", "c": value}
    if isinstance(value, dict):
        return {"t": "MetaMap", "c": {name: meta_value(each) for name, each in value.items()}}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return {"t": "MetaList", "c": [meta_value(each) for each in value]}
    text = str(value)
    nodes = build_tree(parse_rich_text(text), AMERICAN, in_quote=False) if "<" in text else [text]
    return {"t": "MetaInlines", "c": to_inlines(nodes)}

"""Records → a formatted reference list as a Word document, written by python-docx.

Its paragraphs have Word's own style ``Bibliography``, so that a user can change their font and indent in one place.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, BinaryIO, Final

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from msgspec.structs import replace

from convert.citing.bibliography import CAPABILITIES, ListOptions, make_bibliography
from convert.citing.lists import is_label, label_length
from convert.citing.word import read
from convert.csl import Bibliography, Node, Span
from convert.formats import Format, Reader, Writer
from convert.model.record import Record
from convert.streams.problems import Warn

BODY_POINTS: Final = 11
HANGING_POINTS: Final = 36


def write(records: Iterable[Record], out: BinaryIO, options: ListOptions, warn: Warn) -> None:
    """Write the reference list of all records as a document.

    Raises:
        FormatError: an unknown style or engine.
    """
    rendered = make_bibliography(records, replace(options, links=options.links is not False), warn=warn)
    document = Document()
    _set_up(document, rendered)
    for entry in rendered.entries:
        _Entry(document.add_paragraph(style="Bibliography")).add(entry.nodes, {})
    document.save(out)


def _set_up(document: DocumentType, rendered: Bibliography) -> None:
    """Set the document's two styles and its properties."""
    _describe(document, rendered.lang)
    style = document.styles.add_style("Bibliography", WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    layout = style.paragraph_format
    layout.space_after = Pt(BODY_POINTS * (0.3 + 0.5 * rendered.entry_spacing))
    indent = (
        label_length(rendered) * 6 + 6 if label_length(rendered) else HANGING_POINTS * rendered.hanging_indent
    )
    if indent:
        layout.left_indent, layout.first_line_indent = Pt(indent), Pt(-indent)
        layout.tab_stops.add_tab_stop(Pt(indent))
    link = document.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    link.font.underline, link.font.color.rgb = True, RGBColor(0x05, 0x63, 0xC1)


def _describe(document: DocumentType, lang: str) -> None:
    """Set the document's properties; python-docx's template has its own author, dates of 2013, and a picture of its page."""
    properties = document.core_properties
    properties.title, properties.language = "References", lang
    properties.author = properties.comments = ""
    properties.created = properties.modified = dt.datetime.now(dt.UTC).replace(tzinfo=None)
    relations = document.part.package.rels
    for key in [
        key for key, relation in relations.items() if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL
    ]:
        del relations[key]


_FONTS: Final[Mapping[tuple[str, str], tuple[str, bool]]] = {
    ("font-style", "italic"): ("italic", True),
    ("font-style", "oblique"): ("italic", True),
    ("font-style", "normal"): ("italic", False),
    ("font-variant", "small-caps"): ("small_caps", True),
    ("font-variant", "normal"): ("small_caps", False),
    ("font-weight", "bold"): ("bold", True),
    ("font-weight", "normal"): ("bold", False),
    ("text-decoration", "underline"): ("underline", True),
    ("text-decoration", "none"): ("underline", False),
    ("vertical-align", "sup"): ("superscript", True),
    ("vertical-align", "sub"): ("subscript", True),
    ("vertical-align", "baseline"): ("superscript", False),
}
"""(kind, value) of a span → the attribute of a run's font, and its value."""

Formatting = Mapping[str, str]
"""Kind → value of the innermost span of that kind around a text."""


class _Entry:
    """Fills a paragraph with the nodes of an entry."""

    def __init__(self, paragraph: Paragraph) -> None:
        self._paragraph = paragraph
        self._link: Any = None

    def add(self, nodes: Sequence[Node], formatting: Formatting) -> None:
        """Add nodes, with the formatting of the spans around them."""
        for node in nodes:
            if isinstance(node, str):
                self._add_text(node, formatting)
            elif node.kind == "link":
                self._add_link(node, formatting)
            elif node.kind == "display":
                self._add_block(node, formatting)
            else:
                self.add(node.children, {**formatting, node.kind: node.value})

    def _add_text(self, text: str, formatting: Formatting) -> None:
        run = self._paragraph.add_run(text)
        for kind_and_value in formatting.items():
            if kind_and_value in _FONTS:
                setattr(run.font, *_FONTS[kind_and_value])
        if self._link is not None:
            run.style = "Hyperlink"
            self._link.append(run._r)  # noqa: SLF001  (python-docx reads links, but has no way to make one)

    def _add_link(self, span: Span, formatting: Formatting) -> None:
        address = self._paragraph.part.relate_to(span.value, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        self._link = OxmlElement("w:hyperlink")
        self._link.set(qn("r:id"), address)
        self._paragraph._p.append(self._link)  # noqa: SLF001  (as above)
        self.add(span.children, formatting)
        self._link = None

    def _add_block(self, span: Span, formatting: Formatting) -> None:
        """Add a label followed by a tab, or a block on lines of its own."""
        is_block = span.value in ("block", "indent")
        if is_block and self._paragraph.runs:
            self._break()
        self.add(_strip_end(span.children) if is_label(span) else span.children, formatting)
        if is_label(span):
            self._paragraph.add_run("\t")
        elif is_block:
            self._break()

    def _break(self) -> None:
        run: Run = self._paragraph.add_run()
        run.add_break(WD_BREAK.LINE)


def _strip_end(nodes: Sequence[Node]) -> Sequence[Node]:
    """The nodes of a label without the space before the text."""
    if nodes and isinstance(nodes[-1], str):
        return [*nodes[:-1], nodes[-1].rstrip()]
    return nodes


MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FORMAT: Final = Format(
    reader=Reader("docx", (".docx",), MEDIA_TYPE, read.sniff, read.read),
    writer=Writer("docx", (".docx",), MEDIA_TYPE, write, CAPABILITIES, ListOptions, binary=True),
)

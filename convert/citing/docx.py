"""Records → a formatted reference list as a Word document, written by python-docx.

Its paragraphs have Word's own style ``Bibliography``, so that a user can change their font and indent in one place.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Annotated, BinaryIO, Final
from zipfile import BadZipFile

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt, RGBColor
from msgspec import Meta
from msgspec.structs import replace

from convert.citing.bibliography import CAPABILITIES, LOOKED_AT, ListOptions, make_bibliography
from convert.citing.lists import label_length
from convert.citing.word import read
from convert.csl import Bibliography
from convert.csl.output.openxml import OpenXML
from convert.formats import Format, Reader, Writer
from convert.model.record import Record
from convert.streams.problems import ConvertError, Warn

BODY_POINTS: Final = 11
HANGING_POINTS: Final = 36


class Options(ListOptions, frozen=True, kw_only=True):
    """The options of a reference list as a Word document."""

    reference_doc: Annotated[
        str,
        Meta(
            description="A .docx file whose styles, page and header the list has, as pandoc's --reference-doc.",
            extra={"metavar": "FILE"},
        ),
    ] = ""


def write(records: Iterable[Record], out: BinaryIO, options: Options, warn: Warn) -> None:
    """Write the reference list of all records as a document.

    Raises:
        FormatError: an unknown style or engine.
        ConvertError: the reference document can't be read.
    """
    rendered = make_bibliography(records, replace(options, links=options.links is not False), warn=warn)
    document = _open(options.reference_doc)
    _describe(document, options.heading or "References", rendered.lang)
    _set_up_styles(document, rendered)
    body = document.element.body
    for old in body.xpath("./*[not(self::w:sectPr)]"):
        body.remove(old)
    if options.heading:
        _add_heading(document, options.heading)
    relations = document.part.rels

    def link(address: str, runs: str) -> str:
        name = f"rIdLink{len(relations)}"  # python-docx would look through all relations for a free one
        relations.add_relationship(RELATIONSHIP_TYPE.HYPERLINK, address, name, is_external=True)
        return f'<w:hyperlink r:id="{name}">{runs}</w:hyperlink>'

    writer = OpenXML(link, '<w:rStyle w:val="Hyperlink"/>')
    paragraphs = "".join(
        f"{_BEGIN if entry.id else _BEGIN_HEADING}{writer.write(entry.nodes)}</w:p>"
        for entry in rendered.entries
    )
    body[-1:-1] = [*parse_xml(f"<w:body {nsdecls('w', 'r')}>{paragraphs}</w:body>")]
    document.save(out)


_BEGIN: Final = '<w:p><w:pPr><w:pStyle w:val="Bibliography"/></w:pPr>'
_BEGIN_HEADING: Final = '<w:p><w:pPr><w:pStyle w:val="Bibliography"/><w:keepNext/></w:pPr>'
"""The heading over a year's works, which stays on the page of the first one."""


def _open(path: str) -> DocumentType:
    try:
        return Document(path or None)
    except (OSError, ValueError, KeyError, BadZipFile, PackageNotFoundError) as error:
        raise ConvertError(f"{path}: can't be read as a Word document: {error}") from error


def _set_up_styles(document: DocumentType, rendered: Bibliography) -> None:
    """Add the list's two styles, where the document lacks them; a list with labels or a hanging indent has one in any case."""
    styles = document.styles
    if "Bibliography" not in styles:
        style = styles.add_style("Bibliography", WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles.default(WD_STYLE_TYPE.PARAGRAPH)
        style.paragraph_format.space_after = Pt(BODY_POINTS * (0.3 + 0.5 * rendered.entry_spacing))
    layout = styles["Bibliography"].paragraph_format
    labels = label_length(rendered)
    indent = labels * 6 + 6 if labels else HANGING_POINTS * rendered.hanging_indent
    if indent and layout.left_indent is None:
        layout.left_indent, layout.first_line_indent = Pt(indent), Pt(-indent)
        layout.tab_stops.add_tab_stop(Pt(indent))
    if "Hyperlink" not in styles:
        link = styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
        link.font.underline, link.font.color.rgb = True, RGBColor(0x05, 0x63, 0xC1)


def _add_heading(document: DocumentType, heading: str) -> None:
    if "Heading 1" in document.styles:
        document.add_paragraph(heading, style="Heading 1")
    else:
        document.add_paragraph().add_run(heading).bold = True


def _describe(document: DocumentType, title: str, lang: str) -> None:
    """Set the document's properties; python-docx's template has its own author, dates of 2013, and a picture of its page."""
    properties = document.core_properties
    properties.title, properties.language = title, lang
    properties.author = properties.comments = properties.last_modified_by = properties.keywords = ""
    properties.created = properties.modified = dt.datetime.now(dt.UTC).replace(tzinfo=None)
    properties.revision = 1
    relations = document.part.package.rels
    for key in [
        key for key, relation in relations.items() if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL
    ]:
        del relations[key]


MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FORMAT: Final = Format(
    reader=Reader("docx", (".docx",), MEDIA_TYPE, read.sniff, read.read),
    writer=Writer(
        "docx", (".docx",), MEDIA_TYPE, write, CAPABILITIES, Options, binary=True, looks_at=LOOKED_AT
    ),
)

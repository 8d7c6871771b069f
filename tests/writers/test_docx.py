import datetime as dt
import io
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from docx import Document
from docx.document import Document as DocumentType
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Pt

import convert
from convert.commands import main
from convert.model.record import Date, Name, Record
from convert.streams.problems import ConvertError

RECORD = Record(
    type="article-journal",
    title="On <i>E. coli</i> & CO<sub>2</sub>",
    author=[Name("Müller", "JA", initials="JA")],
    container_title="Journal of Examples",
    issued=Date(2021),
    volume="10",
    page="445-453",
    DOI="10.1000/ex.1",
)


def document(*records: Record, **options: Any) -> DocumentType:
    out = io.BytesIO()
    convert.write(records, out, "docx", **options)
    return Document(io.BytesIO(out.getvalue()))


def test_an_entry_with_its_formatting() -> None:
    [paragraph] = document(RECORD).paragraphs
    assert paragraph.text == (
        "Müller, J. A. (2021). On E. coli & CO2. Journal of Examples, 10, 445–453. https://doi.org/10.1000/ex.1"
    )
    marked = {run.text: (run.italic, run.font.subscript) for run in paragraph.runs}
    assert marked["E. coli"] == (True, None)
    assert marked["2"] == (None, True)
    assert marked["Journal of Examples"] == (True, None)
    [link] = paragraph.hyperlinks
    assert (link.text, link.address) == ("https://doi.org/10.1000/ex.1",) * 2
    style = paragraph.style
    assert style is not None
    assert (style.name, style.paragraph_format.first_line_indent) == ("Bibliography", Pt(-36))


def test_a_number_stands_in_a_column_of_its_own() -> None:
    assert [p.text[:5] for p in document(RECORD, RECORD, style="vancouver").paragraphs] == [
        "1.\tMü",
        "2.\tMü",
    ]


def test_the_document_is_of_today_and_shows_no_other_page() -> None:
    made = document(RECORD)
    created = made.core_properties.created
    assert created is not None
    assert abs(dt.datetime.now(dt.UTC).replace(tzinfo=None) - created.replace(tzinfo=None)) < dt.timedelta(
        hours=1
    )
    assert [part.partname for part in made.part.package.iter_parts() if "thumbnail" in part.partname] == []


def test_without_links() -> None:
    assert document(RECORD, links=False).paragraphs[0].hyperlinks == []


def test_a_heading() -> None:
    heading, entry = document(RECORD, heading="Works & more").paragraphs
    assert heading.style is not None
    assert entry.style is not None
    assert (heading.text, heading.style.name, entry.style.name) == (
        "Works & more",
        "Heading 1",
        "Bibliography",
    )
    assert document(RECORD, heading="Works & more").core_properties.title == "Works & more"


def test_the_styles_of_another_document(tmp_path: Path) -> None:
    other = Document()
    other.add_paragraph("What stands in it is left out")
    other.sections[0].page_width = Pt(400)
    style = other.styles.add_style("Bibliography", WD_STYLE_TYPE.PARAGRAPH)
    style.font.size, style.paragraph_format.space_after = Pt(8), Pt(3)
    other.save(str(tmp_path / "other.docx"))
    made = document(RECORD, reference_doc=str(tmp_path / "other.docx"))
    [paragraph] = made.paragraphs
    assert paragraph.style is not None
    assert paragraph.text.startswith("Müller")
    layout = paragraph.style.paragraph_format
    assert (paragraph.style.font.size, layout.space_after, layout.left_indent) == (Pt(8), Pt(3), Pt(36))
    assert made.sections[0].page_width == Pt(400)


def test_a_reference_document_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "other.docx").write_text("x")
    for name in ("other.docx", "none.docx"):
        with pytest.raises(ConvertError, match="can't be read as a Word document"):
            document(RECORD, reference_doc=str(tmp_path / name))
    arguments = ["cite", "-", "--reference-doc", "x.docx", "-o", str(tmp_path / "list.html")]
    assert CliRunner().invoke(main, arguments, input="").exit_code == 2


def test_a_years_heading_stays_with_its_works() -> None:
    heading, entry = document(RECORD, group_by="year").paragraphs
    assert (heading.text, heading.paragraph_format.keep_with_next) == ("2021", True)
    assert entry.paragraph_format.keep_with_next is None


def test_by_the_suffix(tmp_path: Path) -> None:
    convert.write([RECORD], tmp_path / "list.docx")
    assert len(Document(str(tmp_path / "list.docx")).paragraphs) == 1
    with pytest.raises(ConvertError):
        convert.write([RECORD], tmp_path / "other.docx", style="no-such-style")
    assert [path.name for path in tmp_path.iterdir()] == ["list.docx"]

import io
import sys
import zipfile
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest

import convert
from convert.formats import get_reader, get_writer, recognise
from convert.formats.csv.columns import COLUMNS
from convert.formats.csv.header import profile_of
from convert.formats.csv.profile import PARTS, Profile, columns_of, simplify
from convert.formats.csv.profiles import COMMON, PROFILES
from convert.model.fields import HINTS
from convert.model.record import (
    AbstractSection,
    Date,
    Keyword,
    MeshHeading,
    MeshQualifier,
    Name,
    PublicationType,
    Record,
)
from convert.model.text import titles
from convert.streams.problems import ConvertError

FIELDS = "type title container_title volume issue page DOI PMID PMCID issued language mesh keyword publication_type"


@pytest.mark.parametrize("name", ["csv", "tsv"])
def test_records_come_back(shared: Path, name: str) -> None:
    records = list(convert.read(shared / "corpus/medline/blachlylab.nbib__pubmed.nbib", "medline"))
    out = io.StringIO(newline="")
    get_writer(name).write(records, out)
    again = list(get_reader(name).read(io.BytesIO(out.getvalue().encode())))
    assert len(again) == len(records)
    for before, after in zip(records, again, strict=True):
        for keyword in before.keyword:
            keyword.owner = ""
        before.container_title = titles.container_title(before)
        assert {field: getattr(after, field) for field in FIELDS.split()} == {
            field: getattr(before, field) for field in FIELDS.split()
        }


SAMPLES: dict[Any, Any] = {
    str: "x",
    list[str]: ["a", "b"],
    list[Name]: [Name("Berg", "Jan", suffix="Jr"), Name(literal="Heart, Lung Group")],
    Date | None: Date(2010, 9, 5, end=Date(2010, season=4)),
    list[Keyword]: [Keyword("Cell Line, Tumor"), Keyword("Mice", major=True)],
    list[AbstractSection]: [AbstractSection("Ask.", "AIM"), AbstractSection("Do.", "METHODS")],
    list[MeshHeading]: [
        MeshHeading("Mice", qualifier=[MeshQualifier("blood", major=True)]),
        MeshHeading("Rats"),
    ],
    list[PublicationType]: [PublicationType("Letter"), PublicationType("Review")],
}
OF_FIELDS: dict[str, Any] = {
    "ISBN": ["978-3-16-148410-0", "0306406152"],
    "type": "book",
    "DOI": "10.1000/182",
    "PMID": "123",
    "PMCID": "PMC123",
    "page": "445-453",
}


@pytest.mark.parametrize("field", [field for field, cell in COLUMNS.items() if cell.parse is not None])
def test_every_column_there_and_back(field: str) -> None:
    value = OF_FIELDS.get(field) or SAMPLES[HINTS[field]]
    values: dict[str, Any] = {field: value}
    out = io.StringIO(newline="")
    get_writer("csv").write([Record(**values)], out, columns=f"{field},free_full_text")
    [record] = get_reader("csv").read(io.BytesIO(out.getvalue().encode()))
    assert getattr(record, field) == value
    assert record.extra == {"free_full_text": ["no"]}


@pytest.mark.parametrize("field", [field for field, cell in COLUMNS.items() if cell.parse is None])
def test_a_column_that_is_not_read_is_kept(field: str) -> None:
    [record] = get_reader("csv").read(io.BytesIO(f"title,{field}\nA,x\n".encode()))
    assert record == Record(title="A", extra={field: ["x"]})


@pytest.mark.parametrize("profile", [*PROFILES, COMMON], ids=lambda profile: profile.name)
def test_every_column_of_a_profile_has_a_place(profile: Profile) -> None:
    columns = columns_of(profile.columns)
    for title in profile.columns:
        assert columns[simplify(title.upper())].field in {*HINTS, *PARTS, "*"}, title


@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: profile.name)
def test_a_profile_is_known_by_its_titles(profile: Profile) -> None:
    for group in profile.known_by:
        assert profile_of([*group, "Title", "Volume"]).name == profile.name


def test_no_such_column() -> None:
    with pytest.raises(ConvertError, match="colour"):
        get_writer("csv").write([Record()], io.StringIO(), columns="title,colour")


def workbook(rows: list[list[str | float]]) -> bytes:
    """The least workbook that Excel opens, of one sheet."""
    cells = "".join(
        "<row>"
        + "".join(
            f"<c><v>{value}</v></c>"
            if isinstance(value, float)
            else f'<c t="inlineStr"><is><t>{escape(value)}</t></is></c>'
            for value in row
        )
        + "</row>"
        for row in rows
    )
    office = "http://schemas.openxmlformats.org"
    main = f"{office}/spreadsheetml/2006/main"
    links = f"{office}/officeDocument/2006/relationships"
    sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    members = {
        "[Content_Types].xml": f'<Types xmlns="{office}/package/2006/content-types"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{sheet}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{sheet}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{office}/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{links}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{links}"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{office}/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{links}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData></worksheet>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{text}')
    return out.getvalue()


WORKBOOK = workbook(
    [
        ["Exported from Lens"],
        ["Lens ID", "Title", "Publication Year", "Author/s", "Volume", "PMID"],
        ["000-1", "On coins", 2020.0, "Robin J. Roe; Jane Doe", 12.0, 90000001.0],
    ]
)


def test_a_workbook_is_read_as_its_table() -> None:
    pytest.importorskip("python_calamine")
    reader = recognise(WORKBOOK[:8192])
    assert reader is not None
    [record] = reader.read(io.BytesIO(WORKBOOK))
    assert (record.title, record.issued, record.volume, record.PMID) == (
        "On coins",
        Date(2020),
        "12",
        "90000001",
    )
    assert [name.family for name in record.author] == ["Roe", "Doe"]


def test_a_workbook_without_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    with pytest.raises(ConvertError, match=r"refconvert\[xlsx\]"):
        list(convert.read(io.BytesIO(WORKBOOK)))


def test_a_damaged_workbook() -> None:
    pytest.importorskip("python_calamine")
    with pytest.raises(ConvertError, match="can't be read"):
        list(convert.read(io.BytesIO(WORKBOOK[:900])))


def test_a_cell_may_be_long() -> None:
    text = "title,DOI\n" + "x" * 200_000 + ",10.5555/1\n"
    [record] = get_reader("csv").read(io.BytesIO(text.encode()))
    assert len(record.title) == 200_000

"""Every row of the tables of RIS, Refer and EndNote XML: what is written is read to the same field, and the other way round."""

import io
from collections.abc import Iterable
from itertools import product
from typing import Any, get_args

import pytest

from convert.formats import get_reader, get_writer
from convert.formats.endnote import tables as endnote
from convert.formats.endnote.tables import EndNoteType, ReferTag, XmlElement
from convert.formats.ris import parsing
from convert.formats.ris import tables as ris
from convert.formats.ris.tables import ReferenceType, Tag
from convert.model.record import AbstractSection, Date, Keyword, Name, Record

SAMPLES: dict[str, Any] = {
    "author": [Name("Doe", "Jane")],
    "editor": [Name("Doe", "Jane")],
    "collection_editor": [Name("Doe", "Jane")],
    "translator": [Name("Doe", "Jane")],
    "issued": Date(2021, 8, 9),
    "accessed": Date(2021, 8, 9),
    "available_date": Date(2021, 8, 9),
    "PMID": "12345678",
    "PMCID": "PMC123",
    "DOI": "10.1000/ex.1",
    "ISSN": "1234-5678",
    "ISBN": ["9783161484100"],
    "manuscript_id": ["NIHMS1"],
    "page": "445-453",
    "URL": "https://example.org/",
    "language": ["eng"],
    "keyword": [Keyword("heart")],
    "abstract": [AbstractSection("One line.")],
}
"""Field → a value; ``Sample`` for all others."""
TYPES = ("article-journal", "article", "book", "chapter", "report")
FIELDS = {name: row.fields.split() for row in ris.TAGS for name in (row.name, *row.also)}


def write(record: Record, name: str, **options: Any) -> str:
    out = io.StringIO(newline="")
    get_writer(name).write([record], out, **options)
    return out.getvalue()


def read(text: str, name: str) -> Record:
    [record] = get_reader(name).read(io.BytesIO(text.encode()))
    return record


def comes_back(field: str, csl_type: str, mark: str, name: str, **options: Any) -> bool:
    """Whether a field is written with this mark and read again, with nothing left over."""
    value: Any = csl_type if field == "type" else SAMPLES.get(field, "Sample")
    values: dict[str, Any] = {"type": csl_type, field: value}
    if field == "container_title_short":
        values["container_title"] = "Journal"
    text = write(Record(**values), name, **options)
    again = read(text, name)
    return mark in text and getattr(again, field) == value and not again.extra


def all_come_back(fields: Iterable[str], mark: str, name: str, **options: Any) -> bool:
    return all(any(comes_back(field, kind, mark, name, **options) for kind in TYPES) for field in fields)


# --- RIS ---


def dialects(tag: Tag) -> list[str]:
    """The dialects that write a tag."""
    return [dialect for dialect in get_args(ris.Dialect) if tag.dialects.get(dialect, tag.format)]


WRITTEN = [tag for tag in ris.TAGS if dialects(tag)]


@pytest.mark.parametrize("tag", WRITTEN, ids=lambda tag: tag.name)
def test_each_tag_that_ris_writes_is_read(tag: Tag) -> None:
    dialect = dialects(tag)[0]
    assert all_come_back(
        tag.fields.split(), f"\n{tag.name}  - " if tag.name != "TY" else "TY", "ris", dialect=dialect
    )


@pytest.mark.parametrize("tag", [tag for tag in ris.TAGS if tag not in WRITTEN], ids=lambda tag: tag.name)
def test_the_field_of_each_tag_that_ris_only_reads_is_written_elsewhere_or_not_carried(tag: Tag) -> None:
    written = {field for other in WRITTEN for field in other.fields.split()}
    for field in tag.fields.split():
        assert field in written or not is_carried(field, "ris")


def is_carried(field: str, name: str) -> bool:
    return any(path.partition(".")[0] == field for path in get_writer(name).capabilities)


@pytest.mark.parametrize(
    ("name", "other"), [(tag.name, other) for tag in ris.TAGS for other in tag.also], ids="-".join
)
def test_each_other_tag_is_read_as_the_one_that_is_written(name: str, other: str) -> None:
    def read_one(tag: str, csl_type: str) -> Record:
        return read(f"TY  - {csl_type}\n{tag}  - 10.1000/ex.1\nER  - \n", "ris")

    pairs = [(read_one(name, csl_type), read_one(other, csl_type)) for csl_type in ("JOUR", "RPRT")]
    assert any(one == two and not one.extra for one, two in pairs)


@pytest.mark.parametrize("dialect", get_args(ris.Dialect))
def test_each_tag_of_each_dialect_is_known_to_the_reader(dialect: ris.Dialect) -> None:
    for csl_type in TYPES:
        values: dict[str, Any] = {field: "Sample" for row in ris.TAGS for field in row.fields.split()}
        record = Record(**values | SAMPLES | {"type": csl_type})
        tags = [line[:2] for line in write(record, "ris", dialect=dialect).split("\r\n") if line]
        assert len(tags) > 10
        assert set(tags) <= set(ris.KNOWN)
        assert {tag for tag, _ in ris.written_tags(dialect, "none")} <= set(ris.KNOWN)


def test_no_other_tag_is_written_that_comes_back_in_extra() -> None:
    assert {tag.name for tag in ris.TAGS if not tag.fields} == {"AD", "OP", "TA"}


def test_the_tables_name_only_dialects_and_tags_once() -> None:
    assert {name for tag in ris.TAGS for name in tag.dialects} <= set(get_args(ris.Dialect)) - {"any"}
    assert set(ris.KEYWORD_COMMAS) <= set(get_args(ris.Dialect))
    assert len(ris.KNOWN) == len(set(ris.KNOWN))
    assert set(parsing.STEPS) <= {tag.take for tag in ris.TAGS}


@pytest.mark.parametrize("row", ris.TYPES, ids=lambda row: f"{row.name}-{row.csl}")
def test_each_reference_type_of_ris_goes_there_and_back(row: ReferenceType) -> None:
    back = read(f"TY  - {row.name}\nER  - \n", "ris").type
    name = write(Record(type=row.csl), "ris", dialect=row.dialect)[6:].partition("\r\n")[0]
    assert (back == row.csl) == (row.use != "written")
    assert (name == row.name) == (row.use != "read")
    if row.use == "read":
        assert any(other.csl == row.csl for other in ris.TYPES if other.use != "read")


# --- EndNote ---


@pytest.mark.parametrize("row", endnote.TYPES, ids=lambda row: f"{row.name}-{row.csl}")
def test_each_reference_type_of_endnote_goes_there_and_back(row: EndNoteType) -> None:
    assert (read(f"%0 {row.name}\n%T T\n\n", "enw").type == row.csl) == row.is_read
    assert (f"%0 {row.name}\n" in write(Record(type=row.csl), "enw")) == row.is_written
    element = f'<ref-type name="{row.name}">{row.number}</ref-type>'
    assert (element in write(Record(type=row.csl), "endnote-xml")) == row.is_written
    if row.number and row.is_read:
        element = f"<xml><records><record><ref-type>{row.number}</ref-type></record></records></xml>"
        assert read(element, "endnote-xml").type == row.csl


@pytest.mark.parametrize(
    ("row", "dialect"),
    [
        (row, dialect)
        for row, dialect in product(endnote.REFER_TAGS, get_args(endnote.Dialect))
        if row.format and row.dialect in (None, dialect)
    ],
    ids=lambda value: getattr(value, "name", value),
)
def test_each_tag_that_refer_writes_is_read(row: ReferTag, dialect: str) -> None:
    fields = FIELDS.get(row.ris, [])[:1]  # of RIS's lines for Zotero, Refer has some
    mark = f"%{row.name} "
    assert all_come_back(fields, mark if row.name == "0" else f"\n{mark}", "enw", dialect=dialect)


@pytest.mark.parametrize(
    ("row", "dialect"),
    [
        (row, dialect)
        for row, dialect in product(endnote.XML_ELEMENTS, get_args(endnote.Dialect))
        if row.format and row.dialect in (None, dialect)
    ],
    ids=lambda value: getattr(value, "path", value),
)
def test_each_element_that_is_written_is_read(row: XmlElement, dialect: str) -> None:
    if row.path == "work-type":  # says of a preprint alone that it is one
        assert comes_back("type", "article", "<work-type>", "endnote-xml")
        return
    *_, around, name = ("", *row.path.split("/"))
    mark = f"<{around}><{name}>" if name in ("author", "url") else f"<{name}>"
    fields = [field for tag in (row.ris, row.ris_in_books) for field in FIELDS.get(tag, [])[:1]]
    assert not fields or any(all_come_back([field], mark, "endnote-xml", dialect=dialect) for field in fields)


@pytest.mark.parametrize(
    ("rows", "name"), [(endnote.REFER_TAGS, "enw"), (endnote.XML_ELEMENTS, "endnote-xml")]
)
def test_the_field_of_each_that_is_only_read_is_written_elsewhere_or_not_carried(
    rows: tuple[ReferTag | XmlElement, ...], name: str
) -> None:
    written = {field for row in rows if row.format for field in FIELDS.get(row.ris, [])}
    for row in rows:
        for field in FIELDS.get(row.ris, []) if not row.format else ():
            assert field in written or not is_carried(field, name), row


def test_the_styles_of_endnote_go_there_and_back() -> None:
    title = " ".join(f"<{tag}>x</{tag}>" for tag in endnote.FACES)
    assert read(write(Record(title=title), "endnote-xml"), "endnote-xml").title == title

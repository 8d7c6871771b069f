import io
from pathlib import Path

import pytest
from lxml import etree

import convert
from convert.formats import get_reader, get_writer
from convert.model.record import Record
from convert.model.text import titles

FIELDS = "title container_title_short volume issue page DOI PMID PMCID ISSN issued available_date language"


def written(records: list[Record]) -> bytes:
    out = io.StringIO(newline="")
    get_writer("endnote-xml").write(records, out)
    return out.getvalue().encode()


def test_records_come_back(shared: Path) -> None:
    records = list(convert.read(shared / "corpus/medline/blachlylab.nbib__pubmed.nbib", "medline"))
    again = list(get_reader("endnote-xml").read(io.BytesIO(written(records))))
    assert len(again) == len(records)
    for before, after in zip(records, again, strict=True):
        if before.page in ("", before.number):  # an article number stands in for pages
            after.page = before.page
        assert {field: getattr(after, field) for field in FIELDS.split()} == {
            field: getattr(before, field) for field in FIELDS.split()
        }
        assert after.container_title == titles.container_title(before)
        assert [(name.family, name.given, name.literal) for name in after.author] == [
            (name.family, name.given, name.literal) for name in before.author
        ]


@pytest.mark.parametrize(
    "title", ["a < b & c", "<i>open", "</sub>", "\x00\x0b\ufffe", "]]>", "<i>a<sub>b</sub></i>"]
)
def test_every_title_makes_xml(title: str) -> None:
    root = etree.fromstring(written([Record(title=title)]))
    assert root.find("records/record/titles/title") is not None or not title.strip("\x00\x0b\ufffe")


def test_no_entity_is_followed() -> None:
    text = b"""<!DOCTYPE xml [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<xml><records><record><ref-type name="Book">6</ref-type><titles><title>A&x;</title></titles></record></records></xml>"""
    assert "root" not in str(list(get_reader("endnote-xml").read(io.BytesIO(text))))

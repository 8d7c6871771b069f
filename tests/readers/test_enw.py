import io
from pathlib import Path
from typing import Any

import pytest

import convert
from convert.formats import get_reader, get_writer
from convert.model.record import Record
from convert.model.text import titles

FIELDS = "title container_title_short volume issue page DOI PMID PMCID ISSN issued available_date language"


def there_and_back(records: list[Record], name: str, **options: Any) -> list[Record]:
    out = io.StringIO(newline="")
    get_writer(name).write(records, out, **options)
    return list(get_reader(name).read(io.BytesIO(out.getvalue().encode())))


@pytest.mark.parametrize("dialect", ["zotero", "endnote"])
def test_records_come_back(shared: Path, dialect: str) -> None:
    records = list(convert.read(shared / "corpus/medline/blachlylab.nbib__pubmed.nbib", "medline"))
    again = there_and_back(records, "enw", dialect=dialect)
    assert len(again) == len(records)
    for before, after in zip(records, again, strict=True):
        if before.page in ("", before.number):  # an article number stands in for pages
            after.page = before.page
        assert after.container_title == titles.container_title(before)
        assert {field: getattr(after, field) for field in FIELDS.split()} == {
            field: getattr(before, field) for field in FIELDS.split()
        }
        assert [(name.family, name.given, name.literal) for name in after.author] == [
            (name.family, name.given, name.literal) for name in before.author
        ]


def test_no_value_ends_a_record() -> None:
    record = Record(title="T\n\n%0 Book", PMID="1", note="one\r\n\r\n\u2028two")
    assert [again.PMID for again in there_and_back([record, record], "enw")] == ["1", "1"]


def test_every_tag_is_in_a_field_or_in_extra() -> None:
    for tag in "ABCDEFGHIJKLMNOPQRSTUVWXYZ123456789!@$*+()[]<>^~?=&#":
        text = f"%0 Journal Article\n%{tag} Qqzz77\n\n"
        [record] = get_reader("enw").read(io.BytesIO(text.encode()))
        assert "Qqzz77" in str(record), tag

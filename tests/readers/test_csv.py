import io
from pathlib import Path

import pytest

import convert
from convert.formats import get_reader, get_writer
from convert.model.record import Record
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
        assert {field: getattr(after, field) for field in FIELDS.split()} == {
            field: getattr(before, field) for field in FIELDS.split()
        }


def test_no_such_column() -> None:
    with pytest.raises(ConvertError, match="colour"):
        get_writer("csv").write([Record()], io.StringIO(), columns="title,colour")


def test_a_cell_may_be_long() -> None:
    text = "title,DOI\n" + "x" * 200_000 + ",10.5555/1\n"
    [record] = get_reader("csv").read(io.BytesIO(text.encode()))
    assert len(record.title) == 200_000

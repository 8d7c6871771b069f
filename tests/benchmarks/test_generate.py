from pathlib import Path

import pytest
from benchmarks import generate

import convert


def test_the_same_seed_makes_the_same_records() -> None:
    few, many, others = (
        list(generate.records(5)),
        list(generate.records(9)),
        list(generate.records(5, seed=2)),
    )
    assert few == many[:5]
    assert few != others


@pytest.mark.parametrize(
    "name", ["a.xml", "a.xml.gz", "a.nbib", "a.ris", "a.bib", "a.json", "a.jsonl", "a.csv"]
)
def test_every_form_can_be_read_again(name: str, tmp_path: Path) -> None:
    generate.write(9, tmp_path / name)
    found = list(convert.read(tmp_path / name))
    assert [record.DOI for record in found] == [record.DOI for record in generate.records(9)]

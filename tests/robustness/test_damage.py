"""The damage table of docs/robustness.md, smaller and without the other programs: nothing gets worse, and what is lost is said."""

from pathlib import Path

import pytest
from robustness.damage import MOJIBAKE, WAYS, damaged
from robustness.files import SUFFIXES, Sample, make_sample
from robustness.readers import REFCONVERT, Work, read_refconvert, works
from robustness.survival import survival

from convert import Problem

COUNT = 60
STRUCK = 3
"""One in twenty."""
LEAST: dict[tuple[str, str], float] = {
    ("medline", "two files joined"): 0.97,  # PMID- in the middle of a line
    ("medline", "the beginning lost"): 0.99,  # the PMID
    ("pubmed-xml", "the beginning lost"): 0.94,
    ("endnote-xml", "the beginning lost"): 0.94,
    ("csv", "the beginning lost"): 0.94,  # the identifiers and the beginning of the title
    ("csv", "the end lost"): 0.94,  # two rows in one
    ("csv", "a tag misspelt"): 0.94,  # all cells after a lost comma
    ("csv", "wrapped by mail"): 0.2,  # rows end anywhere
    ("pubmed-xml", "cut off"): 0.98,  # the last record is left out
}
"""The share of fields that survives, at least; in all other cells it is what ``usual`` says."""


def usual(way: str) -> float:
    if way in ("the second half lost", "a tag misspelt", "cut off"):
        return 0.97
    return 0.8 if way == MOJIBAKE else 0.9 if way == "Windows-1252" else 1  # signs that no longer exist


@pytest.fixture(scope="module", params=SUFFIXES)
def sample(request: pytest.FixtureRequest) -> Sample:
    return make_sample(request.param, COUNT)


@pytest.fixture(scope="module")
def whole(sample: Sample, tmp_path_factory: pytest.TempPathFactory) -> list[Work]:
    path = tmp_path_factory.mktemp("whole") / f"whole{SUFFIXES[sample.format]}"
    path.write_bytes(sample.data)
    return works(REFCONVERT, path, sample.format)


@pytest.mark.parametrize("way", WAYS)
def test_what_survives(sample: Sample, whole: list[Work], way: str, tmp_path: Path) -> None:
    path = tmp_path / f"damaged{SUFFIXES[sample.format]}"
    path.write_bytes(damaged(sample, way))
    problems: list[Problem] = []
    found = list(read_refconvert(path, sample.format, problems.append))
    left = survival(whole, [{name: text for name, text in work.items() if text} for work in found])
    share = left.fields / sum(map(len, whole))
    assert share >= LEAST.get((sample.format, way), usual(way))
    if (sample.format, way) not in LEAST:
        assert left.records >= COUNT - (way == "the second half lost")
    assert left.records == COUNT or problems

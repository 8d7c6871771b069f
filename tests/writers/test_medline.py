import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import FIXTURES
from hypothesis import given
from hypothesis import strategies as st

import convert
from convert.formats import get_reader, get_writer
from convert.formats.medline.write import WIDTH, wrap
from convert.model.record import Record

WORDS = st.lists(st.text("ab-é", min_size=1, max_size=99), min_size=1, max_size=40)


@given(WORDS, st.sampled_from([" ", "  "]))
def test_wrapped_lines_can_be_joined_again(words: list[str], space: str) -> None:
    value = space.join(words)
    assert " ".join(line.rstrip().removeprefix("      ") for line in wrap(value).split("\n")) == value


@given(WORDS)
def test_no_line_is_wider_than_it_must_be(words: list[str]) -> None:
    for line in wrap(" ".join(words)).split("\n"):
        text = line.strip()
        assert len(text) <= WIDTH or " " not in text


EXPLAINED = {
    "history": "its order: the create and the release date change places in some files",
    "author": "initials were made of given names, where a file has FAU without AU",
    "investigator": "likewise",
    "personal_name_subject": "likewise",
    "citation_text": "was assembled, where a file has no SO",
    "abstract": "two in one record became one",
    "grant": "PMC's spelling, which says no agency",
}
"""Field → why it may differ after MEDLINE → record → MEDLINE → record. Nothing of these is a loss."""
REPEATED_TITLES = {"type", "title", "container_title", "extra", "abstract"}
"""What differs in a hand-made record of JabRef's tests, which has seven titles."""


def test_medline_to_medline_loses_nothing(shared: Path) -> None:
    read = get_reader("medline").read
    total = 0
    differing: Counter[str] = Counter()
    for path in sorted((shared / "corpus" / "medline").iterdir()):
        records = list(convert.read(path, "medline"))
        out = io.StringIO(newline="")
        get_writer("medline").write(records, out)
        again = list(read(io.BytesIO(out.getvalue().encode())))
        assert len(again) == len(records), path.name
        total += len(records)
        for before, after in zip(records, again, strict=True):
            fields = set(differences(before, after))
            if len(before.extra.get("TI", ())) < 4:
                assert fields <= set(EXPLAINED), (path.name, before.PMID)
            differing.update(fields)
    assert total > 7000
    assert sum(differing.values()) - differing["history"] < 40, differing


def differences(before: Record, after: Record) -> Iterator[str]:
    for field in Record.__struct_fields__:
        if field not in ("source", "inferred") and getattr(before, field) != getattr(after, field):
            yield field


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("articles/*/medline.nbib")), ids=str)
def test_articles_come_back(path: Path) -> None:
    [record] = convert.read(path, "medline")
    out = io.StringIO(newline="")
    get_writer("medline").write([record], out)
    [again] = get_reader("medline").read(io.BytesIO(out.getvalue().encode()))
    assert set(differences(record, again)) <= set(EXPLAINED)


@given(st.text("aé <>&.[]\n", min_size=1, max_size=200).map(str.strip))
def test_no_title_breaks_a_file(title: str) -> None:
    record = Record(title=title, PMID="1")
    out = io.StringIO(newline="")
    get_writer("medline").write([record, record], out)
    assert [again.PMID for again in get_reader("medline").read(io.BytesIO(out.getvalue().encode()))] == [
        "1",
        "1",
    ]

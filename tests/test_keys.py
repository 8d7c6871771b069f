"""Citation keys: their presets, and that neither order nor company changes them."""

import io
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convert.formats import get_writer
from convert.model.citation_keys import PRESETS, Clashes, fold, identity, make_key
from convert.model.record import Date, Name, Record


def settled(records: list[Record], preset: str = "scholar") -> list[str]:
    clashes = Clashes()
    for record in records:
        clashes.add(make_key(record, preset), identity(record))
    clashes.settle()
    return [clashes.unique(make_key(record, preset)) for record in records]


def wang(pmid: str, title: str = "Effect of metformin") -> Record:
    return Record(title=title, author=[Name(family="Wang")], issued=Date(year=2020), PMID=pmid)


def test_the_lowest_pmid_keeps_the_bare_key() -> None:
    records = [wang("32345678"), wang("9"), wang("31000000", "Effect of aspirin"), wang("5", "Another")]
    expected = ["wang2020effect-32345678", "wang2020effect", "wang2020effect-31000000", "wang2020another"]
    assert settled(records) == expected
    assert settled(records[::-1]) == expected[::-1]


def test_a_newer_record_changes_no_older_key() -> None:
    older = [wang("9"), wang("10"), wang("11")]
    assert settled([wang("12"), *older])[1:] == settled(older)


@given(st.lists(st.integers(1, 30), unique=True), st.randoms(use_true_random=False))
def test_order_changes_nothing(pmids: list[int], rng: random.Random) -> None:
    records = [wang(str(pmid), ["Effect", "Role", "Effects"][pmid % 3]) for pmid in pmids]
    keys = dict(zip(pmids, settled(records), strict=True))
    shuffled = rng.sample(records, len(records))
    assert dict(zip((int(record.PMID) for record in shuffled), settled(shuffled), strict=True)) == keys
    assert len(set(keys.values())) == len(keys)


def test_copies_are_numbered() -> None:
    assert settled([wang("9"), wang("9"), wang("9")]) == [
        "wang2020effect",
        "wang2020effect-2",
        "wang2020effect-3",
    ]


def test_many_copies_take_no_time() -> None:
    assert len(set(settled([Record()] * 5000))) == 5000


def test_without_pmid_content_tells_apart() -> None:
    first, second = (
        Record(title="Effect", author=[Name(family="Wang")], DOI=doi) for doi in ("10.1/a", "10.1/b")
    )
    keys = settled([first, second])
    assert len({*keys}) == 2
    assert "wangeffect" in keys
    assert settled([second, first]) == keys[::-1]


def test_keys_differ_in_more_than_case() -> None:
    records = [Record(id="Wang2020"), Record(id="wang2020", title="Other")]
    assert len({key.lower() for key in settled(records)}) == 2


def test_a_made_up_key_is_never_the_key_of_a_third() -> None:
    records = [wang("7"), wang("9"), Record(id="wang2020effect-9"), wang("9")]
    assert len(set(settled(records))) == 4


@pytest.mark.parametrize(
    ("own", "key"),
    [
        ("smith:2020/a", "smith:2020/a"),
        ("Smith 2020", "effect"),
        ("50%", "effect"),
        ("a,b", "effect"),
        ("müller", "effect"),
    ],
)
def test_the_source_s_own_key_wins_if_it_is_legal(own: str, key: str) -> None:
    assert make_key(Record(id=own, title="Effect")) == key


@pytest.mark.parametrize("preset", PRESETS)
def test_every_preset_always_has_a_key(preset: str) -> None:
    records = [
        Record(),
        Record(PMID="12"),
        Record(title="ทดสอบ", author=[Name(family="王")]),
        Record(title="The <i>of</i>"),
        Record(author=[Name(literal="")]),
    ]
    for record in records:
        key = make_key(record, preset)
        assert key
        assert key.isascii()


def test_group_and_particle() -> None:
    group = Record(author=[Name(literal="The ALS Study Group of Northern Europe")], issued=Date(year=2020))
    assert make_key(group) == "alsstudygroup2020"
    assert make_key(Record(author=[Name(family="Berg", non_dropping_particle="van der")])) == "vanderberg"
    assert fold("Đặng-Łukasz") == "DangLukasz"


@pytest.mark.parametrize("preset", PRESETS)
def test_the_writer_takes_every_preset(preset: str) -> None:
    out = io.StringIO()
    get_writer("bibtex").write([wang("9")], out, keys=preset)
    assert out.getvalue().startswith(f"@misc{{{make_key(wang('9'), preset)},\n")

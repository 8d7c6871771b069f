import tracemalloc
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from convert.changes.completing import complete
from convert.model.record import (
    AbstractSection,
    Affiliation,
    Date,
    HistoryDate,
    Name,
    PublicationType,
    Record,
    Source,
)
from convert.streams.problems import Problem

PLACE = "library.nbib:7"


def library(**fields: Any) -> Record:
    return Record(PMID="1", source=Source("library.nbib", 7, "medline"), **fields)


def completed(record: Record, *sources: Record) -> Record:
    [result] = complete([record], sources)
    return result


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "On mosses", "author": [Name(family="Doe")]},
        {"title": "On mosses", "author": [Name(family="Roe")]},
        {"author": [Name(family="Doe")]},
        {"issued": Date(2010), "author": [Name(family="Roe")]},
    ],
)
def test_another_work_under_the_same_identifier_is_said_and_left_alone(fields: dict[str, Any]) -> None:
    problems: list[Problem] = []
    ours = Record(PMID="1", **fields)
    theirs = library(
        title="Coins cure rust", author=[Name(family="Roe")], issued=Date(2020), volume="7", DOI="10.5555/1"
    )
    [result] = complete([ours], [theirs], warn=problems.append)
    assert result == ours
    assert [problem.code for problem in problems] == ["conflict"]


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "Coins cure rust: a trial"},
        {"title": "Münzen heilen Rost", "author": [Name(family="Roe")]},
        {
            "title": "Rost?",
            "author": [Name(family="van Roe")],
            "issued": Date(2021),
            "volume": "7",
            "page": "3",
        },
        {"author": [Name(family="Roe")], "issued": Date(2022)},
    ],
)
def test_a_subtitle_a_translation_or_a_late_year_is_no_contradiction(fields: dict[str, Any]) -> None:
    work = {"author": [Name(family="Roe")], "issued": Date(2020), "volume": "7", "page": "3-9", "issue": "2"}
    theirs = library(title="Coins cure rust", original_title="Münzen heilen Rost", **work)
    assert completed(Record(PMID="1", **fields), theirs).issue == "2"


def test_empty_fields_are_filled_and_say_so() -> None:
    result = completed(
        Record(PMID="1", title="Ours"),
        library(title="Ours, in full", volume="7", abstract=[AbstractSection("A")]),
    )
    assert (result.title, result.volume, result.abstract) == ("Ours", "7", [AbstractSection("A")])
    assert result.provenance == {"volume": PLACE, "abstract": PLACE}


@pytest.mark.parametrize(
    ("ours", "theirs", "same"),
    [
        ({"PMID": "1"}, {"PMID": "1"}, True),
        ({"DOI": "10.5555/AB"}, {"PMID": "1", "DOI": "10.5555/ab"}, True),
        ({"PMCID": "PMC3"}, {"PMID": "1", "PMCID": "PMC3.2"}, True),
        ({"PMID": "2", "DOI": "10.5555/ab"}, {"PMID": "1", "DOI": "10.5555/ab"}, False),
        ({"PMID": "1"}, {"PMID": "2"}, False),
        ({"title": "Same"}, {"title": "Same"}, False),
    ],
)
def test_works_are_joined_by_identifiers(ours: dict[str, Any], theirs: dict[str, Any], same: bool) -> None:
    result = completed(Record(**ours), Record(**theirs, volume="7"))
    assert (result.volume == "7") is same


def test_what_was_filled_joins_further() -> None:
    first, second = library(DOI="10.5555/ab"), Record(DOI="10.5555/AB", volume="7")
    assert completed(Record(PMID="1"), first, second).volume == "7"


def test_the_first_source_goes_first() -> None:
    result = completed(Record(PMID="1"), library(volume="7"), Record(PMID="1", volume="8", issue="2"))
    assert (result.volume, result.issue) == ("7", "2")


def test_what_was_inferred_gives_way_to_what_is_said() -> None:
    ours = Record(PMID="1", issued=Date(year=2021), inferred={"issued": "copyright line"})
    guess = library(issued=Date(year=2020), inferred={"issued": "the DOI"})
    assert completed(ours, guess).issued == Date(year=2021)
    result = completed(ours, guess, library(issued=Date(year=2022)))
    assert (result.issued, result.inferred, result.provenance) == (Date(year=2022), {}, {"issued": PLACE})


def test_what_is_taken_keeps_that_it_was_inferred() -> None:
    result = completed(Record(PMID="1"), library(type="book", inferred={"type": "a guess"}))
    assert (result.type, result.inferred) == ("book", {"type": "a guess"})
    said = completed(
        Record(PMID="1"), library(type="book", inferred={"type": "a guess"}), library(type="chapter")
    )
    assert (said.type, said.inferred) == ("chapter", {})


@pytest.mark.parametrize(
    ("ours", "theirs", "result"),
    [
        (Date(year=2018), Date(year=2018, month=11), Date(year=2018, month=11)),
        (Date(year=2018, month=11), Date(year=2018, month=11, day=3), Date(year=2018, month=11, day=3)),
        (Date(year=2018), Date(year=2019, month=1), Date(year=2018)),
        (Date(year=2018, month=11), Date(year=2018), Date(year=2018, month=11)),
        (
            Date(year=2018, literal="2018 Trim 1"),
            Date(year=2018, month=1),
            Date(year=2018, literal="2018 Trim 1"),
        ),
    ],
)
def test_a_date_may_become_more_precise(ours: Date, theirs: Date, result: Date) -> None:
    assert completed(Record(PMID="1", issued=ours), library(issued=theirs)).issued == result


def test_people_are_filled_one_by_one() -> None:
    ours = [
        Name(family="Lee", given="A", initials="A"),
        Name(family="Ng", given="Quan"),
        Name(literal="Group"),
    ]
    theirs = [
        Name(family="LEE", given="Ann", initials="A", ORCID="0000-0002-1825-0097"),
        Name(literal="Group"),
        Name(family="Ng", given="Quentin", initials="Q", affiliation=[Affiliation("Here")]),
    ]
    result = completed(Record(PMID="1", author=ours), library(author=theirs))
    assert result.author == [
        Name(family="Lee", given="Ann", initials="A", ORCID="0000-0002-1825-0097"),
        Name(family="Ng", given="Quan", initials="Q", affiliation=[Affiliation("Here")]),
        Name(literal="Group"),
    ]
    assert result.provenance == dict.fromkeys(
        ("author.given", "author.ORCID", "author.initials", "author.affiliation"), PLACE
    )


def test_namesakes_are_left_alone() -> None:
    ours = [Name(family="Lee", initials="A"), Name(family="Lee", initials="A")]
    theirs = [Name(family="Lee", initials="A", ORCID="1"), Name(family="Lee", initials="A", ORCID="2")]
    assert completed(Record(PMID="1", author=ours), library(author=theirs)).author == ours


def test_et_al_is_written_out() -> None:
    ours = Record(PMID="1", author=[Name(family="Lee", initials="A")], authors_complete=False)
    whole = [Name(family="Lee", initials="A"), Name(family="Ng", initials="Q")]
    result = completed(ours, library(author=whole))
    assert (result.author, result.authors_complete) == (whole, True)
    others = [Name(family="Ng", initials="Q"), Name(family="Lee", initials="A")]
    assert completed(ours, library(author=others)).author == ours.author


def test_lists_that_text_has_in_part_grow() -> None:
    ours = Record(PMID="1", publication_type=[PublicationType("Review")], history=[HistoryDate("accepted")])
    theirs = library(
        publication_type=[PublicationType("Journal Article"), PublicationType("Review", "D016454")],
        history=[HistoryDate("accepted"), HistoryDate("received")],
    )
    result = completed(ours, theirs)
    assert [kind.name for kind in result.publication_type] == ["Review", "Journal Article"]
    assert [step.status for step in result.history] == ["accepted", "received"]


def test_a_page_and_an_article_number_are_one_thing() -> None:
    assert completed(Record(PMID="1", page="e12"), library(number="e12")).number == ""
    both = completed(Record(PMID="1"), library(page="1-9", number="e12"))
    assert (both.page, both.number) == ("1-9", "e12")


def test_related_works_are_completed_and_added() -> None:
    ours = Record(PMID="2", related={"similar": [Record(PMID="1", title="Ours")]})
    theirs = Record(PMID="2", related={"similar": [Record(PMID="9")], "references": [Record(PMID="8")]})
    result = completed(ours, library(volume="7"), theirs)
    assert [(work.title, work.volume) for work in result.related["similar"]] == [("Ours", "7")]
    assert result.related["references"] == [Record(PMID="8")]
    assert list(result.provenance) == ["related.references"]


def test_what_a_source_lists_is_a_source() -> None:
    page = Record(
        PMID="5", related={"cited_by": [Record(PMID="1", volume="7")]}, source=Source("page.txt", 4)
    )
    result = completed(Record(PMID="1"), page)
    assert (result.volume, result.provenance) == ("7", {"volume": "page.txt:4"})


def test_nothing_that_was_read_is_changed() -> None:
    ours = Record(PMID="1", author=[Name(family="Lee")], related={"similar": [Record(PMID="2")]})
    theirs = library(author=[Name(family="Lee", ORCID="1")], related={"references": [Record(PMID="3")]})
    before = [msgspec.json.encode(record) for record in (ours, theirs)]
    completed(ours, theirs, Record(PMID="2", volume="7"))
    assert [msgspec.json.encode(record) for record in (ours, theirs)] == before


def test_what_stays_as_it_is_is_told() -> None:
    problems: list[Problem] = []
    related = {"similar": [Record(PMID="3"), Record(title="B")]}
    records = [
        Record(PMID="1", related=related, source=Source("page.txt", 4)),
        Record(title="A"),
        Record(PMID="2", DOI="10.5555/a"),
    ]
    sources = [Record(PMID="2", DOI="10.5555/b"), Record(PMID="7", DOI="10.5555/a")]
    list(complete(records, sources, warn=problems.append))
    assert [(problem.code, problem.severity, problem.record) for problem in problems] == [
        ("identifier-conflict", "note", "2"),
        ("identifier-conflict", "note", "2"),
        ("not-found", "warning", "1"),
        ("related-not-found", "note", "1"),
        ("no-identifier", "warning", ""),
    ]
    assert str(problems[2]) == "page.txt:4: not found in any source; not completed (record 1) [not-found]"


VALUES = st.sampled_from(["", "a", "b"])
RECORDS = st.builds(
    Record,
    PMID=st.sampled_from(["1", "2", ""]),
    DOI=st.sampled_from(["", "10.5555/a", "10.5555/A"]),
    title=VALUES,
    volume=VALUES,
    page=VALUES,
    author=st.lists(st.builds(Name, family=VALUES, ORCID=VALUES), max_size=2),
    issued=st.none() | st.builds(Date, year=st.integers(2000, 2001), month=st.none() | st.integers(1, 2)),
)


@given(RECORDS, st.lists(RECORDS, max_size=3))
def test_own_words_are_never_overwritten(record: Record, sources: list[Record]) -> None:
    result = completed(record, *sources)
    for name in ("PMID", "DOI", "title", "volume", "page"):
        assert getattr(result, name) == getattr(record, name) or not getattr(record, name)
        assert (getattr(result, name) != getattr(record, name)) == (name in result.provenance)
    if (result.PMID, result.DOI) == (record.PMID, record.DOI):  # else sources that had passed are known now
        assert completed(result, *sources) == result, "twice is once"


def test_sources_are_not_kept() -> None:
    def shard(count: int) -> Iterator[Record]:
        for number in range(count):
            yield Record(PMID=str(number), title="x" * 1000)

    def peak(sources: Iterable[Record]) -> int:
        tracemalloc.start()
        [result] = complete([Record(PMID="77")], sources)
        assert len(result.title) == 1000
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    assert peak(shard(20_000)) < 2 * peak(shard(200)) + 100_000

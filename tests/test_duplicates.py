import pytest

from convert.changes import duplicates
from convert.changes.duplicates import candidates, find, grouping, merge, sketch
from convert.changes.duplicates.comparison import Evidence
from convert.model.record import Date, Keyword, Name, Record, Source
from convert.streams.problems import Problem


def work(
    title: str = "Tossing of fair coins in a randomised trial", year: int = 2020, **fields: object
) -> Record:
    fields.setdefault("author", [Name(family="Müller", given="Ann")])
    return Record(type="article-journal", title=title, issued=Date(year), **fields)  # type: ignore[arg-type]


def same(*records: Record) -> bool:
    return len(find(map(sketch, records))) == len(records) - 1


@pytest.mark.parametrize(
    "other",
    [
        work(PMID="1", title="Tossing of fair coins"),
        work("TOSSING OF FAIR COINS IN A RANDOMIZED TRIAL.", 2021, author=[Name(family="Muller")]),
        work("Tossing of <i>fair</i> coins: in a randomised trial", DOI="10.5555/1"),
        work("Tossing of fair coins in the randomised trials"),  # alike to 94 of 100
        work(author=[Name(family="Mueller")]),  # 92
    ],
)
def test_the_same_work(other: Record) -> None:
    assert same(work(PMID="1", DOI="10.5555/1"), other)


@pytest.mark.parametrize(
    "other",
    [
        work(PMID="2", DOI="10.5555/1"),
        work(DOI="10.5555/2"),
        work(year=2022),
        work(author=[Name(family="Doe")]),
        work(author=[Name(family="Moller")]),  # alike to 83 of 100
        work("Tossing of fair dice in a randomised trial"),  # 91.8
        work("Tossing of fair coins in a controlled trial"),  # 86
        work(page="9-11"),
        work("Tossing of fair coins in a randomised trial 2"),
    ],
)
def test_another_work(other: Record) -> None:
    assert not same(work(PMID="1", DOI="10.5555/1", page="3-4"), other)


def test_a_short_title_needs_the_same_place() -> None:
    assert not same(work("Editorial"), work("Editorial"))
    assert not same(work("Editorial", page="3", volume="1"), work("Editorial", page="5", volume="1"))
    assert same(*(work("Editorial", page="3", volume="1", container_title="J Coins") for _ in "12"))


def test_a_third_record_does_not_join_two_pmids() -> None:
    assert len(find(map(sketch, [work(PMID="1"), work(), work(PMID="2")]))) == 1


def test_the_richer_record_is_kept_and_filled_from_the_other() -> None:
    poor = work(PMID="1", id="mueller2020", volume="7", source=Source("a.ris", 3, "ris"), extra={"XX": ["x"]})
    rich = work(PMID="1", keyword=[Keyword("coin"), Keyword("chance")], publisher="Coin Press International")
    rich.source = Source("b.nbib", 9, "medline")
    said: list[Problem] = []
    [merged] = merge([poor, rich], warn=said.append)
    assert (merged.publisher, merged.volume, merged.id) == ("Coin Press International", "7", "mueller2020")
    assert merged.provenance == {"volume": "a.ris:3"}
    assert [(source.path, source.line) for source in merged.merged_from] == [("a.ris", 3)]
    assert merged.extra == {"XX": ["x"]}
    assert [str(problem) for problem in said] == [
        "b.nbib:9: is the same work as a.ris:3: the same PMID 1 (record 1) [merged]"
    ]
    assert not rich.volume, "what a reader made is not changed"


def test_the_order_is_that_of_the_first_of_each_work() -> None:
    records = [
        work("Coins, dice and other matters of chance", PMID="1"),
        work(PMID="2"),
        work("Coins, dice and other matters of chance", PMID="1"),
        work(),
    ]
    assert [record.PMID for record in merge(records)] == ["1", "2"]


def test_an_identifier_does_not_join_what_contradicts_and_that_is_said() -> None:
    """Chapters have their book's DOI; a placeholder is no identifier."""
    first, second = work("On coins", DOI="10.5555/book"), work("Of moss and men", DOI="10.5555/book")
    said: list[Problem] = []
    assert (
        len(
            list(
                merge(
                    [first, second, work("On dice", PMID="0"), work("On cards", PMID="0")], warn=said.append
                )
            )
        )
        == 4
    )
    assert [problem.code for problem in said] == ["conflict"]


def test_each_later_duplicate_is_a_problem() -> None:
    assert [problem.code for problem in duplicates.duplicates(map(sketch, [work(), work(), work()]))] == [
        "duplicate"
    ] * 2


def test_time_grows_with_the_records_not_with_their_square(monkeypatch: pytest.MonkeyPatch) -> None:
    compared = 0

    def count(*_: object) -> Evidence:
        nonlocal compared
        compared += 1
        return Evidence(0, "")

    monkeypatch.setattr(grouping, "compare", count)
    records = 3000
    find(
        sketch(work(f"Effects of a treatment of very many coins {number:05} in randomised trials"))
        for number in range(records)
    )
    blocks = 3  # by the beginning and the end of the title, and by place
    assert 0 < compared <= blocks * candidates.NEIGHBOURS * records

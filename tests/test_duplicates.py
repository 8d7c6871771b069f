import csv
import re
from collections.abc import Iterator
from pathlib import Path

import database_exports
import pytest
from conftest import FIXTURES

import convert
from convert.changes import duplicates
from convert.changes.duplicates import Works, candidates, find, grouping, merge, sketch, spool
from convert.changes.duplicates.comparison import Evidence
from convert.model.record import AbstractSection, Date, Keyword, Name, Record, Source
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


def test_numbers_of_records_in_the_place_of_issues_are_not_compared() -> None:
    """Reference managers let people number their records where the issue belongs."""
    others = [
        work(f"{word} of moss", issue=str(100 + number), source=Source("lib.enw", number))
        for number, word in enumerate(
            f"{a}{b}" for a in ("low", "high", "wet", "dry", "red") for b in "pqrstuvwxyz"
        )
    ]
    twins = [
        work("Fair coins", issue=issue, volume="7", page="3-9", source=Source("lib.enw", 99))
        for issue in ("98", "99")
    ]
    assert not same(*twins)
    said: list[Problem] = []
    assert len(list(merge([*others, *twins], warn=said.append))) == len(others) + 1
    assert [problem.code for problem in said] == ["inferred", "merged"]


def test_pages_that_a_spreadsheet_took_for_a_day_are_the_same() -> None:
    assert same(work(page="01-Jun"), work(page="2422-2427", volume="27"))


def test_a_shared_doi_joins_titles_that_differ_in_hyphens_and_broken_quotes() -> None:
    assert same(
        work("Coins in healthy, non-immune men: a double-blinded trial", DOI="10.5555/1", page="1"),
        work(
            "Coins in Healthy, Nonimmune Men: A Double-Blind Trial",
            DOI="10.5555/1",
            page="480-486",
            volume="69",
        ),
    )
    assert same(
        work("Coins: the â€œtossing of coinsâ€\ufffd (toss) study", DOI="10.5555/1"),
        work("Coins: The “tossing of coins” (TOSS) study", DOI="10.5555/1"),
    )


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


def labelled() -> Iterator[tuple[str, Record]]:
    """Our own set: which work each record is of, and the record."""
    with (FIXTURES / "dedupe" / "labelled.csv").open(encoding="utf-8", newline="") as file:
        for line, row in enumerate(csv.DictReader(file), 2):
            names = (re.split(r", | (?=[A-Z]{1,2}$)", name) for name in row["authors"].split("; "))
            yield (
                row["work"],
                Record(
                    id=str(line),
                    type=row["type"] or "article-journal",
                    title=row["title"],
                    author=[
                        Name(family=name[0], given=name[1]) if name[1:] else Name(literal=name[0])
                        for name in names
                    ],
                    issued=Date(int(row["year"])) if row["year"] else None,
                    container_title=row["journal"],
                    volume=row["volume"],
                    issue=row["issue"],
                    page=row["pages"],
                    DOI=row["DOI"],
                    PMID=row["PMID"],
                    abstract=[AbstractSection(row["abstract"])] if row["abstract"] else [],
                    source=Source("labelled.csv", line, "csv"),
                ),
            )


def test_our_labelled_set_in_any_order() -> None:
    """Corrections, replies, comments, preprints, parts, chapters, reports of each year, abstracts of one supplement stay apart."""
    rows = list(labelled())
    for order in (rows, rows[::-1], sorted(rows, key=lambda row: row[1].title)):
        works = Works()
        for _, record in order:
            works.add(record)
        works.find()
        found = {
            frozenset(f"{order[number][0]}:{order[number][1].id}" for number in numbers) for numbers in works
        }
        true: dict[str, set[str]] = {}
        for label, record in order:
            true.setdefault(label, set()).add(f"{label}:{record.id}")
        assert found == set(map(frozenset, true.values()))


def test_what_belongs_together_is_named() -> None:
    works = Works()
    for _, record in labelled():
        works.add(record)
    found = works.find()
    kin = {match.why for match in found.kin}
    assert {
        f"a {kind} and the work itself"
        for kind in ("correction", "reply", "comment", "preprint", "retraction")
    } <= kin
    assert {match.why for match in found.conflicts} == {
        "has the same DOI 10.5555/book, but another title",
        "has the same DOI 10.5555/suppl, but another title",
    }


def test_a_chain_does_not_join_what_contradicts() -> None:
    """The poor record in the middle resembles both others, which are of two volumes."""
    first, last = (
        work(volume="3", page="10-19", container_title="J Coins"),
        work(volume="4", page="50-59", container_title="J Coins"),
    )
    assert len(find(map(sketch, [first, work(), last]))) == 1
    assert (
        len(
            find(
                map(
                    sketch,
                    [work(PMID="1", DOI="10.5555/1"), work(DOI="10.5555/1"), work(PMID="2", DOI="10.5555/1")],
                )
            )
        )
        == 1
    )


def test_twelve_works_in_twelve_exports_are_twelve(tmp_path: Path) -> None:
    works = Works()
    paths = database_exports.write_all(tmp_path)
    for path in paths:
        for record in convert.read(path):
            works.add(record)
    works.find()
    assert len(works.records) == 144
    assert [len(numbers) for numbers in works] == [12] * 12
    assert [record.PMID for record in works.merged()] == [each.pmid for each in database_exports.WORKS]


def test_many_records_are_held_in_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spool, "HELD", 3)
    records = [
        work(f"On {word} coins of fair wards in mints", volume=word)
        for word in ("red", "blue", "green", "red", "pink")
    ]
    assert [record.volume for record in merge(records)] == ["red", "blue", "green", "pink"]

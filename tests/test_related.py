import pytest
from conftest import FIXTURES

import convert
from convert.changes.related import parse_kinds, with_related
from convert.model.record import Date, Record
from convert.streams.problems import FormatError


def titles(*records: Record, kinds: tuple[str, ...] = ("all",)) -> list[str]:
    return [record.title for record in with_related(records, kinds)]


def test_each_work_comes_once() -> None:
    both = Record(title="Both", PMID="2", DOI="10.5555/B")
    page = Record(
        title="Page",
        PMID="1",
        related={
            "similar": [both, Record(title="Itself", PMID="1")],
            "references": [Record(title="By its DOI", DOI="10.5555/b"), Record(title="Other", PMCID="PMC1")],
        },
    )
    again = Record(title="Second page", PMID="3", related={"cited_by": [both, Record(title="New", PMID="4")]})
    assert titles(page, again) == ["Page", "Both", "Other", "Second page", "New"]


def test_works_without_identifiers_are_told_apart_by_their_words() -> None:
    works = [
        Record(title="A"),
        Record(title="a"),
        Record(title="A", issued=Date(year=2020)),
        Record(),
        Record(),
    ]
    page = Record(title="Page", PMID="1", related={"references": works})
    assert titles(page) == ["Page", "A", "A", "", ""]


def test_a_record_of_the_source_is_always_there() -> None:
    first = Record(title="First", PMID="1", related={"similar": [Record(title="In short", PMID="2")]})
    assert titles(first, Record(title="In full", PMID="2")) == ["First", "In short", "In full"]


def test_where_a_related_work_was_read_is_known() -> None:
    page = FIXTURES / "articles" / "als-therapies" / "page.txt"
    [record] = convert.read(page)
    places = [work.source for work in with_related([record]) if work.source]
    assert len(places) > 3
    assert {place.path for place in places} == {str(page)}
    assert len({place.line for place in places}) == len(places)


def test_kinds_and_their_order() -> None:
    page = Record(
        title="Page",
        related={"similar": [Record(title="S", PMID="1")], "cited_by": [Record(title="C", PMID="2")]},
    )
    assert titles(page, kinds=("cited_by", "similar")) == ["Page", "C", "S"]
    assert titles(page, kinds=("references",)) == ["Page"]


def test_a_wrong_kind_is_named() -> None:
    with pytest.raises(FormatError, match="unknown kind of related work 'cited-bye'"):
        parse_kinds("all,cited-bye")

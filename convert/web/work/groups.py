"""Works → the groups of records that a person may decide: merged ones, and those that are alike, but not enough to merge."""

from collections.abc import Iterable, Iterator
from typing import Final, Literal

from msgspec import Struct

from convert.changes.duplicates import Match, Works
from convert.model.record import Record
from convert.running.deduplication.review import names
from convert.running.deduplication.summary import doubtful_first, reasons

State = Literal["merged", "undecided", "conflict"]


class Member(Struct, frozen=True):
    """A record of a group."""

    number: int
    """Its place among the records that were read, from 0."""
    name: str
    """By this a decision names it."""
    why: str = ""
    """What joined it to the others; one record of each merged group has none."""


class Group(Struct, frozen=True):
    """Records that are one work, or may be."""

    state: State
    """What is so as long as nobody decides; ``conflict``: they share an identifier, but contradict each other, and are kept apart."""
    why: str
    members: list[Member]
    """The record that the others are merged into comes first."""


MOST: Final = 2000
"""So many groups of each state are shown; nobody decides more by hand."""


def groups_of(works: Works, records: Iterable[Record]) -> tuple[list[Group], int]:
    """The groups, those first that are to be decided, and of those that were merged the most doubtful; and how many aren't shown."""
    found = works.findings
    counts = (len(found.undecided), len(found.conflicts), len(works.groups))
    if not any(counts):
        return [], 0
    groups = list(_groups(works, list(names(records))))
    return groups, sum(counts) - len(groups)


def _groups(works: Works, named: list[str]) -> Iterator[Group]:
    for match in works.findings.undecided[:MOST]:
        yield _pair(works, match, "undecided", named)
    for match in works.findings.conflicts[:MOST]:
        yield _pair(works, match, "conflict", named)
    joined = reasons(works)
    for numbers in doubtful_first(works)[:MOST]:
        why = {number: joined[number].why for number in numbers if number in joined}
        members = [
            Member(number, named[number], why.get(number, "")) for number in _kept_first(works, numbers)
        ]
        yield Group("merged", "; ".join(dict.fromkeys(why.values())), members)


def _pair(works: Works, match: Match, state: State, named: list[str]) -> Group:
    numbers = _kept_first(works, [match.first, match.second])
    return Group(state, match.why, [Member(number, named[number]) for number in numbers])


def _kept_first(works: Works, numbers: list[int]) -> list[int]:
    kept = works.kept(numbers)
    return [kept, *(number for number in numbers if number != kept)]

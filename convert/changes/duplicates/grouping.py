"""Candidate pairs → which records are one work, which pairs a person is to decide, and which are kept apart, and why.

Pairs are joined in the order of their evidence. A pair is joined only if no record of the one group contradicts one of the other:
three records, of which the second resembles both others, never make one work of two.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final, NamedTuple

from msgspec import Struct

from convert.changes.duplicates.candidates import Candidates
from convert.changes.duplicates.comparison import (
    SAME_PLACE,
    SAME_WORK,
    UNDECIDED,
    are_kin,
    are_other_dois,
    barrier,
    compare,
    contradiction,
    kinship,
)
from convert.changes.duplicates.numbering import Get
from convert.changes.duplicates.sketches import Sketch

BY_IDENTIFIER: Final = 100
"""The points of a pair that shares an identifier, and doesn't contradict it."""
WITNESSES: Final = 16
"""So many records of each of two groups are compared before they are joined."""

Decisions = dict[tuple[int, int], bool]
"""Pairs that a person decided: whether they are one work."""


class Match(NamedTuple):
    """The numbers of two records, and why they are, may be, or are not the same work."""

    first: int
    second: int
    why: str
    points: int = BY_IDENTIFIER


class Findings(Struct):
    """What was found of all pairs."""

    matches: list[Match] = []
    """Those that join records into works: n - 1 for n records of one work, in the order of the records."""
    conflicts: list[Match] = []
    """Those that share an identifier, but contradict each other."""
    undecided: list[Match] = []
    """Those for a person to decide."""
    kin: list[Match] = []
    """Different works that belong together: preprint and article, an article and its correction."""


def find(sketches: Iterable[Sketch], *, conflicts: list[Match] | None = None) -> list[Match]:
    """The matches that join records into works: n - 1 for n records of one work, in the order of the records.

    ``conflicts`` gets the pairs that share an identifier, but contradict each other.
    """
    known = list(sketches)
    candidates = Candidates()
    for number, sketch in enumerate(known):
        candidates.add(number, sketch)
    found = decide(candidates, known.__getitem__)
    if conflicts is not None:
        conflicts += found.conflicts
    return found.matches


def decide(candidates: Candidates, get: Get, decisions: Decisions | None = None) -> Findings:
    """Compare candidates, and join them into works."""
    found = Findings()
    get = candidates.issues.without_numbers(get)
    decided = decisions or {}
    joins = [
        Match(*pair, "decided by hand", 2 * BY_IDENTIFIER) for pair, is_same in decided.items() if is_same
    ]
    for first, second in candidates.pairs(get):
        if (first, second) not in decided:
            _judge(first, second, get, found, joins)
    groups = _Groups(get, {pair for pair, is_same in decided.items() if not is_same})
    for match in sorted(joins, key=lambda match: (-match.points, match.first, match.second)):
        if why := groups.join(match):
            (found.conflicts if match.points == BY_IDENTIFIER else found.undecided).append(
                match._replace(why=f"{match.why}, but {why}")
            )
    found.matches = sorted(groups.matches)
    for name in ("conflicts", "undecided", "kin"):
        best_first = sorted(getattr(found, name), key=lambda match: (-match.points, match))
        setattr(found, name, groups.apart(best_first))
    return found


def _judge(first: int, second: int, get: Get, found: Findings, joins: list[Match]) -> None:
    """Put a pair into the list that it belongs to, or none."""
    one, other = get(first), get(second)
    wall = barrier(one, other)
    if key := _shared_key(one, other):
        if why := wall or contradiction(one, other):
            found.conflicts.append(Match(first, second, f"has the same {key}, but {why}"))
        else:
            joins.append(Match(first, second, f"the same {key}"))
        return
    if wall:
        if one.kind != other.kind and are_kin(one, other):
            found.kin.append(Match(first, second, kinship(one, other)))
        return
    points, why = compare(one, other)
    if points < UNDECIDED:
        return
    pair = Match(first, second, why, points)
    are_other = points < SAME_PLACE and are_other_dois(one, other)
    if points >= SAME_WORK and not are_other:
        joins.append(pair)
    elif points >= SAME_WORK or not are_other:
        found.undecided.append(pair._replace(why=f"{why}, but other DOIs") if are_other else pair)


def _shared_key(one: Sketch, other: Sketch) -> str:
    """An identifier that both records have, with its name."""
    if one.PMID and one.PMID == other.PMID:
        return f"PMID {one.PMID}"
    if one.DOI and one.DOI == other.DOI:
        return f"DOI {one.DOI}"
    return one.PMCID if one.PMCID == other.PMCID else ""


class _Groups:
    """Groups of records that are one work: a disjoint-set forest, joined one match after another."""

    def __init__(self, get: Get, kept_apart: set[tuple[int, int]]) -> None:
        self.matches: list[Match] = []
        self._get = get
        self._kept_apart = kept_apart
        self._root: dict[int, int] = {}
        self._members: dict[int, list[int]] = {}

    def join(self, match: Match) -> str:
        """Join the groups of two records, or tell why they aren't one work."""
        a, b = sorted((self._root.get(match.first, match.first), self._root.get(match.second, match.second)))
        if a == b:
            return ""
        mine, theirs = self._members.get(a, [a]), self._members.get(b, [b])
        if len(mine) + len(theirs) > 2 or self._kept_apart:
            for first, second in _witnesses(mine, theirs):
                if why := self._contradiction(first, second, match.points):
                    return why
        self._members[a] = mine + theirs
        self._root.update(dict.fromkeys((a, *theirs), a))
        self._members.pop(b, None)
        self.matches.append(match)
        return ""

    def apart(self, matches: list[Match]) -> list[Match]:
        """Of the matches whose records ended in different groups the first for each pair of groups."""
        firsts: dict[tuple[int, int], Match] = {}
        for match in matches:
            a, b = sorted(
                (self._root.get(match.first, match.first), self._root.get(match.second, match.second))
            )
            if a != b:
                firsts.setdefault((a, b), match)
        return list(firsts.values())

    def _contradiction(self, first: int, second: int, points: int) -> str:
        """Why two records are not one work, if a match of so many points says that their groups are."""
        if (min(first, second), max(first, second)) in self._kept_apart:
            return "kept apart by hand"
        if points > BY_IDENTIFIER:
            return ""
        one, other = self._get(first), self._get(second)
        if wall := barrier(one, other):
            return wall
        if points == BY_IDENTIFIER:
            return contradiction(one, other)
        if _shared_key(one, other):
            return ""
        found = compare(one, other)
        if found.points < SAME_PLACE and are_other_dois(one, other):
            return "other DOIs"
        return f"{one.origin} and {other.origin} differ" if found.points < UNDECIDED else ""


def _witnesses(mine: list[int], theirs: list[int]) -> Iterator[tuple[int, int]]:
    for first in islice(mine, WITNESSES):
        for second in islice(theirs, WITNESSES):
            yield first, second

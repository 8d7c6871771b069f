"""Records → which of them are the same work; or the records with those merged into one.

Two records are the same work if they share a PMID, PMCID or DOI, and their titles, authors and years don't contradict (a chapter has
its book's DOI, an invented reference another work's); else if they have nearly the same title, the same first
author, and years that differ by one at most (print and electronic). Different PMIDs always mean different works; so do
different DOIs, unless a PMID joins them: a preprint and its article have two. Titles are compared only within blocks of
records that share author and year, or the beginning of the title, so the time grows with the number of records, not
with its square.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations, islice
from typing import Final, NamedTuple

import msgspec
from rapidfuzz import fuzz

from convert.changes.filling import fill
from convert.changes.reports import origin, problem_with
from convert.model.identifiers import work_ids
from convert.model.record import Record, Source
from convert.model.text.markup import to_plain
from convert.streams.problems import Problem, Warn, silent

SIMILAR: Final = 92
"""The least similarity, of 100, of titles and of authors of one work."""
SHORT_TITLE: Final = 30
"""A title with fewer letters, such as “Editorial”, is not enough: the place in the journal must agree, too."""
BIG_BLOCK: Final = 100
NEIGHBOURS: Final = 10
"""In a block of more than ``BIG_BLOCK`` records, sorted by title, each is compared with this number of successors."""
_TITLE_START: Final = 16
"""How many characters of their titles the records of a block share."""

ALIKE: Final = 80
"""The least similarity of the titles of one work that share an identifier: they may be cut, or have subtitles."""
NEAR: Final = 2
"""How many years the dates of one work may lie apart: electronic, print, and what people cite."""

_NOT_WORDS = re.compile(r"[\W_]+")


class Sketch(NamedTuple):
    """What of a record is compared with others."""

    keys: tuple[str, ...]
    PMID: str
    DOI: str
    title: str
    """As made by ``fold``."""
    author: str
    year: int
    """0 if unknown."""
    place: tuple[str, str, str]
    """Journal, volume, and first page or article number."""
    source: Source | None
    original_title: str = ""


class Match(NamedTuple):
    """The numbers of two records that are the same work, and why they are."""

    first: int
    second: int
    why: str


def sketch(record: Record) -> Sketch:
    """Reduce a record to what is compared."""
    dates = [date.year for date in (record.issued, record.available_date) if date is not None and date.year]
    names = record.author or record.editor
    return Sketch(
        tuple(work_ids(record)),
        record.PMID,
        record.DOI.lower(),
        fold(to_plain(record.title)),
        fold(names[0].family or names[0].literal) if names else "",
        dates[0] if dates else 0,
        (
            fold(record.container_title_short or record.container_title),
            record.volume,
            (record.page or record.number).partition("-")[0],
        ),
        record.source,
        fold(to_plain(record.original_title)) if record.original_title else "",
    )


def fold(text: str) -> str:
    """Lower-case letters without accents, and digits, with single spaces between words.

    >>> fold("β-Amyloid: Étude n° 2 ")
    'β amyloid etude n 2'
    """
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join(character for character in decomposed if not unicodedata.combining(character))
    return _NOT_WORDS.sub(" ", text.casefold()).strip()


def contradiction(one: Sketch, other: Sketch) -> str:
    """What says that two records are not one work, although they share an identifier; ``""`` if nothing does.

    >>> works = [Record(title=title, PMID="1") for title in ("Coins cure rust", "Of moss and men", "Coins cure rust: a trial")]
    >>> coins, moss, trial = map(sketch, works)
    >>> contradiction(coins, moss), contradiction(coins, trial)
    ('another title', '')
    """
    is_far = bool(one.year and other.year) and abs(one.year - other.year) > NEAR
    is_other = bool(one.author and other.author) and not _is_same_author(one.author, other.author)
    if not (one.title and other.title):
        return "another author" if is_other else "another year" if is_far else ""
    if not _are_alike(one, other):
        is_placed = one.place[1:] == other.place[1:] and all(one.place[1:])
        return "" if is_placed and not is_other and not is_far else "another title"
    return "another author and another year" if is_other and is_far else ""


def _are_alike(one: Sketch, other: Sketch) -> bool:
    """Whether two titles may be those of one work, in one of its languages."""
    titles, others = (
        [title for title in (work.title, work.original_title) if title] for work in (one, other)
    )
    return any(
        fuzz.token_set_ratio(a, b) >= ALIKE or a.startswith(b) or b.startswith(a)
        for a in titles
        for b in others
    )


def _is_same_author(one: str, other: str) -> bool:
    """Whether two family names may be one, with its particle or without it."""
    return one in other or other in one or fuzz.ratio(one, other) >= ALIKE


def find(sketches: Iterable[Sketch], *, conflicts: list[Match] | None = None) -> list[Match]:
    """The matches that join records into works: n - 1 for n records of one work, in the order of the records.

    ``conflicts`` gets the pairs that share an identifier, but contradict each other.
    """
    groups = _Groups(list(sketches))
    groups.join_by_keys([] if conflicts is None else conflicts)
    groups.join_by_titles()
    return sorted(groups.matches)


class _Groups:
    """Groups of records that are one work: a disjoint-set forest, joined one match after another."""

    def __init__(self, sketches: list[Sketch]) -> None:
        self.matches: list[Match] = []
        self._sketches = sketches
        self._parents = list(range(len(sketches)))
        self._pmids = [sketch.PMID for sketch in sketches]
        self._dois = [sketch.DOI for sketch in sketches]

    def join_by_keys(self, conflicts: list[Match]) -> None:
        seen: dict[str, int] = {}
        for number, sketch in enumerate(self._sketches):
            for key in sketch.keys:
                first = seen.setdefault(key, number)
                if first == number or self._root(first) == self._root(number):
                    continue
                if why := contradiction(self._sketches[first], sketch):
                    conflicts.append(Match(first, number, f"has the same {_kind(key)}, but {why}"))
                else:
                    self._join(first, number, f"the same {_kind(key)}")

    def join_by_titles(self) -> None:
        for block in self._blocks():
            for first, second in _pairs(block, self._sketches):
                if _is_similar(self._sketches[first], self._sketches[second]):
                    self._join(first, second, "similar title, author and year", strictly=True)

    def _blocks(self) -> Iterable[list[int]]:
        blocks: dict[tuple[object, object], list[int]] = defaultdict(list)
        for number, sketch in enumerate(self._sketches):
            if sketch.title:
                blocks[sketch.title[:_TITLE_START], ""].append(number)
                if sketch.author and sketch.year:
                    blocks[sketch.author, sketch.year].append(number)
                    blocks[sketch.author, sketch.year + 1].append(number)
        return [block for block in blocks.values() if len(block) > 1]

    def _join(self, first: int, second: int, why: str, *, strictly: bool = False) -> None:
        """Join two groups, unless they have different PMIDs or, ``strictly``, different DOIs."""
        a, b = sorted((self._root(first), self._root(second)))
        if a == b or _differ(self._pmids[a], self._pmids[b]):
            return
        if strictly and _differ(self._dois[a], self._dois[b]):
            return
        self._parents[b] = a
        self._pmids[a] = self._pmids[a] or self._pmids[b]
        self._dois[a] = self._dois[a] or self._dois[b]
        self.matches.append(Match(min(first, second), max(first, second), why))

    def _root(self, number: int) -> int:
        while self._parents[number] != number:
            self._parents[number] = self._parents[self._parents[number]]
            number = self._parents[number]
        return number


def _kind(key: str) -> str:
    return f"PMID {key}" if key.isdecimal() else f"DOI {key}" if key.startswith("10.") else key


def _differ(one: str, other: str) -> bool:
    return bool(one and other) and one != other


def _pairs(block: list[int], sketches: list[Sketch]) -> Iterable[tuple[int, int]]:
    if len(block) <= BIG_BLOCK:
        return combinations(block, 2)
    ordered = sorted(block, key=lambda number: sketches[number].title)
    return (
        (number, other)
        for place, number in enumerate(ordered)
        for other in islice(ordered, place + 1, place + 1 + NEIGHBOURS)
    )


def _is_similar(one: Sketch, other: Sketch) -> bool:
    if _differ(one.PMID, other.PMID) or _differ(one.DOI, other.DOI):
        return False
    if one.year and other.year and abs(one.year - other.year) > 1:
        return False
    if one.author != other.author and fuzz.ratio(one.author, other.author) < SIMILAR:
        return False
    if any(map(_differ, one.place[1:], other.place[1:])):
        return False
    if min(len(one.title), len(other.title)) < SHORT_TITLE and (one.place != other.place or not one.place[2]):
        return False
    return (
        _numbers(one.title) == _numbers(other.title)
        and fuzz.ratio(one.title, other.title, score_cutoff=SIMILAR) > 0
    )


def _numbers(title: str) -> list[str]:
    """The arabic and Roman numbers in a title: “Part 1” and “Part 2” are two works, though they differ little."""
    return [word for word in title.split() if word.isdecimal() or not word.strip("ivx")]


def merge(records: Iterable[Record], *, warn: Warn = silent) -> Iterator[Record]:
    """The records, each work once, where its first record was.

    Of several records of a work, the one that says most is kept, and its gaps are filled from the others: ``provenance``
    says what came from where, ``merged_from`` which records were merged. All records are held in memory.

    >>> page, entry = Record(title="On tests", DOI="10.5555/AB"), Record(title="On tests", volume="7", DOI="10.5555/ab")
    >>> [(record.volume, record.DOI) for record in merge([page, entry, Record(title="Else")])]
    [('7', '10.5555/ab'), ('', '')]
    """
    all_records = list(records)
    works: dict[int, list[int]] = {number: [number] for number in range(len(all_records))}
    conflicts: list[Match] = []
    for match in find(map(sketch, all_records), conflicts=conflicts):
        first, second = works[match.first], works[match.second]
        if first[0] > second[0]:
            first, second = second, first
        first += second
        works.update(dict.fromkeys(second, first))
        message = _message(all_records[match.first], match.why)
        warn(problem_with(all_records[match.second], "merged", message))
    for match in conflicts:
        if works[match.first] is not works[match.second]:
            place = origin(all_records[match.first]) or all_records[match.first].title
            warn(problem_with(all_records[match.second], "conflict", f"{match.why} than {place}; not merged"))
    for number, record in enumerate(all_records):
        numbers = works[number]
        if numbers[0] == number:
            yield _merged([all_records[same] for same in numbers]) if len(numbers) > 1 else record


def _merged(records: list[Record]) -> Record:
    kept, *others = sorted(records, key=_richness, reverse=True)
    result = msgspec.structs.replace(
        kept,
        id=next((record.id for record in (kept, *others) if record.id), ""),
        related={**kept.related},
        inferred={**kept.inferred},
        provenance={**kept.provenance},
    )
    for other in others:
        fill(result, other, origin(other) or "a duplicate")
        result.extra = {**other.extra, **result.extra}
    result.merged_from = [
        source for other in others for source in (other.source, *other.merged_from) if source
    ]
    return result


def _richness(record: Record) -> int:
    """How much a record says: its size in bytes."""
    return len(msgspec.msgpack.encode(msgspec.structs.replace(record, source=None)))


def duplicates(sketches: Iterable[Sketch]) -> Iterator[Problem]:
    """A problem for each record that is the same work as an earlier one."""
    known = list(sketches)
    for match in find(known):
        first, second = (_stub(known[number]) for number in (match.first, match.second))
        yield problem_with(second, "duplicate", _message(first, match.why))


def _stub(sketch: Sketch) -> Record:
    return Record(PMID=sketch.PMID, DOI=sketch.DOI, title=sketch.title, source=sketch.source)


def _message(first: Record, why: str) -> str:
    return f"is the same work as {origin(first) or first.PMID or first.title}: {why}"

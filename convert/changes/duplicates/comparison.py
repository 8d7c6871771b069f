"""Two sketches → the evidence that they are one work, in points, and what speaks against it whatever the points are.

A point is about a bit: what agrees by chance in every second pair of works with similar titles is worth one, what agrees in one of
a thousand ten. ``docs/deduplication.md`` shows what recall and precision come of these points at each threshold, on labelled sets.
"""

from typing import Final, NamedTuple

from rapidfuzz import fuzz

from convert.changes.duplicates import people, places, titles
from convert.changes.duplicates.sketches import Sketch

SAME_WORK: Final = 11
"""From so many points on, two records are one work."""
UNDECIDED: Final = 7
"""From so many points on, a person is to decide. Records with fewer are never one work, even if a third is the same as both."""
SAME_PLACE: Final = 20
"""So many points can't be had without title, authors, year, journal and pages: then another DOI is an alias, or mistyped."""

POINTS_OF_WORD: Final = 2
"""For each telling word of titles that agree, up to the most of their level."""
MOST_OF_TITLE: Final = {
    titles.SAME: 10,
    titles.SPELLING: 8,
    titles.PART: 6,
    titles.ADDED: -1,
    titles.REPLACED: -1,
    titles.OTHER: -2,
}
LONG: Final = 3
"""So many telling words make a title that is one work's."""
OF_AUTHORS: Final = {
    people.ALL: 4,
    people.FIRST: 3,
    people.NAMESAKE: 0,
    people.SOME: 2,
    people.OTHER: -6,
    people.UNKNOWN: 0,
}
OF_YEARS: Final = (1, 0, -3)
"""By the distance of the years; more than that is ``FAR``."""
FAR: Final = -6
OF_JOURNAL: Final = {places.SAME: 1, places.OTHER: -3, places.UNKNOWN: 0}
OF_VOLUME: Final = {places.SAME: 1, places.OTHER: -3, places.UNKNOWN: 0}
OF_ISSUE: Final = {places.SAME: 1, places.OTHER: -6, places.UNKNOWN: 0}
OF_PAGES: Final = {
    places.RANGE: 6,
    places.SAME: 4,
    places.PAGE: 3,
    places.UNKNOWN: 0,
    places.CLOSE: -2,
    places.OTHER: -6,
}
OF_ABSTRACT: Final = 4


class Evidence(NamedTuple):
    """What speaks for and against two records being one work."""

    points: int
    why: str
    """What agrees, for a person to read."""


def barrier(one: Sketch, other: Sketch) -> str:
    """What says that two records are two works, whatever else agrees; ``""`` if nothing does."""
    if one.PMID and other.PMID:
        return "other PMIDs" if one.PMID != other.PMID else ""
    return kinship(one, other) if one.kind != other.kind else ""


def kinship(one: Sketch, other: Sketch) -> str:
    """What two works of different kinds are to each other."""
    kinds = sorted({one.kind, other.kind} - {""})
    return f"a {kinds[0]} and the work itself" if len(kinds) == 1 else f"a {kinds[0]} and a {kinds[1]}"


def are_kin(one: Sketch, other: Sketch) -> bool:
    """Whether a work and a notice about it have one title, and the same authors if that is its preprint."""
    if one.kind and other.kind:
        return False
    level, words = titles.compare(one.title, other.title)
    if level not in (titles.SAME, titles.SPELLING, titles.PART) or words < LONG:
        return False
    is_preprint = "preprint" in (one.kind, other.kind)
    return not is_preprint or people.compare(one.authors, other.authors) in (
        people.ALL,
        people.FIRST,
        people.SOME,
    )


def are_other_dois(one: Sketch, other: Sketch) -> bool:
    """Whether both records have a DOI, and not the same, nor one with something behind it, as ``/pdf``."""
    shorter, longer = sorted((one.DOI, other.DOI), key=len)
    is_same = longer.startswith(shorter) and not longer[len(shorter) :][:1].isalnum()
    return bool(shorter) and not is_same


def compare(one: Sketch, other: Sketch) -> Evidence:
    """Count what speaks for two records being one work, apart from their identifiers, as long as ``UNDECIDED`` can be reached."""
    mine, theirs = one.place, other.place
    volume, issue = (
        places.compare_numbers(mine.volume, theirs.volume),
        places.compare_numbers(mine.issue, theirs.issue),
    )
    pages = places.compare_pages(mine, theirs)
    if places.have_slid(mine, theirs):
        volume, issue, pages = places.SAME, places.SAME, places.UNKNOWN
    apart = abs(one.year - other.year) if one.year and other.year else None
    has_abstract = one.abstract != "" and one.abstract == other.abstract
    points = OF_PAGES[pages] + (OF_ABSTRACT if has_abstract else 0)
    if apart is not None:
        points += OF_YEARS[apart] if apart < len(OF_YEARS) else FAR
    if points + OF_VOLUME[volume] + OF_ISSUE[issue] + _MOST < UNDECIDED:
        return Evidence(points, "")
    level, words = titles.compare(one.title, other.title)
    if has_abstract and level == titles.OTHER:  # many abstracts begin alike
        has_abstract = False
        points -= OF_ABSTRACT
    of_title = 0
    if has_titles := one.title.text != "" != other.title.text:
        of_title = min(MOST_OF_TITLE[level], POINTS_OF_WORD * words)
    points += of_title
    points += OF_VOLUME[volume] + OF_ISSUE[issue]
    if (volume == places.OTHER and apart) or (
        issue == places.OTHER and of_title < MOST_OF_TITLE[titles.SAME]
    ):
        points -= max(OF_PAGES[pages], 0)  # what appears regularly has the same pages in each volume or issue
    if points + OF_JOURNAL[places.SAME] + OF_AUTHORS[people.ALL] < UNDECIDED:
        return Evidence(points, "")
    journal = places.compare_journals(mine, theirs)
    points += OF_JOURNAL[journal]
    authors = people.compare(one.authors, other.authors)
    points += OF_AUTHORS[authors]
    levels = {"journal": journal, "volume": volume, "issue": issue, "pages": pages}
    why = [_TITLES[level]] if has_titles else []
    why += [authors] if OF_AUTHORS[authors] > 0 else []
    why += [("same year", "year but for one")[apart]] if apart is not None and apart < 2 else []
    why += [name for name in levels if levels[name] in (places.SAME, places.RANGE, places.PAGE)]
    return Evidence(points, ", ".join([*why, "beginning of the abstract"] if has_abstract else why))


_MOST: Final = MOST_OF_TITLE[titles.SAME] + OF_AUTHORS[people.ALL] + OF_JOURNAL[places.SAME]
_TITLES: Final = {
    titles.SAME: "same title",
    titles.SPELLING: "same title but for spelling",
    titles.PART: "title shorter or longer",
    titles.ADDED: "title with words added",
    titles.REPLACED: "similar title",
    titles.OTHER: "another title",
}


ALIKE: Final = 80
"""The least similarity, of 100, of the titles of one work that share an identifier: words may be added, or left out."""


def contradiction(one: Sketch, other: Sketch) -> str:
    """What says that two records are not one work, although they share an identifier; ``""`` if nothing does.

    >>> from convert.changes.duplicates.sketches import Record, sketch
    >>> works = [Record(title=title, PMID="1") for title in ("Coins cure rust", "Of moss and men", "Coins cure rust: a trial")]
    >>> coins, moss, trial = map(sketch, works)
    >>> contradiction(coins, moss), contradiction(coins, trial)
    ('another title', '')
    """
    is_far = bool(one.year and other.year) and abs(one.year - other.year) >= len(OF_YEARS)
    is_other = people.compare(one.authors, other.authors) == people.OTHER
    if not (one.title.text and other.title.text):
        return "another author" if is_other else "another year" if is_far else ""
    level, words = titles.compare(one.title, other.title)
    pages = places.compare_pages(one.place, other.place)
    has_same_page = pages in (places.SAME, places.RANGE)
    if level in (titles.ADDED, titles.REPLACED, titles.OTHER):
        is_open = pages != places.OTHER and (
            level == titles.ADDED or one.PMID == other.PMID != "" or has_same_page
        )
        if is_open and fuzz.token_set_ratio(one.title.text, other.title.text) >= ALIKE:
            return "another author and another year" if is_other and is_far else ""
        is_placed = has_same_page and one.place.volume == other.place.volume != ""
        return "" if is_placed and not is_other and not is_far else "another title"
    if pages == places.OTHER and words < 2:
        return "other pages"
    return "another author and another year" if is_other and is_far else ""

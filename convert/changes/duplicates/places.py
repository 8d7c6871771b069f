"""Where a work is in print: journal, volume, issue, pages → how those of two works agree."""

import re
from functools import lru_cache
from typing import Final, NamedTuple

from convert.changes.duplicates.titles import fold
from convert.model.pages import complete_pages, undated
from convert.model.record import Record
from convert.model.text.journals import shortens

SAME, CLOSE, OTHER, UNKNOWN = "same", "close", "other", ""
RANGE, PAGE = "range", "page"
"""Of pages: the same first and the same last; one page, which short works share."""


class Place(NamedTuple):
    """What of a work's place is compared."""

    journals: tuple[str, ...] = ()
    """The names of the journal or book, folded: in full, abbreviated."""
    ISSN: tuple[str, ...] = ()
    volume: str = ""
    """Its digits."""
    issue: str = ""
    start: int = 0
    """The digits of the first page or of the article number; 0 if there are none."""
    end: int = 0
    """Those of the last page; the same as ``start`` if there is none."""
    is_number: bool = False
    """Whether there is an article number for pages, by its looks."""


_DIGITS: Final = re.compile(r"\d+")
_PAGES: Final = re.compile(
    r"\s*+([a-z]*+)\.?\s*+(\d{1,18})[\w.]*\s*(?:([-–—+])+\s*+(?:[a-z]*+\.?\s*+(\d{1,18}))?)?", re.IGNORECASE
)
_LONG: Final = 9999
"""A number beyond that is none of a page, if there is no last one."""


_PAGE_LETTERS: Final = ("", "s", "S", "p", "pp")
"""What stands before the number of a page, as in supplements, and not of an article."""


def parse(record: Record) -> Place:
    """The place of a record.

    >>> place = parse(Record(container_title="BMJ : a journal", volume="24 Suppl 3", issue="Pt 2", page="1234-56"))
    >>> place.journals, place.volume, place.issue, place.start, place.end
    (('bmj a journal',), '24', '2', 1234, 1256)
    """
    names = {record.container_title: None, record.container_title_short: None, record.iso_abbreviation: None}
    issns = {
        record.ISSN: None,
        record.ISSN_print: None,
        record.ISSN_electronic: None,
        record.ISSN_linking: None,
    }
    start, end, is_number = _pages(record)
    return Place(
        tuple([_journal(name) for name in names if name]),
        tuple([issn for issn in issns if issn]),
        _digits(record.volume) if record.volume else "",
        _digits(record.issue) if record.issue else "",
        start,
        end,
        is_number,
    )


def _pages(record: Record) -> tuple[int, int, bool]:
    location = complete_pages(undated(record.page)) if record.page else record.number
    if not location or not (found := _PAGES.match(location)):
        return 0, 0, False
    start = int(found[2])
    end = max(start, int(found[4])) if found[4] else start
    return start, end, not found[3] and (found[1] not in _PAGE_LETTERS or start > _LONG)


def _digits(text: str) -> str:
    if text.isdecimal():
        return text.lstrip("0")
    found = _DIGITS.search(text)
    return found[0].lstrip("0") if found else ""


@lru_cache(maxsize=20_000)
def _journal(name: str) -> str:
    return fold(re.sub(r"(?<!\s)\s*[\[(][^\[\]()]*[\])]|&", " ", name)) or fold(name)


# --- two places -----------------------------------------------------------------------------------------------

_SMALL_WORDS: Final = """
    the of and for in on a an und der die für et de la le des du e y del di da official journal
"""
_SMALL: Final = frozenset(_SMALL_WORDS.split())


def compare_journals(one: Place, other: Place) -> str:
    """Whether two works are in one journal or book, by ISSN, or by name or abbreviation.

    >>> def agree(a, b): return compare_journals(Place((_journal(a),)), Place((_journal(b),)))
    >>> agree("Ann. N Y Acad Sci", "Annals of the New York Academy of Sciences"), agree("BMJ", "BMJ (Clinical research ed.)")
    ('same', 'same')
    >>> agree("Nephron", "Nephron - Clinical Practice"), agree("PNAS", "Proceedings of the National Academy of Sciences")
    ('same', 'same')
    >>> agree("Cancer", "Haematologica"), agree("Cancer", "")
    ('other', '')
    """
    if not one.ISSN or set(one.ISSN).isdisjoint(other.ISSN):
        if not any(one.journals) or not any(other.journals):
            return UNKNOWN
        levels = {_compare_names(a, b) for a in one.journals for b in other.journals}
        return next(level for level in (SAME, UNKNOWN, OTHER) if level in levels)
    return SAME


_CONFERENCE_WORDS: Final = "proceedings proc conference conf annual symposium symp meeting congress"
_OF_CONFERENCES: Final = frozenset(_CONFERENCE_WORDS.split())
"""Words in the names of all proceedings: two names that share them are no likelier one."""


@lru_cache(maxsize=50_000)
def _compare_names(one: str, other: str) -> str:
    """Whether two folded names are one: all words of the shorter stand in the longer, in order, one abbreviating the other."""
    if one == other:
        return SAME
    mine, theirs = ([word for word in name.split() if word not in _SMALL] for name in (one, other))
    if _is_acronym(mine, theirs) or _is_acronym(theirs, mine):
        return SAME
    mine, theirs = ([word for word in words if word not in _OF_CONFERENCES] for words in (mine, theirs))
    shorter, longer = sorted((mine, theirs), key=len)
    if not shorter:
        return SAME if one in other or other in one else OTHER
    found, start = 0, 0
    for word in shorter:
        for place in range(start, len(longer)):
            if shortens(word, longer[place]) or shortens(longer[place], word):
                found, start = found + 1, place + 1
                break
    missing = len(shorter) - found
    return SAME if not missing else UNKNOWN if missing * 4 <= len(shorter) else OTHER


def _is_acronym(short: list[str], words: list[str]) -> bool:
    """Whether a name has or is the acronym of the words of another: ``pnas``, ``icis 2017``."""
    initials = "".join(word[0] for word in words)
    return any(2 < len(word) < 7 and initials.startswith(word) for word in short)


def compare_numbers(one: str, other: str) -> str:
    """Whether two volumes or issues are the same; a year in the place of a volume says nothing.

    >>> compare_numbers("12", "12"), compare_numbers("12", "13"), compare_numbers("2016", "94"), compare_numbers("", "1")
    ('same', 'other', '', '')
    """
    if not one or not other:
        return UNKNOWN
    if one == other:
        return SAME
    return UNKNOWN if (len(one) == 4) != (len(other) == 4) else OTHER


def compare_pages(one: Place, other: Place) -> str:
    """How the pages of two works agree: range, first or last alone, overlapping, not, or can't be compared.

    An article number says nothing of pages, nor does what MEDLINE's programs made of them (``Suppl-29`` of S417-S429).

    >>> def agree(a, b): return compare_pages(*(parse(Record(page=page)) for page in (a, b)))
    >>> agree("S37-S42", "37-42"), agree("2141-2147", "2142-2147"), agree("246-250", "250-254"), agree("22", "52")
    ('range', 'same', 'close', 'other')
    >>> agree("e12724", "e12724"), agree("S22", "22-22")
    ('same', 'page')
    >>> agree("e12724", "1-6"), agree("S417-S429", "Suppl-29"), agree("", "1")
    ('', '', '')
    """
    if not one.start or not other.start:
        return UNKNOWN
    mine, theirs = (one.start, one.end), (other.start, other.end)
    if mine == theirs:
        return RANGE if mine[1] > mine[0] else SAME if one.is_number and other.is_number else PAGE
    if mine[0] == theirs[0] or (mine[1] == theirs[1] and mine[1] > mine[0] and theirs[1] > theirs[0]):
        return SAME
    if one.is_number != other.is_number or _are_counted_apart(mine, theirs):
        return UNKNOWN
    return CLOSE if mine[0] <= theirs[1] and theirs[0] <= mine[1] else OTHER


def have_slid(one: Place, other: Place) -> bool:
    """Whether the numbers of a place stand one field too far, as in some exports: no volume, issue 26, page 9 of 26(9):1746."""
    slid, right = (other, one) if one.volume else (one, other)
    return slid.volume == "" != slid.issue == right.volume and right.issue == str(slid.start)


def _are_counted_apart(mine: tuple[int, int], theirs: tuple[int, int]) -> bool:
    """Whether two spans may be one: as long, and counted from 1; or elided wrongly (``2-8`` of 125-128)."""
    (first, last), (other_first, other_last) = sorted((mine, theirs))
    is_recounted = first == 1 and last - first == other_last - other_first > 0
    is_elided = first < 10 and last < 10 and str(other_last).endswith(str(last)) and other_first > 99
    return is_recounted or is_elided

"""The authors of two works → how they agree. Families and given names may have changed places, particles and accents be lost."""

from typing import Final

from rapidfuzz import fuzz

from convert.changes.duplicates.titles import plain
from convert.model.record import Name, Record

ALL, FIRST, NAMESAKE, SOME, OTHER, UNKNOWN = (
    "all authors",
    "first author",
    "namesake",
    "some authors",
    "other authors",
    "",
)
"""As many authors, at least three, and the same; the same first author; one of the same family with other initials; half of the authors, in another order or in part; not; not said."""

ALIKE: Final = 85
"""The least similarity, of 100, of two spellings of a name: ``Mueller`` and ``Muller``, but not ``Moller``."""
MANY: Final = 8
"""So many of the authors are compared; databases cut the lists."""
_NO_NAME_WORDS: Final = """
    jr sr ii iii md phd dr prof van von der den de la le del di da dos el al the of and et anonymous
    unknown study group
"""
_NO_NAME: Final = frozenset(_NO_NAME_WORDS.split())


def parse(record: Record) -> list[str]:
    """The words of the names of each author, or else editor: ``doe j a``; initials are single letters.

    >>> parse(Record(author=[Name(family="van der Berg", given="Jan Á."), Name(literal="A Study Group")]))
    ['van der berg jan a', 'a study group']
    >>> parse(Record(author=[Name(family="Doe", given="JA")]))
    ['doe j a']
    """
    return [_words(name) for name in (record.author or record.editor)[:MANY]]


def _words(name: Name) -> str:
    given = name.given or name.initials
    if len(given) <= 4 and given.isalpha() and given.isupper():
        given = " ".join(given)
    return plain(f"{name.non_dropping_particle} {name.family or name.literal} {given}")


def compare(mine: list[str], theirs: list[str]) -> str:
    """How two lists of authors agree.

    >>> compare(["wang x"], ["xiaoguang wang"]), compare(["wang x"], ["wang y"]), compare(["le quintrec m"], ["quintrec m"])
    ('first author', 'namesake', 'first author')
    >>> compare(["doe j", "roe r", "poe e a"], ["doe jane", "roe richard", "poe edgar"])
    'all authors'
    >>> compare(["xi l f", "kiviat n b"], ["long f x", "kiviat n b"]), compare(["doe j"], ["roe j"]), compare(["doe j"], [])
    ('some authors', 'other authors', '')
    """
    if not mine or not theirs:
        return UNKNOWN
    if mine == theirs:
        return ALL if len(mine) > 2 else FIRST
    first, second = mine[0], theirs[0]
    if first == second or (_share_name(first, second) and not _initials_differ(first, second)):
        return ALL if len(mine) == len(theirs) > 2 and all(map(_share_name, mine, theirs)) else FIRST
    if _share_name(first, second):
        return NAMESAKE
    if len(mine) == 1 or len(theirs) == 1:
        return FIRST if _is_run_together(first, second) else OTHER
    known = {name for words in theirs for name in _names(words)}
    shared = sum(not known.isdisjoint(_names(words)) for words in mine)
    return SOME if shared * 2 >= min(len(mine), len(theirs)) else OTHER


def _names(words: str) -> list[str]:
    names = [word for word in words.split() if len(word) > 1 and word not in _NO_NAME]
    return names or words.split()


def _share_name(one: str, other: str) -> bool:
    """Whether two persons have a name in common, in one spelling or two."""
    if one == other:
        return True
    mine, theirs = _names(one), _names(other)
    if not set(mine).isdisjoint(theirs):
        return True
    return any(
        len(a) > 2 and len(b) > 2 and fuzz.ratio(a, b, score_cutoff=ALIKE) > 0 for a in mine for b in theirs
    )


def _is_run_together(one: str, other: str) -> bool:
    """Whether two names differ in blanks alone: ``devries`` and ``de vries``."""
    one, other = one.replace(" ", ""), other.replace(" ", "")
    return len(one) > 4 and (one.startswith(other) or other.startswith(one))


def _initials_differ(one: str, other: str) -> bool:
    """Whether two persons of one name can't be the same by their initials, in any order of their names."""
    mine, theirs = ({word[0] for word in words.split() if word not in _NO_NAME} for words in (one, other))
    return len(mine) > 1 and len(theirs) > 1 and len(mine & theirs) < 2

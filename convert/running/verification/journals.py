"""Whether a reference names the journal of a work."""

import re
from typing import Final

from convert.changes.duplicates import places
from convert.changes.duplicates.titles import fold
from convert.model.text.journals import printed_name
from convert.running.index.library import Work
from convert.running.verification.references import Reference, fold_title


def agrees(reference: Reference, work: Work) -> bool | None:
    """Whether the journal is named, in full, abbreviated or by its acronym; None if one of both doesn't say."""
    facts = work.facts
    own = printed_name(facts.journal, facts.abbreviation)
    known = (facts.journal, facts.abbreviation)
    full = (*known, own, *(_BEHIND_NAME.sub("", name) for name in known))
    names = tuple(dict.fromkeys(filter(None, map(_journal_name, full))))
    if not names:
        return None
    record = reference.record
    short = _BEHIND_NAME.sub("", record.container_title)
    printed = [name for name in (*reference.place.journals, _journal_name(short)) if name]
    if any(_is_journal(one, other) for one in printed for other in names):
        return True
    text = f" {' '.join(reference.words)} "
    if any(f" {name} " in text for name in names if not printed or name.count(" ") > 1 or name[-1].isdigit()):
        return True
    tails = (facts.volume, f"{facts.year} {facts.volume}") if facts.volume else ()
    if any(f" {name} {tail} " in text for name in names if " " in name for tail in tails):
        return True  # a word of it was read as the title's
    title = fold_title(facts.title).replace(" ", "")
    if any(f"{title}{name.replace(' ', '')}" in reference.letters for name in names):
        return True  # the title ends where it begins
    if not printed:
        return None
    said = places.compare_journals(reference.place, places.Place(names))
    return None if said == places.UNKNOWN else False


_NO_WORD: Final = re.compile(r"&|</?\w+>|[®™]")
_BEHIND_NAME: Final = re.compile(r"(?<!\s)\s*+[:=(\[].*$|\.\s.*$|\s[-–—]\s.*$")


def _journal_name(name: str) -> str:
    return fold(_NO_WORD.sub(" ", name))


def _is_journal(printed: str, name: str) -> bool:
    """Whether a folded name of a journal is another's, which has as many words, or is its acronym.

    >>> _is_journal("proc natl acad sci usa", "proc natl acad sci u s a"), _is_journal("cell", "dev cell")
    (True, False)
    >>> _is_journal("dev cell", "developmental cell"), _is_journal("pnas", "proceedings of the national academy of sciences")
    (True, True)
    """
    if printed.replace(" ", "") == name.replace(" ", ""):
        return True
    if places.compare_journals(places.Place((printed,)), places.Place((name,))) != places.SAME:
        return False
    mine, theirs = ([word for word in text.split() if word not in _NO_WORDS] for text in (printed, name))
    shorter, longer = sorted((mine, theirs), key=len)
    if len(shorter) == len(longer) or not shorter:
        return True
    if len(shorter) == 1:
        return len(shorter[0]) > 2 and "".join(word[0] for word in longer).startswith(shorter[0])
    return shorter[0][0] == longer[0][0] and 2 * len(shorter) >= len(longer)


_SMALL_WORDS = "the of and for in on a an und der die für et de la le des du e y del di da"
_NO_WORDS: Final = frozenset(_SMALL_WORDS.split())

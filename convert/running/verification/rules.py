"""Evidence → a verdict: the rules of ``docs/verify.md``, which says what they were measured on.

No verdict is stronger than its evidence. A work that isn't found is *not found in this index*, and nothing more: most of
what people cite and PubMed lacks is real.
"""

import re
from collections.abc import Sequence
from typing import Final, Literal, get_args

from msgspec import Struct

from convert.running.verification.comparison import SHORT, Evidence
from convert.running.verification.references import Reference, is_same_identifier

Kind = Literal[
    "other-work",
    "mismatch",
    "not-found",
    "wrong-identifier",
    "differs",
    "too-little",
    "out-of-scope",
    "verified",
]
"""The verdicts, the worst first."""
TROUBLE: Final[tuple[Kind, ...]] = get_args(Kind)
LABELS: Final[dict[Kind, str]] = {
    "other-work": "identifier of another work",
    "mismatch": "mismatch",
    "not-found": "not found in this index",
    "wrong-identifier": "wrong identifier",
    "differs": "differs",
    "too-little": "too little to tell",
    "out-of-scope": "outside of PubMed's scope",
    "verified": "verified",
}

EXACT: Final = 97
"""From so much of the title on, of 100, it is the same but for a slip."""
SAME: Final = 92
"""From so much on, it is the same title in another spelling."""
CLOSE: Final = 80
"""From so much on, it may be the same title, if first author, page and two more places agree."""
KNOWN: Final = 75
"""From so much on, a work that an identifier names is the one that is meant."""

BEGINNING: Final = 95
"""From so much of the part before the colon, or of the first letters, on, the title may be shortened, if author and place agree."""
PART: Final = 60
"""The least likeness of the two titles as wholes: of a title that has more words, the other is no part but by chance."""
WHOLE: Final = 85
"""From so much likeness on, no title has words that the other lacks."""
PLACES: Final = 4
"""Year, volume, page and journal."""

_OUTSIDE: Final = {
    "book": "a book",
    "chapter": "a chapter of a book",
    "webpage": "a web page",
    "post": "a web page",
    "post-weblog": "a web page",
    "patent": "a patent",
    "legislation": "a law",
    "legal_case": "a court's decision",
    "bill": "a law",
    "thesis": "a thesis",
    "report": "a report",
    "software": "software",
    "speech": "a talk",
    "dataset": "a data set",
    "standard": "a standard",
    "article-newspaper": "a newspaper's article",
    "article-magazine": "a magazine's article",
    "paper-conference": "a conference's paper",
    "motion_picture": "a film",
}
"""Type of a record → what few of PubMed's records are."""
_OUTSIDE_BY_WORDS: Final = {
    "a patent": re.compile(
        r"\b[Pp]atent(?: [Aa]pplication)?(?: [Nn]o\.?)?,? (?:[A-Z]{2} ?)?\d[\d,/]{4,}|\b(?:US|EP|WO) ?\d{4}[\d,/]{3,} ?[AB]\d\b"
    ),
    "a law": re.compile(
        r"\b(?:Directive|Regulation|Decision) (?:\(E[CU]\) )?(?:No\.? )?\d{1,4}/\d{2,4}\b|\bPub(?:lic|\.) L(?:aw|\.)(?: No\.)? \d|\bU\.?S\.?C\.? §"
    ),
}
"""Words of a reference that say so, where its type doesn't."""


class Match(Struct):
    """The work that a reference cites, as far as can be told."""

    kind: Kind
    evidence: Evidence
    differing: tuple[str, ...] = ()
    """The fields in which they differ."""


def is_same_work(found: Evidence, reference: Reference) -> bool:
    """Whether a work is the one cited, wherever they differ otherwise (rules 2 to 6)."""
    places = found.places
    if found.is_sibling and not (places == PLACES and found.first_author):
        return False
    if not _has_title(reference) and found.title < SAME:
        return places == PLACES and found.first_author is not False
    if found.title < EXACT and _is_identified(found, reference) is False:
        return False
    if found.title >= SAME and found.likeness >= PART:
        if found.is_short:
            is_whole = found.likeness >= EXACT and found.first_author and not found.contradicts
            return found.first_author is not False and places >= (2 if is_whole else 3)
        if found.first_author:
            return places >= 1 and not (found.page is False and places < 2)
        if found.first_author is None:
            return places >= 2
        return places >= 3 or (places >= 2 and found.any_author is True)
    if found.first_author and found.page and places >= 3:
        is_close = found.title >= CLOSE and found.likeness >= CLOSE
        return is_close or (found.beginning >= BEGINNING and places == PLACES)
    return False


def _has_title(reference: Reference) -> bool:
    """Whether a title is printed, as far as can be told."""
    if reference.is_read:
        return len(reference.title.text) >= 3
    names_and_place = 60
    return len(reference.letters) > names_and_place


def match(found: Evidence, reference: Reference) -> Match:
    """A work that is the one cited → whether all agrees."""
    differing = [
        name
        for name in ("authors", "year", "journal", "volume", "issue", "page")
        if getattr(found, name) is False
    ]
    if found.first_author is False and "authors" not in differing:
        differing.insert(0, "authors")
    if found.is_sibling or (_has_title(reference) and not has_title(found)):
        differing.insert(0, "title")
    agreeing = found.places + (found.places > 0 and _is_identified(found, reference) is True)
    if not differing and not (agreeing >= 2 and found.first_author is not False):
        differing.append("place")
    return Match("differs" if differing else "verified", found, tuple(differing))


def _is_identified(found: Evidence, reference: Reference) -> bool | None:
    """Whether an identifier is printed that is the work's own; None if none is, or the work has none of its kind."""
    own = {"PMID": found.work.PMID, "PMCID": found.work.PMCID, "DOI": found.work.DOI}
    compared = [(value, own[field]) for field, value in reference.identifiers.items() if own[field]]
    return any(is_same_identifier(*both) for both in compared) if compared else None


def is_meant(found: Evidence, reference: Reference) -> bool:
    """Whether the work that a printed identifier names is the one that is meant (rule 1)."""
    if found.is_sibling:
        return False
    if not _has_title(reference):
        return found.places >= 2 or found.first_author is True
    some = found.any_author is not False or found.first_author is not False
    is_whole = found.likeness >= EXACT and found.first_author and found.places >= 1
    return max(found.title, found.beginning if not found.is_short else 0) >= KNOWN and (
        (some and not found.is_short and (found.places >= 1 or found.title >= SAME))
        or found.places >= 2
        or is_whole is True
    )


def near_miss(nearest: Sequence[Evidence]) -> str:
    """What the nearest work has in common with a reference that isn't it (rule 7); ``""`` if that is little."""
    for found in nearest:
        if is_of_title(found):
            return "sibling" if found.is_sibling else "title"
        if found.journal and found.volume and found.page and found.year:
            return "place"
    return ""


def has_title(found: Evidence) -> bool:
    """Whether the title is printed as it is but for a slip, and nothing beside it."""
    return found.title >= EXACT and found.likeness >= WHOLE


def is_of_title(found: Evidence) -> bool:
    """Whether a work has the title that is printed."""
    return found.title >= SAME and found.likeness >= CLOSE and not found.is_short


def outside(reference: Reference) -> str:
    """What the reference is of, if that is nothing that PubMed has as a rule."""
    by_type = _OUTSIDE.get(reference.record.type, "")
    return by_type or next(
        (kind for kind, words in _OUTSIDE_BY_WORDS.items() if words.search(reference.text)), ""
    )


def says_little(reference: Reference) -> bool:
    """Whether there is neither a title nor a place to find a work by."""
    if not reference.is_read:
        return len(reference.letters) < SHORT
    place = reference.place
    has_place = place.volume and place.start and any(place.journals)
    return len(reference.title.text.replace(" ", "")) < 8 and not has_place

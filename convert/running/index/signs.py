"""A work, or the text of a reference → its signs: numbers by which one finds the other, however the reference is printed.

A sign is the CRC-32 of something that both have, in small letters without accents and spaces: the beginning of the title, what
stands before its colon, each pair of its four rarest words; or the place, as volume, page and year. So there is nothing to parse in a reference:
each part of it is tried as a title, and its numbers as a place. Two works that share a sign by chance are told apart when they are compared.
"""

import html
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations, islice
from typing import Final
from zlib import crc32

from convert.changes.duplicates.titles import fold
from convert.running.index.facts import Facts

_COMMON_WORDS = """
    about access activation activity acute adult adults advanced after against among analysis approach assessment associated association based before
    between blood brain cancer carcinoma cardiac care case cases cause cell cells challenge changes characterisation characteristics child children chronic
    clinical cohort combined community comparative comparison complex controlled control coronary current data delivery design detection development
    diagnosis diagnostic different disease disorders diseases dose drug during effect effects efficacy electron evaluation evidence experience exposure
    expression factor factors first following formation from function functional gene genes genetic group growth health heart high hospital human
    identification imaging impact implications increased induced induction infection infections influence inhibition injury insights interaction
    international intervention into investigation large letter level levels light liver long lung male management mechanism mechanisms mediated medical
    meta method methods mice model models molecular more mouse multiple national natural negative network new normal novel older online outcome outcomes
    overview pain patient patients performance peripheral perspective phase pilot plasma population positive potential practice prediction presence
    prevalence primary production profile prognosis program properties protein proteins quality randomised rapid rate rats receptor reduced regulation
    related relationship report research resistance response responses results review risk role safety science secondary sequence serum severe short
    signaling single specific stage status structure studies study surgery survey survival syndrome synthesis system systematic systems techniques
    technique test testing their therapeutic therapy through time tissue tool toward transfer treatment trial tumor type under update upon using value
    versus virus water weight when with within without women work year years young
"""
COMMON: Final = frozenset(_COMMON_WORDS.split())
"""Words that are frequent in titles; all others count as rarer, the longest first."""

START: Final = 36
"""So many letters are the beginning of a title."""
_MAIN: Final = 80
"""A colon behind so many signs parts off a beginning that is found anyway."""
SHORTEST: Final = 12
"""The fewest letters by which a title is found."""
RAREST: Final = 4
"""So many words of a work's title make pairs."""
_ASKED: Final = 8
"""So many words of a part of a reference make pairs."""
_LONGEST_PARTS: Final = 3
_MOST_STARTS: Final = 60
_MOST_NUMBERS: Final = 16
_SUBTITLE: Final = re.compile(r"[:.?!–—;]\s| - |--")
_PART: Final = re.compile(
    r"(?<=[.?!:;)\]])\s+|(?<!\s)\s*+[“”\"«»„]\s*|(?<=[\s(])['‘]|['’](?=[,.\s]|$)|\s[–—-]\s|(?<=\D),\s(?=[^\W\d_a-z]\w)|\n"
)
"""Where a part of a reference may begin."""
_IDENTIFIERS: Final = re.compile(
    r"https?://\S+|\bdoi\b:?\s*(?:10\.|www)\S+|\bpmid\b:?\s*\d+|\b10\.\d{4,9}/\S+|\b(?:pmcid\b:?\s*)?PMC\d+",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(r"[A-Za-z]{0,4}\d+")
_YEAR: Final = re.compile(r"(?:1[6-9]|20)\d\d")
_DASHES: Final = str.maketrans("‐‑‒–—−", "------")


def _sign(text: str) -> int:
    return crc32(text.encode())


def without_identifiers(text: str) -> str:
    """A reference without addresses and identifiers, whose digits look like places."""
    return _IDENTIFIERS.sub(" ", text)


def first_page(page: str) -> str:
    """The first page, or the article number, as it is compared: ``e12`` of ``E012-E20``.

    >>> first_page("E012-E20"), first_page("445-53"), first_page("in press")
    ('e12', '445', '')
    """
    found = _NUMBER.search(page)
    return normal(found[0]) if found else ""


def normal(number: str) -> str:
    """A number with its letters in one spelling: ``S007`` → ``s7``."""
    letters = number.rstrip("0123456789")
    return letters.lower() + (number[len(letters) :].lstrip("0") or "0")


def rare_words(folded: str, count: int) -> list[str]:
    """The rarest words of a title, as far as their looks tell.

    >>> rare_words("treatment of amyotrophic lateral sclerosis in wards", 3)
    ['amyotrophic', 'sclerosis', 'lateral']
    """
    words = {word for word in folded.split() if len(word) > 3}
    return sorted(words, key=lambda word: (word in COMMON, -len(word), word))[:count]


def _pairs(folded: str, count: int) -> Iterator[int]:
    for one, other in combinations(sorted(rare_words(folded, count)), 2):
        yield _sign(f"{one} {other}")


# --- of a work ----------------------------------------------------------------------------------------------------


def signs_of(facts: Facts) -> list[int]:
    """The signs of a work, about ten."""
    found: set[int] = set()
    for title in (facts.title, facts.original_title):
        if title:
            found.update(_signs_of_title(title))
    if (page := first_page(facts.page)) and facts.year:
        place = f"{page} {facts.year}"
        found.add(_sign(f"{normal(facts.volume)} {place}" if facts.volume.isalnum() else f"- {place}"))
        found.add(_sign(f"j {_letters(facts.abbreviation or facts.journal)} {place}"))
        if facts.authors:
            found.add(_sign(f"a {_letters(facts.authors[0])} {place}"))
    elif facts.volume and facts.year:
        found.add(
            _sign(f"j {_letters(facts.abbreviation or facts.journal)} {normal(facts.volume)} {facts.year}")
        )
    return sorted(found)


def _signs_of_title(title: str) -> Iterator[int]:
    folded = fold(html.unescape(title) if "&" in title else title)
    letters = folded.replace(" ", "")
    if len(letters) >= SHORTEST:
        yield _sign(letters[:START])
    subtitle = _SUBTITLE.search(title, 0, _MAIN)
    main = fold(title[: subtitle.start()]).replace(" ", "") if subtitle else ""
    if SHORTEST <= len(main) < START:
        yield _sign(main)
    yield from _pairs(folded, RAREST)


@lru_cache(maxsize=20_000)
def _letters(text: str) -> str:
    return fold(text).replace(" ", "")


# --- of a reference -----------------------------------------------------------------------------------------------


def signs_in(text: str, title: str = "") -> set[int]:
    """What may be a sign of the work that a reference cites; ``title``: what was read as its title."""
    text = without_identifiers(html.unescape(text)).translate(_DASHES)
    parts = [folded for part in _PART.split(text) if part and (folded := fold(part))]
    found = set(islice(_starts(parts), _MOST_STARTS * 4))
    for part in sorted(parts, key=len, reverse=True)[:_LONGEST_PARTS]:
        found.update(_pairs(part, _ASKED))
    if title:
        found.update(_signs_of_title(title))
        found.update(_pairs(fold(html.unescape(title)), _ASKED))
    found.update(_places(text, parts))
    return found


def _starts(parts: list[str]) -> Iterator[int]:
    """What begins with a part: as many letters as a title's beginning has, or fewer where a part ends."""
    for first in range(min(len(parts), _MOST_STARTS)):
        letters = ""
        for part in parts[first:]:
            letters += part.replace(" ", "")
            if len(letters) >= SHORTEST:
                yield _sign(letters[:START])
            if len(letters) >= START:
                break


def _places(text: str, parts: list[str]) -> Iterator[int]:
    numbers = [normal(found) for found in _NUMBER.findall(text)]
    years = list(dict.fromkeys(number for number in numbers if _YEAR.fullmatch(number)))[:2]
    journals = list(
        dict.fromkeys(re.sub(r"\d.*", "", part).replace(" ", "") for part in parts if len(part) < 80)
    )
    words = [word for word in fold(text[:60]).split() if len(word) > 1][:3]
    for year in years:
        rest = [number for number in numbers if number != year][-_MOST_NUMBERS:]
        for place, number in enumerate(rest):
            for page in rest[place + 1 : place + 3]:
                yield _sign(f"{number} {page} {year}")
            yield _sign(f"- {number} {year}")
            for journal in journals[-12:]:
                yield _sign(f"j {journal} {number} {year}")
            for word in words:
                yield _sign(f"a {word} {number} {year}")

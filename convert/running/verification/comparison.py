"""A reference and a work → the evidence that it is the one cited, field by field.

The title is sought in the letters of the whole reference, names and numbers among its words: that takes no grammar of any style. What was
read as a field is used to tell another value from none. Nothing here decides: ``rules`` does.
"""

import re
from typing import Final

from msgspec import Struct
from rapidfuzz import fuzz

from convert.changes.duplicates import titles
from convert.changes.duplicates.titles import fold
from convert.model.pages import complete_pages
from convert.model.record import Name
from convert.running.index.facts import MOST_AUTHORS
from convert.running.index.library import Work
from convert.running.index.signs import SHORTEST, first_page, normal
from convert.running.verification import journals
from convert.running.verification.references import Reference, fold_title, parse_title, plain_title

ALIKE: Final = 85
"""The least similarity, of 100, of two spellings of a family name."""
NUMBER_COST: Final = 8
"""What a number of the title costs that the reference lacks: *part II*."""
SHORT: Final = 25
"""A title of fewer letters is in many texts."""
_BEGINNING: Final = 45
_MAIN: Final = re.compile(r"[:.?!–—;]\s| - ")
_NUMERAL: Final = re.compile(r"\b(?:\d+|i{1,3}|iv|vi{0,3}|ix)\b")
_YEAR: Final = re.compile(r"(?:1[6-9]|20)\d\d")


class Evidence(Struct, gc=False):
    """How a reference and a work agree: True, False, or None where one of them doesn't say."""

    work: Work
    title: float
    """How much of the work's title is in the reference, of 100."""
    beginning: float
    """The same of what stands before its colon, or of its first letters."""
    likeness: float
    """How alike the title and the one that was read are, as wholes; 100 if none was read."""
    is_short: bool
    """Whether the title alone says little."""
    is_sibling: bool
    """Whether one of the two is an erratum, a reply or the like, or their numbers differ, and not the other."""
    first_author: bool | None
    any_author: bool | None
    authors: bool | None
    """All that the reference names, in their order."""
    year: bool | None
    volume: bool | None
    issue: bool | None
    page: bool | None
    journal: bool | None

    @property
    def places(self) -> int:
        """How many of year, volume, page and journal agree."""
        return sum(value is True for value in (self.year, self.volume, self.page, self.journal))

    @property
    def contradicts(self) -> bool:
        """Whether any of these four differs."""
        return any(value is False for value in (self.year, self.volume, self.page, self.journal))

    @property
    def rank(self) -> float:
        """The higher, the nearer."""
        people = 12 * (self.first_author is True) + 6 * (self.any_author is True)
        title = max(self.title, self.beginning - 5) + self.likeness / 10
        return title + people + 8 * self.places - 25 * self.is_sibling


def compare(reference: Reference, work: Work) -> Evidence:
    """Compare a reference with a work."""
    facts = work.facts
    title, beginning, letters = _title(reference, work)
    numbers = _Numbers(reference, work)
    year = numbers.take(str(facts.year)) or (facts.online_year > 0 and numbers.take(str(facts.online_year)))
    volume = numbers.take(first_page(facts.volume))
    page = numbers.take(first_page(facts.page))
    issue = numbers.take(first_page(facts.issue))
    record = reference.record
    first, some, every = _authors(reference, work)
    printed_issue = record.issue if record.issue != str(facts.year) else ""  # of a volume 86 (2016)
    has_year = any(map(_YEAR.fullmatch, reference.numbers))
    return Evidence(
        work,
        title,
        beginning,
        _likeness(reference, work),
        letters < SHORT,
        _is_sibling(reference, work),
        first,
        some,
        every,
        _told(year, facts.year, has_year),
        _told(
            volume or _is_word(facts.volume, record.volume),
            facts.volume,
            record.volume if reference.is_read else numbers.rest,
        ),
        _told(issue or _is_word(facts.issue, record.issue), first_page(facts.issue), printed_issue),
        _told(
            page and _ends_alike(reference, facts.page),
            first_page(facts.page),
            _has_number(record.page or record.number or record.location_id)
            if reference.is_read
            else numbers.rest,
        ),
        journals.agrees(reference, work),
    )


def _has_number(page: str) -> bool:
    """Whether what stands for a page is one, and not ``Forthcoming``."""
    return re.search(r"\d|^[ivxlc]+\b", page) is not None


def _is_word(one: str, other: str) -> bool:
    """Whether two volumes or issues without a number are one: ``PP``, ``Suppl``."""
    return bool(one) and not first_page(one) and fold(one) == fold(other)


def _told(is_same: bool, of_work: object, of_reference: object) -> bool | None:
    """True if a value is found; False if the reference has another one; None if either has none."""
    if not of_work:
        return None
    return True if is_same else False if of_reference else None


class _Numbers:
    """The numbers of a reference but for those of its title; each is taken once."""

    def __init__(self, reference: Reference, work: Work) -> None:
        self._left = list(reference.numbers)
        for number in _numbers(plain_title(work.facts.title)):
            self.take(number)
        self._of_journal = {*_numbers(work.facts.journal), *_numbers(work.facts.abbreviation)}

    def take(self, number: str) -> bool:
        """Whether this number is left; it isn't any more."""
        if not number or number not in self._left:
            return False
        self._left.remove(number)
        return True

    @property
    def rest(self) -> bool:
        """Whether others are left that aren't the journal's: ``G3 (Bethesda)``."""
        return not self._of_journal.issuperset(self._left)


def _numbers(text: str) -> list[str]:
    return [normal(number) for number in re.findall(r"[A-Za-z]{0,4}\d+", text)]


def _last_number(page: str) -> str:
    """``18`` of ``6S18``."""
    numbers: list[str] = re.findall(r"\d+", page)
    return numbers[-1].lstrip("0") if numbers else ""


def _ends_alike(reference: Reference, page: str) -> bool:
    """Whether the last pages agree, where both say them; one may be elided: ``2591S-5S``."""
    mine, theirs = (
        complete_pages(text).replace(";", ",").split(",")[0].split("-")
        for text in (reference.record.page, page)
    )
    if len(mine) != 2 or len(theirs) != 2:
        return True
    shorter, longer = sorted((_last_number(text) for text in (mine[1], theirs[1])), key=len)
    return longer.endswith(shorter) if len(shorter) < len(longer) else shorter == longer


# --- titles -----------------------------------------------------------------------------------------------------


def _title(reference: Reference, work: Work) -> tuple[float, float, int]:
    """How much of the title is in the reference, of its beginning, and how many letters it has."""
    best = (0.0, 0.0, 0)
    printed = {_letters(text) for text in (reference.title.text, fold(reference.record.title))}
    for title in (work.facts.title, work.facts.original_title):
        folded = fold_title(title)
        letters = folded.replace(" ", "")
        if len(letters) < 2 or not reference.letters:
            continue
        whole = _within(letters, reference.letters)
        missing = set(_NUMERAL.findall(folded)) - set(reference.words)
        whole -= NUMBER_COST * sum(number not in reference.letters for number in missing)
        main = fold(_MAIN.split(title, maxsplit=1)[0]).replace(" ", "")
        beginning = _within(letters[:_BEGINNING], reference.letters) if len(letters) > _BEGINNING else whole
        if any(len(text) >= SHORTEST and letters.startswith(text) for text in printed):
            beginning = 100.0  # cut
        if SHORTEST <= len(main) < len(letters):
            beginning = max(beginning, _within(main, reference.letters))
        best = max(best, (whole, beginning, len(letters)))
    return best


def _is_read_wrongly(reference: Reference, work: Work) -> bool:
    """Whether the whole title is printed, and what was read as the title is a part of it, or has a part of the journal behind it."""
    letters, read = _letters(fold_title(work.facts.title)), _letters(fold(reference.record.title))
    if letters not in reference.letters:
        return False
    names = (_letters(fold(name)) for name in (work.facts.abbreviation, work.facts.journal) if name)
    return read in letters or (
        read.startswith(letters) and any(letters + name in reference.letters for name in names)
    )


def _likeness(reference: Reference, work: Work) -> float:
    """How alike the titles are as wholes, with what says that a work is a reply and the like, or without it."""
    if not reference.title.text or _is_read_wrongly(reference, work):
        return 100.0
    record, facts = reference.record, work.facts
    printed, known = (
        {_letters(text) for title in both if title for text in (fold(title), *_texts(title))}
        for both in ((record.title, record.original_title), (facts.title, facts.original_title))
    )
    known.add(_letters(fold_title(facts.title)))
    if printed & known:
        return 100.0
    if ". " in record.title:  # names that were taken for a part of the title
        printed.add(_letters(fold(record.title.rpartition(". ")[2])))
    return max((fuzz.ratio(one, other) for one in printed for other in known), default=100.0)


def _texts(title: str) -> tuple[str, ...]:
    parsed = parse_title(title)
    return parsed.text, *parsed.others


def _letters(folded: str) -> str:
    return folded.replace(" ", "")


def _within(letters: str, text: str) -> float:
    """How much of some letters is in a text; a text that is shorter can't have all of them."""
    if letters in text:
        return 100.0
    if len(letters) > len(text):
        return fuzz.ratio(letters, text)
    return fuzz.partial_ratio(letters, text)


def _is_sibling(reference: Reference, work: Work) -> bool:
    """Whether one is an erratum, a reply or the like, and the other not; or the one title has a number that the other lacks."""
    theirs = parse_title(work.facts.title)
    if theirs.kind and _letters(fold_title(work.facts.title)) in reference.letters:
        return False
    if reference.title.text and _is_read_wrongly(reference, work):
        return False
    if not reference.title.text:
        return bool(theirs.kind) and not any(
            word in reference.letters for word in _KIND_WORDS.get(theirs.kind, (_letters(theirs.kind),))
        )
    if reference.title.kind != theirs.kind:
        return True
    mine, other = (set(_NUMERAL.findall(title.text)) for title in (reference.title, theirs))
    return titles.compare(reference.title, theirs).level == titles.REPLACED and mine != other


_KIND_WORDS: Final = {
    "correction": ("errat", "correct", "corrig", "addend"),
    "retraction": ("retract", "concern"),
    "reply": ("reply", "repl", "response", "rejoinder"),
    "comment": ("comment", "letter", "re", "editorial"),
    "supplement": ("suppl", "data", "additional"),
}
"""Kind of a title → how a reference says so."""


# --- people ----------------------------------------------------------------------------------------


def _authors(reference: Reference, work: Work) -> tuple[bool | None, bool | None, bool | None]:
    """Whether the first author, any of the first three, and all that are named agree."""
    theirs = [*map(fold, work.facts.authors)]
    if not theirs:
        return None, None, None
    found = [_is_printed(name, reference) for name in work.facts.authors[:3]]
    some, first = any(found), found[0]
    if not reference.authors:
        return (
            (first, some, None if first else False)
            if not reference.is_read
            else (first or None, some or None, None)
        )
    if first and not (_is_name(reference.authors[0], theirs[0]) or _begins_with(theirs[0], reference)):
        first = not any(_is_name(reference.authors[0], name) for name in theirs[1:])
        first = first and not _looks_like_name(reference)
    return first, some, first and _all_named(reference, theirs, work.facts.author_count)


def _looks_like_name(reference: Reference) -> bool:
    """Whether what was read as the first author is a person."""
    name = reference.record.author[0]
    return bool(name.family and (name.initials or name.given))


def _begins_with(name: str, reference: Reference) -> bool:
    """Whether the first word of a reference, but for initials, is of this name."""
    first = next((word for word in reference.words if len(word) > 2), "")
    return bool(first) and first in name and 2 * len(first) >= len(name)


def _all_named(reference: Reference, theirs: list[str], count: int) -> bool:
    """Whether each author that the reference names is one of the work's, in their order."""
    is_shortened = len(theirs) < count
    printed = [*zip(reference.authors, reference.record.author, strict=False)]
    compared = len(theirs) - 1 if is_shortened else MOST_AUTHORS  # the last may be any of those left out
    mine = [
        (name, person.initials.lower())
        for name, person in printed[:compared]
        if person.family and not _is_initials(name) and not _is_lower(person)
    ]
    place, text = 0, f" {' '.join(reference.words)} "
    for name, initials in mine[_begins_with(theirs[0], reference) :]:
        after = next(
            (
                at
                for at in range(place, len(theirs))
                if _is_name(name, theirs[at])
                or _letters(theirs[at]) == initials
                or (theirs[at].endswith(f" {name}") and f" {theirs[at]} " in text)
            ),
            None,
        )
        if after is not None:
            place = after + 1
        elif not (_is_part_of_group(name, theirs[:place]) or (place and _ODD.search(theirs[place - 1]))):
            return False
    return count + sum(map(bool, map(_ODD.search, theirs))) >= sum(
        not (
            _is_initials(name)
            or _is_lower(person)
            or _is_part_of_group(name, theirs)
            or (is_shortened and person.literal)
        )
        for name, person in printed
    )


def _is_lower(name: Name) -> bool:
    """Whether a person is none, but a word of small letters among the initials of another: ``Jeong, I. cheol``, ``Wang, de Y.``."""
    return name.family.islower() and not name.given


_ODD: Final = re.compile(r" \w$")
"""Of family names: ``Poe L``, whose given name is read as another person, ``Poe L, Ana``."""


def _is_part_of_group(name: str, groups: list[str]) -> bool:
    """Whether a name is a part of a group's, which was read as several names: ``Centre for Coins, Research and Care``."""
    return any(group.count(" ") > 2 and f" {name} " in f" {group} " and name != group for group in groups)


def _is_initials(name: str) -> bool:
    """Whether a family name is none, but what was left of one: ``m a``."""
    return all(len(word) < 2 for word in name.split())


def _is_name(one: str, other: str) -> bool:
    """Whether two family names are one, in another spelling, without a particle, or one of two."""
    letters, others = _letters(one), _letters(other)
    if letters == others:
        return True
    if min(len(letters), len(others)) < 3:
        return False
    if (
        letters.startswith(others)
        or letters.endswith(others)
        or others.startswith(letters)
        or others.endswith(letters)
    ):
        return True
    shared = set(one.split()) & set(other.split())
    return any(len(word) > 3 for word in shared) or fuzz.ratio(letters, others) >= ALIKE


_PARTICLES: Final = frozenset({"van", "von", "der", "den", "del", "dos", "das", "ter", "ten", "ben"})


def _is_printed(family: str, reference: Reference) -> bool:
    """Whether a family name is among the words, with its particle or without it."""
    folded = fold(family)
    name = folded.replace(" ", "")
    if (len(name) > 4 and name in reference.letters) or f" {folded} " in f" {' '.join(reference.words)} ":
        return True
    names = [name, *(word for word in folded.split() if len(word) > 2 and word not in _PARTICLES)]
    return any(
        word == each or (min(len(word), len(each)) > 3 and fuzz.ratio(word, each) >= ALIKE)
        for word in reference.words
        for each in names
    )

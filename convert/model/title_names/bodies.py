"""Names of societies and the like in titles in title case, which their form tells: ``American Thoracic Society``, ``College of Physicians``."""

import re

from convert.model.text.proper_names import BEFORE_NAMES, NAMES

_OF_ANY = frozenset(
    ("Academy", "College", "Council", "Federation", "Institute", "Institutes", "Ministry", "Society")
)
"""What begins a name before ``of``, ``for`` or ``on``, whatever stands before it."""
_OF_WIDE = (
    """Association Board Commission Committee Confederation Foundation Organisation Organization Union"""
)
"""What is a name after ``International`` and the like alone: ``association of`` is in many titles."""
BODIES = _OF_ANY | frozenset(_OF_WIDE.split())
_STOPS = """Analysis Annual Appropriate Appropriateness Approach Case Classification Cohort Collaborative Conference Congress Consensus
    Criteria Database Data Definition Definitions Delphi Evidence Executive Expert Experience Fellows Grading Guidance Guideline
    Guidelines Initiative Joint Level Meeting Meetings Member Members Nomenclature Policy Position Practice Recommendation
    Recommendations Registry Report Residency Resolution Review Risk Score Scientific Staging Standard Standards Statement Statements
    Student Students Survey System Systematic Systems Task Technical Trial Trials Update Updated White Working"""
_NO_PART = frozenset(_STOPS.split())
"""What follows a name and belongs to it no more."""
_DISCIPLINES = """logy ists ians eons gery stry atry cine ers ors ics eases sion sis alth auma"""
_ENDS = tuple(_DISCIPLINES.split())
"""The ends of disciplines and professions, after which nothing follows that belongs to the name: ``College of Radiology Imaging``."""
_WIDE = NAMES | BEFORE_NAMES | {"International", "National", "World", "Royal", "Federal", "US", "UK"}
"""What a name begins with that says for whom a body is."""
_PLAIN = """Ageing Aging Civil Clinical Community Contemporary Ethics Genetic Genome Human Junior Modern Primary Public Review Western Wide"""
_NO_BODIES = frozenset(_PLAIN.split())
"""What stands before such words where they are no names: ``Modern Society``, ``Community College``."""
_SMALL = """study studies student students analysis analyses graduates athletes test tests of between with in for"""
_AFTER_NO_BODY = frozenset(_SMALL.split())
_ARTICLES = ("A", "An", "The", "the")
_FIELDS = ("Education", "Emergency", "Healthcare", "Medicine")
"""What a body may be ``in``."""
_TOKEN = re.compile(r"[\w'’-]+|[^\w\s]")
_NECK = ["Head", "and", "Neck"]
_MOST_BEFORE, _MOST_JOINED = 5, 3


def bodies(title: str) -> list[tuple[int, int]]:
    """The names of societies and the like, as beginnings and ends.

    >>> def show(title):
    ...     return [title[start:end] for start, end in bodies(title)]
    >>> show("Coins: American Society of Old Coins/College of Swiss Coin Makers Clinical Practice Guideline")
    ['American Society of Old Coins', 'College of Swiss Coin Makers']
    >>> show("Updated International Association for the Study of Coin Loss Criteria, and the European Coin Association")
    ['International Association for the Study of Coin Loss', 'European Coin Association']
    >>> show("Association of Coins With Modern Society: A Coin Loss Society Guideline for American College Students")
    ['Coin Loss Society']
    >>> show("Society of Coins, Stamps, and Seals and the Old Society for Head and Neck Coins in Medicine")
    ['Society of Coins, Stamps, and Seals', 'Old Society for Head and Neck Coins in Medicine']
    """
    tokens = list(_TOKEN.finditer(title))
    words = [token[0] for token in tokens]
    found = []
    for place, word in enumerate(words):
        if word in BODIES and (span := _body(words, place)) is not None:
            found.append((tokens[span[0]].start(), tokens[span[1] - 1].end()))
    return found


def _body(words: list[str], place: int) -> tuple[int, int] | None:
    """The first word of the name that a body has, and the one behind its last."""
    start = place
    while start and place - start < _MOST_BEFORE and _is_part(words, start - 1):
        start -= 1
    while words[start] == "and":
        start += 1
    end = _end(words, place + 1)
    has_of, before = end > place + 1, words[start:place]
    wide = next((start + at for at, word in enumerate(before) if word.partition("-")[0] in _WIDE), None)
    if wide is not None:
        stands_alone = wide < place - 1 and before[-1].rpartition("-")[2] not in _NO_BODIES
        is_name = has_of or (stands_alone and " ".join(words[end : end + 1]).lower() not in _AFTER_NO_BODY)
        return (wide, end) if is_name else None
    has_article = start > 0 and words[start - 1] in _ARTICLES
    if has_of:
        is_name = words[place] in _OF_ANY or (words[place], words[place + 1]) == ("Association", "for")
        return (start if has_article else place, end) if is_name else None
    is_society = words[place] in ("Academy", "Society") and start < place and before[-1] not in _NO_BODIES
    return (start, end) if is_society and (has_article or words[start - 1] in (",", "/")) else None


def _is_part(words: list[str], at: int) -> bool:
    """Whether a word may belong to a name that ends with a body."""
    if words[at] in _ARTICLES:
        return False
    return words[at][0].isupper() or (words[at] == "and" and at > 0 and words[at - 1][0].isupper())


def _end(words: list[str], at: int) -> int:
    """The word behind the last one that a name has behind ``Society`` and the like."""
    end = at
    while (follows := _next_part(words, at, end)) > end:
        end = follows
    if end == at:
        return end
    end = _joined(words, end)
    while words[end : end + 1] == ["in"] and words[end + 1 : end + 2] and words[end + 1] in _FIELDS:
        end += 3 if words[end + 1] == "Emergency" else 2
    return end


def _next_part(words: list[str], start: int, end: int) -> int:
    """Where the next part of a name ends: ``of the Study``, ``Cancer``, ``Head and Neck``; the same place if there is none."""
    at = end
    if words[at : at + 1] and words[at] in (("of", "for", "on") if at == start else ("of",)):
        at += 2 if words[at + 1 : at + 2] == ["the"] else 1
    elif at == start or words[at - 1].endswith(_ENDS):
        return end
    if words[at : at + 3] == _NECK:
        return at + 3
    return at + 1 if _is_inside(words, at) else end


def _is_inside(words: list[str], at: int) -> bool:
    """Whether a word may belong to a name."""
    if at >= len(words) or not words[at][0].isupper():
        return False
    if words[at] == "Clinical":
        return words[at + 1 : at + 2] != ["Practice"]
    return words[at] not in _NO_PART and not (words[at] == "Study" and words[at + 1 : at + 2] != ["of"])


def _joined(words: list[str], start: int) -> int:
    """Where what ``and`` joins to a name ends: ``Gastroenterology, Hepatology, and Nutrition``; the same place if it begins another one."""
    at, last = start, start
    while words[at : at + 1] and words[at] in (",", "and", "&"):
        is_last = words[at] != "," or words[at + 1 : at + 2] == ["and"]
        at += 2 if words[at] == "," and is_last else 1
        at += words[at : at + 1] == ["the"]
        first = at
        while (
            at - first < _MOST_JOINED
            and _is_inside(words, at)
            and not (at > first and words[at - 1].endswith(_ENDS))
        ):
            at += 1
        if words[at : at + 1] == ["of"] and _is_inside(words, at + 1):
            at += 2
        if at == first or not (_WIDE | BODIES).isdisjoint(words[first:at]):
            return last
        if is_last:
            return at if words[at - 1].endswith(_ENDS) or not _is_inside(words, at) else last
    return last

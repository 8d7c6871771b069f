"""What a running text tells of a word: whether it stands there, and with which letters amid a sentence."""

import re


def is_genus(text: str, genus: str, epithet: str) -> bool:
    """Whether a text has a genus and species amid a sentence, where a title has capitals at both."""
    place = text.find(f"{genus} {epithet}")
    before = text[max(place - 2, 0) : place].strip()
    return place > 0 and (before.endswith(("(", ",")) or before[-1:].islower())


def has_word(text: str, word: str, *, begins: bool = False) -> bool:
    """Whether a text has a word that stands alone, or that another one ``begins`` with."""
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        if not text[start - 1 : start].isalnum() and (begins or not text[end : end + 1].isalnum()):
            return True
        start = text.find(word, end)
    return False


def is_amid_sentence(word: str, text: str) -> bool:
    """Whether a text has a word with small ones beside it, alone or in a compound: ``the Diels-Alder reaction``."""
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        while start and (text[start - 1].isalnum() or text[start - 1] in _JOINTS):
            start -= 1
        compound = _COMPOUND.match(text, start)
        if (
            compound is not None
            and word in _PARTS.split(compound[0])
            and _is_beside_small_word(text, start, compound.end())
        ):
            return True
        start = text.find(word, end)
    return False


_BEFORE_PLACE = re.compile(r" (?:at|from|in|near) (?:[A-Z]\w+ \([^()]{1,8}\)(?:,? and |, ))*\Z")
_BEFORE_NAME = ("Dr", "Dr.", "Professor", "2D", "3D")
_JOINTS = "-/–"
_QUOTES = {"'": "'", "‘": "’"}
"""What is around a cultivar's name: ``Malus 'Alba'``."""
_PARTS = re.compile(f"[{_JOINTS}]")
_COMPOUND = re.compile(rf"[^\W_]+(?:'s)?(?:[{_JOINTS}][^\W_]+)*")


def _is_beside_small_word(text: str, start: int, end: int) -> bool:
    """Whether small words, or the marks of a sentence, are on both sides of a part of a text.

    Words in a row of capitalised ones are no proof: ``Chronic Obstructive Pulmonary Disease (COPD)``; a place is one: ``from Oldham (OH)``.
    """
    following, opening = text[end : end + 2], text[start - 1 : start]
    if following == " (" and _BEFORE_PLACE.search(text, max(start - 80, 0), start):
        return True
    if opening in _QUOTES and following[:1] in _QUOTES.values():
        return _QUOTES[opening] == following[:1]
    if not (
        following[:1] in tuple("'’,.);")
        or (following[:1] == " " and (following[1:] in _QUOTES or following[1:].islower()))
    ):
        return False
    if opening == "(":
        return True
    before = text[:start].rstrip(" ").rpartition(" ")[2]
    if before.endswith(","):
        before = before[:-1].lower()  # an enumeration
    return (before.islower() and before.isalpha()) or before in _BEFORE_NAME or before.isdecimal()

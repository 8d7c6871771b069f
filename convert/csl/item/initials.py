"""Given names → initials (CSL 1.0.2, "Name", ``initialize-with``)."""

import re

from convert.csl.text.marks import CLOSE, MARK_CLASS, plain

_WORDS = re.compile(r"([\s\u00a0]*-[\s\u00a0]*|[\s\u00a0]*)((?:[^\s\u00a0.-])+)(\.?)")


def initialize(given: str, join: str, *, hyphen: bool = True, names_too: bool = True) -> str:
    """Given names → initials. A word that ends in a period, or has a single letter, already is one.

    Args:
        given: the given names.
        join: text after each initial (``initialize-with``).
        hyphen: keep the hyphen of a compound name (``initialize-with-hyphen``).
        names_too: False (``initialize="false"``) only formats the initials already there.

    >>> initialize("Jean-Luc Paul", ". "), initialize("John Q", ""), initialize("J.P. Xavier", ".", names_too=False)
    ('J.-L. P.', 'JQ', 'J.P. Xavier')
    """
    result = ""
    after_word = False
    for before, word, period in _WORDS.findall(given):
        dashed = "-" in before and bool(result)
        already = bool(period) or len(plain(word)) <= 1
        shortened = not already and names_too and _can_start(word)
        if not (already or shortened) and dashed and names_too:
            continue  # the lower-case second part of a compound name: Guo-ping
        initial = already or shortened
        if dashed:
            apart = " " if join.endswith(" ") else ""
            result = result.rstrip(" ") + ("-" if hyphen or not initial else apart)
        elif result and (after_word or not initial):
            result = result.rstrip(" ") + " "
        result += _with_join(_initial(word) if shortened else word, join) if initial else word
        after_word = not initial
    return result.strip(" ")


def _can_start(word: str) -> bool:
    """Whether a word can be shortened to an initial: it starts with no lower-case letter."""
    first = plain(word)[:1]
    return first.upper() == first


def _initial(word: str) -> str:
    """The initial of a word: its first letter, or a digraph in capitals (``TSerendorj`` → ``Ts``).

    >>> _initial("TSerendorj"), _initial("ME"), _initial("Chen")
    ('Ts', 'M', 'C')
    """
    marks = re.match(rf"[{MARK_CLASS}]*", word)
    start = marks[0] if marks else ""
    letters = word[len(start) :]
    first = (
        letters[0] + letters[1].lower()
        if re.match(r"[^\W\d_a-z]{2}[a-z]", letters) and letters[:2].isupper()
        else letters[0]
    )
    return start + first + CLOSE * (len(start) if word.endswith(CLOSE) else 0)


def _with_join(word: str, join: str) -> str:
    """An initial with the text that follows it, inside the word's formatting."""
    bare = word.rstrip(CLOSE)
    return bare + join.rstrip(" ") + word[len(bare) :] + (" " if join.endswith(" ") else "")

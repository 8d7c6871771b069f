"""Text case of marked text (CSL 1.0.2, "Text-case", "Title Case Conversion")."""

import re
from collections.abc import Callable

from convert.csl.markup import ANY_MARK, CLOSE, INNER_QUOTE, MARK_CLASS, NOCASE, QUOTE, SUB, SUP

_KEPT_LOWER = frozenset(
    """a about above across afore after against al along alongside amid amidst among amongst anenst an and apropos apud
    around as aside astride at athwart atop barring before behind below beneath beside besides between beyond but by
    circa despite d' de down during et except for forenenst from given in inside into lest like modulo near next nor
    notwithstanding of off on onto or out over per plus pro qua sans since so than the through throughout thru thruout
    till to toward towards under underneath until unto up upon versus via vis-à-vis von van v v. vs vs. with within without
    yet""".split()
)
_TOKEN = re.compile(f"[{MARK_CLASS}]|[^{MARK_CLASS}]+")
_WORD = re.compile(r"[^\s\u00a0\u200b–—/-]+|-|[\s\u00a0\u200b–—/]+")
_STARTS_AFTER = tuple(":?!.")
_INNER_CAPITAL = re.compile(r"\W*[a-z]+[A-Z]")
_SENTENCE_START = re.compile(r"\W*\w+")
_LETTER = re.compile(r"[^\W\d_]")


def _map_text(marked: str, change: Callable[[str], str]) -> str:
    """Apply a function to each stretch of text, leaving marks and ``nocase`` spans alone."""
    if not ANY_MARK.search(marked):
        return change(marked)
    pieces, protected = [], []
    for token in _TOKEN.findall(marked):
        if token == CLOSE:
            if protected:
                protected.pop()
        elif ANY_MARK.match(token):
            protected.append(token == NOCASE)
        elif not any(protected):
            pieces.append(change(token))
            continue
        pieces.append(token)
    return "".join(pieces)


def _first_letter(text: str) -> str:
    """Capitalise the first letter, past opening punctuation.

    >>> _first_letter("“in situ”")
    '“In situ”'
    """
    found = re.search(r"\w", text)
    if not found:
        return text
    at = found.start()
    return text[:at] + _upper(text[at]) + text[at + 1 :]


def _upper(character: str) -> str:
    return character if character == "ß" else character.upper()


def capitalize_first(marked: str, *, whole: bool = False) -> str:
    """Capitalise the first letter of the first word, unless it has a capital within and ``whole`` is false.

    >>> capitalize_first("ibid. at 3"), capitalize_first("bioRxiv")
    ('Ibid. at 3', 'bioRxiv')
    """
    done = False

    def change(text: str) -> str:
        nonlocal done
        if done or not re.search(r"\w", text):
            return text
        done = True
        return text if not whole and _INNER_CAPITAL.match(text) else _first_letter(text)

    protected_first = marked.startswith(NOCASE)
    return marked if protected_first else _map_text(marked, change)


def _capitalize_all(marked: str) -> str:
    return _map_text(marked, lambda text: re.sub(r"(?<![\w’'])[^\W\d_]", lambda found: found[0].upper(), text))


def sentence_case(marked: str) -> str:
    """Capitalise the first word, and set the others in lower case.

    >>> sentence_case("the Origin of Species")
    'The origin of species'
    """
    first = True

    def change(text: str) -> str:
        nonlocal first
        found = _SENTENCE_START.match(text) if first else None
        if not found:
            return text if first and not re.search(r"\w", text) else text.lower()
        first = False
        return found[0] + text[found.end() :].lower()

    return capitalize_first(_map_text(marked, change), whole=True)


def title_case(marked: str) -> str:
    """English title case: small words stay lower, words with a capital of their own are untouched.

    >>> title_case("the cell in health and disease: a review")
    'The Cell in Health and Disease: A Review'
    """
    pieces: list[str] = []
    words: list[int] = []  # the places of words in pieces
    fresh: list[bool] = []  # whether the word starts a title or subtitle
    protected: list[str] = []
    starting = True
    for token in _TOKEN.findall(marked):
        if ANY_MARK.match(token):
            if token == CLOSE and protected:
                protected.pop()
            elif token != CLOSE:
                protected.append(token)
                starting = starting or token in (QUOTE, INNER_QUOTE)
            pieces.append(token)
            continue
        fixed = any(mark in (NOCASE, SUP, SUB) for mark in protected)
        for word in _WORD.findall(token):
            if _LETTER.search(word) or word.isdigit():
                words.append(len(pieces))
                fresh.append(starting)
                starting = False
                pieces.append(word if fixed else "\0" + word)
            else:
                pieces.append(word)
            if word.rstrip("”’\"')]").endswith(_STARTS_AFTER) and word not in ("vs.", "v."):
                starting = not word.endswith(".") or starting
            elif word in "–—" and word.strip():
                starting = True
    for place, first in zip(words, fresh, strict=True):
        last = place == words[-1]
        word = pieces[place]
        if word[0] == "\0":
            hyphen_after = place + 1 < len(pieces) and pieces[place + 1] == "-"
            pieces[place] = _title_word(word[1:], edge=first or (last and not hyphen_after))
    return "".join(pieces)


def _title_word(word: str, *, edge: bool) -> str:
    bare = word.strip("([{\"'“”‘’)]},;:?!").lower()
    if bare in _KEPT_LOWER and not edge:
        return word.lower()
    if word.lower() != word:
        return word
    return _first_letter(word)


CASES: dict[str, Callable[[str], str]] = {
    "lowercase": lambda marked: _map_text(marked, str.lower),
    "uppercase": lambda marked: _map_text(marked, str.upper),
    "capitalize-first": capitalize_first,
    "capitalize-all": _capitalize_all,
    "sentence": sentence_case,
    "title": title_case,
}
"""The values of ``text-case``. ``title`` is for English items only: the caller asks."""

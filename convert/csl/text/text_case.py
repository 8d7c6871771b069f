"""Marked text → marked text in another case (CSL 1.0.2, "Text-case", "Title Case Conversion")."""

import re
from collections.abc import Callable

from convert.csl.text import marks

_STOP_WORDS = marks.words(
    """a about above across afore after against al along alongside amid amidst among amongst anenst an and apropos apud
    around as aside astride at athwart atop barring before behind below beneath beside besides between beyond but by
    circa despite d' de down during et except for forenenst from given in inside into lest like modulo near next nor
    notwithstanding of off on onto or out over per plus pro qua sans since so than the through throughout thru thruout
    till to toward towards under underneath until unto up upon versus via vis-à-vis von van v v. vs vs. with within without
    yet"""
)
_WORD = re.compile(r"[^\s\u00a0\u200b–—/-]+|-|[\s\u00a0\u200b–—/]+")
_STARTS_AFTER = (":", "?", "!")
_LOWER_PARTICLE = re.compile(r"d[’']")
_INNER_CAPITAL = re.compile(r"\W*[a-z]+[A-Z]")
_SENTENCE_START = re.compile(r"\W*\w+")
_LONE_GREEK = re.compile(r"\W*[\u0370-\u03ff](?!\w)")
_TERM_FIRST = re.compile(f"[{marks.MARK_CLASS}]*{marks.TERM}[{marks.MARK_CLASS}]*")
_PROTECTING = (marks.NOCASE, marks.SUP, marks.SUB, marks.SMALL_CAPS, marks.UNSTYLED)


def _map_text(marked: str, change: Callable[[str], str]) -> str:
    """Apply a function to each run of text outside ``nocase`` spans, superscripts, subscripts and small capitals."""
    if not marks.ANY_MARK.search(marked):
        return change(marked)
    pieces, protected = list[str](), list[bool]()
    for token in marks.TOKENS.findall(marked):
        if token == marks.CLOSE:
            if protected:
                protected.pop()
        elif marks.ANY_MARK.match(token):
            protected.append(token in _PROTECTING)
        elif not any(protected):
            pieces.append(change(token))
            continue
        pieces.append(token)
    return "".join(pieces)


def _first_letter(text: str) -> str:
    """Capitalise the first letter after any opening punctuation.

    >>> _first_letter("“in situ”")
    '“In situ”'
    """
    found = re.search(r"\w", text)
    if not found:
        return text
    at = found.start()
    letter = text[at]
    return text[:at] + (letter if letter == "ß" else letter.upper()) + text[at + 1 :]


def strip_periods(text: str) -> str:
    """Remove periods, except those within a word.

    >>> strip_periods("J. Clin. Invest."), strip_periods("Cancer.gov")
    ('J Clin Invest', 'Cancer.gov')
    """
    return re.sub(r"\.(?![a-z])", "", text) if "." in text else text


def capitalize_first(marked: str, *, whole: bool = False) -> str:
    """Capitalise the first letter of the first word; unless ``whole``, leave a word with an inner capital as it is.

    >>> capitalize_first("ibid. at 3"), capitalize_first("bioRxiv")
    ('Ibid. at 3', 'bioRxiv')
    """
    done = False

    def change(text: str) -> str:
        nonlocal done
        if done or not re.search(r"\w", text):
            return text
        done = True
        if _LONE_GREEK.match(text):
            return text
        return text if not whole and _INNER_CAPITAL.match(text) else _first_letter(text)

    return marked if marked.startswith(marks.NOCASE) else _map_text(marked, change)


def capitalize_term(marked: str) -> str:
    """Capitalise the term that starts a note or entry, if there is one."""
    start = _TERM_FIRST.match(marked)
    at = start.end() if start else 0
    return marked[:at] + marked[at : at + 1].upper() + marked[at + 1 :] if start else marked


def _capitalize_all(marked: str) -> str:
    return _map_text(
        marked, lambda text: re.sub(r"(?<![\w’'])[^\W\d_]\w*", lambda found: _capitalized(found[0]), text)
    )


def _capitalized(word: str) -> str:
    """Capitalise a word, unless it has an inner capital or is a single Greek letter (``β-blocker``)."""
    return word if _INNER_CAPITAL.match(word) or _LONE_GREEK.fullmatch(word) else _first_letter(word)


def _from_capitals(marked: str) -> str:
    """A text all in capitals → in lower case ("uppercase strings" in the specification); up to two words may be a name.

    >>> _from_capitals("ON OLD COINS"), _from_capitals("ON OLD COINS and tosses"), _from_capitals("NATO DNA")
    ('on old coins', 'ON OLD COINS and tosses', 'NATO DNA')
    """
    if not marked.isupper() or len(marks.plain(marked).split()) < 3:
        return marked
    return _map_text(marked, str.lower)


def sentence_case(marked: str) -> str:
    """Capitalise the first word and lower-case the rest.

    >>> sentence_case("the Origin of Species"), sentence_case("ON OLD COINS")
    ('The origin of species', 'On old coins')
    """
    marked = _from_capitals(marked)
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
    """English title case: stop words are lower-case, words with a capital of their own stay as they are.

    >>> title_case("the cell in health and disease: a review")
    'The Cell in Health and Disease: A Review'
    >>> title_case("iPhone use, e.g. state-of-the-art X")
    'iPhone Use, e.g. State-of-the-Art X'
    >>> title_case("THE COINS OF THE WORLD")
    'The Coins of the World'
    """
    pieces, places = _title_words(_from_capitals(marked))
    for at, starts, fixed in places:
        if fixed:
            continue
        after = pieces[at + 1] if at + 1 < len(pieces) else ""
        before = pieces[at - 1] if at else ""
        if starts:
            pieces[at] = _capitalized_parts(pieces[at])
        else:
            last = at == places[-1][0] and after != "-"
            apart = before.endswith("/") or (after == "-" and before != "-")
            kept = after.startswith("/") or (before.isspace() and pieces[at - 2].endswith("."))
            pieces[at] = _title_word(pieces[at], edge=last or apart, kept=kept)
    return "".join(pieces)


def _title_words(marked: str) -> tuple[list[str], list[tuple[int, bool, bool]]]:
    """Split marked text into pieces, and list those that are words.

    Returns:
        the pieces; for each word its index among them, whether it starts a title or subtitle, and whether it keeps its
        case, since it is protected or continues a word after a mark.
    """
    pieces: list[str] = []
    places: list[tuple[int, bool, bool]] = []
    protected: list[str] = []
    starting, running = True, False
    for token in marks.TOKENS.findall(marked):
        if marks.ANY_MARK.match(token):
            if token == marks.CLOSE and protected:
                protected.pop()
            elif token != marks.CLOSE:
                protected.append(token)
                starting = starting or token in (marks.QUOTE, marks.INNER_QUOTE)
            pieces.append(token)
            continue
        fixed = any(mark in _PROTECTING for mark in protected)
        for text in _WORD.findall(token):
            if re.search(r"\w", text):
                places.append((len(pieces), starting, fixed or running))
                starting = False
            pieces.append(text)
            running = False
            if text.rstrip("”’\"')]").endswith(_STARTS_AFTER):
                starting = True
        running = token[-1].isalnum()
    return pieces, places


def _title_word(word: str, *, edge: bool, kept: bool) -> str:
    """Title-case a word that does not start the title or a subtitle.

    Args:
        word: the word, with its punctuation.
        edge: capitalise it even if it is a stop word.
        kept: leave it as it is if it is a stop word.
    """
    bare = word.strip("([{\"'“”‘’)]},;:?!").lower()
    if len(bare) == 1 and bare.isalpha():
        return word.lower() if bare == "a" and not (edge or kept) else word
    if bare in _STOP_WORDS and not edge:
        return word if kept else word.lower()
    return word if _LOWER_PARTICLE.match(word) else _capitalized_parts(word)


def _capitalized_parts(word: str) -> str:
    """Capitalise each part of a word between periods (``Cancer.Gov``), but no abbreviation (``e.g.``)."""
    if word.lower() != word and "." not in word:
        return word
    parts = word.split(".")
    abbreviation = len(parts) > 1 and len(parts[0].strip("([{\"'“”‘’")) == 1
    return ".".join([part if part.lower() != part or abbreviation else _capitalized(part) for part in parts])


CASES: dict[str, Callable[[str], str]] = {
    "lowercase": lambda marked: _map_text(marked, str.lower),
    "uppercase": lambda marked: _map_text(marked, str.upper),
    "capitalize-first": capitalize_first,
    "capitalize-all": _capitalize_all,
    "sentence": sentence_case,
    "title": title_case,
}
"""The values of ``text-case``. The caller makes sure that ``title`` is used for English items only."""

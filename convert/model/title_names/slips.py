"""Capitals that words of a title in sentence case have by a slip: those of common words, and those that the abstract has in small letters."""

import re

from convert.model.notices import says_what_it_is
from convert.model.text.proper_names import NAMES, ORGANISATIONS, PAIRS, PEOPLES
from convert.model.title_names import Title, Token, is_name
from convert.model.title_names.common_words import COMMON_WORDS, frequent_words
from convert.model.title_names.evidence import has_word

_LONGEST = 1_000
"""So many characters no title has; rows are looked at word by word, and from each word again."""
_BORDERS = ("", *":.?!—")
_BEFORE = re.compile(r"(?<!\S)([A-Z][\w'’-]*) (?:(?:of|for|and|the) )*\Z")
_AFTER = re.compile(r" (?:(?:of|for|and|the) )*[A-Z][\w'’-]*")
_CAPITALISED = re.compile(r"\b[A-Z]\w*")
_BEFORE_IN = re.compile(r"\b[A-Z][a-z]+ in \Z")
"""A row that goes on: ``Open Trials in Health``."""


def is_slip(title: Title, token: Token) -> bool:
    """Whether a word amid a title in sentence case has its capital by a slip."""
    if not token.text.istitle() or len(title.record.title) > _LONGEST:
        return False
    is_long = len(token.text) > len("The")
    return (
        _is_prefix(title.record.title, token)
        or is_common_row(title, token)
        or _is_frequent_row(title, token)
        or (is_long and _is_small_in_abstract(title, token))
    ) and not _spells_acronym(title, token)


def _is_prefix(text: str, token: Token) -> bool:
    """Whether a prefix has a capital behind a small word: ``effects of Anti-TNF agents``."""
    is_joined = token.text in _PREFIXES and _JOINED.match(text, token.end) is not None
    return is_joined and text[token.start - 1] == " " and text[token.start - 2].islower()


_JOINED = re.compile(r"-(?![A-Z][a-z])")
"""What isn't in title case: ``Society of Anti-Infective Therapy``."""
_PREFIXES = ("Anti", "Non", "Post", "Pre")


def _is_frequent_row(title: Title, token: Token) -> bool:
    """Whether a word is in a row of frequent ones that stands where names seldom do: ``patients with Mild Cognitive Impairment``.

    What is called by such words mostly has ``the``, an acronym or another name beside it: ``the National Lung Screening Trial``.
    """
    text = title.record.title
    if token.text.lower() not in frequent_words() and token.text not in _SETTINGS:
        return False
    compound = next(found for found in _COMPOUND.finditer(text) if found.end() >= token.end)
    start, _ = _row_of(text, token._replace(start=compound.start(), end=compound.end()))
    numbered = _NUMBERED.match(text, token.start)
    rest = numbered or _REST.match(text, compound.end())
    end = rest.end() if rest else compound.end()
    is_second = _ONE_WORD.fullmatch(text, 0, start) is not None and text[: start - 1] not in NAMES
    if not (is_second or _AFTER_SMALL.search(text, 0, start)) or not _BEFORE_SMALL.match(text, end):
        return False
    if says_what_it_is(title.record) or any(first <= token.start < last for first, last in title.names):
        return False
    row = [token.text] if numbered else _CAPITALISED.findall(text, start, end)
    if text[start].islower() or (len(row) > 1 and (start, end) == compound.span()):
        return False  # what a dash was before, as in ``disease-Historical``, or ``Safe-by-Design``
    acronym = _LATER_ACRONYM.match(text, end)
    if len(row) > 1 and acronym and acronym[1].startswith(row[0][0] + row[1][0]):
        return False  # Aortic Occlusion for Resuscitation in Trauma (AORTA)
    if _IN_INDEFINITE.search(text, 0, start) and row[-1] in _SETTINGS:
        row = [word for word in row if word not in PEOPLES and word not in _SETTINGS]
    return all(word.istitle() and word.lower() in frequent_words() for word in row)


_NUMBERED = re.compile(r"(?:Class|Grade|Group|Level|Phase|Stage|Type) (?:[IVX]+[A-D]?|[A-D])(?![\w-])")
"""Words whose number is in capitals: ``Type II``."""
_REST = re.compile(r"(?: (?:and )?[A-Z][\w'’-]*)+")
_LATER_ACRONYM = re.compile(r"[^():.]{0,120} \(([A-Z]{3,})\)")
_IN_INDEFINITE = re.compile(r"\ban? \Z")
_SETTINGS = ("Hospital", "Centre", "Center", "Population", "Cohort", "Clinic", "Community", "Setting")
"""What is no name after ``a`` or ``an``: ``in an Indian Tertiary Care Hospital``."""
_ONE_WORD = re.compile(r"(?:[A-Z][a-z]+|\d+) ")
_COMPOUND = re.compile(r"[\w-]+")
_AFTER_SMALL = re.compile(r"(?:(?:^|[:.?!] )\S+|(?<!\S)(?![A-Z][a-z])\S+) (?!the |our )[a-z-]+ \Z|^An? \Z")
"""A small word which no name stands before; ``the`` begins the names of projects."""
_BEFORE_SMALL = re.compile(r"(?!,? \(?(?:(?:1[789]|20)\d\d\b|[A-Z])|\. [a-z])(?=[ ,.:;?)]|$)")


def _spells_acronym(title: Title, token: Token) -> bool:
    """Whether a word is one of those at the beginning of a part whose capitals spell the acronym behind it: ``Coins On Bare Sands (COBS)``."""
    text = title.record.title
    found = _ACRONYM.match(text, token.end)
    if found is None:
        return False
    start = max(text.rfind(": ", 0, token.start) + 1, 0)
    return "".join(_INITIAL.findall(text, start, found.start(1))) == found[1]


_ACRONYM = re.compile(r"[^():]*\(([A-Z]{4,})\)")
_INITIAL = re.compile(r"\b([A-Z])")


def _row_of(text: str, token: Token) -> tuple[int, int]:
    """The beginning and end of the row of words with capitals that a word is in, without the first word of a part."""
    start, end = token.start, token.end
    if text[start - 1] == "-" and _AFTER.match(text, end):
        compound = text.rfind(" ", 0, start) + 1
        is_inside = text[:compound].rstrip()[-1:] not in ("", *_BORDERS)
        start = compound if is_inside and text[compound : compound + 2].istitle() else start
    while (row := _BEFORE.search(text, 0, start)) and text[: row.start(1)].rstrip()[-1:] not in _BORDERS:
        start = row.start(1)  # the first word of a part has a capital in any case
    while row := _AFTER.match(text, end):
        end = row.end()
    return start, end


def is_common_row(title: Title, token: Token) -> bool:
    """Whether a word with a capital is one of a row of common ones, which a title in sentence case has by a slip.

    >>> from convert.model.record import Record
    >>> record = Record(title="Coins with Herpes Simplex Virus by the Acute Kidney Injury Network")
    >>> tokens = [Token(11, 17, "Herpes", ""), Token(39, 44, "Acute", "")]
    >>> [is_common_row(Title(record, tokens, is_headline=False), token) for token in tokens]
    [True, False]
    """
    text = title.record.title
    is_phrase = _LATIN_PHRASE.match(text, token.start)
    if not is_phrase and token.text.lower() not in COMMON_WORDS and not _NEVER_NAMES.search(token.text):
        return False
    if text.endswith(_SMALL_IN_COMPOUND, 0, token.start) and token.text.lower() in COMMON_WORDS:
        return True
    if text[token.start - 1] in _OPENING or text[token.start - 2] in ".-" or text.startswith(".", token.end):
        return False
    if (
        token.text in ORGANISATIONS
        or token.text == title.record.container_title
        or (title.before(token), token.text) in PAIRS
        or _AFTER_YEAR.search(text, 0, token.start)
        or (
            text[: token.start] != "Notice of "
            and _CITES.search(text, _HEAD)
            and says_what_it_is(title.record)
        )
    ):
        return False
    if is_phrase:
        return True
    start, end = _row_of(text, token)
    before = _BEFORE_IN.search(text, 0, start)
    if before and text[: before.start()].rstrip()[-1:] not in _BORDERS:
        return False
    row = [
        word
        for word in _CAPITALISED.findall(text, start, end)
        if not (word.isupper() or _HAS_DIGIT.search(word))
    ]
    return len(row) == 1 or all(word.lower() in COMMON_WORDS or word in NAMES for word in row)


_HAS_DIGIT = re.compile(r"\d")
_CITES = re.compile(r"[12]\d{3}|\bet al\b|[.:] [A-Z]")
"""A notice may cite the other work."""
_HEAD = len("Retraction: ")
"""Where a title begins that has such a word before it."""
_AFTER_YEAR = re.compile(r"\((?:19|20)\d\d\)[.:,]? \Z")
"""A title that cites another one: ``Doe J (2020) Coins``."""
_LATIN_PHRASE = re.compile(r"(?:De|Ex|In)[- ](?:novo|silico|situ|vitro|vivo)\b")
_OPENING = "\"“‘'(["
_SMALL_IN_COMPOUND = ("-of-", "-to-")
_NEVER_NAMES = re.compile(r"^[A-Z][a-z]+(?:[st]ion|ment|logy|ness|mab|nib|statin|vir|virus|viruses)$")
"""Words that are names only in a row of others."""


def _is_small_in_abstract(title: Title, token: Token) -> bool:
    """Whether a word has a capital although it is no name: by its form, or as the abstract has it."""
    record, text = title.record, title.record.title
    word, start = token.text.lower(), token.start
    is_of = text.startswith(" of ", token.end)
    if not (is_of or token.text in _PARTICIPLES or word in title.abstract or _SLIP.search(word)):
        return False
    if text[start - 2 : start - 1] in tuple(".?!") or text[start - 1] in _QUOTES or says_what_it_is(record):
        return False
    if text[start - 1] == "-":
        if token.text in _PARTICIPLES and text[:start].rpartition(" ")[2].islower():
            return True
        compound = text[text.rfind(" ", 0, start) + 1 : token.end]
        if not _AFTER.match(text, token.end) and _is_small_row(title, compound):
            return True
    if is_of and token.text not in _OF and title.before(token) == "the":
        return not is_name(title, token)
    return _is_slip_in_row(title, token, word)


def _is_slip_in_row(title: Title, token: Token, word: str) -> bool:
    """Whether a word is no name as the abstract has the row of words with capitals that it is in."""
    text, abstract = title.record.title, title.abstract
    start, end = _row_of(text, token)
    if text[start:end] == token.text and _SLIP.search(word):
        return True
    genus = title.before(token)
    if genus.istitle() and _EPITHET.search(word) and f"{genus} {word}" in abstract:
        return f"{genus} {token.text}" not in abstract
    return _is_small_row(title, text[start:end]) and not is_name(title, token)


def _is_small_row(title: Title, row: str) -> bool:
    """Whether the abstract has a row of words in small letters alone."""
    small = _WORD.sub(lambda word: word[0].lower() if word[0].istitle() else word[0], row)
    return has_word(title.abstract, small) and not _has_amid(title.abstract, row)


def _has_amid(text: str, row: str) -> bool:
    """Whether a text has a row of words anywhere but at the beginning of a sentence or quotation."""
    place = text.find(row)
    while place >= 0:
        if place > 1 and text[place - 1] not in _QUOTES and text[place - 2] not in ".?!:":
            return True
        place = text.find(row, place + 1)
    return False


_AFTER_HYPHEN = """Associated Based Controlled Dependent Derived Expressing Free Induced Infected Like Linked Mediated Negative Positive
    Related Resistant Sensitive Specific Treated"""
_PARTICIPLES = frozenset(_AFTER_HYPHEN.split())
"""What follows a name and a hyphen: ``Helicobacter-Induced``."""
_OF = ORGANISATIONS | {
    "Bank",
    "City",
    "Commonwealth",
    "Duke",
    "Gulf",
    "House",
    "Isle",
    "Kingdom",
    "Republic",
    "State",
    "States",
}
"""What begins a name after ``the`` and before ``of``."""
_QUOTES = "\"“'‘"
_SLIP = re.compile(r"(?:[st]ions?|ments?)$|^(?:analysis|meta|method|review|study|trial)$")
"""A word that is no name where it stands alone."""
_EPITHET = re.compile("(?:a|ae|ans|ens|i|is|um|us)$")
_WORD = re.compile(r"[^\W\d_]+")

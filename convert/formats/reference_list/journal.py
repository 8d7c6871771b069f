"""``Title. J. Abbrev. Words`` → the title and the journal: the border between two texts that full stops part."""

import re
from typing import Final, NamedTuple

from convert.formats.reference_list.abbreviations import ABBREVIATIONS

_OF_STATE = r"(?!(?<=\bU\.S\.\s)(?:Army|Bureau|Census|Centers|Department|Environmental|Fish|Food|Geological|Government|Navy|Preventive|Public|Surgeon))"
_NOT_IMENI = r"(?<!\b[Ii]meni [A-Z])(?<!\b[Ii]meni [A-Z]\.[A-Z])(?<!\b[Ii]meni [A-Z]\. [A-Z])"
_SENTENCE_END = re.compile(
    rf"{_NOT_IMENI}(?:\.\.\.|(?<!\bvol)(?<!\bvs)\.|[?!…])[\"'”’»)\]]*\s+{_OF_STATE}(?![^()]{{0,40}}\))"
)
"""Not within brackets: ``Journal of immunology (Baltimore, Md. : 1950)``, as PubMed's APA has it; nor in ``U.S. Department`` or ``Zhurnal imeni S.S. Coina``."""
_SMALL: Final = frozenset({"of", "and", "the", "in", "for", "on", "&", "de", "la", "et", "der", "und", "für"})
_SHORT_WORD = re.compile(r"(?!Part|Reply|Review|Report|Results|Erratum|Retraction)[^\W\d_a-z][\w-]{0,11}")
"""A word that is likelier abbreviated than a sentence of a title, where the journal ends with a full stop."""
_BRACKET_END = re.compile(
    r"(?<=.{20})\)\s+(?=[^\W\d_a-z][\w.&]*(?: (?:[^\W\d_a-z][\w.&]*|of|and|the|in)){0,7}$)"
)
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_CAPITALISED = re.compile(r"[^\W\d_a-z][\w-]*(?: [^\W\d_a-z][\w-]*){0,2}")
_LETTERS = re.compile(r"[^\W\d_]+")


class TitleAndJournal(NamedTuple):
    """Both, and whether the words' shape had to tell them apart."""

    title: str
    journal: str
    is_guess: bool


def split_title(text: str) -> TitleAndJournal:
    """The journal is what follows the last full stop, and the abbreviated words before it.

    >>> split_title("Sleep at sea. The second night. J. Invent. Biol")
    TitleAndJournal(title='Sleep at sea. The second night.', journal='J. Invent. Biol', is_guess=True)
    >>> split_title("Is it so? Nature"), split_title("Chem. Rev")
    (TitleAndJournal(title='Is it so?', journal='Nature', is_guess=False), TitleAndJournal(title='', journal='Chem. Rev', is_guess=True))
    """
    ends = [(found.start(), found.end()) for found in _SENTENCE_END.finditer(text)]
    if not ends and (bracket := _BRACKET_END.search(text)):
        return TitleAndJournal(text[: bracket.start() + 1], text[bracket.end() :], is_guess=True)
    if not ends:
        return (
            TitleAndJournal("", text, is_guess=True)
            if is_abbreviated(text.removesuffix("."))
            else TitleAndJournal(text, "", is_guess=False)
        )
    is_dotted = text.endswith(".")
    last = border = len(ends) - 1
    for index in range(last, -1, -1):
        begin = ends[index - 1][1] if index else 0
        part = text[begin : ends[index][0]]
        is_known = _is_journal_part(part) or (
            (is_dotted or border < last) and index > 0 and _SHORT_WORD.fullmatch(part) is not None
        )
        if text[ends[index][0]] != "." or not (is_known or _CAPITALISED.fullmatch(part)):
            break
        if is_known:
            border = index - 1
    if border < 0:
        return TitleAndJournal("", text, is_guess=True)
    start = ends[border][1]
    return TitleAndJournal(text[:start].rstrip(), text[start:], is_guess=border != last)


_COMMA = re.compile(r", (?=[^\W\d_a-z])")
_LOWER = re.compile(r"(?:^|\s)[a-zß-öø-ÿ]{2,}(?=\s|$)")
_PART_OF_NAME = re.compile(r"(?:Part|Sect|Ser|Int|Suppl)\b")
_MOST_WORDS = 9


def split_at_comma(text: str) -> TitleAndJournal | None:
    """``Title, Journal``, as Elsevier's numbered styles have it; None if what stands behind the last comma looks like no journal's name.

    >>> split_at_comma("Sleep at sea, on land, J. Coin. Biol"), split_at_comma("Sleep in Boston, Massachusetts. J Invent Biol")
    (TitleAndJournal(title='Sleep at sea, on land', journal='J. Coin. Biol', is_guess=True), None)
    """
    commas = list(_COMMA.finditer(text))
    if not commas:
        return None
    title, journal = text[: commas[-1].start()], text[commas[-1].end() :]
    words = journal.split()
    is_name = len(words) <= _MOST_WORDS and all(
        word[:1] in "(&" or not word[0].islower() or word in _SMALL for word in words
    )
    is_dotted = all(
        word[-1] != "." or len(word) < 6 or word[:-1].lower() in ABBREVIATIONS for word in words[:-1]
    )
    if not (is_name and is_dotted and _LOWER.search(title)) or _PART_OF_NAME.match(journal):
        return None
    return TitleAndJournal(title, journal, is_guess=True)


def _is_journal_part(text: str) -> bool:
    """Whether a text between two full stops is a part of an abbreviated title of a journal: ``J``, ``Natl Acad``."""
    words = text.split()
    if not words or len(words) > 4:
        return False
    last = words[-1].lower().lstrip("(")
    is_short = last in ABBREVIATIONS or (
        len(last) == 1 and last.isalpha() and (len(words) == 1 or last == "j")
    )
    return is_short and all(word[:1].isupper() or word[:1] in "(&" or word in _SMALL for word in words)


def is_abbreviated(journal: str) -> bool:
    """Whether a journal's title is abbreviated: it has a full stop, or a word that none but abbreviations have.

    >>> is_abbreviated("J Invent Biol"), is_abbreviated("Journal of Invented Results"), is_abbreviated("Nat. Foo")
    (True, False, True)
    >>> is_abbreviated("Journal of invention (Baltimore, Md. : 1950)")
    False
    """
    if "." in _IN_BRACKETS.sub("", journal):
        return True
    words = _LETTERS.findall(journal.lower())
    return any(word in ABBREVIATIONS or word == "j" for word in words)

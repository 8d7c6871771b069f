"""Titles → sentence case, as the manuals of styles want it: only the first word and names have capitals.

APA (7th edition, section 6.17) also capitalises the first word after a colon, an em dash, or the end of a sentence; AMA (11th
edition, section 3.9) and NLM (Citing Medicine, chapter 1) put the first word after a colon in lower case.
"""

import re

from msgspec.structs import replace

from convert.model.notices import says_what_it_is
from convert.model.record import Record
from convert.model.text.case import is_common, is_foreign, keeps, parse
from convert.model.text.lowering import lower_subtitle, lower_title
from convert.model.text.proper_names import GENERA, ORGANISATIONS
from convert.model.title_names import FUNCTION_WORDS, LATIN, Title, Token, is_name
from convert.model.title_names.evidence import has_word
from convert.model.title_names.rows import is_common_row, row_of

_BEGINNING = re.compile(
    r"(?P<after>: |[?!][”’\"']? |[a-z]{4}\. |(?P<dash>—| ?-- ?| [-–] ))(?P<open>[“‘\"'(\[]*)"
    r"(?P<word>(?:a|[a-z]{2,})(?=[\s,;:.?!)”’'—]|-[a-z]|$))"
)
"""Where a part begins with a word that has no capital, unlike ``mRNA``, ``p53`` or ``n-3``."""
_WORDS = "a an are can does do how in is on should the what when where which who why"
_BEGINNERS = frozenset(_WORDS.split())
"""The words that tell a dash before a subtitle from one within a sentence."""


def sentence_case(record: Record, *, capital: bool) -> str:
    """A record's title in sentence case; a foreign one as it is.

    Args:
        record: whose MeSH and abstract also tell which words are names.
        capital: whether the first word of a subtitle has a capital.

    >>> def show(title, capital=True, **fields):
    ...     return sentence_case(Record(title=title, **fields), capital=capital)
    >>> show("Effects of Exercise on IL-6 in Older Adults in Kenya: A Pilot Study")
    'Effects of exercise on IL-6 in older adults in Kenya: A pilot study'
    >>> show("Effects of Exercise on IL-6 in Older Adults in Kenya: A Pilot Study", capital=False)
    'Effects of exercise on IL-6 in older adults in Kenya: a pilot study'
    >>> show("Malaria in Kenya: the first years"), show("Malaria in Kenya: The first years", capital=False)
    ('Malaria in Kenya: The first years', 'Malaria in Kenya: the first years')
    >>> show("Growth of cells: mRNA or p53?"), show("Die Lunge: eine Studie", language=["ger"])
    ('Growth of cells: mRNA or p53?', 'Die Lunge: eine Studie')
    """
    if is_foreign(record):
        return record.title
    text = lower_title(record)
    if "RNA" in text or "MiR-" in text:
        text = _MICRO_RNA.sub(lambda found: found[0].lower(), text)
    text = _SPECIES_IN_CAPITALS.sub(_small_species, text)
    if text != record.title:
        record = replace(record, title=text)
    if _CAPITALISED.search(text):
        text = lower_subtitle(record, _with_small_words(record, capital=capital))
    if not capital or not any(map(text.__contains__, _SIGNS)):
        return text
    return _BEGINNING.sub(_begin, text)


_MICRO_RNA = re.compile(r"(?<=[\w,] )(?:Micro|Mi|Lnc|Circ|Si|Pi)(?=RNA|R-\d)")
"""What has a small letter amid a title: ``microRNA``, ``miR-21``."""
_SPECIES_IN_CAPITALS = re.compile(r"([A-Z](?<!\w.)[A-Z]{4,}) ([A-Z]{4,})\b")
_SIGNS = (": ", "? ", "! ", ". ", "” ", '" ', "—", "--", " - ", " – ")
_CAPITALISED = re.compile(r"[A-Z](?<=[\s(/“\"‘'>-].)(?:[a-z]|(?<=A) )")
"""A word that may lose its capital."""


def _with_small_words(record: Record, *, capital: bool) -> str:
    """The title whose words have no capitals but for names."""
    text = record.title
    title = parse(record)
    found = _FIRST_LETTER.search(text)
    first = found.start() if found else 0
    pieces: list[str] = []
    end = 0
    for token in title.tokens:
        if (token.start > first or token.text[0] == "<") and _is_lowered(title, token, capital=capital):
            start = token.start if token.start > first else first + len("i>I")  # the first letter stays
            pieces += text[end:start], text[start : token.end].lower()
            end = token.end
    return "".join([*pieces, text[end:]])


def _is_lowered(title: Title, token: Token, *, capital: bool) -> bool:
    """Whether a word loses its capitals: any but names in title case; in sentence case those that are slips, and a subtitle's first."""
    if title.is_headline_at(token):
        return not (keeps(title, token) or (capital and token.place == "-"))
    if not token.place:
        return token.text.istitle() and (
            is_common_row(title, token) or (len(token.text) > len("The") and _is_slip(title, token))
        )
    if capital or token.place != ":" or not title.record.title[: token.start].endswith(": "):
        return False
    return _begins_with_small_word(title, token)


def _is_slip(title: Title, token: Token) -> bool:
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
        if _is_small_row(title, text[text.rfind(" ", 0, start) + 1 : token.end]):
            return True
    if is_of and token.text not in _OF and title.before(token) == "the":
        return not is_name(title, token)
    return _is_slip_in_row(title, token, word)


def _is_slip_in_row(title: Title, token: Token, word: str) -> bool:
    """Whether a word is no name as the abstract has the row of words with capitals that it is in."""
    text, abstract = title.record.title, title.abstract
    start, end = row_of(text, token)
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


def _small_species(found: re.Match[str]) -> str:
    """``DROSOPHILA VIRILIS``, as old titles have it for italics."""
    genus = found[1].capitalize()
    return f"{genus} {found[2].lower()}" if genus in GENERA else found[0]


_FIRST_LETTER = re.compile("[^\\W\\d_\u0370-\u03ff]")
"""The first letter of a title, which stays as it is; a Greek one stands before it."""
_EPITHET = re.compile("(?:a|ae|ans|ens|i|is|um|us)$")
_WORD = re.compile(r"[^\W\d_]+")


def _begins_with_small_word(title: Title, token: Token) -> bool:
    """Whether a subtitle begins with a word that is no name, as far as its form or the record tells."""
    text = title.record.title
    if token.text == "A" or text.count("(", 0, token.start) > text.count(")", 0, token.start):
        return token.text == "A" and text[token.end : token.end + 1] == " "
    compound = _COMPOUND.match(text, token.start)
    if compound is None or is_name(title, token):
        return False
    word = compound[0].lower()
    if word in FUNCTION_WORDS or _NO_NAME.search(word):
        return True
    following = text[compound.end() :].lstrip()
    if following.startswith("et al") or text.count(token.text) > 1:
        return False
    return following[:1].islower() or _LIST.match(following) is not None or is_common(title.record, word)


_LIST = re.compile(r", [a-z][^:.?!]* and [a-z]")
"""What follows the first of several small words: ``Rates, causes, and management``."""
_COMPOUND = re.compile(r"[A-Z][a-z]+(?:-[a-z]+)*(?![\w-])")
_NO_NAME = re.compile(
    r"(?:tions?|(?<![jq])ing|[^hm]ed|tive|ful|[ai]ble|ous|genic|atures?|ists?(?:'s)?|log(?:y|ies)|(?<!op)s[ei]s|ments?|ness|it(?:y|ies)|ally|ical|iveness)$"
    r"|^(?:an|are|can|case|comparison|current|design|different|do|early|effects?|evidence|findings|first|four|impact|in|insights|is|lessons|methods?|new|novel|on|outcomes|overview|possible"
    r"|protocol|recent|results|review|role|study|survey|the|three|trial|two|update|use)$"
)
"""Words that are never names, by themselves or by what they end in."""


def _begin(found: re.Match[str]) -> str:
    """The beginning of a part with a capital."""
    word = found["word"]
    if found["dash"] and word not in _BEGINNERS:
        return found[0]
    return f"{found['after']}{found['open']}{word[0].upper()}{word[1:]}"


_SPECIES = re.compile(r"(?<![\w.])(?P<genus>[A-Z](?:\.|[a-z]{3,})) (?P<epithet>[a-z]{3,})(?![\w-])")


def with_small_epithets(record: Record, title: str) -> str:
    """A title whose epithets of species stay small in a style that prints titles in title case.

    >>> with_small_epithets(Record(), "Growth of Drosophila virilis and E. coli in Zika virus")
    'Growth of Drosophila <span class="nocase">virilis</span> and E. <span class="nocase">coli</span> in Zika virus'
    """
    known = {heading.descriptor for heading in record.mesh}

    def mark(found: re.Match[str]) -> str:
        genus, epithet = found["genus"], found["epithet"]
        if genus.endswith("."):
            is_species = epithet not in FUNCTION_WORDS
        else:
            is_genus = genus in GENERA or title[found.start() - 1] == "("
            is_species = f"{genus} {epithet}" in known or (is_genus and LATIN.fullmatch(epithet) is not None)
        if is_species:
            return f'{genus} <span class="nocase">{epithet}</span>'
        return found[0]

    return _SPECIES.sub(mark, title)

"""Titles → sentence case, as the manuals of styles want it: only the first word and names have capitals.

APA (7th edition, section 6.17) also capitalises the first word after a colon, an em dash, or the end of a sentence; AMA (11th
edition, section 3.9) and NLM (Citing Medicine, chapter 1) put the first word after a colon in lower case.
"""

import re

from msgspec.structs import replace

from convert.model.record import Record
from convert.model.text.case import ARTICLES, MICRO_RNA, is_common, is_foreign, is_wrong, keeps, parse
from convert.model.text.lowering import lower_species, lower_subtitle, lower_title
from convert.model.text.proper_names import GENERA
from convert.model.title_names import FUNCTION_WORDS, LATIN, Title, Token, is_name

_BEGINNING = re.compile(
    r"(?P<after>:[ \xa0]|[?!][”’\"']? |[a-z]{4}\. |(?P<dash>—| ?-- ?| [-–] ))(?P<open>[“‘\"'(\[]*)"
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
        text = MICRO_RNA.sub(lambda found: found[0].lower(), text)
    text = lower_species(text).replace(" et Al.", " et al.")
    if text != record.title:
        record = replace(record, title=text)
    if _CAPITALISED.search(text):
        text = lower_subtitle(record, _with_small_words(record, capital=capital))
    if not capital or not any(map(text.__contains__, _SIGNS)):
        return text
    return _BEGINNING.sub(_begin, text)


_SIGNS = (": ", ":\xa0", "? ", "! ", ". ", "” ", '" ', "—", "--", " - ", " – ")
_CAPITALISED = re.compile(r"[A-Z](?<=[\s(/“\"‘'>-].)(?:[a-z]|(?<=A) )")
"""A word that may lose its capital."""


def _with_small_words(record: Record, *, capital: bool) -> str:
    """The title whose words have no capitals but for names."""
    text = record.title
    title = parse(record)
    first = title.first
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
        return token.text.istitle() and is_wrong(title, token)
    before = title.record.title[: token.start]
    if not capital and token.text in ARTICLES and before.endswith((" - ", " – ")):
        return title.record.title[token.end : token.end + 1] == " "
    if capital or token.place != ":" or not before.endswith((": ", ":\xa0")):
        return False
    return _begins_with_small_word(title, token)


def _begins_with_small_word(title: Title, token: Token) -> bool:
    """Whether a subtitle begins with a word that is no name, as far as its form or the record tells."""
    text = title.record.title
    if token.text == "A" or text.count("(", 0, token.start) > text.count(")", 0, token.start):
        return token.text == "A" and text[token.end : token.end + 1] == " "
    compound = _COMPOUND.match(text, token.start)
    if compound is None or is_name(title, token):
        return False
    word = compound[0].lower()
    if _begins_abbreviated_name(text, token):
        return False
    if word in FUNCTION_WORDS or _NO_NAME.search(word):
        return True
    following = text[compound.end() :].lstrip()
    if following.startswith("et al") or text.count(token.text) > 1:
        return False
    return following[:1].islower() or _LIST.match(following) is not None or is_common(title.record, word)


def _begins_abbreviated_name(text: str, token: Token) -> bool:
    """Whether a word is the first of a name in capitals before its acronym: ``Asthma Coin Research (ACRE)``."""
    name = _ABBREVIATED.match(text, token.start)
    if name is None:
        return False
    initials = "".join(word[0] for word in name[1].split() if word[0].isupper())
    return name[2].upper().startswith(initials)


_ABBREVIATED = re.compile(r"([A-Z][\w-]+(?: (?:and |for |in |of |the )*[A-Z][\w-]+)+) \(([A-Z]\w+)\)")
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

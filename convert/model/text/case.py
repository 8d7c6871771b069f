"""Sentence case or title case, and which words of a title must keep their capitals when a style lowers the rest.

In 17,559 titles of MEDLINE the share of capitalised words (past the first of each part, without function words, short words
and acronyms) has two hills with a valley at .6 to .73: below are titles in sentence case, in which every capital is a name's; above
are those in title case, where the record, or a lexicon, must tell which words are names.
"""

import re
from typing import NamedTuple

from convert.model.record import Record
from convert.model.text.proper_names import (
    BEFORE_NAMES,
    ELEMENTS,
    NAMES,
    OF_PEOPLE,
    PAIRS,
    PEOPLES,
    PLACES,
    TAXON,
    names_of_words,
)

TITLE_CASE = 0.73
"""From this share of capitalised words on, a title is in title case."""
_FEW = 2
"""So few capitalised words may all be names: the record is asked."""
_LONG = 4
"""From so many letters on, title case capitalises also prepositions."""

_FUNCTION = """about above across after against along among amid and are around because been before behind being below beneath beside
    besides between beyond both but can could does during each either following for from has have how inside into its itself
    less like more most near not off onto other our out over past per regarding should since some such than that the their them
    then there these they this those through throughout toward towards under underlying unlike until upon using versus via was
    were what when where whether which while who whose why will with within without would your"""
FUNCTION_WORDS = frozenset(_FUNCTION.split())
_ENGLISH = re.compile(r"(?i)\b(?:of|the|and|with|from|by|to|for)\b")
_REPLY = re.compile(
    r"(?i)(?:author'?s?'? )?(?:re|repl(?:y|ies)|response|comments?|letter|retraction|correction|erratum)\b[^a-z]*(?:to|on|of|by)?\b"
)
"""How titles begin that may consist of names: ``Reply to Smith and Jones``."""

_TOKEN = re.compile(
    r"<(su[bp])>.*?</\1>"
    r"|<([ib])>.*?</\2>|<span[^<>]*>.*?</span>"
    r"|[A-Z]\. [a-z]{3,}"
    r"|\b[a-z0-9]*(?:[A-Z]|(?=[^\W_])[\x80-\U0010ffff])[^\W_]*(?:[.'’][^\W_]+)*['’]?"
)
"""Sub- or superscript, marked-up text, an abbreviated species (``E. coli``), or a word that may have a capital."""
_SMALL = re.compile(r"(?<![^\s(/“\"‘])[a-z]{4,}\b")
_NUMBER = re.compile(r"(?:[IVX]+|\d)\.")
_OPENING = " \"“”‘’'([{«¿¡"
_TAGS = re.compile(r"<[^<>]*>")
_NEXT_WORD = re.compile(r"[ -](?:<i>)?([^\W\d_]+)")


class Token(NamedTuple):
    """A word of a title with a capital, or a marked-up part of it."""

    start: int
    end: int
    text: str
    place: str
    """What is before it: ``""`` inside a part, ``^`` at the beginning, ``.`` a sentence's end, ``:`` or a dash."""


class Title(NamedTuple):
    """A title and its words with capitals."""

    record: Record
    tokens: list[Token]
    is_headline: bool
    names: list[tuple[int, int]]
    """In title case, names of several words, as beginnings and ends."""

    def before(self, token: Token) -> str:
        """The word before another one."""
        return self.record.title[: max(token.start - 1, 0)].rpartition(" ")[2].rpartition("-")[2]

    def after(self, token: Token) -> str:
        """The word after another one."""
        found = _NEXT_WORD.match(self.record.title, token.end)
        return found[1] if found else ""


def parse(record: Record) -> Title:
    """A record's title with its words that have capitals, and whether it is in title case."""
    title = record.title
    tokens = [
        Token(match.start(), match.end(), match[0], _place(title, match.start()))
        for match in _TOKEN.finditer(title)
        if match[1] is None
    ]
    if not _is_headline(record, tokens):
        return Title(record, tokens, False, [])
    return Title(record, tokens, True, names_of_words(record))


def _place(title: str, start: int) -> str:
    last = title[start - 2 : start - 1]
    if start > 1 and (last.isalnum() or last == ","):
        return ""
    before = title[:start].rstrip(_OPENING)
    if not before:
        return "^"
    last = before[-1]
    if last not in ":?!.-–—" or not title[len(before)].isspace():
        return ""
    if last in "-–—":
        return "-" if before[-2:-1].isspace() else ""
    if last == ".":
        word = before.rpartition(" ")[2]
        is_abbreviation = len(word) <= _LONG or word[:1].isupper()
        return "" if is_abbreviation and not _NUMBER.fullmatch(word) else "."
    return ":" if last == ":" else "."


# --- the case of a title --------------------------------------------------------------------------------------


def is_title_case(record: Record) -> bool:
    """Whether a record's title is in English title case.

    >>> is_title_case(Record(title="Effects of Exercise on Sleep in Older Adults"))
    True
    >>> is_title_case(Record(title="Malaria in Kenya, Uganda and Tanzania")), is_title_case(Record(title="Die Lunge", language=["ger"]))
    (False, False)
    """
    return parse(record).is_headline


def _is_headline(record: Record, tokens: list[Token]) -> bool:
    words = [token.text for token in tokens if _counts(record.title, token)]
    if not words:
        return False
    title = record.title.partition(" [version ")[0]
    small = sum(word not in FUNCTION_WORDS for word in _SMALL.findall(title))
    if len(words) < TITLE_CASE * (len(words) + small) or is_foreign(record):
        return False
    if len(words) + small >= _FEW and (small or not _REPLY.match(title)):
        return True
    return any(is_common(record, word) for word in words)


def _counts(title: str, token: Token) -> bool:
    """Whether the capital of a word tells the case: it is long, no name, and the first of no part."""
    text = token.text
    if token.place or len(text) < _LONG or not text.istitle() or not (text.isascii() and text.isalpha()):
        return False
    if title[token.start - 1] == "-" or text in NAMES or text in BEFORE_NAMES:
        return False
    return text.lower() not in FUNCTION_WORDS


def is_foreign(record: Record) -> bool:
    """Whether the title is in a language other than English; a title beside an original one is a translation."""
    if not record.language or record.original_title not in ("", record.title):
        return False
    if record.language[0].lower().startswith(("en", "und", "mul")):
        return False
    return not _ENGLISH.search(record.title)


# --- words that are names -------------------------------------------------------------------------------------


def protected(record: Record) -> list[tuple[int, int]]:
    """The parts of a record's title whose capitals must stay when the title is lowered, as beginnings and ends.

    >>> def show(title, **fields):
    ...     return [title[start:end] for start, end in protected(Record(title=title, **fields))]
    >>> show("Riluzole in ALS: mRNA, pH and T cells in Parkinson's disease")
    ['ALS', 'mRNA', 'pH', 'T', "Parkinson's"]
    >>> show("Effects of Exercise on IL-6 Levels in Older Adults in Kenya")
    ['IL', 'Kenya']
    >>> show("Die Behandlung der Lunge bei Kindern", language=["ger"])
    ['Behandlung', 'Lunge', 'Kindern']
    >>> show("Growth of E. coli and <i>Listeria</i> in soup: A trial")
    ['E. coli', '<i>Listeria</i>']
    """
    inside = record.title[1:]
    if inside == inside.lower() or is_all_capitals(record.title):
        return []
    title = parse(record)
    return [(token.start, token.end) for token in title.tokens if keeps(title, token)]


def keeps(title: Title, token: Token) -> bool:
    """Whether a word or marked-up part keeps its capitals when the title is lowered."""
    text, place = token.text, token.place
    if text[0] == "<":
        return _keeps_marked_up(token)
    rest = text[1:]
    if rest != rest.lower() or rest.startswith(". "):
        return True
    if text == text.lower() or place == "^":
        return False
    if title.record.title.startswith("<su", token.end):  # a formula: Co<sub>3</sub>
        return True
    if _has_digit(text) or place == "." or (not title.is_headline and (place == "-" or (rest and not place))):
        return True
    return is_name(title, token) if rest else _keeps_letter(title, token)


def _keeps_letter(title: Title, token: Token) -> bool:
    """Whether a single capital is a name (``vitamin A``) and no article."""
    if token.text != "A":
        return True
    if token.place:
        return False
    following = title.record.title[token.end : token.end + 1]
    if not title.is_headline or title.before(token).lower() in _BEFORE_A or following != " ":
        return True
    return not any(word.text in _CAPITALISED_ARTICLES and not word.place for word in title.tokens)


_ARTICLES = """An And At By For From In Of On The To With"""
_CAPITALISED_ARTICLES = frozenset(_ARTICLES.split())
_BEFORE_LETTER = """vitamin hepatitis group type influenza protein class apolipoprotein hemophilia haemophilia factor cyclosporin toxin grade
    immunoglobulin stage part bisphenol lipid coenzyme concanavalin subunit phospholipase oxidase"""
_BEFORE_A = frozenset(_BEFORE_LETTER.split())


def _keeps_marked_up(token: Token) -> bool:
    """Whether italics or the like hold a name: a species, a gene; not ``In Vivo``."""
    content = _TAGS.sub("", token.text)
    if content.lower() in _ITALIC_PHRASES:
        return False
    if token.place == "^":
        content = content[1:]
    return content != content.lower()


_ITALIC_PHRASES = frozenset(
    ("in vitro", "in vivo", "ex vivo", "in situ", "in silico", "de novo", "in utero", "post hoc")
)


def is_name(title: Title, token: Token) -> bool:
    """Whether a capitalised word of a title is a name, as far as a lexicon, its neighbours and the record know."""
    word = token.text.removesuffix("'").removesuffix("’").replace("’", "'")
    if word in NAMES or word.removesuffix("'s") in NAMES or _ACCENTED.search(word):
        return word.lower() not in _ENGLISH_WITH_ACCENTS
    if word in ELEMENTS or TAXON.search(word) or any(a <= token.start < z for a, z in title.names):
        return True
    after = title.after(token)
    if word.endswith("'s") and after in OF_PEOPLE:
        return True
    if after in PLACES or word in PLACES:
        place = word if after in PLACES else title.before(token)
        if (
            place.istitle()
            and len(place) > 2
            and place not in PEOPLES
            and not _is_small_in_abstract(title.record, place)
        ):
            return place.lower() not in FUNCTION_WORDS
    if (word in BEFORE_NAMES and after in NAMES) or (word, after) in PAIRS:
        return True
    before = title.before(token)
    if (before, word) in PAIRS or (word == "City" and before in NAMES):
        return word != "Syndrome"
    if LATIN.fullmatch(after) and after not in FUNCTION_WORDS and title.record.title[token.end] == " ":
        return True
    if after.istitle() and len(after) > _LONG and _is_genus_in_abstract(title.record, word, after.lower()):
        return True
    return _is_name_in_mesh(title.record, word) or _is_name_in_abstract(title.record, word)


_ACCENTED = re.compile("[\xc0-\u024f\u1e00-\u1eff]")
"""Letters that English words rarely have."""
_ENGLISH_WITH_ACCENTS = frozenset(
    ("naïve", "naïveté", "café", "façade", "cliché", "coöperation", "résumé", "rôle", "débridement")
)
LATIN = re.compile(
    r"[a-z]{3,}(?:us|um|is|ii|ae|ei|ens|ans|icola|ella|orum|arum|oides|ica|osa|ata|era|ina|ula|onia|coli|sativa|elegans)"
)
"""The second word of a species, where title case would have capitalised any other."""


def _is_name_in_mesh(record: Record, word: str) -> bool:
    """Whether MeSH has a place of that name, or a species whose genus it is (its other words are small)."""
    for heading in record.mesh:
        if word in heading.descriptor:
            words = _LETTERS.findall(heading.descriptor)
            if word in words and heading.type == "Geographic":
                return True
            if words[0] == word and len(words) > 1 and words[1].islower() and words[1] not in _SMALL_IN_MESH:
                return True
    return False


_LETTERS = re.compile(r"[^\W\d_]+")
_SMALL_IN_MESH = frozenset(("and", "of", "in", "as", "by", "to", "for", "the", "with"))


def _is_name_in_abstract(record: Record, word: str) -> bool:
    """Whether the abstract has a word with a capital amid a sentence, and never a small one.

    Words in a row of capitalised ones are no proof: ``Chronic Obstructive Pulmonary Disease (COPD)``.
    """
    small = word.lower()
    texts = [section.text for section in record.abstract if word in section.text]
    if not texts or any(small in section.text for section in record.abstract):
        return False
    return any(_is_amid_sentence(word, text) for text in texts)


def _is_genus_in_abstract(record: Record, genus: str, epithet: str) -> bool:
    """Whether the abstract has a genus and species amid a sentence, where the title has capitals at both, and never a small genus."""
    species = f"{genus} {epithet}"
    for section in record.abstract:
        place = section.text.find(species)
        before = section.text[max(place - 2, 0) : place].strip()
        if place > 0 and (before.endswith(("(", ",")) or before[-1:].islower()):
            return not _is_small_in_abstract(record, genus)
    return False


def _is_small_in_abstract(record: Record, word: str) -> bool:
    small = re.compile(rf"\b{re.escape(word.lower())}\b")
    return any(small.search(section.text) for section in record.abstract)


def _is_amid_sentence(word: str, text: str) -> bool:
    start = text.find(f" {word}")
    while start >= 0:
        before = text[:start].rpartition(" ")[2].rstrip(",")
        after = text[start + 1 + len(word) :][:2]
        if (
            before.islower()
            and before.isalpha()
            and (after[:1] in "'’,." or (after[0] == " " and after[1:].islower()))
        ):
            return True
        start = text.find(f" {word}", start + 1)
    return False


def is_common(record: Record, word: str) -> bool:
    """Whether MeSH, the keywords or the abstract know a word as a common one."""
    small = re.compile(rf"\b{word.lower()}")
    if any(small.search(section.text) for section in record.abstract):
        return True
    if any(small.search(keyword.term) for keyword in record.keyword):
        return True
    return any(word in heading.descriptor for heading in record.mesh if heading.type != "Geographic")


def _has_digit(text: str) -> bool:
    return not text.isalpha() and any(map(str.isdecimal, text))


# --- titles all in capitals -----------------------------------------------------------------------------------

_ENOUGH = 4
"""From so many words on, capitals alone are no acronyms."""


def is_all_capitals(title: str) -> bool:
    """Whether a title of some length has no small letter.

    >>> is_all_capitals("ANALYSIS OF THE JOURNALS OF SURGERY"), is_all_capitals("HIV, AIDS, TB"), is_all_capitals("SARS: a review")
    (True, False, False)
    """
    return title.count(" ") >= _ENOUGH - 1 and _TAGS.sub("", title).isupper()

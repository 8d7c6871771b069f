"""Which capitalised words of a title in title case are names: those of a lexicon, of the record, or of their neighbours."""

import re
from typing import NamedTuple

from convert.model.record import Record
from convert.model.text.proper_names import (
    AFTER_NAMES,
    ALLOYED,
    BEFORE_NAMES,
    COMMON_SECONDS,
    ELEMENTS,
    NAMES,
    OF_NAMES,
    OF_PEOPLE,
    PAIRS,
    PEOPLES,
    PLACES,
    TAXON,
)

_LONG = 4
_FUNCTION = """about above across after against along among amid and are around because been before behind being below beneath beside
    besides between beyond both but can could does during each either following for from has have how inside into its itself
    less like more most near not off onto other our out over past per plus regarding should since some such than that the their them
    then there these they this those through throughout toward towards under underlying unlike until upon used using based versus via was
    vitro vivo situ silico novo utero hoc were what when where whether which while who whose why will with within without would your"""
FUNCTION_WORDS = frozenset(_FUNCTION.split())
SMALL_WORD = re.compile(r"(?<![^\s(/“\"‘])[a-z]{4,}\b")
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


def is_name(title: Title, token: Token) -> bool:
    """Whether a capitalised word of a title is a name, as far as a lexicon, its neighbours and the record know."""
    word = token.text.removesuffix("'").removesuffix("’").replace("’", "'")
    if word in NAMES or word.removesuffix("'s") in NAMES or _ACCENTED.search(word):
        return word.lower() not in _ENGLISH_WITH_ACCENTS
    if word in ELEMENTS or TAXON.search(word) or any(a <= token.start < z for a, z in title.names):
        return True
    after = title.after(token)
    if _is_name_by_neighbours(title, token, word, after) or _is_taxon(title, token, after):
        return True
    if _begins_quotation(title.record.title, token) or _is_in_journal(title.record, token):
        return True
    if after.istitle() and len(after) > _LONG and _is_genus_in_abstract(title.record, word, after.lower()):
        return True
    return _is_name_in_mesh(title.record, word) or _is_name_in_abstract(title.record, word)


def _is_name_by_neighbours(title: Title, token: Token, word: str, after: str) -> bool:
    """Whether a word that may be part of a name is one by the words beside it."""
    if word.endswith("'s") and after in OF_PEOPLE:
        return True
    before = title.before(token)
    if after in PLACES or word in PLACES:
        place = word if after in PLACES else before
        if (
            place.istitle()
            and len(place) > 2
            and place not in PEOPLES
            and not _is_small_in_abstract(title.record, place)
        ):
            return place.lower() not in FUNCTION_WORDS
    if (word in BEFORE_NAMES and after in NAMES) or (word, after) in PAIRS:
        return True
    if (before, word) in PAIRS:
        return word not in COMMON_SECONDS
    if before in NAMES and (word == "City" or word in AFTER_NAMES):
        return True
    if word in OF_NAMES and after == "of":
        return _names_what_follows(title, token)
    return word in ALLOYED and _is_beside_element(title.record.title, token)


def _is_taxon(title: Title, token: Token, after: str) -> bool:
    """Whether a word is a genus: before a small word, which title case would have capitalised otherwise, or by what is before it."""
    looks_like_genus = title.is_headline and _GENUS.search(token.text)
    if looks_like_genus and _TAXON.search(title.record.title[: token.start]):
        return True
    if after in FUNCTION_WORDS or title.record.title[token.end : token.end + 1] != " ":
        return False
    return LATIN.fullmatch(after) is not None or bool(looks_like_genus and SMALL_WORD.match(after))


def _is_in_journal(record: Record, token: Token) -> bool:
    """Whether a word is in the name of the record's journal, which its editors mention, or of another one."""
    title, name = record.title, record.container_title
    if " of " in name:
        start = title.casefold().find(name.casefold())
        if 0 <= start <= token.start and token.end <= start + len(name):
            return True
    if "Journal of " not in title:
        return False
    return any(found.start() <= token.start < found.end() for found in _JOURNAL.finditer(title))


_JOURNAL = re.compile(r"\bJournal of (?:the )?[A-Z][\w-]*(?: (?:(?:and|of|the|&) )*[A-Z][\w-]*)*")


def _names_what_follows(title: Title, token: Token) -> bool:
    """Whether a name follows ``of``: ``Gulf of Mexico``."""
    found = _AFTER_OF.match(title.record.title, token.end)
    return found is not None and found[1] in NAMES


def _is_beside_element(title: str, token: Token) -> bool:
    """Whether the symbol of an element stands beside a word, as in ``Mg-Al``."""
    before, after = _SYMBOL_BEFORE.search(title[: token.start]), _SYMBOL_AFTER.match(title, token.end)
    return any(found is not None and found[1] in ELEMENTS | ALLOYED for found in (before, after))


def _begins_quotation(title: str, token: Token) -> bool:
    """Whether a word is the first of another title that is quoted, and not of a quoted term."""
    if title[token.start - 1] not in '"“':
        return False
    quoted = re.split('["”]', title[token.start :], maxsplit=1)[0]
    return quoted.count(" ") >= _LONG_QUOTATION


_GENUS = re.compile(r"^[A-Z][a-z]{3,}(?:us|um|[aeiy]s|[ae]|ys|on|ax|ix|ops)$")
_TAXON = re.compile(r"(?:species of|genus) $", re.IGNORECASE)
_AFTER_OF = re.compile(r" of (?:the )?([^\W\d_]+)")
_SYMBOL_BEFORE = re.compile(r"([A-Z][a-z]?)\d*[-–/]$")
_SYMBOL_AFTER = re.compile(r"\d*[-–/]([A-Z][a-z]?)\b")
_LONG_QUOTATION = 4
"""So many blanks are in no term."""
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

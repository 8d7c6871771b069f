"""Which capitalised words of a title in title case are names: those of a lexicon, of the record, or of their neighbours."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from convert.model.record import Record
from convert.model.text.proper_names import (
    AFTER_NAMES,
    ALLOYED,
    ALSO_COMMON,
    BEFORE_NAMES,
    COMMON_SECONDS,
    ELEMENTS,
    EPONYMS,
    GENERA,
    NAMES,
    OF_NAMES,
    OF_PEOPLE,
    ORGANISATIONS,
    PAIRS,
    PEOPLES,
    PLACES,
    TAXON,
)
from convert.model.title_names.common_words import COMMON_WORDS, frequent_words
from convert.model.title_names.evidence import has_word, is_amid_sentence, is_genus
from convert.model.title_names.lazily import lazily
from convert.model.title_names.of_words import names_of_words

_LONG = 4
_FUNCTION = """about above across after against along among amid and are around because been before behind being below beneath beside
    besides between beyond both but can could does during each either following for from has have how inside into its itself
    less like more most near not off onto other our out over past per plus regarding should since some such than that the their them
    then there these they this those through throughout toward towards under underlying unlike until upon used using based versus via was
    vitro vivo situ silico novo utero hoc well were what when where whether which while who whose why will with within without would your"""
FUNCTION_WORDS = frozenset(_FUNCTION.split())
_BEFORE_PART = (": A", "-A", "- A", "–A", "– A", "—A", "— A")
_HEADLINE_PART = re.compile(r"(?:: |[-–—] ?)An? (?=[A-Z][a-z]+ )[^:.?!\[]+")
_BEHIND_NUMBER = re.compile(r"\d[\d.,]*(?:%? |-)([A-Z][a-z]+)\b")
_FIRST_LETTER = re.compile("[^\\W\\d_\u0370-\u03ff]")
_SMALL_NEXT = re.compile(r" (?:<i>)?[a-z]")
_NEXT_WORD = re.compile(r"[ -](?:<i>)?([^\W\d_]+)")
SMALL_WORD = re.compile(r"(?<![^\s(/“\"‘])[a-z]{4,}+\b")


class Token(NamedTuple):
    """A word of a title with a capital, or a marked-up part of it."""

    start: int
    end: int
    text: str
    place: str
    """What is before it: ``""`` inside a part, ``^`` at the beginning, ``.`` a sentence's end, ``:`` or a dash."""


@dataclass
class Title:
    """A title and its words with capitals."""

    record: Record
    tokens: list[Token]
    is_headline: bool

    @lazily
    def names(self) -> list[tuple[int, int]]:
        """Names of several words, as beginnings and ends."""
        return names_of_words(self.record, self.words) + _called(self)

    @lazily
    def words(self) -> set[str]:
        """The words with capitals."""
        return {token.text for token in self.tokens}

    @lazily
    def has_neighbours(self) -> bool:
        """Whether a word may tell that the one beside it is a name."""
        return not _NEIGHBOURS.isdisjoint(self.words)

    @lazily
    def has_eponym(self) -> bool:
        """Whether a word is somebody's name, which a hyphen may join to another one."""
        return "-" in self.record.title and not EPONYMS.isdisjoint(self.words)

    @lazily
    def abstract(self) -> str:
        """The running text of the abstract, without the title that it may cite."""
        return "\n".join([section.text for section in self.record.abstract]).replace(self.record.title, "")

    @lazily
    def mesh(self) -> str:
        """The descriptors of MeSH."""
        return "\n".join([heading.descriptor for heading in self.record.mesh])

    @lazily
    def has_genus(self) -> bool:
        """Whether a word is a well-known genus."""
        return not GENERA.isdisjoint(self.words)

    @lazily
    def first(self) -> int:
        """Where the first letter is, which stays as it is; a Greek one stands before it; -1 if a number does (``81-year-old man``)."""
        found = _FIRST_LETTER.search(self.record.title)
        is_behind = self.record.title[:1].isdecimal()
        word = _BEHIND_NUMBER.match(self.record.title) if is_behind else None
        if word and word[1].lower() in frequent_words():
            return -1
        return found.start() if found else 0

    @lazily
    def headline_parts(self) -> list[tuple[int, int]]:
        """The subtitles in title case of a title in sentence case: ``Sleep and coins: A Study of Sleeping Coins``."""
        if not any(map(self.record.title.__contains__, _BEFORE_PART)):
            return []
        return [
            part.span()
            for part in _HEADLINE_PART.finditer(self.record.title)
            if all(word in FUNCTION_WORDS for word in SMALL_WORD.findall(part[0]))
        ]

    def is_headline_at(self, token: Token) -> bool:
        """Whether a word is in a part in title case."""
        if self.is_headline or not self.headline_parts:
            return self.is_headline
        return any(start < token.start < end for start, end in self.headline_parts)

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
    known = _is_known(word)
    if known is not None:
        return known and not (word in ALSO_COMMON and _is_animal(title, token, word))
    if title.names and any(start <= token.start < end for start, end in title.names):
        return True
    if (title.has_neighbours or word.endswith("'s")) and _is_name_by_neighbours(title, token, word):
        return True
    if _begins_quotation(title.record.title, token):
        return True
    if title.has_eponym and _is_beside_eponym(title, token):
        return True
    if _is_common(word) or is_epithet(title, token):
        return False
    if _is_taxon(title, token, word):
        return True
    if word in title.mesh and _is_name_in_mesh(title.record, word):
        return True
    return word in title.abstract and _is_name_in_abstract(title, token, word)


_PROJECT = re.compile(r"((?:[A-Z][\w-]+ ){1,3}[A-Z][\w-]+)(?: \d+\.\d+)?:")
_QUOTED = re.compile(r"""["“]((?:[A-Z][\w-]+ )+[A-Z][\w-]+)["”]""")


def _called(title: Title) -> list[tuple[int, int]]:
    """What a work calls something, as beginnings and ends: ``Harbour Coin: an open platform``, ``the “Red Sun” tomato``.

    The abstract or a group of authors has it amid a sentence with the same capitals, and never with small ones.
    """
    text = title.record.title
    names = [_PROJECT.match(text), *(_QUOTED.finditer(text) if '"' in text or "“" in text else ())]
    return [name.span(1) for name in names if name is not None and _is_called(title, name[1])]


def _is_called(title: Title, name: str) -> bool:
    text = " ".join([title.abstract, *(f"the {author.literal}" for author in title.record.author)])
    stem, _, last = name.rpartition(" ")
    if " " in stem and last in ORGANISATIONS and name not in text:
        name = stem  # Harbour Coin Initiative, also called the Harbour Coin Breakthrough Initiative
    is_amid = re.search(rf"(?:[a-z,] [\"“]?|[a-z] \(){re.escape(name)}(?!\w| \([A-Z]+\))", text) is not None
    return is_amid and not has_word(text, name.lower())


def is_epithet(title: Title, token: Token) -> bool:
    """Whether a word is the epithet of a species with a slip, which the record has in small letters: ``Helicobacter Pylori``."""
    if not title.has_genus or not _EPITHET.search(token.text) or title.before(token) not in GENERA:
        return False
    return any(has_word(text, token.text.lower()) for text in (title.abstract, title.mesh))


@lru_cache(maxsize=16_384)
def _is_known(word: str) -> bool | None:
    """Whether a word is a name by itself; ``None`` if that isn't known."""
    if word in NAMES or word.removesuffix("'s") in NAMES or _ACCENTED.search(word):
        return word.lower() not in _ENGLISH_WITH_ACCENTS
    return True if word in ELEMENTS or TAXON.search(word) else None


def _is_animal(title: Title, token: Token, word: str) -> bool:
    """Whether ``Guinea`` or ``Turkey`` is no country, nor ``Lima`` a city."""
    return title.after(token) in ALSO_COMMON[word] or has_word(title.abstract, word.lower())


def _is_beside_eponym(title: Title, token: Token) -> bool:
    """Whether a hyphen joins a word to the name of somebody: ``Erdheim-Chester``, not ``Doppler-Guided``."""
    text, small = title.record.title, token.text.lower()
    is_joined = (text[token.start - 1] == "-" and title.before(token) in EPONYMS) or (
        text.startswith("-", token.end) and title.after(token) in EPONYMS
    )
    if not is_joined or len(small) < _LONG or _NO_PERSON.search(small):
        return False
    return not (small in FUNCTION_WORDS or small in COMMON_WORDS or small in frequent_words())


_NO_PERSON = re.compile(
    r"^(?:anti|auto|inter|intra|long|para|peri|post|pseudo|quasi|semi|trans)$|(?:[^l]ed|[a-z]{3}ing|[ai]ble|[ai]ve|[ai]c|al|ous|ant|ent|type|virus|scope|graph|gram|metry|free|less|like|wise|omics|oma|itis|osis|ase|ine|ate|ide|ion)$"
)


_NEIGHBOURS = (
    PLACES
    | AFTER_NAMES
    | OF_NAMES
    | ALLOYED
    | BEFORE_NAMES
    | ({word for pair in PAIRS for word in pair} - COMMON_SECONDS)
)


@lru_cache(maxsize=16_384)
def _is_common(word: str) -> bool:
    """Whether a word ends as names hardly do, though an abstract has a capital at it now and then."""
    return _COMMON_ENDING.search(word) is not None


def _is_name_by_neighbours(title: Title, token: Token, word: str) -> bool:
    """Whether a word that may be part of a name is one by the words beside it."""
    after = title.after(token)
    if after in OF_PEOPLE and word.endswith("'s"):
        return True
    before = title.before(token)
    if after in PLACES or word in PLACES:
        place = word if after in PLACES else before
        if (
            place.istitle()
            and len(place) > 2
            and not _NO_PLACE.search(place)
            and place.lower() not in frequent_words()
            and place not in PEOPLES
            and place not in BEFORE_NAMES
            and not has_word(title.abstract, place.lower())
        ):
            return place.lower() not in FUNCTION_WORDS
    if (word in BEFORE_NAMES and _is_before_name(title, token)) or (word, after) in PAIRS:
        return True
    if (before, word) in PAIRS:
        return word not in COMMON_SECONDS
    if word in AFTER_NAMES and (before in NAMES or before in PLACES):
        return True
    if word in OF_NAMES and after == "of":
        return _names_what_follows(title, token)
    return word in ALLOYED and _is_beside_element(title.record.title, token)


_NO_PLACE = re.compile(r"(?:[lt]ar|[^e]al|ic|ous|ive|ed|ing)$")


def _is_before_name(title: Title, token: Token) -> bool:
    """Whether a name follows a word, or another word of the compass: ``North-Western Kenya``."""
    found = _NEXT_WORD.match(title.record.title, token.end)
    if found and found[1] in BEFORE_NAMES:
        found = _NEXT_WORD.match(title.record.title, found.end())
    return found is not None and found[1] in NAMES and found[1] not in GENERA


def _is_taxon(title: Title, token: Token, word: str) -> bool:
    """Whether a word is a genus: before a small word, which title case would have capitalised otherwise, or by what is before it."""
    looks_like_genus = title.is_headline and _looks_like_genus(word)
    text = title.record.title
    if looks_like_genus and text[max(token.start - _LONGEST, 0) : token.start].lower().endswith(
        _BEFORE_GENUS
    ):
        return True
    if text.startswith(_AROUND_SUBGENUS, token.end) and word.istitle() and _SUBGENUS.match(text, token.end):
        return True
    if not _SMALL_NEXT.match(text, token.end) or (after := title.after(token)) in FUNCTION_WORDS:
        return False
    if after in _SPECIES or _looks_like_epithet(after):
        return True
    if not (looks_like_genus and SMALL_WORD.match(after)):
        return False
    return after == word.lower() or not has_word(title.abstract, word.lower())


@lru_cache(maxsize=16_384)
def _looks_like_genus(word: str) -> bool:
    return _GENUS.search(word) is not None


@lru_cache(maxsize=16_384)
def _looks_like_epithet(word: str) -> bool:
    return LATIN.fullmatch(word) is not None


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
    return quoted.count(" ") >= _LONG_QUOTATION or _QUOTES_TITLE.search(title, 0, token.start - 1) is not None


_GENUS = re.compile(r"^[A-Z][a-z]{3,}(?:us|um|[aeiy]s|[ae]|ys|on|ax|ix|ops)$")
_EPITHET = re.compile(r"^[A-Z][a-z]+(?:a|ae|ans|ens|i|is|um|us)$")
_SPECIES = ("sp", "spp")
_BEFORE_GENUS = ("species of ", "genus ")
_LONGEST = max(map(len, _BEFORE_GENUS))
_AFTER_OF = re.compile(r" of (?:the )?([^\W\d_]+)")
_SYMBOL_BEFORE = re.compile(r"([A-Z][a-z]?)\d*[-–/]$")
_SYMBOL_AFTER = re.compile(r"\d*[-–/]([A-Z][a-z]?)\b")
_QUOTES_TITLE = re.compile(r"(?i)\b(?:article|paper|re:|titled|entitled) \Z")
_LONG_QUOTATION = 4
"""So many blanks are in no term."""
_ACCENTED = re.compile("[\xc0-\u024f\u1e00-\u1eff]")
"""Letters that English words rarely have."""
_ENGLISH_WITH_ACCENTS = frozenset(
    ("naïve", "naïveté", "café", "façade", "cliché", "coöperation", "résumé", "rôle", "débridement")
)
LATIN = re.compile(
    r"(?:coli|elegans|sativa|(?!novo|virus|focus|status|umbrella)[a-z]{3,}(?:(?<!o)us|um|(?<![aeioy]s)(?<!it)is|ii|ae|ei|ens|ans|icola|ella|orum|arum"
    r"|oides|iana|ica|osa|ata|era|ina|ula|onia))"
)
"""The second word of a species, where title case would have capitalised any other."""
_SUBGENUS = re.compile(rf"(?: \([A-Z][a-z]+)?\) {LATIN.pattern}(?!\w)")
"""What follows a genus or its subgenus in brackets: ``Malus (Alba) sativa``."""
_AROUND_SUBGENUS = (" (", ")")
"""How that begins."""


def _is_name_in_mesh(record: Record, word: str) -> bool:
    """Whether MeSH has a place of that name, or a species whose genus it is (its other words are small)."""
    for heading in record.mesh:
        if word in heading.descriptor:
            if heading.type == "Geographic" and word in _LETTERS.findall(heading.descriptor):
                return True
            species = _SPECIES_IN_MESH.fullmatch(heading.descriptor)
            if species and species[1] == word and species[2] not in FUNCTION_WORDS:
                return True
    return False


_LETTERS = re.compile(r"[^\W\d_]+")
_SPECIES_IN_MESH = re.compile(
    r"([A-Z][a-z]+) ((?!(?:alpha|and|beta|gamma|the|virus)\b)[a-z]{3,})(?: [A-Z].*)?"
)


def _is_name_in_abstract(title: Title, token: Token, word: str) -> bool:
    """Whether an abstract has a word with a capital amid a sentence, or as the genus of a species, and never a small one."""
    small, text = word.lower(), title.abstract
    if "/" in (title.record.title[token.start - 1], title.record.title[token.end : token.end + 1]):
        compound = _COMPOUND.match(title.record.title, title.record.title.rfind(" ", 0, token.start) + 1)
        if compound and _HAS_DIGIT.search(compound[0]) and compound[0].lstrip("([") in text:
            return True
    if small in COMMON_WORDS or has_word(text, small):
        return False
    after = title.after(token)
    if len(after) > _LONG and after not in FUNCTION_WORDS and is_genus(text, word, after.lower()):
        return True
    if _looks_like_epithet(before := title.before(token)) and f"{before} {word}" in text:
        return True  # who described a species
    return small not in text and is_amid_sentence(word, text) and small not in frequent_words()


_COMPOUND = re.compile(r"[([]?[^\W_]++(?:/[^\W_]++)+")
_HAS_DIGIT = re.compile(r"\d")
_COMMON_ENDING = re.compile(
    r"(?:[^r]ases?|azole|ance|cillin|cycline|dipine|ence|graphy|(?<![jq])ing|ive|ic|logy|mab|ment|mycin|nil|nib|olol|ous|pril|sartan|statin|tion"
    r"|vir|virus|viruses)$"
)
"""The endings of words that names hardly have, though an abstract has a capital at them now and then."""

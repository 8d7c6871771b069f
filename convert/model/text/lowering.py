"""Titles and subtitles that are all in capitals → sentence case, with the capitals of acronyms and names, as far as the record shows them."""

import re

from convert.model.record import Record
from convert.model.text.proper_names import BEFORE_NAMES, GENERA, NAMES
from convert.model.text.titles import is_all_capitals

_WORD = re.compile(r"</?\w[^<>]*>|[^\W_]+(?:['’][^\W_]+)*")
_SENTENCE_END = re.compile(r"(?:^|[.?!]\s+)[^\w<]*$")
_ROMAN = re.compile("[IVX]{2,4}")
_ACRONYM_LIST = """
    ACE ADHD AIDS ALT ASD AST ATP AUC AVF BCR BMI CAR CML COPD COVID CPAP DNA ECG ECMO EEG EGFR ELISA EMG FDA GABA HAART HIV HLA
    ICU IGA IGE IGG IGM IVF JAK MAPK MELD MERS MEV MIRNA MRI MRNA NAFLD NATO NICU NIH NIHSS NSAID PARP PCI PCOS PET PICU PTSD RNA SARS SEM
    SIRNA SLE SPECT STAT STEMI TAVI TEM TIA UK UNICEF USA UV
"""
_ACRONYMS = {word: word for word in _ACRONYM_LIST.split()} | {
    "IGA": "IgA",
    "IGE": "IgE",
    "IGG": "IgG",
    "IGM": "IgM",
    "MEV": "MeV",
    "MIRNA": "miRNA",
    "MRNA": "mRNA",
    "SIRNA": "siRNA",
}


def lower_title(record: Record) -> str:
    """The title in sentence case if it is all in capitals; otherwise as it is.

    >>> lower_title(Record(title="COVID-19 OUTBREAK IN NORTHERN ITALY: THE ROLE OF MRI"))
    'COVID-19 outbreak in Northern Italy: the role of MRI'
    >>> lower_title(Record(title="HIV and AIDS")), lower_title(Record(title="HIV, TB"))
    ('HIV and AIDS', 'HIV, TB')
    """
    title = record.title
    return _lower(record, title) if is_all_capitals(title) else title


def lower_subtitle(record: Record, title: str) -> str:
    """A title whose subtitle, if that is all in capitals, is in sentence case.

    >>> lower_subtitle(Record(), "Death of cells: THE INTERACTION OF CYTOCHROME c AND DNA")
    'Death of cells: the interaction of cytochrome c and DNA'
    """
    if not any(map(title.__contains__, _FUNCTION_WORDS)):
        return title
    return _IN_CAPITALS.sub(lambda part: _lower(record, part[0], begins=False), title)


def lower_species(title: str) -> str:
    """A title whose species are in small letters, which old ones have in capitals for italics.

    >>> lower_species("A map of DROSOPHILA VIRILIS by THE AUTHOR")
    'A map of Drosophila virilis by THE AUTHOR'
    >>> lower_species("Hybrids of DROSOPHILA VIRILIS and D. TEXANA")
    'Hybrids of Drosophila virilis and D. texana'
    """
    lowered = _SPECIES_IN_CAPITALS.sub(_small_species, title)
    if lowered == title:
        return title
    return _ABBREVIATED_SPECIES.sub(lambda found: found[0][0] + found[0][1:].lower(), lowered)


def _small_species(found: re.Match[str]) -> str:
    genus = found[1].capitalize()
    return f"{genus} {found[2].lower()}" if genus in GENERA else found[0]


_SPECIES_IN_CAPITALS = re.compile(r"([A-Z](?<!\w.)[A-Z]{4,}) ([A-Z]{4,})\b")
_ABBREVIATED_SPECIES = re.compile(r"(?<![\w.])[A-Z]\. [A-Z]{4,}\b")
_FUNCTION_WORDS = (" OF ", " THE ", " IN ", " AND ", " BY ")
_IN_CAPITALS = re.compile(
    r"(?<=: )(?=[^:]* (?:OF|THE|IN|AND|BY) )[A-Z][A-Z'-]+(?:,? (?:[A-Z][A-Z\d'-]*|[a-z](?!\S))){3,}(?![a-z])(?=$|[?.:])"
)
"""A subtitle as the Journal of Biological Chemistry had it: ``: THE ROLE OF CYTOCHROME c``."""


def _lower(record: Record, title: str, *, begins: bool = True) -> str:
    """A title in small letters, but for acronyms, names, and, if the title ``begins`` there, its first word."""
    texts = [section.text for section in record.abstract] + [keyword.term for keyword in record.keyword]
    running = " ".join(text for text in texts if not text.isupper())
    names = {word: _name(word) for word in set(_WORD.findall(title))}

    def lower(match: re.Match[str]) -> str:
        word = match[0]
        if word[0] == "<":
            return word
        following = _WORD.search(title, match.end())
        spelled = names[word] or _spelled(word, running, in_brackets=title[match.start() - 1] == "(")
        if (
            not spelled
            and word.capitalize() in BEFORE_NAMES
            and following
            and names.get(following[0], "").istitle()
        ):
            spelled = word.capitalize()
        if spelled:
            return spelled
        small = word.lower()
        is_first = _SENTENCE_END.search(title[: match.start()]) and (begins or match.start())
        return small.capitalize() if is_first else small

    return _WORD.sub(lower, title)


def _name(word: str) -> str:
    """A word as a name or a common acronym has it; ``""`` if it is neither."""
    capitalised = word.capitalize()
    if word in _ACRONYMS:
        return _ACRONYMS[word]
    return capitalised if capitalised in NAMES or capitalised.removesuffix("'s") in NAMES else ""


def _spelled(word: str, running: str, *, in_brackets: bool) -> str:
    """A word with capitals as the record's running text has it, or as an acronym; ``""`` if it has none."""
    if len(word) == 1:
        return "" if word == "A" else word
    if re.search(rf"\b{word.lower()}\b", running):
        return ""
    if found := re.search(rf"\b{re.escape(word)}\b", running, re.IGNORECASE):
        return "" if found[0] == word.capitalize() and not _is_amid(found) else found[0]
    if any(map(str.isdecimal, word)) or _ROMAN.fullmatch(word) or not set(word) & set("AEIOUY"):
        return word
    return word if in_brackets and len(word) <= len("ABCDEF") else ""


def _is_amid(found: re.Match[str]) -> bool:
    """Whether a word stands amid a sentence."""
    return re.search(r"[a-z,] $", found.string[: found.start()]) is not None

"""Strings ↔ values that several formats share: pages, names' parts, identifiers, titles, languages.

Whoever parses here keeps what can't be parsed as it stands. A pattern
that is compiled here is one that most records need; others are compiled when they are met, since a start takes time.
"""

import re
from collections.abc import Iterable
from functools import cache

from convert.record import AbstractSection, Name

_SUFFIXES = frozenset(("Jr", "Sr", "1st", "2nd", "3rd", "4th", "5th", "6th", "II", "III", "IV"))
"""Suffixes that are no initials either. ``I`` and ``V`` are suffixes only after other initials."""
_INITIALS = r"(?:[^\W\d_a-z][a-zıʹ']?-?){1,8}"
"""``WT``, ``Y-J``, and transliterated ones: ``IYu``, ``ChS``."""
_PARTICLE_INITIALS = r"[A-Z]{0,4}(?:d[aeo]s?|del|el|van|v)"
"""``Mde`` in ``Oliveira Mde L``: PubMed leaves particles among the given names in the initials."""
_INITIAL = r"[^\W\d_a-z][a-zıʹ']?(?![a-z])|[^\W\d_a-z]|[a-z]+"


def parse_full_name(text: str) -> Name:
    """``Family, Given Suffix``, as FAU has it; particles stay where they are; no comma, all family.

    >>> from msgspec import to_builtins as parts
    >>> parts(parse_full_name("O'Brien, William T Sr"))
    {'family': "O'Brien", 'given': 'William T', 'suffix': 'Sr'}
    >>> parts(parse_full_name("van der Berg, A B")), parts(parse_full_name("Kavita"))
    ({'family': 'van der Berg', 'given': 'A B'}, {'family': 'Kavita'})
    >>> parts(parse_full_name("King, Martin Luther, Jr."))
    {'family': 'King', 'given': 'Martin Luther', 'suffix': 'Jr.'}
    """
    family, _, given = text.partition(",")
    given = given.strip()
    rest, _, last = given.rpartition(" ")
    if rest and last.removesuffix(".") in _SUFFIXES:
        return Name(family=family.strip(), given=rest.rstrip(" ,"), suffix=last)
    return Name(family=family.strip(), given=given)


def parse_short_name(text: str) -> Name:
    """``Family Initials Suffix``, as AU and PubMed's text have it; without initials, all family.

    >>> from msgspec import to_builtins as parts
    >>> parts(parse_short_name("O'Brien WT Sr"))
    {'family': "O'Brien", 'given': 'W T', 'suffix': 'Sr', 'initials': 'WT'}
    >>> parts(parse_short_name("Oliveira Mde L"))
    {'family': 'Oliveira', 'given': 'M de L', 'initials': 'Mde L'}
    >>> parts(parse_short_name("de Azevedo SM Jr"))
    {'family': 'de Azevedo', 'given': 'S M', 'suffix': 'Jr', 'initials': 'SM'}
    >>> parts(parse_short_name("Sousa Neto IV")), parts(parse_short_name("Hsu Y-J"))
    ({'family': 'Sousa Neto', 'given': 'I V', 'initials': 'IV'},
     {'family': 'Hsu', 'given': 'Y J', 'initials': 'Y-J'})
    >>> parts(parse_short_name("Kavita")), parts(parse_short_name("The Lancet"))
    ({'family': 'Kavita'}, {'family': 'The Lancet'})
    """
    words = text.split()
    suffix = words.pop() if len(words) > 2 and _ends_in_suffix(words) else ""
    if suffix.isupper() and not re.fullmatch(_INITIALS, words[-1]):
        words.append(suffix)
        suffix = ""
    if len(words) < 2 or not re.fullmatch(_INITIALS, words[-1]):
        return Name(family=" ".join(words), suffix=suffix)
    has_particle = len(words) > 2 and words[0][0].isupper() and re.fullmatch(_PARTICLE_INITIALS, words[-2])
    start = -2 if has_particle else -1
    initials = " ".join(words[start:])
    given = space_initials(initials)
    return Name(family=" ".join(words[:start]), given=given, suffix=suffix, initials=initials)


def space_initials(initials: str) -> str:
    """Initials as the given names that they stand for.

    >>> space_initials("IYu"), space_initials("Mde L")
    ('I Yu', 'M de L')
    """
    return " ".join(re.findall(_INITIAL, initials))


def parse_name(full: str, short: str) -> Name:
    """One name's full and short form; the short one tells suffixes from initials.

    >>> from msgspec import to_builtins as parts
    >>> parts(parse_name("Smith, John V", "Smith J V")), parts(parse_name("Smith, John V", "Smith JV"))
    ({'family': 'Smith', 'given': 'John', 'suffix': 'V', 'initials': 'J'},
     {'family': 'Smith', 'given': 'John V', 'initials': 'JV'})
    """
    family, comma, given = full.partition(", ")
    before, _, initials = short.rpartition(" ")
    if comma and before and before == family:
        return Name(family, given, initials=initials)
    if not comma:
        return parse_short_name(short) if full == short else parse_full_name(full)
    if not short.startswith(family + " "):
        name = parse_full_name(full)
        name.initials = parse_short_name(short).initials
        return name
    initials = short[len(family) + 1 :]
    first, space, last = initials.rpartition(" ")
    if space and given.endswith(" " + last) and _ends_in_suffix([family, first, last]):
        return Name(family=family, given=given[: -len(last)].rstrip(" ,"), suffix=last, initials=first)
    return Name(family=family, given=given, initials=initials)


def parse_inverted_name(text: str) -> Name:
    """``Family, Given, Suffix``, as RIS, EndNote and many others write names; a group has no comma, or one at its end.

    Family and initials without a comma, which the rules of these formats don't allow, are parted; one word that
    isn't an acronym is a family name.

    >>> from msgspec import to_builtins as parts
    >>> parts(parse_inverted_name("Smith, J. A., Jr.")), parts(parse_inverted_name("Smith, Jr., J. A."))
    ({'family': 'Smith', 'given': 'J. A.', 'suffix': 'Jr.'}, {'family': 'Smith', 'given': 'J. A.', 'suffix': 'Jr.'})
    >>> parts(parse_inverted_name("Heart, Lung and Blood Group,")), parts(parse_inverted_name("COIN Group"))
    ({'literal': 'Heart, Lung and Blood Group'}, {'literal': 'COIN Group'})
    >>> parts(parse_inverted_name("Smith JA"))
    {'family': 'Smith', 'given': 'J A', 'initials': 'JA'}
    """
    text = text.strip()
    if text.endswith(","):
        return Name(literal=text[:-1].rstrip())
    family, *rest = [part.strip() for part in text.split(",")]
    if not rest:
        words = text.split()
        if len(words) == 2 and words[1].isupper() and len(words[1]) <= 3 and not words[0].isupper():
            return parse_short_name(text)
        return Name(family=text) if len(words) == 1 and not text.isupper() else Name(literal=text)
    given, *suffixes = rest
    if suffixes and given.removesuffix(".") in _SUFFIXES:
        given, suffixes = ", ".join(suffixes), [given]
    return Name(family=family, given=given, suffix=", ".join(suffixes))


def _ends_in_suffix(words: list[str]) -> bool:
    *_, before, last = words
    if last in ("I", "V"):
        return len(before) <= 3 and re.fullmatch(_INITIALS, before) is not None
    return last.removesuffix(".") in _SUFFIXES


_ELIDED = re.compile(r"(?<![\w.)-])([A-Za-z]*)(\d{1,7})-([A-Za-z]*)(\d{1,7})(?!\d|\w*[(-])")
"""A range and not a part of an identifier, which may have more digits (``S0104-42302022005005204``) or parts (``2023-9-1``)."""


def complete_pages(text: str) -> str:
    """Page ranges with their ends in full, as PubMed elides them (``445-53``); anything else as it stands.

    >>> complete_pages("445-53"), complete_pages("123-8, 130; discussion 135-6")
    ('445-453', '123-128, 130; discussion 135-136')
    >>> complete_pages("S12-8"), complete_pages("e534-e543"), complete_pages("i-xii"), complete_pages("1516-25.e1-3")
    ('S12-S18', 'e534-e543', 'i-xii', '1516-1525.e1-3')
    >>> complete_pages("S0104-42302022005005204"), complete_pages("2023-9-1"), complete_pages("S1198-743X(25)00361-1")
    ('S0104-42302022005005204', '2023-9-1', 'S1198-743X(25)00361-1')
    """
    first, dash, last = text.partition("-")
    if not dash or (len(first) == len(last) and first.isdecimal() and last.isdecimal()):
        return text
    return _ELIDED.sub(_complete_range, text)


def _complete_range(match: re.Match[str]) -> str:
    prefix, first, last_prefix, last = match.groups()
    if last_prefix not in ("", prefix):
        return match[0]
    if len(last) < len(first):
        completed = first[: -len(last)] + last
        if int(completed) <= int(first):
            return match[0]
        last = completed
    return f"{prefix}{first}-{prefix}{last}"


_PAGE = r"([A-Za-z]*\d+\w*(?:\.\d+)?|[ivxlcdmIVXLCDM]+)"
PAGE_RANGE = rf"(?<![\w)\-–—])(?<![^\W\d]\.){_PAGE}\s*[-–—]+\s*{_PAGE}(?![\w(\-–—])"
"""First and last page. Publishers' item numbers have hyphens as well (``S0890-8567(20)31414-3``, ``bmj-2021-1051``,
``JCM.02112-20``), and PubMed gives them for pages until there are some."""


_DOI_PREFIX = r"(?i:(?:https?://)?(?:dx\.|www\.)?doi\.org/|doi:?\s*)+"


def parse_doi(text: str) -> str:
    """The bare DOI of a DOI in any clothing; ``""`` if it is none.

    >>> parse_doi("https://doi.org/10.1186/s40035-021-00250-5"), parse_doi("doi: 10.1000/182"), parse_doi("n/a")
    ('10.1186/s40035-021-00250-5', '10.1000/182', '')
    """
    text = text.strip()
    if not text.startswith("10.") and (prefix := re.match(_DOI_PREFIX, text)):
        text = text[prefix.end() :]
    return text if text.startswith("10.") and "/" in text else ""


_PMCID = re.compile(r"PMC\d+(?:\.\d+)?", re.IGNORECASE)


def parse_pmcid(text: str) -> str:
    """``PMC`` and digits out of any of PubMed's forms; ``""`` if there are none.

    >>> parse_pmcid("pmc-id: PMC8353789;"), parse_pmcid("8353789")
    ('PMC8353789', 'PMC8353789')
    """
    text = text.strip()
    if match := _PMCID.search(text):
        return match[0].upper()
    return f"PMC{text}" if text.isdecimal() else ""


_ORCID = r"(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dXx])\b"


def parse_orcid(text: str) -> str:
    """A bare ORCID iD out of any of its forms; ``""`` if there is none.

    >>> parse_orcid("http://orcid.org/0000000218250097"), parse_orcid("0000-0002-1825-0097")
    ('0000-0002-1825-0097', '0000-0002-1825-0097')
    """
    match = re.search(_ORCID, text)
    return "-".join(match.groups()).upper() if match else ""


_NO_TITLE = frozenset({"Not Available", "In Process Citation"})
"""What PubMed prints in brackets where it has no English title."""


def parse_title(text: str) -> tuple[str, bool]:
    """A title as PubMed prints it → the title alone, and whether its brackets mark a translation.

    PubMed closes each title with a full stop, and puts a translated one in brackets.

    >>> parse_title("[Ein Titel]."), parse_title("Is it?"), parse_title("A title."), parse_title("And so on...")
    (('Ein Titel', True), ('Is it?', False), ('A title', False), ('And so on...', False))
    >>> parse_title("[18F]FDG in [two] places.")
    ('[18F]FDG in [two] places', False)
    >>> parse_title("[Not Available].")
    ('', True)
    """
    text = text.strip()
    if text.endswith(".") and not text.endswith(".."):
        text = text[:-1].rstrip()
    if text.startswith("[") and text.endswith("]") and _balanced(inner := text[1:-1]):
        if inner.endswith(".") and not inner.endswith(".."):
            inner = inner[:-1]
        return ("" if inner in _NO_TITLE else inner), True
    return text, False


def _balanced(text: str) -> bool:
    """Whether each bracket in ``text`` closes one that was opened in it."""
    if "[" not in text and "]" not in text:
        return True
    depth = 0
    for character in text:
        depth += (character == "[") - (character == "]")
        if depth < 0:
            return False
    return depth == 0


def format_abstract(sections: Iterable[AbstractSection], *, separator: str = "\n") -> str:
    r"""The sections of an abstract in one text, each after its label.

    >>> format_abstract([AbstractSection("We ask.", "AIM"), AbstractSection("We did.", "METHODS")])
    'AIM: We ask.\nMETHODS: We did.'
    """
    return separator.join(f"{part.label}: {part.text}" if part.label else part.text for part in sections)


_LABEL_CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 ,/&()'’-"
_LABEL = re.compile(rf"[A-Z][{_LABEL_CHARACTERS}]{{2,}}")
_SENTENCE_ENDS = (". ", "? ", "! ", ") ", "” ")


def parse_abstract(text: str) -> list[AbstractSection]:
    """An abstract in one text, where labels stand in capitals within the text; there are none if it does not begin with one.

    >>> [(part.label, part.text) for part in parse_abstract("AIM: To see: yes. METHODS: By eye (DNA: none).")]
    [('AIM', 'To see: yes.'), ('METHODS', 'By eye (DNA: none).')]
    >>> [(part.label, part.text) for part in parse_abstract("We looked. RESULTS: None.")]
    [('', 'We looked. RESULTS: None.')]
    """
    end = text.find(": ")
    if end < 0 or not _LABEL.fullmatch(text, 0, end):
        return [AbstractSection(text)]
    sections: list[AbstractSection] = []
    begun: list[str] = []
    label, *pieces, last = text.split(": ")
    for piece in pieces:
        start = _label_start(piece)
        if start > 1 and _LABEL.fullmatch(piece, start):
            text = piece[: start - 1]
            sections.append(AbstractSection(": ".join([*begun, text]) if begun else text, label))
            label, begun = piece[start:], []
        else:
            begun.append(piece)
    sections.append(AbstractSection(": ".join([*begun, last]) if begun else last, label))
    return sections


def _label_start(piece: str) -> int:
    """Where a label after the last sentence would begin; at most 1 if there is none.

    Only what may be a label is searched for the sentence's end, which mostly is nothing.
    """
    before = max(len(piece.rstrip(_LABEL_CHARACTERS)) - 1, 0)
    if len(piece) - before < 3:
        return 0
    return max(piece.rfind(end, before) for end in _SENTENCE_ENDS) + 2


_LANGUAGE_TAGS = {
    "chi": "zh",
    "dut": "nl",
    "eng": "en",
    "fre": "fr",
    "ger": "de",
    "ita": "it",
    "jpn": "ja",
    "kor": "ko",
    "pol": "pl",
    "por": "pt",
    "rus": "ru",
    "spa": "es",
}
"""The languages of 99 in 100 articles, for which nothing needs to be loaded."""


@cache
def language_tag(language: str) -> str:
    """The shortest BCP 47 tag of a language code; ``""`` for a word that is no code.

    >>> language_tag("eng"), language_tag("ger"), language_tag("pt-BR"), language_tag("English")
    ('en', 'de', 'pt-BR', '')
    """
    if tag := _LANGUAGE_TAGS.get(language):
        return tag
    import langcodes  # noqa: PLC0415  (30 ms that few conversions need)
    from langcodes.tag_parser import LanguageTagError  # noqa: PLC0415

    try:
        tag = langcodes.standardize_tag(language)
    except LanguageTagError:
        return ""
    return tag if langcodes.tag_is_valid(tag) else ""

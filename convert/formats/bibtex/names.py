"""Names of BibTeX, https://mirrors.ctan.org/info/bibtex/tamethebeast/ttb_en.pdf, section 11 ↔ names of a record.

A formatted name is rich text with ``OPEN`` and ``CLOSE`` of ``convert.formats.latex.write`` for braces; a parsed one is LaTeX.
"""

import re
from collections.abc import Callable
from operator import attrgetter

from convert.formats.bibtex.reading.name_lists import NameList, hide, shown
from convert.formats.latex.read import from_latex
from convert.formats.latex.write import CLOSE, OPEN
from convert.model.names import answers_to, parse_short_name, without_address
from convert.model.record import Name, Record

# --- record → field -------------------------------------------------------------------------------------------

_SPLITS_NAMES = re.compile(r",|(?:^|\s)and(?:\s|$)", re.IGNORECASE)
_LATE_PARTICLE = re.compile(r"[^\Wa-z\d_]\S*\s(?:.*\s)?[a-z]")
"""``Schim van der Loeff``: BibTeX would take all before ``Loeff`` for a particle."""
_HYPHENATED_PARTICLE = re.compile(r"(?:^|-)[a-z][^\W\d_]*-")
"""``Coin-de-la-Mar``, ``al-Coin``: BibTeX also parts names at hyphens, and would print ``Coin-de-la Mar``."""


def names_in(role: str) -> Callable[[Record], str]:
    """A function from a record to its names in a role, which is the name of a field of the record."""
    get: Callable[[Record], list[Name]] = attrgetter(role)
    return lambda record: format_names(found) if (found := get(record)) else ""


def authors(record: Record) -> str:
    """The authors, and ``others`` if the source lists only some."""
    joined = format_names(record.author)
    return joined if record.authors_complete or not joined else f"{joined} and others"


def highlighted(wanted: str) -> Callable[[Record], str]:
    """A function from a record to BibLaTeX's annotation of the authors that answer to a name: ``2=highlight``."""

    def annotation(record: Record) -> str:
        found = [number for number, name in enumerate(record.author, 1) if answers_to(name, wanted)]
        return "; ".join(f"{number}=highlight" for number in found)

    return annotation


def format_names(names: list[Name]) -> str:
    """Names joined by ``and``."""
    return " and ".join(filter(None, map(_format_name, names)))


def _format_name(name: Name) -> str:
    """``von Family, Suffix, Given``; the name of a group, or one without parts, in braces."""
    if not name.family:
        whole = without_address(name.literal) or name.given
        return f"{OPEN}{whole}{CLOSE}" if whole else ""
    family, given = _unsplit(name.family), _unsplit(name.given)
    if (" " in family and _LATE_PARTICLE.match(family)) or (
        "-" in family and _HYPHENATED_PARTICLE.search(family)
    ):
        family = f"{OPEN}{family}{CLOSE}"
    if name.non_dropping_particle or name.dropping_particle:
        family = _with_particles(name, family)
    if name.suffix:
        return f"{family}, {_unsplit(name.suffix)}, {given or OPEN + CLOSE}"
    if given:
        return f"{family}, {given}"
    return f"{OPEN}{family}{CLOSE}" if " " in family else family


def _unsplit(part: str) -> str:
    """A part of a name, in braces if BibTeX would split it."""
    if ("," in part or (" " in part and "and" in part.lower())) and _SPLITS_NAMES.search(part):
        return f"{OPEN}{part}{CLOSE}"
    return part


def _with_particles(name: Name, family: str) -> str:
    for particle in (name.non_dropping_particle, name.dropping_particle):
        if particle:
            family = f"{particle}{family}" if particle.endswith(("'", "’", "-")) else f"{particle} {family}"
    return family


# --- field → record -------------------------------------------------------------------------------------------

_KEY_VALUE = re.compile(r"\s*(family|given|prefix|suffix|useprefix|given-i|family-i|prefix-i|id)\s*=")
_SHORT_NAMES = re.compile(r"(?!.* (?:II|III|IV)$)(?=.*[a-z])[^\W_].* (?:[^\W\d_a-z]\.?-?){1,3}")
"""``Doe JA``, as PubMed has it: BibTeX would take the initials for the family name."""
_GROUP_WORDS = """
agency association board collaboration collaborators commission committee consortium council federation foundation group
initiative institute investigators network office organisation organization project society team trialists university
"""
_GROUPS = frozenset(_GROUP_WORDS.split())
"""Last words of groups' names that aren't people's."""
_MARKS = re.compile(r"<sup>(?=[^<>\d*†‡§¶∗]*[\d*†‡§¶∗])[^<>]*+</sup>|(?<![*†‡§¶∗])[*†‡§¶∗]+$")
"""Marks of affiliations, copied from a page."""
_NOT_OF_PEOPLE = frozenset(("of", "for", "the", "on", "in", "at", "to"))
"""Words in lower case that no family name begins with: the name is a group's."""
_SUFFIX = re.compile(r"(?:[JS]r|junior|senior|II|III|IV|2nd|3rd|4th)\.?", re.IGNORECASE)
"""``Martin Luther King, Jr.``; what else stands behind the only comma may be initials."""
_SUFFIXES_OF_FAMILIES = frozenset(("Jr", "Jr.", "Sr", "Sr."))
_AMPERSANDS = frozenset(("&", "\\&"))


def parse_names(listed: NameList) -> list[Name]:
    """The names of a list."""
    hidden = listed.hidden
    spoken = [name for name in listed.names if "," not in name and " " in name and not _is_group(name)]
    is_short = bool(spoken) and all(map(_SHORT_NAMES.fullmatch, spoken))
    return [
        parse_short_name(_decoded(name, hidden).replace(".", ""))
        if is_short and name in spoken
        else _parse_hidden(name, hidden)
        for name in listed.names
    ]


def _is_group(name: str) -> bool:
    return name[name.rfind(" ") + 1 :].lower() in _GROUPS


def parse_bibtex_name(text: str) -> Name:
    r"""One name in any form of BibTeX's: ``First von Last``, ``von Last, Jr, First``; a group's is all in braces.

    >>> from msgspec import to_builtins as parts
    >>> parts(parse_bibtex_name("Ludwig van Beethoven")), parts(parse_bibtex_name("{The {\\'E}cole Group}"))
    ({'family': 'Beethoven', 'given': 'Ludwig', 'non_dropping_particle': 'van'}, {'literal': 'The École Group'})
    >>> parts(parse_bibtex_name("de la {Fontaine Noire}, Jr., Jean")), parts(parse_bibtex_name("family=Doe, given=Jane"))
    ({'family': 'Fontaine Noire', 'given': 'Jean', 'non_dropping_particle': 'de la', 'suffix': 'Jr.'},
     {'family': 'Doe', 'given': 'Jane'})
    >>> parts(parse_bibtex_name("Doe, Jane M. 3rd"))
    {'family': 'Doe', 'given': 'Jane M.', 'suffix': '3rd'}
    >>> parts(parse_bibtex_name(r"Jan \L ukowski")), parts(parse_bibtex_name("Ministry of Coins"))
    ({'family': 'Łukowski', 'given': 'Jan'}, {'literal': 'Ministry of Coins'})
    """
    return _parse_hidden(*hide(text))


def _parse_hidden(name: str, hidden: list[str]) -> Name:
    """One name, in which ``hide`` has hidden what is in braces."""
    if len(name) == 1 and hidden and (group := shown(name, hidden)).startswith("{"):
        return Name(literal=_decoded(group, hidden))
    if "=" in name and _KEY_VALUE.match(name.lstrip('"')):
        return _parse_extended_name(name, hidden)
    first, *rest = name.split(",")
    words = first.split()
    if not rest:
        return _parse_spoken(words, hidden)
    if len(rest) == 1 and _SUFFIX.fullmatch(rest[0].strip()):
        person = _parse_spoken(words, hidden)
        person.suffix = rest[0].strip()
        return person
    suffix, given = (rest[0], " ".join(rest[1:])) if len(rest) > 1 else ("", rest[0])
    if len(words) > 1 and not suffix and words[-1] in _SUFFIXES_OF_FAMILIES:
        suffix = words.pop()
        first = " ".join(words)
    if (
        not suffix
        and (last := given.rpartition(" ")[2])
        and _SUFFIX.fullmatch(last)
        and last != given.strip()
    ):
        given, suffix = given.rpartition(" ")[0], last  # PubMed's ``Ellis, Edward 3rd``, which others export
    start = _end_of_von(words, hidden) if len(words) > 1 else 0
    if not (start or suffix):
        return Name(_decoded(first, hidden), _decoded(given, hidden))
    return Name(
        family=_decoded(" ".join(words[start:]), hidden),
        given=_decoded(given, hidden),
        non_dropping_particle=_decoded(" ".join(words[:start]), hidden),
        suffix=_decoded(suffix, hidden),
    )


def _parse_spoken(words: list[str], hidden: list[str]) -> Name:
    """``First von Last``: the last word, and those in lower case before it, from the first of them on, are the family name.

    Where all are in lower case, the first is the given name, unless BibTeX's rule makes two words of it: ``van Berg``.
    """
    if len(words) > 2 and len(words[-1]) == 4 and words[-1].isdecimal():
        words.pop()  # DBLP's number of a namesake
    suffix = words.pop() if len(words) > 2 and _SUFFIX.fullmatch(words[-1]) else ""
    begin = next((place for place, word in enumerate(words[:-1]) if _is_lower(word, hidden)), len(words) - 1)
    if (
        not _NOT_OF_PEOPLE.isdisjoint(words[begin:-1])
        or not _AMPERSANDS.isdisjoint(words)
        or _is_group(words[-1])
    ):
        return Name(literal=_decoded(" ".join(words), hidden))
    if begin == 0 and len(words) > 1 and _is_lower(words[-1], hidden):
        begin = 1
    start = begin + _end_of_von(words[begin:], hidden)
    return Name(
        family=_decoded(" ".join(words[start:]), hidden),
        given=_decoded(" ".join(words[:begin]), hidden),
        non_dropping_particle=_decoded(" ".join(words[begin:start]), hidden),
        suffix=suffix,
    )


def _end_of_von(words: list[str], hidden: list[str]) -> int:
    """The number of words up to the last one in lower case that isn't the last of all."""
    for place in range(len(words) - 2, -1, -1):
        if _is_lower(words[place], hidden):
            return place + 1
    return 0


def _is_lower(word: str, hidden: list[str]) -> bool:
    """Whether the first letter is in lower case; one in braces has no case, unless a macro makes it (btxdoc, section 4)."""
    if word[0].isascii() and word[0].isalpha():
        return word[0].islower()
    for character in word:
        text = shown(character, hidden)
        if text.startswith("{") and not text.startswith("{\\"):
            continue
        for letter in from_latex(text):
            if letter.isalpha():
                return letter.islower()
    return False


def _decoded(text: str, hidden: list[str]) -> str:
    if text.isalpha():
        return text
    decoded = from_latex(shown(text, hidden)).replace("\u00a0", " ").strip()
    return _MARKS.sub("", decoded) if "<" in decoded or decoded.endswith(("*", "†", "‡")) else decoded


def _parse_extended_name(text: str, hidden: list[str]) -> Name:
    """BibLaTeX's ``family=Doe, given=Jane, prefix=van, useprefix=true``; a pair may stand in quotation marks."""
    pairs = [part.strip(' "').partition("=") for part in text.split(",")]
    values = {key.strip(): _decoded(value.strip(' "'), hidden) for key, _, value in pairs}
    name = Name(values.get("family", ""), values.get("given", ""), suffix=values.get("suffix", ""))
    if prefix := values.get("prefix"):
        name.non_dropping_particle, name.dropping_particle = prefix, ""
        if values.get("useprefix") == "false":
            name.non_dropping_particle, name.dropping_particle = "", prefix
    return name if name.given or name.non_dropping_particle else Name(literal=name.family)

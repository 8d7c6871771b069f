"""Names of BibTeX, https://mirrors.ctan.org/info/bibtex/tamethebeast/ttb_en.pdf, section 11 ↔ names of a record.

A formatted name is rich text with ``OPEN`` and ``CLOSE`` of ``convert.formats.latex.write`` for braces; a parsed one is LaTeX.
"""

import re
from collections.abc import Callable
from operator import attrgetter

from bibtexparser.middlewares.names import parse_single_name_into_parts, split_multiple_persons_names

from convert.formats.latex.read import from_latex
from convert.formats.latex.write import CLOSE, OPEN
from convert.model.names import answers_to
from convert.model.record import Name, Record

# --- record → field -------------------------------------------------------------------------------------------

_SPLITS_NAMES = re.compile(r",|(?:^|\s)and(?:\s|$)", re.IGNORECASE)
_LATE_PARTICLE = re.compile(r"[^\Wa-z\d_]\S*\s(?:.*\s)?[a-z]")
"""``Schim van der Loeff``: BibTeX would take all before ``Loeff`` for a particle."""


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
        whole = name.literal or name.given
        return f"{OPEN}{whole}{CLOSE}" if whole else ""
    family, given = _unsplit(name.family), _unsplit(name.given)
    if " " in family and _LATE_PARTICLE.match(family):
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


def parse_names(text: str) -> tuple[list[Name], bool]:
    """A list of names → the names, and whether the list is complete: it is not if it ends with ``others``."""
    names = split_multiple_persons_names(" ".join(text.split()))
    complete = not names or names[-1].lower() != "others"
    return [parse_bibtex_name(name) for name in (names if complete else names[:-1]) if name], complete


def parse_bibtex_name(text: str) -> Name:
    r"""One name in any form of BibTeX's: ``First von Last``, ``von Last, Jr, First``; a group's is all in braces.

    >>> from msgspec import to_builtins as parts
    >>> parts(parse_bibtex_name("Ludwig van Beethoven")), parts(parse_bibtex_name("{The {\\'E}cole Group}"))
    ({'family': 'Beethoven', 'given': 'Ludwig', 'non_dropping_particle': 'van'}, {'literal': 'The École Group'})
    >>> parts(parse_bibtex_name("de la {Fontaine Noire}, Jr., Jean")), parts(parse_bibtex_name("family=Doe, given=Jane"))
    ({'family': 'Fontaine Noire', 'given': 'Jean', 'non_dropping_particle': 'de la', 'suffix': 'Jr.'},
     {'family': 'Doe', 'given': 'Jane'})
    """
    if text.startswith("{") and _is_one_group(text):
        return Name(literal=_parse_part([text]))
    if _KEY_VALUE.match(text):
        return _parse_extended_name(text)
    parts = parse_single_name_into_parts(text, strict=False)
    return Name(
        family=_parse_part(parts.last),
        given=_parse_part(parts.first),
        non_dropping_particle=_parse_part(parts.von),
        suffix=_parse_part(parts.jr),
    )


def _is_one_group(text: str) -> bool:
    depth = 0
    for index, character in enumerate(text):
        depth += (character == "{") - (character == "}")
        if not depth:
            return index == len(text) - 1
    return False


def _parse_part(words: list[str]) -> str:
    return from_latex(" ".join(words)).replace("\u00a0", " ").strip()


def _parse_extended_name(text: str) -> Name:
    """BibLaTeX's ``family=Doe, given=Jane, prefix=van, useprefix=true``."""
    pairs = [part.partition("=") for part in re.split(r",(?=[^{}]*(?:\{[^{}]*\}[^{}]*)*$)", text)]
    values = {key.strip(): _parse_part([value.strip()]) for key, _, value in pairs}
    name = Name(values.get("family", ""), values.get("given", ""), suffix=values.get("suffix", ""))
    if prefix := values.get("prefix"):
        name.non_dropping_particle, name.dropping_particle = prefix, ""
        if values.get("useprefix") == "false":
            name.non_dropping_particle, name.dropping_particle = "", prefix
    return name

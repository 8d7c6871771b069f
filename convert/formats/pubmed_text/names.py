"""The authors at the beginning of a citation in PubMed's text → names, and the rest of the citation.

``Lee R, Smith J Jr; Some Study Group; Holmes D.``: commas separate people, semicolons separate groups. Pages have full
names: ``Dorry L Segev 1 2, Brian S Caffo``.
"""

import re

from convert.formats.direct_names import PARTICLES
from convert.formats.endings import find_at_end
from convert.model.names import parse_short_name
from convert.model.record import Affiliation, Name

_ADDRESS = re.compile(r"\. Electronic address: [^\s,;]*[^\s,;.]")
"""What ends a group with its address, which is one name, in spite of full stops and commas."""
GROUP = re.compile(
    r"\b(?:academ(?:y|ies)|agency|alliance|association|board|bureau|center|centre|cent(?:er|re)s|club|cohort"
    r"|collaborat\w+|collective|college|commission|committees?|conference|consorti\w+|council|department|editors|federation|forum"
    r"|foundation|groups?|initiative|institutes?|investigators?|members?|ministry|network|office|organi[sz]ation"
    r"|panel|partnership|platform|program(?:me)?|project|registry|researchers|secretariat|section|service|signatories|society"
    r"|staff|stud(?:y|ies)|subcommittee|subgroup|survey|task ?force|team|trial(?:ists)?|union|university"
    r"|workgroup|workshop|group\w*|sociedad|société|gesellschaft|behalf)\b",
    re.IGNORECASE,
)
"""A word that occurs in names of groups, not of people."""
_ET_AL = re.compile(
    r"(?:[,;]|(?<!\s))\s++(?:(?:and|&)\s++)?[\[(]?(?:et\.?\s*al\b|others\b)[\s.\])]*$", re.IGNORECASE
)
_AS_TYPED = re.compile(r"[A-Zrd],? (?:and|&) |[A-Z]\.(?:,|;|$| [A-Z&a])|, (?:[JS]r|2nd|3rd|II|III)\b")
"""What people, and not PubMed, put into lists of names: ``Doe AB, and Roe CD``, ``Doe A.B.``, ``Doe A, Jr``."""
_AND = re.compile(
    r"(?:(?<=[A-Z.])|(?<=[JS]r)|(?<=[nr]d)),? (?:and|&) (?=[^\W\d_][^,;]{0,200} (?:[A-Z]{1,4}|(?:[A-Z]\.-?)+)$)"
)
_DOTTED = re.compile(r"(?<=[^\W\d_A-Z] )(?:[A-Z]\.-?){1,4}(?=,|;|$| [JS]r| [23I])")
_SUFFIX = re.compile(r", (Jr|Sr|2nd|3rd|II|III)\b\.?(?=, |; |,? and |,? & |$)")
_MARKS = re.compile(r"(?:\s?\((?:\d+|#|\*)\))++")
_PAGE_MARKS = re.compile(r"(?<=[^\W\d_.)])((?:[ ,]*+[\d#*†‡§])++)$")
_COMMA = re.compile(r",(?: |(?=[^\W\d]))")
_FAMILY = re.compile(r"(?:[^\W\d_]{1,4} |[^\W\d_a-z][\w'’.‐-]* )*+[^\W_]\S*")
_HEADLINE_WORDS = "Retraction Retracted Erratum Corrigendum Correction Editorial Addendum Reply Response"
_HEADLINES = frozenset(_HEADLINE_WORDS.split())
"""Words that stand alone before a title and are not an author."""
_SUFFIXES = frozenset(("Jr", "Jr.", "Sr", "Sr.", "2nd", "3rd", "4th", "II", "III", "IV"))
_LONE_NAME = re.compile(r"[^\W\d_a-z][\w'’‐-]+")
"""A person of one name. Without the number of an affiliation it is one only where most others have two."""
_FULL_NAME = re.compile(r"[^\W\d_][^\s\d,;:?!()\[\]]*(?: [^\s\d,;:?!()\[\]]+){1,5}")


def split_authors(text: str) -> tuple[list[Name], bool, str]:
    """``Authors. Title.`` → the authors, whether they are all there, and the title as printed.

    >>> names, complete, title = split_authors("Lee R, Holmes D; Some Study Group. A title. With a tail.")
    >>> [name.family or name.literal for name in names], complete, title
    (['Lee', 'Holmes', 'Some Study Group'], True, 'A title. With a tail.')
    >>> split_authors("Vitamin D. Too little of it."), split_authors("A title, alone.")
    (([], True, 'Vitamin D. Too little of it.'), ([], True, 'A title, alone.'))
    """
    text = text.removeprefix("[No authors listed]. ")
    start = 0
    if "Electronic address:" in text:
        for address in _ADDRESS.finditer(text):
            start = address.end()
    end = text.find(". ", start)
    if end < 0:
        return [], True, text
    names, complete = parse_authors(text[:end])
    return (names, complete, text[end + 2 :].lstrip()) if names else ([], True, text)


def parse_authors(text: str) -> tuple[list[Name], bool]:
    """A list of short names, without its full stop → names (none if it is something else), and whether it is complete.

    >>> [name.literal or name.family for name in parse_authors("Panel on Food, Feed and Water; Turck D")[0]]
    ['Panel on Food, Feed and Water', 'Turck']
    >>> parse_authors("Role of vitamin D"), parse_authors("Kurmendra")[0][0].family
    (([], True), 'Kurmendra')
    >>> parse_authors("Smith J, et al")[1], parse_authors("SMITH J, Doe A.B., Jr, and Roe CD ET AL.")[0][1].suffix
    (False, 'Jr')
    """
    names: list[Name] = []
    people = 0
    text, complete = without_et_al(text)
    if _AS_TYPED.search(text):
        text = _AND.sub(", ", _SUFFIX.sub(r" \1", text))
        text = _DOTTED.sub(lambda initials: initials[0].replace(".", ""), text)
    for part in text.split("; "):
        segment, is_whole = without_et_al(part)
        complete = complete and is_whole
        pieces = segment.split(", ")
        found = [_person(piece) for piece in pieces]
        known = sum(name is not None for name in found)
        people += known
        names += _segment_names(segment, pieces, found, is_first=not names)
    if people and (people > 1 or _is_person(names)):
        return names, complete
    return (names, complete) if _is_group(text) else ([], True)


def without_et_al(text: str) -> tuple[str, bool]:
    """A list of names without ``et al`` at its end, in any spelling, and whether it had none.

    >>> without_et_al("Smith J, Doe AB et al."), without_et_al("Smith J, Doe AB, and others"), without_et_al("Metal")
    (('Smith J, Doe AB', False), ('Smith J, Doe AB', False), ('Metal', True))
    """
    found = _ET_AL.search(text) if text[-7:].lower().rstrip(" .])").endswith(("al", "others")) else None
    return (text[: found.start()], False) if found else (text, True)


def parse_numbered_authors(text: str) -> tuple[list[Name], dict[int, list[Name]], bool]:
    """Authors with affiliation numbers, ``Lee R(1)(2), Holmes D(#)(3).`` → names, the names of each number, wholeness.

    ``(#)`` marks those who contributed equally.
    """
    plain: list[str] = []
    marks: list[str] = []
    for segment in re.split(r"(?<=[,;]) ", text.strip().removesuffix(".")):
        found = find_at_end(_MARKS, segment.rstrip(",;"))
        plain.append(segment.replace(found[0], "") if found else segment)
        marks.append(found[0] if found else "")
    names, complete = parse_authors(" ".join(plain))
    by_number: dict[int, list[Name]] = {}
    if len(names) == len(plain):
        for name, mark in zip(names, marks, strict=True):
            name.equal_contribution = "#" in mark
            for number in re.findall(r"\d+", mark):
                by_number.setdefault(int(number), []).append(name)
    return names, by_number, complete


def add_affiliations(by_number: dict[int, list[Name]], affiliations: dict[int, str]) -> dict[int, str]:
    """Give each affiliation to the names with its number; return those whose number no name has."""
    for number, names in sorted(by_number.items()):
        for name in names:
            if number in affiliations:
                name.affiliation.append(Affiliation(affiliations[number]))
    return {number: text for number, text in affiliations.items() if number not in by_number}


def parse_full_names(text: str) -> tuple[list[Name], dict[int, list[Name]]]:
    """A page's line of authors, ``Dorry L Segev 1 2, Brian S Caffo``; nothing if the line is something else.

    >>> names, numbers = parse_full_names("Eui Jung Moon 1 4, Ellie van der Berg 2; Some Group")
    >>> [(name.family, name.given, name.initials, name.literal) for name in names]
    [('Moon', 'Eui Jung', 'EJ', ''), ('van der Berg', 'Ellie', 'E', ''), ('', '', '', 'Some Group')]
    >>> sorted(numbers)
    [1, 2, 4]
    """
    names: list[Name] = []
    by_number: dict[int, list[Name]] = {}
    lone = 0
    text = " ".join(text.split()).replace(" ,", ",").replace(" ;", ";")
    for index, segment in enumerate(text.split("; ")):
        for piece in _COMMA.split(segment) if not index or not GROUP.search(segment) else [segment]:
            marked = _PAGE_MARKS.search(piece)
            name = _full_name(piece[: marked.start()].strip() if marked else piece.strip())
            if name is None:
                if not _LONE_NAME.fullmatch(piece[: marked.start()] if marked else piece):
                    return [], {}
                name = Name(family=piece[: marked.start()] if marked else piece)
                lone += marked is None
            names.append(name)
            for number in re.findall(r"\d+", marked[0]) if marked else ():
                by_number.setdefault(int(number), []).append(name)
    return (names, by_number) if 2 * lone < len(names) else ([], {})


def _person(piece: str) -> Name | None:
    name = parse_short_name(piece)
    if not name.initials:
        return None
    words = name.family.split(" ")
    is_group = len(words) > 1 and (
        len(words) > 5 or words[-1].islower() or GROUP.search(name.family) is not None
    )
    return None if is_group else name


def _segment_names(
    segment: str, pieces: list[str], found: list[Name | None], *, is_first: bool
) -> list[Name]:
    """The names between two semicolons: one group if nothing in it has initials, else people and groups.

    What follows a semicolon and has no initials, or has a slash, is a group.
    """
    if not any(found):
        lone = is_first and " " not in segment
        return [Name(family=segment) if lone else Name(literal=segment)]
    if not is_first and (found[0] is None or "/" in pieces[0]):
        return [Name(literal=pieces[0]), *_named(pieces[1:], found[1:])]
    return _named(pieces, found)


def _named(pieces: list[str], found: list[Name | None]) -> list[Name]:
    return [name or _odd_name(piece) for name, piece in zip(found, pieces, strict=True)]


def _odd_name(piece: str) -> Name:
    return Name(literal=piece) if GROUP.search(piece) else Name(family=piece)


def _is_person(names: list[Name]) -> bool:
    """Whether the one name with initials is a person's: not ``Role of vitamin D``."""
    person = next(name for name in names if name.initials)
    return len(names) > 1 or (
        _FAMILY.fullmatch(person.family) is not None
        and person.family.split()[0].lower() not in {"vitamin", "hepatitis"}
    )


def _is_group(text: str) -> bool:
    if "Electronic address:" in text:
        return True
    words = text.split()
    if len(words) == 1:
        return text.isalpha() and text[:1].isupper() and len(text) > 3 and text not in _HEADLINES
    capitals = sum(word[:1].isupper() or word[:1] in "(*" for word in words)
    return (
        len(words) <= 20
        and 2 * capitals >= len(words)
        and GROUP.search(text) is not None
        and ": " not in text
    )


def _full_name(text: str) -> Name | None:
    if GROUP.search(text):
        return Name(literal=text)
    words = text.split()
    if not _FULL_NAME.fullmatch(text) or (text.endswith(".") and words[-1] not in _SUFFIXES):
        return None
    suffix = words.pop() if len(words) > 2 and words[-1] in _SUFFIXES else ""
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in PARTICLES and words[start - 1].islower():
        start -= 1
    given = words[:start]
    if not words[start - 1][:1].isupper() or any(word.islower() and word not in PARTICLES for word in words):
        return None
    initials = "".join(part[0].upper() for word in given for part in word.split("-") if part)
    return Name(family=" ".join(words[start:]), given=" ".join(given), suffix=suffix, initials=initials)

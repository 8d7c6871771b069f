"""Names: text ↔ their parts, in the forms that several formats share. Text that can't be parsed is kept whole."""

import re

from convert.model.record import Name, Record
from convert.model.text.markup import to_plain

_SUFFIXES = frozenset(("Jr", "Sr", "1st", "2nd", "3rd", "4th", "5th", "6th", "II", "III", "IV"))
"""Suffixes that can't be initials. ``I`` and ``V`` are suffixes only after other initials."""
_INITIALS = re.compile(r"(?:[^\W\d_a-z][a-zıʹ']?-?){1,8}")
"""``WT``, ``Y-J``, and transliterated initials: ``IYu``, ``ChS``."""
_PARTICLE_INITIALS = re.compile(r"[A-Z]{0,4}(?:d[aeo]s?|del|el|van|v)")
"""``Mde`` in ``Oliveira Mde L``: PubMed keeps particles of the given names in the initials."""
_INITIAL = re.compile(r"[^\W\d_a-z][a-zıʹ']?(?![a-z])|[^\W\d_a-z]|[a-z]+")


def parse_full_name(text: str) -> Name:
    """``Family, Given Suffix``, as in MEDLINE's FAU; particles stay where they are; without comma, all is the family name.

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
    """``Family Initials Suffix``, as in MEDLINE's AU and PubMed's text; without initials, all is the family name.

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
    family, _, last = text.rpartition(" ")
    if family.isalpha() and last.isalpha() and last.isupper() and last.isascii() and len(last) < 5:
        return Name(family=family, given=" ".join(last), initials=last)  # two names of three
    words = text.split()
    suffix = words.pop() if len(words) > 2 and _ends_in_suffix(words) else ""
    if suffix.isupper() and not _INITIALS.fullmatch(words[-1]):
        words, suffix = [*words, suffix], ""
    if len(words) < 2 or not _INITIALS.fullmatch(words[-1]):
        return Name(family=" ".join(words), suffix=suffix)
    has_particle = len(words) > 2 and words[0][0].isupper() and _PARTICLE_INITIALS.fullmatch(words[-2])
    start = -2 if has_particle else -1
    initials = " ".join(words[start:])
    given = space_initials(initials)
    return Name(family=" ".join(words[:start]), given=given, suffix=suffix, initials=initials)


def space_initials(initials: str) -> str:
    """Initials separated by spaces, as given names.

    >>> space_initials("IYu"), space_initials("Mde L")
    ('I Yu', 'M de L')
    """
    if initials.isascii() and initials.isalpha() and initials.isupper():
        return " ".join(initials)
    return " ".join(_INITIAL.findall(initials))


def parse_name(full: str, short: str) -> Name:
    """The full and the short form of one name; the short form tells suffixes from initials.

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
    """``Family, Given, Suffix``, as in RIS, EndNote and others; a group has no comma, or one at its end.

    A person without a comma, which these formats don't allow, is told by the initials; a single word that isn't an
    acronym is a family name.

    >>> from msgspec import to_builtins as parts
    >>> parts(parse_inverted_name("Smith, J. A., Jr.")), parts(parse_inverted_name("Smith, Jr., J. A."))
    ({'family': 'Smith', 'given': 'J. A.', 'suffix': 'Jr.'}, {'family': 'Smith', 'given': 'J. A.', 'suffix': 'Jr.'})
    >>> parts(parse_inverted_name("Heart, Lung and Blood Group,")), parts(parse_inverted_name("COIN Group"))
    ({'literal': 'Heart, Lung and Blood Group'}, {'literal': 'COIN Group'})
    >>> parts(parse_inverted_name("Smith JA")), parts(parse_inverted_name("Smith, JA"))
    ({'family': 'Smith', 'given': 'J A', 'initials': 'JA'}, {'family': 'Smith', 'given': 'J A', 'initials': 'JA'})
    >>> parts(parse_inverted_name("van den Haven,null")), parts(parse_inverted_name("University of Coins, Berlin"))
    ({'family': 'van den Haven'}, {'literal': 'University of Coins, Berlin'})
    """
    family, comma, given = text.partition(",")
    family, given = family.strip(), given.strip()
    if not comma:
        if person := parse_person(family):
            return person
        return Name(family=family) if " " not in family and not family.isupper() else Name(literal=family)
    if not given or given.endswith(",") or (" " in family and is_group(family)):
        return Name(literal=family if given in _NO_GIVEN_NAMES else text.strip().removesuffix(",").rstrip())
    if "," in given:
        given, suffix = _part_suffixes(given)
    elif given.removesuffix(".") in _SUFFIXES and (person := parse_person(family)):
        person.suffix = given
        return person
    else:
        first, _, last = given.rpartition(" ")
        given, suffix = (first, last) if first and last.removesuffix(".") in _SUFFIXES else (given, "")
    if given in _NO_GIVEN_NAMES:
        given = ""
    elif given.isupper():
        if given.isalpha() and 1 < len(given) < (4 if family.isupper() else 5):
            return Name(family, " ".join(given), suffix=suffix, initials=given)
    elif given.endswith(_EDITOR):
        given = given.rpartition(" ")[0]
    return Name(family, given, suffix=suffix)


def _part_suffixes(given: str) -> tuple[str, str]:
    """``J. A., Jr.`` or ``Jr., J. A.`` → the given names, and what else there is."""
    first, *others = [part.strip() for part in given.split(",")]
    if first.removesuffix(".") in _SUFFIXES:
        return ", ".join(others), first
    return first, ", ".join(others)


_NO_GIVEN_NAMES = frozenset(("null", "NULL", "nan", "NaN", "None", "undefined", "<Blank>"))
"""What programs write for a missing given name; ``Na`` and ``Null`` are names."""
_EDITOR = (" eds", " eds.", " ed.")
"""What EconLit writes after the last of a book's editors."""

_DOTTED = r"(?:[^\W\d_a-z][a-zıʹ']?\.[ -]{0,2}){1,6}(?:[^\W\d_a-z]\.?)?"
_SPACED = r"[^\W\d_a-z](?: [^\W\d_a-z]){1,4}"
_FAMILY = r"(?:[\w'ʹ’-]+\.? ){0,3}?[^\W\d_][\w'ʹ’-]+"
_SUFFIXED = r"(?:,? (Jr|Sr|II|III|2nd|3rd|4th)\.?)?"
_PERSON = re.compile(rf"({_FAMILY}) ({_DOTTED}|{_SPACED}){_SUFFIXED}")
"""``Doe J.A.``, ``van der Berg K.-L.``, ``Brown C D``: the dots and spaces say that these are initials."""
_CAPITALS = r"[^\W\d_a-z](?:-?[^\W\d_a-z])"
_SHORT = re.compile(
    rf"(?:[^\W\d_][\w'ʹ’-]+ {_CAPITALS}{{0,3}}|(?:[\w'ʹ’-]+ ){{1,3}}[^\W\d_][\w'ʹ’-]+ {_CAPITALS}?)"
    r"(?: (?:Jr|Sr|2nd|3rd|4th)\.?)?"
)
"""``Doe JA``, ``de Azul WF Jr``: initials in capitals alone, after a family name that is not."""
_NATURAL = re.compile(
    rf"((?:[^\W\d_][\w’'-]+ )?(?:[^\W\d_a-z][a-z]?\.[ -]?){{1,5}})\s*({_FAMILY}){_SUFFIXED}"
)
"""``R. J. Roe``, ``Robin J. Roe``."""
_NO_PERSON = re.compile(
    r"\b(?:for|of|the|et|academy|administration|agenc\w+|alliance|army|assoc\w*|authors|bank|board|bureau|cent(?:er|re)|clinic"
    r"|col+abor\w*|college|commission|committee|company|congress|consort\w+|corp\w*|council|department|dept|division|federation|force"
    r"|forum|foundation|fund|gmbh|government|group|gruppe|health|hospital|inc|initiative|institut\w*|investigators?|laborator\w+|library"
    r"|llc|ltd|ministry|nations?|national|navy|network|office|organi[sz]ation|panel|party|press|project|program\w*|registry|research"
    r"|school|services?|societ\w+|study|survey|task|team|trial(?:ists)?|trust|union|unit|universit\w+|working|world)\b"
)
"""Words of groups, in small letters: a pattern that ignores case tries each word at each place."""
_NO_INITIALS = frozenset(("AI", "EU", "GB", "HIV", "II", "III", "IT", "NHS", "UK", "UN", "US", "USA", "WHO"))


def is_group(text: str) -> bool:
    """Whether a name has a word that only groups have."""
    return _NO_PERSON.search(text.lower()) is not None


def parse_person(text: str) -> Name | None:
    """A person whose name has no comma, told by the initials or by a full stop after one; None for anything else.

    >>> from msgspec import to_builtins as parts
    >>> for text in ("Eloubeidi M.A.", "van der Berg K.-L.", "Brown C D", "de Azul WF Jr", "R. J. Roe", "Robin J. Roe"):
    ...     print(parts(parse_person(text)))
    {'family': 'Eloubeidi', 'given': 'M.A.'}
    {'family': 'van der Berg', 'given': 'K.-L.'}
    {'family': 'Brown', 'given': 'C D'}
    {'family': 'de Azul', 'given': 'W F', 'suffix': 'Jr', 'initials': 'WF'}
    {'family': 'Roe', 'given': 'R. J.'}
    {'family': 'Roe', 'given': 'Robin J.'}
    >>> [parse_person(text) for text in ("Study Group A", "WHO EU", "Pfizer US", "Kavita", "Jane Doe", "St. Elsewhere Hospital")]
    [None, None, None, None, None, None]
    """
    if len(text) > 60 or " " not in text.replace(".", " ") or " and " in text or is_group(text):
        return None
    if match := _PERSON.fullmatch(text):
        return Name(family=match[1], given=match[2].strip(), suffix=match[3] or "")
    if match := _NATURAL.fullmatch(text):
        return Name(family=match[2], given=match[1].strip(), suffix=match[3] or "")
    if (
        _SHORT.fullmatch(text)
        and _NO_INITIALS.isdisjoint(text.split())
        and not text.partition(" ")[0].isupper()
    ):
        return parse_short_name(text)
    return None


def format_inverted_name(name: Name) -> str:
    """``Family, Given, Suffix``; a group ends with a comma, which keeps readers from splitting it.

    >>> format_inverted_name(Name("Berg", "J. A.", non_dropping_particle="van der", suffix="Jr"))
    'van der Berg, J. A., Jr'
    >>> format_inverted_name(Name(literal="Heart, Lung and Blood Group")), format_inverted_name(Name("Kavita"))
    ('Heart, Lung and Blood Group,', 'Kavita')
    """
    if name.literal:
        return f"{to_plain(name.literal)},"
    if not (name.non_dropping_particle or name.dropping_particle or name.suffix):
        return f"{name.family}, {name.given}" if name.family and name.given else name.family or name.given
    family = " ".join(filter(None, (name.non_dropping_particle, name.family)))
    given = " ".join(filter(None, (name.given, name.dropping_particle)))
    return ", ".join(filter(None, (family, given, name.suffix)))


_ET_AL = re.compile(r"\W*(?:(?:and|&)\s+)?(?:others|et\.?\s*al(?:ii|ia|\.)?)[\s.,]*", re.IGNORECASE)


def is_et_al(name: Name) -> bool:
    """Whether a name stands for those that a list leaves out.

    >>> [is_et_al(Name(literal=text)) for text in ("et al.", "others", "Et Al Group")]
    [True, True, False]
    """
    if name.literal:
        return len(name.literal) < 16 and _ET_AL.fullmatch(name.literal) is not None
    return len(name.family) < 16 and _ET_AL.fullmatch(f"{name.family} {name.given}".strip()) is not None


def take_et_al(record: Record) -> None:
    """Drop a last author ``et al.`` or ``others``, and note that the list is not complete."""
    if len(record.author) > 1 and is_et_al(record.author[-1]):
        record.author, record.authors_complete = record.author[:-1], False


def with_et_al(record: Record) -> list[Name]:
    """The authors, and ``et al.`` as the last one if the source names only some: for formats that have no other place."""
    if record.authors_complete or not record.author:
        return record.author
    return [*record.author, Name(literal="et al.")]


_LONE_CAPITAL = r"(?<![^\s-])[A-Z](?![^\s-])"


def add_periods(given: str) -> str:
    """Given names with a period after each initial, as Zotero's import of PubMed XML writes them.

    >>> add_periods("Peter O"), add_periods("JA"), add_periods("J-P"), add_periods("LI Wei")
    ('Peter O.', 'J. A.', 'J.-P.', 'LI Wei')
    """
    if len(given) <= 3 and given.isalpha() and given.isupper():
        given = " ".join(given)
    return re.sub(_LONE_CAPITAL, r"\g<0>.", given)


def _ends_in_suffix(words: list[str]) -> bool:
    *_, before, last = words
    if last in ("I", "V"):
        return len(before) <= 3 and _INITIALS.fullmatch(before) is not None
    return last.removesuffix(".") in _SUFFIXES


def unique_groups(names: list[Name]) -> list[Name]:
    """The names, each group once and without the semicolon that NLM has left after it.

    >>> [name.literal for name in unique_groups([Name(literal="ABCSG;"), Name("Doe"), Name(literal="ABCSG")])]
    ['ABCSG', '']
    """
    groups: dict[str, Name] = {}
    result = []
    for name in names:
        name.literal = name.literal.rstrip("; ")
        known = groups.setdefault(name.literal.casefold(), name) if name.literal else name
        if known is name:
            result.append(name)
        else:
            known.affiliation += [place for place in name.affiliation if place not in known.affiliation]
    return result


def without_address(group: str) -> str:
    """A group's name without its address, which Elsevier's records have after it, or the mark of a footnote.

    >>> without_address("COIN Group. Electronic address: https://example.org"), without_address("COIN Group#")
    ('COIN Group', 'COIN Group')
    """
    return group.partition(". Electronic address:")[0].rstrip("#*†‡")


_WORD = re.compile(r"[^\W\d_]+")
_LOWERED_PARTICLES = re.compile(
    "d[aeiou]s?|del|della|den|der|la|le|ten|ter|van|von|y|zu|zum|zur", re.IGNORECASE
)


def are_in_capitals(names: list[Name]) -> bool:
    """Whether all people of a list are in capitals, as in PubMed's records of the 1950s; short names and acronyms don't tell.

    >>> are_in_capitals([Name("BODENSTEIN", "D"), Name("LI", "W")]), are_in_capitals([Name("LI", "W")])
    (True, False)
    """
    people = [name for name in names if not name.literal]
    families = [name.family for name in people]
    return all(name.given and name.family.isupper() for name in people) and any(
        len(word) > 2 for text in families for word in _WORD.findall(text)
    )


def lower_capitals(name: Name) -> None:
    """Lower a name in capitals, but for initials.

    >>> names = [Name("ABDEL-MALEK", "A"), Name("O'BRIEN", "JOHN F"), Name("VAN DER BERG", "J"), Name("MCKAY", "R R")]
    >>> for name in names:
    ...     lower_capitals(name)
    >>> [f"{name.family}, {name.given}" for name in names]
    ['Abdel-Malek, A', "O'Brien, John F", 'van der Berg, J', 'McKay, R R']
    """
    first, space, rest = name.family.rpartition(" ")
    name.family = _WORD.sub(_lower_particle, first) + space + _WORD.sub(_capitalise, rest)
    if name.given.isupper() and not is_initials(name):
        name.given = _WORD.sub(lambda word: _capitalise(word) if len(word[0]) > 2 else word[0], name.given)


def is_initials(name: Name) -> bool:
    """Whether the given names are initials alone."""
    return max(map(len, _WORD.findall(name.given)), default=0) <= 2 or name.given == name.initials


def _capitalise(word: re.Match[str]) -> str:
    text = word[0]
    return f"Mc{text[2:].capitalize()}" if text.startswith("MC") and len(text) > 4 else text.capitalize()


def _lower_particle(word: re.Match[str]) -> str:
    return word[0].lower() if _LOWERED_PARTICLES.fullmatch(word[0]) else _capitalise(word)


def tidy_authors(record: Record) -> None:
    """Name each group of the authors once, lower names in capitals, and take ``et al`` for no author."""
    if not record.author:
        return
    take_et_al(record)
    author = record.author
    if any(name.literal for name in author):
        record.author = author = unique_groups(author)
    if (author[0].family or author[-1].family).isupper() and are_in_capitals(author):
        for name in author:
            lower_capitals(name)
        record.inferred["author"] = "the source has the names in capitals"


def answers_to(name: Name, wanted: str) -> bool:
    """Whether somebody is the one that a user names: ``Baker``, ``Baker AB``, ``Baker A`` or ``Baker, Ann B``; or a group.

    >>> [answers_to(Name("Baker", "Ann B"), wanted) for wanted in ("Baker AB", "baker a", "Baker, Ann", "Baker B", "Bake")]
    [True, True, True, False, False]
    """
    wanted = wanted.strip()
    if name.literal:
        return name.literal.casefold() == wanted.casefold()
    family, comma, given = wanted.partition(",")
    if not comma and not _is_family(name, wanted):
        family, _, given = wanted.rpartition(" ")
        given = " ".join(given)
    if not name.family or not _is_family(name, family):
        return False
    letters = "".join([word[0] for word in re.findall(r"[^\W_]+", given)]).casefold()
    own = "".join([word[0] for word in re.findall(r"[^\W_]+", name.given)]).casefold()
    return (own or name.initials.casefold()).startswith(letters) or name.initials.casefold().startswith(
        letters
    )


def _is_family(name: Name, text: str) -> bool:
    particles = [name.dropping_particle, name.non_dropping_particle, name.family]
    whole = " ".join(filter(None, particles))
    return text.strip().casefold() in (name.family.casefold(), whole.casefold())

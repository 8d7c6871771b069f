"""Lists of names in any shape that styles print → names.

``Lee RS``, ``Lee R. S.``, ``Lee, R. S.``, ``R. S. Lee``, ``Lee, Rose S.`` before ``Jane Doe``, and groups. The shape of a piece between
two commas tells what it is: initials, a whole name, or words.
"""

import itertools
import re
from collections.abc import Sequence
from typing import NamedTuple

from convert.formats.pubmed_text.names import GROUP, parse_full_names, without_et_al
from convert.formats.pubmed_text.words import YEAR
from convert.formats.reference_list.family_names import family_start, has_two_families, pair_start
from convert.model.names import parse_short_name, space_initials
from convert.model.record import Name

_UPPER = r"[^\W\d_a-zß-öø-ÿ]"
_WORD = r"[^\W\d_][\w'’ʼ´‐‑-]{0,50}"
_FAMILY = rf"(?:St\. )?(?:{_WORD} ){{0,4}}{_WORD}"
_INNER = r"(?:d[aeio]s?[’']?|del|della|el|van|von|der|e)"
"""A particle among the initials, or behind them: ``Lima, J. M. de``, ``Moraes M de A``."""
_DOTTED = rf"{_UPPER}[a-z]?\.(?:[ ‐‑-]?(?:{_UPPER}[a-z]?|[a-z])\.| {_INNER}(?=\s{_UPPER}\.|[,;.]|\s[&(]|\set al|$)){{0,6}}"
_BARE = rf"{_UPPER}[a-z]?(?:[ -]?{_UPPER}){{0,4}}(?: {_INNER}(?: {_UPPER}{{1,2}})?(?=[,;.]|$| et al))?"
_SUFFIX = r"(?:(?:Jr|Sr|[23][nr]d)\b\.?|II\b|III\b|IV\b)"
_LETTERS_ALONE = rf"{_UPPER}(?: {_UPPER}){{1,2}}"
"""A family name of initials, as of people from the south of India: ``P B, Sabitha``."""
_BEFORE_COMMA = rf"(?:(?!(?:{_WORD} ){{1,4}}{_UPPER}{{1,3}},){_FAMILY}|{_LETTERS_ALONE}), ?"
"""A family name, and not ``Roe R,``."""
_INVERTED = rf"{_BEFORE_COMMA}{_DOTTED}(?!\w)"
_NAME = re.compile(
    rf"(?:(?P<dotted>{_INVERTED}|{_FAMILY} {_DOTTED}(?!\w))|{_DOTTED} ?{_FAMILY}(?=,|;| and | & | et al|\.? ?[“\"]|\.?$| [JS]r\b)"
    rf"|(?=\S{{0,60}}[a-zß-öø-ÿ]){_BEFORE_COMMA}{_UPPER}{{1,4}}(?=[,.;]| and | & | et al)"
    rf"|{_FAMILY} {_BARE}(?!, \d{{1,3}}\b)(?=[,;.:]|\s*\(| (?:Jr|Sr|II|[23][nr]d)| and | & | et al|$))(?:,? ?(?:{_SUFFIX}))?"
)
"""One name with initials, at the beginning of a text."""
_BETWEEN = re.compile(r"(?:[,;]\s?|\s)(?:and|&|und)\s|[,;]?\s?(?:\. ?\. ?\.|…),?\s?(?:&\s)?|[,;]\s?(?=\S)")
_MORE = re.compile(r"[,;]?\s(?:(?:and|&)\s)?\(?(?:et\s?al\b\.?|others\b|and colleagues)\)?")
_GROUP_BEHIND = re.compile(r";\s[^\W\d_][^.;:]{3,100}(?=\s?\.)")
_ET_AL_INSIDE = re.compile(r",?\set al\.?(?=;)")
"""``Lee R, et al; Shore Study Group``."""
_GROUP_PIECE = re.compile(r"(?:[^\W\d_]|\d)[^,;.:“\"]{2,120}(?=[,;.]|$)")
_RUSSIAN = r"(?:I[au]|Jh|Kh|Sh|Ch|Ts|Y[aeou]|Zh)"
"""An initial of Cyrillic names, transliterated: ``I. Yu Rausch``."""
_WITH_RUSSIAN = re.compile(rf"\. {_RUSSIAN}$")
_INITIALS = re.compile(rf"(?:{_DOTTED}(?: ?{_RUSSIAN})?|{_BARE}|{_UPPER}[a-z]?)\.?")
_DIRECT = re.compile(rf"(?P<given>{_DOTTED}(?: {_RUSSIAN}(?= ))?) ?(?P<family>{_FAMILY})")
_BARE_DIRECT = re.compile(
    rf"(?P<given>{_UPPER}(?: {_UPPER}){{0,3}}) (?P<family>{_UPPER}(?=[\w'’ -]*?[a-z])[\w'’ -]+)"
)
_WITH_PARTICLE = re.compile(
    rf"(?P<family>{_FAMILY}) (?P<given>{_UPPER}{{1,4}} {_INNER}(?: {_UPPER}{{1,2}})?)"
)
_SPACED = re.compile(
    rf"(?P<family>(?:{_WORD}(?<=\w\w) ){{0,3}}{_WORD}(?<=\w\w)) (?P<given>{_UPPER}(?: {_UPPER}){{1,3}})\.?"
)
_LONG = r"[^\W\d_][\w'’ʼ´‐‑-]+"
_SPACED = re.compile(rf"(?P<family>(?:{_LONG} ){{0,3}}{_LONG}) (?P<given>{_UPPER}(?: {_UPPER}){{1,3}})\.?")
"""``Lee R S``."""
_SHORT = re.compile(rf"(?P<family>{_FAMILY}) (?P<given>{_DOTTED})")
_SUFFIX_ALONE = re.compile(_SUFFIX)
_LEFT_OUT = re.compile(r"(?:,|(?<!\s))\s*+(?:\.\s?\.\s?\.|…),?\s*+&?\s*+")
_AND = re.compile(r"(?:,\s?|\s)(?:and|&|und)\s")
_GIVEN = re.compile(
    rf"(?:{_UPPER}[\w'’‐‑-]+\.?|{_UPPER}\.?)(?: (?:{_UPPER}[\w'’‐‑-]+\.?|{_UPPER}\.?|d[aeo]s?|del|van|von)){{0,4}}(?: (?:de[nr]?|la|te[nr]|d[’']))?"
)
_DEMOTED = re.compile(
    r"(?<=[\w.]) (?P<particle>(?:d[aeo]s?|del|van|von|te[nr]|d[’'])(?: (?:de[nr]?|las?|los))?)$"
)
"""Behind the given names of a name that is inverted: ``Berg, Ellie van der``.

Chicago puts any particle there, and 9 of 10 are the family name's in PubMed. Styles with initials put only those of the given names there."""
_LOWER_START = re.compile(r" ?[a-z]{3,}(?=[\s,.:])")
"""``coli``, and not ``cDNA`` or ``delta-Opioid``."""


class NameList(NamedTuple):
    """The names at the beginning of a reference."""

    names: list[Name]
    complete: bool
    """False if the list says ``et al.``"""
    end: int = 0
    is_guess: bool = False
    """Whether words alone tell where a family name begins, ``Ana Gómez Mar``."""


def find_names(text: str) -> int:
    """The end of the names with initials that a text begins with, and of the groups among them; 0 if it begins with none.

    >>> [text[find_names(text):] for text in ("Lee, R. S. & Doe, J. A. E. coli at sea.", "Lee RS, Some Group, et al. At sea.")]
    [' E. coli at sea.', ' At sea.']
    >>> find_names("Vitamin D at sea. J Foo.")
    0
    """
    position, between = _end_of_odd_name(text), None
    while True:
        found = _NAME.match(text, position)
        if found and between and found[0].count(" ") > 1 and _JOURNAL_BEHIND.match(text, found.end()):
            return _before_separator(text, position)
        if found is None:
            found = _GROUP_PIECE.match(text, position) if position else None
            if text[:position].endswith("& ") and (last := _COMPANY.match(text, position)):
                return last.end()
            if found is None or not (_is_group(found[0]) or _LONE.fullmatch(found[0])):
                return _before_separator(text, position)
            if _opens_title(text, found.end(), is_lone=_LONE.fullmatch(found[0]) is not None):
                return _before_separator(text, position)
        end = _without_title(text, found)
        if more := _MORE.match(text, end):
            group = _GROUP_BEHIND.match(text, more.end())
            return group.end() if group and GROUP.search(group[0]) else more.end()
        between = _BETWEEN.match(text, end)
        if between is None:
            return end
        position = between.end()


_COMPANY = re.compile(rf"(?:{_UPPER}[\w'’-]+ ){{1,5}}{_UPPER}[\w'’-]+(?=\. )")
"""What stands behind the last ``&`` of a list, if it is no person with initials."""


def _end_of_odd_name(text: str) -> int:
    """Where the second name begins, if the first is a group's, or a person's only one, and no title: two names and the list's end follow."""
    found = _GROUP_PIECE.match(text)
    if found is None or not (_is_group(found[0]) or _LONE.fullmatch(found[0])):
        return 0
    comma = re.compile(r",\s").match(text, found.end())
    second = comma and _SHORT_NAMES.match(text, comma.end())
    return second.start() if second else 0


def _is_group(text: str) -> bool:
    """Whether a text has a word of groups, and the capitals of a name."""
    words = text.split()
    return GROUP.search(text) is not None and 2 * sum(word[:1].isupper() for word in words) >= len(words)


_JOURNAL_BEHIND = re.compile(rf", {YEAR}, ?\d")
"""Behind what looks like a name and is the journal in a style without titles: ``Lee R and Roe J, Zeitschrift für Schlaf C, 1991, 46, 3–9``."""
_LONE = re.compile(r"[^\W\d_a-z][a-zß-öø-ÿ]{2,}")
_SHORT_NAME = rf"{_UPPER}[\w'’-]+(?: {_UPPER}[\w'’-]+){{0,2}} {_UPPER}{{1,3}}"
_SHORT_NAMES = re.compile(rf"{_SHORT_NAME}(?:, {_SHORT_NAME}){{0,60}}(?:, et al)?\. ")


def _opens_title(text: str, end: int, *, is_lone: bool) -> bool:
    """Whether what looks like a group, or like a person of one name (``is_lone``), begins the title: no name follows a comma."""
    comma = re.compile(r",\s").match(text, end)
    if comma is None:
        return is_lone
    return not _NAME.match(text, comma.end()) and not _MORE.match(text, end)


def _before_separator(text: str, position: int) -> int:
    """The end of the last name, whose separator was followed by none."""
    return len(text[:position].rstrip(" ,;&").removesuffix(" and").rstrip(" ,;"))


def _without_title(text: str, found: re.Match[str]) -> int:
    """The end of a name: an initial before a lower-case word is the title's, ``E. coli``."""
    end = found.end()
    if found.re is _NAME and found["dotted"] and _LOWER_START.match(text, end):
        shorter = text.rfind(" ", found.start(), end)
        if (
            "-" not in text[shorter:end]
            and found[0].count(".") > 1
            and not _MORE.match(text, end)
            and not _BETWEEN.match(text, end)
        ):
            return shorter
    return end


def parse_names(text: str) -> NameList:
    """A whole list of names → the names; none if it is something else.

    >>> [(name.family, name.given) for name in parse_names("Lee, Rose S., Jane A. Doe, and R. Roe").names]
    [('Lee', 'Rose S'), ('Doe', 'Jane A'), ('Roe', 'R')]
    >>> [(name.family, name.given) for name in parse_names("Lee, R.S. and van der Berg, J.-P.").names]
    [('Lee', 'R S'), ('van der Berg', 'J P')]
    >>> parse_names("Centers for Disease Control and Prevention").names[0].literal, parse_names("Lee RS, et al.").complete
    ('Centers for Disease Control and Prevention', False)
    """
    text = whole = text.strip(" ,;:")
    text, complete = without_et_al(_ET_AL_INSIDE.sub("", text))
    complete = complete and not _ET_AL_INSIDE.search(whole)
    if _LEFT_OUT.search(text):
        text, complete = _LEFT_OUT.sub(", ", text), False
    parts = [_parse_part(part) for part in re.split(r";\s*(?:(?:and|&) )?", text.strip(" ,;")) if part]
    names = [name for part in parts for name in part]
    is_guess = len(parts) == 1 and any(map(_has_guessed_family, names[1:]))
    return NameList(names, complete, len(text), is_guess)


def _has_guessed_family(name: Name) -> bool:
    """Whether a name has a family name of two words behind given names in full."""
    first, _, rest = name.family.partition(" ")
    return bool(rest) and first[0].isupper() and len(name.given.partition(" ")[0]) > 1


def _parse_part(text: str) -> list[Name]:
    pieces = [piece.strip() for piece in _AND.sub(", ", text).split(",") if piece.strip()]
    if GROUP.search(text) and not _NAME.search(text) and not _are_full_names(pieces):
        return [Name(literal=group.rstrip(".")) for group in _groups(text)]
    names: list[Name] = []
    position = 0
    if _are_families(text, pieces):
        return [Name(family=pieces[0]), *(_whole(piece, is_full=True) for piece in pieces[1:])]
    inverted = _first_is_inverted(pieces)
    is_full = inverted and re.search(r"[a-zß-öø-ÿ]", pieces[1]) is not None
    is_full = is_full or (len(pieces) > 1 and GROUP.search(pieces[0]) is not None and not _NAME.search(text))
    is_direct = inverted and any(map(_DIRECT.fullmatch, pieces[2:]))
    is_pair = is_full and has_two_families(pieces[0])
    while position < len(pieces):
        piece = pieces[position]
        following = pieces[position + 1] if position + 1 < len(pieces) else ""
        if names and _SUFFIX_ALONE.fullmatch(piece):
            names[-1].suffix = piece.rstrip(".")
        elif (following and _is_family(piece) and _INITIALS.fullmatch(following)) or (
            inverted and not position
        ):
            names.append(_name(piece, following))
            position += 1
        else:
            start = pair_start(piece.split()) if is_pair else 0
            in_full = is_full or (is_direct and piece.count(" ") > 1 and not _DIRECT.fullmatch(piece))
            names.append(_parted(piece, start) if start else _whole(piece, is_full=in_full))
        position += 1
    return names


def _groups(text: str) -> Sequence[str]:
    """The groups in a text that names no people; APA puts ``, &`` between two.

    >>> _groups("Crab Group, & Tide Collaborators"), _groups("Heart, Lung, & Blood Group")
    (['Crab Group', 'Tide Collaborators'], ['Heart, Lung, & Blood Group'])
    """
    groups = text.split(", & ")
    return groups if all(map(GROUP.search, groups)) else [text]


def _are_full_names(pieces: list[str]) -> bool:
    """Whether a list with a group has people, and isn't one name of a group with commas.

    They stand before it, ``Lee, Rose, Jane Ann Doe, Some Group``, or behind it, ``Some Group, Jane Doe, and Richard Roe``.
    """
    people = list(itertools.takewhile(lambda piece: not GROUP.search(piece), pieces))
    if not people and not any(map(GROUP.search, pieces[1:])):
        others, least = pieces[1:], 2
    else:
        others, least = people[2:], 1
    return len(others) >= least and all(_GIVEN.fullmatch(piece) and " " in piece for piece in others)


def _are_families(text: str, pieces: list[str]) -> bool:
    """Whether the first name is a family name alone: ``Lee and Roe``, ``Kavita, and Jane Doe``, ``Lee, Roe, and Doe``."""
    if len(pieces) < 2 or not all(_WORDS_ALONE.fullmatch(piece) for piece in pieces[:1]):
        return False
    if len(pieces) == 2:
        return text[len(pieces[0]) :].lstrip(" ,").startswith(("and ", "& ", "und ")) and not GROUP.search(
            text
        )
    return all(_WORDS_ALONE.fullmatch(piece) for piece in pieces)


_WORDS_ALONE = re.compile(r"[^\W\d_a-z][a-zß-öø-ÿ'’]{2,}(?:-[^\W\d_][a-zß-öø-ÿ'’]+)*")
_BARE_NAME = re.compile(rf"{_FAMILY} {_UPPER}{{1,4}}")


def _first_is_inverted(pieces: list[str]) -> bool:
    """Whether the first two pieces are ``Lee`` and ``Rose S.``: family and given names of the first author."""
    if len(pieces) < 2 or not _is_family(pieces[0]) or GROUP.search(pieces[0]):
        return False
    second = pieces[1]
    if not _GIVEN.fullmatch(second) or GROUP.search(second):
        return False
    if _BARE_NAME.fullmatch(second) is None:
        return True
    others = pieces[2:]
    return second[-2] == " " if not others else not any(map(_BARE_NAME.fullmatch, others))


def _is_family(piece: str) -> bool:
    """Whether a piece may be a family name that its given names follow."""
    return _is_words(piece) or re.fullmatch(_LETTERS_ALONE, piece) is not None


def _is_words(piece: str) -> bool:
    """Whether a piece is a family name or a group: no initials in it."""
    if re.fullmatch(_FAMILY, piece) is None or _WITH_PARTICLE.fullmatch(piece):
        return False
    return not parse_short_name(piece).initials.isupper()


def _name(family: str, given: str, suffix: str = "") -> Name:
    demoted = _DEMOTED.search(given)
    if demoted and (demoted[1][0] in "tv" or not _INITIALS.fullmatch(given)):
        space = "" if demoted[0][-1] in "’'" else " "
        return _name(f"{demoted['particle']}{space}{family}", given[: demoted.start()], suffix)
    if _INITIALS.fullmatch(given):
        if particle := re.search(r" ([a-z]+)\b", given):
            initials = "".join(filter(str.isupper, given))
            return Name(family=family, given=_spaced(given, particle[1]), suffix=suffix, initials=initials)
        letters = "".join(re.findall(r"[^\W\d_]+", given))
        initials = letters[:-1] if _WITH_RUSSIAN.search(given) else letters
        return Name(family=family, given=space_initials(letters), suffix=suffix, initials=initials)
    given = re.sub(r"(?<!\w)(\w)\.", r"\1", given.rstrip())
    initials = "".join(part[0].upper() for part in re.split(r"[\s‐‑-]+", given) if part)
    return Name(family=family, given=given, suffix=suffix, initials=initials)


def _spaced(initials: str, particle: str) -> str:
    """``J.M. de`` → ``J M de``."""
    before, _, after = initials.partition(f" {particle}")
    letters = [re.findall(r"[^\W\d_]", part) for part in (before, after)]
    return " ".join([*letters[0], particle, *letters[1]])


def _whole(piece: str, *, is_full: bool) -> Name:
    """A name in one piece: ``R. S. Lee``, ``Lee RS``, ``Lee R. S.``, ``Rose Lee``, or a group. ``is_full``: the list has full names."""
    if GROUP.search(piece) or not piece[0].isalpha() or piece.startswith("The "):
        return Name(literal=piece.rstrip("."))
    if (suffix := _LAST_SUFFIX.search(piece)) and (is_full or not _LONE_II.fullmatch(piece)):
        name = _whole(piece[: suffix.start()], is_full=is_full)
        name.suffix = suffix[1].rstrip(".")
        return name
    if not is_full or not _FULL.fullmatch(piece):
        if spaced := _SPACED.fullmatch(piece):
            return _name(spaced["family"], spaced["given"])
        for form in (_WITH_PARTICLE, _DIRECT, _BARE_DIRECT, _SHORT):
            if found := form.fullmatch(piece):
                return _name(found["family"], found["given"])
        short = parse_short_name(piece)
        if short.initials and (short.initials.isupper() or not is_full):
            return short
    return _in_full(piece, is_full=is_full)


def _parted(piece: str, start: int) -> Name:
    """A name whose family name begins with the word at ``start``."""
    words = piece.split()
    return _name(" ".join(words[start:]), " ".join(words[:start]))


def _in_full(piece: str, *, is_full: bool) -> Name:
    """``Rose S. Lee``, ``Ellie van der Berg``; what has more words and no initial is a group, unless the list has full names."""
    words = piece.split()
    if not is_full and sum(not word.islower() for word in words) > 2 and not _MIDDLE.search(piece):
        return Name(literal=piece)
    if is_full and (start := family_start(words)):
        return _parted(piece, start)
    full, _ = parse_full_names(piece.rstrip(".") if re.search(r"\w{3}\.$", piece) else piece)
    if len(full) == 1 and full[0].given:
        family, names = full[0].family, full[0].given.split()
        while len(names) > 1 and names[-1] in _CAPITAL_PARTICLES:
            family = f"{names.pop()} {family}"
        return _name(family, " ".join(names), full[0].suffix)
    if is_full and len(words) > 1:
        return _name(words[-1], " ".join(words[:-1]))
    return Name(family=piece) if len(words) == 1 and not piece.isupper() else Name(literal=piece)


_MIDDLE = re.compile(rf"\s{_UPPER}\.?\s")
_CAPITALISED = "Abu Al Ben Bin Da De Del Della Den Der Di Dos Du El La Le Mac St. Ter Van Von"
_CAPITAL_PARTICLES = frozenset(_CAPITALISED.split())
"""Words that belong to the family name when they stand behind a given name."""
_LONE_II = re.compile(rf"{_WORD} II")
"""Two initials, where a list has no full names."""
_LAST_SUFFIX = re.compile(rf"(?<=\w\w|[A-Z]\.|\s[A-Z]),? ({_SUFFIX})$")
_FULL = re.compile(
    rf"(?=.*(?:{_UPPER}[a-z][\w'’‐‑-]{{0,50}}|{_UPPER}{_UPPER}[\w‐‑-]{{1,50}}) ).+ \S*\w{{2}}\S*"
)
"""Given names in full, or initials behind one, and a family name at the end."""


def are_names(names: list[Name]) -> bool:
    """Whether what was parsed as names looks like names: a person among them, or groups alone."""
    return bool(names) and (
        any(name.initials for name in names)
        or all(name.literal or name.family[:1].isupper() for name in names)
    )

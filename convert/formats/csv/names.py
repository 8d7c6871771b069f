"""The names in a cell, in the form that a database writes them → names; and a guess where the form isn't known.

The forms: ``inverted`` (``Roe, Robin J.``), ``short`` (``Roe RJ``, ``Roe R.J.``), ``direct`` (``Robin J. Roe``, ``RJ Roe``).
"""

import ast
import re
from collections.abc import Callable, Sequence
from typing import Final

from convert.formats.direct_names import parse_direct_name
from convert.model.names import is_group, parse_inverted_name, parse_short_name
from convert.model.record import Identifier, Name

_DOTTED: Final = re.compile(
    r"(?P<family>\S.*?)(?<!\s)(?:\s*+,)?\s++(?P<given>(?:(?![JS]r\.)[^\W\d_][^\W\d_A-Z]?\.[ -]*+){1,12})(?:,?\s*+(?P<suffix>[JS]r\.?|II|III|IV))?"
)
"""``Roe R.J.``, ``van der Roe R.-J. Jr.``."""
_NUMBER: Final = re.compile(r"(?<!\s)\s*\((\d+)\)$")
_NO_GIVEN: Final = re.compile(r",\s*+(?:null|None|nan)?\s*+$")
_SUFFIX: Final = re.compile(r", *((?:[JS]r|II|III|IV)\b\.?)(?= *(?:[,;|]|$))")

ET_AL: Final = Name(literal="et al.")
"""What ``names.take_et_al`` takes for those that a list leaves out."""


# --- one name ---------------------------------------------------------------------------------------------------------


def inverted(text: str) -> Name:
    """``Roe, Robin J.``, also with a number, which is Scopus's, or with a word for no given name; a group ends with a comma.

    >>> inverted("Roe, Robin (57190394669)").identifier[0].value, inverted("van den Roe,null")
    ('57190394669', Name(family='van den Roe', ...))
    """
    text = text.strip()
    if text[-1:] == ")" and (number := _NUMBER.search(text)):
        name = inverted(text[: number.start()])
        name.identifier = [Identifier("Scopus", number[1])]
        return name
    if text[-1:] in "lNen" and (nothing := _NO_GIVEN.search(text)):
        return Name(family=text[: nothing.start()])
    name = parse_inverted_name(text)
    return short(text) if name.literal and not text.endswith(",") else name


def short(text: str) -> Name:
    """``Roe RJ`` or ``Roe R.J.``; one word is a family name, several without initials are a group.

    >>> [(name.family, name.given, name.literal) for name in map(short, ("Roe R.-J.", "de Azul WF", "Suparn", "Coin 2016 Group"))]
    [('Roe', 'R.-J.', ''), ('de Azul', 'W F', ''), ('Suparn', '', ''), ('', '', 'Coin 2016 Group')]
    """
    text = text.strip()
    if text.endswith(".") and (match := _DOTTED.fullmatch(text)):
        return Name(match["family"], match["given"].strip(), suffix=match["suffix"] or "")
    name = parse_short_name(text)
    if name.initials and not (" " in name.family and is_group(name.family)):
        return name
    return (
        Name(family=text)
        if " " not in text and not (text.isupper() and len(text) > 2)
        else Name(literal=text)
    )


def direct(text: str) -> Name:
    """``Robin J. Roe``, ``RJ Roe`` or ``R. Roe``."""
    return parse_direct_name(text)


# --- a list of a known form -------------------------------------------------------------------------------------------


def split_names(separator: str, form: Callable[[str], Name]) -> Callable[[str], list[Name]]:
    """A parser of names of one form, parted by ``separator``; a list that is cut short gets ``et al.`` at its end.

    >>> [(name.family, name.literal) for name in split_names(",", direct)("RJ Roe, J Doe…")]
    [('Roe', ''), ('Doe', ''), ('', 'et al.')]
    """

    def parse(text: str) -> list[Name]:
        whole = text.rstrip()
        if is_cut := whole.endswith(("…", "...")):
            whole = whole.removesuffix("…").removesuffix("...").rstrip()
        names = [form(part) for part in _SUFFIX.sub(r" \1", whole).split(separator) if part.strip(" .")]
        return [*names, ET_AL] if is_cut else names

    return parse


_JOINT: Final = re.compile(r"(?:\b(?:Mc|Mac|D[aeiu]|Del|L[ae]|[AE]l|V[ao]n|Fitz)|[^\W\d_A-Z])(?=[^\W\d_a-z])")
"""Where a name may end: a letter before another; or what families begin with (``McCoin``), where none ends."""
_HONORIFICS: Final = re.compile(r"(?:(?:Assoc|Prof|Dr)\b\.? ?)+")


def run_together(text: str) -> list[Name]:
    """Springer's list of names with nothing between them, the given ones first.

    >>> [(name.given, name.family) for name in run_together("Robin J. RoeDr. Jané McCoinLi Wu")]
    [('Robin J.', 'Roe'), ('Jané', 'McCoin'), ('Li', 'Wu')]
    """
    names, start = list[Name](), 0
    ends = [joint.end() for joint in _JOINT.finditer(text) if len(joint[0]) == 1]
    for end in (*ends, len(text)):
        if end == len(text) or (text[end - 1].islower() and text[end].isupper()):
            names.append(direct(_HONORIFICS.sub("", text[start:end].strip())))
            start = end
    return names


def pubmed_names(text: str) -> list[Name]:
    """PubMed's list, ``Roe RJ, Suparn, Doe J; Coin Group.``: people and groups parted by commas, groups mostly by semicolons.

    >>> [name.family or name.literal for name in pubmed_names("Irfan, Umar M, COIN Study Group; Panel on Food, Feed and Water.")]
    ['Irfan', 'Umar', 'COIN Study Group', 'Panel on Food, Feed and Water']
    """
    names: list[Name] = []
    for segment in (text.removesuffix(".") if text.count(".") == 1 else text).split(";"):
        found = [short(part) for part in segment.split(",") if part.strip()]
        is_one = not any(name.initials for name in found) and is_group(segment)
        names += [Name(literal=segment.strip())] if is_one else found
    return names


def pairs(text: str) -> list[Name]:
    """``Roe Doe, Robin J., Poe, Jane``: commas between the names and within them; an odd number of parts is one text.

    >>> [(name.family, name.given) for name in pairs("Roe Doe, Robin J., Poe, Jane")]
    [('Roe Doe', 'Robin J.'), ('Poe', 'Jane')]
    """
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if len(parts) % 2:
        return [Name(family=text.strip())] if len(parts) == 1 else [Name(literal=text.strip())]
    return [Name(family, given) for family, given in zip(parts[::2], parts[1::2], strict=True)]


# --- a list whose form isn't known ------------------------------------------------------------------------------------

_AND: Final = re.compile(r"(?<![\s,]),?\s+(?:and|&)\s+")
_INITIALS: Final = re.compile(
    r"(?:[^\W\d_a-z]-?){1,4}|(?:[^\W\d_a-z][^\W\d_A-Z]?\.[ -]?){1,4}[^\W\d_a-z]?|[^\W\d_a-z](?:[ -][^\W\d_a-z]){1,3}"
)
"""``J``, ``JA``, ``J. A.``, ``J A``, ``Yu.-S.``; but not ``LI XY``."""
_GIVEN: Final = re.compile(r"[^\W\d_a-z][\w'’.-]*(?: [^\W\d_a-z][\w'’.-]*){0,2}")
_FAMILY: Final = re.compile(r"(?:[a-z'’]+ ){0,3}[^\W\d_a-z][\w'’-]+")
"""One word, with particles before it."""
_ET_AL: Final = re.compile(r"(?<![,;\s])[,;\s]+(?:and )?(?:et\.? al\.?|others)[\s.,;]*$", re.IGNORECASE)
_INITIALS_FIRST: Final = re.compile(
    r"(?:[^\W\d_a-z]{1,4}|(?:[^\W\d_a-z]\.[ -]?){1,4}) ?(?:[a-z]+ ){0,3}[^\W\d_a-z][\w'’-]{2,}"
)


_GLUED: Final = re.compile(r"(?<= [A-Z]\.)(?=[A-Z][a-z])")
"""Between names that have lost the line breaks between them: ``Roe R.Doe J. A.``."""


def guess_names(text: str) -> list[Name]:
    """The names of a cell, by their separators and forms.

    >>> def show(text):
    ...     return "; ".join(name.literal or f"{name.family}, {name.given}" for name in guess_names(text))
    >>> show("Doe J, Roe RA."), show("A, B. and C, D."), show("Doe, J., Roe, R. & Poe, E.")
    ('Doe, J; Roe, R A', 'A, B.; C, D.', 'Doe, J.; Roe, R.; Poe, E.')
    >>> show("De Sá, M M; Doe, Jane"), show("Doe, Jane; Heart, Lung Group,; COIN Group"), show("['Roe, R', 'Doe, J']")
    ('De Sá, M M; Doe, Jane', 'Doe, Jane; Heart, Lung Group; COIN Group', 'Roe, R; Doe, J')
    >>> show("J Doe, R Roe and E Poe"), show("Jane Doe and Richard Roe"), show("Doe, Jane, Roe, Robin"), show("Doe J, et al.")
    ('Doe, J; Roe, R; Poe, E', 'Doe, Jane; Roe, Richard', 'Doe, Jane; Roe, Robin', 'Doe, J; et al.')
    >>> show("De Roe R. J.Doe J.Poe E. A."), show("Robin J.Roe")
    ('De Roe, R. J.; Doe, J.; Poe, E. A.', 'Roe, Robin J.')
    >>> show("Roe R.J., Doe J."), show("Robin J. Roe; Jane Doe"), show("R. Roe, J. Doe"), show("Roe, Robin"), show("Roe, R | Doe, J")
    ('Roe, R.J.; Doe, J.', 'Roe, Robin J.; Doe, Jane', 'Roe, R.; Doe, J.', 'Roe, Robin', 'Roe, R; Doe, J')
    """
    text = text.strip()
    if match := _ET_AL.search(text):
        return [*guess_names(text[: match.start()]), ET_AL]
    if text.startswith("[") and (listed := _python_list(text)) is not None:
        return [inverted(part) for part in listed if part.strip()]
    if "|" in text:
        return _of_one_form([part.strip() for part in text.split("|")])
    if ";" in text:
        return _between_semicolons(text)
    if "," not in text and len(glued := _GLUED.split(text)) > 1 and all(map(_DOTTED.fullmatch, glued)):
        return [short(part) for part in glued]
    parts = _AND.split(text)
    if len(parts) == 1 or not all(map(_may_be_people, parts)):
        return _between_commas(text)
    whole = [piece.strip() for part in parts for piece in part.split(",")]
    if "," not in text or all(map(_INITIALS_FIRST.fullmatch, whole)):
        return _of_one_form(whole)
    return [name for part in parts for name in _between_commas(part)]


def _python_list(text: str) -> list[str] | None:
    """``['Roe, R', 'Doe, J']``, as Python prints a list of texts."""
    try:
        value = ast.literal_eval(text)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return None
    return value if isinstance(value, list) and all(isinstance(part, str) for part in value) else None


def _between_semicolons(text: str) -> list[Name]:
    """``Doe, J; Roe, R & Poe, E``; or PubMed's list, in which only groups follow the semicolons."""
    first, *others = [part.strip() for part in text.split(";")]
    if "," in first and _is_short_list(first) and not any(map(_has_comma, others)):
        return pubmed_names(text)
    parts: list[str] = []
    for part in filter(None, (first, *others)):
        both = _AND.split(part)
        parts += both if len(both) == 2 and all("," in one for one in both) else [part]
    return _of_one_form(parts)


def _of_one_form(parts: Sequence[str]) -> list[Name]:
    """Names that are given names first if none has a comma and none has initials last."""
    parts = [part for part in parts if part]
    are_direct = not any("," in part or short(part).given for part in parts) and any(
        " " in part and not is_group(part) for part in parts
    )
    return [direct(part) if are_direct else inverted(part) for part in parts]


def _between_commas(text: str) -> list[Name]:
    parts = [part.strip() for part in text.split(",")]
    if text.endswith(",") or len(parts) == 1:
        return [inverted(text)]
    if _is_short_list(text.removesuffix(".")):
        return pubmed_names(text)
    if len(parts) % 2 == 0 and all(map(_INITIALS.fullmatch, parts[1::2])):
        return pairs(text)
    if len(parts) > 3 and len(parts) % 2 == 0 and all(map(_FAMILY.fullmatch, parts[::2])):
        return pairs(text)
    if len(parts) > 1 and all(map(_INITIALS_FIRST.fullmatch, parts)):
        return [direct(part) for part in parts]
    if len(parts) > 2 and all(" " in part and not short(part).given for part in parts):
        return [direct(part) for part in parts]
    return [inverted(text)]


def _is_short_list(text: str) -> bool:
    """Whether most parts between commas are ``Roe RJ``, and each of the others one word or a group."""
    found = [short(part) for part in text.split(",") if part.strip()]
    if any(map(_INITIALS.fullmatch, [part.strip() for part in text.split(",")])):
        return False
    return 2 * sum(bool(name.given) for name in found) >= len(found) and all(
        name.given or name.family or is_group(name.literal) for name in found
    )


def _has_comma(part: str) -> bool:
    """Whether a name has a comma that parts it; a group's is none."""
    return "," in part.rstrip(", ") and not is_group(part)


def _may_be_people(part: str) -> bool:
    """Whether a text between two ``and`` is names: ``Roe, R.``, ``Doe, J., Poe, E.``, ``Roe RJ`` or ``Robin Roe``."""
    if is_group(part):
        return False
    pieces = [piece.strip() for piece in part.split(",")]
    return (
        all(map(_GIVEN.fullmatch, pieces[1::2]))
        if len(pieces) > 1
        else bool(_GIVEN.fullmatch(part) or short(part).given)
    )

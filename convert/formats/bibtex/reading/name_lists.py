r"""A field of names → its names, in LaTeX: parted by BibTeX's ``and``, or as people part them.

BibTeX's rules: https://mirrors.ctan.org/info/bibtex/tamethebeast/ttb_en.pdf, section 11. What is in braces, and a macro with what
it takes, counts as one character; ``hide`` puts a private one in its place, so that the rest is plain text.
"""

import re
from typing import Final, NamedTuple

from convert.model.text.markup import decode_entities

_BRACED: Final = r"\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}"
_HIDDEN = re.compile(rf"(?:\\(?:[A-Za-z]+\s*|[^\s&A-Za-z])){{0,3}}{_BRACED}|\\[A-Za-z]+\s*|\\[^\s&]")
_FIRST: Final = 0xF0000
_PRIVATE = re.compile(r"[\U000f0000-\U0010fffd]")
_SPACE = re.compile(r"(?:\s|~|\\(?=\s))+")


def hide(text: str) -> tuple[str, list[str]]:
    r"""LaTeX → the text with a private character for each group and macro, and what these stand for.

    >>> text, hidden = hide(r"{The Group} and \v{S}imek,~P")
    >>> len(text), hidden
    (14, ['{The Group}', '\\v{S}'])
    """
    hidden: list[str] = []
    if "{" in text or "\\" in text:

        def keep(match: re.Match[str]) -> str:
            hidden.append(match[0])
            return chr(_FIRST + len(hidden) - 1)

        text = _HIDDEN.sub(keep, text)
    return _SPACE.sub(" ", text).strip(), hidden


def shown(text: str, hidden: list[str]) -> str:
    """The LaTeX that ``hide`` was given, but for the spaces."""
    if not hidden or text.isascii():
        return text
    return _PRIVATE.sub(lambda match: hidden[ord(match[0]) - _FIRST], text)


# --- a list → names -----------------------------------------------------------------------------------------------------

_ET_AL = re.compile(
    r"(?:^|[\s~,;]|(?<!\{)\{)(?:and\s+)?(?:\\(?:emph|textit|it)\b\s*)?\{*+et\.?[\s~]+al(?:ii|\.)?[\s~.,;}]*$",
    re.IGNORECASE,
)
_ESCAPED_ENTITY = re.compile(r"\\?&\\?(#?)(\w+;)")
_AND = re.compile(r"(?<!\s)\s+and(?=\s)|;", re.IGNORECASE)
_OTHERS: Final = frozenset(("others", "others.", "…", "...", "et al", "et al."))
_AMPERSAND = re.compile(r"(?<![\s,]),?\s++\\?&\s+")


_ROLE = re.compile(r" \((?:eds?|hrsg|hg|coord|dir)\.?\)", re.IGNORECASE)


def _is_list(text: str) -> bool:
    """Whether a text that is all in braces is a list of people, each with a comma; ``Doe and Sons, Inc.`` isn't."""
    names = _AND.split(f" {text} ")
    return len(names) > 1 and all(name.count(",") == 1 and not _GROUP.search(name) for name in names)


class NameList(NamedTuple):
    """The names of a field."""

    names: list[str]
    """In LaTeX, with private characters for what is in ``hidden``."""
    hidden: list[str]
    complete: bool
    """Not if the list ends with ``others`` or ``et al.``."""
    is_inferred: bool
    """Whether anything but BibTeX's ``and`` parts names."""


def split_names(text: str) -> NameList:
    """A field → its names.

    >>> split_names("Doe, J. and and Roe, R. and others")
    NameList(names=['Doe, J.', 'Roe, R.'], hidden=[], complete=False, is_inferred=False)
    >>> split_names("Jane Doe, Ann Roe, and Max Moe et al.")
    NameList(names=['Jane Doe', 'Ann Roe', 'Max Moe'], hidden=[], complete=False, is_inferred=True)
    """
    if "&" in text and ";" in text:
        text = decode_entities(_ESCAPED_ENTITY.sub(r"&\1\2", text))
    without_rest = _ET_AL.sub("", text) if "al" in text else text
    masked, hidden = hide(without_rest)
    if len(masked) == 1 and hidden and _is_list(inner := hidden[0][1:-1]):
        return split_names(inner)._replace(is_inferred=True)
    if "(" in masked:
        masked = _ROLE.sub("", masked)
    names = [name.strip() for name in _AND.split(f" {masked} ")]
    names = [name for name in names if name.strip(", ")]
    complete = without_rest == text
    while names and shown(names[-1], hidden).lower().strip("{}., ") in _OTHERS | {""}:
        names.pop()
        complete = False
    parted: list[str] = []
    for name in names:
        if "&" in name:
            parted += [part for each in _by_ampersand(name) for part in _by_commas(each)]
        elif "," not in name or "=" in name or _ORDINARY.fullmatch(name):
            parted.append(name)
        else:
            parted += _by_commas(name)
    return NameList(parted, hidden, complete, ";" in masked or len(parted) > len(names))


_GROUP = re.compile(
    r"\b(?:of|for|the|inc|ltd|llc|gmbh|co|dep\w*|univ\w*|institut\w*|centers?|centre|group|committee|society|association|ministry"
    r"|office|agency|council|foundation|team|consortium|collaboration|network|national|international)\b",
    re.IGNORECASE,
)
"""Words of groups."""


def _by_ampersand(name: str) -> list[str]:
    """``Smith, John & Doe, Jane``, ``John Smith & Jane Doe`` → two names; ``Smith & Sons`` is one."""
    parts = _AMPERSAND.split(name)
    if _GROUP.search(name) or not all(" " in part.strip() for part in parts):
        return [name]
    return parts


_SUFFIX = re.compile(
    r"(?:[JS]r|I{2,3}|IV|VI{1,3}|[2-5](?:nd|rd|th)|M\.?D|Ph\.?D|Esq|junior|senior)\.?", re.IGNORECASE
)
_ORDINARY = re.compile(r"[^,. ]+(?: [^,. ]{3,})*, ?(?:[^\s,]+|[^,]*[^\W\d_A-Z]|[^,]+\.)")
"""``Family, Given``: one comma, and neither initials before it nor, without full stops, at the end, which lists by commas have."""
_SHORT = re.compile(r"(?:\S+ ){1,3}[^\W\d_a-z]\.?(?:-?[^\W\d_a-z]\.?){0,2}")
"""``Wilson E``, ``van der Berg A.B.``"""
_SPOKEN = re.compile(r"(?:[^\W\d_a-z]\.[ -]?){1,3}(?:\S+ )?\S{2,}")
"""``A. B. Wilson``."""


def _by_commas(name: str) -> list[str]:
    """A name with commas → itself, if it has one of BibTeX's forms; else the names that the commas part.

    >>> _by_commas("van Roe, Jr, Robin"), _by_commas("Wilson E, Rink G"), _by_commas("Smith, J., Doe, J.B.")
    (['van Roe, Jr, Robin'], ['Wilson E', 'Rink G'], ['Smith, J.', 'Doe, J.B.'])
    """
    has_more = name.endswith(",")
    parts = [part.strip() for part in name.split(",") if part.strip()]
    if len(parts) > 1 and (all(map(_SHORT.fullmatch, parts)) or all(map(_SPOKEN.fullmatch, parts))):
        return parts
    suffixes = [part for part in parts[1:] if _SUFFIX.fullmatch(part)]
    if len(parts) - len(suffixes) == 2 or len(parts) < 2:
        if len(parts) == 2 and has_more and all(" " in part for part in parts):
            return parts  # "Jane Doe, Ann Roe, and …"
        return [_with_suffix(parts, suffixes)] if suffixes and len(parts) == 3 else [", ".join(parts)]
    if all(" " in part or _is_protected(part) for part in parts):
        return parts
    if len(parts) % 2 == 0:
        return [", ".join(parts[place : place + 2]) for place in range(0, len(parts), 2)]
    return [", ".join(parts)]


def _with_suffix(parts: list[str], suffixes: list[str]) -> str:
    """BibTeX's order, of which people make ``Family, Given, Jr``."""
    family, *given = (part for part in parts if part is not suffixes[0])
    return ", ".join((family, suffixes[0], *given))


def _is_protected(part: str) -> bool:
    return len(part) == 1 and _PRIVATE.match(part) is not None

"""CSL-JSON name → Person, with particles and suffixes split off; given names → initials (CSL 1.0.2, "Name")."""

import re
from collections.abc import Mapping
from typing import Any

import msgspec

from convert.csl.text.marks import CLOSE, EAST_ASIAN, MARK_CLASS, plain
from convert.csl.text.rich_text import parse_rich_text

_PARTICLES = re.compile(
    r"^((?:(?:[dl]['’]|['’][a-z]+(?=\s)|[a-z][\w.]*['’]?(?=[\s'’-])(?:[-'’]|\s)?|\bal-|\bel-|ben |bin |ibn )\s*)+)(?=\S)"
)
_ASIAN = rf"[{EAST_ASIAN}\U00020000-\U0003ffff]"
_ALPHABETIC = re.compile(r"[0-9A-Za-z\u00c0-\u10ff\u1e00-\u1fff]")
_OTHERS = frozenset(("others", "et al", "et al."))
_SIMPLE = re.compile(r"[A-Z][A-Za-z.-]*(?: [A-Z][A-Za-z.-]*)*")
"""Names, the great majority, in which there is no particle, suffix or tag to look for."""


class Person(msgspec.Struct, frozen=True, eq=False, gc=False):
    """One parsed name. It is compared and hashed by identity, since caches depend on it."""

    family: str = ""
    given: str = ""
    dropping: str = ""
    non_dropping: str = ""
    suffix: str = ""
    comma_suffix: bool = False
    literal: str = ""
    others: bool = False
    """Whether it is none, but stands for those that the list leaves out: ``others``, as pandoc has it, or ``et al.``."""
    static: bool = False
    """Whether the family name always comes first (East Asian names)."""
    bare: bool = False
    """Whether it has a family name and given names, but no particle or suffix."""
    asian: bool = False
    """Whether it is written in a script without a space between family and given name."""

    @property
    def family_key(self) -> str:
        """The family name as a cite prints it."""
        return f"{self.non_dropping} {self.family}"

    @property
    def key(self) -> str:
        """Equal for names that share a family name."""
        return self.literal or " ".join(filter(None, (self.dropping, self.non_dropping, self.family)))


def _clean(value: Any) -> str:
    text = str(value).replace("'", "’").strip() if value else ""
    return parse_rich_text(text) if "<" in text else text


def parse_person(source: Any) -> Person | None:
    """A CSL-JSON name → Person; None if it is empty.

    >>> parse_person({"family": "van der Berg", "given": "Jan"}).non_dropping
    'van der'
    """
    if type(source) is dict and len(source) == 2:
        family, given = source.get("family"), source.get("given")
        if (
            type(family) is str
            and type(given) is str
            and _SIMPLE.fullmatch(family)
            and _SIMPLE.fullmatch(given)
        ):
            return Person(family, given, bare=True)
    if not isinstance(source, Mapping):
        return Person(literal=_clean(source)) if source else None
    literal = _clean(source.get("literal"))
    family, given = _clean(source.get("family")), _clean(source.get("given"))
    if literal or (not family and not given):
        return Person(literal=literal, others=literal in _OTHERS) if literal else None
    if not family:
        family, given = given, ""
    names = ("dropping-particle", "non-dropping-particle", "suffix")
    dropping, non_dropping, suffix = (_clean(source.get(name)) for name in names)
    comma = bool(source.get("comma-suffix"))
    if family[0] == '"' and family[-1] == '"' and len(family) > 2:
        family = family[1:-1]
    else:
        if not non_dropping:
            non_dropping, family = _split_family(family)
        if not suffix:
            given, suffix, comma = _split_suffix(given)
        if not dropping:
            given, dropping = _split_given(given)
    text = family + given
    asian = not text.isascii() and bool(re.search(_ASIAN, text)) and not _ALPHABETIC.search(text)
    return Person(
        family=family,
        given=given,
        dropping=dropping,
        non_dropping=non_dropping,
        suffix=suffix,
        comma_suffix=comma,
        static=bool(source.get("static-ordering")) or asian,
        asian=asian,
    )


def _split_family(family: str) -> tuple[str, str]:
    """Split leading particles off a family name.

    >>> _split_family("de la Cruz"), _split_family("d’Aubignac"), _split_family("Berg")
    (('de la', 'Cruz'), ('d’', 'Aubignac'), ('', 'Berg'))
    """
    found = _PARTICLES.match(family)
    particle, rest = (found[1], family[found.end() :]) if found else ("", family)
    if not particle.strip() or (rest[0].isalpha() and not rest[0].isupper()):
        return "", family
    return particle if particle.endswith("’ ") else particle.strip(), rest


def _split_suffix(given: str) -> tuple[str, str, bool]:
    """``John, Jr.`` → given name, suffix, whether a comma precedes it (``John,! Jr.``)."""
    given, comma, suffix = given.partition(",")
    if not comma:
        return given, "", False
    forced = suffix.startswith("!")
    return given.strip(), suffix.lstrip("!").strip(), forced


def _split_given(given: str) -> tuple[str, str]:
    """Split trailing lower-case particles off a given name.

    >>> _split_given("Ludwig von"), _split_given("Jean Luc")
    (('Ludwig', 'von'), ('Jean Luc', ''))
    """
    words = given.split(" ")
    at = len(words)
    while (
        at > 1 and words[at - 1] and words[at - 1][0].islower() and words[at - 1].replace("’", "").isalpha()
    ):
        at -= 1
    return (" ".join(words[:at]), " ".join(words[at:])) if at < len(words) else (given, "")


_WORDS = re.compile(r"((?<!\s)\s*+-?\s*+)([^\s.-]++)(\.?)")


_SPACES = " \u00a0\u202f"


def initialize(given: str, join: str, *, hyphen: bool = True, names_too: bool = True) -> str:
    r"""Given names → initials. A word that ends in a period, or has a single letter, already is one.

    Args:
        given: the given names.
        join: text after each initial (``initialize-with``).
        hyphen: keep the hyphen of a compound name (``initialize-with-hyphen``).
        names_too: False (``initialize="false"``) only formats the initials already there.

    >>> initialize("Jean-Luc Paul", ". "), initialize("John Q", ""), initialize("J.P. Xavier", ".", names_too=False)
    ('J.-L. P.', 'JQ', 'J.P. Xavier')
    >>> initialize("Jean-Luc Paul", ".\u00a0")
    'J.-L.\xa0P.'
    """
    result = ""
    after_word = False
    for before, word, period in _WORDS.findall(given):
        dashed = "-" in before and bool(result)
        already = bool(period) or len(plain(word)) <= 1
        shortened = not already and names_too and _can_start(word)
        if not (already or shortened) and dashed and names_too:
            continue  # the lower-case second part of a compound name: Guo-ping
        initial = already or shortened
        if dashed:
            apart = join[-1:] if join[-1:].isspace() else ""
            result = result.rstrip(_SPACES) + ("-" if hyphen or not initial else apart)
        elif result and (after_word or not initial):
            result = result.rstrip(_SPACES) + " "
        result += _with_join(_initial(word) if shortened else word, join) if initial else word
        after_word = not initial
    return result.strip(_SPACES)


def _can_start(word: str) -> bool:
    """Whether a word can be shortened to an initial: it starts with no lower-case letter."""
    first = plain(word)[:1]
    return first.upper() == first


def _initial(word: str) -> str:
    """The initial of a word: its first letter, or a digraph in capitals (``TSerendorj`` → ``Ts``).

    >>> _initial("TSerendorj"), _initial("ME"), _initial("Chen")
    ('Ts', 'M', 'C')
    """
    marks = re.match(rf"[{MARK_CLASS}]*", word)
    start = marks[0] if marks else ""
    letters = word[len(start) :]
    is_digraph = re.match(r"[^\W\d_a-z]{2}[a-z]", letters) and letters[:2].isupper()
    first = letters[0] + letters[1].lower() if is_digraph else letters[0]
    return start + first + CLOSE * (len(start) if word.endswith(CLOSE) else 0)


def _with_join(word: str, join: str) -> str:
    """An initial with the text that follows it, inside the word's formatting."""
    bare = word.rstrip(CLOSE)
    return bare + join.rstrip(" ") + word[len(bare) :] + (" " if join.endswith(" ") else "")

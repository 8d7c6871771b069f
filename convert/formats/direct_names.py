"""Names in their natural order, ``Robin J. van der Roe Jr``, as OpenAlex, Lens and others give them → names."""

from typing import Final

from convert.model.names import is_group, parse_inverted_name
from convert.model.record import Name

_PARTICLE_WORDS = "abu af al av ben bin da dal das de del della den der di do dos du el ibn la las le los san st te ten ter van von zu zum"
PARTICLES: Final = frozenset(_PARTICLE_WORDS.split())
"""Words that begin a family name, in lower case."""
_SUFFIXES: Final = frozenset(("Jr", "Sr", "2nd", "3rd", "II", "III", "IV"))


def parse_direct_name(text: str) -> Name:
    """``Robin J. Roe``: the last word and the particles before it are the family name; a group is kept whole.

    A family name of two words can't be told from a given name, so whoever reads such names should say so in ``inferred``.

    >>> from msgspec import to_builtins as parts
    >>> parts(parse_direct_name("Robin J. van der Roe Jr.")), parts(parse_direct_name("RJ Roe"))
    ({'family': 'van der Roe', 'given': 'Robin J.', 'suffix': 'Jr.'}, {'family': 'Roe', 'given': 'RJ'})
    >>> parts(parse_direct_name("Coin Study Group")), parts(parse_direct_name("Suparn")), parts(parse_direct_name("Roe, Robin"))
    ({'literal': 'Coin Study Group'}, {'family': 'Suparn'}, {'family': 'Roe', 'given': 'Robin'})
    """
    text = " ".join(text.split())
    words = text.split(" ")
    if "," in text or len(words) == 1:
        return parse_inverted_name(text)
    if is_group(text):
        return Name(literal=text)
    suffix = words.pop() if len(words) > 2 and words[-1].removesuffix(".") in _SUFFIXES else ""
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in PARTICLES:
        start -= 1
    return Name(family=" ".join(words[start:]), given=" ".join(words[:start]), suffix=suffix)

"""Family names of two words behind given names in full, ``Ana María Lino Mar``: where they begin.

Nothing but the words tells. What they tell is counted on the 18,472 full names of 4,466 records of PubMed, which gives family and given
names apart; in the other names the last word is the family name.
"""

import re
from collections.abc import Sequence
from typing import Final

_FAMILY_STARTS: Final = frozenset(("van", "von", "Vanden", "Ten", "Abd", "Abo", "Del"))
"""With more than one word behind them: 36 of 40 begin the family name."""
_PATRONYMIC: Final = re.compile(r"[^\W\d_a-z][a-zß-öø-ÿ]+[eé]z")
"""``Gómez``: 39 of 52 begin the family name."""
_OF_GIVEN: Final = frozenset(("da", "das", "de", "do", "dos"))


def family_start(words: Sequence[str]) -> int:
    """Which word begins a family name of two words or more, by itself or by the initial before it (54 of 59); 0 if none shows that.

    >>> [name.split()[family_start(name.split()) :] for name in ("Ana M. Lino Mar", "Frank J. van den Berg", "Ana Gómez Mar", "J. Ann Doe")]
    [['Lino', 'Mar'], ['van', 'den', 'Berg'], ['Gómez', 'Mar'], ['J.', 'Ann', 'Doe']]
    """
    inner = range(1, len(words) - 1)
    initial = max((index for index in range(len(words) - 1) if _is_initial(words[index])), default=0)
    if initial:
        is_start = initial + 1 in inner and not _is_initial(words[0]) and words[initial + 1] not in _OF_GIVEN
        return initial + 1 if is_start else 0
    return next(
        (index for index in inner if words[index] in _FAMILY_STARTS or _PATRONYMIC.fullmatch(words[index])), 0
    )


def _is_initial(word: str) -> bool:
    return len(word.rstrip(".")) == 1 and word[0].isupper()


_NOT_SPANISH: Final = re.compile(
    r"[^a-záéíóúüñ ]|[kw]|([bdfghjmnpqstvxz])\1|[bdgpst]h|[^aeiouáéíóúlnrsdtzxyj ](?: |$)"
)
"""Letters that Spanish doesn't have, or not in that place."""


def _is_spanish(text: str) -> bool:
    return text.istitle() and _NOT_SPANISH.search(text.lower()) is None


def has_two_families(family: str) -> bool:
    """Whether the name of a list that is inverted has a father's and a mother's family name, as Spanish names have.

    >>> [has_two_families(name) for name in ("Castro Prado", "Prado", "Del Prado", "Öztürk Prado", "Castro-Prado", "Mar-Prado Ruiz")]
    [True, False, False, False, False, True]
    """
    return (
        family.count(" ") == 1
        and family.split(maxsplit=1)[0] not in _PARTICLES
        and _is_spanish(family.replace("-", " "))
    )


_PARTICLES: Final = frozenset(
    ("Al", "Dal", "De", "Del", "Di", "Dos", "El", "La", "Le", "San", "Santa", "Ten", "Ter", "Van", "Von")
)


def pair_start(words: Sequence[str]) -> int:
    """Which word begins the two family names of a Spanish name whose first author has two; 0 if it isn't spelled as one.

    >>> pair_start("Rosa Aurora Castro Prado".split()), pair_start("Emre Tekin Kaya".split()), pair_start("Rosa Castro".split())
    (2, 0, 0)
    """
    is_pair = len(words) > 2 and words[-2] not in _PARTICLES and _is_spanish(" ".join(words))
    return len(words) - 2 if is_pair else 0

"""Keys that Quarto reads as cross-references, not as citations: ``@fig-plot``, ``@Tbl-one``.

The types are those of quarto-cli's ``mainstateinit.lua`` and ``theorem.lua``; https://quarto.org/docs/authoring/cross-references.html
"""

from collections.abc import Collection
from typing import Final

_FLOATS: Final = frozenset({"fig", "tbl", "lst", "eq", "sec", "video", "suppfig", "supptbl"})
_CALLOUTS: Final = frozenset({"nte", "tip", "wrn", "imp", "cau"})
_THEOREMS: Final = frozenset(
    {"thm", "lem", "cor", "prp", "cnj", "def", "exm", "exr", "sol", "rem", "prf", "alg"}
)
TYPES: Final = _FLOATS | _CALLOUTS | _THEOREMS


def is_cross_reference(key: str, own: Collection[str] = ()) -> bool:
    """Whether a key is one; ``own`` are the types that the document itself defines.

    >>> is_cross_reference("Fig-plot"), is_cross_reference("figure-2020"), is_cross_reference("dia-a", ["dia"])
    (True, False, True)
    """
    kind, hyphen, _ = key.partition("-")
    return bool(hyphen) and (kind.lower() in TYPES or kind in own)

"""Item → its ``citation-label``: its own, or one made of names and year (CSL 1.0.2, Appendix IV)."""

import re

from convert.csl.item.item import Item

_LETTERS = {1: (4,), 2: (2, 2), 3: (2, 1, 1)}
"""Number of names → how many letters of each; of four or more, one each."""


def make_citation_label(item: Item) -> str:
    """``Doe`` 1965 → ``Doe65``."""
    given = item.text("citation-label")
    if given:
        return given
    people = next(
        (people for name in ("author", "editor", "translator") if (people := item.names(name))), ()
    )[:4]
    counts = _LETTERS.get(len(people), (1, 1, 1, 1))
    letters = "".join(
        re.sub(r"\W", "", p.family or p.literal)[:n] for p, n in zip(people, counts, strict=False)
    )
    date = item.date("issued")
    return letters + (f"{date.start.year % 100:02}" if date and date.start.year else "")

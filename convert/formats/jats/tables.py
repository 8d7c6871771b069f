"""Kinds of works and markup of JATS, for both directions (https://jats.nlm.nih.gov/archiving/tag-library/1.3/)."""

from typing import Final

from convert.model.types import ARTICLES

TYPES: Final = dict.fromkeys(sorted(ARTICLES - {"article-journal"}), "journal") | {
    "article-journal": "journal",
    "article": "preprint",
    "book": "book",
    "chapter": "book",
    "dataset": "data",
    "paper-conference": "confproc",
    "patent": "patent",
    "report": "report",
    "software": "software",
    "standard": "standard",
    "thesis": "thesis",
    "webpage": "webpage",
}
"""CSL type → publication-type of a citation; ``other`` for any other."""

TYPES_READ: Final = (
    {name: csl for csl, name in TYPES.items()}
    | {
        "book": "book",
        "chapter": "chapter",
        "conference": "paper-conference",
        "conf-proc": "paper-conference",
    }
    | {
        "commun": "personal_communication",
        "gov": "report",
        "newspaper": "article-newspaper",
        "web": "webpage",
        "other": "document",
    }
)
"""publication-type, also as older versions and publishers write it → CSL type."""

MARKUP: Final = {
    "italic": "i",
    "bold": "b",
    "sub": "sub",
    "sup": "sup",
    "sc": 'span style="font-variant:small-caps;"',
}
"""Element of JATS → the record's tag."""

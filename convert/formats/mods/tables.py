"""Genres and roles of MODS, for both directions."""

from typing import Final

GENRES: Final = {
    "article": "article",
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "dataset": "database",
    "map": "map",
    "paper-conference": "conference publication",
    "patent": "patent",
    "report": "technical report",
    "review": "review",
    "review-book": "review",
    "thesis": "thesis",
    "webpage": "web site",
}
"""CSL type → MARC genre term, if there is one (https://www.loc.gov/standards/valuelist/marcgt.html)."""

GENRES_READ: Final = (
    {
        "academic journal": "article-journal",
        "article": "article-journal",
        "book chapter": "chapter",
        "bibliography": "book",
        "conference paper": "paper-conference",
        "conference publication": "paper-conference",
        "database": "dataset",
        "dissertation": "thesis",
        "doctoral thesis": "thesis",
        "instruction": "report",
        "journal article": "article-journal",
        "magazine": "article-magazine",
        "magazine article": "article-magazine",
        "masters thesis": "thesis",
        "newspaper": "article-newspaper",
        "newspaper article": "article-newspaper",
        "ph.d. thesis": "thesis",
        "preprint": "article",
        "software": "software",
    }
    | {name: csl for csl, name in GENRES.items() if name not in ("article", "review", "database")}
    | {"review": "review"}
)
"""Genre in lower case, also bibutils' and repositories' own words → CSL type."""

ROLES: Final = {"author": "author", "editor": "editor", "translator": "translator"}
"""Field → MARC relator term (https://www.loc.gov/marc/relators/relaterm.html)."""

ROLES_READ: Final = {
    "aut": "author",
    "author": "author",
    "cre": "author",
    "creator": "author",
    "dis": "author",
    "edt": "editor",
    "editor": "editor",
    "ill": "illustrator",
    "illustrator": "illustrator",
    "translator": "translator",
    "trl": "translator",
    "com": "compiler",
    "compiler": "compiler",
    "ctb": "contributor",
    "contributor": "contributor",
    "": "author",
}
"""Code or term of a role → field; any other stays in ``extra``."""

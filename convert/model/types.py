"""CSL's types of items, and groups of them (https://docs.citationstyles.org/en/stable/specification.html#appendix-iii-types)."""

from typing import Final

_TYPES: Final = """
    article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection
    dataset document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case
    legislation manuscript map motion_picture musical_score pamphlet paper-conference patent performance periodical
    personal_communication post post-weblog regulation report review review-book software song speech standard thesis
    treaty webpage
"""
TYPES: Final = frozenset(_TYPES.split())
"""The item types of CSL 1.0.2."""

ARTICLES: Final = frozenset(
    {"article-journal", "article-magazine", "article-newspaper", "review", "review-book"}
)
"""What appears in a periodical."""

STANDALONE: Final = frozenset({"book", "classic", "periodical"})
"""What stands alone, so that what it is part of is a series."""

BOOKSHELF: Final = frozenset({"book", "chapter"})
"""What PubMed takes from NCBI's Bookshelf."""

IN_SERIES: Final = STANDALONE | {"report"}
"""What is part of a series alone, so that its second title and its second authors are those of the series."""

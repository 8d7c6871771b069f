"""Groups of CSL types (https://docs.citationstyles.org/en/stable/specification.html#appendix-iii-types)."""

from typing import Final

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

"""The locator types of CSL 1.0.2, Appendix II, and their English words in citations."""

_ABBREVIATIONS = {
    "book": "bk.", "chapter": "chap.", "column": "col.", "figure": "fig.", "folio": "fol.", "issue": "no.", "line": "l.",
    "note": "n.", "opus": "op.", "page": "p. pp.", "paragraph": "para.", "part": "pt.", "section": "sec.",
    "sub-verbo": "s.v.", "verse": "v.", "volume": "vol.",
}  # fmt: skip
_MORE_WORDS = {
    "book": "book books bks.",
    "chapter": "chapter chapters chaps. ch.",
    "column": "column columns cols.",
    "figure": "figure figures figs.",
    "folio": "folio folios fols.",
    "issue": "number numbers nos.",
    "line": "line lines ll.",
    "note": "note notes nn.",
    "opus": "opus opera opp.",
    "page": "page pages",
    "paragraph": "paragraph paragraphs paras. ¶ ¶¶",
    "part": "part parts pts.",
    "section": "section sections secs. § §§",
    "sub-verbo": "s.vv.",
    "verse": "verse verses vv.",
    "volume": "volume volumes vols.",
    "table": "table tables tab. tbl.",
    "appendix": "appendix appendices app.",
    "supplement": "supplement supplements supp. suppl.",
}
LOCATOR_ABBREVIATIONS = {word: label for label, words in _ABBREVIATIONS.items() for word in words.split()}
"""Abbreviation → locator type; those with which a locator may start, as in citeproc-js."""
LOCATOR_WORDS = LOCATOR_ABBREVIATIONS | {
    word: label for label, words in _MORE_WORDS.items() for word in words.split()
}
"""Word, abbreviation or symbol → locator type; those that pandoc knows in a Markdown citation."""

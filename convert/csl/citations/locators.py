"""The locator types of CSL 1.0.2, Appendix II, and their English words in citations."""

_WORDS = {
    # type: (abbreviations with which a locator may start, as in citeproc-js; more words that pandoc knows)
    "book": ("bk.", "book books bks."),
    "chapter": ("chap.", "chapter chapters chaps. ch."),
    "column": ("col.", "column columns cols."),
    "figure": ("fig.", "figure figures figs."),
    "folio": ("fol.", "folio folios fols."),
    "issue": ("no.", "number numbers nos."),
    "line": ("l.", "line lines ll."),
    "note": ("n.", "note notes nn."),
    "opus": ("op.", "opus opera opp."),
    "page": ("p. pp.", "page pages"),
    "paragraph": ("para.", "paragraph paragraphs paras. ¶ ¶¶"),
    "part": ("pt.", "part parts pts."),
    "section": ("sec.", "section sections secs. § §§"),
    "sub-verbo": ("s.v.", "s.vv."),
    "verse": ("v.", "verse verses vv."),
    "volume": ("vol.", "volume volumes vols."),
    "table": ("", "table tables tab. tbl."),
    "appendix": ("", "appendix appendices app."),
    "supplement": ("", "supplement supplements supp. suppl."),
}
LOCATOR_ABBREVIATIONS = {word: label for label, (words, _) in _WORDS.items() for word in words.split()}
"""Abbreviation with which a locator may start → locator type."""
LOCATOR_WORDS = LOCATOR_ABBREVIATIONS | {
    word: label for label, (_, words) in _WORDS.items() for word in words.split()
}
"""Word, abbreviation or symbol before a locator in a Markdown citation → locator type."""

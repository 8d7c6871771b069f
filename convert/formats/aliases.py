"""The name of a format as people type it → the name that it has here."""

import re
from collections.abc import Container, Iterable, Mapping
from typing import Final

ALIASES: Final[dict[str, tuple[str, ...]]] = {
    "ciw": ("wos",),
    "csl": ("csl-json",),
    "csljson": ("csl-json",),
    "citeproc": ("csl-json",),
    "citeproc-json": ("csl-json",),
    "better-bibtex": ("bibtex",),
    "latex": ("bibtex",),
    "tex": ("bibtex",),
    "better-biblatex": ("biblatex",),
    "endnote": ("endnote-xml",),
    "endnotexml": ("endnote-xml",),
    "refer": ("enw",),
    "bibix": ("enw",),
    "html": ("web-page",),
    "htm": ("web-page",),
    "ids": ("id-list",),
    "pmids": ("id-list",),
    "isi": ("wos",),
    "web-of-science": ("wos",),
    "json-lines": ("jsonl",),
    "jsonlines": ("jsonl",),
    "mediawiki": ("wikipedia",),
    "wikitext": ("wikipedia",),
    "nlm": ("medline",),
    "pubmed": ("medline",),
    "nxml": ("jats",),
    "pubmedxml": ("pubmed-xml",),
    "medline-xml": ("pubmed-xml",),
    "medlinexml": ("pubmed-xml",),
    "summary": ("pubmed-summary", "pubmed-text"),
    "abstract": ("pubmed-text",),
    "text": ("pubmed-text", "bibliography"),
    "txt": ("pubmed-text", "bibliography"),
    "list": ("bibliography", "id-list"),
    "references": ("bibliography",),
    "word": ("docx",),
    "doc": ("docx",),
    "typst": ("hayagriva",),
}
"""What people type → names of formats, of which the first that can be read, or written, is meant."""
_SEPARATORS = re.compile(r"[\s_.-]+")


def find_name(name: str, names: Container[str], suffixes: Mapping[str, str]) -> str:
    """The name that is meant by another spelling, a suffix or an alias; ``""`` if none is.

    >>> find_name("CSL JSON", ["csl-json"], {}), find_name(".bib", ["bibtex"], {"bib": "bibtex"})
    ('csl-json', 'bibtex')
    >>> find_name("txt", ["bibliography"], {}), find_name("vancouver", ["bibliography"], {})
    ('bibliography', '')
    """
    plain = _SEPARATORS.sub("-", name.strip().lower()).strip("-")
    meant = plain, suffixes.get(plain, ""), *ALIASES.get(plain, ())
    return next((candidate for candidate in meant if candidate in names), "")


def not_found(name: str, kind: str, names: Iterable[str], formats: Container[str]) -> str:
    """The message that no ``kind`` (a reader, or a writer) has this name: which one may be meant, and which there are."""
    names = list(names)
    if name in formats:
        other = "written" if kind == "reader" else "read"
        return f"{name!r} can only be {other}; there are: {', '.join(names)}"
    plain = _SEPARATORS.sub("-", name.lower())
    from difflib import get_close_matches  # noqa: PLC0415  (names are rarely misspelt)

    near = get_close_matches(plain, [*names, *ALIASES], n=2, cutoff=0.7)
    meant = dict.fromkeys(each if each in names else find_name(each, names, {}) for each in near)
    hint = ""
    if any(meant):
        hint = f"did you mean {' or '.join(filter(None, meant))}? "
    elif kind == "writer":
        hint = f"if it is a style: refconvert cite FILE --style {name}; "
    return f"no {kind} is called {name!r}; {hint}there are: {', '.join(names)}"

"""Whether LaTeX prints what we write: a document that cites each record, with BibTeX's styles and with BibLaTeX."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

from peers import written

from convert.model.record import Record

BIBTEX_STYLES = ("plain", "unsrt", "abbrv", "alpha", "apalike")
NATBIB_STYLES = ("plainnat", "unsrtnat")
"""Which print DOI and URL, in documents without natbib, too; a DOI with ``_`` in those with ``url`` or ``hyperref`` alone."""
BIBLATEX_STYLES = ("numeric", "authoryear")
TOOLS = ("pdflatex", "bibtex", "biber")
SECONDS = 900

PREAMBLE = r"""\documentclass{article}
\usepackage[T1]{fontenc}
\usepackage{lmodern}
"""
BIBTEX = (
    PREAMBLE + r"\begin{document}\nocite{*}\bibliographystyle{%s}\bibliography{records}\end{document}" + "\n"
)
BIBLATEX = (
    PREAMBLE
    + r"\usepackage[style=%s]{biblatex}\addbibresource{records.bib}"
    + r"\begin{document}\nocite{*}\printbibliography\end{document}"
    + "\n"
)

_TEX_ERROR = re.compile(r"^! .*", re.MULTILINE)
_TEX_ENTRIES = re.compile(r"\\bibitem|\\entry\{")
_BIBTEX_ERROR = re.compile(r"^.*---(?:line|while).*|^I'm .*|^.*error message.*", re.MULTILINE)
_BIBTEX_WARNING = re.compile(r"^Warning--.*", re.MULTILINE)
_BIBER_ERROR = re.compile(r"^ERROR - .*", re.MULTILINE)
_BIBER_WARNING = re.compile(r"^WARN - .*", re.MULTILINE)


class Outcome(NamedTuple):
    """What became of a document."""

    entries: int
    errors: list[str]
    warnings: list[str]


def is_installed() -> bool:
    return all(map(shutil.which, TOOLS))


def typeset(records: list[Record], style: str, folder: Path, packages: str = "") -> Outcome:
    """Compile a document with the records in ``folder``; its entries, and what TeX, BibTeX or biber find wrong.

    ``packages``: those that it loads besides, separated by commas.
    """
    biblatex = style in BIBLATEX_STYLES
    text = written(records, "biblatex" if biblatex else "bibtex")
    (folder / "records.bib").write_text(text, encoding="utf-8")
    document = (BIBLATEX if biblatex else BIBTEX) % style
    if packages:
        document = document.replace(PREAMBLE, f"{PREAMBLE}\\usepackage{{{packages}}}\n")
    (folder / "paper.tex").write_text(document, encoding="utf-8")
    latex = ["pdflatex", "-interaction=nonstopmode", "paper"]
    _run(latex, folder)
    said = _run(["biber" if biblatex else "bibtex", "paper"], folder)
    _run(latex, folder)
    log = _run(latex, folder)
    error, warning = (_BIBER_ERROR, _BIBER_WARNING) if biblatex else (_BIBTEX_ERROR, _BIBTEX_WARNING)
    bbl = (folder / "paper.bbl").read_text(encoding="utf-8", errors="replace")
    errors = error.findall(said) + _TEX_ERROR.findall(log)
    return Outcome(len(_TEX_ENTRIES.findall(bbl)), errors, warning.findall(said))


def _run(command: list[str], folder: Path) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False, timeout=SECONDS)
    return done.stdout.decode(errors="replace") + done.stderr.decode(errors="replace")

"""Text that people copy or download from PubMed → records.

Each form has a grammar of its own: “Summary (text)” and “Abstract (text)” downloads, the text of an article's page and of
and a results page. ``citation`` and ``tail`` have what they share. NLM documents none of them; the rules were found in
real files, from 2000 to today.
"""

import itertools
import re
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO

from convert.formats.pubmed_text.abstract import read_abstract
from convert.formats.pubmed_text.page.entries import read_results
from convert.formats.pubmed_text.page.read import read_pages
from convert.formats.pubmed_text.summary import read_summary
from convert.formats.pubmed_text.words import YEAR
from convert.model.record import Record
from convert.streams.decoding import text_lines
from convert.streams.problems import Warn, silent

Read = Callable[[Iterable[tuple[int, str]], Warn], Iterator[Record]]

_HEAD_LINES = 400
_FORMS: tuple[tuple[str, tuple[re.Pattern[str], ...], Read], ...] = (
    (
        ":",
        (re.compile(r"\bPMID:|\bdoi:|^ ?\d{1,7}: (?:[^\W\d_][^,.;:]* [A-Z]{1,3},\s+){3}", re.MULTILINE),),
        read_summary,
    ),
    (
        ".",
        (
            re.compile(
                r"^ ?\d{1,7}\. \S.*(?:\n[^\S\n]*\S.*){0,40}\n\s*\n(?! ?\d{1,7}(?:\. |\.?\n\Z))(?= ?\S)",
                re.MULTILINE,
            ),  # a number may be cut off
            re.compile(
                rf"^ ?\d{{1,7}}\. (?:[A-Z ]+\n\s*\n)?[^.\n]+(?:\n[^.\n]+)?\.\s{YEAR}(?!\d)|^Author information: *$",
                re.MULTILINE,
            ),
            re.compile(
                r"^(?:DOI|PMID|PMCID): \S+ *(?:\[.*)?$|^(?:Author information: *$|Collaborators: )"
                r"|^[^\W\d_][^\d,.;\n]* [A-Z]{1,3}\(\d+\)|^(?:[^\W\d_][^\d,.;:\n]* [A-Z]{1,3}, ){4}",
                re.MULTILINE,
            ),
        ),
        read_abstract,
    ),
    (
        "",
        (re.compile(r"^Cite(?: ?|\n+)Share$", re.MULTILINE), re.compile(r"^\d+\n", re.MULTILINE)),
        read_results,
    ),
    (
        "",
        (
            re.compile(
                r"^[^\S\n]*(?:-\s*PM(?:C)?ID: ?(?:PMC)?\d+|Abstract|Similar articles|Cited by|Page navigation"
                r"|Affiliations?(?: Expand| Collapse)?|Publication types|MeSH terms|LinkOut - more resources"
                r"|Conflict of interest statement)[^\S\n]*$",
                re.MULTILINE,
            ),
        ),
        read_pages,
    ),
)
"""The sign after the number of the first record, patterns that must all occur at the beginning of a text, and the reader of
that form."""
_FIRST_NUMBER = re.compile(r"(?:\A|\n[ \t]*\n) ?\d{1,7}([.:]) +\S")
_ANY_NUMBER = re.compile(r"^ ?\d{1,7}([.:]) +(?!e?\d)\S", re.MULTILINE)


def read(stream: BinaryIO, *, warn: Warn = silent) -> Iterator[Record]:
    """PubMed's text in any form → records, one after another; lines that belong to no record are reported."""
    lines = enumerate(text_lines(stream, warn=warn), 1)
    head = list(itertools.islice(lines, _HEAD_LINES))
    read_form = _form("\n".join(line.rstrip() for _, line in head) + "\n") or read_summary
    yield from read_form(itertools.chain(head, lines), warn)


def sniff(head: bytes) -> bool:
    """Whether a file begins as PubMed's text, and not as another format that contains PubMed's words."""
    text = head.decode("utf-8", "ignore").replace("\r\n", "\n")
    if _OTHER_FORMAT.search(text) or len(_TAG.findall(text)) > 2:
        return False
    read_form = _form(text + "\n")
    if read_form is read_abstract or read_form is read_summary:
        return True
    return read_form is not None and _IDENTIFIED.search(text) is not None


def _form(text: str) -> Read | None:
    """The reader of a text. The sign of the first paragraph with a number tells Summary from Abstract.

    A wrapped line may begin with either, such as ``15. doi: …`` or ``2017. Is …``, so the others tell nothing.
    """
    first = _FIRST_NUMBER.search(text) or _ANY_NUMBER.search(text)
    sign = first[1] if first else ""
    return next(
        (
            reads
            for number_sign, patterns, reads in _FORMS
            if number_sign in ("", sign) and all(pattern.search(text) for pattern in patterns)
        ),
        None,
    )


_OTHER_FORMAT = re.compile(
    r"\A\s*[<{@%]|\A\s*\[\s*[{\"]|^PMID- |^[A-Z][A-Z0-9]  - |^@\w+\s*\{|^%[0A-Z] |\A\s*\"?PMID\"?[,\t]|<html|<!DOCTYPE"
    r"|\\(?:documentclass|begin\{)|\A[^\s,]+,[^\s,]+,\S+\n",
    re.MULTILINE,
)
"""XML, HTML, JSON, BibTeX, EndNote, MEDLINE, RIS, tables, LaTeX."""
_TAG = re.compile(r"^[A-Z]{2,4} {0,2}- ", re.MULTILINE)
_IDENTIFIED = re.compile(r"PMID: ?\d+|PMCID: ?PMC\d+|^[ \t]*(?:-[ \t]*)?DOI: ?10\.", re.MULTILINE)

"""Refer, as EndNote, Zotero, Google Scholar and publishers' sites write it (``.enw``, ``.refer``) → records.

The tags: https://en.wikipedia.org/wiki/Refer_(software), with EndNote's own; they are RIS's under other names, and what
they mean is in ``convert.formats.ris.fields``. A blank line ends a record, but not where the record has a kind (``%0``) and
what follows has none: then it stands in the middle of an abstract, where some programs leave it.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

from convert.formats.ris.fields import ENDNOTE_TYPES, Draft
from convert.formats.tagged.lines import Layout, read_fields
from convert.model.record import Record
from convert.streams.decoding import text_chunks
from convert.streams.problems import Problem, Warn, silent

TAGS = {
    "0": "TY",
    "A": "AU",
    "B": "T2",
    "C": "CY",
    "D": "PY",
    "E": "ED",
    "F": "ID",
    "G": "LA",
    "I": "PB",
    "J": "T2",
    "K": "KW",
    "L": "CN",
    "M": "AN",
    "N": "IS",
    "O": "M2",
    "P": "SP",
    "Q": "AU",
    "R": "DO",
    "S": "T3",
    "T": "TI",
    "U": "UR",
    "V": "VL",
    "W": "DP",
    "X": "AB",
    "Y": "A4",
    "Z": "N1",
    "2": "C2",
    "6": "NV",
    "7": "ET",
    "8": "DA",
    "9": "M3",
    "!": "ST",
    "?": "A4",
    "@": "SN",
    "[": "Y2",
    "]": "C7",
    "$": "C6",
    "~": "DB",
    "*": "CR",
    "+": "AD",
    "&": "SE",
}
"""Refer's tag → RIS's. ``%Q`` is a group, as in refer and Zotero; a tag that is not here stays itself, ``%H``."""

LAYOUT = Layout(tag=re.compile(r"%([0-9A-Za-z!@$*+()\[\]<>^~?=&#]) ?"), width=3, indented=True)

_BEGINNING = re.compile(
    rb"\s*%[0-9A-Z!@$*+?~&\[\]] +\S[^\n]*\n(?:[^%\n][^\n]*\n)*[ \t\r\n]*%[0-9A-Z!@$*+?~&\[\]] "
)


def sniff(head: bytes) -> bool:
    """Whether the first line is a field, and a second one follows."""
    return _BEGINNING.match(head) is not None


def read(stream: BinaryIO, *, warn: Warn = silent) -> Iterator[Record]:
    """A Refer file → its records, one after another."""
    draft: Draft | None = None
    ordinal = 0
    is_ended = False
    for line, tag, value in read_fields(text_chunks(stream, warn=warn), LAYOUT):
        if not tag and not value:
            is_ended = True
            continue
        if tag and draft is not None and (tag == "0" or (is_ended and "TY" not in draft.values)):
            yield finish(draft)
            draft = None
        if draft is None and not tag:
            message = f"skipped text without a tag: {value[:60]!r}"
            warn(Problem("stray-text", message, line=line, severity="error"))
            continue
        if draft is None:
            ordinal += 1
            draft = Draft("enw", ENDNOTE_TYPES, line, ordinal, warn)
        add(draft, tag, value)
        is_ended = False
    if draft is not None:
        yield finish(draft)


def finish(draft: Draft) -> Record:
    """The record; where it has no kind, it is refer's own, which writes names as they are spoken."""
    if "TY" not in draft.values and "AU" in draft.values:
        draft.values["AU"] = [_SPOKEN.sub(r"\2, \1", name) for name in draft.values["AU"]]
    return draft.finish()


_SPOKEN = re.compile(r"^([^,]+) ([^,\s]+)$")


def add(draft: Draft, tag: str, value: str) -> None:
    """Add a field under RIS's name for it."""
    if tag == "Q" and value:
        value = f"{value.rstrip(',')},"
    elif tag == "O":
        tag, value = "O", journal_abbreviation(value)
        if ": " not in value:
            draft.add("J2", value)
            return
    draft.add(TAGS.get(tag, f"%{tag}") if tag else "", value)


def journal_abbreviation(text: str) -> str:
    """``%O`` is a line of Zotero's Extra, or else EndNote's alternate journal, for which Zotero's line is a name.

    >>> journal_abbreviation("Journal Abbreviation: J Nil"), journal_abbreviation("PMID: 1")
    ('J Nil', 'PMID: 1')
    """
    return text.removeprefix("Journal Abbreviation: ")

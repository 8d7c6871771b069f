"""Refer (``.enw``, ``.refer``), as EndNote, Zotero, Google Scholar and publishers' sites write it → records.

The tags are in ``convert.formats.endnote.tables``. A blank line ends a record; but if the record has a type (``%0``) and what
follows has none, the blank line is one that some programs leave within an abstract.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

from convert.formats.endnote.tables import REFER_TAGS, TYPES_READ
from convert.formats.ris.read import parse_record
from convert.formats.tagged.lines import Layout, read_fields
from convert.formats.tagged.record import TaggedRecord
from convert.model.record import Record
from convert.streams.decoding import text_chunks
from convert.streams.problems import Problem, Warn, silent

_RIS_TAGS = {row.name: row.ris for row in reversed(REFER_TAGS)} | {"": ""}

LAYOUT = Layout(tag=re.compile(r"%([0-9A-Za-z!@$*+()\[\]<>^~?=&#]) ?"), width=3, indented=True)

_BEGINNING = re.compile(
    rb"\s*%[0-9A-Z!@$*+?~&\[\]] +\S[^\n]*\n(?:[^%\n][^\n]*\n)*[ \t\r\n]*%[0-9A-Z!@$*+?~&\[\]] "
)


def sniff(head: bytes) -> bool:
    """Whether the first line is a field, and a second one follows."""
    return _BEGINNING.match(head) is not None


def read(stream: BinaryIO, *, warn: Warn = silent) -> Iterator[Record]:
    """Read the records of a Refer file, one after another."""
    tagged: TaggedRecord | None = None
    ordinal = 0
    is_ended = False
    for line, tag, value in read_fields(text_chunks(stream, warn=warn), LAYOUT):
        if not tag and not value:
            is_ended = True
            continue
        if tag and tagged is not None and (tag == "0" or (is_ended and "TY" not in tagged.values)):
            yield _parse_record(tagged)
            tagged = None
        if tagged is None and not tag:
            message = f"skipped text without a tag: {value[:60]!r}"
            warn(Problem("stray-text", message, line=line, severity="error"))
            continue
        if tagged is None:
            ordinal += 1
            tagged = TaggedRecord("enw", TYPES_READ, line, ordinal, warn)
        _add(tagged, tag, value)
        is_ended = False
    if tagged is not None:
        yield _parse_record(tagged)


_NATURAL_ORDER = re.compile(r"^([^,]+) ([^,\s]+)$")


def _parse_record(tagged: TaggedRecord) -> Record:
    """Fill the fields of the record. Without a type it is that of refer itself, which writes ``Given Family``."""
    if "TY" not in tagged.values and "AU" in tagged.values:
        tagged.values["AU"] = [_NATURAL_ORDER.sub(r"\2, \1", name) for name in tagged.values["AU"]]
    return parse_record(tagged)


def _add(tagged: TaggedRecord, tag: str, value: str) -> None:
    """Add a line under the tag that RIS has for it."""
    ris = _RIS_TAGS.get(tag, f"%{tag}")
    if tag == "Q" and value:
        value = f"{value.rstrip(',')},"
    elif tag == "O":
        value = parse_other(value)
        ris = ris if ": " in value else "J2"
    tagged.add(ris, value)


def parse_other(text: str) -> str:
    """Parse ``%O``: a line of Zotero's Extra, which may name an abbreviation; else EndNote's alternate journal.

    >>> parse_other("Journal Abbreviation: J Nil"), parse_other("PMID: 1")
    ('J Nil', 'PMID: 1')
    """
    return text.removeprefix("Journal Abbreviation: ")

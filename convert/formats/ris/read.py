"""RIS in all dialects (NCBI's, Zotero's, EndNote's, JabRef's, our own), mistakes included → records.

Accepted beyond the rules: wrapped lines, blank lines within a record, one space for two, lower-case tags, a missing ``TY``
or ``ER``, repeated tags, several keywords on one line, names without a comma. The tags are in ``convert.formats.ris.tables``.
"""

import re
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO

from convert.formats.ris.tables import KNOWN, TAKES, TYPES_READ
from convert.formats.tagged.lines import Layout, read_fields
from convert.formats.tagged.record import TaggedRecord
from convert.model.identifiers import PLACEHOLDERS, settle
from convert.model.names import take_et_al
from convert.model.record import Record
from convert.streams.decoding import text_chunks
from convert.streams.problems import Problem, Warn, silent

_KNOWN = "|".join(KNOWN)
"""Tags that are recognised even if a space is missing."""

LAYOUT = Layout(
    tag=re.compile(
        rf"(?=[A-Z][A-Z0-9]  -|(?:{_KNOWN}|{_KNOWN.lower()}) {{1,3}}-(?:[ \t]|$))(\w\w) +-(?: |$|(?=\S))"
    ),
    width=6,
    indented=True,
)

_BEGINNING = re.compile(rb"(?:[^\n]{0,200}\n){0,5}?[ \t]*(?:TY|ty) {1,3}- *[A-Za-z]")


def sniff(head: bytes) -> bool:
    """Whether one of the first lines is a ``TY``."""
    return _BEGINNING.match(head) is not None


def read(stream: BinaryIO, *, warn: Warn = silent) -> Iterator[Record]:
    """Read the records of a RIS file, one after another."""
    tagged: TaggedRecord | None = None
    ordinal = 0
    for line, spelled, value in read_fields(text_chunks(stream, warn=warn), LAYOUT):
        tag = spelled.upper()
        if tagged is not None and tag not in ("TY", "ER"):
            tagged.add(tag, _unglue(tagged, value) if "  - " in value and tag else value)
            continue
        if tagged is not None:
            if tag == "TY":
                tagged.report("missing-er", "the record has no ER line")
            yield parse_record(tagged)
            tagged = None
        elif not tag and value:
            message = f"skipped text without a tag: {value[:60]!r}"
            warn(Problem("stray-text", message, line=line, severity="error"))
        if tag not in ("", "ER"):
            ordinal += 1
            tagged = TaggedRecord("ris", TYPES_READ, line, ordinal, warn)
            tagged.add(tag, value)
    if tagged is not None:
        tagged.report("missing-er", "the last record has no ER line; the file may be truncated")
        yield parse_record(tagged)


def _drop_placeholders(tagged: TaggedRecord) -> None:
    """Leave out the values that stand for nothing; the keyword NA may be noradrenaline."""
    for tag, values in [*tagged.values.items()]:
        if tag not in ("KW", "TY") and not (kept := [text for text in values if text not in PLACEHOLDERS]):
            del tagged.values[tag]
        elif tag not in ("KW", "TY"):
            values[:] = kept


_GLUED = re.compile(rf"\s{{2,}}({_KNOWN})  - ")


def _unglue(tagged: TaggedRecord, value: str) -> str:
    """A value without the lines that Rayyan joins to it, ``10.5555/1     LK  - https://…``; those are added."""
    value, *others = _GLUED.split(value)
    for tag, text in zip(others[::2], others[1::2], strict=True):
        tagged.add(tag, text)
    return value


def parse_record(tagged: TaggedRecord) -> Record:
    """Fill the fields of the record; values without a field go to ``extra``."""
    if not PLACEHOLDERS.isdisjoint(chain.from_iterable(tagged.values.values())):
        _drop_placeholders(tagged)
    for take in TAKES:
        take(tagged)
    record = tagged.record
    take_et_al(record)
    for tag, values in tagged.values.items():
        if kept := list(filter(None, values)):
            record.extra[tag] = kept
    settle(record)
    return record

"""RIS as all databases and managers write it, mistakes included → records.

Accepted beyond the rules: wrapped lines, blank lines within a record, other gaps around the hyphen, lower-case tags, a missing
``TY`` or ``ER``, a ``TY`` that isn't first, text between records, repeated tags, several keywords on one line, names without a
comma. The tags are in ``convert.formats.ris.tables``, what single databases mean by them in ``convert.formats.ris.exporters``.
"""

import re
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO, Final

from convert.formats.ris.exporters import read_as_exported
from convert.formats.ris.lines import regular_lines
from convert.formats.ris.parsing import STEPS
from convert.formats.ris.tables import KNOWN, NOTHING, TAKES, TYPES_READ
from convert.formats.tagged.lines import Layout, read_fields
from convert.formats.tagged.record import TaggedRecord
from convert.formats.tagged.values import single_blanks
from convert.model.identifiers import settle
from convert.model.names import take_et_al
from convert.model.record import Record
from convert.model.text.translations import without_brackets
from convert.streams.decoding import text_chunks
from convert.streams.problems import Problem, Warn, silent

_KNOWN = "|".join(KNOWN)
"""Tags that are recognised even if a space is missing."""

LAYOUT = Layout(
    tag=re.compile(
        rf"(?=[A-Z][A-Z0-9]  -|(?:{_KNOWN}|{_KNOWN.lower()}) {{1,3}}-(?:[ \t]|$))(\w+) +-(?: |$|(?=\S))"
    ),
    width=6,
    indented=True,
)

_GAP = rb"(?:[ \t]|\xc2\xa0)"
_BEGINNING = re.compile(
    rb"^(?:%(gap)s|>)*TY(?: {1,3}- *[A-Za-z]|%(gap)s*(?:-|\xe2\x80[\x90-\x94])%(gap)s*(?:%(types)s)[ \t]*\r?$)"
    % {b"gap": _GAP, b"types": "|".join(TYPES_READ).encode()},
    re.MULTILINE | re.IGNORECASE,
)


_TYPELESS = re.compile(rb"\s*+(?:[A-Z][A-Z0-9]  - [^\n]*\n)+?(?:AU|A1|TI|T1)  - ")
_END = re.compile(rb"^ER  - *\r?$", re.MULTILINE)


def sniff(head: bytes) -> bool:
    """Whether one of the first lines is a ``TY``; or, as programs in R have it, none is, but a title or author and an ``ER``."""
    return _BEGINNING.search(head) is not None or (
        b"ER  -" in head and _TYPELESS.match(head) is not None and _END.search(head) is not None
    )


_BOUNDS: Final = frozenset(("TY", "ER"))
_NO_BEGINNING: Final = frozenset(("", "ER", "NL"))
_AFTER_END: Final = "NL"
"""The tag of a line after ``ER`` that belongs to the record before it: Ovid's abbreviation of the journal."""
_AROUND_RECORDS: Final = re.compile(
    r"<?\d+\.? ?>?|Record #\d+ of \d+|(?:Provider|Database|Content) ?:.*|Link to .*|https?://\S+|%.*|EF"
)
"""Lines of databases that say nothing of a work."""


def read(stream: BinaryIO, *, warn: Warn = silent) -> Iterator[Record]:
    """Read the records of a RIS file, one after another."""
    return map(parse_record, _split_records(stream, warn))


def _split_records(stream: BinaryIO, warn: Warn) -> Iterator[TaggedRecord]:
    """The records' values. A record ends at its ``ER``, so what stands before a ``TY`` is the beginning of the next one."""
    tagged: TaggedRecord | None = None
    ended: TaggedRecord | None = None
    ordinal = 0
    for line, spelled, value in read_fields(regular_lines(text_chunks(stream, warn=warn)), LAYOUT):
        tag = spelled.upper()
        if tagged is not None:
            if tag not in _BOUNDS or (tag == "TY" and "TY" not in tagged.values):
                tagged.add(tag, _tidy(tagged, tag, value) if "  " in value else value)
                continue
            if tag == "TY":
                tagged.report("missing-er", "the record has no ER line")
            tagged, ended = None, tagged
        elif tag == _AFTER_END and ended is not None:
            ended.add(tag, value)
        else:
            _report_stray(tag, value, line, warn)
        if tag not in _NO_BEGINNING:
            if ended is not None:
                yield ended
            ordinal += 1
            tagged, ended = TaggedRecord("ris", TYPES_READ, line, ordinal, warn), None
            tagged.add(tag, single_blanks(value))
    if tagged is not None:
        tagged.report("missing-er", "the last record has no ER line; the file may be truncated")
    if last := tagged or ended:
        yield last


def _report_stray(tag: str, value: str, line: int, warn: Warn) -> None:
    """Report text between records, unless it is a database's own."""
    if value and not tag and not _AROUND_RECORDS.fullmatch(value):
        message = f"skipped text without a tag: {value[:60]!r}"
        warn(Problem("stray-text", message, line=line, severity="error"))


_GLUED = re.compile(rf"(?<!\s)\s{{2,}}+(?<=\s)({_KNOWN})  - ")


def _tidy(tagged: TaggedRecord, tag: str, value: str) -> str:
    """A value with single blanks, without the lines that Rayyan joins to it, ``10.5555/1     LK  - https://…``; those are added."""
    if tag and "  - " in value:
        value, *others = _GLUED.split(value)
        for other, text in zip(others[::2], others[1::2], strict=True):
            tagged.add(other, single_blanks(text))
    return single_blanks(value)


def _drop_placeholders(tagged: TaggedRecord) -> None:
    """Leave out the values that stand for nothing; the keyword NA may be noradrenaline."""
    for tag, values in [*tagged.values.items()]:
        if tag == "TY":
            continue
        kept = [text for text in values if text not in NOTHING or (tag == "KW" and text == "NA")]
        if kept:
            values[:] = kept
        else:
            del tagged.values[tag]


def parse_record(tagged: TaggedRecord) -> Record:
    """Fill the fields of the record; values without a field go to ``extra``."""
    read_as_exported(tagged)
    if not NOTHING.isdisjoint(chain.from_iterable(tagged.values.values())):
        _drop_placeholders(tagged)
    for step in STEPS:
        step(tagged)
    for tag in [*tagged.values]:
        if tag in tagged.values and (take := TAKES.get(tag)) is not None:
            take(tagged)
    record = tagged.record
    take_et_al(record)
    if record.title.startswith("["):
        record.title = without_brackets(record)
    for tag, values in tagged.values.items():
        record.extra[tag] = record.extra.get(tag, []) + values
    settle(record)
    return record

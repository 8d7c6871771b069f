"""Ovid's text, of all its databases → records; tags and names of fields are in ``convert.formats.ovid.tables``.

With tags (Reprint/Medlars), a record is ``<1. >``, ``VN  - Ovid Technologies``, then tags with values, whose further lines are
indented by six blanks. As a citation, it is ``<1>``, then the name of a field on a line of its own, and the value indented by two.
A record without its number begins where a tag comes again that a record has once.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO, Final

from convert.formats.ovid.tables import NAMES, ONCE, STEPS
from convert.formats.tagged.record import TaggedRecord
from convert.formats.tagged.takes import finish
from convert.model.record import Record
from convert.streams.decoding import text_lines
from convert.streams.problems import Problem, Warn, silent

_NUMBER = re.compile(r"<\d+\s*+\.?\s*+>")
_TAG = re.compile(r"([A-Z][A-Z0-9]{1,4})\s{1,3}- ?(?=\S|$)")
_BEGINNING = re.compile(
    rb"(?:[^\n]{0,300}\n){0,9}?VN {1,3}- Ovid|\s*<\d+\s*+\.?\s*+>\s*?\n(?:Score|Unique Identifier|Accession Number|Authors?|Title|VN  -)\b"
)


def sniff(head: bytes) -> bool:
    """Whether Ovid is named in the first lines, or a numbered record begins with one of its fields."""
    return _BEGINNING.match(head) is not None


def read(stream: BinaryIO, *, warn: Warn = silent) -> Iterator[Record]:
    """Read the records of a file, one after another."""
    tagged: TaggedRecord | None = None
    ordinal = 0
    for number, line in enumerate(text_lines(stream, warn=warn), 1):
        tag, value = _split(line)
        is_new = tag == _RECORD or (tag in ONCE and (tagged is None or tag in tagged.values))
        if is_new:
            if tagged is not None:
                yield finish(tagged, STEPS)
            ordinal += 1
            tagged = TaggedRecord("ovid", {}, number, ordinal, warn)
        if tagged is not None and tag != _RECORD and (tag or tagged.values):
            tagged.add(tag, value)
        elif tag != _RECORD and value:
            message = f"skipped text that belongs to no field: {value[:60]!r}"
            warn(Problem("stray-text", message, line=number, severity="error"))
    if tagged is not None:
        yield finish(tagged, STEPS)


_RECORD: Final = "<>"


def _split(line: str) -> tuple[str, str]:
    """A line → its tag and value; no tag if it continues a value, or is blank."""
    if line[:1].isspace() or not line:
        return "", line.strip()
    if _NUMBER.fullmatch(line.strip()):
        return _RECORD, ""
    if match := _TAG.match(line):
        return match[1], line[match.end() :].strip()
    if name := NAMES.get(line.strip().rstrip(":").lower()):
        return name, ""
    return "", line.strip()

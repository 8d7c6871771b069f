"""RefWorks' tagged text → records; the tags are in ``convert.formats.refworks.tables``.

A record begins with ``RT Journal Article``; a line is a tag of two signs, a blank and a value, and a line without a tag continues the value.
RefWorks' own files begin with a legend of the tags, up to ``BEGIN EXPORTED REFERENCES``, and close with ``END OF EXPORT``.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO, Final

from convert.formats.refworks.tables import KNOWN, STEPS
from convert.formats.tagged.record import TaggedRecord
from convert.formats.tagged.takes import finish
from convert.model.record import Record
from convert.streams.decoding import text_lines
from convert.streams.problems import Problem, Warn, silent

_TAG: Final = re.compile(r"(PMC?ID|[A-Z][A-Z0-9]|U1[0-5])(?: {1,2}|$)")
_LEGEND: Final = re.compile(rb"\s*+Refworks Export Tagged Format\b", re.IGNORECASE)
_BEGINNING: Final = re.compile(
    rb"\s*+RT {1,2}[A-Z][A-Za-z]+[^\r\n]{0,60}\r?\n(?:(?:SR|ID|[A-Z]\d|JF|YR|AB|LK|DO) )"
)
_START, _END = "BEGIN EXPORTED REFERENCES", "END OF EXPORT"


def sniff(head: bytes) -> bool:
    """Whether a legend of the tags begins the file, or a record does."""
    return _BEGINNING.match(head) is not None or _LEGEND.match(head) is not None


def read(stream: BinaryIO, *, warn: Warn = silent) -> Iterator[Record]:
    """Read the records of a file, one after another."""
    tagged: TaggedRecord | None = None
    ordinal = 0
    lines = enumerate(text_lines(stream, warn=warn), 1)
    for number, line in lines:
        if ordinal == 0 and line.lower().startswith("refworks export tagged format"):
            next((None for _, text in lines if text.startswith(_START)), None)
            continue
        tag, value = _split(line)
        if tag == "RT":
            if tagged is not None:
                yield finish(tagged, STEPS)
            ordinal += 1
            tagged = TaggedRecord("refworks", {}, number, ordinal, warn)
        if tagged is not None and not line.startswith(_END):
            tagged.add(tag, value)
        elif value and tagged is None:
            message = f"skipped text outside all records: {value[:60]!r}"
            warn(Problem("stray-text", message, line=number, severity="error"))
    if tagged is not None:
        yield finish(tagged, STEPS)


def _split(line: str) -> tuple[str, str]:
    """A line → its tag and value; no tag if it continues a value."""
    if (match := _TAG.match(line)) and match[1] in KNOWN:
        return match[1], line[match.end() :].strip()
    return "", line.strip()

r"""Web of Science's tagged text and tab-delimited text → records; the tags are in ``convert.formats.wos.tables``.

``FN Clarivate Analytics Web of Science``, ``VR 1.0``, then records that begin with ``PT`` and end with ``ER``; ``EF`` ends the
file. A line is a tag of two signs, a blank and a value, further lines are indented by three blanks: each is one more value of
a list (``AU``, ``CR``), or continues a text (``TI``). The tab-delimited form has the tags as its header, and a record a line.
https://webofscience.help.clarivate.com/en-us/Content/export-records.htm
"""

import re
from collections.abc import Container, Iterable, Iterator
from itertools import chain
from string import ascii_uppercase, digits
from typing import BinaryIO, Final

from convert.formats.tagged.record import TaggedRecord
from convert.formats.tagged.takes import finish
from convert.formats.wos.tables import KNOWN, STEPS
from convert.model.record import Record
from convert.streams.decoding import text_lines
from convert.streams.problems import Problem, Warn, silent

_TAG = re.compile(r"([A-Z][A-Z0-9])(?= |$)(.*)")
_INDENT = "   "
_NAME: Final = "Web of Science"
_ANY_TAG: Final = frozenset(a + b for a in ascii_uppercase for b in ascii_uppercase + digits)
"""What may be a tag in a file that indents what continues a value; some copies have lost the blanks."""
_AROUND = ("", "ER", "EF", "VR")
_BEGINNING = re.compile(
    rb"\s*+(?:FN [^\n]*(?:Web of|ISI |Thomson|Clarivate)|VR 1\.0\s+PT |(?:[^\n]{0,200}\n){0,9}?PT [A-Z]\r?\n(?:[A-Z][A-Z0-9] |   ))"
)
_HEADER = re.compile(rb"\s*PT\t(?:[A-Z][A-Z0-9]\t){8}")
_LISTS = ("AU", "AF", "BA", "BF", "CA", "GP", "BE", "ED", "TR", "CR", "C1")
"""Tags whose values a tab-delimited file separates by semicolons, and the tagged form by lines."""


def sniff(head: bytes) -> bool:
    """Whether the file names Web of Science, or its first record begins with PT, or the tags are a header."""
    return _BEGINNING.match(head) is not None or _HEADER.match(head) is not None


def read(stream: BinaryIO, *, warn: Warn = silent) -> Iterator[Record]:
    """Read the records of a file, one after another."""
    lines = text_lines(stream, warn=warn)
    first = next(lines, "").lstrip("\ufeff")
    tagged = _read_rows(first, lines, warn) if first.startswith("PT\t") else _read_tagged(first, lines, warn)
    for one in tagged:
        yield finish(one, STEPS)


def _read_tagged(first: str, lines: Iterable[str], warn: Warn) -> Iterator[TaggedRecord]:
    tagged: TaggedRecord | None = None
    ordinal, database = 0, ""
    tags: Container[str] = KNOWN
    for number, line in enumerate(chain([first], lines), 1):
        if line.startswith(_INDENT):
            tags = _ANY_TAG
        tag, value = _split(line, tags)
        if tag in ("PT", "ER") and tagged is not None:
            if tag == "PT":
                tagged.report("missing-er", "the record has no ER line")
            yield tagged
            tagged = None
        if tag == "FN":
            database = _NAME if "Web of" in value else value
        elif tagged is not None:
            tagged.add(tag, value)
        elif tag not in _AROUND:
            ordinal += 1
            tagged = TaggedRecord("wos", {}, number, ordinal, warn)
            tagged.record.source_database = database
            tagged.add(tag, value)
        elif value and not tag:
            message = f"skipped text outside all records: {value[:60]!r}"
            warn(Problem("stray-text", message, line=number, severity="error"))
    if tagged is not None:
        tagged.report("missing-er", "the last record has no ER line; the file may be truncated")
        yield tagged


def _split(line: str, tags: Container[str]) -> tuple[str, str]:
    """A line → its tag and value; no tag if the line continues a value."""
    match = _TAG.match(line)
    if match is None or match[1] not in tags:
        return "", line.strip()
    return match[1], match[2].strip()


def _read_rows(header: str, lines: Iterable[str], warn: Warn) -> Iterator[TaggedRecord]:
    tags = header.strip().split("\t")
    for number, line in enumerate(lines, 2):
        if not line.strip():
            continue
        tagged = TaggedRecord("wos", {}, number, number - 1, warn)
        tagged.record.source_database = _NAME
        cells = line.split("\t")
        for tag, cell in zip(tags, cells, strict=False):
            if cell.strip():
                tagged.add(tag, _in_lines(cell) if tag in _LISTS else cell.strip())
        if any(cell.strip() for cell in cells[len(tags) :]):
            tagged.report(
                "bad-row", "the row has more cells than the header has tags; the surplus is kept in extra"
            )
            tagged.values["surplus"] = [cell for cell in cells[len(tags) :] if cell.strip()]
        yield tagged


def _in_lines(cell: str) -> str:
    """A list between semicolons → one a line; those within the brackets of an address stay.

    >>> _in_lines("[Doe, J; Roe, R] Univ A; [Poe, E] Univ B").split(chr(10))
    ['[Doe, J; Roe, R] Univ A', '[Poe, E] Univ B']
    """
    return re.sub(r"(\[[^\[\]]*\])|;\s+", lambda found: found[1] or "\n", cell.strip())

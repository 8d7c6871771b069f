"""Refer (``.enw``, ``.refer``), as EndNote, Zotero, Google Scholar and publishers' sites write it → records.

The tags are in ``convert.formats.endnote.tables``. A blank line ends a record, unless it stands within or after an abstract, where some
programs leave one; a second type (``%0``) begins a record, too.
"""

import re
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from convert.formats.endnote.tables import REFER_TAGS, TYPES_READ
from convert.formats.ris.lines import plain_lines
from convert.formats.ris.read import parse_record
from convert.formats.tagged.lines import Layout, read_fields
from convert.formats.tagged.record import TaggedRecord
from convert.formats.tagged.values import single_blanks
from convert.model.names import is_group, parse_person
from convert.model.record import Record
from convert.streams.decoding import NO_LINE_END, text_chunks, watched
from convert.streams.problems import Problem, Warn, silent

_RIS_TAGS = {row.name: row.ris for row in reversed(REFER_TAGS)} | {"": ""}

LAYOUT = Layout(tag=re.compile(r"%([0-9A-Za-z!@$*+()\[\]<>^~?=&#]) ?"), width=3, indented=True)

_BEGINNING = re.compile(
    rb"\s*%(?:0|[0-9A-Z!@$*+?~&\[\]] +\S)[^\n]*\n(?>(?:(?![ \t\r]*+%)[^%\n][^\n]*+\n)*)[ \t\r\n]*+%[0-9A-Z!@$*+?~&\[\]] "
)


def sniff(head: bytes) -> bool:
    """Whether the first line is a field, and a second one follows."""
    return _BEGINNING.match(head) is not None


def read(stream: BinaryIO, *, warn: Warn = silent) -> Iterator[Record]:
    """Read the records of a Refer file, one after another."""
    tagged: TaggedRecord | None = None
    ordinal = 0
    last, is_ended = "", False
    end: list[str] = []
    ends: set[str] = set()
    """The tags with which records end."""
    are_apart = True
    """Whether a blank line has ended each record."""
    chunks = map(_with_beginnings, watched(text_chunks(stream, warn=warn), end))
    for line, tag, value in read_fields(plain_lines(chunks), LAYOUT):
        if not tag and not value:
            is_ended = True
            continue
        if tag and tagged is not None and _begins_record(tagged, tag, last, is_ended=is_ended):
            yield _parse_record(tagged)
            tagged = None
            ends.add(last)
            are_apart = are_apart and is_ended
        if tagged is None and not tag:
            message = f"skipped text without a tag: {value[:60]!r}"
            warn(Problem("stray-text", message, line=line, severity="error"))
            continue
        if tagged is None:
            ordinal += 1
            tagged = TaggedRecord("enw", TYPES_READ, line, ordinal, warn)
        _add(tagged, tag, value)
        last, is_ended = tag or last, False
    if tagged is not None:
        yield _parse_record(tagged)
        if message := _find_cut(end[0], ordinal, last, ends, are_apart=are_apart):
            warn(Problem("cut-off", message, line=tagged.line, record=str(ordinal), severity="note"))


def _find_cut(end: str, ordinal: int, last: str, ends: set[str], *, are_apart: bool) -> str:
    """What tells that a file may be cut off, or nothing.

    Zotero, bibutils and we write a blank line behind each record, the last one, too; others write it only between two.

    Args:
        end: the last characters of the file.
        ordinal: of the last record.
        last: the tag with which it ends.
        ends: those with which the others end.
        are_apart: whether a blank line follows each of the others.
    """
    if not end.endswith("\n"):
        return NO_LINE_END
    if ordinal <= _FEW:
        return ""
    if last not in ends:
        return f"no other record ends with %{last}; the file may be cut off"
    if are_apart and not end.endswith("\n\n"):
        return "a blank line follows each record but the last; the file may be cut off"
    return ""


_GLUED = re.compile(r"(?<=\S)(?=%0 [A-Z][A-Za-z ]{3,30}\n%)")
"""A record behind a file without a last line end."""


def _with_beginnings(text: str) -> str:
    is_whole = text.count("%0 ") == text.count("\n%0 ") + text.startswith("%0 ")
    return text if is_whole else _GLUED.sub("\n\n", text)


_FEW = 5
"""Of more records it can be told how they end."""
_TEXTS = ("X", "Z")
"""Tags of texts that may have blank lines."""
_ONCE = ("T", "D", "J", "V", "N", "P", "R", "X")
"""Tags that a record has once."""


def _begins_record(tagged: TaggedRecord, tag: str, last: str, *, is_ended: bool) -> bool:
    """Whether a tag begins another record, after the tag ``last`` and, if ``is_ended``, a blank line."""
    if tag == "0":
        return is_ended or ("TY" in tagged.values and len(tagged.values) > 1)
    return is_ended and (
        "TY" not in tagged.values or last not in _TEXTS or (tag in _ONCE and _RIS_TAGS[tag] in tagged.values)
    )


_NATURAL_ORDER = re.compile(r"^([^,]+) ([^,\s]+)$")


def _parse_record(tagged: TaggedRecord) -> Record:
    """Fill the fields of the record."""
    values = tagged.values
    if len(values.get("TY", ())) > 1:
        values["TY"].reverse()  # libraries name the general type first: Serial, then Audio
    journal = values.get("T2", [])
    if len(journal) > 1 and journal[0] in values.get("PY", ()):
        del journal[0]  # Open Journal Systems has the year in %B
    inferred = "" if "TY" in values else _infer_type(values)
    if "AU" in values:
        values["AU"] = [*map(_inverted, values["AU"])]
    if inferred:
        tagged.add("TY", inferred)
        tagged.record.inferred["type"] = "the record names none; told by its fields, as in refer"
    return parse_record(tagged)


def _inverted(name: str) -> str:
    """``Given Family``, as refer and EndNote have it where there is no comma, inverted; but no group, and no initials."""
    if "," in name or is_group(name) or parse_person(name) is not None:
        return name
    return _NATURAL_ORDER.sub(r"\2, \1", name)


def _infer_type(values: Mapping[str, list[str]]) -> str:
    """The type of a record that names none, by its fields (refer(1)); empty if they don't tell."""
    if "T2" in values and ("VL" in values or "IS" in values):
        return "Journal Article"
    if "T2" in values and "SP" in values:
        return "Book Section"
    return "Book" if "PB" in values and "T2" not in values else ""


def _add(tagged: TaggedRecord, tag: str, value: str) -> None:
    """Add a line under the tag that RIS has for it."""
    ris = _RIS_TAGS.get(tag, f"%{tag}")
    value = single_blanks(value)
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

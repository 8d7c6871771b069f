"""BibTeX and BibLaTeX → records: bibtexparser finds the entries, and ``fields`` says what their fields mean.

The two share a grammar and most names of fields, so that one reader takes both. The file is read in pieces that end where an
entry begins. If an entry refers to a later one (``crossref``, which BibTeX requires to come later, or ``xdata``), it and all
entries after it wait for that one.
"""

import logging
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from bibtexparser.model import (
    Block,
    DuplicateBlockKeyBlock,
    DuplicateFieldKeyBlock,
    Entry,
    ParsingFailedBlock,
    Preamble,
    String,
)
from bibtexparser.splitter import Splitter

from convert.formats.bibtex.dates import MACROS
from convert.formats.bibtex.fields import read_fields
from convert.formats.bibtex.parsing import EntryBuilder, Fields
from convert.model.record import Record
from convert.streams.decoding import text_chunks
from convert.streams.problems import Problem, Warn, silent

logging.getLogger("bibtexparser").addHandler(logging.NullHandler())  # failed blocks say the same

PIECE_CHARACTERS = 1 << 16
"""The length of the text that bibtexparser gets at a time."""

_BEGINNING = re.compile(rb"^[ \t]*@[A-Za-z]+[ \t]*[{(]", re.MULTILINE)


def sniff(head: bytes) -> bool:
    """Whether an entry begins on some line."""
    return _BEGINNING.search(head) is not None


@dataclass(slots=True)
class ParsedEntry:
    """An entry, before it inherits from others."""

    type: str
    key: str
    fields: Fields
    line: int


def read(stream: BinaryIO, *, warn: Warn = silent) -> Iterator[Record]:
    """A BibTeX file → its records, in its order."""
    parents: dict[str, ParsedEntry] = {}
    waiting: list[ParsedEntry] = []
    missing: set[str] = set()
    for entry in entries(text_chunks(stream, warn=warn), warn):
        if entry.type not in CHILDREN or "xdata" in entry.fields:
            parents[entry.key.lower()] = entry
        missing.discard(entry.key.lower())
        missing |= references(entry) - parents.keys()
        waiting.append(entry)
        if not missing:
            yield from finished(waiting, parents, warn)
            waiting.clear()
    yield from finished(waiting, parents, warn)


# --- text → entries ------------------------------------------------------------------------------------------------


def entries(chunks: Iterable[str], warn: Warn) -> Iterator[ParsedEntry]:
    """The entries of a text. Comments are dropped; what can't be parsed is reported."""
    strings = {month: month for month in MACROS}
    keys: set[str] = set()
    for line, text in pieces(chunks):
        for block in Splitter(text).split().blocks:
            found = entry_of(block, line, strings, warn)
            if found is None:
                continue
            if found.key.lower() in keys:
                message = "an earlier entry has the same key"
                warn(Problem("duplicate-key", message, line=found.line, record=found.key))
            keys.add(found.key.lower())
            yield found


def pieces(chunks: Iterable[str]) -> Iterator[tuple[int, str]]:
    """A text in pieces that end before a line with ``@``, each with the number of its first line."""
    line = 1
    text = ""
    for chunk in chunks:
        text += chunk
        if len(text) >= PIECE_CHARACTERS and (end := text.rfind("\n@") + 1):
            yield line, text[:end]
            line += text.count("\n", 0, end)
            text = text[end:]
    yield line, text


def entry_of(block: Block, first_line: int, strings: dict[str, str], warn: Warn) -> ParsedEntry | None:
    """One of bibtexparser's blocks; None if it isn't an entry."""
    line = first_line + (block.start_line or 0)
    match block:
        case String():
            strings[block.key.lower()] = evaluate(block.value, strings)
        case Preamble():
            warn(Problem("preamble", "@preamble is TeX code; left out", line=line, severity="note"))
        case Entry():
            return found_entry(block, line, strings)
        case DuplicateFieldKeyBlock() | DuplicateBlockKeyBlock() if isinstance(
            block.ignore_error_block, Entry
        ):
            return found_entry(block.ignore_error_block, line, strings)
        case ParsingFailedBlock():
            raw = " ".join((block.raw or "").split())[:60]
            warn(Problem("bad-entry", f"can't parse this entry: {raw!r}", line=line, severity="error"))
    return None


def found_entry(entry: Entry, line: int, strings: dict[str, str]) -> ParsedEntry:
    """An entry with its values evaluated. A field that occurs again is called ``note 2``."""
    fields: Fields = {}
    for field in entry.fields:
        name = field.key.lower().strip()
        number = 2
        while name in fields:
            name = f"{field.key.lower()} {number}"
            number += 1
        fields[name] = evaluate(field.value, strings)
    return ParsedEntry(entry.entry_type.lower(), entry.key.strip(), fields, line)


_PART = re.compile(r'\s*(?:"((?:[^"{}\\]|\\.)*)"|\{([^{}]*)\}|([^\s#{}"]+)|#)', re.DOTALL)


def evaluate(value: str, strings: dict[str, str]) -> str:
    """A value → its text: quoted or braced texts, numbers and macros, joined by ``#``.

    >>> evaluate('"On " # nil # { {TeX} } # 2', {"nil": "nothing"})
    'On nothing {TeX} 2'
    >>> evaluate("{one {two}}", {}), evaluate("unknown", {})
    ('one {two}', 'unknown')
    """
    value = value.strip()
    if value[:1] == "{" and value.find("}") == len(value) - 1:
        return value[1:-1]
    written = []
    place = 0
    while place < len(value):
        match = _PART.match(value, place)
        if match is not None:
            quoted, braced, bare = match.groups()
            written.append(quoted or braced or (strings.get(bare.lower(), bare) if bare else ""))
            place = match.end()
        else:
            end = _closing(value, place)
            written.append(value[place:end].strip()[1:-1])
            place = end
    return "".join(written)


def _closing(value: str, place: int) -> int:
    """The end of a quoted or braced text that begins at ``place`` and holds braces."""
    depth = 0
    opened = value[place:].lstrip()[:1]
    for match in re.finditer(r'\\.|[{}"]', value[place:]):
        character = match[0]
        depth += (character == "{") - (character == "}")
        is_quote = character == '"' and match.start()
        if depth == 0 and ((character == "}" and opened == "{") or (is_quote and opened == '"')):
            return place + match.end()
    return len(value)


# --- entries → records -----------------------------------------------------------------------------------------------

CHILDREN = frozenset(
    {"article", "misc", "online", "unpublished", "phdthesis", "mastersthesis", "techreport", "thesis"}
)
"""Entry types that others don't inherit from, so that they need not be kept."""

PARENTS_TITLES = {
    "title": "booktitle",
    "subtitle": "booksubtitle",
    "titleaddon": "booktitleaddon",
    "author": "bookauthor",
}
"""A field of a parent → the field that a part of it inherits (appendix B of BibLaTeX's manual)."""
PARTS = frozenset(
    {"inbook", "incollection", "inproceedings", "conference", "inreference", "suppbook", "suppcollection"}
)
_UNINHERITED = "abstract annote crossref entryset ids key keywords label note shorttitle xdata xref"
UNINHERITED = frozenset(_UNINHERITED.split())


def references(entry: ParsedEntry) -> set[str]:
    """The keys of the entries that ``entry`` inherits from."""
    named = entry.fields.get("crossref", ""), *entry.fields.get("xdata", "").split(",")
    return {key.strip().lower() for key in named if key.strip()}


def finished(waiting: Iterable[ParsedEntry], parents: dict[str, ParsedEntry], warn: Warn) -> Iterator[Record]:
    """Entries whose parents are known, or missing → records."""
    for entry in waiting:
        if entry.type != "xdata":
            fields = inherited(entry, parents, warn, depth=3)
            yield read_fields(EntryBuilder(entry.type, entry.key, fields, entry.line, warn))


def inherited(entry: ParsedEntry, parents: dict[str, ParsedEntry], warn: Warn, *, depth: int) -> Fields:
    """The fields of an entry, and those of its parents that it lacks."""
    if not depth or not references(entry):
        return entry.fields
    fields = dict(entry.fields)
    for key in references(entry):
        if (parent := parents.get(key)) is None:
            message = f"no entry {key!r} to inherit from"
            warn(Problem("no-such-entry", message, line=entry.line, record=entry.key))
            continue
        is_crossref = key == entry.fields.get("crossref", "").strip().lower()
        for name, value in inherited(parent, parents, warn, depth=depth - 1).items():
            is_renamed = is_crossref and entry.type in PARTS and parent.type not in PARTS
            if name not in UNINHERITED:
                fields.setdefault(PARENTS_TITLES.get(name, name) if is_renamed else name, value)
    fields.pop("xdata", None)
    return fields

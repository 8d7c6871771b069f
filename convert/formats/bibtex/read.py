r"""BibTeX and BibLaTeX → records: entries found by bibtexparser, values put together, parents' fields inherited.

The two share a grammar and most names of fields, so one reader takes both; what the fields mean is in ``bibtex_fields``.
The file is read in pieces that end where an entry begins. Where an entry refers to another one that comes later
(``crossref``, which BibTeX asks to come later, or ``xdata``), it and all after it wait for that one.
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

from convert.formats.bibtex.fields import Fields, to_record
from convert.model.record import Record
from convert.streams.decoding import text_chunks
from convert.streams.problems import Problem, Warn, silent

logging.getLogger("bibtexparser").addHandler(logging.NullHandler())  # what it says there comes as blocks, too

PIECE_CHARACTERS = 1 << 16
"""How much text is given to bibtexparser at a time."""

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_BEGINNING = re.compile(rb"^[ \t]*@[A-Za-z]+[ \t]*[{(]", re.MULTILINE)


def sniff(head: bytes) -> bool:
    """Whether some line begins an entry."""
    return _BEGINNING.search(head) is not None


@dataclass(slots=True)
class Found:
    """An entry on its way to a record."""

    type: str
    key: str
    fields: Fields
    line: int


def read(stream: BinaryIO, *, warn: Warn = silent) -> Iterator[Record]:
    """A BibTeX file → its records, in its order."""
    parents: dict[str, Found] = {}
    waiting: list[Found] = []
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


def entries(chunks: Iterable[str], warn: Warn) -> Iterator[Found]:
    """The entries of a text; comments go, and what can't be parsed is reported."""
    strings = {month: month for month in MONTHS}
    keys: set[str] = set()
    for line, text in pieces(chunks):
        for block in Splitter(text).split().blocks:
            found = entry_of(block, line, strings, warn)
            if found is None:
                continue
            if found.key.lower() in keys:
                message = "another entry has the same key"
                warn(Problem("duplicate-key", message, line=found.line, record=found.key))
            keys.add(found.key.lower())
            yield found


def pieces(chunks: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Text in pieces that end where a line begins with ``@``, each with the number of its first line."""
    line = 1
    text = ""
    for chunk in chunks:
        text += chunk
        if len(text) >= PIECE_CHARACTERS and (end := text.rfind("\n@") + 1):
            yield line, text[:end]
            line += text.count("\n", 0, end)
            text = text[end:]
    yield line, text


def entry_of(block: Block, first_line: int, strings: dict[str, str], warn: Warn) -> Found | None:
    """A block of bibtexparser's; None for all that is no entry."""
    line = first_line + (block.start_line or 0)
    match block:
        case String():
            strings[block.key.lower()] = evaluate(block.value, strings)
        case Preamble():
            warn(Problem("preamble", "a preamble, which is for TeX, is left out", line=line, severity="note"))
        case Entry():
            return found_entry(block, line, strings)
        case DuplicateFieldKeyBlock() | DuplicateBlockKeyBlock() if isinstance(
            block.ignore_error_block, Entry
        ):
            return found_entry(block.ignore_error_block, line, strings)
        case ParsingFailedBlock():
            raw = " ".join((block.raw or "").split())[:60]
            warn(Problem("bad-entry", f"an entry that can't be parsed: {raw!r}", line=line, severity="error"))
    return None


def found_entry(entry: Entry, line: int, strings: dict[str, str]) -> Found:
    """An entry with its values put together; the second value of a field has a name of its own, ``note 2``."""
    fields: Fields = {}
    for field in entry.fields:
        name = field.key.lower().strip()
        number = 2
        while name in fields:
            name = f"{field.key.lower()} {number}"
            number += 1
        fields[name] = evaluate(field.value, strings)
    return Found(entry.entry_type.lower(), entry.key.strip(), fields, line)


_PART = re.compile(r'\s*(?:"((?:[^"{}\\]|\\.)*)"|\{([^{}]*)\}|([^\s#{}"]+)|#)', re.DOTALL)


def evaluate(value: str, strings: dict[str, str]) -> str:
    """The parts of a value put together: texts in quotes or braces, numbers, and macros.

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
    """Where the text ends that opens at ``place`` with a brace or quote, and holds braces."""
    depth = 0
    opened = value[place:].lstrip()[:1]
    for match in re.finditer(r'\\.|[{}"]', value[place:]):
        sign = match[0]
        depth += (sign == "{") - (sign == "}")
        if depth == 0 and (
            (sign == "}" and opened == "{") or (sign == '"' and match.start() and opened == '"')
        ):
            return place + match.end()
    return len(value)


# --- entries → records -----------------------------------------------------------------------------------------------

CHILDREN = frozenset(
    {"article", "misc", "online", "unpublished", "phdthesis", "mastersthesis", "techreport", "thesis"}
)
"""Types that are never a parent, so that they need not be kept."""

PARENTS_TITLES = {
    "title": "booktitle",
    "subtitle": "booksubtitle",
    "titleaddon": "booktitleaddon",
    "author": "bookauthor",
}
"""A parent's field → what it is in a part of it (BibLaTeX's manual, appendix B)."""
PARTS = frozenset(
    {"inbook", "incollection", "inproceedings", "conference", "inreference", "suppbook", "suppcollection"}
)
UNINHERITED = frozenset(
    {
        "abstract",
        "crossref",
        "entryset",
        "ids",
        "keywords",
        "key",
        "label",
        "note",
        "annote",
        "shorttitle",
        "xdata",
        "xref",
    }
)


def references(entry: Found) -> set[str]:
    """The keys of the entries that ``entry`` inherits from."""
    named = entry.fields.get("crossref", ""), *entry.fields.get("xdata", "").split(",")
    return {key.strip().lower() for key in named if key.strip()}


def finished(waiting: Iterable[Found], parents: dict[str, Found], warn: Warn) -> Iterator[Record]:
    """The records of entries whose parents are known, or will never be."""
    for entry in waiting:
        if entry.type != "xdata":
            fields = inherited(entry, parents, warn, depth=3)
            yield to_record(entry.type, entry.key, fields, entry.line, warn)


def inherited(entry: Found, parents: dict[str, Found], warn: Warn, *, depth: int) -> Fields:
    """An entry's fields, and those of its parents that it has not."""
    if not depth or not references(entry):
        return entry.fields
    fields = dict(entry.fields)
    for key in references(entry):
        if (parent := parents.get(key)) is None:
            message = f"there is no entry {key!r}, from which it is to inherit"
            warn(Problem("no-such-entry", message, line=entry.line, record=entry.key))
            continue
        is_crossref = key == entry.fields.get("crossref", "").strip().lower()
        for name, value in inherited(parent, parents, warn, depth=depth - 1).items():
            is_renamed = is_crossref and entry.type in PARTS and parent.type not in PARTS
            if name not in UNINHERITED:
                fields.setdefault(PARENTS_TITLES.get(name, name) if is_renamed else name, value)
    fields.pop("xdata", None)
    return fields

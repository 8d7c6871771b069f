"""The text of a BibTeX file → its entries: bibtexparser finds them, and ``mending`` reads those that it rejects.

The text is split in pieces that end where an entry begins.
"""

import contextlib
import logging
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count
from typing import Final

from bibtexparser.model import (
    Block,
    DuplicateBlockKeyBlock,
    DuplicateFieldKeyBlock,
    Entry,
    ImplicitComment,
    ParsingFailedBlock,
    Preamble,
    String,
)
from bibtexparser.splitter import Splitter

from convert.formats.bibtex.dates import MACROS
from convert.formats.bibtex.parsing import Fields
from convert.formats.bibtex.reading.evaluating import evaluate
from convert.formats.bibtex.reading.mending import mended
from convert.streams import LONGEST_LINE
from convert.streams.problems import ConvertError, Problem, Warn

logging.getLogger("bibtexparser").addHandler(logging.NullHandler())  # failed blocks say the same

PIECE_CHARACTERS = 1 << 16
"""The length of the text that bibtexparser gets at a time."""


@dataclass(slots=True)
class ParsedEntry:
    """An entry, before it inherits from others."""

    type: str
    key: str
    fields: Fields
    line: int


def entries(chunks: Iterable[str], warn: Warn) -> Iterator[ParsedEntry]:
    """The entries of a text. Comments are dropped; what can't be parsed is reported."""
    strings = {month: month for month in MACROS}
    keys: set[str] = set()
    for line, text in pieces(chunks):
        for number, block in blocks(text, line, warn):
            found = entry_of(block, number, strings, warn)
            if found is None:
                continue
            if found.key and found.key.lower() in keys:
                message = "an earlier entry has the same key"
                warn(Problem("duplicate-key", message, line=found.line, record=found.key))
            keys.add(found.key.lower())
            yield found
        if begun := _BEGUN.search(text, max(text.rfind("\n"), 0)):  # in a last piece alone
            message = f"the file ends where an entry begins: {begun[0].strip()!r}"
            warn(Problem("cut-off", message, line=line + text.count("\n"), severity="error"))


def pieces(chunks: Iterable[str]) -> Iterator[tuple[int, str]]:
    """A text in pieces that end before a line with ``@``, each with the number of its first line.

    Raises:
        ConvertError: a piece is longer than entries are.
    """
    line = 1
    text = ""
    for chunk in chunks:
        text += chunk
        if len(text) >= PIECE_CHARACTERS and (end := text.rfind("\n@") + 1):
            yield line, text[:end]
            line += text.count("\n", 0, end)
            text = text[end:]
        if len(text) > LONGEST_LINE:
            raise ConvertError(f"line {line}: refused: an entry of more than {LONGEST_LINE >> 20} MB")
    yield line, text


_BEGUN = re.compile(r"^[ \t]*+@[ \t]*+\w*+[ \t]*+\Z", re.MULTILINE)
_ENTRY_LINE = re.compile(r"^(?=[ \t]*@\w+[ \t]*[{(])", re.MULTILINE)

_LOOSELY = re.compile(r"@(?: |\w+[ \t]*\n)")
_LOOSE = re.compile(r"^[ \t]*@[ \t]*(\w+)(\s*)([{(])", re.MULTILINE)
"""``@ article {``, which BibTeX takes, but bibtexparser doesn't."""
_AFTER_PERCENT = re.compile(r"% ?@")
_COMMENTED = re.compile(r"^[ \t]*%+ ?@[ \t]*\w+[ \t]*[{(].*(?:\n[ \t]*%.*)*", re.MULTILINE)
"""An entry each of whose lines begins with ``%``: a comment for biber and people, if not for BibTeX."""


def blocks(text: str, first_line: int, warn: Warn) -> Iterator[tuple[int, Block]]:
    """The number of the line and bibtexparser's block, of a text that begins at ``first_line``; what it rejects is mended."""
    text = _prepared(text)
    found = Splitter(text).split().blocks
    if not any(map(_is_rejected, found)):
        for block in found:
            yield first_line + (block.start_line or 0), block
        return
    starts = [match.start() for match in _ENTRY_LINE.finditer(text)]
    if len(starts) > 1:  # the rejected entry may have taken the next ones with it
        for begin, end in zip([0, *starts[1:]], [*starts[1:], len(text)], strict=True):
            yield from blocks(text[begin:end], first_line + text.count("\n", 0, begin), warn)
        return
    for block in found:
        if not _is_rejected(block):
            yield first_line + (block.start_line or 0), block
            continue
        line = first_line + (block.start_line or 0)
        if (block.raw or "").lower().startswith("@comment"):
            continue
        entries = list(mended(text[text.find(block.raw or "") :]))
        for entry in entries:
            yield line + (entry.start_line or 0), reported(entry, line, warn)
        if not entries:
            raw = " ".join((block.raw or "").split())[:60]
            warn(Problem("bad-entry", f"can't parse this entry: {raw!r}", line=line, severity="error"))
        return


def _prepared(text: str) -> str:
    """A text in which bibtexparser finds each entry that BibTeX would, and none that is commented out; its lines stay."""
    if _LOOSELY.search(text):
        text = _LOOSE.sub(_tight, text)
    return _COMMENTED.sub(_blank, text) if _AFTER_PERCENT.search(text) else text


def _tight(match: re.Match[str]) -> str:
    """The beginning of an entry without blanks, its line breaks behind the brace."""
    entry_type, blanks, brace = match.groups()
    return f"@{entry_type}{brace}{blanks}"


def _blank(match: re.Match[str]) -> str:
    """Nothing in place of an entry that is commented out, unless only its first line is."""
    return "\n" * match[0].count("\n") if match[0].count("{") == match[0].count("}") else match[0]


def _is_rejected(block: Block) -> bool:
    return isinstance(block, ParsingFailedBlock) and not isinstance(block.ignore_error_block, Entry)


def reported(entry: Entry, first_line: int, warn: Warn) -> Entry:
    """A mended entry, which is reported."""
    message = "the entry is not well-formed; it is read as far as its fields can be told"
    warn(Problem("mended-entry", message, line=first_line + (entry.start_line or 0), record=entry.key))
    return entry


_FIELD_LINE = re.compile(r"^[ \t]*+(?:author|editor|title)[ \t]*+=[ \t]*+[{\"]", re.MULTILINE | re.IGNORECASE)
"""Of an entry whose beginning was lost, among text between entries."""


def entry_of(block: Block, line: int, strings: dict[str, str], warn: Warn) -> ParsedEntry | None:
    """One of bibtexparser's blocks; None if it isn't an entry."""
    match block:
        case String():
            with contextlib.suppress(ValueError):  # and its name stays where it is used
                strings[block.key.lower()] = evaluate(block.value, strings)
        case ImplicitComment() if found := _FIELD_LINE.search(block.comment):
            line += block.comment.count("\n", 0, found.start())
            for lost in mended(f"@misc{{{block.comment[found.start() :]}"):
                return found_entry(reported(lost, line, warn), line, strings, warn, mend=False)
        case Preamble():
            warn(Problem("preamble", "@preamble is TeX code; left out", line=line, severity="note"))
        case Entry():
            return found_entry(block, line, strings, warn)
        case DuplicateFieldKeyBlock() | DuplicateBlockKeyBlock() if isinstance(
            block.ignore_error_block, Entry
        ):
            return found_entry(block.ignore_error_block, line, strings, warn)
    return None


_LISTS: Final = {
    "author": " and ",
    "editor": " and ",
    "translator": " and ",
    "keywords": ", ",
    "keyword": ", ",
    "note": "; ",
}
"""A field that may occur again → what joins its values."""


def found_entry(
    entry: Entry, line: int, strings: dict[str, str], warn: Warn, *, mend: bool = True
) -> ParsedEntry:
    """An entry with its values evaluated. A field that occurs again with another value is called ``note 2``."""
    fields: Fields = {}
    try:
        for field in entry.fields:
            name = field.key.lower().strip()
            if name.startswith("%"):  # commented out, as biber takes it
                continue
            if name not in fields:
                fields[name] = evaluate(field.value, strings)
            elif _is_kept_apart(fields, name, evaluate(field.value, strings)):
                warn(Problem("repeated", f"a second {name!r}; kept in extra", line=line, record=entry.key))
    except ValueError:
        for whole in mended(entry.raw or "") if mend else ():
            return found_entry(reported(whole, line, warn), line, strings, warn, mend=False)
    return ParsedEntry(entry.entry_type.lower(), entry.key.strip(), fields, line)


def _is_kept_apart(fields: Fields, name: str, value: str) -> bool:
    """Put another value of a field beside the first, in a list; or apart, and then say so."""
    if value == fields[name] or not value.strip():
        return False
    if not fields[name].strip():
        fields[name] = value
    elif name in _LISTS:
        fields[name] += _LISTS[name] + value
    else:
        number = next(number for number in count(2) if f"{name} {number}" not in fields)
        fields[f"{name} {number}"] = value
        return True
    return False

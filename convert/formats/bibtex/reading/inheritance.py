"""Entries → records with what they inherit, by ``crossref`` and ``xdata`` (appendix B of BibLaTeX's manual)."""

from collections.abc import Iterable, Iterator
from typing import Final

from convert.formats.bibtex.fields import read_fields
from convert.formats.bibtex.parsing import EntryBuilder, Fields
from convert.formats.bibtex.reading.splitting import ParsedEntry
from convert.model.record import Record
from convert.streams.problems import Problem, Warn

CHILDREN: Final = frozenset(
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


def is_parent(entry: ParsedEntry) -> bool:
    """Whether others may inherit from an entry."""
    return entry.type not in CHILDREN or "xdata" in entry.fields


def references(entry: ParsedEntry) -> set[str]:
    """The keys of the entries that ``entry`` inherits from."""
    named = entry.fields.get("crossref", ""), *entry.fields.get("xdata", "").split(",")
    return {key.strip().lower() for key in named if key.strip()}


def finished(waiting: Iterable[ParsedEntry], parents: dict[str, ParsedEntry], warn: Warn) -> Iterator[Record]:
    """Entries whose parents are known, or missing → records."""
    for entry in waiting:
        if entry.type != "xdata":
            fields = inherited(entry, parents, warn, depth=3)
            if fields is entry.fields and is_parent(entry):
                fields = dict(fields)  # they are taken from the builder, and later entries inherit them
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

"""A list of PMIDs, PMCIDs and DOIs → records that have only their identifier, for ``complete`` to fill.

A line has one identifier, or several separated by spaces, commas or semicolons; each may follow a label such as
``PMID:``, or be a URL. A line that begins with ``#`` is a comment.
"""

from collections.abc import Iterator
from typing import BinaryIO

from convert.model.identifiers import parse_identifier, split_identifiers
from convert.model.record import Record, Source
from convert.streams.decoding import text_lines
from convert.streams.problems import Problem, Warn, silent

_HEADINGS = frozenset({"pmid", "pmids", "pmcid", "pmcids", "doi", "dois"})
"""First words of a column that was copied from a table."""


def sniff(head: bytes) -> bool:
    """Whether ``head`` contains only identifiers; its last word may be cut off."""
    lines = [line for line in head.decode("utf-8", "replace").splitlines() if not line.startswith("#")]
    words = [word for line in lines for word in split_identifiers(line)]
    if words and words[0].lower() in _HEADINGS:
        del words[0]
    whole = words[:-1] if len(words) > 1 else words
    return bool(words) and all(map(parse_identifier, whole))


def read(stream: BinaryIO, *, warn: Warn = silent) -> Iterator[Record]:
    """Identifiers → records, in their order; any other word is reported and skipped."""
    for number, line in enumerate(text_lines(stream, warn=warn), 1):
        if line.startswith("#"):
            continue
        for word in split_identifiers(line):
            if found := parse_identifier(word):
                record = Record(source=Source(line=number, format="id-list"))
                setattr(record, *found)
                yield record
            elif number > 1 or word.lower() not in _HEADINGS:
                message = f"{word[:60]!r} is not a PMID, PMCID or DOI; skipped"
                warn(Problem("bad-identifier", message, line=number, severity="error"))

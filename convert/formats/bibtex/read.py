"""BibTeX and BibLaTeX → records: ``reading`` finds the entries, and ``fields`` says what their fields mean.

The two share a grammar and most names of fields, so that one reader takes both. If an entry refers to a later one
(``crossref``, which BibTeX requires to come later, or ``xdata``), it and all entries after it wait for that one.
"""

from collections.abc import Iterator
from typing import BinaryIO

from convert.formats.bibtex.reading.inheritance import finished, is_parent, references
from convert.formats.bibtex.reading.splitting import ParsedEntry, entries
from convert.model.record import Record
from convert.streams.decoding import text_chunks
from convert.streams.problems import Warn, silent


def read(stream: BinaryIO, *, warn: Warn = silent) -> Iterator[Record]:
    """A BibTeX file → its records, in its order."""
    parents: dict[str, ParsedEntry] = {}
    waiting: list[ParsedEntry] = []
    missing: set[str] = set()
    for entry in entries(text_chunks(stream, warn=warn), warn):
        if is_parent(entry):
            parents[entry.key.lower()] = entry
        missing.discard(entry.key.lower())
        missing |= references(entry) - parents.keys()
        waiting.append(entry)
        if not missing:
            yield from finished(waiting, parents, warn)
            waiting.clear()
    yield from finished(waiting, parents, warn)

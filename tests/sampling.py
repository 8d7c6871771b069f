"""Records to try things on: those of the fixtures, and of real data where it is at hand; each work once."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from conftest import FIXTURES, shared_folder

import convert
from convert.model.record import Record
from convert.streams.problems import ConvertError

INPUTS = ("medline", "xml", "text")
"""The folders of the corpus, those that say the most of a record first."""


def sample(per_file: int | None = None, inputs: tuple[str, ...] = INPUTS) -> list[Record]:
    """At most so many records of each file, all by default, without those that have no title or no PMID."""
    records: dict[str, Record] = {}
    for path in paths(inputs):
        for record in islice(readable(path), per_file):
            if record.title and record.PMID:
                records.setdefault(record.PMID, record)
    return list(records.values())


def paths(inputs: tuple[str, ...] = INPUTS) -> Iterator[Path]:
    yield from sorted(FIXTURES.glob("articles/*/*.nbib"))
    if folder := shared_folder():
        for name in inputs:
            yield from sorted((folder / "corpus" / name).glob("*"))


def readable(path: Path) -> Iterator[Record]:
    """The records of a file, or none where it is nothing that can be read."""
    try:
        yield from convert.read(path)
    except ConvertError:
        return

"""PubMed's baseline and update files → which records of each file a later one replaces or deletes.

Files are ordered by their numbers; those of update files continue those of the baseline
(https://pubmed.ncbi.nlm.nih.gov/download/). A first pass finds only the PMIDs of each file, ten times as fast as reading it.
A second pass goes from the last file to the first: a PMID that it has seen before marks a record to drop. It needs one
bit for each PMID.
"""

import contextlib
import sqlite3
from array import array
from collections.abc import Callable, Iterable
from functools import partial
from itertools import islice
from typing import BinaryIO

import msgspec

from convert.running.bulk.manifest import Manifest
from convert.running.bulk.shards import Shard
from convert.running.parallel.workers import Each
from convert.running.reading import read, recognised_name
from convert.streams.inputs import open_records
from convert.streams.problems import ConvertError, Problem, silent


class Mentions(msgspec.Struct):
    """The PMIDs in a file."""

    shard: Shard
    present: bytes
    """The PMIDs of its records in their order, as the bytes of an ``array("Q")``."""
    deleted: bytes
    """The PMIDs that it says are deleted, likewise."""


def find_mentions(reader: str | None, shard: Shard) -> Mentions:
    """Find the PMIDs of a file; none if it can't be read, which is reported when it is converted."""
    present, deleted = array("Q"), array("Q")
    with contextlib.suppress(ConvertError), open_records(shard.path, warn=silent) as stream:
        if (reader or recognised_name(stream)) == "pubmed-xml":
            _find_in_xml(stream, present, deleted)
        else:
            _find_in_records(shard.path, reader, present, deleted)
    return Mentions(shard, present.tobytes(), deleted.tobytes())


def _find_in_xml(stream: BinaryIO, present: "array[int]", deleted: "array[int]") -> None:
    from convert.formats.pubmed_xml.outline import RECORDS, find_pmids, is_deletion  # noqa: PLC0415  (this format alone)
    from convert.formats.xml.split import Splitter  # noqa: PLC0415

    for _, data in Splitter(stream, RECORDS, bytes, silent):
        if is_deletion(data):
            deleted.extend(find_pmids(data))
        else:
            present.extend(islice(find_pmids(data), 1))


def _find_in_records(path: str, reader: str | None, present: "array[int]", deleted: "array[int]") -> None:
    def warn(problem: Problem) -> None:
        if problem.code == "deleted" and problem.record.isdecimal():
            deleted.append(int(problem.record))

    for record in read(path, reader, warn=warn):
        if record.PMID.isdecimal() and len(record.PMID) < 19:
            present.append(int(record.PMID))


def apply_updates(
    shards: list[Shard], reader: str | None, manifest: Manifest, each: Each, advance: Callable[[Shard], None]
) -> list[Shard]:
    """Return the same shards, each with the records to drop from it.

    Args:
        shards: in the order of the files, the newest last.
        reader: the name of their format; None to recognise it.
        manifest: stores the PMIDs, so that each file is searched once.
        each: searches the files.
        advance: called with each shard when it has been searched.
    """
    unknown = [shard for shard in shards if not _is_known(manifest.database, shard)]
    for mentions in each(partial(find_mentions, reader), unknown):
        shard = mentions.shard
        row = shard.path, shard.size, shard.mtime_ns, mentions.present, mentions.deleted
        with manifest.database as database:
            database.execute("insert or replace into pmids values (?, ?, ?, ?, ?)", row)
        advance(shard)
    seen = _Seen()
    newest_first = [
        msgspec.structs.replace(shard, dropped=seen.replaced(*_load(manifest.database, shard)))
        for shard in reversed(shards)
    ]
    return newest_first[::-1]


class _Seen:
    """The PMIDs of later records and deletions: one bit for each number below 2²⁸ (PubMed is at 42 million), a set for others."""

    _MOST = 1 << 28

    def __init__(self) -> None:
        self._bits = bytearray()
        self._others: set[int] = set()

    def replaced(self, present: Iterable[int], deleted: Iterable[int]) -> bytes:
        """Those of ``present`` that are seen again, later in this file or in a later one."""
        for number in deleted:
            self._add(number)
        dropped = array("Q", [number for number in present if not self._add(number)])
        return dropped.tobytes()

    def _add(self, number: int) -> bool:
        """Add a PMID, and return whether it is new."""
        if number >= self._MOST:
            is_new = number not in self._others
            self._others.add(number)
            return is_new
        place, bit = number >> 3, 1 << (number & 7)
        if place >= len(self._bits):
            self._bits.extend(bytes(place + 1 - len(self._bits)))
        is_new = not self._bits[place] & bit
        self._bits[place] |= bit
        return is_new


def _is_known(database: sqlite3.Connection, shard: Shard) -> bool:
    row = database.execute(
        "select input_size, input_mtime_ns from pmids where input = ?", (shard.path,)
    ).fetchone()
    return bool(row == (shard.size, shard.mtime_ns))


def _load(database: sqlite3.Connection, shard: Shard) -> tuple["array[int]", "array[int]"]:
    """The PMIDs of a file from the last to the first, and the PMIDs that it deletes."""
    present, deleted = database.execute(
        "select present, deleted from pmids where input = ?", (shard.path,)
    ).fetchone()
    return array("Q", present)[::-1], array("Q", deleted)

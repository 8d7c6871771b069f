"""An SQLite index of records in files: build it, search it, read the records from the files.

The index holds places, not records. If several files have a PMID, the file with the highest number is the newest and wins;
if that one deletes the PMID, there is no such record.
"""

import contextlib
import io
import itertools
import sqlite3
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

from convert import formats
from convert.model.identifiers import parse_identifier
from convert.model.record import Record
from convert.running.bulk.shards import find_files
from convert.running.index.places import Listing, list_file
from convert.running.parallel.workers import completed
from convert.streams.inputs import UNPACKED_ON_OPENING, open_input
from convert.streams.problems import ConvertError, Problem, Warn, silent

_SKIP_BYTES: Final = 1 << 20

_TABLES: Final = """
create table if not exists files (
    id integer primary key,
    path text unique not null,
    size integer not null,
    mtime_ns integer not null,
    format text not null,
    rank integer not null           -- the place in the order of the files' numbers: the highest is the newest
);
create table if not exists records (
    id integer primary key autoincrement,  -- never used again: old titles lead nowhere
    file integer not null,
    offset integer not null,        -- in the unpacked file
    length integer not null,        -- 0: the file deletes the record
    pmid integer,
    pmcid integer,
    doi text
);
create virtual table if not exists titles using fts5(title, content='', columnsize=0);
"""
_INDICES: Final = """
create index if not exists by_pmid on records (pmid) where pmid is not null;
create index if not exists by_pmcid on records (pmcid) where pmcid is not null;
create index if not exists by_doi on records (doi) where doi is not null;
create index if not exists by_file on records (file);
"""
_COLUMNS: Final = {"PMID": "pmid", "PMCID": "pmcid", "DOI": "doi"}

_FIND: Final = """
select files.path, files.size, files.mtime_ns, files.format, records.offset, records.length, records.pmid
from records join files on files.id = records.file where records.{column} = ? order by files.rank desc, records.id desc limit 1
"""
_NEXT_ID: Final = "select coalesce((select seq from sqlite_sequence where name = 'records'), 0) + 1"


class Place(NamedTuple):
    """The place of a record in its file."""

    path: str
    size: int
    mtime_ns: int
    format: str
    offset: int
    length: int
    pmid: int | None


class Library:
    """An open index."""

    def __init__(self, database: sqlite3.Connection, *, warn: Warn = silent) -> None:
        self._database = database
        self._warn = warn

    def find(self, identifier: str) -> Place | None:
        """The place of the newest record with a PMID, PMCID or DOI, written in any form."""
        parsed = parse_identifier(identifier)
        if parsed is None:
            return None
        field, value = parsed
        key = value.lower() if field == "DOI" else int(value.removeprefix("PMC"))
        place = self._newest(_COLUMNS[field], key)
        if place and place.pmid and field != "PMID":
            newest = self._newest("pmid", place.pmid)
            place = newest if newest and not newest.length else place
        return place if place and place.length else None

    def _newest(self, column: str, key: str | int) -> Place | None:
        row = self._database.execute(_FIND.format(column=column), (key,)).fetchone()
        return Place(*row) if row else None

    def search(self, words: str, limit: int = 20) -> list[str]:
        """PMIDs of records whose titles match a query in FTS5's language, best match first.

        Raises:
            ConvertError: the words are not in that language.
        """
        query = "select records.pmid from titles join records on records.id = titles.rowid where titles match ? and pmid is not null order by rank limit ?"
        try:
            return [str(pmid) for (pmid,) in self._database.execute(query, (words, limit))]
        except sqlite3.Error as error:
            raise ConvertError(f"{words!r}: {error}") from error

    def get(self, identifiers: Iterable[str]) -> Iterator[Record]:
        """The records with these identifiers, in this order, each once; a missing one is reported as ``not-found``.

        Each file is read once, so many records at a time cost little more than one.
        """
        places: dict[Place, None] = {}
        for identifier in identifiers:
            if place := self.find(identifier):
                places[place] = None
            else:
                self._warn(Problem("not-found", "not in the index", record=identifier))
        found = dict(self._read(places))
        yield from (found[place] for place in places if place in found)

    def _read(self, places: Iterable[Place]) -> Iterator[tuple[Place, Record]]:
        by_file: dict[str, list[Place]] = {}
        for place in sorted(places):
            by_file.setdefault(place.path, []).append(place)
        for path, in_file in by_file.items():
            try:
                _check(in_file[0])
                with _open(path) as stream:
                    yield from _read_file(stream, in_file)
            except (ConvertError, OSError) as error:
                self._warn(Problem("unreadable", str(error), path=path, severity="error"))


def _check(place: Place) -> None:
    status = Path(place.path).stat()
    if (status.st_size, status.st_mtime_ns) != (place.size, place.mtime_ns):
        raise ConvertError(f"{place.path} has changed since it was indexed; run refconvert index again")


@contextlib.contextmanager
def _open(path: str) -> Iterator[BinaryIO]:
    """A file as it is, or unpacked as by ``open_input``."""
    with Path(path).open("rb") as file:
        if file.read(2) not in UNPACKED_ON_OPENING:
            yield file
            return
    with open_input(path, warn=silent) as stream:
        yield stream


def _read_file(stream: BinaryIO, places: list[Place]) -> Iterator[tuple[Place, Record]]:
    """The records at sorted places of one file; a compressed file is unpacked up to the last."""
    at = 0
    for place in places:
        at = _go(stream, at, place.offset)
        data = stream.read(place.length)
        at += len(data)
        for record in formats.get_reader(place.format).read(io.BytesIO(data)):
            if place.pmid is None or str(place.pmid) == record.PMID:
                if record.source is not None and record.source.format == place.format:
                    record.source.path, record.source.line = place.path, 0  # the line is unknown here
                yield place, record
                break


def _go(stream: BinaryIO, at: int, offset: int) -> int:
    if stream.seekable():
        return stream.seek(offset)
    while at < offset and (skipped := stream.read(min(offset - at, _SKIP_BYTES))):
        at += len(skipped)
    return at


@contextlib.contextmanager
def open_library(path: str, *, warn: Warn = silent) -> Iterator[Library]:
    """Open an index.

    Raises:
        ConvertError: the file is no index.
    """
    try:
        with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
            database.execute("select 1 from records, files limit 1")
            yield Library(database, warn=warn)
    except sqlite3.Error as error:
        raise ConvertError(f"{path}: {error}; is it an index of refconvert?") from error


def is_library(path: str) -> bool:
    """Whether a file is an SQLite database."""
    with contextlib.suppress(OSError), Path(path).open("rb") as file:
        return file.read(16) == b"SQLite format 3\0"
    return False


def build(target: str, paths: Iterable[str], executor: Executor, ahead: int) -> Iterator[Listing]:
    """Index new and changed files of ``paths``, forget files that are gone, and yield what was listed.

    Raises:
        ConvertError: there are no files, or the index can't be written.
    """
    files = list(dict.fromkeys(str(path.absolute()) for path, _ in find_files(paths)))
    try:
        with contextlib.closing(sqlite3.connect(target)) as database:
            database.executescript("pragma journal_mode = wal; pragma synchronous = normal;" + _TABLES)
            known = {row[0]: row[1:] for row in database.execute("select path, size, mtime_ns from files")}
            new = []
            for path in files:
                status = Path(path).stat()
                if known.pop(path, None) != (status.st_size, status.st_mtime_ns):
                    new.append(Listing(path, status.st_size, status.st_mtime_ns))
            for path in [*known, *(listing.path for listing in new)]:
                _forget(database, path)
            for listing in completed(executor, list_file, new, ahead):
                _add(database, listing)
                yield listing
            database.executemany("update files set rank = ? where path = ?", enumerate(files))
            database.executescript(_INDICES + "pragma optimize;")
            database.commit()
            database.execute("pragma journal_mode = delete")
    except sqlite3.Error as error:
        raise ConvertError(f"{target}: {error}") from error


def _forget(database: sqlite3.Connection, path: str) -> None:
    """Remove a file's records. Its titles stay in the full-text table, where they match nothing."""
    with database:
        database.execute("delete from records where file = (select id from files where path = ?)", (path,))
        database.execute("delete from files where path = ?", (path,))


def _add(database: sqlite3.Connection, listing: Listing) -> None:
    if listing.unreadable:
        return
    with database:
        file = database.execute(
            "insert into files (path, size, mtime_ns, format, rank) values (?, ?, ?, ?, 0)",
            (listing.path, listing.size, listing.mtime_ns, listing.format),
        ).lastrowid
        ids = itertools.count(database.execute(_NEXT_ID).fetchone()[0])
        for entries in listing.entries():
            numbered = [*zip(entries, ids, strict=False)]
            rows = (
                (id_, file, e.offset, e.length, e.PMID or None, e.PMCID or None, e.DOI or None)
                for e, id_ in numbered
            )
            database.executemany("insert into records values (?, ?, ?, ?, ?, ?, ?)", rows)
            titles = ((id_, entry.title) for entry, id_ in numbered if entry.title)
            database.executemany("insert into titles (rowid, title) values (?, ?)", titles)

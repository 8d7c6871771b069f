"""Files → an SQLite index of their records, and the changed files again → the index brought up to date.

``records`` has the place and the identifiers of each record, ``titles`` the words of titles for ``get``; ``facts`` and ``signs`` serve the
look-up of printed references (``signs.py``). The signs are sorted before they go in, so that they are written one after another.
"""

import contextlib
import itertools
import sqlite3
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from pathlib import Path
from typing import Final

import msgspec

from convert.running.bulk.shards import find_files
from convert.running.index.facts import Facts
from convert.running.index.library import VERSION
from convert.running.index.places import Entry, Listing, list_file
from convert.running.parallel.workers import completed
from convert.streams.outputs import held
from convert.streams.problems import ConvertError

_PATIENCE: Final = 300
"""How often a moment without a reader is looked for, ten times a second."""
_TABLES: Final = """
create table if not exists files (
    id integer primary key,
    path text unique not null,
    size integer not null,
    mtime_ns integer not null,
    format text not null,
    rank integer not null,          -- the place in the order of the files' numbers: the highest is the newest
    is_signed integer not null      -- whether its signs are in: not if the building was interrupted
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
create table if not exists facts (
    id integer primary key,         -- that of the record
    title text not null,
    original_title text,
    authors text not null,          -- the first family names, with ; between them
    author_count integer not null,
    year integer not null,
    online_year integer not null,
    volume text not null,
    issue text not null,
    page text not null,
    journal integer not null,
    notices text                    -- kind and PMID of each link: what became of the work
);
create table if not exists journals (
    id integer primary key,
    title text not null,
    abbreviation text not null,
    unique (title, abbreviation)
);
create table if not exists signs (sign integer, id integer, primary key (sign, id)) without rowid;
create temporary table fresh (sign integer, id integer);
"""
_INDICES: Final = """
create index if not exists by_pmid on records (pmid) where pmid is not null;
create index if not exists by_pmcid on records (pmcid) where pmcid is not null;
create index if not exists by_doi on records (doi) where doi is not null;
create index if not exists by_file on records (file);
"""
_FORGET_FACTS: Final = """
delete from facts where id in (select records.id from records join files on files.id = records.file where path = ?)
"""
_ADD_FACTS: Final = "insert into facts values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_NEXT_ID: Final = "select coalesce((select seq from sqlite_sequence where name = 'records'), 0) + 1"


def build(target: str, paths: Iterable[str], executor: Executor, ahead: int) -> Iterator[Listing]:
    """Index new and changed files of ``paths``, forget files that are gone, and yield what was listed; wait for a run that does so.

    Raises:
        ConvertError: there are no files, or the index can't be written.
    """
    files = list(dict.fromkeys(str(path.absolute()) for path, _ in find_files(paths)))
    try:
        with held(target), contextlib.closing(sqlite3.connect(target)) as database:
            _begin(database, target)
            known = _known(database)
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
            database.execute("insert or ignore into signs select sign, id from fresh order by sign, id")
            database.execute("update files set is_signed = 1")
            database.commit()
            database.executescript(_INDICES + "pragma optimize;")
            database.commit()
            with contextlib.suppress(sqlite3.OperationalError):  # somebody reads: it stays as it is
                database.execute("pragma journal_mode = delete")
    except sqlite3.Error as error:
        raise ConvertError(f"{target}: {error}") from error


def _begin(database: sqlite3.Connection, target: str) -> None:
    """Make the tables of a new index."""
    is_new = not database.execute("select 1 from sqlite_master limit 1").fetchone()
    if not is_new and database.execute("pragma user_version").fetchone()[0] != VERSION:
        raise ConvertError(
            f"{target} is of another version of refconvert; delete it, then index all files again"
        )
    _write_ahead(database)
    database.executescript(f"pragma synchronous = normal; pragma user_version = {VERSION};" + _TABLES)


def _write_ahead(database: sqlite3.Connection) -> None:
    """Let others read while this one writes (https://sqlite.org/wal.html), which begins at a moment when nobody does."""
    for _ in range(_PATIENCE):
        try:
            database.execute("pragma journal_mode = wal")
        except sqlite3.OperationalError:
            time.sleep(0.1)
        else:
            return


def _known(database: sqlite3.Connection) -> dict[str, tuple[int, int]]:
    """The files in the index → size and time; both 0 if a file is to be listed again."""
    rows = database.execute("select path, size * is_signed, mtime_ns * is_signed from files")
    return {path: (size, mtime_ns) for path, size, mtime_ns in rows}


def _forget(database: sqlite3.Connection, path: str) -> None:
    """Remove a file's records. Their titles stay in the full-text table, and their signs, where they lead nowhere."""
    with database:
        database.execute(_FORGET_FACTS, (path,))
        database.execute("delete from records where file = (select id from files where path = ?)", (path,))
        database.execute("delete from files where path = ?", (path,))


def _add(database: sqlite3.Connection, listing: Listing) -> None:
    if listing.unreadable:
        return
    with database:
        file = database.execute(
            "insert into files (path, size, mtime_ns, format, rank, is_signed) values (?, ?, ?, ?, 0, 0)",
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
            _add_facts(database, [(id_, entry) for entry, id_ in numbered if entry.length])


def _add_facts(database: sqlite3.Connection, entries: list[tuple[int, Entry]]) -> None:
    titles = ((id_, entry.facts.title) for id_, entry in entries if entry.facts.title)
    database.executemany("insert into titles (rowid, title) values (?, ?)", titles)
    signs = ((sign, id_) for id_, entry in entries for sign in entry.signs)
    database.executemany("insert into fresh values (?, ?)", signs)
    journals = {(entry.facts.journal, entry.facts.abbreviation) for _, entry in entries}
    numbers = {names: _number_of_journal(database, *names) for names in journals}
    rows = (
        _row(id_, entry.facts, numbers[entry.facts.journal, entry.facts.abbreviation])
        for id_, entry in entries
    )
    database.executemany(_ADD_FACTS, rows)


def _row(id_: int, facts: Facts, journal: int) -> tuple[int | str | None, ...]:
    title, original, authors, count, *places, _, _, notices = msgspec.structs.astuple(facts)
    return id_, title, original or None, ";".join(authors), count, *places, journal, notices or None


def _number_of_journal(database: sqlite3.Connection, title: str, abbreviation: str) -> int:
    names = (title, abbreviation)
    database.execute("insert or ignore into journals (title, abbreviation) values (?, ?)", names)
    find = "select id from journals where title = ? and abbreviation = ?"
    return int(database.execute(find, names).fetchone()[0])

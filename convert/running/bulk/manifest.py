"""The state of a bulk conversion in an SQLite file beside the outputs; a run does what is missing in it.

The tables are made for reading, too: ``sqlite3 OUT/manifest.sqlite 'select code, sum(number) from problems group by code'``.
"""

import contextlib
import sqlite3
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Final

import msgspec

import convert
from convert.running.bulk.shards import Outcome, Plan, Shard
from convert.streams.problems import ConvertError

NAME: Final = "manifest.sqlite"

_TABLES: Final = """
create table if not exists shards (
    name text primary key,          -- the output, in this folder
    input text not null,            -- its path
    input_size integer not null,
    input_mtime_ns integer not null,
    input_sha256 text not null,
    output_size integer not null,
    output_sha256 text not null,
    records integer not null,       -- written
    left_out integer not null,      -- because a later file replaces or deletes them
    unreadable text not null,       -- why there is no output; empty where there is one
    version text not null,          -- of refconvert
    plan text not null,             -- format and options, and a digest of what was left out
    sampled integer not null        -- one record in so many was looked at for the table fields
);
create table if not exists problems (shard text, code text, severity text, number integer, first text, primary key (shard, code));
create table if not exists years (shard text, year integer, records integer, primary key (shard, year));
create table if not exists fields (shard text, path text, records integer, primary key (shard, path));
create table if not exists pmids (
    input text primary key,
    input_size integer not null,
    input_mtime_ns integer not null,
    present blob not null,          -- the PMIDs in the file, in its order: 8 bytes each, as this machine has them
    deleted blob not null           -- the PMIDs that the file deletes
);
"""
_PARTS: Final = ("problems", "years", "fields")


class Manifest:
    """The manifest of one folder of outputs."""

    def __init__(self, connection: sqlite3.Connection, folder: Path) -> None:
        self.database = connection
        self._folder = folder

    def is_done(self, plan: Plan, shard: Shard) -> bool:
        """Whether the output exists in full, made from this input by this version with this plan."""
        row = self.database.execute(
            "select input_size, input_mtime_ns, version, plan, output_size from shards where name = ? and unreadable = ''",
            (shard.name,),
        ).fetchone()
        wanted = (shard.size, shard.mtime_ns, convert.__version__, _describe(plan, shard))
        output = self._folder / shard.name
        return row is not None and row[:4] == wanted and output.is_file() and output.stat().st_size == row[4]

    def save(self, plan: Plan, outcome: Outcome, sampled: int) -> None:
        """Record the result of a shard in one transaction."""
        shard = outcome.shard
        with self.database:
            for table in _PARTS:
                self.database.execute(f"delete from {table} where shard = ?", (shard.name,))  # noqa: S608  (our own)
            self.database.execute(
                "insert or replace into shards values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    *(shard.name, shard.path, shard.size, shard.mtime_ns, outcome.input_sha256),
                    *(outcome.output_size, outcome.output_sha256, outcome.records, outcome.left_out),
                    *(outcome.unreadable, convert.__version__, _describe(plan, shard), sampled),
                ),
            )
            problems = ((shard.name, code, *what) for code, what in sorted(outcome.problems.items()))
            self.database.executemany("insert into problems values (?, ?, ?, ?, ?)", problems)
            years = ((shard.name, *item) for item in sorted(outcome.years.items()))
            self.database.executemany("insert into years values (?, ?, ?)", years)
            fields = ((shard.name, *item) for item in sorted(outcome.fields.items()))
            self.database.executemany("insert into fields values (?, ?, ?)", fields)


def _describe(plan: Plan, shard: Shard) -> str:
    """What an output depends on besides its input and refconvert's version."""
    what = {"reader": plan.input_format, "writer": plan.to, "options": plan.options}
    dropped = sha256(shard.dropped).hexdigest() if shard.dropped else ""
    return msgspec.json.encode(what | {"dropped": dropped}, order="sorted").decode()


@contextlib.contextmanager
def open_manifest(folder: Path) -> Iterator[Manifest]:
    """Open, or create, the manifest of a folder, locked for this run.

    Raises:
        ConvertError: it can't be opened, or another run holds it.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(folder / NAME, timeout=0)
    except (OSError, sqlite3.Error) as error:
        raise ConvertError(f"{folder}: {error}") from error
    try:
        with contextlib.closing(connection):
            connection.execute("pragma locking_mode = exclusive")
            connection.execute("begin exclusive")
            connection.commit()
            connection.executescript(_TABLES)
            yield Manifest(connection, folder)
    except sqlite3.Error as error:
        raise ConvertError(f"{folder / NAME}: {error}; is another run at work here?") from error

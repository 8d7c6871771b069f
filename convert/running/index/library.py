"""An SQLite index of records in files: search it, read the records from the files. ``building`` makes it.

The index holds places, not records. If several files have a PMID, the file with the highest number is the newest and wins;
if that one deletes the PMID, there is no such record.
"""

import contextlib
import io
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, Final, NamedTuple

from convert import formats
from convert.model.identifiers import parse_identifier
from convert.model.record import Record
from convert.running.index.facts import Facts
from convert.streams.inputs import is_as_stored, open_records
from convert.streams.mangling import HEAD_BYTES
from convert.streams.problems import ConvertError, Problem, Warn, silent

VERSION: Final = 2
"""The index's own, of its tables."""
_SKIP_BYTES: Final = 1 << 20

_COLUMNS: Final = {"PMID": "pmid", "PMCID": "pmcid", "DOI": "doi"}

_FIND: Final = """
select files.path, files.size, files.mtime_ns, files.format, records.offset, records.length, records.pmid
from records join files on files.id = records.file where records.{column} = ? order by files.rank desc, records.id desc limit 1
"""
_ASKED_AT_ONCE: Final = 30_000
"""SQLite takes no more than 32,766 parameters."""
_NEAREST: Final = (
    "select id from signs where sign in ({marks}) group by id order by count(*) desc, id limit ?"
)
_WORKS: Final = """
select records.id, records.pmid, records.pmcid, records.doi, facts.title, coalesce(facts.original_title, ''), facts.authors, facts.author_count,
    facts.year, facts.online_year, facts.volume, facts.issue, facts.page, journals.title, journals.abbreviation,
    coalesce(facts.notices, '')
from facts join records using (id) join journals on journals.id = facts.journal where facts.id in ({marks})
"""
_NEWEST_ID: Final = """
select records.id, records.length from records join files on files.id = records.file where records.{column} = ?
order by files.rank desc, records.id desc limit 1
"""


class Place(NamedTuple):
    """The place of a record in its file."""

    path: str
    size: int
    mtime_ns: int
    format: str
    offset: int
    length: int
    pmid: int | None


class Work(NamedTuple):
    """A work in an index: its identifiers, and what of it a reference is compared with."""

    id: int
    PMID: str
    PMCID: str
    DOI: str
    """In lower case."""
    facts: Facts


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

    def work(self, identifier: str) -> Work | None:
        """The newest record of a work with a PMID, PMCID or DOI, written in any form."""
        parsed = parse_identifier(identifier)
        if parsed is None:
            return None
        field, value = parsed
        key = value.lower() if field == "DOI" else int(value.removeprefix("PMC"))
        row = self._database.execute(_NEWEST_ID.format(column=_COLUMNS[field]), (key,)).fetchone()
        return next(iter(self._works([row[0]])), None) if row else None

    def is_deleted(self, pmid: str) -> bool:
        """Whether PubMed had this PMID, and a later file deletes it."""
        row = self._database.execute(_NEWEST_ID.format(column="pmid"), (int(pmid),)).fetchone()
        return row is not None and not row[1]

    def nearest(self, signs: Iterable[int], limit: int) -> list[Work]:
        """The works that share most signs with a reference, each in its newest record."""
        asked = sorted(signs)[:_ASKED_AT_ONCE]
        query = _NEAREST.format(marks=",".join("?" * len(asked)))
        return self._works([id_ for (id_,) in self._database.execute(query, (*asked, limit))])

    def has_journal(self, name: str) -> bool:
        """Whether a record in the index is of a journal of this title or abbreviation."""
        find = "select 1 from journals where title = ?1 collate nocase or abbreviation = ?1 collate nocase limit 1"
        return self._database.execute(find, (name,)).fetchone() is not None

    def _works(self, ids: list[int]) -> list[Work]:
        """The works of records, in this order; of several records of one PMID the newest alone, and none of what was deleted."""
        rows = self._database.execute(_WORKS.format(marks=",".join("?" * len(ids))), ids)
        found = {row[0]: _work(row) for row in rows}
        works: dict[int, Work] = {}
        for id_ in ids:
            if (work := found.get(id_)) is None:
                continue
            newest = id_
            if work.PMID:
                newest, length = self._database.execute(
                    _NEWEST_ID.format(column="pmid"), (int(work.PMID),)
                ).fetchone()
                if not length:
                    continue
            if newest not in works:
                works[newest] = work if newest == id_ else found.get(newest) or self._works([newest])[0]
        return list(works.values())

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


def _work(row: tuple[Any, ...]) -> Work:
    id_, pmid, pmcid, doi, title, original, authors, *numbers = row
    names = authors.split(";") if authors else []
    facts = Facts(title, original, names, *numbers)
    return Work(id_, str(pmid or ""), f"PMC{pmcid}" if pmcid else "", doi or "", facts)


def _check(place: Place) -> None:
    status = Path(place.path).stat()
    if (status.st_size, status.st_mtime_ns) != (place.size, place.mtime_ns):
        raise ConvertError(f"{place.path} has changed since it was indexed; run refconvert index again")


@contextlib.contextmanager
def _open(path: str) -> Iterator[BinaryIO]:
    """A file as it is, or unpacked as by ``open_records``."""
    with Path(path).open("rb") as file:
        if is_as_stored(file.read(HEAD_BYTES)):
            yield file
            return
    with open_records(path, warn=silent) as stream:
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
            if database.execute("pragma user_version").fetchone()[0] != VERSION:
                raise ConvertError(
                    f"{path} was made by another version of refconvert; delete it, then index all files again"
                )
            yield Library(database, warn=warn)
    except sqlite3.Error as error:
        raise ConvertError(f"{path}: {error}; is it an index of refconvert?") from error


def is_library(path: str) -> bool:
    """Whether a file is an SQLite database."""
    with contextlib.suppress(OSError), Path(path).open("rb") as file:
        return file.read(16) == b"SQLite format 3\0"
    return False

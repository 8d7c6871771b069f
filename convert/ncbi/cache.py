"""Answers of a service, kept in a file so that nobody asks twice: SQLite, since one request answers for many keys."""

import contextlib
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from convert.streams.problems import Problem, Warn

DAYS = 30
"""PubMed's records change; after so many days an answer is asked for again."""
_FILE = "ncbi.sqlite"
_TABLE = "CREATE TABLE IF NOT EXISTS answer (key TEXT PRIMARY KEY, body BLOB NOT NULL, asked REAL NOT NULL)"
_SELECT = "SELECT body FROM answer WHERE key = ? AND asked > ?"
_INSERT = "INSERT OR REPLACE INTO answer VALUES (?, ?, ?)"


def default_folder() -> Path:
    """The user's cache folder, as the system has it."""
    import platformdirs  # noqa: PLC0415  (only those who go online need it)

    return platformdirs.user_cache_path("refconvert")


class Cache(contextlib.AbstractContextManager["Cache"]):
    """Key → bytes, for ``DAYS`` days. Without a folder, or with one that can't be used, nothing is kept."""

    def __init__(self, folder: Path | None, *, warn: Warn, clock: Callable[[], float] = time.time) -> None:
        self._warn = warn
        self._clock = clock
        self._database: sqlite3.Connection | None = None
        if folder is not None:
            with self._forgiving():
                folder.mkdir(parents=True, exist_ok=True)
                self._database = sqlite3.connect(folder / _FILE)
                self._database.execute(_TABLE)

    def get(self, keys: Iterable[str]) -> dict[str, bytes]:
        """Those of the keys that are known, with their answers."""
        oldest = self._clock() - DAYS * 86400
        found: dict[str, bytes] = {}
        with self._forgiving():
            if database := self._database:
                for key in keys:
                    found.update((key, body) for (body,) in database.execute(_SELECT, (key, oldest)))
        return found

    def put(self, answers: Mapping[str, bytes]) -> None:
        """Keep answers: all of them or, if that fails, none."""
        now = self._clock()
        with self._forgiving():
            if self._database:
                with self._database:
                    rows = [(key, body, now) for key, body in answers.items()]
                    self._database.executemany(_INSERT, rows)

    def __exit__(self, *_: object) -> None:
        if self._database:
            self._database.close()

    @contextlib.contextmanager
    def _forgiving(self) -> Iterator[None]:
        """A cache that fails is told of, and done without."""
        try:
            yield
        except (OSError, sqlite3.Error) as error:
            self._warn(Problem("no-cache", f"the cache can't be used: {error}", severity="note"))
            if self._database:
                self._database.close()
            self._database = None

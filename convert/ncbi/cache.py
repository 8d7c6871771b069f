"""Key → answer of a service, kept in an SQLite file so that nothing is asked for twice.

One request answers for many keys, so responses can't be cached by their address.
"""

import contextlib
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import platformdirs

from convert.streams.problems import Problem, Warn

DAYS = 30
"""PubMed's records change, so an answer expires after this many days."""
_FILE = "ncbi.sqlite"
_TABLE = "CREATE TABLE IF NOT EXISTS answer (key TEXT PRIMARY KEY, body BLOB NOT NULL, asked REAL NOT NULL)"
_SELECT = "SELECT body FROM answer WHERE key = ? AND asked > ?"
_INSERT = "INSERT OR REPLACE INTO answer VALUES (?, ?, ?)"


def default_folder() -> Path:
    """The folder in which this system keeps a user's caches."""
    return platformdirs.user_cache_path("refconvert")


class Cache(contextlib.AbstractContextManager["Cache"]):
    """Key → bytes, kept for ``DAYS`` days; nothing is kept if there is no folder or it can't be used."""

    def __init__(
        self, folder: Path | None, *, warn: Warn, scope: str = "", clock: Callable[[], float] = time.time
    ) -> None:
        """``scope``: the address of a service that isn't NCBI's: what one answers is not another's answer."""
        self._scope = scope and f"{scope} "
        self._warn = warn
        self._clock = clock
        self._database: sqlite3.Connection | None = None
        if folder is not None:
            with self._reporting_errors():
                folder.mkdir(parents=True, exist_ok=True)
                self._database = sqlite3.connect(folder / _FILE)
                self._database.execute(_TABLE)

    def get(self, keys: Iterable[str]) -> dict[str, bytes]:
        """The keys that are known, with their answers."""
        oldest = self._clock() - DAYS * 86400
        found: dict[str, bytes] = {}
        with self._reporting_errors():
            if database := self._database:
                for key in keys:
                    rows = database.execute(_SELECT, (f"{self._scope}{key}", oldest))
                    found.update((key, body) for (body,) in rows)
        return found

    def put(self, answers: Mapping[str, bytes]) -> None:
        """Keep all answers or, if that fails, none."""
        now = self._clock()
        with self._reporting_errors():
            if self._database:
                with self._database:
                    rows = [(f"{self._scope}{key}", body, now) for key, body in answers.items()]
                    self._database.executemany(_INSERT, rows)

    def __exit__(self, *_: object) -> None:
        if self._database:
            self._database.close()

    @contextlib.contextmanager
    def _reporting_errors(self) -> Iterator[None]:
        """Report an error once, and go on without the cache."""
        try:
            yield
        except (OSError, sqlite3.Error) as error:
            self._warn(Problem("no-cache", f"can't use the cache: {error}"))
            if self._database:
                self._database.close()
            self._database = None

"""Where records are looked up: in files, in indices, at PubMed, one after another."""

from collections.abc import Iterable, Iterator, Sequence

from convert.changes.completing import Fetch
from convert.model.identifiers import work_ids
from convert.model.record import Record
from convert.running.index.library import is_library
from convert.streams.problems import Problem, Warn


def split_sources(sources: Iterable[str]) -> tuple[list[str], list[str]]:
    """Paths → those of indices, and those of files with records."""
    named = list(sources)
    indices = [path for path in named if is_library(path)]
    return indices, [path for path in named if path not in indices]


def one_after_another(fetches: Sequence[Fetch]) -> Fetch:
    """Ask each source for what those before it did not have."""

    def fetch(identifiers: Iterable[str]) -> Iterator[Record]:
        wanted = list(identifiers)
        for ask in fetches:
            found: set[str] = set()
            for record in ask(wanted) if wanted else ():
                found.update(work_ids(record))
                yield record
            wanted = [identifier for identifier in wanted if identifier not in found]

    return fetch


def but_not_found(warn: Warn) -> Warn:
    """Drop ``not-found`` problems: whoever asks several sources reports himself what none has."""

    def tell(problem: Problem) -> None:
        if problem.code != "not-found":
            warn(problem)

    return tell

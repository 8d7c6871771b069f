"""The keys that a document cites → the records that they mean, from files, from indices, and from earlier answers of NCBI's."""

import contextlib
import re
from collections.abc import Callable, Iterable, Mapping
from functools import partial

from convert.changes.duplicates.comparison import contradiction
from convert.changes.duplicates.sketches import sketch
from convert.citing.citations import References
from convert.model.identifiers import parse_identifier, work_ids
from convert.model.record import Record
from convert.ncbi.cached import cached_records
from convert.running.index.library import open_library
from convert.running.reading import everything, read_all
from convert.running.sources import but_not_found, one_after_another, split_sources
from convert.streams.problems import ConvertError, Warn

_PREFIXED = re.compile(r"(pmid|pmcid|doi)[:_]?\s*+(\S.*)|PMC\d+", re.IGNORECASE)


class Works:
    """The works that a document may cite."""

    def __init__(  # noqa: PLR0913  (options by name)
        self,
        sources: Iterable[str],
        stack: contextlib.ExitStack,
        *,
        keys: str = "scholar",
        own: Iterable[Record] = (),
        warn: Warn,
        unreadable: Callable[[ConvertError], None],
    ) -> None:
        """Read files and open indices, which ``stack`` closes; ``keys`` says how the files' citation keys are made.

        ``own`` are the document's own works: an identifier of one of them means it.

        Raises:
            ConvertError: an index can't be opened.
        """
        indices, files = split_sources(sources)
        records = read_all(files, None, wanted=everything, warn=warn, unreadable=unreadable)
        self.references = References(records, keys)
        self._own = list(own)
        opened = [stack.enter_context(open_library(path, warn=but_not_found(warn))) for path in indices]
        self._fetch = one_after_another(
            [*(index.get for index in opened), partial(cached_records, warn=warn)]
        )

    def find(self, keys: Iterable[str]) -> dict[str, Record]:
        """The keys that mean a work, each with its record; an index and the cache know ``pmid:…``, ``pmcid:…`` and ``doi:…`` alone."""
        names = {key: identifier_of(key) for key in dict.fromkeys(keys)}
        found: dict[str, Record] = {}
        for key, name in names.items():
            place = self.references.find(key)
            place = self.references.find(":".join(name)) if place is None and name else place
            if place is not None:
                found[key] = self.references.records[place]
        wanted = [name[1] for key, name in names.items() if name and key not in found]
        fetched = (
            {work: record for record in self._fetch(wanted) for work in work_ids(record)} if wanted else {}
        )
        own = _by_work([*self._own, *(record for key, record in found.items() if not names[key])])
        for key, name in names.items():
            if name:
                record = found.get(key) or fetched.get(_work_id(name))
                same = own.get(_work_id(name)) if record is None else _same_work(record, own)
                if record := same or record:
                    found[key] = record
        return {key: found[key] for key in names if key in found}

    def find_identifiers(self, keys: Iterable[str]) -> dict[str, Record]:
        """The same for those keys alone that are identifiers."""
        return self.find(key for key in keys if identifier_of(key))

    def near(self, key: str) -> str:
        """Similar keys, as the end of a message; none for an identifier, to which similar ones are no help."""
        return "" if identifier_of(key) else self.references.near(key)


def identifier_of(key: str) -> tuple[str, str] | None:
    """A key that is an identifier → its field and bare value; None for any other.

    >>> identifier_of("pmid:34372914"), identifier_of("PMCID:8353789"), identifier_of("doikou2020"), identifier_of("2020")
    (('PMID', '34372914'), ('PMCID', 'PMC8353789'), None, None)
    """
    found = _PREFIXED.fullmatch(key)
    if found is None:
        return None
    kind, value = (found[1] or "").upper(), found[2] or key
    parsed = parse_identifier(f"PMC{value}" if kind == "PMCID" and value.isdecimal() else value)
    return parsed if parsed and kind in ("", parsed[0]) else None


def _by_work(records: Iterable[Record]) -> dict[str, Record]:
    found: dict[str, Record] = {}
    for record in records:
        for work in work_ids(record):
            found.setdefault(work, record)
    return found


def _same_work(record: Record, own: Mapping[str, Record]) -> Record | None:
    """The work of ``own`` with the identifier of a record, and nothing that contradicts it: a chapter may have its book's DOI."""
    known = (own[work] for work in work_ids(record) if work in own)
    return next((same for same in known if not contradiction(sketch(record), sketch(same))), None)


def _work_id(name: tuple[str, str]) -> str:
    field, value = name
    return value.lower() if field == "DOI" else value

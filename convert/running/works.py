"""The keys that a document cites → the records that they mean, from files, from indices, and from earlier answers of NCBI's."""

import contextlib
import re
from collections.abc import Callable, Iterable
from functools import partial

from convert.citing.citations import References
from convert.model.identifiers import parse_identifier, work_ids
from convert.model.record import Record
from convert.ncbi.cached import cached_records
from convert.running.index.library import open_library
from convert.running.reading import everything, read_all
from convert.running.sources import but_not_found, one_after_another, split_sources
from convert.streams.problems import ConvertError, Warn

_PREFIXED = re.compile(r"(pmid|pmcid|doi)[:_]?\s*(.+)|PMC\d+", re.IGNORECASE)


class Works:
    """The works that a document may cite."""

    def __init__(
        self,
        sources: Iterable[str],
        stack: contextlib.ExitStack,
        *,
        keys: str = "scholar",
        warn: Warn,
        unreadable: Callable[[ConvertError], None],
    ) -> None:
        """Read files and open indices, which ``stack`` closes; ``keys`` says how the files' citation keys are made.

        Raises:
            ConvertError: an index can't be opened.
        """
        indices, files = split_sources(sources)
        records = read_all(files, None, wanted=everything, warn=warn, unreadable=unreadable)
        self.references = References(records, keys)
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
        for key, name in names.items():
            if name and key not in found and (record := fetched.get(_work_id(name))):
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


def _work_id(name: tuple[str, str]) -> str:
    field, value = name
    return value.lower() if field == "DOI" else value

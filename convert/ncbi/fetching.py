"""PMIDs, PMCIDs and DOIs → their records, from NCBI's services or from the cache of earlier answers."""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice

from convert.model.identifiers import parse_identifier, work_ids
from convert.model.record import Record
from convert.ncbi.cache import Cache
from convert.ncbi.cached import parse_article
from convert.ncbi.service import BATCH, EUTILS_URL, IDCONV_URL, Service, Settings, UnansweredError
from convert.streams.problems import Problem, Warn, silent


def fetch_records(identifiers: Iterable[str], settings: Settings, *, warn: Warn = silent) -> Iterator[Record]:
    """See ``convert.fetch``; ``BATCH`` identifiers make one request."""
    with Cache(settings.cache, warn=warn, scope=_scope(settings)) as cache, Service(settings) as service:
        fetcher = _Fetcher(service, cache, settings.refresh, warn)
        wanted = _parsed(identifiers, warn)
        while batch := dict(islice(wanted, BATCH)):
            yield from fetcher.records(batch)


_LONGEST_WORDS = 6
"""So many words of a title are searched for: a misspelt one is the less likely among them."""


def search_titles(titles: Iterable[str], settings: Settings, *, warn: Warn = silent) -> Iterator[Record]:
    """See ``convert.ncbi.search``; each title makes a request."""
    with Cache(settings.cache, warn=warn, scope=_scope(settings)) as cache, Service(settings) as service:
        found: dict[str, str] = {}
        for title in titles:
            words = sorted(set(re.findall(r"[^\W\d_]{4,}", title)), key=lambda word: (-len(word), word))
            try:
                pmids = service.pmids_of_title(words[:_LONGEST_WORDS]) if words else []
            except UnansweredError as error:
                warn(Problem("not-fetched", f"no answer about “{title}”: {error}"))
                continue
            found |= dict.fromkeys(pmids, "PMID")
        yield from _Fetcher(service, cache, settings.refresh, warn).records(found)


def _scope(settings: Settings) -> str:
    """The addresses of the services, if they are not NCBI's."""
    asked = (settings.eutils_url, settings.idconv_url)
    return "" if asked == (EUTILS_URL, IDCONV_URL) else " ".join(asked)


def _parsed(identifiers: Iterable[str], warn: Warn) -> Iterator[tuple[str, str]]:
    """The identifiers as (value, field), each once."""
    seen: set[str] = set()
    for text in identifiers:
        found = parse_identifier(text.strip())
        if found is None:
            warn(Problem("bad-identifier", f"{text[:60]!r} is not a PMID, PMCID or DOI; skipped"))
        elif found[1].lower() not in seen:
            seen.add(found[1].lower())
            yield found[1], found[0]


class _Fetcher:
    """Asks the cache, then the service; gives each record once."""

    def __init__(self, service: Service, cache: Cache, refresh: bool, warn: Warn) -> None:
        self._service = service
        self._cache = cache
        self._refresh = refresh
        self._warn = warn
        self._failed: dict[str, str] = {}
        self._given: set[str] = set()

    def records(self, batch: dict[str, str]) -> Iterator[Record]:
        """The records of a batch, identifier → field, in its order; an identifier without a record is reported."""
        self._failed.clear()
        pmids = {name: [name] for name, field in batch.items() if field == "PMID"}
        for kind, ask in (("PMCID", self._convert_pmcids), ("DOI", self._search_dois)):
            pmids |= self._resolve([name for name, field in batch.items() if field == kind], ask)
        records = self._read([*dict.fromkeys(chain.from_iterable(pmids.values()))])
        for name, field in batch.items():
            record = records.get(name.lower() if field == "DOI" else name)
            if record is None and field == "PMCID" and pmids[name]:
                record = records.get(pmids[name][0])
            if record is None:
                self._report(name, pmids[name])
            elif self._is_first(name, record):
                yield record

    def _resolve(
        self, names: list[str], ask: Callable[[list[str]], dict[str, list[str]]]
    ) -> dict[str, list[str]]:
        """Identifiers → the PMIDs that may be theirs."""
        known = {name: [pmid.decode()] for name, pmid in self._cached(names).items()}
        unknown = [name for name in names if name not in known]
        try:
            return known | (ask(unknown) if unknown else {})
        except UnansweredError as error:
            self._failed |= dict.fromkeys(unknown, str(error))
            return known | {name: [] for name in unknown}

    def _convert_pmcids(self, pmcids: list[str]) -> dict[str, list[str]]:
        found = self._service.pmids_of_pmcids(pmcids)
        self._cache.put({pmcid: pmid.encode() for pmcid, pmid in found.items()})
        return {pmcid: [found[pmcid]] if pmcid in found else [] for pmcid in pmcids}

    def _search_dois(self, dois: list[str]) -> dict[str, list[str]]:
        """Give each DOI all PMIDs that the search finds: only the records tell which belongs to which."""
        return dict.fromkeys(dois, self._service.pmids_of_dois(dois))

    def _read(self, pmids: list[str]) -> dict[str, Record]:
        """PMIDs → their records, by each of their identifiers."""
        articles = self._cached(pmids)
        unknown = [pmid for pmid in pmids if pmid not in articles]
        for start in range(0, len(unknown), BATCH):
            part = unknown[start : start + BATCH]
            try:
                new = self._service.articles(part)
            except UnansweredError as error:
                self._failed |= dict.fromkeys(part, str(error))
            else:
                self._cache.put(new)
                articles |= new
        records = [
            record
            for pmid, article in articles.items()
            for record in parse_article(pmid, article, self._warn)
        ]
        self._cache.put({record.DOI.lower(): record.PMID.encode() for record in records if record.DOI})
        return {key: record for record in reversed(records) for key in work_ids(record)}

    def _cached(self, names: list[str]) -> dict[str, bytes]:
        if self._refresh:
            return {}
        known = self._cache.get(name.lower() if "/" in name else name for name in names)
        return {name: known[key] for name in names if (key := name.lower() if "/" in name else name) in known}

    def _report(self, name: str, pmids: list[str]) -> None:
        reason = next((self._failed[asked] for asked in (name, *pmids) if asked in self._failed), "")
        if reason:
            self._warn(Problem("not-fetched", f"no answer about {name}: {reason}"))
        else:
            self._warn(Problem("not-found", f"PubMed has no record of {name}", severity="error"))

    def _is_first(self, name: str, record: Record) -> bool:
        """Whether the record was not given for another of its identifiers."""
        if record.PMID in self._given:
            message = f"{name} is the same work as an earlier identifier"
            self._warn(Problem("repeated", message, record=record.PMID, severity="note"))
            return False
        self._given.add(record.PMID)
        return True

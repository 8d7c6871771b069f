"""PMIDs, PMCIDs and DOIs → PubMed's records, from NCBI's online services."""

from collections.abc import Iterable, Iterator
from typing import Any

from convert.model.record import Record
from convert.streams.problems import Warn, silent


def fetch(identifiers: Iterable[str], *, warn: Warn = silent, **settings: Any) -> Iterator[Record]:
    """Fetch PubMed's records in the order of their identifiers, each once.

    Args:
        identifiers: PMIDs, PMCIDs and DOIs.
        warn: told of each identifier that is invalid, not found, or not answered.
        settings: the fields of ``convert.ncbi.service.Settings``: ``email``, ``api_key``, ``cache``, ….

    Raises:
        ConvertError: httpx is not installed; the service can't be reached or refuses to answer.
    """
    from convert.ncbi.fetching import fetch_records  # noqa: PLC0415  (needs httpx, an extra)
    from convert.ncbi.service import Settings  # noqa: PLC0415

    return fetch_records(identifiers, Settings(**settings), warn=warn)


def search(titles: Iterable[str], *, warn: Warn = silent, **settings: Any) -> Iterator[Record]:
    """Fetch the records whose titles have the longest words of these titles: at most three for each, a request each.

    The arguments and errors are those of ``fetch``.
    """
    from convert.ncbi.fetching import search_titles  # noqa: PLC0415  (needs httpx, an extra)
    from convert.ncbi.service import Settings  # noqa: PLC0415

    return search_titles(titles, Settings(**settings), warn=warn)

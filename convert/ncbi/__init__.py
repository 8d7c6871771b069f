"""NCBI's services: identifiers → PubMed's records."""

from collections.abc import Iterable, Iterator
from typing import Any

from convert.model.record import Record
from convert.streams.problems import Warn, silent


def fetch(identifiers: Iterable[str], *, warn: Warn = silent, **settings: Any) -> Iterator[Record]:
    """The records of works that PubMed knows, in the order of their identifiers, each once. This goes online.

    Args:
        identifiers: PMIDs, PMCIDs and DOIs.
        warn: told of each identifier that is none, was not found, or could not be asked for.
        settings: the fields of ``convert.ncbi.service.Settings``: ``email``, ``api_key``, ``cache``, ….

    Raises:
        ConvertError: httpx is not installed; the service can't be reached or refuses to answer.
    """
    from convert.ncbi import fetching  # noqa: PLC0415  (needs httpx, an extra)
    from convert.ncbi.service import Settings  # noqa: PLC0415

    return fetching.fetch(identifiers, Settings(**settings), warn=warn)

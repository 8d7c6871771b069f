"""Identifiers → the records that earlier answers of NCBI's services hold; nothing is asked."""

import io
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from convert import formats
from convert.model.identifiers import parse_identifier
from convert.model.record import Record, Source
from convert.ncbi.cache import Cache, default_folder
from convert.streams.problems import Problem, Warn, silent

_PAGE = "https://pubmed.ncbi.nlm.nih.gov/{}/"
_SET = b"<PubmedArticleSet>%s</PubmedArticleSet>"


def cached_records(
    identifiers: Iterable[str], folder: Path | None = None, *, warn: Warn = silent
) -> Iterator[Record]:
    """The records of PMIDs, PMCIDs and DOIs that were fetched before; ``folder`` is that of the cache."""
    folder = folder or default_folder()
    if not folder.is_dir():
        return
    parsed = filter(None, map(parse_identifier, identifiers))
    names = [value.lower() if field == "DOI" else value for field, value in parsed]
    with Cache(folder, warn=warn) as cache:
        found = cache.get(names)
        pmids = dict.fromkeys(
            name if name.isdecimal() else found[name].decode() for name in names if name in found
        )
        for pmid, article in cache.get(pmids).items():
            yield from parse_article(pmid, article, warn)


def parse_article(pmid: str, article: bytes, warn: Warn = silent) -> Iterator[Record]:
    """A PubmedArticle or PubmedBookArticle element → its record."""
    page = _PAGE.format(pmid)

    def warn_with_page(problem: Problem) -> None:
        warn(msgspec.structs.replace(problem, path=page, line=0))

    for record in formats.get_reader("pubmed-xml").read(io.BytesIO(_SET % article), warn=warn_with_page):
        record.source = Source(path=page, format="pubmed-xml")
        yield record

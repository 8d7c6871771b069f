"""A record → what of it is compared with others, in a few hundred bytes."""

import re
from functools import lru_cache
from typing import Final

from msgspec import Struct

from convert.changes.duplicates import people, places, titles
from convert.changes.reports import place_of
from convert.model.identifiers import work_ids
from convert.model.record import Record, Source

_PREPRINT_DOI: Final = re.compile(
    r"10\.(?:1101/(?:\d{6}|20\d\d\.)|64898/|48550/arxiv|21203/rs\.|20944/preprints|31234/|31235/|31219/|26434/|2139/ssrn|36227/techrxiv"
    r"|22541/|14293/s2199|12688/\w+research\.|7287/peerj\.preprints|32942/|35542/|1590/scielopreprints)"
)
"""bioRxiv and medRxiv, arXiv, Research Square, Preprints.org, the servers of OSF, ChemRxiv, SSRN, TechRxiv, Authorea, …"""
_PREPRINT_SERVER: Final = re.compile(
    r"\b(?:arxiv|biorxiv|medrxiv|chemrxiv|psyarxiv|socarxiv|techrxiv|edarxiv|eartharxiv|research square|ssrn|preprints?(?: org)?)\b"
)
_NEVER_PREPRINTS: Final = frozenset({"book", "chapter"})
_NOTICES: Final = {
    "Published Erratum": "correction",
    "Retraction of Publication": "retraction",
    "Retraction Notice": "retraction",
    "Expression of Concern": "retraction",
}
"""NLM's publication type → the kind of a notice."""

ABSTRACT_START: Final = 100
"""So many letters of abstracts are compared."""


class Sketch(Struct, frozen=True, array_like=True, gc=False):
    """What of a record is compared with others."""

    PMID: str = ""
    PMCID: str = ""
    DOI: str = ""
    """In lower case."""
    title: titles.Title = titles.Title()
    authors: list[str] = []
    """The words of their names, see ``people.parse``."""
    year: int = 0
    """0 if unknown."""
    place: places.Place = places.Place()
    abstract: str = ""
    """The first letters of the abstract."""
    kind: str = ""
    """``preprint``, or what a notice is about the work whose title it has: ``correction``, ``retraction``, ``reply``, …"""
    id: str = ""
    """The source's name for the record."""
    source: Source | None = None
    """Where the record was read, for messages."""

    @property
    def origin(self) -> str:
        """The same as ``library.nbib:123``, or else an identifier."""
        return place_of(self.source) or next(iter(self.keys), "") or self.title.text

    @property
    def keys(self) -> tuple[str, ...]:
        """The identifiers that the record has."""
        return tuple(filter(None, (self.PMID, self.PMCID, self.DOI)))


def sketch(record: Record) -> Sketch:
    """Reduce a record to what is compared.

    >>> made = sketch(Record(title="Erratum: On coins", DOI="10.5555/AB", PMID="0"))
    >>> made.PMID, made.DOI, made.title.text, made.kind
    ('', '10.5555/ab', 'on coins', 'correction')
    >>> sketch(Record(title="On coins", DOI="10.1101/2021.01.02.21249123")).kind
    'preprint'
    """
    keys = {
        "PMC" if key.startswith("PMC") else "DOI" if "/" in key else "PMID": key for key in work_ids(record)
    }
    title = titles.parse(record.title, record.original_title)
    place = places.parse(record)
    dates = [date.year for date in (record.issued, record.available_date) if date is not None and date.year]
    return Sketch(
        keys.get("PMID", ""),
        keys.get("PMC", ""),
        keys.get("DOI", ""),
        title,
        people.parse(record),
        dates[0] if dates else 0,
        place,
        titles.fold(record.abstract[0].text[:300])[:ABSTRACT_START] if record.abstract else "",
        _kind(record, title, place, keys.get("DOI", "")),
        record.id,
        record.source,
    )


def _kind(record: Record, title: titles.Title, place: places.Place, doi: str) -> str:
    for kind in record.publication_type:
        if notice := _NOTICES.get(kind.name):
            return notice
    if record.type in _NEVER_PREPRINTS:
        return title.kind
    is_on_server = _is_server(record.publisher, record.genre, place.journals)
    is_preprint = is_on_server or (not place.journals and _PREPRINT_DOI.match(doi))
    return "preprint" if is_preprint and not title.kind else title.kind


@lru_cache(maxsize=20_000)
def _is_server(publisher: str, genre: str, journals: tuple[str, ...]) -> bool:
    """Whether these are the names of a preprint server."""
    return _PREPRINT_SERVER.search(f"{publisher} {genre} {' '.join(journals)}".lower()) is not None

"""Fields that databases and managers add to BibTeX → fields of a record.

Scopus writes ``abbrev_source_title`` and ``note = {cited By 3}``, Web of Science ``Journal-ISO`` and ``Orcid-Numbers``, ACM ``numpages``,
arXiv and Google Scholar a journal ``arXiv preprint arXiv:2101.00001``.
"""

import re
from collections.abc import Callable
from functools import partial
from typing import Final

from convert.formats.bibtex.parsing import EntryBuilder, read_names, to_line
from convert.model.identifiers import parse_orcid
from convert.model.record import Identifier, PublicationType, Record
from convert.model.types import ARTICLES

_TEXTS: Final = {
    "abbrev_source_title": "container_title_short",
    "art_number": "number",
    "eissn": "ISSN_electronic",
    "issn-linking": "ISSN_linking",
    "issn-l": "ISSN_linking",
    "journal-abbreviation": "container_title_short",
    "journal-iso": "container_title_short",
    "lccn": "call_number",
    "nlm-id": "nlm_id",
    "numpages": "number_of_pages",
    "page_count": "number_of_pages",
    "pii": "pii",
    "publocation": "publisher_place",
    "rights": "copyright",
}
"""A field → the record's, which it fills if nothing else has."""
_NOT_GENRES: Final = frozenset(
    """article|review|letter|note|editorial|editorial material|proceedings paper|conference paper|book review|meeting abstract
|short survey|erratum|correction|article in press|book chapter|data paper|retracted|article; proceedings paper
|article; early access|review; early access|journal article""".replace("\n", "").split("|")
)
"""Kinds of documents of Scopus and Web of Science, which no style prints."""
_SUBTYPES: Final = {"newspaper": "article-newspaper", "magazine": "article-magazine"}
_CITED = re.compile(r"cited by \d+", re.IGNORECASE)


def read_databases(builder: EntryBuilder) -> None:
    """The fields that are left, in so far as a database is known to write them."""
    record, fields = builder.record, builder.fields
    if record.genre.lower() in _NOT_GENRES and record.type in ARTICLES:
        record.publication_type, record.genre = [PublicationType(record.genre)], ""
    if _CITED.fullmatch(record.note):
        record.extra["note"], record.note = [record.note], ""
    if not record.archive_location:
        _read_arxiv(record)
    if fields:
        for name in _TEXTS.keys() & fields.keys():
            if not getattr(record, _TEXTS[name]):
                setattr(record, _TEXTS[name], builder.take(name))
        for name, read in _OTHERS.items():
            if name in fields:
                read(builder)


def _read_event_place(builder: EntryBuilder) -> None:
    if builder.record.type == "paper-conference" and not builder.record.event_place:
        builder.record.event_place = builder.take("location")


def _read_source(builder: EntryBuilder) -> None:
    if not builder.record.source_database:
        builder.record.source_database = builder.take("source")


def _read_accession(builder: EntryBuilder) -> None:
    builder.record.other_id.append(Identifier("WOS", builder.take("unique-id")))


def _read_document_type(builder: EntryBuilder) -> None:
    builder.record.publication_type.append(PublicationType(builder.take("document_type")))


def _read_subtype(builder: EntryBuilder) -> None:
    if csl := _SUBTYPES.get(builder.fields["entrysubtype"].lower()):
        builder.record.type = csl
        del builder.fields["entrysubtype"]


_ORCID_OF = re.compile(r"([^/;]+)/((?:\d{4}-){3}\d{3}[\dX])[;\s]*")


def _read_orcids(builder: EntryBuilder) -> None:
    """``Roe, Robin/0000-0002-1825-0097 Doe, Jane/…``: each goes to the author of that family name and initial."""
    found = {}
    for name, orcid in _ORCID_OF.findall(to_line(builder.fields["orcid-numbers"])):
        family, _, given = name.partition(",")
        found[family.strip().casefold(), given.strip()[:1].casefold()] = parse_orcid(orcid)
    for author in builder.record.author:
        family = " ".join(filter(None, (author.non_dropping_particle, author.family))).casefold()
        author.ORCID = author.ORCID or found.pop((family, author.given[:1].casefold()), "")
    if not found:
        del builder.fields["orcid-numbers"]


_OTHERS: Final[dict[str, Callable[[EntryBuilder], None]]] = {
    "director": partial(read_names, ("director",), "director"),
    "scriptwriter": partial(read_names, ("scriptwriter",), "script_writer"),
    "location": _read_event_place,
    "source": _read_source,
    "unique-id": _read_accession,
    "document_type": _read_document_type,
    "entrysubtype": _read_subtype,
    "orcid-numbers": _read_orcids,
}

_ARXIV = re.compile(
    r"(?:arXiv(?: e-prints| preprint)?(?:, |: ?| )?)?(?:arXiv: ?|abs/)?(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?(?: \[.*\])?",
    re.IGNORECASE,
)
"""``arXiv preprint arXiv:2101.00001`` (Google Scholar), ``arXiv:2101.00001 [math]`` (Zotero)."""


def _read_arxiv(record: Record) -> None:
    """The number of a preprint that stands in the journal, or in DBLP's volume ``abs/2101.00001`` of ``CoRR``."""
    title = record.container_title
    text = record.volume if title == "CoRR" else title if title[:5].lower() == "arxiv" else ""
    if text and (match := _ARXIV.fullmatch(text)):
        record.archive, record.archive_location = "arXiv", match[1]
        record.type, record.genre, record.container_title = "article", "preprint", "arXiv"
        if text == record.volume:
            record.volume = ""

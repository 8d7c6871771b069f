"""Fields that databases and managers add to BibTeX → fields of a record.

Scopus writes ``abbrev_source_title`` and ``note = {cited By 3}``, Web of Science ``Journal-ISO`` and ``Orcid-Numbers``, ACM ``numpages``,
arXiv and Google Scholar a journal ``arXiv preprint arXiv:2101.00001``.
"""

import re
from collections.abc import Callable
from functools import partial
from typing import Final

from convert.formats.bibtex.dates import parse_edtf
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
    """What a database is known to write in other fields than BibTeX's, or in these."""
    _part_fields(builder)
    fields = builder.fields
    if builder.record.accessed is None:
        _read_accessed(builder)
    for name in _TEXTS.keys() & fields.keys():
        if not getattr(builder.record, _TEXTS[name]):
            setattr(builder.record, _TEXTS[name], builder.take(name))
    for name in _OTHERS.keys() & fields.keys():
        _OTHERS[name](builder)


def _part_fields(builder: EntryBuilder) -> None:
    """BibTeX's own fields that hold something else."""
    record = builder.record
    if record.genre.lower() in _NOT_GENRES and record.type in ARTICLES:
        record.publication_type, record.genre = [PublicationType(record.genre)], ""
    if _CITED.fullmatch(record.note):
        record.extra["note"], record.note = [record.note], ""
    if not record.archive_location:
        _read_arxiv(record)
    if record.chapter_number and builder.type == "inbook" and not record.container_title:
        _read_chapter(record)
    if record.volume and not record.volume.isdecimal():
        _part_volume(record)


def _read_chapter(record: Record) -> None:
    """The title of a chapter, where ``title`` is the book's; a chapter's number is no title."""
    if " " in record.chapter_number:
        record.title, record.container_title, record.chapter_number = record.chapter_number, record.title, ""


_ACCESSED = re.compile(
    r"[\[(]?(?:online[;,:]? *)?(?:last )?(?:accessed|retrieved|visited|checked)(?: on)?:? *([^\])]+?)\.?[\])]?",
    re.IGNORECASE,
)


_DATES_OF_ACCESS = ("lastaccessed", "lastchecked", "accessed", "access-date", "date-accessed")
_HYPHENS = re.compile(r"(?<=\d)-(?=[A-Za-z])|(?<=[A-Za-z])-(?=\d)")
"""Of Wikipedia's ``3-May-2020``."""


def _read_accessed(builder: EntryBuilder) -> None:
    """``lastaccessed``, or a note that says nothing but when a page was read."""
    record = builder.record
    match = _ACCESSED.fullmatch(record.note) if record.note else None
    if match is None and builder.fields.keys().isdisjoint(_DATES_OF_ACCESS):
        return
    text = builder.take(*_DATES_OF_ACCESS) or (match and match[1])
    if text and (date := parse_edtf(_HYPHENS.sub(" ", text))).year:
        record.accessed = date
        if match:
            record.note = ""


_VOLUME = re.compile(
    r"(?:vol(?:ume|\.)? *)?(\d+)(?: *\((\d+(?:[-–/]\d+)?)\)|,? *no\.? *(\d+))?", re.IGNORECASE
)


def _part_volume(record: Record) -> None:
    """``12(3)``: an issue behind the volume."""
    if (match := _VOLUME.fullmatch(record.volume)) and not (record.issue and (match[2] or match[3])):
        record.volume = match[1]
        if issue := match[2] or match[3]:
            record.issue, record.inferred["issue"] = issue, "parted from the volume"


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


_ORCID_OF = re.compile(r"([^/;]*+)(?:/((?:\d{4}-){3}\d{3}[\dX])[;\s]*+|[/;]|$)")


def _read_orcids(builder: EntryBuilder) -> None:
    """``Roe, Robin/0000-0002-1825-0097 Doe, Jane/…``: each goes to the author of that family name and initial."""
    found = {}
    for name, orcid in _ORCID_OF.findall(to_line(builder.fields["orcid-numbers"])):
        family, _, given = name.partition(",")
        if orcid:
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

"""Records → MEDLINE as PubMed prints it (.nbib), tags and their order as NLM's own.

The tags: https://pubmed.ncbi.nlm.nih.gov/help/#pubmed-format; their order and the width of lines were measured on
NLM's files. What MEDLINE writes differently from the record: titles end in a full stop, translated ones are in
brackets; indices stand in parentheses, ``CO(2)``; a missing citation (SO) is assembled.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, TextIO

from convert.formats import capabilities
from convert.formats.capabilities import KEPT, Capability, Degraded, Moved
from convert.formats.medline.formatting import (
    BOOKS,
    format_citation,
    format_clock_date,
    format_closed,
    format_compact_date,
    format_full_name,
    format_grant,
    format_heading,
    format_line,
    format_link,
    format_short_name,
    format_title,
    plain,
)
from convert.formats.options import NoOptions
from convert.formats.pieces import Written, copy
from convert.model.dates import format_date
from convert.model.names import parse_name
from convert.model.record import HistoryDate, Keyword, Name, Record
from convert.model.text.abstracts import format_abstract
from convert.model.text.titles import parse_title
from convert.streams.problems import Problem, Warn

Lines = Iterable[tuple[str, str]]
"""Tags with their values."""
Found = str | Iterable[str] | Lines

LINK_TAGS = {
    "AssociatedDataset": "DDIN",
    "AssociatedPublication": "DRIN",
    "CommentIn": "CIN",
    "CommentOn": "CON",
    "CorrectedandRepublishedIn": "CRI",
    "CorrectedandRepublishedFrom": "CRF",
    "ErratumIn": "EIN",
    "ErratumFor": "EFR",
    "ExpressionOfConcernIn": "ECI",
    "ExpressionOfConcernFor": "ECF",
    "OriginalReportIn": "ORI",
    "PartialRetractionIn": "PRIN",
    "PartialRetractionOf": "PROF",
    "RepublishedIn": "RPI",
    "RepublishedFrom": "RPF",
    "RetractedandRepublishedIn": "RRI",
    "RetractedandRepublishedFrom": "RRF",
    "RetractionIn": "RIN",
    "RetractionOf": "ROF",
    "SummaryForPatientsIn": "SPIN",
    "UpdateIn": "UIN",
    "UpdateOf": "UOF",
}
"""PubMed's RefType → tag."""

PUBLICATION_TYPES = {
    "article-journal": "Journal Article",
    "article-magazine": "Journal Article",
    "article-newspaper": "Newspaper Article",
    "article": "Preprint",
    "dataset": "Dataset",
    "paper-conference": "Congress",
    "report": "Technical Report",
    "thesis": "Academic Dissertation",
    "webpage": "Web Archive",
}
"""CSL's item type → PT, for records that say no publication type themselves."""

PMC_RELEASE = "pmc-release"
ABSTRACT_TYPES = frozenset({"Publisher", "AAMC", "AIDS", "KIE", "NASA", "PIP"})
"""Types of other abstracts that OAB begins with."""


def _step(record: Record, status: str) -> str:
    """The first date of that status in the history."""
    return next((_clock(record, step) for step in record.history if step.status == status), "")


def _release(record: Record) -> str:
    """The day of PMC's release, without midnight."""
    return next((format_clock_date(step.date) for step in record.history if step.status == PMC_RELEASE), "")


def _history(record: Record) -> Iterator[str]:
    return (f"{_clock(record, step)} [{step.status}]" for step in record.history)


def _clock(record: Record, step: HistoryDate) -> str:
    """NLM prints midnight for a day without a time; old files of its own do so for PMC's release alone."""
    text = format_clock_date(step.date)
    if len(text) != len("YYYY/MM/DD") or (_is_ours(record) and step.status != PMC_RELEASE):
        return text
    return f"{text} 00:00"


def _issns(record: Record) -> Iterable[str]:
    """Each with its kind, the cited medium's first."""
    lines: list[str] = []
    for number, kind in (
        (record.ISSN_electronic, " (Electronic)"),
        (record.ISSN_print, " (Print)"),
        (record.ISSN_linking, " (Linking)"),
    ):
        if number:
            lines.insert(0 if lines and number == record.ISSN and kind == " (Print)" else 3, number + kind)
    if record.ISSN and not any(line.startswith(record.ISSN) for line in lines):
        lines.insert(0, record.ISSN)
    return lines


def _locations(record: Record) -> Iterator[str]:
    if record.pii and not record.page:
        yield f"{record.pii} [pii]"
    if record.DOI:
        yield f"{record.DOI} [doi]"
    if record.number:
        yield record.number


def _identifiers(record: Record) -> Iterator[str]:
    if record.bookaccession:
        yield f"{record.bookaccession} [bookaccession]"
    if record.pii:
        yield f"{record.pii} [pii]"
    if record.DOI:
        yield f"{record.DOI} [doi]"
    for other in record.other_id:
        if other.source.islower():
            yield f"{other.value} [{other.source}]"


def _name(full: str, short: str, affiliation: str, name: Name) -> Lines:
    if name.given != name.initials or len(name.initials) < 2:
        yield full, format_full_name(name)
    yield short, format_short_name(name)
    if name.ORCID:
        yield "AUID", f"ORCID: {name.ORCID}"
    for identifier in name.identifier:
        yield "AUID", f"{identifier.source}: {identifier.value}"
    for place in name.affiliation:
        yield affiliation, place.text


def _authors(record: Record) -> Lines:
    for name in record.author:
        if name.literal:
            yield "CN", plain(name.literal)
            yield from (("AD", place.text) for place in name.affiliation)
        else:
            yield from _name("FAU", "AU", "AD", name)


def _people(full: str, short: str, names: list[Name]) -> Lines:
    for name in names:
        if name.literal:
            yield short, name.literal
        else:
            yield from _name(full, short, "IRAD", name)


def _links(record: Record) -> Lines:
    return [(LINK_TAGS[link.kind], format_link(link)) for link in record.links if link.kind in LINK_TAGS]


def _other_abstracts(record: Record) -> Lines:
    for other in record.other_abstract:
        kind = f"{other.type}: " if other.type in ABSTRACT_TYPES else ""
        yield "OAB", kind + plain(format_abstract(other.section, separator=" "))
        if other.language:
            yield "OABL", other.language
        if other.copyright:
            yield "OCI", other.copyright


def _keywords(record: Record) -> Lines:
    owner = ""
    for keyword in sorted(record.keyword, key=_has_owner):
        if keyword.owner != owner:
            owner = keyword.owner
            yield "OTO", owner
        yield "OT", f"*{plain(keyword.term)}" if keyword.major else plain(keyword.term)


def _has_owner(keyword: Keyword) -> bool:
    """Those without come first: an OTO holds for all that follow it."""
    return keyword.owner != ""


def _publication_types(record: Record) -> Iterable[str]:
    if record.publication_type:
        return [kind.name for kind in record.publication_type]
    return () if "type" in record.inferred else (PUBLICATION_TYPES.get(record.type, ""),)


def _accessions(record: Record) -> Iterator[str]:
    for bank in record.databank:
        yield from (f"{bank.name}/{accession}" for accession in bank.accession)
        if not bank.accession:
            yield bank.name


def _title(record: Record) -> str:
    """The title; the very line of a MEDLINE file if it can't be made of the title again."""
    if record.type == "book":
        return ""
    if own := _own_title(record):
        return own
    return (
        "" if "title" in record.inferred and record.title == record.original_title else format_title(record)
    )


def _own_title(record: Record) -> str:
    lines = record.extra.get("TI", ()) if _is_ours(record) else ()
    stands_in = "title" in record.inferred
    return next((line for line in lines if stands_in or parse_title(line)[0] == record.title), "")


def _is_ours(record: Record) -> bool:
    return record.source is not None and record.source.format == "medline"


def _unknown(record: Record) -> Lines:
    """What a MEDLINE file said in tags, or in places, that the record has no field for."""
    for tag, values in record.extra.items():
        if _TAG.fullmatch(tag) and (tag not in KNOWN or _is_ours(record)):
            own = _own_title(record) if tag == "TI" else ""
            yield from ((tag, value) for value in values if value != own)


_TAG = re.compile(r"[A-Z]{2,4}")


def _book_title(record: Record) -> str:
    if record.type == "book":
        return record.title
    return record.container_title if record.type == "chapter" else ""


LAYOUT: tuple[tuple[str, Callable[[Record], Found]], ...] = (
    ("PMID", lambda r: r.PMID),
    ("OWN", lambda r: r.medline_owner),
    ("STAT", lambda r: r.medline_status),
    ("DRDT", lambda r: format_compact_date(r.date_revised) if r.type in BOOKS else ""),
    ("DA", lambda r: format_compact_date(r.date_created)),
    ("CTDT", lambda r: format_compact_date(r.contribution_date)),
    ("PB", lambda r: r.publisher),
    ("CTI", lambda r: r.collection_title),
    ("DCOM", lambda r: format_compact_date(r.date_completed)),
    ("LR", lambda r: "" if r.type in BOOKS else format_compact_date(r.date_revised)),
    ("PUBM", lambda r: r.publication_model),
    ("IS", _issns),
    ("VI", lambda r: r.volume),
    ("IP", lambda r: r.issue),
    ("DP", lambda r: format_date(r.issued) if r.issued else ""),
    ("TI", _title),
    ("BTI", lambda r: plain(_book_title(r))),
    ("VTI", lambda r: plain(r.volume_title)),
    ("PG", lambda r: r.page),
    ("LID", _locations),
    ("AB", lambda r: plain(format_abstract(r.abstract, separator=" "))),
    ("CI", lambda r: plain(r.copyright)),
    ("EN", lambda r: r.edition),
    ("CP", lambda r: r.chapter_number),
    ("FED ED IRAD", lambda r: _people("FED", "ED", r.editor)),
    ("FAU AU AUID AD CN", _authors),
    ("LA", lambda r: r.language),
    ("SI", _accessions),
    ("GR", lambda r: map(format_grant, r.grant)),
    ("PT", _publication_types),
    ("TT", lambda r: format_closed(plain(r.original_title))),
    ("DEP", lambda r: format_compact_date(r.available_date)),
    ("PL", lambda r: r.publisher_place if r.type in BOOKS else r.journal_country),
    ("TA", lambda r: r.container_title_short),
    ("JT", lambda r: "" if r.type == "chapter" else r.container_title),
    ("JID", lambda r: r.nlm_id),
    ("ISBN", lambda r: r.ISBN),
    ("RN", lambda r: (f"{c.registry_number or 0} ({c.name})" for c in r.chemical)),
    ("SB", lambda r: r.citation_subset),
    (" ".join(LINK_TAGS.values()), _links),
    ("MH", lambda r: map(format_heading, r.mesh)),
    ("FPS PS", lambda r: _people("FPS", "PS", r.personal_name_subject)),
    ("RF", lambda r: r.number_of_references),
    ("GS", lambda r: r.gene_symbol),
    ("PMC", lambda r: r.PMCID),
    ("OID", lambda r: (f"{o.source}: {o.value}" for o in r.other_id if not o.source.islower())),
    ("MID", lambda r: r.manuscript_id),
    ("OAB OABL OCI", _other_abstracts),
    ("OTO OT", _keywords),
    ("GN", lambda r: (f"{n.owner}: {n.text}" if n.owner else n.text for n in r.general_note)),
    ("COIS", lambda r: plain(r.conflict_of_interest)),
    ("FIR IR IRAD", lambda r: _people("FIR", "IR", r.investigator)),
    ("SFM", lambda r: r.space_flight_mission),
    ("EDAT", lambda r: _step(r, "pubmed")),
    ("MHDA", lambda r: _step(r, "medline")),
    ("CDAT", lambda r: _step(r, "entrez") if r.type in BOOKS else ""),
    ("PMCR", _release),
    ("CRDT", lambda r: "" if r.type in BOOKS else _step(r, "entrez")),
    ("PHST", _history),
    ("AID", _identifiers),
    ("PST", lambda r: r.publication_status),
    ("SO", lambda r: r.citation_text or format_citation(r)),
    ("", _unknown),
)
"""A record's tags, in NLM's order, and what they say; where a row has several tags, each value brings its own."""

KNOWN = frozenset(tag for tags, _ in LAYOUT for tag in tags.split())


def write(records: Iterable[Record], out: TextIO, options: NoOptions, warn: Warn) -> None:
    """Write each record, a blank line between them; a link of a kind that MEDLINE has no tag for is reported."""
    separator = ""
    for record in records:
        for link in record.links:
            if link.kind not in LINK_TAGS:
                warn(Problem("no-tag", f"a link of the kind {link.kind!r} is left out", record=record.PMID))
        text = "".join(format_record(record))
        if not text:
            warn(Problem("empty-record", "a record that says nothing is left out", severity="error"))
            continue
        out.write(separator + text)
        separator = "\n"


def join_pieces(pieces: Iterable[Written], out: TextIO) -> None:
    """Write the pieces, a blank line between them."""
    separator = ""
    for piece in pieces:
        if begin := piece.text.read(1):
            out.write(separator + begin)
            copy(piece.text, out)
            separator = "\n"


def format_record(record: Record) -> Iterator[str]:
    """The lines of one record, each with its end."""
    for tag, values in LAYOUT:
        found = values(record)
        if isinstance(found, str):
            if found:
                yield format_line(tag, found)
            continue
        for value in found:
            if isinstance(value, tuple):
                yield format_line(*value)
            elif value:
                yield format_line(tag, value)


def _differs(part: str) -> Callable[[Name], bool]:
    """Whether a part of a name is other when the name is read again."""

    def differs(name: Name) -> bool:
        if name.literal:
            return part == "literal" and capabilities.has_markup(name.literal)
        again = parse_name(format_full_name(name), format_short_name(name))
        return bool(getattr(again, part) != getattr(name, part))

    return differs


_PARTS = ("family", "given", "suffix", "literal")
_NAME = "initials ORCID identifier affiliation.text"
_DAY = "year month day literal"
_KEPT = (
    "container_title_short volume issue page number edition chapter_number publisher publisher_place DOI PMID PMCID ISSN ISBN "
    "keyword language ISSN_print ISSN_electronic ISSN_linking nlm_id journal_country pii manuscript_id "
    "bookaccession other_id mesh.descriptor mesh.major mesh.qualifier.name mesh.qualifier.major chemical.name "
    "chemical.registry_number gene_symbol databank publication_type.name "
    "other_abstract.language other_abstract.copyright general_note "
    "number_of_references space_flight_mission citation_subset history.status history.date.time publication_model "
    "publication_status medline_status medline_owner citation_text links.kind links.PMID"
)
_RICH = """title original_title volume_title container_title collection_title keyword.term conflict_of_interest copyright
    other_abstract.section.text"""
_PEOPLE = ("author", "editor", "investigator", "personal_name_subject")
_DATES = (
    "available_date",
    "history.date",
    "date_created",
    "date_completed",
    "date_revised",
    "contribution_date",
)
_JOINED = Degraded("written in one with the family name")
_DATE_PARTS = "year month day season time literal end.year end.month end.day end.season end.time"

CAPABILITIES: Final[Mapping[str, Capability]] = {
    **dict.fromkeys(_KEPT.split(), KEPT),
    **capabilities.without_markup(_RICH),
    **capabilities.abstract(markup=False),
    **dict.fromkeys((f"{who}.{part}" for who in _PEOPLE for part in _NAME.split()), KEPT),
    **{f"{who}.{part}": Degraded(_JOINED.how, when=_differs(part)) for who in _PEOPLE for part in _PARTS},
    **{f"{who}.{part}particle": _JOINED for who in _PEOPLE for part in ("dropping_", "non_dropping_")},
    **dict.fromkeys((f"{date}.{part}" for date in _DATES for part in _DAY.split()), KEPT),
    **dict.fromkeys((f"issued.{part}" for part in _DATE_PARTS.split()), KEPT),
    "type": Moved("as a publication type, if there is none, and in the tags of books"),
    "other_abstract.section.text": Degraded(
        "after its label, without its markup",
        when=lambda section: bool(section.label) or capabilities.has_markup(section.text),
    ),
    "other_abstract.section.label": Moved("in front of the text"),
    "links.citation": Degraded(
        "with a full stop", when=lambda link: bool(link.PMID) and not link.citation.endswith(".")
    ),
    "links.DOI": Moved("in the citation"),
    "grant": Degraded("its parts in one, so that a missing one can't be told"),
    "other_abstract.type": Degraded("where it says who wrote it"),
    "extra": Degraded("tags of two to four capital letters"),
}

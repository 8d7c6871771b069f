"""MEDLINE's tags ↔ the record: what a line with each tag means, and which lines a record has. One row serves both directions.

The tags: https://pubmed.ncbi.nlm.nih.gov/help/#pubmed-format. Rows stand in the order in which NLM writes them.
"""

from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import Any, Final, NamedTuple

from convert.formats.medline import dates, identifiers, lists, people, titles
from convert.formats.medline.builder import Handler, MedlineBuilder
from convert.formats.medline.people import Lines
from convert.formats.medline.values import (
    format_chemical,
    format_closed_title,
    format_compact_date,
    format_general_note,
    format_grant,
    format_other_id,
    parse_chemical,
    parse_closed_title,
    parse_general_note,
    parse_grant,
    parse_link,
    parse_other_id,
    parse_publication_type,
    parse_shared_heading,
    plain,
)
from convert.model.notices import format_linked_work
from convert.model.pages import complete_pages
from convert.model.record import Chemical, Date, Record
from convert.model.subjects import format_heading
from convert.model.types import BOOKSHELF

Meaning = tuple[str, str, str, Any]
"""A tag, the kind of its lines, the field they fill, and what parses or handles the value."""
TEXT, LISTED, HANDLED = "text", "listed", "handled"
"""Kinds: the line is a field's text; the line is parsed into an item of a list; a handler reads the line."""

Write = Callable[[Record], str | Iterable[str] | Lines]
"""A record → the values of a row's tag; or tags with their values, if the row has several."""


class Row(NamedTuple):
    """One tag, or several whose lines stand together."""

    read: dict[str, Meaning]
    write: Write | None
    """None for a tag that is only read: older exports and ERIC have other tags for the same."""
    field: str = ""
    """The field that a row of one tag carries whole."""


def text(
    tag: str,
    field: str,
    parse: Callable[[str], str] | None = None,
    format: Callable[[str], str] | None = None,
    write: Write | None = None,
) -> Row:
    """A field that holds one text, parsed and formatted; or with lines of its own (``write``)."""
    meaning = (tag, HANDLED, "", _parsed(field, parse)) if parse else (tag, TEXT, field, None)
    return Row({tag: meaning}, write or _formatted(field, format), field)


def items(
    tag: str,
    field: str,
    parse: Callable[[str], Any] = str,
    format: Callable[[Any], str] | None = None,
    write: Write | None = None,
) -> Row:
    """A field that holds a list, an item a line."""
    get = attrgetter(field)
    lines: Write = (lambda record: map(format, get(record))) if format else get
    return Row({tag: (tag, LISTED, field, parse)}, write or lines, "" if format or write else field)


def date(tag: str, field: str, format: Callable[[Date], str] = format_compact_date) -> Row:
    """A field that holds a date."""
    return special({tag: dates.read_date(field)}, dates.date_line(field, format))


def step(tag: str, status: str) -> Row:
    """A step of the history."""
    return special({tag: dates.read_step(status)}, dates.step_line(status))


def special(read: dict[str, Handler], write: Write | None) -> Row:
    """Tags with a handler each."""
    return Row({tag: (tag, HANDLED, "", handler) for tag, handler in read.items()}, write)


def names(full: str, short: str, role: str, more: dict[str, Handler] | None = None) -> Row:
    """People in a role other than author."""
    read = {full: people.read_full_name(role), short: people.read_short_name(role)} | (more or {})
    get = attrgetter(role)
    return special(
        read, lambda record: people.people_lines(full, short, found) if (found := get(record)) else ()
    )


def only_read(row: Row) -> Row:
    """A row whose lines are not written: another tag says the same."""
    return row._replace(write=None, field="")


def of_books(row: Row) -> Row:
    """A row that is read in any record, and written for books and chapters."""
    return _written_if(row, lambda record: record.type in BOOKSHELF)


def of_articles(row: Row) -> Row:
    """A row that is read in any record, and written for all but books and chapters."""
    return _written_if(row, lambda record: record.type not in BOOKSHELF)


def _written_if(row: Row, condition: Callable[[Record], bool]) -> Row:
    write = row.write
    return row._replace(write=lambda record: write(record) if write and condition(record) else "")


def _formatted(field: str, format: Callable[[str], str] | None) -> Write:
    get = attrgetter(field)
    return (lambda record: format(get(record))) if format else get


def _parsed(field: str, parse: Callable[[str], str]) -> Handler:
    def handle(builder: MedlineBuilder, value: str) -> None:
        builder.put(field, parse(value), value)

    return handle


LINKS: Final = {
    "DDIN": "AssociatedDataset",
    "DRIN": "AssociatedPublication",
    "CIN": "CommentIn",
    "CON": "CommentOn",
    "CRI": "CorrectedandRepublishedIn",
    "CRF": "CorrectedandRepublishedFrom",
    "EIN": "ErratumIn",
    "EFR": "ErratumFor",
    "ECI": "ExpressionOfConcernIn",
    "ECF": "ExpressionOfConcernFor",
    "ORI": "OriginalReportIn",
    "PRIN": "PartialRetractionIn",
    "PROF": "PartialRetractionOf",
    "RPI": "RepublishedIn",
    "RPF": "RepublishedFrom",
    "RRI": "RetractedandRepublishedIn",
    "RRF": "RetractedandRepublishedFrom",
    "RIN": "RetractionIn",
    "ROF": "RetractionOf",
    "SPIN": "SummaryForPatientsIn",
    "UIN": "UpdateIn",
    "UOF": "UpdateOf",
}
"""Tag ↔ kind of link, which is PubMed's RefType."""
LINK_TAGS: Final = {kind: tag for tag, kind in LINKS.items()}


def _link_lines(record: Record) -> Lines:
    return [
        (LINK_TAGS[link.kind], format_linked_work(link)) for link in record.links if link.kind in LINK_TAGS
    ]


ROWS: Final[tuple[Row, ...]] = (
    text("PMID", "PMID"),
    text("OWN", "medline_owner"),
    text("STAT", "medline_status"),
    of_books(date("DRDT", "date_revised")),
    date("DA", "date_created"),
    date("CTDT", "contribution_date"),
    text("PB", "publisher"),
    text("CTI", "collection_title", parse_closed_title),
    date("DCOM", "date_completed"),
    of_articles(date("LR", "date_revised")),
    text("PUBM", "publication_model"),
    special({"IS": identifiers.read_issn}, identifiers.issn_lines),
    text("VI", "volume"),
    text("IP", "issue"),
    special({"DP": dates.read_date("issued")}, dates.issue_line),
    text("TI", "title", write=titles.title_line),  # ``finish_title`` takes brackets and full stop off
    text("BTI", "book_title", write=titles.book_title_line),  # no field of a record: see ``finish_type``
    text("VTI", "volume_title", parse_closed_title, plain),
    text("PG", "page", complete_pages),
    special({"LID": identifiers.read_location}, identifiers.location_lines),
    special({"AB": lists.read_abstract}, lists.abstract_line),
    text("CI", "copyright", format=plain),
    text("EN", "edition"),
    text("CP", "chapter_number"),
    names("FED", "ED", "editor"),
    special(
        {
            "FAU": people.read_full_name("author"),
            "AU": people.read_short_name("author"),
            "AUID": people.read_name_identifier,
            "AD": people.read_affiliation,
            "CN": people.read_group,
        },
        people.author_lines,
    ),
    items("LA", "language"),
    special({"SI": lists.read_databank}, lists.databank_lines),
    items("GR", "grant", parse_grant, format_grant),
    items("PT", "publication_type", parse_publication_type, write=titles.publication_type_lines),
    text("TT", "original_title", parse_closed_title, format_closed_title),
    date("DEP", "available_date"),
    text("PL", "place", write=titles.place_line),  # no field of a record: see ``finish_type``
    text("TA", "container_title_short"),
    text("JT", "container_title", write=titles.journal_line),
    text("JID", "nlm_id"),
    items("ISBN", "ISBN"),
    items("RN", "chemical", parse_chemical, format_chemical),
    items("SB", "citation_subset"),
    Row({tag: (tag, LISTED, "links", parse_link(kind)) for tag, kind in LINKS.items()}, _link_lines),
    items("MH", "mesh", parse_shared_heading, format_heading),
    names("FPS", "PS", "personal_name_subject"),
    text("RF", "number_of_references"),
    items("GS", "gene_symbol"),
    text("PMC", "PMCID"),  # ``finish`` parses it
    items("OID", "other_id", parse_other_id, format_other_id),
    items("MID", "manuscript_id"),
    special(
        {
            "OAB": lists.read_other_abstract,
            "OABL": lists.read_of_other_abstract("language"),
            "OCI": lists.read_of_other_abstract("copyright"),
        },
        lists.other_abstract_lines,
    ),
    special({"OTO": lists.read_keyword_owner, "OT": lists.read_keyword}, lists.keyword_lines),
    items("GN", "general_note", parse_general_note, format_general_note),
    text("COIS", "conflict_of_interest", format=plain),
    names("FIR", "IR", "investigator", {"IRAD": people.read_affiliation}),  # IRAD of editors, too
    items("SFM", "space_flight_mission"),
    step("EDAT", "pubmed"),
    step("MHDA", "medline"),
    of_books(step("CDAT", "entrez")),
    special({"PMCR": dates.read_step(dates.RELEASE)}, dates.release_line),
    of_articles(step("CRDT", "entrez")),
    special({"PHST": dates.read_step()}, dates.history_lines),
    special({"AID": identifiers.read_article_id}, identifiers.article_id_lines),
    text("PST", "publication_status"),
    text("SO", "citation_text", write=titles.citation_line),
    special({"ISSN": identifiers.read_eric_issn}, None),  # ERIC's, written as IS
    only_read(text("COI", "conflict_of_interest")),  # written as COIS
    only_read(items("NM", "chemical", Chemical)),  # written as RN
    only_read(text("URL", "URL")),  # ERIC's; PubMed has no tag for it
)

READ: Final = {tag: meaning for row in ROWS for tag, meaning in row.read.items()}
"""Tag → what it means."""
WRITTEN: Final = [(next(iter(row.read)), row.write) for row in ROWS if row.write]
"""The first tag of a row, and what makes its lines."""
WRITTEN_TAGS: Final = frozenset(tag for row in ROWS if row.write for tag in row.read)
WHOLE_FIELDS: Final = [row.field for row in ROWS if row.field in Record.__struct_fields__]
"""Fields that come back as they were."""

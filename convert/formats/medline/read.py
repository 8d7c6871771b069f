"""MEDLINE, PubMed's line-tagged format (``.nbib``), also as PMC and ERIC write it → records.

The tags: https://pubmed.ncbi.nlm.nih.gov/help/#pubmed-format. ``TAGS`` says what becomes of each.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Any, BinaryIO, Final

from convert.formats.medline.handlers import (
    Draft,
    Handler,
    abstract,
    affiliation,
    article_id,
    corporate_author,
    databank,
    date,
    eric_issn,
    flush_name,
    full_name,
    history,
    issn,
    keyword,
    keyword_owner,
    location,
    name_identifier,
    of_other_abstract,
    other_abstract,
    parsed,
    short_name,
    unique_steps,
    unknown,
)
from convert.formats.medline.parsing import (
    parse_chemical,
    parse_general_note,
    parse_grant,
    parse_heading,
    parse_link,
    parse_original_title,
    parse_other_id,
    parse_publication_type,
)
from convert.formats.tagged.blocks import Fields
from convert.formats.tagged.lines import Layout
from convert.model.identifiers import parse_pmcid
from convert.model.pages import complete_pages
from convert.model.record import Chemical, Record, Source
from convert.model.text.titles import parse_title
from convert.streams.decoding import line_chunks, line_decoder
from convert.streams.problems import Problem, Warn, silent

Meaning = tuple[str, str, str, Any]
"""Of a tag: itself, its kind, a field, and what makes the field's value or handles the line."""
Field = tuple[Meaning, str]

TEXT, LISTED, HANDLED = "text", "listed", "handled"
"""A line gives a field its text, or an item of a list; or a handler sees to it."""

LAYOUT = Layout(
    tag=re.compile(r"([A-Z][A-Z0-9]{1,3}) {0,2}-(?: |(?=\d)|$)"),
    width=6,
    indented=True,
)


def read(stream: BinaryIO, *, warn: Warn = silent) -> Iterator[Record]:
    """A MEDLINE file → its records, one after another.

    A record ends at a blank line, and where its first field or its PMID comes again: PMC leaves no blank lines.
    """
    text = Fields(line_chunks(stream), line_decoder(warn), LAYOUT, MEANINGS, unknown_tag)
    fields = iter(text)
    ordinal = 0
    for field in fields:
        (tag, *_), value = field
        if not tag and value:
            message = f"skipped a line without a tag: {value[:60]!r}"
            warn(Problem("stray-text", message, line=text.line, severity="error"))
        first = field if tag else None
        while first:
            ordinal += 1
            draft = Draft(warn, ordinal, text)
            first = read_record(draft, chain((first,), fields))
            finish(draft)
            yield Record(**draft.fields, source=Source(line=draft.start, format="medline"))


_BEGINNING = re.compile(
    rb"\s*(?:[A-Z][A-Z0-9]{1,3} {0,2}-[^\n]*\n\s*){0,4}?"
    rb"(?:PMID {0,2}-[ \t]*\d|OWN {0,2}- (?:ERIC|NLM)|(?:STAT|BTI|CTDT) {0,2}- )"
)


def sniff(head: bytes) -> bool:
    """Whether one of a file's first five fields is PubMed's own or ERIC's."""
    return _BEGINNING.match(head) is not None


def read_record(draft: Draft, fields: Iterable[Field]) -> Field | None:
    """Take fields up to the record's end; return the field that begins the next one, if that was taken too."""
    known = draft.fields
    for meaning, value in fields:
        tag, kind, field, make = meaning
        if kind is TEXT:
            if field not in known:
                known[field] = value
            elif tag == "PMID" or field == next(iter(known)):
                return meaning, value
            else:
                draft.tag = tag
                draft.repeat(field, value)
        elif not value:
            if not tag:
                return None
        elif kind is LISTED:
            if field in known:
                known[field].append(make(value))
            else:
                known[field] = [make(value)]
        else:
            draft.tag = tag
            make(draft, value)
    return None


LINK_KINDS = {
    "CIN": "CommentIn",
    "CON": "CommentOn",
    "EIN": "ErratumIn",
    "EFR": "ErratumFor",
    "UIN": "UpdateIn",
    "UOF": "UpdateOf",
    "RIN": "RetractionIn",
    "ROF": "RetractionOf",
    "PRIN": "PartialRetractionIn",
    "PROF": "PartialRetractionOf",
    "RPI": "RepublishedIn",
    "RPF": "RepublishedFrom",
    "RRI": "RetractedandRepublishedIn",
    "RRF": "RetractedandRepublishedFrom",
    "CRI": "CorrectedandRepublishedIn",
    "CRF": "CorrectedandRepublishedFrom",
    "ECI": "ExpressionOfConcernIn",
    "ECF": "ExpressionOfConcernFor",
    "SPIN": "SummaryForPatientsIn",
    "ORI": "OriginalReportIn",
    "DDIN": "AssociatedDataset",
    "DRIN": "AssociatedPublication",
}
"""Tag → PubMed's RefType."""

TAGS: dict[str, str | tuple[str, Callable[[str], Any]] | Handler] = {
    # what it is
    "TI": "title",
    "BTI": "book_title",
    "TT": parsed("original_title", parse_original_title),
    "CTI": parsed("collection_title", parse_original_title),
    "VTI": parsed("volume_title", parse_original_title),
    "JT": "container_title",
    "TA": "container_title_short",
    "PT": ("publication_type", parse_publication_type),
    "LA": ("language", str),
    "AB": abstract,
    "CI": "copyright",
    "OAB": other_abstract,
    "OABL": of_other_abstract("language"),
    "OCI": of_other_abstract("copyright"),
    # who
    "FAU": full_name("author"),
    "AU": short_name("author"),
    "CN": corporate_author,
    "AUID": name_identifier,
    "AD": affiliation,
    "FIR": full_name("investigator"),
    "IR": short_name("investigator"),
    "IRAD": affiliation,
    "FED": full_name("editor"),
    "ED": short_name("editor"),
    "FPS": full_name("personal_name_subject"),
    "PS": short_name("personal_name_subject"),
    # where
    "VI": "volume",
    "IP": "issue",
    "PG": parsed("page", complete_pages),
    "IS": issn,
    "ISSN": eric_issn,
    "ISBN": ("ISBN", str),
    "JID": "nlm_id",
    "PL": "place",
    "PB": "publisher",
    "EN": "edition",
    "CP": "chapter_number",
    "SO": "citation_text",
    # identifiers
    "PMID": "PMID",
    "PMC": "PMCID",
    "MID": ("manuscript_id", str),
    "LID": location,
    "AID": article_id,
    "OID": ("other_id", parse_other_id),
    "URL": "URL",
    # when
    "DP": date("issued"),
    "DEP": date("available_date"),
    "DA": date("date_created"),
    "DCOM": date("date_completed"),
    "LR": date("date_revised"),
    "DRDT": date("date_revised"),
    "CTDT": date("contribution_date"),
    "CRDT": history("entrez"),
    "CDAT": history("entrez"),
    "EDAT": history("pubmed"),
    "MHDA": history("medline"),
    "PMCR": history("pmc-release"),
    "PHST": history(),
    # what it is about
    "MH": ("mesh", parse_heading),
    "OT": keyword,
    "OTO": keyword_owner,
    "RN": ("chemical", parse_chemical),
    "NM": ("chemical", Chemical),
    "GS": ("gene_symbol", str),
    "SI": databank,
    "SB": ("citation_subset", str),
    "SFM": ("space_flight_mission", str),
    "RF": "number_of_references",
    # around it
    "GR": ("grant", parse_grant),
    "GN": ("general_note", parse_general_note),
    "COI": "conflict_of_interest",
    "COIS": "conflict_of_interest",
    "OWN": "medline_owner",
    "STAT": "medline_status",
    "PST": "publication_status",
    "PUBM": "publication_model",
    **{tag: ("links", parse_link(kind)) for tag, kind in LINK_KINDS.items()},
}
"""Tag → the field of a text; or the field of a list, and what makes an item of it; or a handler of its own.
``book_title`` and ``place`` are fields only until ``finish`` knows what the record is."""


def _meaning(tag: str, entry: str | tuple[str, Callable[[str], Any]] | Handler) -> Meaning:
    if isinstance(entry, str):
        return tag, TEXT, entry, None
    if isinstance(entry, tuple):
        return tag, LISTED, *entry
    return tag, HANDLED, "", entry


def unknown_tag(tag: str) -> Meaning:
    """What a tag means that is not in the table."""
    return _meaning(tag, unknown)


MEANINGS: Final = {tag: _meaning(tag, entry) for tag, entry in TAGS.items()} | {"": unknown_tag("")}


# --- when all lines are read -------------------------------------------------------------------------------------------


def finish(draft: Draft) -> None:
    """What no single line tells."""
    flush_name(draft)
    fields = draft.fields
    if "history" in fields:
        fields["history"] = unique_steps(fields["history"])
    draft.tag, draft.line = "LID", draft.start
    for value in draft.locations.copy():
        article_id(draft, value)
    draft.tag, draft.line = "AD", draft.homeless_line
    for homeless in draft.homeless:
        draft.keep(homeless.text, "stray-affiliation", "an affiliation of nobody")
    if "PMCID" in fields:
        fields["PMCID"] = parse_pmcid(fields["PMCID"])
    if "ISSN" not in fields and "ISSN_linking" in fields:
        fields["ISSN"] = fields["ISSN_linking"]
    finish_title(draft)
    finish_type(draft)


def finish_title(draft: Draft) -> None:
    """Take brackets and full stop from the title; where PubMed has none in English, take the original one.

    That it had brackets is told by the language: PubMed puts them around a title if, and only if, no part of the
    article is in English. A title that breaks this rule is kept in ``extra`` as it stood.
    """
    fields = draft.fields
    printed = fields.pop("title", "")
    title, translated = parse_title(printed)
    languages = fields.get("language", ())
    has_brackets = bool(languages) and "eng" not in languages and not any(map(is_english, languages))
    if printed and (translated != has_brackets or not title):
        draft.tag = "TI"
        draft.keep(printed)
    if not title:
        title = fields.get("original_title", "")
        if title:
            draft.infer("title", "PubMed has no English title; this is the original one")
    fields["title"] = title


def is_english(language: str) -> bool:
    """``eng``, ``ENG``, ``English``."""
    return language[:3].lower() == "eng"


def finish_type(draft: Draft) -> None:
    """Tell books, chapters and preprints from articles; a book's place is its publisher's, else the journal's."""
    fields = draft.fields
    kinds = {kind.name for kind in fields.get("publication_type", ())}
    book_title = parse_title(fields.pop("book_title"))[0] if "book_title" in fields else ""
    place = fields.pop("place", "")
    if book_title or kinds & BOOK_KINDS:
        finish_book(draft, book_title, place)
        return
    fields["journal_country"] = place
    fields["type"] = "article-journal"
    if "Preprint" in kinds:
        fields["type"], fields["genre"] = "article", "preprint"
    elif not kinds and "container_title" not in fields and "container_title_short" not in fields:
        draft.infer("type", "nothing says what kind of work it is")


BOOK_KINDS = {"Book", "Book Chapter", "Books"}


def finish_book(draft: Draft, book_title: str, place: str) -> None:
    """A chapter has a title of its own beside the book's."""
    fields = draft.fields
    fields["publisher_place"] = place
    if book_title and fields["title"] and book_title != fields["title"]:
        fields["type"] = "chapter"
        fields["container_title"] = book_title
    else:
        fields["type"] = "book"
        fields["title"] = fields["title"] or book_title

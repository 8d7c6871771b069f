"""MEDLINE, PubMed's line-tagged format (``.nbib``), also as PMC and ERIC write it → records.

``tables`` says what a line with each tag means.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import chain
from typing import BinaryIO, Final

from convert.formats.medline.builder import MedlineBuilder
from convert.formats.medline.dates import pass_step, unique_steps
from convert.formats.medline.identifiers import finish_location, read_article_id
from convert.formats.medline.people import flush_name, pass_affiliation
from convert.formats.medline.tables import HANDLED, LISTED, READ, TEXT, Meaning
from convert.formats.medline.titles import finish_title, finish_type
from convert.formats.tagged.blocks import Fields
from convert.formats.tagged.lines import Layout
from convert.model.dates import date_chapter
from convert.model.identifiers import parse_pmcid
from convert.model.names import tidy_authors
from convert.model.record import Record, Source
from convert.streams.decoding import NO_LINE_END, line_chunks, line_decoder, unquoted, watched
from convert.streams.problems import Problem, Warn, silent

Field = tuple[Meaning, str]

LAYOUT: Final = Layout(
    tag=re.compile(r"([A-Z][A-Z0-9]{1,3})[ \t]{0,2}(?:-(?:[ \t]|(?=\d)|$)|[–—][ \t])"), width=6, indented=True
)
"""Tabs for blanks are an editor's, and a dash for the hyphen is a word processor's."""


_OPTIONAL: Final = {
    "author.affiliation": ("AD",),
    "chemical": ("RN", "NM"),
    "grant": ("GR",),
    "history": ("PHST", "EDAT", "MHDA", "CDAT", "CRDT", "PMCR"),
}
"""Path of a field → the tags of the many lines that it is read from: half of a record's, and few formats keep them."""
OPTIONAL: Final = frozenset(_OPTIONAL)
"""The paths of fields that a caller may do without."""


def read(
    stream: BinaryIO, *, without: Collection[str] = frozenset(), warn: Warn = silent
) -> Iterator[Record]:
    """A MEDLINE file → its records, one after another.

    A record ends at a blank line, and where its first field or its PMID comes again: PMC leaves no blank lines.
    Of the ``OPTIONAL`` fields, those in ``without`` are missing.
    """
    end: list[bytes] = []
    chunks = unquoted(watched(line_chunks(stream), end), warn)
    meanings = _MEANINGS | {tag: _passed_over(tag, field) for field in without for tag in _OPTIONAL[field]}
    text = Fields(chunks, line_decoder(warn), LAYOUT, meanings, _unknown)
    fields = iter(text)
    ordinal = 0
    last, before = Record(), Record()
    for field in fields:
        (tag, *_), value = field
        if not tag and value:
            message = f"skipped a line without a tag: {value[:60]!r}"
            warn(Problem("stray-text", message, line=text.line, severity="error"))
        first = field if tag else None
        while first:
            ordinal += 1
            builder = MedlineBuilder(warn, ordinal, text)
            first = read_record(builder, chain((first,), fields))
            finish(builder)
            record = Record(**builder.fields, source=Source(line=builder.start, format="medline"))
            date_chapter(record)
            tidy_authors(record)
            yield record
            last, before = record, last
    if last.source:
        _report_cut(last, before, end[0], warn)


def _report_cut(last: Record, before: Record, end: bytes, warn: Warn) -> None:
    """Report a last record that may be cut off: PubMed's records end with ``SO``, and that with a full stop."""
    assert last.source is not None  # noqa: S101
    if before.citation_text and not last.citation_text:
        message = "the last record has no SO, with which the one before it ends; the file may be cut off"
        warn(Problem("cut-off", message, line=last.source.line, record=last.PMID, severity="warning"))
    elif not end.endswith(b"\n") and not last.citation_text.endswith("."):
        warn(Problem("cut-off", NO_LINE_END, line=last.source.line, record=last.PMID, severity="note"))


_BEGINNING = re.compile(
    rb"\s*(?:(?!TY {1,3}-)[A-Z][A-Z0-9]{1,3} {0,2}-[^\n]*\n\s*){0,4}?"  # TY: RIS of PsycNET has PMID, too
    rb"(?:PMID {0,2}-[ \t]*\d|OWN {0,2}- (?:ERIC|NLM)|(?:STAT|BTI|CTDT) {0,2}- )"
)


def sniff(head: bytes) -> bool:
    """Whether one of a file's first five fields is one that only PubMed or ERIC has, or the first record has only our tags."""
    return _BEGINNING.match(head) is not None or _has_only_our_tags(head)


_TAG: Final = re.compile(rb"(?=[A-Z\d ]{4}- )([A-Z][A-Z\d]{1,3}) *- ")


def _has_only_our_tags(head: bytes) -> bool:
    """Whether each line of the first record is in MEDLINE's layout, as we write a work without a PMID."""
    record = head.strip(b"\r\n").replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    lines = [line for line in record.split(b"\n") if not line.startswith(b"      ")]
    return all((tag := _TAG.match(line)) is not None and tag[1].decode() in READ for line in lines)


def read_record(builder: MedlineBuilder, fields: Iterable[Field]) -> Field | None:
    """Read fields up to the record's end; return the first field of the next record if no blank line precedes it."""
    known = builder.fields
    for meaning, value in fields:
        tag, kind, field, make = meaning
        if kind is TEXT:
            if field not in known:
                known[field] = value
            elif tag == "PMID" or field == next(iter(known)):
                return meaning, value
            else:
                builder.tag = tag
                builder.repeat(field, value)
        elif not value:
            if not tag:
                return None
        elif kind is LISTED:
            if field in known:
                known[field].append(make(value))
            else:
                known[field] = [make(value)]
        else:
            builder.tag = tag
            make(builder, value)
    return None


def _keep(builder: MedlineBuilder, value: str) -> None:
    """A tag that is not in the table, or a line in a record that has no tag."""
    if builder.tag:
        builder.keep(value)
    else:
        builder.keep(value, "stray-text", "line without a tag")


def _unknown(tag: str) -> Meaning:
    return tag, HANDLED, "", _keep


_MEANINGS: Final = READ | {"": _unknown("")}


def _passed_over(tag: str, field: str) -> Meaning:
    """The meaning of a line of a field that nobody asked for: what is wrong with it is reported all the same."""
    if field == "author.affiliation":
        return tag, HANDLED, "", pass_affiliation
    if field == "history":
        return tag, HANDLED, "", pass_step(_MEANINGS[tag][3])

    def note(builder: MedlineBuilder, _value: str) -> None:
        builder.fields.setdefault(field, [])  # it may be the record's first

    return tag, HANDLED, "", note


def finish(builder: MedlineBuilder) -> None:
    """Complete a record whose lines are all read."""
    flush_name(builder)
    fields = builder.fields
    if "history" in fields:
        fields["history"] = unique_steps(fields["history"])
    builder.tag, builder.line = "LID", builder.start
    for value in builder.locations.copy():
        read_article_id(builder, value)
    finish_location(builder)
    builder.tag, builder.line = "AD", builder.stray_line
    for affiliation in builder.stray_affiliations:
        builder.keep(affiliation.text, "stray-affiliation", "affiliation without an author")
    if "PMCID" in fields:
        fields["PMCID"] = parse_pmcid(fields["PMCID"])
    if "ISSN" not in fields and "ISSN_linking" in fields:
        fields["ISSN"] = fields["ISSN_linking"]
    finish_title(builder)
    finish_type(builder)

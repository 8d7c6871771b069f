"""PubMed's XML → records: sets of articles, citations and books of all NLM's DTDs since 2002, bare records, efetch answers.

``xml.split`` cuts a file into records. ``expressions`` reads what is written as usual. ``parse`` makes a tree of the rest,
which ``tree`` reads by ``table``, the table of elements. ``values`` says what the strings mean that both have found.
The elements: https://www.nlm.nih.gov/bsd/licensee/elements_descriptions.html and
https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd.
"""

from collections.abc import Collection, Iterator
from typing import Any, BinaryIO

from convert.formats.pubmed_xml.expressions.extract import Extracted
from convert.formats.pubmed_xml.expressions.items import READ_LAST
from convert.formats.pubmed_xml.outline import RECORDS
from convert.formats.pubmed_xml.table import parse_element
from convert.formats.pubmed_xml.tree import DisguisedError, unmask
from convert.formats.pubmed_xml.values import complete_record
from convert.formats.xml.split import TOKEN, Splitter
from convert.model.dates import is_parsed
from convert.model.record import Record, Source
from convert.streams.problems import Problem, Warn, silent

FORMAT = "pubmed-xml"
ROOTS = (
    b"PubmedArticleSet",
    b"PubMedArticleSet",
    b"PubmedBookArticleSet",
    b"MedlineCitationSet",
    b"PubmedArticle",
    b"PubMedArticle",
    b"PubmedBookArticle",
    b"MedlineCitation",
)
"""The elements by which PubMed's XML is recognised."""

DELETIONS = frozenset({"DeleteCitation", "DeleteDocument"})

OPTIONAL = frozenset(
    {
        "author.affiliation",
        "chemical",
        "date_completed",
        "date_revised",
        "grant",
        "history",
        "mesh",
        "related",
    }
)
"""The paths of fields that a caller may do without: they take time to read, and few formats keep them."""


def sniff(head: bytes) -> bool:
    """Whether one of ``ROOTS`` begins here, outside of comments; HTTP headers may precede it."""
    head = head.lstrip()
    if not head.startswith((b"<", b"HTTP/")) or not any(b"<" + root in head for root in ROOTS):
        return False
    position = 0
    while token := TOKEN.match(head, position):
        if token["name"] in ROOTS:
            return True
        position = token.end()
    return False


def read(
    stream: BinaryIO, *, without: Collection[str] = frozenset(), warn: Warn = silent
) -> Iterator[Record]:
    """Read the records of a stream; each PMID that NLM deleted is reported as a note ``deleted``.

    Of the ``OPTIONAL`` fields, those in ``without`` may be missing.
    """
    from convert.formats.pubmed_xml import parse  # noqa: PLC0415  (lxml, for this format alone)

    parser = parse.Parser(warn, without)
    for line, (element, extracted) in Splitter(stream, RECORDS, parser.take_apart, warn, parser.rescue_apart):
        if element is not None and element.tag.rpartition("}")[2] in DELETIONS:
            _report_deleted(element, line, warn)
        elif element is not None and len(element) == 0 and not extracted:
            warn(Problem("empty-record", f"<{element.tag}> holds no record", line=line, severity="error"))
        else:
            try:
                record = _make_record(element, extracted)
            except RecursionError:
                reason = "elements nested too deeply, record left out"
                warn(Problem("damaged-record", reason, line=line, severity="error"))
                continue
            record.source = Source("", line, FORMAT)
            _report_dates(record, line, warn)
            yield record


def _make_record(element: Any | None, extracted: list[Extracted]) -> Record:
    """The record of an element and of the lists that were extracted from it; the element is None if nothing was left of it."""
    record = Record()
    for read_list, items in extracted:
        if read_list not in READ_LAST:
            read_list(record, items)
    if element is not None:
        try:
            parse_element(element, record)
        except DisguisedError:
            unmask(element)
            return _make_record(element, extracted)
    for read_list, items in extracted:
        if read_list in READ_LAST:
            read_list(record, items)
    complete_record(record)
    return record


def _report_deleted(element: Any, line: int, warn: Warn) -> None:
    for child in element:
        warn(
            Problem(
                "deleted", "deleted by NLM", line=line, record=(child.text or "").strip(), severity="note"
            )
        )


def _report_dates(record: Record, line: int, warn: Warn) -> None:
    issued = record.issued
    if issued is not None and issued.literal and not is_parsed(issued):
        message = f"a date that can't be parsed: {issued.literal!r}"
        warn(Problem("bad-date", message, line=line, record=record.PMID))

"""The reference list of a manuscript, in any common style → records.

The list is split into entries (``layout``). All its entries are in one style, so the order of parts that reads most of the first ones is
tried first on each (``entry``). What no order reads is reported.
"""

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO, Final

from convert.formats.pubmed_text.tail import UNPLACED
from convert.formats.pubmed_text.words import YEAR
from convert.formats.reference_list.entry import ORDERS, Order, read_bookshelf, read_source
from convert.formats.reference_list.identifiers import take_identifiers
from convert.formats.reference_list.layout import Line, find_layout, split_entries
from convert.formats.reference_list.notices import tidy
from convert.formats.reference_list.place import SOURCE
from convert.formats.reference_list.works import as_edited, cut_editors
from convert.model.dates import date_chapter
from convert.model.names import tidy_authors
from convert.model.pages import assigned_pages, place_location
from convert.model.record import Record, Source
from convert.streams.decoding import text_lines
from convert.streams.problems import Problem, Warn, silent

FORMAT: Final = "reference-list"
_HEAD_LINES = 400
_HEAD_ENTRIES = 60
_ENTRIES_TO_SNIFF = 12
_LONGEST = 20_000
"""Characters of an entry: more than the names of the largest consortium."""


def read(stream: BinaryIO, *, warn: Warn = silent, keep_text: bool = False) -> Iterator[Record]:
    """References → records, in their order; text that is no reference is reported and skipped.

    With ``keep_text``, each has its ``citation_text``, and what is no reference comes as a record that has no more than its identifiers.
    """
    lines = enumerate(text_lines(stream, warn=warn), 1)
    head = list(itertools.islice(lines, _HEAD_LINES))
    layout = find_layout(head)
    orders = _orders(split_entries(head, layout))
    last: Record | None = None
    for line, text in split_entries(itertools.chain(head, lines), layout):
        record = read_entry(text, orders) if len(text) < _LONGEST else None
        if keep_text:
            record = record or _with_identifiers(text)
            record.citation_text = text
        if record is None:
            message = f"not a reference in a known style: {text[:60]!r}; skipped"
            warn(Problem("no-citation", message, line=line, severity="error"))
            continue
        _repeat_authors(record, last)
        last = record
        yield _finish(record, line, warn)


def _with_identifiers(text: str) -> Record:
    """A record of the identifiers in a text that is no reference."""
    record = Record()
    take_identifiers(text, record)
    return record


def read_entry(text: str, orders: Sequence[Order] = ORDERS) -> Record | None:
    """One reference → a record, by the first order that reads it whole, or else by the first that reads it."""
    text = tidy(text)
    if whole := read_source(text) or read_bookshelf(text):
        return whole
    text, is_edited = cut_editors(text)
    found = None
    for order in orders:
        record = order(text)
        if record is not None and is_edited:
            as_edited(record)
        if record is not None and is_whole(record):
            return record
        if found is None and record is not None and _is_known(record):
            found = record
    return found


def is_whole(record: Record) -> bool:
    """Whether a reference was read from end to end: a title, a date, where it appeared, and its place there or its address."""
    place = record.volume or record.page or record.location_id or record.publisher or record.number
    address = record.DOI or record.PMID or record.URL
    if not record.volume and _PLACE_IN_TITLE.search(record.title):
        return False
    container = record.container_title or record.container_title_short or record.type or record.URL
    is_journal = "“" not in record.container_title + record.container_title_short
    return bool(
        record.title and (record.issued or address) and (place or address) and container and is_journal
    )


_PLACE_IN_TITLE = re.compile(rf"\. {YEAR}[^.;:()]{{0,20}};\s?\d")
"""``Title. Foo. 2014 Aug 1;30(15):2114-20``, which another order parts."""


def _is_known(record: Record) -> bool:
    """Whether a work can be told from what was read: its title and date or address, or its place in a journal."""
    journal = record.container_title or record.container_title_short
    place = journal and record.volume and record.page
    named = record.title or (journal and record.author and record.DOI)
    return bool(
        (record.title and record.author and journal)
        or (named and (record.issued or record.status or record.DOI or record.URL or record.PMID))
        or (place and (record.issued or (record.title and record.author)))
    )


def _orders(entries: Iterable[Line]) -> list[Order]:
    """The orders of parts, that first which reads most of the first entries whole."""
    reads: Counter[int] = Counter()
    for _, entry in itertools.islice(entries, _HEAD_ENTRIES):
        text, _ = cut_editors(tidy(entry))
        for index, order in enumerate(ORDERS):
            record = order(text)
            if record is not None and is_whole(record):
                reads[index] += 1
                break
    best = max(range(len(ORDERS)), key=lambda index: reads[index])
    return [ORDERS[best], *ORDERS[:best], *ORDERS[best + 1 :]]


_DASH = re.compile(r"[-–—_]{2,}\.?")


def _repeat_authors(record: Record, last: Record | None) -> None:
    """Chicago and MLA have a dash for the authors of the entry before."""
    if record.author and _DASH.fullmatch(record.author[0].literal):
        record.author = list(last.author) if last else []
        if last:
            record.authors_complete = last.authors_complete
            record.inferred["author"] = "a dash stands for the authors of the reference before"


def _finish(record: Record, line: int, warn: Warn) -> Record:
    """Set type and source; report text that has no field."""
    record.source = Source(line=line, format=FORMAT)
    date_chapter(record)
    if record.page and not assigned_pages(record):
        record.location_id, record.page = record.page, ""
    place_location(record, is_printed=bool(record.volume))
    tidy_authors(record)
    _infer_type(record)
    for text in record.extra.get(UNPLACED, ()):
        warn(Problem("unplaced", f"no field for {text[:60]!r}; kept in extra", line=line, record=record.PMID))
    return record


def _infer_type(record: Record) -> None:
    """A reference doesn't say what it is of; its parts do."""
    if record.type:
        record.inferred["type"] = "the reference has the form of one"
    elif any(known.name == "Preprint" for known in record.publication_type):
        record.type, record.genre = "article", record.genre or "preprint"
        record.inferred["type"] = "it is marked as a preprint"
    elif record.volume or record.page or record.number or record.PMID or (record.DOI and not record.medium):
        record.type, record.inferred["type"] = (
            "article-journal",
            "it has a place in a journal, or an identifier",
        )
    elif record.URL:
        record.type, record.inferred["type"] = "webpage", "it has an address and no place in a journal"
    elif record.container_title or record.container_title_short:
        record.type, record.inferred["type"] = "article-journal", "it has a container and no publisher"
    else:
        record.type, record.inferred["type"] = "document", "nothing shows what it is"


def sniff(head: bytes) -> bool:
    """Whether at least half of the first entries are references from end to end; the last one may be cut off."""
    text = head.decode("utf-8", "ignore").replace("\r\n", "\n")
    if _OTHER_FORMAT.search(text):
        return False
    lines = list(enumerate(text.split("\n"), 1))
    entries = list(itertools.islice(split_entries(lines, find_layout(lines)), _ENTRIES_TO_SNIFF))
    good = sum(_is_reference(entry) for _, entry in entries)
    return bool(entries) and 2 * good >= len(entries)


def _is_reference(text: str) -> bool:
    """Whether prose can't look like this: somebody wrote it, and it appeared somewhere; or it has a DOI, or volume and pages; a chemist's reference has no title."""
    record = read_entry(text)
    if record is None:
        return False
    if not record.title:
        return bool(record.volume and record.page and (record.author or SOURCE.fullmatch(text)))
    if not is_whole(record):
        return False
    place = record.volume or record.page or record.publisher or record.URL or record.PMID
    return bool(record.DOI or (record.author and place) or (record.volume and record.page))


_OTHER_FORMAT = re.compile(
    r"\A\s*[<{@%]|\A\s*\[\s*[{\"]|^PMID- |^[A-Z][A-Z0-9]  - |^@\w+\s*\{|^%[0A-Z] |<html|<!DOCTYPE"
    r"|\\(?:documentclass|begin\{)|\A\s*\"[^\"\n]{1,60}\"[,;\t]|\A[^\t\n]{1,60}\t[^\t\n]{1,60}\t|\A[^,\n]{1,40}(?:,[^ ,\n][^,\n]{0,40}){3}|^[^,\n]{1,40}(?:,[^ ,\n][^,\n]{0,40}){7}",
    re.MULTILINE,
)
"""XML, HTML, JSON, BibTeX, EndNote, MEDLINE, RIS, LaTeX, tables."""

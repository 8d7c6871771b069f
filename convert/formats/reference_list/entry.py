"""One reference, in one line and without its number → a record.

A style is one of four orders: the title in quotation marks; the year behind the authors; NLM's, in which PubMed's own grammar reads all;
and any other. What each finds is cut at what is sure first: identifiers, then the place at the end, then the authors at the beginning.
"""

import re
from collections.abc import Callable
from functools import partial
from typing import Final

from convert.formats.pubmed_text.bookshelf import parse_book
from convert.formats.pubmed_text.citation import parse_citation, parse_source, place_title
from convert.formats.pubmed_text.tail import add_publication_type, leave
from convert.formats.pubmed_text.words import YEAR
from convert.formats.reference_list.cuts import Parts, dated, plain, quoted, title_first, without_identifiers
from convert.formats.reference_list.identifiers import take_access
from convert.formats.reference_list.journal import (
    TitleAndJournal,
    is_abbreviated,
    split_at_comma,
    split_title,
)
from convert.formats.reference_list.names import NameList, find_names, parse_names
from convert.formats.reference_list.notices import place_both_titles, take_links, take_remarks
from convert.formats.reference_list.place import SOURCE, Place, is_month, parse_any_date, take_place
from convert.formats.reference_list.works import SERVERS, take_work
from convert.model.pages import complete_pages, is_item_identifier
from convert.model.record import Date, Name, Record
from convert.model.types import BOOKSHELF


def read_source(text: str) -> Record | None:
    """``FEBS Lett. 2003 Oct 23;553(3):370-6``, as PubMed's XML cites: a journal and a place alone."""
    record = Record()
    return record if SOURCE.fullmatch(text) and parse_source(text, record) else None


_BOOKSHELF = re.compile(
    rf"ncbi\.nlm\.nih\.gov/books/|(?:\[Internet\]\. |\): )[^;]{{2,300}}; {YEAR}(?: [A-Z][a-z]{{2}})?"
    rf"(?:[-–](?:{YEAR})?\.|[^.;:]{{0,12}}\. (?:doi|PMID): )"
)
"""What tells a book of NCBI's: its address, open years, or its PMID."""


def read_bookshelf(text: str) -> Record | None:
    """A book or chapter as PubMed and NCBI's Bookshelf cite it, in any list."""
    record = Record()
    if not _BOOKSHELF.search(text) or not parse_book(take_access(text, record), record):
        return None
    return record if record.title and not record.extra else None


def _read_nlm(text: str) -> Record | None:
    """``Authors. Title. Journal. Date;Volume(Issue):Pages. …`` and books as NLM cites them: PubMed's own grammar."""
    record = Record()
    text = take_remarks(take_access(take_links(text, record, own_is_last=True), record), record)
    if (
        not parse_citation(text, record)
        or not (record.title and record.issued)
        or "," in record.issued.literal
        or (record.type in BOOKSHELF and record.extra)
    ):
        return None
    if not record.author and find_names(record.title):
        return None
    if record.container_title_short in SERVERS and not record.page:
        return None
    if record.container_title_short.isdecimal():
        return None
    _mend_nlm(text, record)
    _place_title(record.title, record)
    if not record.page and not record.issue and _NO_VOLUME.fullmatch(record.volume):
        record.page, record.volume = complete_pages(record.volume.replace("–", "-")), ""
    return record


def _mend_nlm(text: str, record: Record) -> None:
    """Names and journals that are typed with full stops or particles, which PubMed's are not."""
    end = find_names(text)
    names = parse_names(text[:end]) if end else NameList([], complete=True)
    if sum(bool(name.initials) for name in names.names) > sum(bool(name.initials) for name in record.author):
        record.author, record.authors_complete = names.names, names.complete
    if record.title and record.container_title_short:
        title, journal, is_guess = split_title(f"{record.title}. {record.container_title_short}")
        if is_guess and title:
            record.title, record.container_title_short = title, journal


_NO_VOLUME = re.compile(r"e?\d{5,}|[A-Za-z]?\d+[–-]\d+")
"""What stands for the pages where there is no volume: ``2022 Jul 19;1–6``."""


def _read(text: str, cut: Callable[[str], Parts | None]) -> Record | None:
    """A reference in any other order."""
    record = Record()
    text = take_remarks(take_links(text, record, own_is_last=False), record)
    parts = cut(without_identifiers(text, record))
    if parts is None:
        return None
    if not parts.title and (marker := _MARKER.search(parts.source)):
        parts.title, parts.source = parts.source[: marker.start()], parts.source[marker.end() :]
    _fill_authors_and_date(parts, record)
    if take_work(parts.title, parts.source, record):
        _place_title(record.title, record)
        return record
    source, place = take_place(parts.source, is_dated=bool(parts.date))
    if is_month(source):
        return None
    _fill_place(place, parts.date, record)
    if parts.title:
        _place_title(parts.title, record)
        if not source and not find_names(parts.before):
            source, record.author = parts.before, []
        _fill_journal(source, record)
    else:
        both = split_at_comma(source) if parts.has_comma else None
        if parts.has_comma and _JOURNAL_ALONE.fullmatch(source):
            both = TitleAndJournal("", source, is_guess=True)
        _split_source(source, record, parts.before if place.volume or place.page else "", both)
    _settle(record, is_placed=bool(place.volume or place.page))
    return record if record.title or record.container_title or record.container_title_short else None


def _settle(record: Record, *, is_placed: bool) -> None:
    """Move what has another meaning in a talk, or on the web: a page has no journal, and its first words may be a group's name."""
    if record.URL and not (record.title or is_placed):
        _place_title(record.container_title or record.container_title_short.removesuffix("."), record)
        record.container_title = record.container_title_short = ""
    if record.type == "speech":
        record.event_title, record.container_title = record.container_title, ""
    if record.URL and not (record.author or is_placed):
        _take_group_from_title(record)


def _fill_authors_and_date(parts: Parts, record: Record) -> None:
    record.author, record.authors_complete = parts.authors.names, parts.authors.complete
    if parts.authors.is_guess:
        record.inferred["author"] = "where family names of two words begin is told by the words alone"
    if re.search(YEAR, parts.date):
        record.issued = _date(parts.date)
    elif parts.date and not parts.date.startswith("n"):
        record.status = parts.date


_JOURNAL_ALONE = re.compile(r"(?=(?:[^.]*\.){2})(?:[A-Z]\w*\.? ){2,5}[A-Z]\w*\.?")
"""``Lee R and Roe J, Cell. Mol. Life Sci, 2008, 65, 455–476``: a chemist's reference has no title."""
_MARKER = re.compile(r"\s?\[[JMCDR](?:/OL|/CD)?\][.,]?\s*")
"""The kind of a work behind its title, in the Chinese standard GB/T 7714: ``Title[J]. Journal, 2020, 1(2): 3-4``."""
_GROUP_NAME = re.compile(
    r"[^\W\d_a-z][\w'’.-]*(?: (?:of|for|and|the|&|[^\W\d_a-z][\w'’.-]*)){1,7}|[A-Z]{2,8}|\w+\.(?:com|gov|net|org)"
)


_SITE = re.compile(r"(\w+\.(?:com|gov|net|org))\. (?=\S)")


def _take_group_from_title(record: Record) -> None:
    """A page on the web: ``Group. Title. Address``, and ``Site.org. Title. Number``."""
    journal = record.container_title or record.container_title_short
    if site := _SITE.match(record.title):
        record.author, record.title = [Name(literal=site[1])], record.title[site.end() :]
        record.inferred["author"] = "the page's first word is the name of a site"
    elif journal and _GROUP_NAME.fullmatch(record.title):
        record.author, record.title = [Name(literal=record.title)], journal
        record.container_title = record.container_title_short = ""
        record.inferred["author"] = "the page's first words look like a group's name"


def _place_title(title: str, record: Record) -> None:
    place_title(title, record)
    place_both_titles(record)


def _split_source(source: str, record: Record, before: str, both: TitleAndJournal | None) -> None:
    """Part title and journal, unless ``both`` are known. A place behind one text is a journal's: then the title stands before the year, and there are no authors."""
    title, journal, is_guess = both or split_title(source)
    if title and not journal and record.volume and record.page and find_names(before):
        title, journal = "", title
    elif bool(title) != bool(journal) and before and not any(name.initials for name in record.author):
        title, journal, record.author = before, title or journal, []
    _place_title(title, record)
    _fill_journal(journal, record)
    if is_guess and title:
        record.inferred["container_title"] = (
            "it stands behind the last comma" if both else "abbreviated words before it tell where it begins"
        )


def _fill_journal(text: str, record: Record) -> None:
    text = text.strip(" ,;:(—–").removeprefix("In: ")
    if text == "Preprint at":
        add_publication_type("Preprint", record)
        return
    if text.endswith("[Preprint]"):
        text = text.removesuffix("[Preprint]").rstrip()
    if text.count(".") == 1:
        text = text.removesuffix(".")
    if text.isdecimal():
        leave(text, record)
    elif is_abbreviated(text):
        record.container_title_short = text
    else:
        record.container_title = text


_RANGE = re.compile(r"[A-Za-z]{0,4}\d+-[A-Za-z]{0,4}\d+|[ivxlc]+-[ivxlc]+")


def _fill_place(place: Place, date: str, record: Record) -> None:
    record.volume, record.issue = place.volume, place.issue
    page = re.sub(r"\s?[–—−‐‑]{1,2}\s?|\s?--\s?", "-", place.page)
    if is_item_identifier(page) and not _RANGE.fullmatch(page):
        record.location_id = page
    else:
        record.page = complete_pages(page)
    if re.search(YEAR, date or place.date):
        record.issued = _date(f"{date or place.date} {place.month}")


def _date(text: str) -> Date:
    year = re.match(rf"({YEAR})([a-z])\b", text)
    return parse_any_date(f"{year[1]}{text[year.end() :]}" if year else text)


Order = Callable[[str], Record | None]
ORDERS: Final[tuple[Order, ...]] = (
    partial(_read, cut=quoted),
    partial(_read, cut=dated),
    _read_nlm,
    partial(_read, cut=title_first),
    partial(_read, cut=plain),
)
"""The orders, as they are tried before a list has shown its own: a reference → a record, or None if it has another order."""

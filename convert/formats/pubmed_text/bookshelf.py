"""Books and chapters of NCBI's Bookshelf, as PubMed and the Bookshelf cite them → the fields of a record.

A chapter: ``Authors. Title. 2005 Mar 1 [updated 2020 Apr 2]. In: Editors, editors. Book [Internet]. Place: Publisher; 1993–2025.``
A book: ``Groups. Title. Editors, editors. Place: Publisher; 2015 Jul 23.``, or the editors behind the groups. What follows is a citation's tail.
"""

import re

from convert.formats.pubmed_text.names import parse_authors, split_authors
from convert.formats.pubmed_text.tail import parse_tail
from convert.formats.pubmed_text.words import YEAR
from convert.model.dates import parse_date
from convert.model.record import Record
from convert.model.text.titles import parse_title

_PUBLISHED = re.compile(
    r"(?<=[.?!] )(?P<place>[^\W\d_a-z][^:.;]{1,80}): (?P<publisher>[^;:]{2,200}); "
    rf"(?P<years>{YEAR}(?: [A-Z][a-z]{{2}}(?: \d{{1,2}})?)?(?:[-–](?:{YEAR})?)?)(?:\.|$)"
)
_EDITION = re.compile(r" (\d{1,2})(?:st|nd|rd|th) ed\.$")
_EDITORS_END = re.compile(r", editors?\. ?")
_OWN_DATES = rf"(?P<posted>{YEAR}[^.;:\[\]]{{0,40}})?(?:\.? ?\[[Uu]pdated (?P<updated>{YEAR}[^\]]*)\])?\."
_DATES_BEFORE = re.compile(rf"(?<=[.?!\]] ){_OWN_DATES}$")
_DATES_BEHIND = re.compile(rf"\s*{_OWN_DATES}(?=\s|$)")
_ADDRESS = re.compile(r"\s*Available from: (https?://\S*[^\s.])\.?")
_PART = re.compile(r"\s*(?:Chapter )?(?P<number>\d{1,2}|Appendix [A-Z]), (?P<title>[^.]{3,300})\.")
"""The chapter of a book of which all chapters have the same authors: ``7, Ischemic Heart Disease.``"""


def parse_book(text: str, record: Record) -> bool:
    """Fill ``record`` from a whole citation; return False, and fill nothing, if it is of no book.

    >>> record = Record()
    >>> parse_book("Lee R. Tides. 2023 May 29. In: StatPearls [Internet]. Cork (IE): Tide Press; 2024 Jan–. PMID: 1.", record)
    True
    >>> record.title, record.container_title, record.contribution_date.day, record.publisher, record.issued.year, record.PMID
    ('Tides', 'StatPearls', 29, 'Tide Press', 2024, '1')
    """
    begin = text.find(" In: ") + 1
    published = _PUBLISHED.search(text, begin)
    if published is None:
        return False
    if begin:
        _split_front(text[:begin].strip(), record)
        _place_container(text[begin:], published.start() - begin, record)
    else:
        _place_whole(text[: published.start()].strip(), record)
    _place_published(published, record)
    _parse_rest(text[published.end() :], record)
    return True


def parse_book_source(text: str, record: Record) -> bool:
    """Fill from ``In: Editors, editors. Book. Place: Publisher; 1993–2025. 2006 Apr 18 [updated 2025 Aug 14].``."""
    published = _PUBLISHED.search(text)
    if published is None:
        return False
    _place_container(text, published.start(), record)
    _place_published(published, record)
    _parse_rest(text[published.end() :], record)
    return True


def _split_front(front: str, record: Record) -> None:
    """``Authors. Title. 2005 Mar 1 [updated 2020 Apr 2].`` of a chapter."""
    if dates := _DATES_BEFORE.search(front):
        _place_dates(dates, record)
        front = front[: dates.start()].rstrip()
    record.author, record.authors_complete, title = split_authors(f"{front} ")
    if not title:
        record.author, title = [], front
    record.title, _ = parse_title(title)


def _place_container(text: str, end: int, record: Record) -> None:
    """``In: Editors, editors. Book [Internet].``, which ends where its place begins."""
    text = text[:end].strip().removeprefix("In: ")
    if editors := _EDITORS_END.search(text):
        record.editor, _ = parse_authors(text[: editors.start()])
        text = text[editors.end() :]
    record.type, record.container_title = "chapter", _title(text, record).replace("(®)", "®")


def _place_whole(text: str, record: Record) -> None:
    """``Groups. Title. Editors, editors.`` or ``Groups; Editors, editors. Title.``: persons before ``editors`` are no authors."""
    text = _take_edition(text, record)
    editors = _EDITORS_END.search(text)
    if editors and editors.end() == len(text):
        begin = text.rfind(". ", 0, editors.start()) + 2
        record.editor, _ = parse_authors(text[begin : editors.start()])
        text = text[: begin - 1] if begin > 1 else ""
        editors = None
    if editors:
        names, title = text[: editors.start()], text[editors.end() :]
    else:
        names, _, title = text.rpartition(". ") if text.endswith((".", "?", "!")) else ("", "", text)
    record.author, record.authors_complete = parse_authors(names.removesuffix("."))
    if editors:
        record.editor = [name for name in record.author if name.family]
        record.author = [name for name in record.author if not name.family]
    record.type, record.title = "book", _title(title, record)


def _take_edition(text: str, record: Record) -> str:
    if edition := _EDITION.search(text):
        record.edition, text = edition[1], text[: edition.start()]
    return text


def _title(text: str, record: Record) -> str:
    """The title of a book without its full stop, its edition and ``[Internet]``."""
    text = _take_edition(text, record).removesuffix(".")
    record.medium = "Internet" if text.endswith(" [Internet]") else record.medium
    return text.removesuffix(" [Internet]")


def _place_published(published: re.Match[str], record: Record) -> None:
    record.publisher_place, record.publisher = published["place"].strip(), published["publisher"].strip()
    record.issued = parse_date(published["years"].replace("–", "-").rstrip("-"))


def _parse_rest(text: str, record: Record) -> None:
    """What stands behind the years: a chapter's own dates, the number and title of a part, the address, and the tail."""
    if dates := _DATES_BEHIND.match(text):
        _place_dates(dates, record)
        text = text[dates.end() :]
    if part := _PART.match(text):
        record.type, record.container_title, record.title = "chapter", record.title, part["title"]
        record.chapter_number = part["number"]
        text = text[part.end() :]
    if address := _ADDRESS.match(text):
        record.URL = address[1]
        text = text[address.end() :]
    parse_tail(text, record)


def _place_dates(dates: re.Match[str], record: Record) -> None:
    """A chapter's own dates."""
    record.contribution_date = parse_date(dates["posted"]) if dates["posted"] else None
    record.date_revised = parse_date(dates["updated"]) if dates["updated"] else None

"""A record → a copy with another date, journal title, locator or abstract, for what people prefer to have differently.

Writers know nothing of these preferences. ``docs/options.md`` has an example of each.
"""

import re
from collections.abc import Callable
from typing import Final, Literal

from msgspec.structs import replace

from convert.changes.sorting import date_order
from convert.model.record import AbstractSection, Record

Transform = Callable[[Record], Record]


def electronic_date(record: Record) -> Record:
    """Date the work by its electronic publication."""
    return replace(record, issued=record.available_date) if record.available_date else record


def earliest_date(record: Record) -> Record:
    """Date the work by the earlier of its issue and its electronic publication."""
    dates = [date for date in (record.issued, record.available_date) if date is not None and date.year]
    return replace(record, issued=min(dates, key=date_order)) if dates else record


def nlm_journal(record: Record) -> Record:
    """Name the journal by NLM's abbreviation, which has no full stops."""
    short = record.container_title_short
    return replace(record, container_title=short) if short and _is_in_journal(record) else record


def iso_journal(record: Record) -> Record:
    """Name the journal by its ISO 4 abbreviation with full stops, which PubMed no longer writes."""
    short = record.iso_abbreviation or record.container_title_short
    if not short or not _is_in_journal(record):
        return record
    if "." not in short:
        short = add_full_stops(short, record.container_title)
    return replace(record, container_title=short, container_title_short=short)


def add_full_stops(short: str, full: str) -> str:
    """Add a full stop after each word of an abbreviated title that is shortened from the full one.

    >>> add_full_stops("Natl Med J (Lond)", "The National medical journal (London)"), add_full_stops("Cell", "Cell")
    ('Natl. Med. J. (Lond)', 'Cell')
    >>> add_full_stops("JAMA Neurol", "JAMA neurology"), add_full_stops("J Nil", "")
    ('JAMA Neurol.', 'J Nil')
    """
    words = {word.lower() for word in re.findall(r"[^\W_]{2,}", full)}
    return _WORD.sub(lambda word: f"{word[0]}{'.' if _is_shortened(word[0].lower(), words) else ''}", short)


_WORD: Final = re.compile(r"(?<!\S)[^\W\d_]+(?!\S)")


def _is_shortened(short: str, words: set[str]) -> bool:
    """Whether a word is one of ``words`` without some of its letters after the first."""
    if short in words:
        return False
    letters = re.compile(".*".join(map(re.escape, short)))
    return any(letters.match(word) for word in words)


def number_in_pages(record: Record) -> Record:
    """Give an article without pages its article number as pages."""
    if record.number and not record.page and _is_in_journal(record):
        return replace(record, page=record.number, number="")
    return record


def plain_abstract(record: Record) -> Record:
    """Make the abstract one paragraph without labels."""
    text = " ".join(part.text for part in record.abstract if part.text)
    return replace(record, abstract=[AbstractSection(text)]) if text else record


def no_abstract(record: Record) -> Record:
    """Drop the abstract, in all languages."""
    return replace(record, abstract=[], other_abstract=[])


def _is_in_journal(record: Record) -> bool:
    return record.type.startswith(("article-", "review"))


Dates = Literal["issue", "electronic", "earliest"]
Journals = Literal["full", "nlm", "iso"]
ArticleNumbers = Literal["own", "pages"]
Abstracts = Literal["labelled", "plain", "none"]

DATES: Final[dict[Dates, Transform | None]] = {
    "issue": None,
    "electronic": electronic_date,
    "earliest": earliest_date,
}
JOURNALS: Final[dict[Journals, Transform | None]] = {"full": None, "nlm": nlm_journal, "iso": iso_journal}
ARTICLE_NUMBERS: Final[dict[ArticleNumbers, Transform | None]] = {"own": None, "pages": number_in_pages}
ABSTRACTS: Final[dict[Abstracts, Transform | None]] = {
    "labelled": None,
    "plain": plain_abstract,
    "none": no_abstract,
}
"""For each option: its value → what that does to a record."""

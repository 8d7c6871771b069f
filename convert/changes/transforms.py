"""A record → a copy with another date, journal title, locator or abstract, for what people prefer to have differently.

Writers know nothing of these preferences, but that a journal's chosen name is printed as it is. ``docs/options.md`` has an example of each.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Final, Literal

from msgspec.structs import replace

from convert.changes.reports import problem_with
from convert.changes.sorting import date_order
from convert.model.pages import article_number
from convert.model.record import AbstractSection, Record
from convert.model.text.titles import is_all_capitals, short_container_title
from convert.streams.problems import Warn

Transform = Callable[[Record], Record]


def electronic_date(record: Record) -> Record:
    """Date the work by its electronic publication."""
    return replace(record, issued=record.available_date) if record.available_date else record


def earliest_date(record: Record) -> Record:
    """Date the work by the earlier of its issue and its electronic publication."""
    dates = [date for date in (record.issued, record.available_date) if date is not None and date.year]
    return replace(record, issued=min(dates, key=date_order)) if dates else record


def nlm_journal(record: Record) -> Record:
    """Name the journal by NLM's catalogue entry, and not as it prints its name."""
    return replace(record, container_title_as_is=True) if record.container_title else record


def abbreviated_journal(record: Record) -> Record:
    """Name the journal by NLM's abbreviation, which has no full stops."""
    short = record.container_title_short
    return _renamed(record, short) if short and _is_in_journal(record) else record


def iso_journal(record: Record) -> Record:
    """Name the journal by its ISO 4 abbreviation with full stops, which PubMed no longer writes."""
    short = record.iso_abbreviation if "." in record.iso_abbreviation else short_container_title(record)
    return _renamed(record, short) if short and _is_in_journal(record) else record


def _renamed(record: Record, name: str) -> Record:
    names = dict.fromkeys(("container_title", "container_title_short", "iso_abbreviation"), name)
    return replace(record, **names, container_title_as_is=True)


def number_in_pages(record: Record) -> Record:
    """Give an article without pages its article number as pages."""
    number = article_number(record)
    if number and record.page in {"", number}:
        inferred = record.inferred | {"page": "the article number stands in for it"}
        return replace(record, page=number, number="", inferred=inferred)
    return record


def plain_abstract(record: Record) -> Record:
    """Make the abstract one paragraph without labels."""
    text = " ".join(part.text for part in record.abstract if part.text)
    return replace(record, abstract=[AbstractSection(text)]) if text else record


def no_abstract(record: Record) -> Record:
    """Drop the abstract, in all languages."""
    return replace(record, abstract=[], other_abstract=[])


def mended(records: Iterable[Record], warn: Warn) -> Iterator[Record]:
    """Put titles that are all in capitals into sentence case, and say so."""
    for record in records:
        if is_all_capitals(record.title) and (title := _lowered(record)) != record.title:
            warn(problem_with(record, "all-capitals", f"title all in capitals; written as “{title}”"))
            yield replace(record, title=title)
        else:
            yield record


def _lowered(record: Record) -> str:
    from convert.model.text.lowering import lower_title  # noqa: PLC0415  (thousands of names, which few records need)

    return lower_title(record)


def first_authors(count: int) -> Transform:
    """A transform that keeps the first authors, and marks the list as incomplete if there are more."""

    def keep(record: Record) -> Record:
        if len(record.author) <= count:
            return record
        return replace(record, author=record.author[:count], authors_complete=False)

    return keep


def _is_in_journal(record: Record) -> bool:
    return record.type.startswith(("article-", "review"))


Dates = Literal["issue", "electronic", "earliest"]
Journals = Literal["printed", "nlm", "abbreviation", "iso"]
ArticleNumbers = Literal["own", "pages"]
Abstracts = Literal["labelled", "plain", "none"]

DATES: Final[dict[Dates, Transform | None]] = {
    "issue": None,
    "electronic": electronic_date,
    "earliest": earliest_date,
}
JOURNALS: Final[dict[Journals, Transform | None]] = {
    "printed": None,
    "nlm": nlm_journal,
    "abbreviation": abbreviated_journal,
    "iso": iso_journal,
}
ARTICLE_NUMBERS: Final[dict[ArticleNumbers, Transform | None]] = {"own": None, "pages": number_in_pages}
ABSTRACTS: Final[dict[Abstracts, Transform | None]] = {
    "labelled": None,
    "plain": plain_abstract,
    "none": no_abstract,
}
"""For each option: its value → what that does to a record."""

"""Names, dates and pages as pages on the web write them."""

import re

from convert.formats.direct_names import parse_direct_name
from convert.model.dates import parse_date, parse_slashed_date, parse_spoken_date
from convert.model.names import parse_inverted_name
from convert.model.pages import join_pages
from convert.model.record import Date, Name, Record

_AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


def parse_person(text: str) -> Name:
    """``Doe, Jane A.``, ``Jane A. Doe`` or a group.

    >>> [(name.family, name.given) for name in map(parse_person, ("Doe, Jane A.", "Jane A. van der Berg", "Doe JA"))]
    [('Doe', 'Jane A.'), ('van der Berg', 'Jane A.'), ('Doe', 'J A')]
    """
    text = text.strip(" ,;")
    name = parse_inverted_name(text)
    return name if "," in text or name.given else parse_direct_name(text)


def parse_any_date(text: str) -> Date:
    """A date of ISO 8601, with a time or not; with slashes, also as in America; or in words.

    >>> [(date.year, date.month, date.day) for date in map(parse_any_date, ("05/13/2019", "2018 Oct 11", "2020-03-04T00:00:00Z", "May 2019"))]
    [(2019, 5, 13), (2018, 10, 11), (2020, 3, 4), (2019, 5, None)]
    """
    if match := _AMERICAN.fullmatch(text):
        month, day = (match[1], match[2]) if int(match[1]) <= 12 else (match[2], match[1])
        return parse_slashed_date(f"{match[3]}/{month}/{day}")
    if match := re.match(r"(\d{4}-\d\d-\d\d)T", text):
        return parse_date(match[1])
    if re.fullmatch(r"[\d/-]+", text):
        return parse_slashed_date(text.replace("-", "/"))
    return parse_spoken_date(text)


def parse_pages(first: str, last: str, record: Record) -> None:
    """The pages; one that is no number of a page, or stands for both ends, is the article's number."""
    first, last = first.strip(), last.strip()
    if first and (last == first or not last) and "-" not in first and not first.isdecimal():
        record.number = first
    else:
        record.page = join_pages(first, last)

"""Records → the same records, sorted by author, year, title, journal or PMID."""

from collections.abc import Callable, Iterable
from typing import Any, Final

from convert.model.citation_keys import fold
from convert.model.record import Date, Record
from convert.model.text.titles import container_title
from convert.streams.problems import FormatError


def date_order(date: Date | None) -> tuple[int, int, int]:
    """A date's sort key; a missing part sorts last, as a year ends no sooner than its months."""
    return ((date.year or 9999), (date.month or 13), (date.day or 32)) if date is not None else (9999, 13, 32)


ORDERS: Final[dict[str, Callable[[Record], Any]]] = {
    "author": lambda record: [
        fold(name.family or name.literal).lower() for name in record.author or record.editor
    ],
    "year": lambda record: date_order(record.issued or record.available_date),
    "title": lambda record: fold(record.title).lower(),
    "journal": lambda record: fold(container_title(record) or record.container_title_short).lower(),
    "pmid": lambda record: int(record.PMID) if record.PMID.isdecimal() else 0,
}
"""Name of an order → a record's sort key."""


def parse_orders(text: str) -> tuple[str, ...]:
    """``"-year,author"`` → the names of orders; ``-`` reverses one.

    Raises:
        FormatError: there is no such order.
    """
    orders = tuple(filter(None, text.replace(" ", "").split(",")))
    for order in orders:
        if order.removeprefix("-") not in ORDERS:
            raise FormatError(f"can't sort by {order!r}; choose from {', '.join(ORDERS)}")
    return orders


def sort_records(records: Iterable[Record], orders: Iterable[str]) -> list[Record]:
    """Sort by the first order, records that are equal in it by the next, and so on.

    >>> [record.PMID for record in sort_records([Record(PMID="2"), Record(PMID="10"), Record(PMID="1")], ["-pmid"])]
    ['10', '2', '1']
    """
    ordered = list(records)
    for name in reversed(list(orders)):
        ordered.sort(key=ORDERS[name.removeprefix("-")], reverse=name.startswith("-"))
    return ordered

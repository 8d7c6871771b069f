"""One record for one work: the lists of a page name works that are the same, each with facts of its own."""

import re

from convert.model.record import Record

_KEPT = frozenset(("source", "inferred", "extra", "type", "links"))
"""What is not simply filled from another line on the same work."""


def join_related(record: Record) -> None:
    """Make works that stand twice in the lists of ``record`` one record, with the facts of both lines.

    The record stands in each list that names it, as the same object: each list is whole, and whoever writes
    several lists can give each work once.
    """
    works: list[Record] = []
    for kind, items in record.related.items():
        joined: list[Record] = []
        for item in items:
            work = next((known for known in works if is_same_work(known, item)), None)
            if work is None:
                works.append(work := item)
            else:
                fill(work, item)
            if all(work is not other for other in joined):
                joined.append(work)
        record.related[kind] = joined


def is_same_work(one: Record, other: Record) -> bool:
    """Told by PMID or DOI; where one of them has neither, by the title, and year and volume as far as both have them."""
    for left, right in ((one.PMID, other.PMID), (one.DOI.lower(), other.DOI.lower())):
        if left and right:
            return left == right
    if not one.title or _title_key(one) != _title_key(other):
        return False
    years = {record.issued.year for record in (one, other) if record.issued and record.issued.year}
    volumes = {record.volume for record in (one, other) if record.volume}
    return len(years) < 2 and len(volumes) < 2


def fill(record: Record, other: Record) -> None:
    """Take from ``other`` what ``record`` lacks; where both speak, ``record`` is right."""
    for name in record.__struct_fields__:
        if name in _KEPT or getattr(record, name) or not (value := getattr(other, name)):
            continue
        setattr(record, name, value)
        if name in other.inferred:
            record.inferred[name] = other.inferred[name]
    if not other.authors_complete and record.author is other.author:
        record.authors_complete = False
    record.links += [link for link in other.links if link not in record.links]
    for key, values in other.extra.items():
        kept = record.extra.setdefault(key, [])
        kept += [value for value in values if value not in kept]


def _title_key(record: Record) -> str:
    return re.sub(r"<[^>]*>|[\W_]+", "", record.title).casefold()

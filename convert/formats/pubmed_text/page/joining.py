"""The entries of a page's lists → one record for each work: lists often name the same work, each with facts of its own."""

import re

from convert.model.record import Record

_NOT_ADDED = frozenset(("source", "inferred", "extra", "type", "links"))
"""Fields that ``add_missing`` leaves as they are, or has a rule for."""


def join_entries(record: Record) -> None:
    """Make one record of entries for the same work in the lists of ``record``, with the facts of all of them.

    It stands in each list that named the work, as the same object: each list is whole, and a writer of several lists
    can write each work once.
    """
    known: list[Record] = []
    for kind, entries in record.related.items():
        joined: list[Record] = []
        for entry in entries:
            work = next((other for other in known if is_same_work(other, entry)), None)
            if work is None:
                known.append(work := entry)
            else:
                add_missing(work, entry)
            if all(work is not other for other in joined):
                joined.append(work)
        record.related[kind] = joined


def is_same_work(one: Record, other: Record) -> bool:
    """Compare PMIDs, else DOIs; if one record has neither, compare titles, and years and volumes if both have them."""
    for left, right in ((one.PMID, other.PMID), (one.DOI.lower(), other.DOI.lower())):
        if left and right:
            return left == right
    if not one.title or _title_key(one) != _title_key(other):
        return False
    years = {record.issued.year for record in (one, other) if record.issued and record.issued.year}
    volumes = {record.volume for record in (one, other) if record.volume}
    return len(years) < 2 and len(volumes) < 2


def add_missing(record: Record, other: Record) -> None:
    """Add to ``record`` the fields that it lacks from ``other``, an entry on the same page.

    Unlike ``changes.completing``, which fills gaps from other sources, it needs no provenance and no comparison of values.
    """
    for name in record.__struct_fields__:
        if name in _NOT_ADDED or getattr(record, name) or not (value := getattr(other, name)):
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
    return re.sub(r"<[^<>]*>|[\W_]+", "", record.title).casefold()

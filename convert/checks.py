"""What a record lacks that a reader of the reference list will look for."""

from collections.abc import Iterable, Iterator
from itertools import chain

from convert import notices
from convert.problems import Problem, Warn
from convert.record import Record

REQUIRED: dict[str, tuple[str, ...]] = {
    "article-journal": ("author", "title", "container_title", "issued"),
    "article": ("author", "title", "issued"),
    "book": ("author", "title", "publisher", "issued"),
    "chapter": ("author", "title", "container_title", "publisher", "issued"),
}
"""Type → the fields without which a citation is incomplete (as BibTeX's standard styles have them)."""

_INSTEAD = {"author": ("editor",), "container_title": ("container_title_short", "iso_abbreviation")}
"""What stands in for a missing field."""


def missing_fields(record: Record) -> Iterator[Problem]:
    """A problem for each required field that the record leaves empty."""
    line = record.source.line if record.source else 0
    path = record.source.path if record.source else ""
    name = record.PMID or record.DOI or record.id
    for field in REQUIRED.get(record.type, ("title",)):
        if not any(getattr(record, known) for known in (field, *_INSTEAD.get(field, ()))):
            what = field.replace("_", "-")
            yield Problem(f"missing-{what}", f"the source gives no {what}", path, line, name)


def checked(records: Iterable[Record], warn: Warn) -> Iterator[Record]:
    """Pass the records on, and report what each lacks, and whether it was retracted or corrected."""
    for record in records:
        for problem in chain(missing_fields(record), notices.problems(record)):
            warn(problem)
        yield record

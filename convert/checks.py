"""What a record lacks that a reader of the reference list will look for."""

from collections.abc import Iterable, Iterator

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

_WORDS = {"container_title": "journal or book", "issued": "date"}
"""What people call a field."""


def missing_fields(record: Record) -> Iterator[Problem]:
    """A problem for each required field that the source leaves empty; a note where it was inferred."""
    line = record.source.line if record.source else 0
    path = record.source.path if record.source else ""
    name = record.PMID or record.DOI or record.id
    for field in REQUIRED.get(record.type, ("title",)):
        filled = [known for known in (field, *_INSTEAD.get(field, ())) if getattr(record, known)]
        if filled and not all(known in record.inferred for known in filled):
            continue
        message = f"the source gives no {_WORDS.get(field, field)}"
        if filled:
            message += f"; inferred, since {record.inferred[filled[0]]}"
        yield Problem(
            f"missing-{field.replace('_', '-')}", message, path, line, name, "note" if filled else "warning"
        )


def checked(records: Iterable[Record], warn: Warn) -> Iterator[Record]:
    """Pass the records on, and report what each lacks."""
    for record in records:
        for problem in missing_fields(record):
            warn(problem)
        yield record

"""A record, and what is wrong with it → a Problem that says where the record stands."""

from convert.model.record import Record, Source
from convert.streams.codes import Severity, usual_severity
from convert.streams.problems import Problem


def problem_with(
    record: Record, code: str, message: str, severity: Severity | None = None, *, name: str | None = None
) -> Problem:
    """A problem at the record's place; ``name`` is by default its PMID, DOI or id."""
    path, line = (record.source.path, record.source.line) if record.source else ("", 0)
    if name is None:
        name = record.PMID or record.DOI or record.id
    return Problem(code, message, path, line, name, severity or usual_severity(code))


def origin(record: Record) -> str:
    """Where a record was read, such as ``library.nbib:123``; ``""`` for a work that another record lists."""
    return place_of(record.source)


def place_of(source: Source | None) -> str:
    """A source as ``library.nbib:123``."""
    if source is None:
        return ""
    return f"{source.path or source.format}:{source.line}" if source.line else source.path or source.format

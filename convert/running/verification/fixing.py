"""Verdicts → the references with identifiers and fields put right from the index, each change said.

A reference is changed only where the work that it cites is clear; all others stay as they are.
"""

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from convert.changes.reports import problem_with
from convert.model.record import Record
from convert.running.index.library import Library
from convert.running.verification.verdicts import Verdict, cited
from convert.streams.problems import Warn, silent

FIELDS = {
    "title": ("title", "original_title"),
    "authors": ("author", "authors_complete"),
    "year": ("issued", "available_date"),
    "journal": ("container_title", "container_title_short", "iso_abbreviation"),
    "volume": ("volume",),
    "issue": ("issue",),
    "page": ("page", "number", "location_id"),
}
"""Field that differs → fields of the record that are taken from the index."""


def fixed(verdicts: Sequence[Verdict], libraries: Sequence[Library], warn: Warn = silent) -> Iterator[Record]:
    """The references, put right, in their order."""
    found = _found(verdicts, libraries)
    for verdict in verdicts:
        record = verdict.record
        known = found.get(verdict.work.PMID or verdict.work.DOI) if verdict.work else None
        if known is not None and verdict.work and not record.title and not record.container_title:
            warn(problem_with(record, "put-right", f"{record.citation_text[:60]!r} → {cited(verdict.work)}"))
            yield replace(known, id=record.id, source=record.source)
            continue
        changes: dict[str, object] = {"citation_text": ""} if record.title else {}
        if known is not None:
            for name in verdict.differing:
                changes |= {field: getattr(known, field) for field in FIELDS.get(name, ())}
            changes |= verdict.identifiers
            for message in _messages(verdict):
                warn(problem_with(record, "put-right", message))
        yield replace(record, **changes)


def _found(verdicts: Iterable[Verdict], libraries: Sequence[Library]) -> dict[str, Record]:
    """The records of the works that are cited, by PMID or else DOI."""
    wanted = {verdict.work.PMID or verdict.work.DOI for verdict in verdicts if verdict.work}
    found: dict[str, Record] = {}
    for library in libraries:
        mine = [name for name in wanted if name and name not in found and library.find(name)]
        for record in library.get(mine):
            found[record.PMID or record.DOI.lower()] = record
    return found


def _messages(verdict: Verdict) -> Iterator[str]:
    for field in verdict.fields:
        if field.name in verdict.differing or field.name in verdict.identifiers:
            yield f"{field.name}: {field.printed or 'none'} → {field.found}"

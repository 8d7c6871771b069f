"""What is the matter with a record: required fields that it lacks, notices about it, names and dates that look wrong."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from operator import attrgetter

from convert.model import notices
from convert.model.dates import is_parsed
from convert.model.record import Date, Name, Record
from convert.streams.problems import Problem, Severity, Warn

REQUIRED: dict[str, tuple[str, ...]] = {
    "article-journal": ("author", "title", "container_title", "issued"),
    "article": ("author", "title", "issued"),
    "book": ("author", "title", "publisher", "issued"),
    "chapter": ("author", "title", "container_title", "publisher", "issued"),
}
"""Type → the fields without which a citation is incomplete (as BibTeX's standard styles have them)."""

_VALUES = {kind: attrgetter(*fields) for kind, fields in REQUIRED.items()}

_INSTEAD = {"author": ("editor",), "container_title": ("container_title_short", "iso_abbreviation")}
"""What stands in for a missing field."""

_WORDS = {"container_title": "journal or book", "issued": "date"}
"""What people call a field."""


_NAME_TROUBLES: tuple[tuple[str, str], ...] = (
    (r"\d", "has a digit"),
    (r"@|https?:", "has an address"),
    (r"\bet ?al\b", "has “et al.”"),
    (r";|\s(?:and|&)\s", "may be several names"),
    (r"(?i)^(?:anonymous|unknown|none|n/a|not available|no authors? listed)\.?$", "says that there is none"),
    (r"^[^\W\d_a-z]{1,2}\.?$", "is as short as initials"),
    (r"^[A-ZÀ-Þ' -]{5,}$", "is all capitals"),
    (r"[<>{}\\\\|*]", "has a sign that no name has"),
)
"""What family names should not look like, and what to say of it."""

FIRST_YEAR = 1600
"""Before the first journals."""
YEARS_APART = 3
"""The electronic and the print date of one article are nearer than that."""


def check(record: Record) -> Iterator[Problem]:
    """All that can be known to be wrong with a record by itself."""
    yield from retractions(record)
    yield from missing_fields(record)
    yield from odd_names(record)
    yield from odd_dates(record)


_STATES: dict[str, tuple[str, Severity]] = {
    notices.RETRACTED: ("has been retracted", "warning"),
    notices.CONCERN: ("is under an expression of concern", "warning"),
    notices.CORRECTED: ("has been corrected", "note"),
    notices.NOTICE: ("is a notice about another work", "note"),
}
"""State of a work → the message, and its severity."""


def retractions(record: Record) -> Iterator[Problem]:
    """A problem for each state of the work (retracted, corrected, …), with the links that say so."""
    for state in notices.states(record):
        message, severity = _STATES[state]
        said = [notices.format_link(link) for link in record.links if notices.LINKS.get(link.kind) == state]
        message = f"{message}: {'; '.join(said)}" if said else message
        yield _problem(record, state.replace(" ", "-"), message, severity)


def odd_names(record: Record) -> Iterator[Problem]:
    """A problem for each author or editor who can hardly be called so, or is there twice."""
    seen: set[tuple[str, str]] = set()
    for name in (*record.author, *record.editor):
        whole = name.literal or f"{name.family}, {name.given}"
        if why := _trouble(name):
            yield _problem(record, "odd-name", f"the name “{whole}” {why}")
        if (name.literal or name.family, name.given) in seen:
            yield _problem(record, "odd-name", f"the name “{whole}” is there twice")
        seen.add((name.literal or name.family, name.given))


def _trouble(name: Name) -> str:
    """What is odd about a name; a group's may have figures, signs and capitals, and begin as it likes."""
    if name.literal:
        return "" if "," not in name.literal or len(name.literal.split()) > 3 else "may be a person's"
    return next((why for pattern, why in _NAME_TROUBLES if re.search(pattern, name.family)), "")


def odd_dates(record: Record) -> Iterator[Problem]:
    """A problem for each date that was not understood, can't be, or does not fit the others."""
    next_year = datetime.now(UTC).year + 1
    for field in ("issued", "available_date"):
        date: Date | None = getattr(record, field)
        if date is None:
            continue
        if date.year is None:
            yield _problem(record, "odd-date", f"the date “{date.literal}” has no year")
        elif not FIRST_YEAR <= date.year <= next_year:
            yield _problem(record, "odd-date", f"the year {date.year} can't be")
        elif date.literal and not is_parsed(date):
            yield _problem(
                record, "odd-date", f"of the date “{date.literal}” only a part is understood", "note"
            )
    issued, available = record.issued, record.available_date
    if (
        issued
        and available
        and issued.year
        and available.year
        and abs(issued.year - available.year) >= YEARS_APART
    ):
        message = f"was issued in {issued.year}, but available in {available.year}"
        yield _problem(record, "odd-date", message, "note")


def _problem(record: Record, code: str, message: str, severity: Severity = "warning") -> Problem:
    path, line = (record.source.path, record.source.line) if record.source else ("", 0)
    return Problem(code, message, path, line, record.PMID or record.DOI or record.id, severity)


def missing_fields(record: Record) -> Iterator[Problem]:
    """A problem for each required field that the source leaves empty; a note where it was inferred."""
    for field in REQUIRED.get(record.type, ("title",)):
        filled = [known for known in (field, *_INSTEAD.get(field, ())) if getattr(record, known)]
        if filled and not all(known in record.inferred for known in filled):
            continue
        message = f"the source gives no {_WORDS.get(field, field)}"
        if filled:
            message += f"; inferred, since {record.inferred[filled[0]]}"
        yield _problem(record, f"missing-{field.replace('_', '-')}", message, "note" if filled else "warning")


def _is_complete(record: Record) -> bool:
    """Whether the source gives all that is required: so it is with nearly all records, and this is soon known."""
    values = _VALUES.get(record.type)
    return values is not None and not record.inferred and all(values(record))


def checked(records: Iterable[Record], warn: Warn) -> Iterator[Record]:
    """Pass the records on, and report what each lacks, and whether it was retracted or corrected."""
    for record in records:
        if not _is_complete(record):
            for problem in missing_fields(record):
                warn(problem)
        if notices.states(record):
            for problem in retractions(record):
                warn(problem)
        yield record

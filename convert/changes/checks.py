"""A record → what is wrong with it: retractions and corrections, missing fields, odd names and dates."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from operator import attrgetter

from convert.changes.reports import problem_with
from convert.model import notices
from convert.model.dates import is_parsed
from convert.model.identifiers import work_ids
from convert.model.record import Name, Record
from convert.streams.problems import Problem, Warn

REQUIRED: dict[str, tuple[str, ...]] = {
    "article-journal": ("author", "title", "container_title", "issued"),
    "article": ("author", "title", "issued"),
    "book": ("author", "title", "publisher", "issued"),
    "chapter": ("author", "title", "container_title", "publisher", "issued"),
}
"""Type → the fields that a citation needs, as BibTeX's standard styles have them; of other types, a title."""

_VALUES = {kind: attrgetter(*fields) for kind, fields in REQUIRED.items()}

_SUBSTITUTES = {"author": ("editor",), "container_title": ("container_title_short", "iso_abbreviation")}
"""Field → other fields that will do instead."""

_LABELS = {"container_title": "journal or book", "issued": "date"}
"""Field → its name in messages, if that differs."""

_ODD_FAMILY_NAMES: tuple[tuple[str, str], ...] = (
    (r"\d", "contains a digit"),
    (r"@|https?:", "contains an address"),
    (r"\bet ?al\b", "contains “et al.”"),
    (r";|\s(?:and|&)\s", "looks like several names"),
    (r"(?i)^(?:anonymous|unknown|none|n/a|not available|no authors? listed)\.?$", "stands for no name"),
    (r"^[^\W\d_a-z]{1,2}\.?$", "looks like initials"),
    (r"^[A-ZÀ-Þ' -]{5,}$", "is all capitals"),
    (r"[<>{}\\\\|*]", "contains a character that names do not have"),
)
"""Pattern of a doubtful family name → what to say of it."""

STATES: dict[str, tuple[str, str]] = {
    notices.RETRACTED: ("retracted", "has been retracted"),
    notices.CONCERN: ("expression-of-concern", "is under an expression of concern"),
    notices.CORRECTED: ("corrected", "has been corrected"),
    notices.NOTICE: ("notice", "is a notice about another work"),
}
"""State of a work → code and message of the problem."""

FIRST_YEAR = 1600
"""The first journals are younger."""
YEARS_APART = 3
"""Print and electronic publication of an article are rarely so far apart."""


def checked(
    records: Iterable[Record], warn: Warn, left_out: frozenset[str] = frozenset()
) -> Iterator[Record]:
    """Pass the records on, and report what each lacks and whether it was retracted or corrected.

    A field that is going to be left out is not missed.
    """
    for record in records:
        if not _is_complete(record):
            for problem in missing_fields(record, left_out):
                warn(problem)
        if notices.states(record):
            for problem in retractions(record):
                warn(problem)
        yield record


def check(record: Record) -> Iterator[Problem]:
    """All problems that a record shows by itself."""
    yield from retractions(record)
    yield from missing_fields(record)
    yield from inferred_fields(record)
    yield from odd_names(record)
    yield from odd_dates(record)


def retractions(record: Record) -> Iterator[Problem]:
    """A problem for each state of the work (retracted, corrected, …), with the links that say so."""
    for state in notices.states(record):
        code, message = STATES[state]
        said = [notices.format_link(link) for link in record.links if notices.LINKS.get(link.kind) == state]
        yield problem_with(record, code, f"{message}: {'; '.join(said)}" if said else message)


def missing_fields(record: Record, left_out: frozenset[str] = frozenset()) -> Iterator[Problem]:
    """A warning for each required field that is empty. Few errata and retractions have authors, and none need them."""
    for field in REQUIRED.get(record.type, ("title",)):
        is_notice = field == "author" and notices.NOTICE in notices.states(record)
        if not (_filled(record, field) or is_notice or left_out.issuperset(_places(field))):
            code = f"missing-{field.replace('_', '-')}"
            hint = "; refconvert complete looks it up" if field == "title" and work_ids(record) else ""
            yield problem_with(record, code, f"the source gives no {_LABELS.get(field, field)}{hint}")


def inferred_fields(record: Record) -> Iterator[Problem]:
    """A note for each required field whose value was inferred."""
    for field in REQUIRED.get(record.type, ("title",)):
        filled = _filled(record, field)
        if filled and all(name in record.inferred for name in filled):
            message = f"{_LABELS.get(field, field)} inferred: {record.inferred[filled[0]]}"
            yield problem_with(record, "inferred", message)


def _filled(record: Record, field: str) -> list[str]:
    """Which of a field and its substitutes have a value."""
    return [name for name in _places(field) if getattr(record, name)]


def _places(field: str) -> tuple[str, ...]:
    return (field, *_SUBSTITUTES.get(field, ()))


def _is_complete(record: Record) -> bool:
    """Whether the source gives all that is required: a quick test that most records pass."""
    values = _VALUES.get(record.type)
    return values is not None and all(values(record))


def odd_names(record: Record) -> Iterator[Problem]:
    """A problem for each author or editor whose name looks wrong or is listed twice."""
    seen: set[tuple[str, str]] = set()
    for name in (*record.author, *record.editor):
        shown = name.literal or f"{name.family}, {name.given}"
        if why := _oddity(name):
            yield problem_with(record, "odd-name", f"the name “{shown}” {why}")
        key = (name.literal or name.family, name.given)
        if key in seen:
            yield problem_with(record, "odd-name", f"“{shown}” is listed twice")
        seen.add(key)


def _oddity(name: Name) -> str:
    """What is odd about a name; that of a group may contain digits and symbols."""
    if not name.literal:
        return next((why for pattern, why in _ODD_FAMILY_NAMES if re.search(pattern, name.family)), "")
    is_like_a_person = "," in name.literal and len(name.literal.split()) <= 3
    return "is given as a group's but looks like a person's" if is_like_a_person else ""


def odd_dates(record: Record) -> Iterator[Problem]:
    """A problem for each date that was not understood, is implausible or does not fit the other."""
    next_year = datetime.now(UTC).year + 1
    dates = record.issued, record.available_date
    for date in dates:
        if date is None:
            continue
        if date.year is None:
            yield problem_with(record, "odd-date", f"the date “{date.literal}” has no year")
        elif not FIRST_YEAR <= date.year <= next_year:
            yield problem_with(record, "odd-date", f"implausible year {date.year}")
        elif date.literal and not is_parsed(date):
            message = f"the date “{date.literal}” is only partly understood"
            yield problem_with(record, "odd-date", message, "note")
    issued, available = (date.year if date is not None else None for date in dates)
    if issued and available and abs(issued - available) >= YEARS_APART:
        message = f"the issue is of {issued}, but the electronic version of {available}"
        yield problem_with(record, "odd-date", message, "note")

"""MEDLINE's dates ↔ a record's: DP, DEP and their like; the history in PHST, and its single steps in EDAT, CRDT, ….

PHST repeats the steps that have a tag of their own.
"""

import re
from collections.abc import Callable, Iterator
from typing import Final

from convert.formats.medline.builder import Handler, MedlineBuilder
from convert.formats.medline.values import format_clock_date, is_medline, parse_shared_date, parse_step
from convert.model.dates import date_of_container, format_date, is_parsed
from convert.model.record import Date, HistoryDate, Record

RELEASE = "pmc-release"
"""The status of PMC's release, the only step that is a day: PHST prints midnight for it."""


_ERIC_ARTICLE: Final = re.compile(r"Article (\S+) (.+)")
"""ERIC: ``Article 10 2019``, what stands behind volume and issue in its citations."""


def read_date(field: str) -> Handler:
    """A date of the record."""

    def handle(builder: MedlineBuilder, value: str) -> None:
        if value.startswith("A") and (article := _ERIC_ARTICLE.fullmatch(value)):
            builder.put("number", article[1], article[1])
            value = article[2]
        parsed = parse_shared_date(value)
        if parsed.literal:
            _check_date(builder, parsed)
        builder.put(field, parsed, value)

    return handle


def date_line(field: str, format: Callable[[Date], str]) -> Callable[[Record], str]:
    """The date in that field, if there is one."""

    def line(record: Record) -> str:
        date = getattr(record, field)
        return format(date) if date else ""

    return line


def issue_line(record: Record) -> str:
    """DP: the date of the issue or of the book."""
    date = date_of_container(record)
    return format_date(date) if date else ""


def read_step(status: str = "") -> Handler:
    """A step with that status; without one PHST, which names it. PHST's order is kept."""
    named = f" [{status}]" if status else ""

    def handle(builder: MedlineBuilder, value: str) -> None:
        steps = builder.fields.setdefault("history", {})
        text = value + named
        if not status and (day := text.replace(" 00:00 [", " [")) in steps:
            text = day
        if text not in steps:
            steps[text] = step = parse_step(text)
            if step.date.literal:
                _check_date(builder, step.date)
        elif not status:
            steps[text] = steps.pop(text)

    return handle


def pass_step(read: Handler) -> Handler:
    """A step that nobody asked for: ``read`` sees only one that may be wrong."""

    def handle(builder: MedlineBuilder, value: str) -> None:
        if _PLAIN_STEP.match(value):
            builder.fields.setdefault("history", {})
        else:
            read(builder, value)

    return handle


_PLAIN_STEP: Final = re.compile(
    r"\d{4}/(?:0[1-9]|1[0-2])/(?:0[1-9]|[12]\d|3[01])(?: \d\d:\d\d)?(?: \[|\Z)", re.ASCII
)
"""A step whose date is surely parsed."""


def unique_steps(steps: dict[str, HistoryDate]) -> list[HistoryDate]:
    """Each step once, also where lines spell it differently."""
    different = list(steps.values())
    if len({step.status for step in different}) < len(different):
        return list({repr(step): step for step in different}.values())
    return different


def _check_date(builder: MedlineBuilder, date: Date) -> None:
    """Report a date that could not be parsed."""
    if date.literal and not is_parsed(date):
        builder.report(
            "bad-date", f"cannot parse the date {date.literal!r} ({builder.tag}); kept as it stands"
        )


def step_line(status: str) -> Callable[[Record], str]:
    """The first date with that status."""
    return lambda record: next((_time(record, step) for step in record.history if step.status == status), "")


def release_line(record: Record) -> str:
    """The day of PMC's release, without midnight."""
    return next((format_clock_date(step.date) for step in record.history if step.status == RELEASE), "")


def history_lines(record: Record) -> Iterator[str]:
    """All steps, with their statuses."""
    return (f"{_time(record, step)} [{step.status}]" for step in record.history)


def _time(record: Record, step: HistoryDate) -> str:
    """NLM prints midnight for a day without a time; its old files do so for PMC's release alone."""
    text = format_clock_date(step.date)
    if len(text) != len("YYYY/MM/DD") or (is_medline(record) and step.status != RELEASE):
        return text
    return f"{text} 00:00"

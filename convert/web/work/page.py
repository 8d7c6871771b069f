"""Uploads → what the page shows: records in a table, a reference list as trees, styles with a sample. All as JSON."""

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import msgspec
from msgspec import Struct

from convert.changes.checks import check, missing_fields
from convert.changes.duplicates import Works
from convert.changes.reports import origin, problem_with
from convert.citing.citations import render_each
from convert.citing.lists import label_length
from convert.citing.styles import search_styles
from convert.citing.styles.heads import StyleInfo
from convert.csl import Node
from convert.formats.medline.people import format_short_name
from convert.model import notices
from convert.model.record import Record
from convert.model.text.markup import to_plain
from convert.running.conversion import Conversion
from convert.running.deduplication.review import decisions
from convert.running.reading import everything, recognised_name
from convert.streams.inputs import open_records
from convert.streams.problems import ConvertError, Problem, silent
from convert.web.refusals import UnreadableError
from convert.web.work.asked import Asked
from convert.web.work.groups import Group, groups_of
from convert.web.work.uploads import Source, Upload, read_uploads, report

# --- the records ------------------------------------------------------------------------------------------------


class Badge(Struct, frozen=True):
    """A mark on a record in the table."""

    kind: str
    """``retracted``, ``concern``, ``corrected``, ``notice``, ``preprint``, ``incomplete``, ``duplicate`` or ``merged``."""
    why: str = ""


class Card(Struct, frozen=True):
    """A record as the table shows it, and the whole of it."""

    title: str
    authors: list[str]
    journal: str
    year: int | None
    badges: list[Badge]
    record: Record


class Recognised(Struct, frozen=True):
    """An upload, and the name of its format; ``""`` if no reader knows it."""

    name: str
    format: str


class Reading(Struct, frozen=True):
    """What was read."""

    files: list[Recognised]
    records: list[Card]
    problems: list[Problem]
    groups: list[Group] = []
    """Of ``records``, those that are or may be one work; none where each work is there once."""
    more_groups: int = 0
    """How many are too many to be shown."""


def read(sent: Asked) -> bytes:
    """The records of uploads, whole, with their problems and duplicates; each work once, if a person decided of them."""
    problems: list[Problem] = []
    files = [Recognised(upload.name, sent.input_format or _recognised(upload)) for upload in sent.uploads]
    records: list[Record] = []
    works = Works()
    with contextlib.suppress(UnreadableError):  # it is among the problems
        for record in _checked(sent, problems):
            records.append(record)
            works.add(record)
    works.find(decisions(sent.review or (), records))
    if sent.review is not None:
        cards = [_work_card(works, numbers) for numbers in works]
        return msgspec.json.encode(Reading(files, cards, problems))
    same = {match.second: match for match in works.findings.matches}
    cards = []
    for number, record in enumerate(records):
        badges = _badges(record)
        if match := same.get(number):
            message = f"is the same work as record {match.first + 1}: {match.why}"
            problems.append(problem_with(record, "duplicate", message))
            badges.append(Badge("duplicate", message))
        cards.append(_card(record, badges))
    return msgspec.json.encode(Reading(files, cards, problems, *groups_of(works, records)))


def _checked(sent: Asked, problems: list[Problem]) -> Iterator[Record]:
    """The records, each checked for what hasn't been said of it while it was read."""
    before = 0  # of the problems, those that were told of earlier records
    try:
        for record in read_uploads(sent.uploads, sent.input_format, problems.append):
            said = {(problem.code, problem.record) for problem in problems[before:]}
            new = (problem for problem in check(record) if (problem.code, problem.record) not in said)
            report(new, problems.append)
            before = len(problems)
            yield record
    except UnreadableError as error:
        problems += error.problems
        raise


def _work_card(works: Works, numbers: list[int]) -> Card:
    record = works.record(numbers)
    badges = _badges(record)
    if len(numbers) > 1:
        badges.append(
            Badge("merged", "from " + ", ".join(origin(works.records[number]) for number in numbers))
        )
    return _card(record, badges)


def _recognised(upload: Source) -> str:
    with open_records(upload.open(), warn=silent) as stream:
        return recognised_name(stream)


def _card(record: Record, badges: list[Badge]) -> Card:
    date = record.issued or record.available_date
    return Card(
        to_plain(record.title or record.original_title or record.citation_text),
        [name.literal or format_short_name(name) for name in record.author],
        to_plain(record.container_title_short or record.container_title or record.publisher),
        date.year if date else None,
        badges,
        record,
    )


_STATES: Final = {
    notices.RETRACTED: "retracted",
    notices.CONCERN: "concern",
    notices.CORRECTED: "corrected",
    notices.NOTICE: "notice",
}
"""State of a work → its badge."""


def _states(record: Record) -> list[str]:
    return [_STATES[state] for state in notices.states(record)]


def _badges(record: Record) -> list[Badge]:
    said = "; ".join(notices.sentences(record))
    badges = [Badge(state, said) for state in _states(record)]
    if record.type == "article" and record.genre.lower() == "preprint":
        badges.append(Badge("preprint"))
    if missing := [problem.message for problem in missing_fields(record)]:
        badges.append(Badge("incomplete", "; ".join(missing)))
    return badges


# --- the reference list -----------------------------------------------------------------------------------------


class ShownEntry(Struct, frozen=True):
    """An entry as a tree, and the citation of its record in the text."""

    record: int
    """The record's number, from 1, among those that are listed."""
    citation: str
    text: str
    nodes: Sequence[Node]
    badges: list[str]
    """What a reader has to know of the work: retracted, corrected, …"""


class ShownList(Struct, frozen=True):
    """A reference list for the page, which makes elements of its trees."""

    entries: list[ShownEntry]
    lang: str
    hanging: bool
    labels: int
    """The length of the longest label, in characters; 0: the entries have none."""
    problems: list[Problem]


def cite(sent: Asked, conversion: Conversion, style: str, locale: str | None) -> bytes:
    """The reference list of all records, each cited once in their order."""
    problems: list[Problem] = []
    records = sent.records(everything, problems.append)
    shown = _shown(list(conversion.changed(records, problems.append)), style, locale, problems)
    return msgspec.json.encode(shown)


def _shown(records: list[Record], style: str, locale: str | None, problems: list[Problem]) -> ShownList:
    cited = render_each(records, style=style, locale=locale, links=True, warn=problems.append)
    rendered = cited.bibliography
    listed: Iterable[tuple[int, str, Sequence[Node]]] = (
        (int(entry.id), entry.text.strip(), entry.nodes) for entry in rendered.entries
    )
    if not rendered.entries:  # a style of notes alone
        listed = ((number, text, [text]) for number, text in enumerate(cited.texts, 1) if text)
    entries = [
        ShownEntry(number, cited.texts[number - 1], text, nodes, _states(records[number - 1]))
        for number, text, nodes in listed
    ]
    return ShownList(entries, rendered.lang, rendered.hanging_indent, label_length(rendered), problems)


# --- styles -----------------------------------------------------------------------------------------------------

COMMON: Final = (
    "nlm-citation-sequence",
    "american-medical-association",
    "apa",
    "nature",
    "the-lancet",
    "the-new-england-journal-of-medicine",
    "bmj",
    "plos",
    "elsevier-vancouver",
    "springer-vancouver",
    "ieee",
    "chicago-author-date",
    "modern-language-association",
    "harvard-cite-them-right",
)
"""What is offered before a word is typed, medicine first."""


class FoundStyle(Struct, frozen=True, omit_defaults=True):
    """A style that was found, and how it prints a record."""

    name: str
    title: str
    title_short: str = ""
    fields: tuple[str, ...] = ()
    parent: str = ""
    citation: str = ""
    entry: str = ""


def styles(query: str, limit: int, sample: bytes, locale: str | None) -> bytes:
    """The styles that a query finds, or the common ones; each with a sample, if there is a record (a line of JSON Lines)."""
    found = _search(query.split(), limit)
    record = next(read_uploads([Upload("sample", sample)], "jsonl", silent), None) if sample else None
    rows = [
        FoundStyle(
            style.name,
            style.title,
            style.title_short,
            style.fields,
            style.parent,
            *(_sample(record, style.name, locale) if record else ()),
        )
        for style in found
    ]
    return msgspec.json.encode({"styles": rows})


def _search(words: list[str], limit: int) -> list[StyleInfo]:
    if words:
        return [style for style, _ in zip(search_styles(words), range(limit), strict=False)]
    by_name = {style.name: style for style in search_styles([])}
    return [by_name[name] for name in COMMON if name in by_name][:limit]


def _sample(record: Record, style: str, locale: str | None) -> Iterable[str]:
    try:
        [entry] = _shown([record], style, locale, []).entries
    except (ConvertError, ValueError):  # the style is of no use, or prints nothing for this record
        return "", ""
    return entry.citation, entry.text

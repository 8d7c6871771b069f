"""A row → a record: the cells to the fields that the columns hold, the parts of dates and pages together, the rest to ``extra``."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Final, NamedTuple

from convert.formats.csv.profile import Column, Profile, parser_of, split
from convert.model.dates import is_parsed, parse_date, parse_spoken_date
from convert.model.identifiers import PLACEHOLDERS, is_no_number, is_placeholder, parse_orcid, settle
from convert.model.names import take_et_al
from convert.model.pages import is_no_issue, join_pages, undated
from convert.model.record import Date, Identifier, PublicationType, Record, Source
from convert.model.types import parse_type

_NOTHING: Final = PLACEHOLDERS | {
    "[No abstract available]",
    "No abstract available",
    "No Pagination Specified",
    "[]",
    "{}",
}
"""What tables have for nothing."""
_FORMULA: Final = re.compile(r'="(.*)"', re.DOTALL)
_FLOAT: Final = re.compile(r"(\d+)\.0")
_NUMBER_FIELDS: Final = (
    "PMID volume issue page number year month day first_page last_page issued number_of_pages ISSN"
)
_NUMBERS: Final = frozenset(_NUMBER_FIELDS.split())
"""The fields in which ``2021.0`` is 2021: spreadsheets and pandas make whole numbers so."""
_ESCAPE: Final = re.compile(r"\\u(0[0-9a-fA-F]{3}|[12][0-9a-fA-F]{3})")
"""A character that Scopus leaves as six signs in some texts."""
_JOINED: Final = re.compile(r" {5}[A-Z][A-Z0-9] {2}- .*", re.DOTALL)
"""RIS's lines that Rayyan has joined to the value of the line before: ``https://x.example     U2  - L2029880245``."""


def clean(text: str) -> str:
    r"""A cell in one line, without the formula that keeps Excel from counting with it; ``""`` for words that mean nothing.

    >>> clean('="19326203"'), clean(" NA "), clean("two\nlines"), clean("https://x.example     U2  - L2")
    ('19326203', '', 'two lines', 'https://x.example')
    """
    text = text.strip()
    if not text.isalnum():
        if text[:2] == '="' and (formula := _FORMULA.fullmatch(text)):
            text = formula[1].strip()
        if "\\u" in text:
            text = _ESCAPE.sub(lambda escape: chr(int(escape[1], 16)), text)
        if "     " in text:
            text = _JOINED.sub("", text)
        if "\n" in text or "\xa0" in text:
            text = " ".join(text.split())
        if text[-1:] == "}" and "{" not in text:  # RefWorks leaves BibTeX's
            text = text.rstrip("}")
        if text[:1] in "-–—.?" and is_placeholder(text):
            return ""
    return "" if text in _NOTHING else text


Fill = Callable[[Record, dict[str, str], str], bool]
"""Fills a field with a cell, adds to its list, or notes a part of one; False if the cell has to be kept elsewhere."""


class Plan(NamedTuple):
    """How the rows of a table become records."""

    columns: Sequence[tuple[int, str, Fill]]
    """Index of a cell, the title of its column, and what its cells fill; in the order in which the fields are filled."""
    profile: Profile


def to_record(row: Sequence[str], plan: Plan, line: int) -> Record:
    """A row → its record."""
    record = Record(source=Source(line=line, format="csv"))
    parts: dict[str, str] = {}
    width = len(plan.columns)
    if len(row) < width:
        row = [*row, *[""] * (width - len(row))]
    for index, title, fill in plan.columns:
        if (text := row[index]) and (cell := clean(text)) and not fill(record, parts, cell):
            record.extra.setdefault(title, []).append(text.strip() if "\n" in text else cell)
    for text in row[width:]:
        if cell := clean(text):
            record.extra.setdefault("", []).append(cell)
    if not plan.profile.is_ours:
        for join in _JOINS:
            join(record, parts)
        record.type = record.type or plan.profile.type or _type_of_journal(record)
    for field, why in plan.profile.inferred.items():
        if getattr(record, field):
            record.inferred[field] = why
    settle(record)
    take_et_al(record)
    return record


@cache
def fill_with(column: Column | None) -> Fill:
    """What fills the field of a column, which is looked up once for all rows."""
    if column is None:
        return _keep
    make = _several if column.field == "*" else _whole if column.field in _FIELDS else _part
    fill = make(column)
    return _number(fill) if column.field in _NUMBERS else fill


_FIELDS: Final = frozenset(Record.__struct_fields__)
_OF_NAMES: Final = frozenset(("author", "editor", "translator", "abstract"))


def _keep(_record: Record, _parts: dict[str, str], _cell: str) -> bool:
    """A column that holds no field."""
    return False


def _number(fill: Fill) -> Fill:
    """A number, which a spreadsheet may have made a decimal one; zero says nothing."""

    def fill_number(record: Record, parts: dict[str, str], cell: str) -> bool:
        if cell[-2:] == ".0" and (number := _FLOAT.fullmatch(cell)):
            cell = number[1]
        return (cell[0] in "0-–." and is_no_number(cell)) or fill(record, parts, cell)

    return fill_number


def _whole(column: Column) -> Fill:
    """A field of the record."""
    field, parse, spare = column.field, column.parse, column.spare
    adds = not spare and field not in _OF_NAMES

    def fill(record: Record, _parts: dict[str, str], cell: str) -> bool:
        if not (value := parse(cell)):
            return False
        before = getattr(record, field)
        if not before:
            setattr(record, field, value)
        elif adds and isinstance(before, list):
            setattr(record, field, before + [one for one in value if one not in before])
        else:
            return spare or bool(before == value)
        return True

    return fill


def _part(column: Column) -> Fill:
    """One of ``PARTS``."""
    field, parse, spare = column.field, column.parse, column.spare

    def fill(_record: Record, parts: dict[str, str], cell: str) -> bool:
        value = parse(cell)
        return bool(value) and (parts.setdefault(field, value) == value or spare)

    return fill


def _several(column: Column) -> Fill:
    """Several fields, those that are still empty."""
    parse = column.parse

    def fill(record: Record, parts: dict[str, str], cell: str) -> bool:
        values: dict[str, str] = parse(cell)
        for field, text in values.items():
            if text:
                _fill_empty(field)(record, parts, text)
        return bool(values)

    return fill


@cache
def _fill_empty(field: str) -> Fill:
    return fill_with(Column(field, parser_of(field) or str, spare=True))


# --- what is put together ---------------------------------------------------------------------------------------------


def _join_pages(record: Record, parts: Mapping[str, str]) -> None:
    """``first_page`` and ``last_page``, where no column has the whole."""
    record.page = record.page or join_pages(parts.get("first_page", ""), parts.get("last_page", ""))
    page, issue = record.page, record.issue
    if page and not (page[0].isdecimal() and page[-1].isdecimal()):
        _undate(record, "page", page)
    if issue and not issue.isdecimal():
        _undate(record, "issue", issue)
        if is_no_issue(issue):
            record.extra.setdefault("issue", []).append(issue)
            record.issue = ""


def _undate(record: Record, field: str, text: str) -> None:
    """Pages or issues that a spreadsheet took for a day, as they were."""
    if (numbers := undated(text)) != text:
        setattr(record, field, numbers)
        record.inferred[field] = f"a spreadsheet made {text} of it"


def _join_date(record: Record, parts: Mapping[str, str]) -> None:
    """The year, with month and day in columns of their own, or before a date that has none (``DEC 5``)."""
    date, year = record.issued, parts.get("year")
    if not year:
        return
    month, day = parts.get("month", ""), parts.get("day", "")
    if date is not None and date.year is None and date.literal:
        dated = parse_spoken_date(date.literal, year)
        if dated.year is not None and is_parsed(dated):
            record.issued = dated
            return
    if date is None or date.year is None:
        record.issued = parse_date(year.rstrip("/"))
        if month and record.issued.month is None and record.issued.year is not None:
            record.issued = _with_month(record.issued, month, day)
        if date is not None:
            record.extra.setdefault("issued", []).append(date.literal)


def _with_month(date: Date, month: str, day: str) -> Date:
    """A year with ``3``, ``Mar`` or ``March 5``, and a day that may be there."""
    text = f"{date.year}-{month}-{day}" if month.isdecimal() else f"{date.year} {month} {day}"
    dated = parse_date(text.rstrip("- "))
    return dated if is_parsed(dated) else parse_date(f"{date.year} {month}")


_NLM_WORDS: Final = {
    "retracted": "Retracted Publication",
    "retracted article": "Retracted Publication",
    "retraction": "Retraction of Publication",
    "retraction notice": "Retraction of Publication",
    "erratum": "Published Erratum",
    "correction": "Published Erratum",
}
"""Databases' words → NLM's publication types, which say that a work was retracted, or corrects another."""


def _join_type(record: Record, parts: Mapping[str, str]) -> None:
    """The type by its words; a database's are publication types, too."""
    if words := parts.get("type_words", ""):
        record.type = record.type or parse_type(words)
        kinds = [PublicationType(_NLM_WORDS.get(word.lower(), word)) for word in split(words)]
        record.publication_type += [kind for kind in kinds if kind not in record.publication_type]
    if name := parts.get("type_name", ""):
        record.type = record.type or parse_type(name)
        if not record.type:
            record.extra.setdefault("type", []).append(name)
    if not record.type and record.publication_type:
        record.type = parse_type("; ".join(kind.name for kind in record.publication_type))


def _type_of_journal(record: Record) -> str:
    if record.container_title and (record.volume or record.issue or record.ISSN):
        record.inferred["type"] = "it has a journal with volume, issue or ISSN"
        return "article-journal"
    return ""


def _join_orcids(record: Record, parts: Mapping[str, str]) -> None:
    """A list of ORCID iDs that is as long as the authors', with something for none."""
    numbers = parts["ORCID"].split("|") if "ORCID" in parts else []
    if len(numbers) == len(record.author):
        for name, text in zip(record.author, numbers, strict=True):
            name.ORCID = parse_orcid(text)


def _join_scopus_ids(record: Record, parts: Mapping[str, str]) -> None:
    """The authors' numbers in Scopus, which until 2023 stand in a list of their own."""
    numbers = split(parts["scopus_ids"]) if "scopus_ids" in parts else []
    if numbers and len(numbers) == len(record.author):
        for name, number in zip(record.author, numbers, strict=True):
            name.identifier = name.identifier or [Identifier("Scopus", number)]
    elif numbers:
        record.extra["Author(s) ID"] = ["; ".join(numbers)]


_JOINS: Final[tuple[Callable[[Record, Mapping[str, str]], None], ...]] = (
    _join_pages,
    _join_date,
    _join_type,
    _join_orcids,
    _join_scopus_ids,
)

"""CSL-JSON → records: an array of items, ``{"items": […]}``, or a single item.

Whatever the record's fields can't give back as it was (properties that are no CSL variables, names with
``comma-suffix``, languages that are no tags, …) stays in ``extra`` as JSON text under its name, and the
``csl-json`` writer puts it back. Numbers become text, which the schema takes for the same.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO, Final

import msgspec

from convert.formats.csl_json.write import (
    FIELD_TYPES,
    FIELDS,
    PROPERTIES,
    SCHEMA_SPELLING,
    to_valid_item,
    variable_name,
)
from convert.model.dates import parse_date
from convert.model.identifiers import parse_orcid
from convert.model.record import AbstractSection, Affiliation, Date, Keyword, Name, Record, Source
from convert.streams.json_values import json_values
from convert.streams.problems import Problem, Warn, silent

# --- values ---------------------------------------------------------------------------------------------------


def _parse_text(value: Any) -> str | None:
    """Text or a number; of a list, as Crossref gives, the first. None if it is neither."""
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, str):
        return _NOCASE.sub(r"\1", value) if "nocase" in value else value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


_NOCASE = re.compile(r'<span class="nocase">(.*?)</span>', re.DOTALL)


def _parse_list(pattern: str) -> Callable[[Any], list[str] | None]:
    """A parser of lists, and of texts whose parts ``pattern`` separates."""
    separator = re.compile(pattern)

    def parse(value: Any) -> list[str] | None:
        parts = (
            value if isinstance(value, list) else separator.split(value) if isinstance(value, str) else None
        )
        return None if parts is None else [text for part in parts if (text := _parse_text(part))]

    return parse


_parse_isbns = _parse_list(r"[\s,;]+")
_split_keywords = _parse_list(r"\s*;\s*")
_split_short_keywords = _parse_list(r"\s*,\s*")


def _parse_keywords(value: Any) -> list[Keyword] | None:
    """Terms between semicolons, or between commas where there are no semicolons."""
    split = _split_keywords if isinstance(value, str) and ";" in value else _split_short_keywords
    terms = split(value)
    return None if terms is None else [Keyword(term) for term in terms]


def _parse_languages(value: Any) -> list[str] | None:
    text = _parse_text(value)
    return None if text is None else [text]


_LABEL = re.compile(r"([A-Z][A-Z ,/&()-]+): (?=\S)")


def _parse_abstract(value: Any) -> list[AbstractSection] | None:
    """Sections, if each line begins with a label in capitals; else one."""
    text = _parse_text(value)
    if text is None:
        return None
    lines = text.split("\n")
    labels = [_LABEL.match(line) for line in lines]
    sections = [
        AbstractSection(line[label.end() :], label[1])
        for line, label in zip(lines, labels, strict=True)
        if label is not None
    ]
    return sections if len(sections) == len(lines) else [AbstractSection(text)]


def _parse_names(value: Any) -> list[Name] | None:
    if not isinstance(value, list) or not all(isinstance(name, dict) for name in value):
        return None
    return [_parse_name(name) for name in value]


def _parse_name(item: dict[str, Any]) -> Name:
    """A CSL name, or one of Crossref's, which have ORCIDs and affiliations."""
    name = Name()
    for part, field in _NAME_PARTS:
        if part in item:
            setattr(name, field, _parse_text(item[part]) or "")
    if "ORCID" in item:
        name.ORCID = parse_orcid(str(item["ORCID"]))
    if isinstance(places := item.get("affiliation"), list):
        name.affiliation = [Affiliation(text) for text in map(_affiliation_name, places) if text]
    return name


def _affiliation_name(value: Any) -> str:
    return _parse_text(value.get("name") if isinstance(value, dict) else value) or ""


_NAME_PARTS: Final = [
    (part, part.replace("-", "_"))
    for part in ("family", "given", "non-dropping-particle", "dropping-particle", "suffix", "literal")
]


def _parse_csl_date(value: Any) -> Date | None:
    """A date variable, or an EDTF text."""
    if isinstance(value, str):
        value = {"raw": value}
    if not isinstance(value, dict):
        return None
    literal = value.get("literal")
    date = Date(literal=literal if isinstance(literal, str) else "")
    if isinstance(raw := value.get("raw"), str):
        date = _parse_edtf(raw)
    if isinstance(parts := value.get("date-parts"), list) and not _fill_range(date, parts):
        return None
    if (season := _SEASONS.get(str(value.get("season", "")).lower())) and date.month is None:
        date.season = season
    date.circa = date.circa or bool(value.get("circa", False))
    return date


def _parse_edtf(text: str) -> Date:
    first, slash, last = text.partition("/")
    date = parse_date(first.rstrip("~?%"))
    if slash and date.year is not None and not date.literal:
        end = parse_date(last.rstrip("~?%"))
        if end.literal and last:
            return parse_date(text)
        date.end = end
    date.circa = "~" in text or "%" in text
    return date


def _fill_range(date: Date, parts: list[Any]) -> bool:
    """Take one or two lists of year, month, day; False if they are no numbers."""
    try:
        numbers = [[int(number) for number in part if number not in (None, "")] for part in parts]
    except (TypeError, ValueError):
        return False
    if numbers:
        _fill_day(date, numbers[0])
    if len(numbers) > 1:
        date.end = Date()
        _fill_day(date.end, numbers[1])
    return True


def _fill_day(date: Date, numbers: list[int]) -> None:
    """Months 13 to 16 and 21 to 24 are seasons."""
    year, month, day = (*numbers, 0, 0, 0)[:3]
    date.year = year or None
    if 1 <= month <= 12:
        date.month = month
        date.day = day if 1 <= day <= 31 else None
    elif month in _SEASON_MONTHS:
        date.season = (month - 1) % 4 + 1


_SEASON_MONTHS: Final = frozenset((13, 14, 15, 16, 21, 22, 23, 24))
_SEASONS: Final = {
    "1": 1,
    "2": 2,
    "3": 3,
    "4": 4,
    "spring": 1,
    "summer": 2,
    "autumn": 3,
    "fall": 3,
    "winter": 4,
}


# --- items ----------------------------------------------------------------------------------------------------

_TYPE_PARSERS: Final[dict[Any, Callable[[Any], Any]]] = {
    str: _parse_text,
    list[Name]: _parse_names,
    Date | None: _parse_csl_date,
    list[Keyword]: _parse_keywords,
    list[AbstractSection]: _parse_abstract,
}
_FIELD_PARSERS: Final = {"ISBN": _parse_isbns, "language": _parse_languages}
_TARGETS: Final = {
    variable_name(field): (field, _FIELD_PARSERS.get(field) or _TYPE_PARSERS[FIELD_TYPES[field]])
    for field in FIELDS
}
_OTHER_NAMES: Final = {
    "event": "event-title",
    "journalAbbreviation": "container-title-short",
    "shortTitle": "title-short",
} | {spelling: name for name, spelling in SCHEMA_SPELLING.items()}
"""Other spellings that occur → variable; they give way to the variable itself."""


def parse_item(item: dict[str, Any], *, warn: Warn = silent, line: int = 0) -> Record | None:
    """One CSL item → record; None, and an error, if nothing in it is a CSL variable."""
    values: dict[str, Any] = {}
    for name, value in item.items():
        variable = _OTHER_NAMES.get(name, name)
        if variable not in _TARGETS or value is None or (variable != name and variable in item):
            continue
        field, parse = _TARGETS[variable]
        parsed = parse(value)
        if parsed is None:
            message = f"{name} is not what CSL-JSON says; kept as it stands"
            warn(Problem("bad-value", message, line=line, record=str(item.get("id", ""))))
        else:
            values[field] = parsed
    if not values:
        warn(Problem("bad-item", "not a CSL item", line=line, severity="error"))
        return None
    record = Record(**values)
    _take_custom(item.get("custom"), record)
    _keep_the_rest(item, record)
    record.source = Source(line=line, format="csl-json")
    return record


def _take_custom(custom: Any, record: Record) -> None:
    """Take what the writer puts into ``custom``: the license, and ``extra``."""
    if not isinstance(custom, dict):
        return
    tags = dict(custom)
    if isinstance(tags.get("license"), str) and not record.license:
        record.license = tags.pop("license")
    if all(tag not in PROPERTIES and _is_texts(values) for tag, values in tags.items()):
        record.extra = tags


def _is_texts(values: Any) -> bool:
    return isinstance(values, list) and all(isinstance(value, str) for value in values)


def _keep_the_rest(item: dict[str, Any], record: Record) -> None:
    """Put into ``extra`` whatever the writer would not give back as it was."""
    written = to_valid_item(record)
    for name, value in item.items():
        if value is not None and not _same(written.get(SCHEMA_SPELLING.get(name, name)), value):
            record.extra[name] = [msgspec.json.encode(value).decode()]


def _same(written: Any, value: Any) -> bool:
    return bool(written == value) or (isinstance(value, int | float) and written == str(value))


# --- the file -------------------------------------------------------------------------------------------------


def read(stream: BinaryIO, *, warn: Warn = silent) -> Iterator[Record]:
    """Items → records, one after another; an item that is none is reported and skipped."""
    for line, value in json_values(stream, "items", warn=warn):
        items = (
            value["items"] if isinstance(value, dict) and isinstance(value.get("items"), list) else [value]
        )
        for item in items:
            if not isinstance(item, dict):
                warn(Problem("bad-item", "not a CSL item", line=line, severity="error"))
            elif (record := parse_item(item, warn=warn, line=line)) is not None:
                yield record


_ARRAY = re.compile(rb'\s*(?:\{\s*"items"\s*:\s*)?\[\s*[{\]]')
_ITEM_KEY = re.compile(rb'"(?:id|type|title|author|issued|DOI|PMID|container-title)"\s*:')
_SPREAD_OBJECT = re.compile(rb"\s*\{[ \t]*\r?\n")
_CSL_KEY = re.compile(
    rb'"(?:%s)"\s*:' % "|".join(["date-parts", *(name for name in _TARGETS if "-" in name)]).encode()
)


def sniff(head: bytes) -> bool:
    """An array of objects with CSL's keys, or one object that is spread over lines or has a key of CSL's alone."""
    if _ARRAY.match(head):
        return bool(_ITEM_KEY.search(head)) or head.split() in ([b"[]"], [b"[", b"]"])
    return head.lstrip().startswith(b"{") and bool(
        _CSL_KEY.search(head) or (_SPREAD_OBJECT.match(head) and _ITEM_KEY.search(head))
    )

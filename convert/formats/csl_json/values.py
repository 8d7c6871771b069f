"""Values of CSL-JSON ↔ values of a record: for each type of a field, how it is parsed, how it is formatted, and its schema.

A parser returns None for a value that the schema doesn't allow. The forms are those of the 1.0.2 schema
(https://resource.citationstyles.org/schema/v1.0/input/json/csl-data.json), and of Crossref, which sends lists for texts.
"""

import re
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, Final

from msgspec import Struct, defstruct

from convert.model.dates import SEASON_NUMBERS, format_date, parse_date
from convert.model.identifiers import parse_orcid
from convert.model.record import AbstractSection, Affiliation, Date, Keyword, Name
from convert.model.text.abstracts import format_abstract
from convert.model.text.languages import language_tag

# --- text -----------------------------------------------------------------------------------------------------

_NOCASE = re.compile(r'<span class="nocase">(.*?)</span>', re.DOTALL)


def parse_text(value: Any) -> str | None:
    """Text or a number, or the first of a list of them."""
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, str):
        return _NOCASE.sub(r"\1", value) if "nocase" in value else value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


_SEMICOLON = re.compile(r"\s*;\s*")
_COMMA = re.compile(r"\s*,\s*")
_ANY_SEPARATOR = re.compile(r"[\s,;]+")


def _parse_list(value: Any, separator: re.Pattern[str]) -> list[str] | None:
    """A list of texts, or a text that is split at ``separator``."""
    parts = separator.split(value) if isinstance(value, str) else value
    return [text for part in parts if (text := parse_text(part))] if isinstance(parts, list) else None


def _parse_keywords(value: Any) -> list[Keyword] | None:
    """Terms separated by semicolons, or by commas if there are no semicolons."""
    terms = _parse_list(value, _SEMICOLON if isinstance(value, str) and ";" in value else _COMMA)
    return None if terms is None else [Keyword(term) for term in terms]


def _format_keywords(keywords: list[Keyword]) -> str:
    """Terms separated by semicolons, since MeSH terms contain commas."""
    return "; ".join(keyword.term for keyword in keywords)


def _parse_language(value: Any) -> list[str] | None:
    text = parse_text(value)
    return None if text is None else [text]


def _format_language(languages: list[str]) -> str:
    return language_tag(languages[0]) or languages[0]


_LABEL = re.compile(r"([A-Z][A-Z ,/&()-]+): (?=\S)")


def _parse_abstract(value: Any) -> list[AbstractSection] | None:
    """Sections if every line begins with a label in capitals, else one section."""
    text = parse_text(value)
    if text is None:
        return None
    sections = []
    for line in text.split("\n"):
        label = _LABEL.match(line)
        if label is None:
            return [AbstractSection(text)]
        sections.append(AbstractSection(line[label.end() :], label[1]))
    return sections


# --- names ----------------------------------------------------------------------------------------------------

NAME_PARTS: Final[dict[str, str]] = {
    field: field.replace("_", "-")
    for field in ("family", "given", "non_dropping_particle", "dropping_particle", "suffix", "literal")
}
"""Field of ``Name`` → part of a CSL name."""
_PARTS: Final = tuple(NAME_PARTS.items())
_RARE_PARTS: Final = _PARTS[2:]


def _parse_names(value: Any) -> list[Name] | None:
    if not isinstance(value, list) or not all(isinstance(name, dict) for name in value):
        return None
    return [_parse_name(name) for name in value]


def _parse_name(item: dict[str, Any]) -> Name:
    """A CSL name; Crossref adds ORCID iDs and affiliations."""
    name = Name()
    for field, part in _PARTS:
        if part in item:
            setattr(name, field, parse_text(item[part]) or "")
    if "ORCID" in item:
        name.ORCID = parse_orcid(str(item["ORCID"]))
    if isinstance(places := item.get("affiliation"), list):
        texts = (parse_text(place.get("name") if isinstance(place, dict) else place) for place in places)
        name.affiliation = [Affiliation(text) for text in texts if text]
    return name


def format_names(names: Iterable[Name]) -> list[dict[str, Any]]:
    """Names as a CSL name variable; initials are separated by spaces, so that a processor can count them.

    >>> format_names([Name("Smith", "JA", initials="JA", suffix="Jr"), Name(literal="A Group")])
    [{'family': 'Smith', 'given': 'J A', 'suffix': 'Jr'}, {'literal': 'A Group'}]
    """
    return list(map(_format_name, names))


def _format_name(name: Name) -> dict[str, Any]:
    item = {}
    if name.family:
        item["family"] = name.family
    if given := name.given:
        item["given"] = _space_initials(given) if given == name.initials else given
    if name.suffix or name.literal or name.non_dropping_particle or name.dropping_particle:
        item |= _format_rare_parts(name)
    return item


def _format_rare_parts(name: Name) -> dict[str, Any]:
    return {part: text for field, part in _RARE_PARTS if (text := getattr(name, field))}


def _space_initials(initials: str) -> str:
    """``JA`` → ``J A``; ``JSz`` → ``J Sz``."""
    return "".join(f" {letter}" if letter.isupper() else letter for letter in initials).lstrip()


# --- dates ----------------------------------------------------------------------------------------------------

_EDTF_SEASON: Final = 20
"""Added to a season, it gives EDTF's month."""
_SEASON_MONTHS: Final = frozenset((13, 14, 15, 16, 21, 22, 23, 24))
"""The months that stand for seasons: CSL's older ones, and EDTF's."""
_SEASONS: Final = {str(number): number for number in range(1, 5)} | SEASON_NUMBERS


def _parse_csl_date(value: Any) -> Date | None:
    """A CSL date variable, or EDTF text."""
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
    """Take one or two lists of year, month and day; False if they contain anything but numbers."""
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
    year, month, day = (*numbers, 0, 0, 0)[:3]
    date.year = year or None
    if 1 <= month <= 12:
        date.month = month
        date.day = day if 1 <= day <= 31 else None
    elif month in _SEASON_MONTHS:
        date.season = (month - 1) % 4 + 1


def format_csl_date(date: Date) -> dict[str, Any]:
    """A date as a CSL date variable. Processors prefer ``literal``, so it is given only if there is no year.

    Seasons in a range are EDTF's months 21 to 24.

    >>> format_csl_date(Date(2010, 9, end=Date(2010, 10), literal="2010 Sep/Oct"))
    {'date-parts': [[2010, 9], [2010, 10]]}
    >>> format_csl_date(Date(1987, literal="1987 3rd Quart")), format_csl_date(Date(literal="undated"))
    ({'date-parts': [[1987]]}, {'literal': 'undated'})
    """
    item: dict[str, Any] = {}
    if date.year is None:
        if literal := format_date(date):
            item["literal"] = literal
    elif date.end is None:
        item["date-parts"] = [_date_parts(date)]
    else:
        item["date-parts"] = [_date_parts(side, _EDTF_SEASON) for side in (date, date.end)]
    if date.season is not None and date.end is None:
        item["season"] = date.season
    if date.circa:
        item["circa"] = True
    return item


def _date_parts(date: Date, season: int = 0) -> list[int]:
    if date.year is None:
        return [0]
    if date.month is None:
        return [date.year] if date.season is None or not season else [date.year, date.season + season]
    return [date.year, date.month] if date.day is None else [date.year, date.month, date.day]


# --- the table ------------------------------------------------------------------------------------------------


def _schema(properties: dict[str, Any]) -> Any:
    """A struct that has these properties, spelled with ``-`` for ``_``, and no others."""
    fields = [(name, kind, "") for name, kind in properties.items()]
    return defstruct("Schema", fields, rename="kebab", forbid_unknown_fields=True)


_FLAG: Final = str | float | bool
_NAME: Any = _schema(
    dict.fromkeys(NAME_PARTS, str) | {"comma_suffix": _FLAG, "static_ordering": _FLAG, "parse_names": _FLAG}
)
_DATE: Any = _schema(
    {"date_parts": list[list[str | float]], "season": str | float, "circa": _FLAG, "literal": str, "raw": str}
)


class Kind(Struct, frozen=True):
    """A kind of value: JSON ↔ the value of a field."""

    parse: Callable[[Any], Any]
    format: Callable[[Any], Any] | None
    """None: a value of the field is JSON as it is."""
    schema: Any = str
    """The type that the schema allows."""


KINDS: Final[dict[Any, Kind]] = {
    str: Kind(parse_text, None),
    list[Name]: Kind(_parse_names, format_names, list[_NAME]),
    Date | None: Kind(_parse_csl_date, format_csl_date, _DATE),
    list[Keyword]: Kind(_parse_keywords, _format_keywords),
    list[AbstractSection]: Kind(_parse_abstract, partial(format_abstract, unlabelled=False)),
}
"""Type of a field → the kind of its values."""
KINDS_OF_FIELDS: Final[dict[str, Kind]] = {
    "ISBN": Kind(partial(_parse_list, separator=_ANY_SEPARATOR), " ".join),
    "language": Kind(_parse_language, _format_language),
}
"""The fields whose type does not tell the kind of their values."""

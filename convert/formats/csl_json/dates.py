"""Dates of CSL-JSON ↔ dates of a record; they are read in whatever form programs and people have written them.

The schema has ``date-parts``, ``season``, ``circa``, ``literal`` and ``raw``. Found are texts, flat parts, ``date_parts``, parts in words, and
pandoc's former ``{"year": 2017, "month": 4}``, alone or in a list.
"""

from typing import Any, Final

from convert.model.dates import (
    MONTH_NUMBERS,
    SEASON_NUMBERS,
    format_date,
    is_parsed,
    parse_date,
    parse_spoken_date,
)
from convert.model.record import Date

_EDTF_SEASON: Final = 20
"""Added to a season, it gives EDTF's month."""
_SEASON_MONTHS: Final = frozenset((13, 14, 15, 16, 21, 22, 23, 24))
"""The months that stand for seasons: CSL's older ones, and EDTF's."""
_SEASONS: Final = {str(number): number for number in range(1, 5)} | SEASON_NUMBERS

# --- read -----------------------------------------------------------------------------------------------------


def parse_csl_date(value: Any) -> Date | None:
    """A CSL date variable, or text; None if nothing of it is a date.

    >>> [(date.year, date.month, date.season) for date in map(parse_csl_date, ("2015-3", {"date-parts": [2015, "Mar"]},
    ...  [{"year": "2017", "month": "04"}], {"date_parts": [[2015, 3]]}, {"date-parts": [[2009, "season-04"]]}))]
    [(2015, 3, None), (2015, 3, None), (2017, 4, None), (2015, 3, None), (2009, None, 4)]
    """
    if isinstance(value, list) and value and all(isinstance(side, dict) for side in value):
        return _parse_sides(value)
    if isinstance(value, str | int) and not isinstance(value, bool):
        value = {"raw": str(value)}
    if not isinstance(value, dict):
        return None
    if "year" in value:
        return _parse_sides([value])
    literal = value.get("literal")
    date = _parse_literal(literal) if isinstance(literal, str) else Date()
    if isinstance(raw := value.get("raw"), str):
        date = _parse_edtf(raw)
    parts = value.get("date-parts", value.get("date_parts"))
    if parts is not None and not (isinstance(parts, list) and _fill_range(date, parts)):
        return None
    if (season := _season(value.get("season"))) and date.month is None:
        date.season = season
    date.circa = date.circa or value.get("circa") not in (None, False, "", 0, "0", "false")
    return date


def _parse_sides(sides: list[dict[str, Any]]) -> Date | None:
    """``{"year": 2017, "month": 4, "day": 7}``, one or, for a range, two."""
    date = Date()
    parts = [[side.get(part) for part in ("year", "month", "day")] for side in sides[:2]]
    if not _fill_range(date, parts):
        return None
    if (season := _season(sides[0].get("season"))) and date.month is None:
        date.season = season
    return date


def _season(value: Any) -> int | None:
    return _SEASONS.get(str(value).lower().removeprefix("season-").lstrip("0"))


def _parse_literal(text: str) -> Date:
    """A text that is to be printed as it is; a year alone, or a date that it says wholly, is understood."""
    date = parse_spoken_date(text)
    return date if date.year is not None and is_parsed(date) else Date(literal=text)


def _parse_edtf(text: str) -> Date:
    first, slash, last = text.partition("/")
    date = parse_date(first.rstrip("~?%"))
    if slash and date.year is not None and not date.literal:
        end = parse_date(last.rstrip("~?%"))
        if end.literal and last:
            return parse_date(text)
        date.end = end
    if not is_parsed(date):
        date = parse_spoken_date(text)
    date.circa = "~" in text or "%" in text
    return date


def _fill_range(date: Date, parts: list[Any]) -> bool:
    """Take one or two lists of year, month and day, or the parts of one; False if they hold anything else."""
    sides = parts if any(isinstance(side, list) for side in parts) else [parts]
    if not all(isinstance(side, list) for side in sides):
        return False
    numbers: list[list[int]] = []
    for side in sides:
        found = [part if part.__class__ is int else _number(part) for part in side if part not in (None, "")]
        if None in found or (
            side and str(side[0])[:1].isalpha() and side[0] is not None
        ):  # a month is no year
            return False
        numbers.append([number for number in found if number is not None])
    if numbers:
        _fill_day(date, numbers[0])
    if len(numbers) > 1:
        date.end = Date()
        _fill_day(date.end, numbers[1])
    return True


def _number(part: Any) -> int | None:
    """``2015``, ``"03"``, ``3.0``, ``"Mar"``, ``"season-04"`` → a number, a season's as EDTF has it."""
    text = str(part).strip().lower().removesuffix(".0")
    if text.startswith("season"):
        season = _season(text)
        return season + _EDTF_SEASON if season else None
    if season := SEASON_NUMBERS.get(text):
        return season + _EDTF_SEASON
    if text[:3] in MONTH_NUMBERS:
        return MONTH_NUMBERS[text[:3]]
    return int(text) if text.removeprefix("-").isdecimal() else None


def _fill_day(date: Date, numbers: list[int]) -> None:
    year, month, day = (*numbers, 0, 0, 0)[:3]
    date.year = year or None
    if 1 <= month <= 12:
        date.month = month
        date.day = day if 1 <= day <= 31 else None
    elif month in _SEASON_MONTHS:
        date.season = (month - 1) % 4 + 1


# --- write ----------------------------------------------------------------------------------------------------


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

"""CSL-JSON date → Date: date-parts, seasons, ranges, EDTF and English text (CSL 1.0.2, "Date Variables")."""

import re
from collections.abc import Mapping
from typing import Any

import msgspec
from msgspec.structs import replace

from convert.csl.text.rich_text import parse_rich_text
from convert.model.dates import SEASONS


class Day(msgspec.Struct, frozen=True, gc=False):
    """A date; 0 stands for an unknown part."""

    year: int = 0
    month: int = 0
    day: int = 0
    season: int = 0
    """1 spring, …, 4 winter, if there is no month."""

    @property
    def number(self) -> str:
        """YYYYMMDD as a sort key in which years BC come first."""
        year = self.year if self.year >= 0 else 10_000 + self.year
        return f"{'B' if self.year >= 0 else 'A'}{year:05}{self.month:02}{self.day:02}"


class Date(msgspec.Struct, frozen=True, gc=False):
    """A date, a range of dates, or a text that could not be parsed."""

    start: Day = Day()
    end: Day | None = None
    """The end of a range; ``Day()`` for an open range."""
    uncertain: bool = False
    literal: str = ""

    @property
    def sort_key(self) -> str:
        """The start, and the end of a range: ranges follow single dates ("Sorting Variables")."""
        if self.literal and not self.start.year:
            return ""
        return self.start.number + ("-" + self.end.number if self.end is not None else "")


_MONTH_NAMES = "january february march april may june july august september october november december"
_MONTHS = {"sept": 9} | {
    word: n for n, name in enumerate(_MONTH_NAMES.split(), 1) for word in (name, name[:3])
}
_SEASONS = {"autumn": 3} | {name.lower(): number for number, name in enumerate(SEASONS, 1)}
_EDTF = re.compile(r"(?P<year>[-y]?-?\d{4,})(?:-(?P<month>\d\d|XX))?(?:-(?P<day>\d\d|XX))?(?P<mark>[?~%]?)")
_EMPTY = Day()


def parse_date(source: Any) -> Date | None:
    """A CSL-JSON date → Date; None if it is empty."""
    if type(source) is not dict and not isinstance(source, Mapping):
        return parse_text(str(source)) if source else None
    uncertain = source.get("circa") not in (None, False, "", 0, "0", "false")
    parts = source.get("date-parts")
    days = [day for day in map(_parse_parts, parts if isinstance(parts, list) else ()) if day is not None]
    if days:
        start = days[0]
        if source.get("season"):
            start = _with_season(start, source["season"])
        end = days[1] if len(days) > 1 and days[1] != start else None
        if end is not None and not end.year and end != _EMPTY:
            end = replace(end, year=start.year)
        return Date(start, end, uncertain)
    if source.get("literal"):
        return Date(literal=parse_rich_text(str(source["literal"])), uncertain=uncertain)
    for name in ("raw", "edtf"):
        if source.get(name):
            found = parse_text(str(source[name]))
            return replace(found, uncertain=uncertain or found.uncertain)
    if source.get("season") and source.get("year"):
        return Date(Day(_integer(source["year"]), 0, 0, _integer(source["season"])), None, uncertain)
    return None


def _with_season(day: Day, source: Any) -> Day:
    """Add the season that a date gives as a number or a word."""
    number = _integer(source)
    if number and not day.month and not day.season:
        return Day(day.year, 0, 0, _season(number))
    if number or not str(source).isalpha():
        return day
    return replace(day, season=_SEASONS.get(str(source).lower(), day.season))


def _integer(value: Any) -> int:
    if type(value) is int:
        return value
    try:
        return int(value)
    except (TypeError, ValueError):
        found = re.match(r"\s*(-?\d+)", str(value))
        return int(found[1]) if found else 0


def _season(number: int) -> int:
    return (number - 1) % 4 + 1 if number <= 24 else 0


def _parse_parts(parts: Any) -> Day | None:
    """``[2020, 2, 15]`` → Day. Months 13 to 24 are seasons; ``[0]`` is the open end of a range."""
    if not isinstance(parts, list | tuple) or not parts:
        return None
    year, month, day = [*map(_integer, parts[:3]), 0, 0][:3]
    if not year:
        return _EMPTY if len(parts) == 1 and parts[0] in (0, "0") else None
    if 1 <= month <= 12:
        return Day(year, month, day if 1 <= day <= 31 else 0)
    return Day(year, 0, 0, _season(month)) if 13 <= month <= 24 else Day(year)


def parse_text(text: str) -> Date:
    """EDTF or English text → Date; text that can't be parsed becomes its ``literal``.

    >>> parse_text("2019-03/2019-05").end
    Day(year=2019, month=5, day=0, season=0)
    >>> parse_text("14 March 2019").start, parse_text("Bogus").literal
    (Day(year=2019, month=3, day=14, season=0), 'Bogus')
    """
    text = text.strip()
    uncertain = False
    for pattern in (r"^(?:circa|ca?\.?)\s+", r"\?$"):
        text, count = re.subn(pattern, "", text, flags=re.IGNORECASE)
        uncertain = uncertain or bool(count)
    for joint in ("/", " - ", "–", " to "):
        first, found, second = text.partition(joint)
        if found and (start := _parse_day(first)) and (end := _parse_end(second)):
            first_day = start[0] if start[0].year else replace(start[0], year=end[0].year)
            return Date(first_day, end[0], uncertain or start[1] or end[1])
    single = _parse_day(text)
    if single is None or not single[0].year:
        return Date(literal=parse_rich_text(text), uncertain=uncertain)
    return Date(single[0], None, uncertain or single[1])


def _parse_end(text: str) -> tuple[Day, bool] | None:
    return (_EMPTY, False) if text.strip() in ("", "..", "open") else _parse_day(text)


def _parse_day(text: str) -> tuple[Day, bool] | None:
    text = text.strip()
    found = _EDTF.fullmatch(text.partition("T")[0] if re.match(r"-?\d{4}-", text) else text)
    if found:
        parts = [_integer(found["year"].lstrip("y")), _integer(found["month"]), _integer(found["day"])]
        day = _parse_parts(parts)
        return (day, bool(found["mark"])) if day else None
    return _parse_words(text)


def _parse_words(text: str) -> tuple[Day, bool] | None:
    """``March 14, 2019``, ``Spring 2001``, ``3/14/2019``, ``44 BC``."""
    year = month = day = season = 0
    slashed = re.fullmatch(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})|(\d{4})[/.](\d{1,2})(?:[/.](\d{1,2}))?", text)
    if slashed:
        numbers = [int(n) if n else 0 for n in slashed.groups()]
        order = (numbers[2], numbers[0], numbers[1]) if numbers[2] else (numbers[3], numbers[4], numbers[5])
        return Day(*order), False
    for word in re.findall(r"\d+|[^\W\d_]+", text.lower()):
        if word.isdigit():
            if len(word) >= 3 or (year == 0 and re.search(rf"{word}\s*(?:bc|ad)", text.lower())):
                year = int(word)
            else:
                day = int(word)
        elif word in _MONTHS:
            month = _MONTHS[word]
        elif word in _SEASONS:
            season = _SEASONS[word]
        elif word in ("bc", "bce"):
            year = -year
        elif word not in ("ad", "ce", "st", "nd", "rd", "th", "of"):
            return None
    if not (year or month or season) or day > 31:
        return None
    return Day(year, month, day if month else 0, 0 if month else season), False

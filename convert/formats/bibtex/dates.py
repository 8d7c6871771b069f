"""Dates of BibTeX (``year``, ``month``, ``day``) and BibLaTeX (``date``, in EDTF) ↔ dates of a record.

EDTF is https://www.loc.gov/standards/datetime/, of which section 2.3.8 of BibLaTeX's manual says what BibLaTeX takes.
"""

import re
from collections.abc import Callable
from operator import attrgetter

from convert.model.dates import MONTHS, SEASONS, format_iso_date, is_parsed, parse_date, parse_spoken_date
from convert.model.record import Date, Record

MACROS = tuple(month.lower() for month in MONTHS)
"""The macros that every style of BibTeX defines for months."""

# --- record → field -------------------------------------------------------------------------------------------


def issued(form: Callable[[Date], str]) -> Callable[[Record], str]:
    """A function from a record to a form of its date of issue, or else of its electronic date."""

    def value(record: Record) -> str:
        date = record.issued or record.available_date
        return form(date) if date is not None else ""

    return value


def iso_date_in(field: str) -> Callable[[Record], str]:
    """A function from a record to the date in one of its fields, in ISO 8601."""
    get: Callable[[Record], Date | None] = attrgetter(field)
    return lambda record: format_iso_date(date) if (date := get(record)) is not None else ""


def year(date: Date) -> str:
    """The year, or the source's words for a date without a year."""
    return str(date.year) if date.year is not None else date.literal


def month(date: Date) -> str:
    """BibTeX's macro for a month, or two of them for a range."""
    if not date.month:
        return ""
    last = date.end.month if date.end is not None else None
    first = MACROS[date.month - 1]
    return f'{first} # "/" # {MACROS[last - 1]}' if last and last != date.month else first


def season(date: Date) -> str:
    """The season or seasons of a date without a month, or the source's words without the year."""
    if date.month:
        return ""
    seasons = [SEASONS[side.season - 1] for side in (date, date.end) if side is not None and side.season]
    return "/".join(dict.fromkeys(seasons)) or words(date)


def day(date: Date) -> str:
    """The first day of a date; BibTeX has no ranges of days."""
    return str(date.day) if date.day else ""


def words(date: Date) -> str:
    """The source's words beside the year, if they can't be parsed; BibLaTeX's ``issue`` can hold them."""
    if date.year is None or is_parsed(date):
        return ""
    return date.literal.removeprefix(str(date.year)).lstrip("-/").strip()


def iso_date(date: Date) -> str:
    """A date or range for BibLaTeX: in ISO 8601, with ``~`` for about."""
    iso = format_iso_date(date)
    return f"{iso}~" if iso and date.circa and date.end is None else iso


def yearless(date: Date) -> str:
    """The source's words for a date without a year."""
    return date.literal if date.year is None else ""


# --- field → record -------------------------------------------------------------------------------------------

_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
_MONTH = rf"((?:{'|'.join(MACROS)})[^\W\d]*)"
_DAY_IN_MONTH = re.compile(rf"{_DAY}[\s.]+{_MONTH}\.?|{_MONTH}[\s.]+{_DAY}", re.IGNORECASE)

_YEAR = re.compile(r"[c©[(]{0,2}(\d{4})(?:[a-z]?[])]{0,2}|\s*;\s*\d{4})")
"""``[2001]``, ``c2001``; ``2001a``, which tells an author's works apart; ``2015; 2014``, which ProQuest writes."""


def parse_bibtex_date(year: str, month: str, day: str = "") -> Date:
    """Year, month and day → a date; the month may be a number, a name, a range, or hold the day.

    >>> [(date.month, date.day, date.season, date.end and date.end.month) for date in (
    ...  parse_bibtex_date("2021", "8", "9"), parse_bibtex_date("2021", "August"), parse_bibtex_date("2021", "9~aug"),
    ...  parse_bibtex_date("2021", "sep/oct"), parse_bibtex_date("2021", "Spring"))]
    [(8, 9, None, None), (8, None, None, None), (8, 9, None, None), (9, None, None, 10), (None, None, 1, None)]
    >>> [parse_bibtex_date(text, "").year for text in ("2001a", "c2001", "[2001]", "2015; 2014")]
    [2001, 2001, 2001, 2015]
    >>> [(date.month, date.day, date.season, date.end and date.end.season) for date in (
    ...  parse_bibtex_date("2024", "2024 MAR 4"), parse_bibtex_date("2006", "SPR-SUM"), parse_bibtex_date("1999", "SUM"))]
    [(3, 4, None, None), (None, None, 1, 2), (None, None, 2, None)]
    >>> parse_bibtex_date("2008", "jul/aug", "24").day  # the first day of a range
    24
    """
    month = month.replace("\u00a0", " ").replace("~", " ").strip(" .,")
    if match := _YEAR.fullmatch(year):
        year = match[1]
    if match := _DAY_IN_MONTH.fullmatch(month):
        before, first, last, after = match.groups()
        month, day = first or last, day or before or after
    if month.isdecimal() and 1 <= int(month) <= 12:
        month = MONTHS[int(month) - 1]
    spelled = re.sub(r"(?<!\s)\s*(?:/|–|--| and )\s*", "-", month)
    begins = int(day) if "-" in spelled and day.isdecimal() else None
    date = parse_date(" ".join(part for part in (year, spelled, "" if begins else day) if part))
    if not is_parsed(date) and month:
        spoken = parse_spoken_date(month, year)  # SPR and 2024 MAR 4 of Web of Science
        date = spoken if is_parsed(spoken) and str(spoken.year) == year else date
    if is_parsed(date):
        date.literal = ""
        date.day = date.day or begins
    return date


def parse_edtf(text: str) -> Date:
    """A date or range of BibLaTeX's → a date: ``2021-08~``, ``2021-21``, ``1998-12/1999-01``, ``1998/``, ``199X``, ``-0043``.

    A year before Christ counts as CSL's do: EDTF has a year 0, which is 1 BC.

    >>> date = parse_edtf("2010-09/2010-10~")
    >>> date.month, date.end.month, date.circa
    (9, 10, True)
    >>> decade = parse_edtf("199X")
    >>> decade.year, decade.end.year, parse_edtf("-0043").year, parse_edtf("2004-06-XX").month, parse_edtf("2004-XX").year
    (1990, 1999, -44, 6, 2004)
    """
    text = _UNSPECIFIED.sub("", text.strip())
    if decade := _YEARS.fullmatch(text):
        begin, places = decade.groups()
        text = f"{begin}{'0' * len(places)}/{begin}{'9' * len(places)}"
    first, slash, last = text.partition("/")
    if slash and not first.strip(". "):
        first, last = last, ""
    date = _parse_edtf_side(first)
    if slash and last.strip(". "):
        date.end = _parse_edtf_side(last)
        date.circa = date.circa or date.end.circa
        date.end.circa = False
    if not is_parsed(date):
        return parse_bibtex_date(text, "")
    return date


_UNSPECIFIED = re.compile(r"(?<=\d)(?:-[XxUu]{2})+(?=$|/)")
_YEARS = re.compile(r"(\d{2,3})([XxUu]{1,2})")
_BEFORE_CHRIST = re.compile(r"-(\d{1,4})")


def _parse_edtf_side(text: str) -> Date:
    bare = text.strip().rstrip("~?%")
    if years := _BEFORE_CHRIST.fullmatch(bare):
        date = Date(year=-int(years[1]) - 1)
    else:
        date = parse_date(bare.partition("T")[0] if bare[:4].isdecimal() else bare)
    date.circa = bare != text.strip()
    if date.time or "T" in bare[10:11]:
        date.time = bare.partition("T")[2][:5]
    return date

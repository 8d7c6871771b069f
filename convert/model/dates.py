"""Text ↔ dates, in any of PubMed's spellings and in ISO 8601; the names of months and seasons.

A date that can't be parsed as a whole is kept in ``Date.literal``.
"""

import re

from convert.model.record import Date, Record

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
SEASONS = ("Spring", "Summer", "Fall", "Winter")
"""PubMed's names of CSL's seasons 1 to 4."""
MONTH_NUMBERS = {name.lower(): number for number, name in enumerate(MONTHS, 1)}
SEASON_NUMBERS = {name.lower(): number for number, name in enumerate(SEASONS, 1)} | {"autumn": 3}
_ZONE = r"(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?"
_DIGITAL_DATE = rf"(\d{{4}})(?:([-/]?)(\d{{2}})(?:\2(\d{{2}}))?)?(?:[ T](\d{{1,2}}:\d{{2}}){_ZONE})?"
_SHORT_DIGITS = re.compile(r"(\d{4})([-/ ])(\d{1,2})(?:\2(\d{1,2}))?")
_NUMBERS = {f"{number:02}": number for number in range(1, 32)}
_NUMBERS |= {str(number): number for number in range(1, 10)}
_COMMON_MONTHS = {name: number for number, name in enumerate(MONTHS, 1)}
_COMMON_DATE = re.compile(rf"(\d{{4}}) ({'|'.join(MONTHS)})(?: ([1-9]|[12]\d|3[01]))?")
_COMMON_DIGITS = re.compile(r"(\d{4})(/?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?: (\d\d:\d\d))?", re.ASCII)
"""The forms of nine in ten of PubMed's dates, which these patterns parse in a fraction of the time."""
_DATE_PARTS = re.compile(r"(\d+)|([^\W\d_]+)\.?|([-–/])|\s+")


def parse_date(text: str) -> Date:
    """A date in any of PubMed's spellings, or in ISO 8601's.

    ``literal`` keeps the whole text if a part of it can't be parsed, or if ``format_date`` would spell it differently.
    The year is parsed even then, if there is one.

    >>> parse_date("2021 Aug 9")
    Date(year=2021, month=8, day=9, season=None, time='', end=None, circa=False, literal='')
    >>> parse_date("1998 Dec-1999 Jan").end
    Date(year=1999, month=1, day=None, season=None, time='', end=None, circa=False, literal='')
    >>> parse_date("2020 Mar/Apr").literal
    '2020 Mar/Apr'
    >>> format_date(parse_date("20210809")), format_date(parse_date("2022/08/03 06:01"))
    ('2021 Aug 9', '2022 Aug 3 06:01')
    >>> format_date(parse_date("2015-3")), format_date(parse_date("2021-08-09T10:00:00Z"))
    ('2015 Mar', '2021 Aug 9 10:00')
    >>> parse_date("1987 3rd Quart")
    Date(year=1987, month=None, day=None, season=None, time='', end=None, circa=False, literal='1987 3rd Quart')
    """
    text = text.strip()
    if match := _COMMON_DATE.fullmatch(text):
        year, month, day = match.groups()
        return Date(int(year), _COMMON_MONTHS[month], _NUMBERS[day] if day else None)
    if match := _COMMON_DIGITS.fullmatch(text):
        year, _, month, day, time = match.groups("")
        return Date(int(year) or None, _NUMBERS[month], _NUMBERS[day], None, time)
    if match := re.fullmatch(_DIGITAL_DATE, text) or _SHORT_DIGITS.fullmatch(text):
        year, _, month, day, time = (*match.groups(""), "")[:5]
        date = _checked_date(int(year), int(month or 0), int(day or 0))
        if date is not None:
            date.time = time.zfill(5) if time else ""
            return date
    elif (date := _parse_worded_date(text)) is not None:
        if format_date(date) != text:
            date.literal = text
        return date
    year_only = re.search(r"\b(1[5-9]|20)\d\d\b", text)
    return Date(year=int(year_only[0]) if year_only else None, literal=text)


_SLASHED_DATE = re.compile(r"(\d{4})[/-](\d{0,2})(?:/(\d{0,2})(?:/(.*))?)?")
_BARE_YEAR = re.compile(r"[(\[]?c?((?:1[5-9]|20)\d\d)(?:[a-z]|\.0)?[)\]]?")
_LABELLED = re.compile(r"[A-Za-z ]+: ?(\d{8})|(\d{4}-\d\d-\d\d)T[\d:.]+Z?")


def parse_slashed_date(text: str) -> Date:
    """``YYYY/MM/DD/other``, RIS's form of a date, in which any part but the year may be empty; or a date in any other form.

    >>> [(date.year, date.month, date.day, date.season) for date in map(parse_slashed_date,
    ...  ("2021/08/09/", "2021/8//", "2021///Spring", "2021", "9 August 2021", "1983-03//", "2022///Fal 2022"))]
    [(2021, 8, 9, None), (2021, 8, None, None), (2021, None, None, 1), (2021, None, None, None), (2021, 8, 9, None),
     (1983, 3, None, None), (2022, None, None, 3)]
    >>> [(date.month, date.day, date.end.month, date.end.day) for date in map(parse_slashed_date,
    ...  ("2020/11//Nov/Dec2020", "4-8 Aug. 2020"))]
    [(11, None, 12, None), (8, 4, 8, 8)]
    """
    match = _SLASHED_DATE.fullmatch(text)
    if match is None:
        return _parse_with_year_anywhere(text)
    year, month, day, other = match.groups("")
    if month > "12" and not day and int(month) == (int(year) + 1) % 100:  # 2020/21
        return Date(year=int(year), end=Date(year=int(year) + 1))
    if other and not day:
        date = _parse_with_year_anywhere(f"{year} {other.replace(year, '')}")
        if is_parsed(date) and (not month or (date.month == int(month) and date.end)):
            return date
        if not month:
            return Date(year=int(year), literal=f"{year} {other}")
    return parse_date("-".join(part.zfill(2) for part in (year, month, day) if part))


def _parse_with_year_anywhere(text: str) -> Date:
    """A date whose year may stand behind its words: ``September 1, 2021``, ``Mar. 2017``, ``Spring2020``."""
    date = parse_date(text)
    if not date.literal:
        return date
    if labelled := _LABELLED.fullmatch(text):
        return parse_date(labelled[1] or labelled[2])
    if bare := _BARE_YEAR.fullmatch(text):
        return Date(year=int(bare[1]))
    spoken = parse_spoken_date(text)
    if not is_parsed(spoken):
        return date
    spoken.literal = ""
    return spoken


def is_parsed(date: Date) -> bool:
    """Whether the parts of a date say all that the source says.

    >>> is_parsed(parse_date("2020 Mar/Apr")), is_parsed(parse_date("1987 3rd Quart"))
    (True, False)
    """
    return not date.literal or date.month is not None or date.season is not None or date.end is not None


def format_date(date: Date) -> str:
    """A date as MEDLINE writes it in DP.

    >>> format_date(Date(year=2010, month=9, end=Date(year=2010, month=10)))
    '2010 Sep-Oct'
    """
    if date.literal:
        return date.literal
    first = _format_day(date)
    if date.end is None:
        return first
    last = _format_day(date.end)
    for shared in (f"{date.year} {_month(date)} ", f"{date.year} "):
        if _month(date) and first.startswith(shared) and last.startswith(shared):
            return f"{first}-{last.removeprefix(shared)}"
    return f"{first}-{last}"


def format_iso_date(date: Date) -> str:
    """A date in ISO 8601, with only the parts that it has; a season is month 21 to 24, as in EDTF; ``""`` without a year.

    >>> format_iso_date(parse_date("2021 Aug 9")), format_iso_date(parse_date("2010 Sep-Oct"))
    ('2021-08-09', '2010-09/2010-10')
    """
    if date.year is None:
        return ""
    parts = [f"{date.year:04}"]
    if date.month is not None:
        parts.append(f"{date.month:02}")
        if date.day is not None:
            parts.append(f"{date.day:02}")
    elif date.season is not None:
        parts.append(f"{date.season + 20}")
    iso = "-".join(parts)
    return iso if date.end is None else f"{iso}/{format_iso_date(date.end)}"


def _month(date: Date) -> str:
    if date.month is not None:
        return MONTHS[date.month - 1]
    return SEASONS[date.season - 1] if date.season is not None else ""


def _format_day(date: Date) -> str:
    parts = (date.year, _month(date), date.day, date.time)
    return " ".join(str(part) for part in parts if part)


def _checked_date(year: int, month: int, day: int) -> Date | None:
    if 21 <= month <= 24 and not day:
        return Date(year=year, season=month - 20)
    if month > 12 or day > 31 or (day and not month):
        return None
    return Date(year=year or None, month=month or None, day=day or None)


def _parse_worded_date(text: str) -> Date | None:
    """``2021 Aug 9``, ``1998 Dec 15-1999 Jan 2``, ``2004 Fall-Winter``; None if a part is unknown."""
    sides: list[Date] = [Date()]
    position = 0
    while position < len(text):
        match = _DATE_PARTS.match(text, position)
        if match is None:
            return None
        position = match.end()
        number, word, dash = match.groups()
        if dash:
            sides.append(Date())
        elif (number and not _add_number(sides[-1], number)) or (word and not _add_word(sides[-1], word)):
            return None
    return _joined_range(sides)


def _add_number(date: Date, number: str) -> bool:
    if len(number) == 4 and date.year is None:
        date.year = int(number)
        return True
    if len(number) <= 2 and date.day is None and 1 <= int(number) <= 31:
        date.day = int(number)
        return True
    return False


def _add_word(date: Date, word: str) -> bool:
    word = word.lower()
    if date.month is not None or date.season is not None:
        return False
    date.season = SEASON_NUMBERS.get(word)
    if date.season is None:
        date.month = MONTH_NUMBERS.get(word[:3]) if len(word) >= 3 else None
    return date.month is not None or date.season is not None


def _joined_range(sides: list[Date]) -> Date | None:
    """One date, or a range whose end takes the parts that it omits from the beginning."""
    first = sides[0]
    if len(sides) > 2 or first.year is None:
        return None
    if len(sides) == 2:
        last = sides[1]
        if last.year is None:
            last.year = first.year
            if last.month is None and last.season is None:
                last.month, last.season = first.month, first.season
        first.end = last
    if any(side.day is not None and side.month is None for side in sides):
        return None
    return first


def date_chapter(record: Record) -> None:
    """Date a chapter of the Bookshelf by its posting, or else its revision, as NCBI and PubMed cite it; the book has its own date.

    >>> record = Record(type="chapter", issued=Date(1993), contribution_date=Date(2005, 4, 18), date_revised=Date(2023, 5, 11))
    >>> date_chapter(record)
    >>> record.issued.year, record.container_date.year
    (2005, 1993)
    """
    own = _own_date(record)
    if own is not None and record.container_date is None:
        record.container_date, record.issued = record.issued, own


def _own_date(record: Record) -> Date | None:
    """The date of a chapter."""
    return (record.contribution_date or record.date_revised) if record.type == "chapter" else None


def date_of_container(record: Record) -> Date | None:
    """The date of the issue or of the book, which PubMed has in PubDate."""
    return record.container_date or (None if record.issued == _own_date(record) else record.issued)


_DAY_MONTH_YEAR = re.compile(r"(\d{1,2})-([^\W\d_]{3,})\.?-(\d{4})")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_WORD = re.compile(r"[^\W\d_]+\.?")
_DAY_BEFORE_MONTH = re.compile(r"(?<!\d)(\d++(?:-\d++)?) ([A-Z][a-z]{2})")
_BY_THREE_LETTERS = {name[:3].lower(): name for name in (*MONTHS, *SEASONS)} | {"aut": "Fall"}


def parse_spoken_date(text: str, year: str = "") -> Date:
    """A date whose parts stand in any order, as databases write it; ``year`` where the text has none.

    >>> [format_date(parse_spoken_date(text)) for text in ("November 15, 2004", "DEC 16 2020", "04 2006", "2020-Dec", "15-Mar-2020")]
    ['2004 Nov 15', '2020 Dec 16', '2006 Apr', '2020 Dec', '2020 Mar 15']
    >>> [format_date(parse_spoken_date(text, "2019")) for text in ("SPR", "JAN-FEB", "5 March", "3rd quarter")]
    ['2019 Spring', '2019 Jan-Feb', '2019 Mar 5', '2019 3rd quarter']
    """
    rest = _DAY_MONTH_YEAR.sub(r"\1 \2 \3", text.replace(",", " "))
    if found := _YEAR.search(rest):
        year, rest = found[0], f"{rest[: found.start()]} {rest[found.end() :]}"
    rest = " ".join(rest.split()).strip(" -/.")
    if re.fullmatch(r"0[1-9]|1[0-2]", rest):
        return parse_date(f"{year}/{rest}")
    named = _WORD.sub(lambda word: _BY_THREE_LETTERS.get(word[0][:3].lower(), word[0]), rest)
    named = _DAY_BEFORE_MONTH.sub(r"\2 \1", named)
    date = parse_date(f"{year} {named}".strip())
    return date if is_parsed(date) else parse_date(text if found else f"{year} {text}".strip())

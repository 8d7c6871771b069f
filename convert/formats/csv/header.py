"""The header of a table: where it stands, whose it is, and with that what each column holds.

Embase, Dimensions and people put lines before it: the search, the date of the export, a title.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from convert.formats.csv.columns import COLUMNS
from convert.formats.csv.profile import Profile, columns_of, simplify
from convert.formats.csv.profiles import CHOSEN, COMMON, EMBASE_VERTICAL, PROFILES
from convert.formats.csv.rows import Plan, fill_with

LINES_BEFORE: Final = 20
"""In how many lines or rows a header is looked for."""
_NEEDED: Final = frozenset({"title", "DOI", "PMID"})
_SEPARATOR_LINE: Final = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE)
"""Excel's own line, which names the delimiter."""


class Header(NamedTuple):
    """Where a table begins."""

    start: int
    """Of its header, among the lines or rows."""
    delimiter: str
    is_vertical: bool = False
    """Whether each line is a field, as in Embase's export by rows."""


def find_header(lines: Sequence[str], delimiters: str) -> Header | None:
    """The header among the first lines of a text, if its delimiter is one of ``delimiters``."""
    given = _SEPARATOR_LINE.fullmatch(lines[0]) if lines else None
    start = 1 if given else 0
    if "," in delimiters and is_vertical([split_line(line, ",") for line in lines]):
        return Header(start, ",", is_vertical=True)
    for index, line in enumerate(lines[start:], start):
        delimiter = given[1] if given else find_delimiter(line)
        titles = (
            split_line(line, delimiter) if delimiter and line[:1] not in ("@", "%", "<", "{", "[") else []
        )
        if is_header(titles, is_first=index == start):
            return Header(index, delimiter) if delimiter in delimiters else None
    return None


def find_delimiter(line: str) -> str:
    """The most frequent delimiter of a line; ``""`` if it has none."""
    best = max("\t,;", key=line.count)
    return best if best in line else ""


def split_line(line: str, delimiter: str) -> list[str]:
    """The cells of one line, whatever is wrong with its quotation marks."""
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


def is_header(titles: Sequence[str], *, is_first: bool) -> bool:
    """Whether titles are a table's: those of a profile, or two that are known, with title, DOI or PMID among them.

    Behind other lines at least four must be known, and half of all: prose has such words, too.
    """
    if len(titles) < 2:
        return False
    if profile_of(titles) not in (CHOSEN, COMMON):
        return True
    known = [column.field for title in titles if (column := _COLUMNS[COMMON.name].get(simplify(title)))]
    if len(set(known)) < 2 or _NEEDED.isdisjoint(known):
        return False
    return is_first or (len(known) >= 4 and 2 * len(known) >= len(titles))


def is_vertical(rows: Sequence[Sequence[str]]) -> bool:
    """Whether lines begin with Embase's titles in capitals, ``"TITLE","On coins"``."""
    labels = [row[0] for row in rows if len(row) > 1 and row[0].isupper()]
    return (
        "TITLE" in labels and sum(simplify(label) in _COLUMNS[EMBASE_VERTICAL.name] for label in labels) > 2
    )


# --- titles → what the columns hold -----------------------------------------------------------------------------------

_COLUMNS: Final = {profile.name: columns_of(profile.columns) for profile in (*PROFILES, CHOSEN, COMMON)}
"""Name of a profile → simplified title → column."""


def profile_of(titles: Sequence[str]) -> Profile:
    """The profile of a header; ``COMMON`` if it is nobody's."""
    simplified = frozenset(map(simplify, titles))
    known = (profile for profile in PROFILES if profile.knows(simplified))
    found = next((one for one in known if len(simplified.intersection(_COLUMNS[one.name])) > 1), COMMON)
    return CHOSEN if found is COMMON and COLUMNS.keys() >= set(titles) else found


def plan_of(titles: Sequence[str], profile: Profile | None = None) -> Plan:
    """What each column holds: the profile's first, in its order; the others by their common titles, or nothing."""
    profile = profile or profile_of(titles)
    columns = _COLUMNS[profile.name]
    order = {title: number for number, title in enumerate(columns)}
    keys = [simplify(title) for title in titles]
    indexes = sorted(range(len(titles)), key=lambda index: order.get(keys[index], len(order)))
    common = _COLUMNS[COMMON.name]
    fills = [fill_with(columns.get(key) or common.get(key)) for key in keys]
    return Plan([(index, titles[index], fills[index]) for index in indexes], profile)


def vertical_rows(rows: Iterator[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str], list[str]]]:
    """Embase's lines, a field each → the line, the titles and the cells of each record; a record begins with its title.

    >>> lines = [["TITLE", "On coins"], ["AUTHOR NAMES", "Roe R.J.", "Doe J."], [], ["TITLE", "Two"]]
    >>> list(vertical_rows(iter(enumerate(lines, 1))))
    [(1, ['TITLE', 'AUTHOR NAMES'], ['On coins', 'Roe R.J.; Doe J.']), (4, ['TITLE'], ['Two'])]
    """
    first, titles, cells = 0, list[str](), list[str]()
    for line, row in rows:
        if row and row[0] == "TITLE" and "TITLE" in titles:
            yield first, titles, cells
            titles, cells = [], []
        if len(row) > 1 and row[0].isupper() and row[0] != "SEARCH QUERY":
            first = line if not titles else first
            titles.append(row[0])
            cells.append("; ".join(filter(None, map(str.strip, row[1:]))))
    if titles:
        yield first, titles, cells

"""A reference → its parts, in each order that styles have: the title in quotation marks, the year behind the authors, no authors, any other."""

import itertools
import re
from typing import Final

from msgspec import Struct

from convert.formats.pubmed_text.names import split_authors
from convert.formats.pubmed_text.words import YEAR
from convert.formats.reference_list.identifiers import take_identifiers
from convert.formats.reference_list.journal import split_title
from convert.formats.reference_list.names import NameList, are_names, find_names, parse_names
from convert.formats.reference_list.place import DATE, MONTH, take_place
from convert.model.record import Record


class Parts(Struct):
    """A reference in its parts, as printed."""

    before: str
    """What was read as the authors."""
    authors: NameList
    date: str
    title: str
    """Empty if it stands before the journal in ``source``, parted by a full stop."""
    source: str
    has_comma: bool = False
    """Whether a comma or a colon closes the authors, as one may part title and journal."""


_NO_DATE = r"n\.d\.|no date|in press|forthcoming|in preparation|submitted"
_DATE_AFTER_NAMES = re.compile(
    rf"(?:^|,?\s)\((?P<bracketed>(?:{YEAR})[a-z]?(?:[,/] ?[^()]{{1,24}})?|{_NO_DATE})\)[.,:;]?(?=\s|$)"
    rf"|[,.]\s(?P<plain>(?:{YEAR})[a-z]?|n\.d\.)[.:,]?(?=\s|$)|\s(?P<bare>{YEAR})[.:]?(?=\s[“\"‘])"
    rf"|(?<=\w)\s(?P<typed>{YEAR})\.(?=\s)|[,.]\s(?P<month>{MONTH} {YEAR})\.(?=\s)"
)
_LONGEST_NAMES = 6000
_QUOTES: Final = (("“", "”"), ('"', '"'), ("«", "»"), ("„", "“"), ("‘", "’"), ("'", "'"))
_OPENING = re.compile(r"(?:^|(?<=[\s(]))[“\"«„‘']")
_GOES_ON = re.compile(
    r" (?!in )[a-zß-öø-ÿ]+ [a-zß-öø-ÿ]+ [a-z]| \w+ [a-z]+ (?:to|be|is|are|with|by|from|as|or)\b"
)
"""What follows a quotation within a title: ``“Is it so?” using words of patients``."""
_SUBTITLE = re.compile(r" [^\W\d_][\w -]{2,60}: [^\W\d_]")
"""What follows a quotation at the beginning of a title, and no name of a journal: ``“No escalation” designations: a study``."""
_AFTER_QUOTE = re.compile(r"[.,;]|\s*(?:$|\(|\[|[^\W\d_a-z]|\d|in\b)")


def quoted(text: str) -> Parts | None:
    """``Authors. “Title.” Source`` and ``Authors (Year) ‘Title’, Source``."""
    span = _quotation(text)
    if span is None:
        return None
    start, end = span
    title, source = text[start:end].strip(), text[end + 1 :].lstrip(" .,;")
    before, date = _names_and_date(text[: start - 1].rstrip())
    names = parse_names(_without_stop(before))
    if translated := _TRANSLATION.match(source):
        title, source = f"{title.removesuffix('.')} [{translated[1]}]", source[translated.end() :]
    if not date and (found := _LEADING_DATE.match(source)):
        date, source = found[1], source[found.end() :]
    return Parts(before, names, date, title.removesuffix(",").strip(), source) if title else None


def _quotation(text: str) -> tuple[int, int] | None:
    """Where a title in quotation marks begins and ends; None if there is none behind the authors."""
    opening = _OPENING.search(text)
    if opening is None:
        return None
    before = text[: opening.start()].rstrip()
    if before and not before.endswith((",", ".", ")", ":", ";")) and not re.search(rf"{YEAR}[a-z]?$", before):
        return None
    end = _closing(text, opening.end() - 1)
    return (opening.end(), end) if end >= 0 else None


def without_identifiers(text: str, record: Record) -> str:
    """The text without the identifiers of the work; those that its title quotes are another's, and stay: ``“Reply to Lee, doi: 10.5555/ab.”``."""
    span = _quotation(text)
    if span is None or not _QUOTED.search(text, *span):
        return take_identifiers(text, record)
    title = text[slice(*span)]
    return take_identifiers(text[: span[0]] + _ITS_PLACE + text[span[1] :], record).replace(_ITS_PLACE, title)


_QUOTED = re.compile(r"10\.\d{4}|PMID|PMC\d|https?://|www\.")
_ITS_PLACE: Final = "\ue000."
"""What stands for a title while identifiers are taken out of what is around it."""
_TRANSLATION = re.compile(r"\[([^\]]+)\]\. ")
"""PubMed's MLA has the translated title behind the quotation."""
_LEADING_DATE = re.compile(rf"\(?({YEAR}[a-z]?)\)?[.,]? (?=[^\W\d_])")


def _closing(text: str, opening: int) -> int:
    """Where a quotation ends whose first sign is at ``opening``; -1 if it doesn't end as a title does."""
    close = dict(_QUOTES)[text[opening]]
    depth = 0
    for position in range(opening + 1, len(text)):
        sign = text[position]
        if sign == close:
            is_inner = close in "’'" and text[position + 1 : position + 2].isalnum()
            if depth:
                depth -= 1
            elif not is_inner and _may_end(text, position):
                return position
        elif sign == text[opening] and sign != close:
            depth += 1
    return -1


def _may_end(text: str, position: int) -> bool:
    """Whether a title may end with the quotation mark at ``position``."""
    if _GOES_ON.match(text, position + 1):
        return False
    if text[position - 1] in ".,?!":
        return True
    return _AFTER_QUOTE.match(text, position + 1) is not None and not _SUBTITLE.match(text, position + 1)


def _names_and_date(text: str) -> tuple[str, str]:
    """``Lee, R.S. (2020)``, ``Lee, Rose S. 2020.`` or ``R. S. Lee,`` → the names, and the date."""
    found = _DATE_AT_END.search(text)
    return (text[: found.start()], found[1] or found[2]) if found else (text, "")


_DATE_AT_END = re.compile(
    rf",?\s?\(((?:{DATE})[a-z]?(?:, [^()]{{1,24}})?|{_NO_DATE})\)[.,:;]?$|,?\s?(?<!\d)({YEAR}[a-z]?|n\.d\.)[.,:;]?$"
)


def _without_stop(names: str) -> str:
    """A list of names without the full stop that closes it, if it isn't an initial's."""
    return (
        names[:-1]
        if re.search(r"[^\W\d_]{2}\.$", names) and not re.search(r"\b(?:al|[JS]r)\.$", names)
        else names
    )


def dated(text: str) -> Parts | None:
    """``Authors (Year). Title. Source``, ``Authors, Year. Title. Source``."""
    for found in _DATE_AFTER_NAMES.finditer(text, 0, _LONGEST_NAMES):
        if text.startswith(_NOTHING, found.end()):
            return None
        before, source = text[: found.start()], text[found.end() :].lstrip(" .,:")
        if found["plain"] and found[0][-1].isdecimal() and re.search(rf"\b{YEAR}\b", source):
            continue  # the title begins with a year, ``et al. 2022 guidelines … 2023;74:3``
        names = parse_names(_without_stop(before))
        if before and not _only_names(before + ("." if found[0].startswith(".") else ""), names):
            if found["typed"]:
                continue
            return None
        date = next(filter(None, found.groups()))
        if _OPENING.match(source) and quoted(text):
            return None
        return Parts(before, names, date, "", source, has_comma=found[0].endswith(","))
    return None


def _only_names(text: str, names: NameList) -> bool:
    """Whether a text is nothing but names: its last is where a list of names ends, or all are groups."""
    if not are_names(names.names):
        return False
    end = find_names(text)
    if end:
        return len(text) - end <= 1 or (len(names.names) > 1 and ". " not in text[end:])
    sentences = len(re.findall(r"[^\W\d_]{3}\. ", text))
    return not sentences and len(text.split()) <= 6 * len(names.names) + 8


_NOTHING = " . "
"""What Elsevier's style prints for the title behind the year if it stands before it: ``Title, 2020. . Journal``."""
_MOST_DATES = 6


def title_first(text: str) -> Parts | None:
    """``Title. (Year). Journal, place``: a work without authors."""
    has_names = find_names(text)
    for found in itertools.islice(_DATE_AFTER_NAMES.finditer(text), _MOST_DATES):
        title, source = text[: found.start()], text[found.end() :].lstrip(" .,:")
        if text.startswith(_NOTHING, found.end()):
            return Parts("", NameList([], complete=True), next(filter(None, found.groups())), title, source)
        if has_names:
            continue
        before, place = take_place(source, is_dated=True)
        is_journal = before and not re.search(YEAR, before) and not all(split_title(before)[:2])
        if is_journal and (place.volume or place.page):
            return Parts("", NameList([], complete=True), next(filter(None, found.groups())), title, source)
    return None


_FULL_NAMES = re.compile(
    r"[^\W\d_a-z][\w'’ ‐-]{1,40}, (?=[^\W\d_a-z])(?:[^.:?!]|\.(?=,)|(?<=\b[A-Z])\.){2,300}?(?<!\b[A-Z])\.(?=\s)"
)
"""``Doe, Jane A., and Richard Roe.``"""


_UNSTOPPED = re.compile(
    r"(?:(?:[^;.()\d]{2,60}; ){1,200}[^;.,()\d]{2,60}?|(?:[^;.,()&\d]{2,60}, ){0,200}[^;.,()&\d]{2,60} & [^\W\d_][\w'’-]+)"
    r" [A-Z](?:-?[A-Z]){0,3} (?=(?:[A-Z]|[^\W\d_]{1,3}-)?[a-z])"
)
"""``Nie D; Honn KV Cyclooxygenase and …``, as Bentham's journals cite, and ``Nie D & Honn KV Cyclooxygenase and …``."""


def plain(text: str) -> Parts | None:
    """``Authors. Title. Source``, in which the authors end where the names end."""
    end = find_names(text)
    if unstopped := _UNSTOPPED.match(text):
        names, rest = parse_names(unstopped[0]), text[unstopped.end() :]
    elif end:
        names = parse_names(text[:end])
        rest = text[end:].lstrip(" .,:;")
    else:
        found, complete, rest = split_authors(text)
        names = NameList(found, complete)
        if first := _FULL_NAMES.match(text):
            full = parse_names(_without_stop(first[0]))
            if all(name.initials and name.family for name in full.names):
                names, rest = full, text[first.end() :].lstrip()
    if (_OPENING.match(rest) and quoted(text)) or (rest.startswith("(") and (dated(text) or quoted(text))):
        return None
    before, date = text[: len(text) - len(rest)], ""
    if (year := _LEADING_DATE.match(rest)) and year[0].endswith(". "):
        date, rest = year[1], rest[year.end() :]
    return Parts(before, names, date, "", rest, has_comma=before.rstrip().endswith((",", ":")))

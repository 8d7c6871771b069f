"""Where and when a work appeared, at the end of a reference → volume, issue, pages, date; and what stands before them.

Styles print these in many orders, but each with its own signs: ``2020;12(3):4–5``, ``12, no. 3 (2020): 4–5``, ``vol. 12, no. 3, May 2020, pp.
4–5``, ``12, 4–5 (2020)``, ``2020, 12 (3), 4–5``. One part after another is cut from the end, as long as a row of ``_SUFFIXES`` fits.
"""

import re
from typing import Final

from msgspec import Struct

from convert.formats.pubmed_text.words import YEAR
from convert.model.dates import parse_date
from convert.model.record import Date

_MONTHS = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?"
    r"|Dec(?:ember)?|Spring|Summer|Fall|Autumn|Winter)\b\.?"
)
MONTH: Final = rf"(?:{_MONTHS})(?:\s?[–/-]\s?(?:{_MONTHS}))?"
_DATE_WITH_MONTH = rf"(?:(?:\d{{1,2}} )?{MONTH}(?: \d{{1,2}})?,? {YEAR}|{YEAR}[,/]? {MONTH}(?: \d{{1,2}})?|{YEAR}-\d\d-\d\d)(?!\d)"
DATE: Final = (
    rf"(?:(?:\d{{1,2}} )?{MONTH}(?: \d{{1,2}})?,? )?{YEAR}(?:[,/]? {MONTH}(?: \d{{1,2}})?|-\d\d-\d\d)?(?!\d)"
)
_DASH = r"\s?[-–—−‐‑]{1,2}\s?"
_OF_F1000 = r"(?:ISCB Comm J|F1000 Faculty Rev)-\d{1,6}"
_OF_MANUSCRIPT = r"[A-Z]{2,10}\.\d{4,5}-\d\d(?:\.\d{4})?"
"""``ENEURO.0172-19.2019``, ``JCM.02112-20``."""
_PAGE = rf"(?:{_OF_F1000}|{_OF_MANUSCRIPT}|(?:\d{{1,4}} p )?(?:following|preceding) (?:\d{{1,5}}|table of contents)|[A-Za-z]{{0,14}}\d[\w.]*|[ivxlc]{{1,7}}\b)"
_PAGES = (
    rf"{_PAGE}(?:{_DASH}[A-Za-z]{{0,5}}\d[\w.]*|{_DASH}[ivxlc]{{1,7}})?"
    rf"(?:[,;] ?(?:(?:discussion|quiz|author reply) |(?!{YEAR}\b)){_PAGE}(?:{_DASH}\w{{1,8}})?){{0,3}}(?: passim)?"
)
_ONE_RANGE = (
    rf"{_PAGE}(?:{_DASH}[A-Za-z]{{0,5}}\d[\w.]*|{_DASH}[ivxlc]{{1,7}}\b)?"
    rf"(?:; (?:discussion|quiz|author reply) \d{{1,5}}(?:{_DASH}\d{{1,5}})?|, [ivxl]{{1,6}}\b)?"
)
_SUPPLEMENT = r"(?:Suppl|Supplement|Spec|Pt|Part)\.?(?: No)?\.?(?: [A-Z\d]{1,3})?"
_VOLUME = (
    rf"(?:[A-Z]?\d{{1,5}}(?:[-–/]\d{{1,4}})?(?:-?[A-Z]\b)?(?: ?\( ?Pt \d+\)| ?{_SUPPLEMENT}){{0,2}}"
    rf"|Suppl\.?(?: [A-Z\d]{{1,3}})?|Chapter \d{{1,3}}|[IVXLC]{{1,7}}|PP)"
)
_ISSUE = r"[^()]{1,40}"
_START = r"(?:^|(?<=[\s,;:.)]))"

_SUFFIXES: Final = tuple(
    re.compile(pattern, re.IGNORECASE if "(?:pp?" in pattern else 0)
    for pattern in (
        rf"{_START}(?P<date>{_DATE_WITH_MONTH})$",
        rf"[,.;:]?\s?(?<!\w)(?:(?:pp?|pages?)\b\.?|S\.):? ?(?!(?<=\d p )(?:following|preceding))(?P<page>{_PAGES}|\d{{4}}-\d+-\d+|[A-Za-z]{{2,12}}\.\d[\w.-]*|[A-Z]{{1,3}} \d{{1,5}})$",
        r"[,.;:]?\s?\b(?:Art(?:icle|\.)?(?: no\.?| ID| number)?|e-?pub):? ?(?P<page>[A-Za-z]{0,12}\.?\d[\w.-]*)$",
        rf",\sArt\. no\. (?P<page>{_OF_F1000})$",
        rf"[,.]?\s?\((?P<date>{DATE})\)$",
        rf"[,.]\s?(?P<month>{MONTH} \d{{1,2}})(?:, {YEAR})?$",
        rf"[,.]?\s?\((?P<month>{MONTH}(?: \d{{1,2}})?)(?:,? {YEAR})?\)$",
        r"[,;]?\s?\b[Nn](?:os?|r)\b\.? ?(?P<issue>\w(?:[\w.]{0,10}\w)?(?:[-–/ ]\w{1,12}){0,2})$",
        rf"[,.;]?\s?(?<!\d-)\bvol(?:ume)?\.? ?(?P<volume>{_VOLUME})(?:,(?P<issue>(?:\d{{1,3}} )?(?:Suppl|Pt)(?: \w{{1,3}})?|[^\s,():]{{1,16}}))?$",
        rf"[,.;]\svol\. (?P<volume>{_VOLUME}), no\. (?P<issue>\d{{1,4}}[A-Z]? [^,;]{{1,145}})$",
        rf"(?P<kept>\bvol\. \S{{1,16}},(?:(?:\d{{1,3}} )?(?:Suppl|Pt) )?\S{{1,12}}) (?P<page>{_ONE_RANGE})$",
        rf"(?<=\))\s(?P<page>{_ONE_RANGE})$",
        r",\s?(?P<page>[SB]\d{4}-?\d{3}[\dX]\S{3,24})$",
        rf"(?P<kept>\bvol\. [^\s,]{{1,16}}) (?P<page>{_ONE_RANGE})$",  # PubMed's MLA, without an issue
        r",\s?(?P<page>[a-z]{3,8}\d{3,6}|\d{6})\.?$",  # and APA, without a volume
        rf"(?<=[\w);])\s?:\s?(?P<page>{_PAGES})$",
        rf"(?<=,)\s(?!{YEAR})(?P<volume>\d{{1,4}}),\s?(?P<issue>\d{{1,3}}),\s(?P<page>\d{{1,5}}[-–]\d{{1,5}})$",
        rf"{_START}(?P<kept>{_VOLUME}\s?(?:\({_ISSUE}\))?|\({_ISSUE}\)|[Nn]os?\. \w+),\s?(?P<page>(?:\d+{_DASH}\d+, (?!{YEAR}$))?{_ONE_RANGE})$",
        rf"{_START}(?P<volume>{_VOLUME})\s?\((?P<issue>{_ISSUE}(?:\({_ISSUE}\))?)\)$",
        rf"[;,]\s?\((?P<issue>{_ISSUE})\)$",
        r"(?<=\.\s)(?P<page>\d{3,6}[-–]\d{3,6})$",
        rf"{_START}(?P<volume>{_VOLUME})$",
        rf"{_START}(?P<date>{DATE})$",
    )
)
"""What may stand at the end, those with a label first."""


SOURCE: Final = re.compile(
    rf"[^.;:]{{2,90}}\.\s{YEAR}[^.;:]{{0,20}};(?:[^\s;()]|\([^()]{{1,20}}\)){{1,40}}\.?"
)
"""``FEBS Lett. 2003 Oct 23;553(3):370-6``: a journal and a place alone."""


class Place(Struct):
    """What was found."""

    volume: str = ""
    issue: str = ""
    page: str = ""
    month: str = ""
    date: str = ""


_LAST_VOLUME = 300
"""A lone number above is a page: of PubMed's articles with pages and no volume 60 in 62, of those with a volume and no pages 2 in 28."""
_AT_END = 160
"""Characters from the end in which a part of a place must lie: a bound for hostile text."""


def take_place(text: str, *, is_dated: bool) -> tuple[str, Place]:
    """What stands before a place, and the place. ``is_dated``: the reference has its year elsewhere.

    >>> take_place("J Foo 2019; 10: 11-19", is_dated=False)
    ('J Foo', Place(volume='10', issue='', page='11-19', month='', date='2019'))
    >>> take_place("Foo, vol. 12, no. 3, Sept. 2021, pp. 245–53", is_dated=False)
    ('Foo', Place(volume='12', issue='3', page='245–53', month='', date='Sept. 2021'))
    >>> take_place("J. Foo 2017, 4277–4280", is_dated=True)[1].volume, take_place("Gene 2, 1 (1998)", is_dated=False)[1].date
    ('2017', '1998')
    """
    place = Place(date="known" if is_dated else "")
    text = text.rstrip(" .,;:")
    while (shorter := _cut_one(text, place)) is not None:
        text = shorter.rstrip(" ,;:")
    if is_dated:
        place.date = ""
    elif not place.date and re.fullmatch(YEAR, place.volume):
        place.date, place.volume = place.volume, ""
    if not place.page and re.fullmatch(r"\d{2,}[–-]\d{2,}", place.volume):
        place.page, place.volume = place.volume, ""
    if place.issue and place.issue == place.page:
        place.issue = ""
    return text, place


def _cut_one(text: str, place: Place) -> str | None:
    """The text without its last part, which is put into the place; None if it ends with none."""
    begin = max(0, len(text) - _AT_END)
    for suffix in _SUFFIXES:
        found = suffix.search(text, begin)
        if found is None:
            continue
        parts = {name: value for name, value in found.groupdict().items() if value and name != "kept"}
        kept = found.groupdict().get("kept")
        is_labelled = text[: found.start()].rstrip().endswith("vol.")
        if (
            kept
            and not (place.date or is_labelled)
            and re.fullmatch(YEAR, kept)
            and re.fullmatch(r"\d{1,4}", parts["page"])
        ):
            parts = {"volume": parts["page"]}
        if parts.get("volume") == found[0] and _is_lone_page(text, found, place):
            parts = {"page": found[0]}
        if any(getattr(place, name) for name in parts if name != "issue") or not _fits(found, parts, place):
            continue
        for name, value in parts.items():
            if name == "issue" and place.issue and place.issue != place.page:
                place.issue = value
            else:
                setattr(place, name, value.strip(" ."))
        return text[: found.end("kept") if kept else found.start()]
    return None


def _is_lone_page(text: str, found: re.Match[str], place: Place) -> bool:
    """Whether a number behind a comma is the page of an article without a volume: ``Foo Proceedings, 895``."""
    if place.volume or place.issue or place.page or not text[: found.start()].rstrip().endswith((",", ".")):
        return False
    is_dated = place.date or _DATE_BEFORE.search(text, 0, found.start())
    return bool(is_dated) and found[0].isdecimal() and int(found[0]) > _LAST_VOLUME


_DATE_BEFORE = re.compile(rf"(?<!vol\.)\s{YEAR}[,;:]\s?$")


def _fits(found: re.Match[str], parts: dict[str, str], place: Place) -> bool:
    """Whether a number without a label may be a volume or a page: there is more of a place behind it, or a comma before it."""
    if (
        "kept" in found.re.groupindex
        and "page" in parts
        and not place.date
        and re.fullmatch(YEAR, parts["page"])
    ):
        return _DATE_BEFORE.search(found.string, 0, found.start()) is not None
    if parts.get("page") == found[0].strip() and not place.date and re.fullmatch(YEAR, parts["page"]):
        return False
    if parts.keys() != {"volume"} or found[0] != parts["volume"]:
        return True
    if re.fullmatch(YEAR, parts["volume"]) and not place.date:
        return _DATE_BEFORE.search(found.string, 0, found.start()) is not None
    before = found.string[: found.start()].rstrip(" ")
    return bool(
        place.page
        or place.issue
        or before.endswith((",", ";", "."))
        or (place.date and before[-1:].isalpha())
    )


def is_month(text: str) -> bool:
    """Whether a text is a month alone, and so no journal."""
    return re.fullmatch(_MONTHS, text) is not None


def parse_any_date(text: str) -> Date:
    """``9 Aug. 2021``, ``2021, August 9``, ``Sept. 2021`` or ``2021``.

    >>> parse_any_date("9 Aug. 2021") == parse_any_date("2021, August 9") == parse_date("2021 Aug 9")
    True
    """
    words = re.findall(r"[^\W\d_]+|\d+|[-–/]", text)
    year = next((word for word in words if re.fullmatch(YEAR, word)), "")
    rest = [word[:3] if word.isalpha() and word not in _SEASONS else word for word in words if word != year]
    if len(rest) == 2 and rest[0].isdecimal():
        rest.reverse()
    date = parse_date(" ".join([year, *rest]).replace("–", "-").replace(" - ", "-"))
    if date.month is not None or date.season is not None:
        date.literal = ""
    return date


_SEASONS = frozenset({"Spring", "Summer", "Fall", "Autumn", "Winter"})

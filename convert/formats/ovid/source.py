"""Ovid's source (SO): a citation as one text, in a form of each database's own → a record of what it says."""

import re
from typing import Final

from convert.model.dates import parse_spoken_date
from convert.model.names import parse_inverted_name
from convert.model.pages import complete_pages
from convert.model.record import Record

_NAME = r"(?P<name>.{1,300}?)"
_VOLUME = r"(?P<volume>(?:Vol\.? ?)?[A-Z]?\d[\w./-]*|Suppl(?:ement)?\.? ?\d*)"
_ISSUE = r"(?: ?\((?P<issue>[^()]+(?:\([^()]*\))?)\))?"
_PAGES = r"(?P<page>[A-Za-z]{0,4}\d[\w.]*(?: ?- ?[A-Za-z]{0,4}\d[\w.]*)?(?:, ?[A-Za-z]{0,2}\d+(?:-\w+)?)*)"
_DATE = r"(?P<date>(?:[A-Z][\w.]*[ /,-]*)?(?:\d{1,2}(?:-\d{1,2})?[ ,]+)?(?:1[5-9]|20)\d\d(?: ?[A-Z][a-z]{2}\S*)?(?: \d{1,2})?)"


def _editors(mark: str, between: str) -> str:
    """The pattern of names, each with a remark that it is an editor's."""
    return rf"(?P<editors>(?:[^\[\]]{{2,60}}+\[{mark}[^\[\]]{{0,40}}+\](?:{between} |\. ?)){{1,20}}+)"


_EMBASE = (
    rf"{_NAME}\. (?:Conference: (?P<event>.{{1,400}}?)\. (?:(?P<place>[^.]{{1,80}})\. )?)?{_VOLUME}{_ISSUE}"
    rf" \((?:pp? ?{_PAGES}|no pagination)\), {_DATE}\.(?: Article Number: (?P<number>[^.\s]+)\.)?"
)

_FORMS: Final = tuple(
    re.compile(form)
    for form in (
        # Embase: Name. Conference: A meeting. Spain. 12 (Supplement 3) (pp 1-10), 2018. Article Number: 7. Date of Publication: 2018.
        _EMBASE,
        # PsycINFO: Name. Vol.43(5), Sep 2015, pp. 623-634.
        rf"{_NAME}\. {_VOLUME}{_ISSUE}, ?{_DATE}, (?:pp?\. ?{_PAGES}|(?:ArtID|Article) (?P<number>[^.\s]+)|(?:pp?\. ?)?No Pagination Specified)",
        # its books: Roe, Robin [Ed]; Doe, Jane [Ed]. (2012). Name. (pp. 11-31). xvii, 254 pp. …
        rf"{_editors('Eds?', ';')}\((?P<date>\d{{4}})\)\.? {_NAME}\.? \(pp?\. ?{_PAGES}\)",
        # BIOSIS' books: Roe, Robin [Editor, Reprint Author], Doe, Jane [Editor]. Name.:371-397, 2004.
        rf"{_editors('Editor', ',')}{_NAME}\.?: ?{_PAGES}, {_DATE}",
        # MEDLINE: J Inv. 12(3):101-110, 2019 Mar. · BIOSIS: Name. 201(2-3):327-334, November 15, 2004.
        rf"{_NAME}\. {_VOLUME}{_ISSUE}(?:: ?{_PAGES})?, {_DATE}",
        # Journals@Ovid: Name August 2011;43(8):647-653
        rf"{_NAME}\.? {_DATE};{_VOLUME}{_ISSUE}:{_PAGES}",
        # Name 12, Winter 2007: 7-14.
        rf"{_NAME}\.? {_VOLUME}{_ISSUE}, {_DATE}: {_PAGES}",
        # Name, 2013(1): 3-28.
        rf"{_NAME}, (?P<date>(?:1[5-9]|20)\d\d)\((?P<issue>[^()]+)\): ?{_PAGES}",
        # Zoological Record: Name. 2007 15 June; 433-441.
        rf"{_NAME}\. (?P<date>(?:1[5-9]|20)\d\d(?: \d{{1,2}})?(?: [A-Z][a-z]+)?); ?{_PAGES}",
        # Name. 2019 Mar.
        rf"{_NAME}\. {_DATE}\.?$",
    )
)
"""From the one that says most to the one that says least."""


_REMARK: Final = re.compile(r"\[[^\[\]]*\]")


def parse_source(text: str) -> Record | None:
    """What the citation says: journal, volume, issue, page, date, conference; None if it is in no form that is known.

    >>> found = parse_source("Name. Vol.43(5), Sep 2015, pp. 623-634.")
    >>> found.container_title, found.volume, found.issue, found.page, found.issued.year, found.issued.month
    ('Name', '43', '5', '623-634', 2015, 9)
    >>> found = parse_source("Coin Proc. Conference: 2nd Fair: Part 2. Spain. 12 (Supplement 3) (no pagination), 2018. Date of Publication: 2018.")
    >>> found.container_title, found.event_title, found.volume, found.issue, found.page
    ('Coin Proc', '2nd Fair: Part 2', '12', 'Supplement 3', '')
    >>> found = parse_source("Roe, Robin [Ed]; Doe, J. [Ed]. (2012). Coins: A book. (pp. 11-31). xvii, 254 pp. Oslo: Nil.")
    >>> found.container_title, [name.given for name in found.editor], found.page, found.issued.year
    ('Coins: A book', ['Robin', 'J.'], '11-31', 2012)
    >>> found = parse_source("Roe, Robin [Editor, Reprint Author], Doe, J. [Editor]. Coins in use.:371-97, 2004.")
    >>> found.container_title, [name.family for name in found.editor], found.page, found.issued.year
    ('Coins in use', ['Roe', 'Doe'], '371-397', 2004)
    >>> found = parse_source("Diss Abs. Vol.75(2-A(E)),2014, pp. No Pagination Specified.")
    >>> found.container_title, found.volume, found.issue
    ('Diss Abs', '75', '2-A(E)')
    >>> found = parse_source("Hydro Coins. 2007 15 June; 433-441.")
    >>> found.container_title, found.issued.month, found.issued.day, found.page
    ('Hydro Coins', 6, 15, '433-441')
    >>> parse_source("somewhere")
    """
    text = " ".join(text.split())
    match = next(filter(None, (form.match(text) for form in _FORMS)), None)
    if match is None:
        return None
    part = {name: value or "" for name, value in match.groupdict().items()}
    editors = [
        found
        for name in _REMARK.split(part.get("editors", ""))
        if (found := name.strip(" ,;")) not in ("", ".")
    ]
    page = complete_pages(part.get("page", "").replace(" ", "").rstrip("."))
    return Record(
        container_title=part["name"],
        editor=[*map(parse_inverted_name, editors)],
        event_title=part.get("event", ""),
        event_place=part.get("place", ""),
        volume=re.sub(r"^Vol\.? ?", "", part.get("volume", "")),
        issue=part.get("issue", ""),
        page=page,
        number=part.get("number", ""),
        issued=parse_spoken_date(part["date"]),
    )

"""Ovid's source (SO): a citation as one text, in a form of each database's own → a record of what it says."""

import re
from typing import Final

from convert.model.dates import parse_spoken_date
from convert.model.pages import complete_pages
from convert.model.record import Record

_NAME = r"(?P<name>.{1,300}?)"
_VOLUME = r"(?P<volume>(?:Vol\.? ?)?[A-Z]?\d[\w./-]*|Suppl(?:ement)?\.? ?\d*)"
_ISSUE = r"(?: ?\((?P<issue>[^()]+)\))?"
_PAGES = r"(?P<page>[A-Za-z]{0,4}\d[\w.]*(?: ?- ?[A-Za-z]{0,4}\d[\w.]*)?(?:, ?[A-Za-z]{0,2}\d+(?:-\w+)?)*)"
_DATE = r"(?P<date>(?:[A-Z][\w.]*[ /,-]*)?(?:\d{1,2}(?:-\d{1,2})?[ ,]+)?(?:1[5-9]|20)\d\d(?: ?[A-Z][a-z]{2}\S*)?(?: \d{1,2})?)"

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
        rf"{_NAME}\. {_VOLUME}{_ISSUE}, {_DATE}, (?:pp?\. ?{_PAGES}|(?:ArtID|Article) (?P<number>[^.\s]+)|No Pagination Specified)",
        # MEDLINE: J Inv. 12(3):101-110, 2019 Mar. · BIOSIS: Name. 201(2-3):327-334, November 15, 2004.
        rf"{_NAME}\. {_VOLUME}{_ISSUE}(?:: ?{_PAGES})?, {_DATE}",
        # Journals@Ovid: Name August 2011;43(8):647-653
        rf"{_NAME}\.? {_DATE};{_VOLUME}{_ISSUE}:{_PAGES}",
        # Name 12, Winter 2007: 7-14.
        rf"{_NAME}\.? {_VOLUME}{_ISSUE}, {_DATE}: {_PAGES}",
        # Name. 2019 Mar.
        rf"{_NAME}\. {_DATE}\.?$",
    )
)
"""From the one that says most to the one that says least."""


def parse_source(text: str) -> Record | None:
    """What the citation says: journal, volume, issue, page, date, conference; None if it is in no form that is known.

    >>> found = parse_source("Name. Vol.43(5), Sep 2015, pp. 623-634.")
    >>> found.container_title, found.volume, found.issue, found.page, found.issued.year, found.issued.month
    ('Name', '43', '5', '623-634', 2015, 9)
    >>> found = parse_source("Coin Proc. Conference: 2nd Fair: Part 2. Spain. 12 (Supplement 3) (no pagination), 2018. Date of Publication: 2018.")
    >>> found.container_title, found.event_title, found.volume, found.issue, found.page
    ('Coin Proc', '2nd Fair: Part 2', '12', 'Supplement 3', '')
    >>> parse_source("somewhere")
    """
    match = next(filter(None, (form.match(text) for form in _FORMS)), None)
    if match is None:
        return None
    part = {name: value or "" for name, value in match.groupdict().items()}
    page = complete_pages(part.get("page", "").replace(" ", "").rstrip("."))
    return Record(
        container_title=part["name"],
        event_title=part.get("event", ""),
        event_place=part.get("place", ""),
        volume=re.sub(r"^Vol\.? ?", "", part.get("volume", "")),
        issue=part.get("issue", ""),
        page=page,
        number=part.get("number", ""),
        issued=parse_spoken_date(part["date"]),
    )

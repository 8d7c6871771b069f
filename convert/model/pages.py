"""Pages: elided ranges → full ranges; the pattern of a range; the number that stands in for pages."""

import re

from convert.model.record import Record

_ELIDED = re.compile(r"(?<![\w.)-])([A-Za-z]*)(\d{1,7})-([A-Za-z]*)(\d{1,7})(?!\d|\w*[(-])")
"""A range that is no part of an identifier, which may have more digits (``S0104-42302022005005204``) or parts (``2023-9-1``)."""


def complete_pages(text: str) -> str:
    """Page ranges with their ends in full, which PubMed elides (``445-53``); any other text is unchanged.

    >>> complete_pages("445-53"), complete_pages("123-8, 130; discussion 135-6")
    ('445-453', '123-128, 130; discussion 135-136')
    >>> complete_pages("S12-8"), complete_pages("e534-e543"), complete_pages("i-xii"), complete_pages("1516-25.e1-3")
    ('S12-S18', 'e534-e543', 'i-xii', '1516-1525.e1-3')
    >>> complete_pages("S0104-42302022005005204"), complete_pages("2023-9-1"), complete_pages("S1198-743X(25)00361-1")
    ('S0104-42302022005005204', '2023-9-1', 'S1198-743X(25)00361-1')
    """
    first, dash, last = text.partition("-")
    if not dash or (len(first) == len(last) and first.isdecimal() and last.isdecimal()):
        return text
    return _ELIDED.sub(_complete_range, text)


def _complete_range(match: re.Match[str]) -> str:
    prefix, first, last_prefix, last = match.groups()
    if last_prefix not in ("", prefix):
        return match[0]
    if len(last) < len(first):
        completed = first[: -len(last)] + last
        if int(completed) <= int(first):
            return match[0]
        last = completed
    return f"{prefix}{first}-{prefix}{last}"


def publisher_number(record: Record) -> str:
    """The publisher's item identifier, which reference managers take for pages where there are none; never a DOI.

    >>> publisher_number(Record(pii="12 345")), publisher_number(Record(pii="10.1038/s41375-021-01295-1"))
    ('12 345', '')
    """
    return "" if record.pii.startswith("10.") else record.pii


_PAGE = r"([A-Za-z]*\d+\w*(?:\.\d+)?|[ivxlcdmIVXLCDM]+)"
PAGE_RANGE = rf"(?<![\w)\-–—])(?<![^\W\d]\.){_PAGE}\s*[-–—]+\s*{_PAGE}(?![\w(\-–—])"
"""First and last page, but not a publisher's item number with hyphens (``S0890-8567(20)31414-3``, ``bmj-2021-1051``,
``JCM.02112-20``), which PubMed gives for pages until they are known."""

"""Pages: elided ranges → full ranges; the pattern of a range; the article number, and what is none."""

import re
from typing import Final

from convert.model.dates import MONTHS
from convert.model.record import Record
from convert.model.types import ARTICLES, BOOKSHELF

_OF_YEAR: Final = r"(?!e\d{5}-\d\d(?![\d-]))"
"""No article number of the American Society for Microbiology, which ends with the year: ``e01844-19``."""
_ELIDED = re.compile(rf"(?<![\w.)-]){_OF_YEAR}([A-Za-z]*)(\d{{1,7}})-([A-Za-z]*)(\d{{1,7}})(?!\d|\w*[(-])")
"""A range that is no part of an identifier, which may have more digits (``S0104-42302022005005204``) or parts (``2023-9-1``)."""


def complete_pages(text: str) -> str:
    """Page ranges with their ends in full, which PubMed elides (``445-53``); any other text is unchanged.

    >>> complete_pages("445-53"), complete_pages("123-8, 130; discussion 135-6")
    ('445-453', '123-128, 130; discussion 135-136')
    >>> complete_pages("S12-8"), complete_pages("e534-e543"), complete_pages("i-xii"), complete_pages("1516-25.e1-3")
    ('S12-S18', 'e534-e543', 'i-xii', '1516-1525.e1-3')
    >>> complete_pages("S0104-42302022005005204"), complete_pages("2023-9-1"), complete_pages("S1198-743X(25)00361-1")
    ('S0104-42302022005005204', '2023-9-1', 'S1198-743X(25)00361-1')
    >>> complete_pages("00230-2020"), complete_pages("e0661-2021")  # numbers of articles, with their year
    ('00230-2020', 'e0661-2021')
    >>> complete_pages("e00012-20"), complete_pages("e12-9")
    ('e00012-20', 'e12-e19')
    """
    first, dash, last = text.partition("-")
    if not dash or (len(first) == len(last) and first.isdecimal() and last.isdecimal()):
        return text
    return _ELIDED.sub(_complete_range, text)


def join_pages(first: str, last: str) -> str:
    """The first and the last page → a range in full, or the one page; a first page that is a range is the whole.

    >>> join_pages("445", "53"), join_pages("445-53", "453"), join_pages("445", "445"), join_pages("", "445")
    ('445-453', '445-453', '445', '445')
    """
    ends = first.split("-", 1) if "-" in first else (first, last)
    return complete_pages("-".join(dict.fromkeys(filter(None, ends))))


_MONTHS: Final = {name: number for number, name in enumerate(MONTHS, 1)}
_DATED: Final = re.compile(rf"(\d{{1,2}})-({'|'.join(MONTHS)})|({'|'.join(MONTHS)})-(\d{{1,2}})")


def undated(text: str) -> str:
    """A range that a spreadsheet took for a day, as it was; any other text is unchanged.

    >>> undated("01-Jun"), undated("6-Jan"), undated("Feb-15"), undated("1-6")
    ('1-6', '1-6', '2-15', '1-6')
    """
    if not (dated := _DATED.fullmatch(text)):
        return text
    numbers = sorted((int(dated[1] or dated[4]), _MONTHS[dated[2] or dated[3]]))
    return f"{numbers[0]}-{numbers[1]}"


def _complete_range(match: re.Match[str]) -> str:
    prefix, first, last_prefix, last = match.groups()
    if last_prefix not in ("", prefix) or _is_year(first, last):
        return match[0]
    if len(last) < len(first):
        completed = first[: -len(last)] + last
        if int(completed) <= int(first):
            return match[0]
        last = completed
    return f"{prefix}{first}-{prefix}{last}"


def _is_year(first: str, last: str) -> bool:
    """Whether the second number of what looks like a range is the year of an article's number."""
    return first.startswith("0") and len(last) == len("2020") and last.startswith(("19", "20"))


_LONG_ISSUE, _LONGEST_ISSUE = 25, 60


def is_no_issue(text: str) -> bool:
    """Whether what stands as an issue can't be one: an address, as Embase has it in the place of issues, or a whole reference.

    >>> is_no_issue("(Roe R.) Coin University, Oslo, Norway"), is_no_issue("(Suppl. 1)"), is_no_issue("Special Issue: Coins in the wild")
    (True, False, False)
    """
    return (
        "@" in text
        or len(text) > _LONGEST_ISSUE
        or (text[0] == "(" and ") " in text[:40] and len(text) > _LONG_ISSUE)
    )


_SERIAL_ITEM: Final = (
    r"[SB]\d{4}-?\d{3}[\dX]\W?\(?\d\d.*"  # S1544-3191(22)00155-8, S0104-42302022005005204
    r"|.*\.xml|10\.\d{4}.*"
)
_NEVER_PRINTED: Final = re.compile(_SERIAL_ITEM)
_ITEM: Final = re.compile(
    _SERIAL_ITEM
    + r"|[^\W\d_]{2}[\w ]*+[-.:].*"  # annrheumdis-2022-222451, blood.2022016901, JCM.02112-20, arXiv:2009.10018
)
"""Identifiers that publishers give to items, mostly to manuscripts, and no reader of the journal knows."""


def is_item_identifier(location: str, doi: str = "") -> bool:
    """Whether a location is the publisher's item identifier, a DOI or a DOI's suffix, and no article number.

    A suffix without punctuation may be both (``BSR20212543``).

    >>> [location for location in ("e249610", "7319", "e00398-20", "bbad311", "2022-3-10", "00206-2022",
    ...  "S1544-3191(22)00155-8", "annrheumdis-2022-222451", "blood.2022016901") if is_item_identifier(location)]
    ['S1544-3191(22)00155-8', 'annrheumdis-2022-222451', 'blood.2022016901']
    >>> is_item_identifier("001c.33806", "10.29392/001c.33806"), is_item_identifier("BSR20212543", "10.1042/BSR20212543")
    (True, False)
    """
    return _is_suffix(location, doi) or _ITEM.fullmatch(location) is not None


def _is_suffix(location: str, doi: str) -> bool:
    """Whether a location is a DOI's suffix, which has punctuation."""
    return location.lower() == doi.partition("/")[2].lower() and not location.isalnum()


def number_of_location(location: str, volume: str, issue: str, doi: str, *, is_final: bool = False) -> str:
    """The article number that PubMed's location of type pii is, if the record has no pages; ``""`` if it is none.

    PubMed prints it after the volume (``15(8):e249610``). Ahead of print it may be any identifier, so it is none yet. ``is_final``: the
    work is published for good, and electronically, so that it will get no other number: it is what PubMed and the journal print.

    >>> number_of_location("e249610", "15", "8", "10.1136/bcr-2022-249610"), number_of_location("e161109", "", "", "")
    ('e249610', '')
    >>> number_of_location("ENEURO.0172-19.2019", "6", "5", "10.1523/ENEURO.0172-19.2019", is_final=True)
    'ENEURO.0172-19.2019'
    """
    if not (volume or issue):
        return ""
    is_none = _NEVER_PRINTED.fullmatch(location) if is_final else is_item_identifier(location, doi)
    return "" if is_none else location


def place_location(record: Record, *, is_printed: bool = False) -> None:
    """Take the location of type pii for the article number, or for the publisher's identifier if there is no other.

    ``is_printed``: it stands after the volume in a citation of PubMed's.
    """
    location = record.location_id
    if not location:
        return
    is_final = is_printed or record.publication_status == "epublish"
    number = number_of_location(location, record.volume, record.issue, record.DOI, is_final=is_final)
    if number and not record.page and record.type not in BOOKSHELF:
        record.number = number
    elif not record.pii:
        record.pii = location


_NUMBER_PAGE: Final = re.compile(
    r"(?!s\d)[a-z]{1,5}\d[\w.]*"  # e8978, m3216, evad167
    r"|\d{6,}|\d{4,}[A-Z]\w*"  # 105545, 1759720X20959967
    r"|CD\d{6}[\w.]*|Doc\d+|[A-Z]{1,4}\d{5,}|\d+ra\d+"
)
"""Pages that are article numbers by their looks: no journal has so many pages, or pages with such letters."""
_NUMBER_OF_YEAR: Final = re.compile(r"e\d{5}-\d\d")
_SINGLE_PAGE: Final = re.compile(r"(?!S\d{1,4}$)[A-Za-z]{0,4}\d[\w.]*")
_ELECTRONIC: Final = frozenset({"Electronic", "Electronic-eCollection"})
_ELECTRONIC_DOI: Final = re.compile(
    r"10\.(?:1155|1186|1371|2196|3389|3390|7554|7717|12688)/|10\.1038/(?:s41467|s41598|srep|ncomms)"
    r"|10\.1038/s4(?:1(?:377|387|389|392|398|408|413|419|420|421|439|5[23]\d|54[01]|597|746)|2003|3856)-|10\.3171/\S*FOC"
)
"""Publishers and journals that are electronic alone: Hindawi, BMC, PLOS, JMIR, Frontiers, MDPI, eLife, PeerJ, F1000;
Nature Communications, Scientific Reports, Nature's npj and other electronic journals, and Neurosurgical Focus."""
_PAGED_DOI: Final = re.compile(r"10\.(?:1016|1093)/|$")
"""Elsevier and Oxford, whose article numbers have six digits or letters; and works without a DOI, such as a congress's."""


def article_number(record: Record) -> str:
    """The article number, also where it stands as the only page, as PubMed mostly has it; ``""`` if there is none.

    A single page is a number if it looks like one, or if the journal has no printed pages. Pages that the number stands
    in for, because somebody wanted it so, are pages.

    >>> [article_number(Record(type="article-journal", page=page)) for page in ("e8978", "105545", "369", "S19", "e1-e3")]
    ['e8978', '105545', '', '', '']
    >>> article_number(Record(type="article-journal", page="E4", DOI="10.3171/2022.5.FOCUS22123"))
    'E4'
    >>> article_number(Record(type="article-journal", page="e01844-19"))
    'e01844-19'
    >>> article_number(Record(type="article-journal", page="8135", DOI="10.3390/ijms23158135"))
    '8135'
    >>> article_number(Record(type="article-journal", page="174", DOI="10.1016/j.xfre.2022.04.007", publication_status="epublish"))
    ''
    """
    if record.number or record.type not in ARTICLES:
        return record.number if record.type in ARTICLES else ""
    page = record.page
    if not page or "page" in record.inferred:
        return ""
    if "-" in page:
        return page if _NUMBER_OF_YEAR.fullmatch(page) else ""
    if _NUMBER_PAGE.fullmatch(page) or (_SINGLE_PAGE.fullmatch(page) and _is_electronic(record)):
        return page
    return ""


def _is_electronic(record: Record) -> bool:
    """Whether the journal is electronic alone, and has no pages."""
    if _ELECTRONIC_DOI.match(record.DOI):
        return True
    is_electronic = record.publication_status == "epublish" or record.publication_model in _ELECTRONIC
    return is_electronic and not _PAGED_DOI.match(record.DOI)


def has_number_as_page(record: Record) -> bool:
    """Whether the article number stands in for the pages."""
    return record.page != "" and record.page == article_number(record)


def printed_pages(record: Record) -> str:
    """The pages, unless they are the article number."""
    return "" if has_number_as_page(record) else record.page


def assigned_pages(record: Record) -> str:
    """The pages; none where the DOI's suffix stands in for them until they are assigned.

    >>> assigned_pages(Record(page="ajex.00001.2015", DOI="10.1000/ajex.00001.2015")), assigned_pages(Record(page="3-9"))
    ('', '3-9')
    """
    return "" if record.page and _is_suffix(record.page, record.DOI) else record.page


def location(record: Record) -> str:
    """Where a work is in its volume: the pages, or else the article number."""
    return assigned_pages(record) or article_number(record)


_PAGE = r"([A-Za-z]*\d\w*(?:\.\d+)?|[ivxlcdmIVXLCDM]+)"
PAGE_RANGE = rf"(?<![\w)\-–—])(?<![^\W\d]\.){_OF_YEAR}{_PAGE}\s*[-–—]+\s*{_PAGE}(?![\w(\-–—])"
"""First and last page, but not a publisher's item number with hyphens (``S0890-8567(20)31414-3``, ``bmj-2021-1051``,
``JCM.02112-20``), which PubMed gives for pages until they are known."""

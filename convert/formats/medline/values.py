"""Single values of MEDLINE ↔ parts of a record: ``parse_x`` reads one line's text, ``format_x`` writes it.

How they look: https://www.nlm.nih.gov/bsd/mms/medlineelements.html. Headings, substances, publication types, dates and
history steps with the same spelling are shared between records: they recur often, and records are not changed later.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from convert.model.dates import format_date, parse_date
from convert.model.record import (
    Chemical,
    Date,
    Grant,
    HistoryDate,
    Identifier,
    Link,
    Note,
    PublicationType,
    Record,
)
from convert.model.subjects import parse_heading
from convert.model.text.markup import Style, render
from convert.model.text.titles import format_closed, parse_title

SHARED: Final = 1 << 14
"""How many values of a kind are cached."""


def is_medline(record: Record) -> bool:
    """Whether the record was read from a MEDLINE file."""
    return record.source is not None and record.source.format == "medline"


# --- text and titles ----------------------------------------------------------------------------------------------------


_PLAIN = Style(lambda text: text, {"i": str, "b": str, "sub": "({})".format, "sup": "({})".format, "sc": str})


def plain(text: str) -> str:
    """Text as MEDLINE prints it: indices in parentheses, other markup dropped.

    >>> plain("CO<sub>2</sub> and <i>E. coli</i> (p<0.05)")
    'CO(2) and E. coli (p<0.05)'
    """
    return render(text, _PLAIN) if "<" in text else text


def parse_closed_title(text: str) -> str:
    """TT and titles of books, without the full stop that PubMed adds."""
    return parse_title(text)[0]


def format_closed_title(text: str) -> str:
    """TT: plain text, with a full stop."""
    return format_closed(plain(text))


# --- headings, substances, types ----------------------------------------------------------------------------------------


parse_shared_heading = lru_cache(SHARED)(parse_heading)
"""MH; ``format_heading`` writes it."""


@lru_cache(SHARED)
def parse_chemical(text: str) -> Chemical:
    """RN: ``EC 3.4.- (Peptide Hydrolases)``, ``0 (Name (with parentheses))``.

    >>> parse_chemical("0 (RNA, Messenger (mRNA))")
    Chemical(name='RNA, Messenger (mRNA)', registry_number='0', UI='')
    """
    number, bracket, name = text.partition(" (")
    return Chemical(name.removesuffix(")"), number) if bracket else Chemical(registry_number=text)


def format_chemical(chemical: Chemical) -> str:
    """RN: the number is 0 if there is none."""
    return f"{chemical.registry_number or 0} ({chemical.name})"


@lru_cache(SHARED)
def parse_publication_type(text: str) -> PublicationType:
    """PT."""
    return PublicationType(text)


# --- grants, links, values with an owner --------------------------------------------------------------------------------


_COUNTRY = re.compile(
    r"International|United States|United Kingdom|England|Scotland|Wales|Ireland|Canada|Switzerland|Germany|Austria|Netherlands"
    r"|Belgium|France|Italy|Spain|Portugal|Denmark|Norway|Sweden|Finland|Bulgaria|Australia|New Zealand|China|Japan|India"
    r"|Pakistan|Singapore|Saudi Arabia|United Arab Emirates|Brazil|Argentina|Israel|South Africa|"
)
"""Countries of PubMed's grants, or none."""
_ACRONYM = re.compile(r"[A-Z]{2}|[A-Z]{2,}_")
"""NIH institutes (``HL``), and other agencies with PubMed's mark (``WT_``)."""


def parse_grant(text: str) -> Grant:
    """GR: ``ID/Acronym/Agency/Country``; any part may be missing and the ID may hold slashes, so it is read from its end.

    >>> parse_grant("R01 HL000001/HL/NHLBI NIH HHS/United States")
    Grant(id='R01 HL000001', acronym='HL', agency='NHLBI NIH HHS', country='United States')
    >>> parse_grant("209250/Z/17/Z/WT_/Wellcome Trust/United Kingdom").id, parse_grant("2016/04000-3/A Foundation")
    ('209250/Z/17/Z', Grant(id='2016/04000-3', acronym='', agency='A Foundation', country=''))
    >>> parse_grant("WT_/Wellcome Trust/United Kingdom").acronym, parse_grant("A Foundation").agency
    ('WT_', 'A Foundation')
    >>> parse_grant("R01 AR000001 || AR")
    Grant(id='R01 AR000001', acronym='AR', agency='', country='')
    """
    if " || " in text:  # PMC's own spelling
        number, _, acronym = text.partition(" || ")
        return Grant(number, acronym)
    parts = [part.strip() for part in text.split("/")]
    country = parts.pop() if len(parts) > 1 and _COUNTRY.fullmatch(parts[-1]) else ""
    agency = parts.pop()
    acronym = parts.pop() if country and parts and _ACRONYM.fullmatch(parts[-1]) else ""
    return Grant("/".join(parts), acronym, agency, country)


def format_grant(grant: Grant) -> str:
    """GR: the parts that there are."""
    return "/".join(part for part in (grant.id, grant.acronym, grant.agency, grant.country) if part)


def parse_owned(text: str) -> tuple[str, str]:
    """``NLM: PMC1234`` → owner and value; a value alone has no owner.

    >>> parse_owned("NASA: 12345"), parse_owned("EJ1234567")
    (('NASA', '12345'), ('', 'EJ1234567'))
    """
    owner, colon, value = text.partition(": ")
    return (owner, value) if colon and owner.isalnum() else ("", text)


def format_owned(owner: str, value: str) -> str:
    """The reverse.

    >>> format_owned("NASA", "12345"), format_owned("", "EJ1234567")
    ('NASA: 12345', 'EJ1234567')
    """
    return f"{owner}: {value}" if owner else value


def parse_other_id(text: str) -> Identifier:
    """OID."""
    return Identifier(*parse_owned(text))


def format_other_id(other: Identifier) -> str:
    """OID; ``""`` for a scheme in lower case, which AID has."""
    return "" if other.source.islower() else f"{other.source}: {other.value}"


def parse_general_note(text: str) -> Note:
    """GN."""
    owner, note = parse_owned(text)
    return Note(note, owner)


def format_general_note(note: Note) -> str:
    """GN."""
    return format_owned(note.owner, note.text)


def parse_link(kind: str) -> Callable[[str], Link]:
    """The parser of links of one kind: ``RefSource. PMID: 12345``; ``format_linked_work`` writes them.

    >>> parse_link("ErratumIn")("J Invent Trials. 2023 Jun;12(6):901. PMID: 90000009")
    Link(kind='ErratumIn', citation='J Invent Trials. 2023 Jun;12(6):901.', PMID='90000009', DOI='', note='')
    """

    def parse(text: str) -> Link:
        citation, _, pmid = text.rpartition("PMID: ")
        return Link(kind, citation.rstrip(), pmid) if pmid.isdecimal() else Link(kind, text)

    return parse


# --- dates --------------------------------------------------------------------------------------------------------------


parse_shared_date = lru_cache(SHARED)(parse_date)
"""A date in any spelling: DP has ``2021 Aug 9``, DEP and others ``20210809``, the history ``2021/08/09 06:00``."""


def format_compact_date(date: Date) -> str:
    """``YYYYMMDD``, or ``YYYY`` without a month."""
    if date.literal or not date.year:
        return format_date(date)
    return f"{date.year:04}{date.month or 0:02}{date.day or 0:02}" if date.month else f"{date.year:04}"


def format_clock_date(date: Date) -> str:
    """``YYYY/MM/DD HH:MM``."""
    if date.literal or not date.year:
        return format_date(date)
    day = "/".join(f"{part:02}" for part in (date.year, date.month, date.day) if part)
    return f"{day} {date.time}" if date.time else day


@lru_cache(SHARED)
def parse_step(text: str) -> HistoryDate:
    """PHST: ``2022/07/01 00:00 [received]``.

    >>> parse_step("2022/07/01 06:00 [pubmed]").status
    'pubmed'
    """
    day, _, status = text.partition(" [")
    return HistoryDate(status.removesuffix("]"), parse_shared_date(day))

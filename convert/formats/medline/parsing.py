"""The values of MEDLINE's fields: one line's text → one item of the record, whatever stands on other lines.

How they look: https://www.nlm.nih.gov/bsd/mms/medlineelements.html. Headings, substances, publication types, dates
and steps that are spelled alike are shared between records: they recur, and a record is not changed once it was
yielded.
"""

import re
from collections.abc import Callable
from functools import lru_cache

from convert.model.dates import parse_date
from convert.model.record import (
    Chemical,
    Grant,
    HistoryDate,
    Identifier,
    Link,
    MeshHeading,
    MeshQualifier,
    Note,
    PublicationType,
)
from convert.model.text.titles import parse_title

SHARED = 1 << 14
"""How many values of a kind are kept for being shared."""


@lru_cache(SHARED)
def parse_heading(text: str) -> MeshHeading:
    """MH: ``*`` marks the descriptor or the qualifiers that are the article's point.

    >>> heading = parse_heading("Lung/*drug effects/pathology")
    >>> heading.descriptor, heading.major, [(part.name, part.major) for part in heading.qualifier]
    ('Lung', False, [('drug effects', True), ('pathology', False)])
    """
    if "/" not in text:
        return MeshHeading(text.lstrip("*"), text.startswith("*"))
    descriptor, *qualifiers = text.split("/")
    return MeshHeading(
        descriptor.lstrip("*"), descriptor.startswith("*"), qualifier=list(map(_parse_qualifier, qualifiers))
    )


@lru_cache(SHARED)
def _parse_qualifier(text: str) -> MeshQualifier:
    return MeshQualifier(text.lstrip("*"), text.startswith("*"))


@lru_cache(SHARED)
def parse_chemical(text: str) -> Chemical:
    """RN: ``EC 3.4.- (Peptide Hydrolases)``, ``0 (Name (with parentheses))``.

    >>> parse_chemical("0 (RNA, Messenger (mRNA))")
    Chemical(name='RNA, Messenger (mRNA)', registry_number='0', UI='')
    """
    number, bracket, name = text.partition(" (")
    return Chemical(name.removesuffix(")"), number) if bracket else Chemical(registry_number=text)


@lru_cache(SHARED)
def parse_publication_type(text: str) -> PublicationType:
    """PT."""
    return PublicationType(text)


_COUNTRIES = frozenset(
    [
        "International",
        "United States",
        "United Kingdom",
        "England",
        "Scotland",
        "Wales",
        "Ireland",
        "Canada",
        "Switzerland",
        "Germany",
        "Austria",
        "Netherlands",
        "Belgium",
        "France",
        "Italy",
        "Spain",
        "Portugal",
        "Denmark",
        "Norway",
        "Sweden",
        "Finland",
        "Bulgaria",
        "Australia",
        "New Zealand",
        "China",
        "Japan",
        "India",
        "Pakistan",
        "Singapore",
        "Saudi Arabia",
        "United Arab Emirates",
        "Brazil",
        "Argentina",
        "Israel",
        "South Africa",
    ]
)
_ACRONYM = re.compile(r"[A-Z]{2}|[A-Z]{2,}_")
"""NIH's institutes (``HL``), and other agencies' as PubMed marks them (``WT_``)."""


def parse_grant(text: str) -> Grant:
    """GR: ``ID/Acronym/Agency/Country``, of which any may lack and the ID may hold slashes; so it is read from its end.

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
    country = parts.pop() if len(parts) > 1 and (not parts[-1] or parts[-1] in _COUNTRIES) else ""
    agency = parts.pop()
    acronym = parts.pop() if country and parts and _ACRONYM.fullmatch(parts[-1]) else ""
    return Grant("/".join(parts), acronym, agency, country)


def parse_owned(text: str) -> tuple[str, str]:
    """``NLM: PMC1234`` → owner and value; a value alone has no owner.

    >>> parse_owned("NASA: 12345"), parse_owned("EJ1234567")
    (('NASA', '12345'), ('', 'EJ1234567'))
    """
    owner, colon, value = text.partition(": ")
    return (owner, value) if colon and owner.isalnum() else ("", text)


def parse_other_id(text: str) -> Identifier:
    """OID."""
    return Identifier(*parse_owned(text))


def parse_general_note(text: str) -> Note:
    """GN."""
    owner, note = parse_owned(text)
    return Note(note, owner)


def parse_link(kind: str) -> Callable[[str], Link]:
    """A link of one kind: ``RefSource. PMID: 12345``.

    >>> parse_link("ErratumIn")("J Invent Trials. 2023 Jun;12(6):901. PMID: 90000009")
    Link(kind='ErratumIn', citation='J Invent Trials. 2023 Jun;12(6):901.', PMID='90000009', DOI='', note='')
    """

    def parse(text: str) -> Link:
        citation, _, pmid = text.rpartition("PMID: ")
        return Link(kind, citation.rstrip(), pmid) if pmid.isdecimal() else Link(kind, text)

    return parse


def parse_original_title(text: str) -> str:
    """TT and titles of books: the closing full stop is PubMed's."""
    return parse_title(text)[0]


parse_shared_date = lru_cache(SHARED)(parse_date)


@lru_cache(SHARED)
def parse_step(text: str) -> HistoryDate:
    """PHST: ``2022/07/01 00:00 [received]``.

    >>> parse_step("2022/07/01 06:00 [pubmed]").status
    'pubmed'
    """
    day, _, status = text.partition(" [")
    return HistoryDate(status.removesuffix("]"), parse_shared_date(day))

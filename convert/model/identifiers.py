"""Identifiers: text → PMID, PMCID, DOI or ORCID iD; record → the identifiers of its work, its URL and call number."""

import re
from collections.abc import Iterator

from convert.model.record import Record

_FORMS: dict[str, re.Pattern[str]] = {
    "PMID": re.compile(
        r"(?:pmid:?|https?://(?:pubmed\.ncbi\.nlm\.nih\.gov|www\.ncbi\.nlm\.nih\.gov/pubmed)/)?([1-9]\d{0,7})/?",
        re.IGNORECASE,
    ),
    "PMCID": re.compile(
        r"(?:pmcid:?|https?://(?:pmc\.ncbi\.nlm\.nih\.gov|www\.ncbi\.nlm\.nih\.gov/pmc)/articles/)?"
        r"(PMC[1-9]\d{0,8})(?:\.\d+)?/?",
        re.IGNORECASE,
    ),
    "DOI": re.compile(
        r"(?:doi:?)?(?:(?:https?://)?(?:dx\.)?doi\.org/)?(10\.\d{4,9}/\S*[^\s.,;])[.,;]?", re.IGNORECASE
    ),
}
"""Field of the record → the forms that people write. A PMID has at most eight digits."""

_LABEL = re.compile(r"\b(pmc?id|doi)\s*:?\s+(?=\S)", re.IGNORECASE)
_SEPARATORS = re.compile(r"[,;]")


def parse_identifier(text: str) -> tuple[str, str] | None:
    """One identifier in any form → the field of the record, and the bare value; None if it is no identifier.

    >>> parse_identifier("34372914"), parse_identifier("pmc8353789"), parse_identifier("https://doi.org/10.5555/Ab1")
    (('PMID', '34372914'), ('PMCID', 'PMC8353789'), ('DOI', '10.5555/Ab1'))
    >>> parse_identifier("123456789")
    """
    for field, form in _FORMS.items():
        if match := form.fullmatch(text):
            return field, match[1].upper() if field == "PMCID" else match[1]
    return None


def split_identifiers(line: str) -> Iterator[str]:
    """The words of a line, split at spaces, commas and semicolons; a DOI may contain commas and semicolons itself.

    >>> list(split_identifiers("PMID: 12, 13;PMC14 doi: 10.5555/(SICI)1;2,x"))
    ['PMID:12', '13', 'PMC14', 'doi:10.5555/(SICI)1;2,x']
    """
    for word in _LABEL.sub(r"\1:", line).split():
        parts = [part for part in _SEPARATORS.split(word) if part]
        if len(parts) > 1 and not all(map(parse_identifier, parts)) and parse_identifier(word):
            yield word
        else:
            yield from parts


def work_ids(record: Record) -> list[str]:
    """The identifiers of the work: PMID, PMCID without version, DOI in lower case. Records that share one describe one work.

    >>> work_ids(Record(PMID="1", DOI="10.5555/Ab", PMCID="PMC3.2"))
    ['1', 'PMC3', '10.5555/ab']
    """
    unversioned = record.PMCID.upper().partition(".")[0]
    return [value for value in (record.PMID, unversioned, record.DOI.lower()) if value]


def url(record: Record) -> str:
    """The record's URL; for a book that has only a Bookshelf accession number, the book's page.

    >>> url(Record(bookaccession="NBK1403"))
    'https://www.ncbi.nlm.nih.gov/books/NBK1403/'
    """
    if record.URL or not record.bookaccession:
        return record.URL
    return f"https://www.ncbi.nlm.nih.gov/books/{record.bookaccession}/"


def call_number(record: Record) -> str:
    """The call number, or else the Bookshelf accession number."""
    return record.call_number or record.bookaccession


_ARXIV = re.compile(r"(?:10\.48550/)?arxiv[:.]\s*(\S+)", re.IGNORECASE)


def arxiv_number(record: Record) -> str:
    """The number of a preprint in arXiv, with its version if the source has it; ``""`` if it is in no arXiv.

    >>> arxiv_number(Record(pii="arXiv:2106.01111v3")), arxiv_number(Record(DOI="10.48550/arXiv.2106.01111"))
    ('2106.01111v3', '2106.01111')
    """
    if record.archive.lower() == "arxiv" and record.archive_location:
        return record.archive_location.removeprefix("arXiv:")
    for text in (record.pii, record.number, record.DOI):
        if text and (found := _ARXIV.fullmatch(text)):
            return found[1]
    return ""


_DOI_PREFIX = r"(?i:(?:https?://)?(?:dx\.|www\.)?doi\.org/|doi:?\s*)+"


def parse_doi(text: str) -> str:
    """The bare DOI of a DOI in any form; ``""`` if it is no DOI.

    >>> parse_doi("https://doi.org/10.1186/s40035-021-00250-5"), parse_doi("doi: 10.1000/182"), parse_doi("n/a")
    ('10.1186/s40035-021-00250-5', '10.1000/182', '')
    """
    text = text.strip()
    if not text.startswith("10.") and (prefix := re.match(_DOI_PREFIX, text)):
        text = text[prefix.end() :]
    return text if text.startswith("10.") and "/" in text else ""


_PMCID = re.compile(r"PMC\d+(?:\.\d+)?", re.IGNORECASE)


def parse_pmcid(text: str) -> str:
    """``PMC`` and digits, from any of PubMed's forms; ``""`` if there are none.

    >>> parse_pmcid("pmc-id: PMC8353789;"), parse_pmcid("8353789")
    ('PMC8353789', 'PMC8353789')
    """
    text = text.strip()
    if match := _PMCID.search(text):
        return match[0].upper()
    return f"PMC{text}" if text.isdecimal() else ""


_ORCID = r"(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dXx])\b"


def parse_orcid(text: str) -> str:
    """A bare ORCID iD, from any form; ``""`` if there is none.

    >>> parse_orcid("http://orcid.org/0000000218250097"), parse_orcid("0000-0002-1825-0097")
    ('0000-0002-1825-0097', '0000-0002-1825-0097')
    """
    match = re.search(_ORCID, text)
    return "-".join(match.groups()).upper() if match else ""

"""A record → the identifiers of its work, its URL and its call number."""

import re

from convert.model.record import Record


def work_ids(record: Record) -> list[str]:
    """The identifiers of the work: PMID, PMCID without version, DOI in lower case. A placeholder is none.

    >>> work_ids(Record(PMID="1", DOI="10.5555/Ab", PMCID="PMC3.2"))
    ['1', 'PMC3', '10.5555/ab']
    >>> work_ids(Record(PMID="0", DOI="NA"))
    []
    """
    found = []
    if record.PMID.isdecimal() and record.PMID[0] != "0":
        found.append(record.PMID)
    if (pmcid := record.PMCID.upper().partition(".")[0]).startswith("PMC"):
        found.append(pmcid)
    if (doi := record.DOI.lower()).startswith("10."):
        found.append(doi)
    return found


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

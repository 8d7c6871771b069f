"""Identifiers, addresses and remarks anywhere in a reference → the record's fields, and the reference without them."""

import re
from collections.abc import Callable
from typing import Final

from convert.formats.pubmed_text.words import YEAR
from convert.formats.reference_list.place import DATE, parse_any_date
from convert.model.identifiers import find_in_address, parse_doi
from convert.model.record import Record

_FROM = r"(?:\(?\b(?:[Aa]vailable|[Rr]etrieved|[Aa]ccessible|Verfügbar)(?: online)?(?: at| from)?:?\s(?=http|www|doi|DOI|<|10\.)|\bURL:?\s*)?"
_DAY = rf"(?:\d{{1,2}}(?:st|nd|rd|th)? [A-Z][a-z]+\.?,? {YEAR}|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}|{DATE})"


def _doi(text: str, record: Record) -> None:
    record.DOI = record.DOI or parse_doi(text)


def _pmid(text: str, record: Record) -> None:
    record.PMID = text


def _pmcid(text: str, record: Record) -> None:
    record.PMCID = text.upper()


def _url(text: str, record: Record) -> None:
    text = text.rstrip(".,;)>")
    found = find_in_address(text)
    for field, value in found.items():
        if not getattr(record, field):
            setattr(record, field, value)
    if not found and not record.URL:
        record.URL = text


def _accessed(text: str, record: Record) -> None:
    record.accessed = parse_any_date(re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", text))


def _ahead(_text: str, record: Record) -> None:
    record.publication_status = "aheadofprint"


def _medium(_text: str, record: Record) -> None:
    record.medium = "Internet"


def _isbn(text: str, record: Record) -> None:
    record.ISBN = [*record.ISBN, text.strip()]


_ONLINE = (
    r"(?:[Ee]pub )?[Aa]head of print|(?:[Aa]dvance )?[Oo]nline publication|[Oo]nline ahead of print|[Ee]arly [Aa]ccess"
    r"|[Pp]ublished online"
)
_ROWS: Final[tuple[tuple[re.Pattern[str], Callable[[str, Record], None]], ...]] = tuple(
    (re.compile(pattern), handle)
    for pattern, handle in (
        (rf"[\[(]?\b(?:[Ll]ast )?(?:[Aa]ccessed|[Cc]ited|[Vv]iewed)(?: on)?:? ({_DAY})[\])]?\.?", _accessed),
        (rf"\bRetrieved ({_DAY}),? from:? ?", _accessed),
        (
            rf"{_FROM}(?:\b[Dd][Oo][Ii]\s?[:.]?\s*)?((?:https?://)?(?:dx\.|www\.)?doi\.org/\s?10\.\d{{4,9}}/\S+|(?<![\w./])10\.\d{{4,9}}/\S+)",
            _doi,
        ),
        (r"\b(?:PubMed )?PMID:?\s?([1-9]\d{0,7})\b[.;]?", _pmid),
        (r"\b(?:PubMed Central )?(?:PMCID:?\s?)?(PMC\d{1,9})\b[.;]?", _pmcid),
        (r"\s?\[(Internet|Online|WWW [Dd]ocument)\]", _medium),
        (r"\bISBN(?:-1[03])?:? ?([\dXx-]{10,17})", _isbn),
        (rf"{_FROM}<?((?:https?://|www\.)\S+)", _url),
        (rf"[,.;]?\s?\(?\b({_ONLINE})\)?", _ahead),
    )
)


def take_identifiers(text: str, record: Record) -> str:
    """The text without its identifiers, each put into its field.

    >>> record = Record()
    >>> take_identifiers("J. Foo 12, 3 (2020). Available at: https://doi.org/10.5555/ab.1.", record), record.DOI
    ('J. Foo 12, 3 (2020).', '10.5555/ab.1')
    """
    for pattern, handle in _ROWS:
        for found in pattern.finditer(text):
            handle(found[1], record)
        text = pattern.sub(" ", text)
    return " ".join(text.split())

"""Identifiers, addresses and remarks anywhere in a reference → the record's fields, and the reference without them."""

import re
from collections.abc import Callable, Iterable
from typing import Final

from convert.formats.pubmed_text.tail import leave
from convert.formats.pubmed_text.words import YEAR
from convert.formats.reference_list.place import DATE, parse_any_date
from convert.model.identifiers import find_in_address, parse_doi
from convert.model.record import Record

_FROM = r"(?:\(?\b(?:[Aa]vailable|[Rr]etrieved|[Aa]ccessible|(?:Online )?[Vv]erfügbar)(?: online)?(?: at| from| unter)?:?\s(?=http|www|doi|DOI|<|10\.)|\bURL:?\s*)?"
_DAY = rf"(?:\d{{1,2}}(?:st|nd|rd|th)? [A-Z][a-z]+\.?,? {YEAR}|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}|{DATE})"


def _doi(text: str, record: Record) -> None:
    _fill("DOI", parse_doi(text), record)


def _pmid(text: str, record: Record) -> None:
    _fill("PMID", text, record)


def _pmcid(text: str, record: Record) -> None:
    _fill("PMCID", text.upper(), record)


def _url(text: str, record: Record) -> None:
    text = text.rstrip(".,;)>")
    for field, value in (find_in_address(text) or {"URL": text}).items():
        _fill(field, value, record)


def _fill(field: str, value: str, record: Record) -> None:
    """Fill a field; what it can't take, as another is there, is kept."""
    known = getattr(record, field)
    if not known:
        setattr(record, field, value)
    elif known.lower() != value.lower():
        leave(f"{field}: {value}", record)


def _accessed(text: str, record: Record) -> None:
    record.accessed = parse_any_date(re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", text))


def _ahead(_text: str, record: Record) -> None:
    record.publication_status = "aheadofprint"


def _updated(text: str, record: Record) -> None:
    record.date_revised = parse_any_date(text)


def _medium(_text: str, record: Record) -> None:
    record.medium = "Internet"


def _length(text: str, record: Record) -> None:
    record.number_of_pages = text


def _isbn(text: str, record: Record) -> None:
    record.ISBN = [*record.ISBN, text.strip()]


_DOI_ADDRESS = r"(?:https?://)?(?:dx\.|www\.)?doi\.org/\s?10\.\d{4,9}/\S+"
_ONLINE = (
    r"(?:[Ee]pub )?[Aa]head of print|(?:[Aa]dvance )?[Oo]nline publication|[Oo]nline ahead of print|[Ee]arly [Aa]ccess"
    r"|[Pp]ublished [Oo]nline(?: [Ff]irst:?)?"
)
_Row = tuple[tuple[str, ...], re.Pattern[str], Callable[[str, Record], None]]
_ROWS: Final[tuple[_Row, ...]] = tuple(
    (signs, re.compile(pattern), handle)
    for signs, pattern, handle in (
        (("[updated",), rf"\[updated ({_DAY})(?:;\s(?=cited)|\])", _updated),
        (("[about",), r":?\s?\[about (\d+ (?:p|pages|screens))\.?\]", _length),
        (
            ("ccessed", "ited", "iewed", "eprüft", "bgerufen"),
            rf"[\[(]{{0,2}}\b(?:[Ll]ast )?(?:[Aa]ccessed|[Cc]ited|[Vv]iewed|[Zz]uletzt geprüft|[Aa]bgerufen)(?: on| am)?:? ({_DAY})[\])]{{0,2}}\.?",
            _accessed,
        ),
        (("Retrieved",), rf"\bRetrieved ({_DAY}),? from:? ?", _accessed),
        (
            ("10.",),
            rf"{_FROM}(?:\b[Dd][Oo][Ii]\s?[:.]?\s*)?({_DOI_ADDRESS}|(?<![\w./])10\.\d{{4,9}}/\S+)",
            _doi,
        ),
        (("PMID",), r"\b(?:PubMed )?PMID:?\s?([1-9]\d{0,7})\b[.;]?", _pmid),
        (("PMC",), r"\b(?:PubMed Central )?(?:PMCID:?\s?)?(PMC\d{1,9})\b[.;]?", _pmcid),
        (("[",), r"\s?\[([Ii]nternet|[Oo]nline|WWW [Dd]ocument)\]", _medium),
        (("ISBN",), r"\bISBN(?:-1[03])?:? ?([\dXx-]{10,17})", _isbn),
        ((".", "/"), r"(?<=,\s)((?:[\w-]{1,30}\.){1,4}[a-z]{2,6}/\S+)$", _url),
        (("http", "www."), rf"{_FROM}<?((?:https?://|www\.)\S+)", _url),
        (("nline", "head of", "access"), rf"[,.;]?\s?\(?\b({_ONLINE})\)?", _ahead),
    )
)
"""Signs of which a text has one or more if the pattern fits anywhere, the pattern, and what takes its value."""

_ACCESS: Final = [row for row in _ROWS if row[2] in {_updated, _length, _accessed, _medium, _url}]


def take_identifiers(text: str, record: Record) -> str:
    """The text without its identifiers, each put into its field.

    >>> record = Record()
    >>> take_identifiers("J. Foo 12, 3 (2020). Available at: https://doi.org/10.5555/ab.1.", record), record.DOI
    ('J. Foo 12, 3 (2020).', '10.5555/ab.1')
    """
    return _take(text, record, _ROWS)


def take_access(text: str, record: Record) -> str:
    """The text without its address and when that was visited; what PubMed itself prints of a work has neither.

    >>> record = Record()
    >>> take_access("Lee R. Sleep [Internet]. Oslo: Tide; 2001 [cited 2002 Jul 9]. Available from: https://a.example.", record)
    'Lee R. Sleep. Oslo: Tide; 2001'
    """
    return _take(text, record, _ACCESS) if "http" in text else text


def _take(text: str, record: Record, rows: Iterable[_Row]) -> str:
    for signs, pattern, handle in rows:
        if any(sign in text for sign in signs):
            for found in pattern.finditer(text):
                handle(found[1], record)
            text = pattern.sub(" ", text)
    return _STOPS.sub(".", _SPACE_BEFORE_SIGN.sub("", " ".join(text.split())))


_SPACE_BEFORE_SIGN = re.compile(r"(?<=[^\W_]) (?=[.;](?:\s|\d|$))")
_STOPS = re.compile(
    r"(?<!\.)(?<!, \d{4})(?<!, )\.(?:\s\.)+(?=\s|$)(?!\s[^\W\d_a-z][\w'’-]+, [^\W\d_a-z]\.)|(?<!\.)\.\.(?=\s|$)"
)
"""Full stops that belong to what isn't there: ``et al. . 2016.``; behind a year they tell that the title stands before it.

Those before a name are an ellipsis among the authors: ``Lee, R., . . . Roe, R.``
"""

"""The text of a field that is meant to hold an identifier → the bare, valid identifier, or nothing.

A PMID is one to eight digits without a leading zero.
"""

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote

from convert.model.text.markup import decode_entities

_NOTHING = "NA N/A n/a #N/A nan NaN NAN None null NULL Null <Blank> <blank> <NA> [None] undefined"
PLACEHOLDERS: Final = frozenset(_NOTHING.split())
"""What programs write for nothing: R, Excel, pandas, Python, JavaScript, screening tools. Readers leave such values out."""
_EMPTY = re.compile(r"[\s\-–—.?]*")


def is_placeholder(text: str) -> bool:
    """Whether the whole value of any field stands for nothing: a word for it, or signs alone.

    >>> [is_placeholder(text) for text in ("NA", '="nan"', "<Blank>", " - ", "")]
    [True, True, True, True, True]
    >>> [is_placeholder(text) for text in ("Na", "0", "C", "None but the brave")]
    [False, False, False, False]
    """
    return (
        text in PLACEHOLDERS
        or text.strip("=\"' \t\r\n") in PLACEHOLDERS
        or _EMPTY.fullmatch(text) is not None
    )


def is_no_number(text: str) -> bool:
    """The same for a field that holds a number, an identifier or pages, where zeros stand for nothing too.

    >>> [is_no_number(text) for text in ("0", "0000", "0-0", "0.0", "NA", "10", "e0")]
    [True, True, True, True, True, False, False]
    """
    return is_placeholder(text) or (text.strip("0-–. ") == "" and "0" in text)


PMID_PAGES = (
    r"(?:pubmed[.-]ncbi[.-]nlm[.-]nih[.-]gov(?:\.[\w.-]{1,60})?/|ncbi\.nlm\.nih\.gov/(?:m/)?pubmed/|europepmc\.org/(?:article|abstract)/med/"
    r"|ncbi\.nlm\.nih\.gov/\S{0,300}[?&](?:list_uids|term|pmid|db=pubmed&id)=)(?:\?term=)?"
)
PMC_PAGES = r"(?:pmc\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/(?:m/)?pmc|europepmc\.org)/articles?/(?:pmc/)?"
_PMID_LABEL = (
    r"(?:\[?(?:pubmed )?pmid\]?|pubmed(?:[ _-]?id)?|medline[ _-]?pmid|medl(?:ine)?:|info:pmid/|pm:|mdl-)"
)
PMID_DIGITS = r"([1-9]\d{0,7})"
_BARE_PMID = re.compile(PMID_DIGITS)

_PMID = re.compile(
    rf"(?:(?:(?:https?:)?//)?(?:www\.)?{PMID_PAGES}|(?:{_PMID_LABEL}[\s:=#-]*)?(?:NLM)?)"
    rf"{PMID_DIGITS}(?:\.0+)?(?:\s*\[(?:pmid|uid)\])?[/.,;]?(?:[?#]\S*)?",
    re.IGNORECASE,
)
PMCID = re.compile(
    rf"(?:(?:https?:)?//(?:www\.)?{PMC_PAGES}|pmc[ -]?id[\s:=]*)?(PMC[1-9]\d{{0,8}})(?:\.\d+)?(?:\[pmcid\])?[/.,;]?",
    re.IGNORECASE,
)
_DOI_START = re.compile(r"(?<![\d.])10\.\d{2,9}(?:\.\d+)*/")
_PLAIN_DOI = re.compile(r"10\.\d{1,9}(?:\.\d+)*/[\w.()/-]*\w", re.ASCII)

_LABEL = re.compile(r"\b(pmc?id|doi)(?:\s*+:\s++|\s++)(?=\S)", re.IGNORECASE)
_SEPARATORS = re.compile(r"[,;]")


# --- one field → one identifier -----------------------------------------------------------------------------------


def parse_identifier(text: str) -> tuple[str, str] | None:
    """One identifier in any form → the field of the record, and the bare value; None if it is no identifier.

    >>> parse_identifier("34372914"), parse_identifier("pmc8353789"), parse_identifier("https://doi.org/10.5555/Ab1")
    (('PMID', '34372914'), ('PMCID', 'PMC8353789'), ('DOI', '10.5555/Ab1'))
    >>> parse_identifier("123456789")
    """
    if value := parse_pmid(text):
        return "PMID", value
    if match := PMCID.fullmatch(text):
        return "PMCID", match[1].upper()
    if value := parse_doi(text):
        return "DOI", value
    return None


def parse_pmid(text: str) -> str:
    """The digits of a PMID, from any form of it; ``""`` if it is none.

    >>> [parse_pmid(text) for text in ("PMID: 34372914", "34372914.0", '="34372914"', "NLM32776126")]
    ['34372914', '34372914', '34372914', '32776126']
    >>> [parse_pmid(text) for text in ("3.4372914E7", "34,372,914", "MEDLINE:34372914", "3.44E7")]
    ['34372914', '34372914', '34372914', '']
    >>> [parse_pmid(text) for text in ("0", "01611111", "123456789", "NA", "WOS:000282053100002")]
    ['', '', '', '', '']
    """
    if _BARE_PMID.fullmatch(text):
        return text
    text = text.strip(_AROUND)
    if match := _PMID.fullmatch(text):
        return match[1]
    if match := _OF_SPREADSHEETS.fullmatch(text):
        first, decimals, exponent = match.groups()
        return (
            first + decimals
            if first and len(decimals) == int(exponent)
            else ""
            if first
            else text.replace(",", "")
        )
    return ""


_INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u202a\u202c\u2060\ufeff"
"""Characters without width, which web pages leave around what is copied from them."""
_AROUND = f"='\"\t\n\r {_INVISIBLE}"
_OF_SPREADSHEETS = re.compile(r"([1-9])\.(\d{1,7})[eE]\+?(\d{1,2})|[1-9]\d{0,2}(?:,\d{3}){1,2}")
"""A number as spreadsheets show it: of the scientific form only one that has all digits says which."""


def parse_doi(text: str) -> str:
    """The bare DOI of a field, without what stands around it, and decoded; of several the first; ``""`` if it is no DOI.

    >>> parse_doi("https://doi.org/10.1186/s40035-021-00250-5"), parse_doi("doi: 10.1000/182"), parse_doi("n/a")
    ('10.1186/s40035-021-00250-5', '10.1000/182', '')
    >>> [parse_doi(text) for text in ("http://dx.doi.org/10.1000%2F182.", "10.1000/182 [doi]", "(10.1000/182); 10.1000/183")]
    ['10.1000/182', '10.1000/182', '10.1000/182']
    >>> parse_doi("10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-SIM968>3.0.CO;2-#"), parse_doi("see 10.1000/182")
    ('10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-SIM968>3.0.CO;2-#', '')
    """
    if _PLAIN_DOI.fullmatch(text) or _PLAIN_DOI.fullmatch(text := text.strip(_AROUND)):
        return text
    if "10." not in text:
        return ""
    if "&" in text:
        text = decode_entities(text)
    if "%2" in text or "%3" in text:
        text = unquote(text)
    match = _DOI_START.search(text)
    if match is None or not all(map(_DOI_HEAD.fullmatch, text[: match.start()].split())):
        return ""
    doi = _cut_doi(text[match.start() :], match.end() - match.start())
    return _PAGE_TAIL.sub("", doi) if "//" in text[: match.start()] else doi


_DOI_HEAD = re.compile(
    r"""\S*/|digital|object|identifier:?|[<(\[{"']*+(?:(?:info:|urn:)?doi[:.=\]]*+)?[<(\[{"']*+|\S*[/?&;](?:id=)?doi[:=]""",
    re.IGNORECASE,
)
"""A word that may stand before a DOI: a label, an address, brackets."""

_DOI_TAIL = re.compile(
    r"\s|\[(?:doi|pii)\]|</?[a-z]+>|[\u200b-\u200f\u2060\ufeff]|[?&][\w.-]+=|#[A-Za-z]|[;,|](?=https?:|doi:|10\.\d{2,9}/)",
    re.IGNORECASE,
)
"""What begins a text behind a DOI: a blank, a query, an anchor, another DOI."""
_PAGE_TAIL = re.compile(r"/(?:abstract|epdf|full|fulltext|html|meta|pdf|summary)$")
"""What a publisher's address has behind the DOI."""
_SICI = re.compile(r"\S*?CO;2-[^\s]")
"""A DOI with a serial item and contribution identifier, whose check character may be any sign."""


def _cut_doi(text: str, start: int) -> str:
    """A text that begins with a DOI → the DOI, without what isn't part of it; its suffix begins at ``start``."""
    if match := _SICI.match(text):
        return match[0]
    doi = _DOI_TAIL.split(text, maxsplit=1)[0]
    while True:
        shorter = doi.rstrip(".,;:/\"'|\u201d\u2019")
        for opening, closing in ("()", "[]", "<>", "{}"):
            if shorter.endswith(closing) and shorter.count(closing) > shorter.count(opening):
                shorter = shorter[:-1]
        if shorter == doi:
            return doi if len(doi) > start else ""
        doi = shorter


_ANY_PMCID = re.compile(r"PMC(?:[ -]?ID)?[\s:=]*(?:PMC)?[ -]?([1-9]\d{0,8})(?!\d)", re.IGNORECASE)


def parse_pmcid(text: str) -> str:
    """``PMC`` and digits, without a version, from any of PubMed's forms; ``""`` if there are none.

    >>> parse_pmcid("pmc-id: PMC8353789;"), parse_pmcid("8353789"), parse_pmcid("PMC9296994.2")
    ('PMC8353789', 'PMC8353789', 'PMC9296994')
    >>> parse_pmcid("PMCID: 8353789"), parse_pmcid("https://www.ncbi.nlm.nih.gov/pmc/8353789")
    ('PMC8353789', '')
    """
    text = text.strip()
    if match := _ANY_PMCID.search(text):
        return f"PMC{match[1]}"
    return f"PMC{text}" if text.isascii() and text.isdecimal() and text[0] != "0" else ""


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

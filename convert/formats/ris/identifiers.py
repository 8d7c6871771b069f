"""Functions that take identifiers, standard numbers and addresses of RIS tags into a record."""

import re
from collections.abc import Sequence
from itertools import chain
from typing import Final

from convert.formats.tagged.record import TaggedRecord
from convert.model.identifiers import PLACEHOLDERS, parse_doi, parse_issn, parse_pmcid, parse_pmid


def take_identifiers(tagged: TaggedRecord) -> None:
    """DO, DI, M3, PMID, U1, U2, C2, C5, C6, AN, ID; ``identifiers.settle`` finds those in addresses and notes."""
    record = tagged.record
    for tag, text in tagged.peek("DO", "DI", "DOI", "M3"):
        if (doi := parse_doi(text)) and record.DOI.lower() in ("", doi.lower()):
            record.DOI = record.DOI or doi
            tagged.drop(tag, text)
    if not _LABELLED.isdisjoint(tagged.values):
        _take_labelled(tagged)
    for tag, text in tagged.peek("C2", "AN"):
        if text.upper().startswith("PMC") and record.PMCID in ("", parse_pmcid(text)):
            record.PMCID = parse_pmcid(text)
            tagged.drop(tag, text)
    record.manuscript_id = tagged.take_all("C6")
    database = " ".join(tagged.values.get("DB", []) + tagged.values.get("DP", [])).lower()
    for tag, databases in _TAGS_OF_PMID:
        if tag in tagged.values:
            _take_pmid(tagged, tag, databases, database)


_LABELLED: Final = frozenset(("PMID", "U1", "U2"))


def _take_labelled(tagged: TaggedRecord) -> None:
    """PMID of PsycNET, U1 and U2 of NCBI: ``34372914[pmid]``."""
    record = tagged.record
    for tag, text in tagged.peek("U1", "U2"):
        if match := re.fullmatch(r"(\w+) ?\[(pmid|pmcid)\]", text):
            setattr(record, match[2].upper(), match[1])
            tagged.drop(tag, text)
    for tag, text in tagged.peek("PMID"):
        if pmid := parse_pmid(text.partition("\n")[0]):
            record.PMID = record.PMID or pmid
            tagged.drop(tag, text)


_OF_NLM: Final = ("pubmed", "medline", "nlm", "ncbi")
_TAGS_OF_PMID: Final = (
    ("AN", (*_OF_NLM, "")),
    ("C2", ("scopus", "")),  # without a database: JabRef
    ("C5", ("embase", "medline")),
    ("ID", ("ovid medline",)),
)
"""Tag → the databases whose exports have the PMID there, as digits alone; empty: also if none is named."""
_LONG: Final = 5
"""How many digits a PMID has at least that no database vouches for."""


def _take_pmid(tagged: TaggedRecord, tag: str, databases: Sequence[str], database: str) -> None:
    """Take a PMID from a tag that has it in some databases."""
    record = tagged.record
    number = tagged.values[tag][0]
    if not number.isdecimal() or parse_pmid(number) != number or record.PMID not in ("", number):
        return
    if not (any(name and name in database for name in databases) or (not database and "" in databases)):
        return
    if not database:
        if tag != "AN" and len(number) < _LONG:
            return
        if not record.PMID:
            record.inferred["PMID"] = f"{_WHAT[tag]} of up to eight digits, of a database that is not named"
    record.PMID = number
    if tag != "ID":
        tagged.drop(tag, number)


_WHAT: Final = {"AN": "an accession number", "C2": "a number in C2"}


_ISSN_FIELDS: Final = {"print": "ISSN_print", "electronic": "ISSN_electronic", "linking": "ISSN_linking"}


def take_standard_numbers(tagged: TaggedRecord) -> None:
    """SN: ISSNs, which may name their medium, or ISBNs; a line may have several."""
    record = tagged.record
    for text in tagged.take_all("SN"):
        for number in _split_numbers(text):
            plain, _, medium = number.partition("(") if number.endswith(")") else (number, "", "")
            if issn := parse_issn(plain):
                if field := _ISSN_FIELDS.get(medium.removesuffix(")").lower()):
                    setattr(record, field, issn)
                if record.ISSN not in ("", issn) and not field:
                    tagged.values.setdefault("SN", []).append(number)
                record.ISSN = record.ISSN or issn
            elif _ISBN.fullmatch(plain.strip()):
                record.ISBN.append(plain.strip())
            elif number and number not in PLACEHOLDERS:
                tagged.values.setdefault("SN", []).append(number)


def _split_numbers(text: str) -> list[str]:
    """The numbers in a value, without the labels before them."""
    if len(text) == len("1234-5679"):
        return [text]
    if text[:1] in "Ii":
        text = _NUMBER_LABEL.sub("", text)
    return [text] if _ISBN.fullmatch(text) else _BETWEEN_NUMBERS.split(text)


_NUMBER_LABEL: Final = re.compile(r"IS[BS]N(?:-1[03])?[:\s]*", re.IGNORECASE)
_BETWEEN_NUMBERS: Final = re.compile(r"[;,\n]\s*+|(?<=\))\s*+(?=\d)|(?<!\s)\s++(?=\d)")
_ISBN: Final = re.compile(r"(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx]")


_ADDRESSES: Final = re.compile(r"(?<!\s)\s+(?=https?://|www\.)")
_ADDRESS: Final = re.compile(r"(?:\w+:)?//|[\w.-]+\.\w+(?:[/?#]|$)")


def take_addresses(tagged: TaggedRecord) -> None:
    """UR, LK: the first address is the URL, but ``PM:1`` is a PMID; what is no address stays."""
    record, values = tagged.record, tagged.values
    for tag in ("UR", "LK"):
        if tag not in values:
            continue
        others = []
        for text in chain.from_iterable(map(_ADDRESSES.split, values.pop(tag))):
            if text.startswith("PM:") and text[3:].isdecimal():
                record.PMID = text[3:]
            elif not record.URL and _ADDRESS.match(text):
                record.URL = text
            elif text not in ("", record.URL):
                others.append(text)
        if others:
            values[tag] = others
    for tag, text in tagged.peek("DO") if not record.URL else ():
        if _ADDRESS.match(text):
            record.URL = text
            tagged.drop(tag, text)

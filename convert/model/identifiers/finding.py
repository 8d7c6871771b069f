"""Identifiers in any text that a database puts them in → the record's identifiers.

``settle`` is the last step of the readers of formats in which people and databases put identifiers anywhere. What the sources
do: ``docs/formats.md``, "Identifiers".
"""

import re
from collections.abc import Iterable
from typing import Final

from convert.model.identifiers.numbers import parse_isbns, parse_issn, parse_trials
from convert.model.identifiers.parsing import (
    PMC_PAGES,
    PMID_DIGITS,
    PMID_PAGES,
    is_no_number,
    parse_doi,
    parse_pmcid,
    parse_pmid,
)
from convert.model.record import Databank, Record

_SEGMENT = r"(?:^|(?<=[;.,|{}\[\]<>\d]))[\s:{]{0,20}"
"""Where a part of a note begins: at the start of a line, after a sign that parts, after a number."""
_END = r"(?![\w/-]|\.[1-9])"
_LABELLED = re.compile(
    rf"{_SEGMENT}(?:(?:(?:medline[ _-]?)?pmid[\s:=#-]*(?:NLM)?|info:pmid/|//(?:www\.)?{PMID_PAGES}){PMID_DIGITS}{_END}"
    rf"|pubmed(?:[ _-]?id)?[\s:=#-]+([1-9]\d{{4,7}}){_END}|{PMID_DIGITS}\s*\[pmid\]"
    rf"|(?:pmc[ _-]?id[\s:=]*|//(?:www\.)?{PMC_PAGES})(PMC[1-9]\d{{0,8}})|(PMC[1-9]\d{{0,8}})\s*\[pmcid\]"
    rf"|doi[\s:=]+((?:https?://(?:dx\.|www\.)?doi\.org/)?10\.\d\S+))",
    re.IGNORECASE | re.MULTILINE,
)
_FIELDS_OF_GROUPS: Final = ("PMID", "PMID", "PMID", "PMCID", "PMCID", "DOI")
_OTHER_WORK = re.compile(
    r"\b(?:cites?|cited|companion|related|reply|responds?|response|see)\b"
    r"|\b(?:comment\w*|concern|correct\w*|corrigend\w*|errat\w*|patients|preprint|protocol|publish\w*|refers?|report|reprint\w*"
    r"|republ\w*|retract\w*|update\w*|version)(?: also)?[ :]+(?:at|by|for|from|in|of|on|to)\b"
    r"|\b(?:19|20)\d\d\b[^:;]{0,12};\s*\w*\d",
    re.IGNORECASE,
)
"""A text that introduces another work: NLM's kinds of links, ``Comment on``; a citation, ``2019 Mar;2``."""


def may_hold_any(text: str) -> bool:
    """Whether a note has the letters of any label or address of an identifier: a quick look before the slow ones."""
    lowered = text.lower()
    return any(part in lowered for part in ("pm", "pubmed", "doi", "ncbi", "10."))


def find_in(text: str) -> dict[str, str]:
    """The labelled identifiers in a note: field → value. What another work is introduced with is not the record's, nor one of two.

    >>> find_in("Accession Number: 147887838. Language: English. PMID: NLM32776126.")
    {'PMID': '32776126'}
    >>> find_in("{:PMID: 12}{:PMCID: PMC3}"), find_in("DOI: 10.5555/1; PubMed ID: 34372914")
    ({'PMID': '12', 'PMCID': 'PMC3'}, {'DOI': '10.5555/1', 'PMID': '34372914'})
    >>> find_in("Comment on: J Inv. 2019 Mar;2(1):1-9. PMID: 31111111"), find_in("PMID: 1; PMID: 2")
    ({}, {})
    """
    if not may_hold_any(text):
        return {}
    if "10." in text and len(text.split()) == 1 and (found_alone := find_in_address(text.strip())):
        return found_alone
    found: dict[str, set[str]] = {}
    end_of_line, introduced = -1, 0
    for match in _LABELLED.finditer(text):
        if match.start() > end_of_line:  # another line: where another work is introduced in it
            begin = text.rfind("\n", end_of_line + 1, match.start()) + 1 or end_of_line + 1
            end_of_line = text.find("\n", match.start()) % (len(text) + 1)
            other = _OTHER_WORK.search(text, begin, end_of_line)
            introduced = other.end() if other else len(text) + 1
        group = match.lastindex or 1
        field = _FIELDS_OF_GROUPS[group - 1]
        value = parse_doi(match[group]) if field == "DOI" else match[group].upper()
        if value and match.start() < introduced:
            found.setdefault(field, set()).add(value)
    return {field: values.pop() for field, values in found.items() if len(values) == 1}


_PMID_ADDRESS = re.compile(
    rf"(?:^|//)(?:www\.)?{PMID_PAGES}{PMID_DIGITS}(?:\[uid\])?/?(?=$|[&#?\s])", re.IGNORECASE
)
_PMC_ADDRESS = re.compile(rf"(?:^|//)(?:www\.)?{PMC_PAGES}(PMC[1-9]\d{{0,8}})\b", re.IGNORECASE)
_DOI_ADDRESS = re.compile(r"(?:(?:https?:)?//)?(?:www\.|dx[.-])?doi[.-]\S*?/|doi[\s:]|10\.\d", re.IGNORECASE)


def find_in_address(address: str) -> dict[str, str]:
    """The identifier whose page an address is: of PubMed, PMC, or a resolver of DOIs, also behind a library's proxy.

    >>> find_in_address("https://www.ncbi.nlm.nih.gov/pubmed/34372914"), find_in_address("http://dx.doi.org/10.5555%2F1")
    ({'PMID': '34372914'}, {'DOI': '10.5555/1'})
    >>> find_in_address("https://example.org/search?pmid=abc")
    {}
    """
    for field, form in (("PMID", _PMID_ADDRESS), ("PMCID", _PMC_ADDRESS)):
        if match := form.search(address):
            return {field: match[1].upper()}
    doi = parse_doi(address) if _DOI_ADDRESS.match(address) else ""
    return {"DOI": doi} if doi else {}


# --- the last step of reading -----------------------------------------------------------------------------------------

_NOTES: Final = ("note", "annote")
_WITH_NOTES = "C1 C2 C3 C4 C5 C7 C8 M1 M2 N1 U1 U2 U3 U4 U5 Extra extra"
_WITH_ADDRESSES = "M3 L1 L2 L3 L4 UR LK LB bdsk-url-1 bdsk-url-2 ee eprint howpublished Link ids.doi ids.pmid"
_KEYS_WITH_NOTES: Final = frozenset(_WITH_NOTES.split())
_KEYS_WITH_ADDRESSES: Final = frozenset(_WITH_ADDRESSES.split())
"""Keys of ``extra``, by what may stand there: an identifier with its label, or its address alone."""


_SETTLED: Final = (("PMID", parse_pmid), ("PMCID", parse_pmcid), ("DOI", parse_doi))


def settle(record: Record, notes: Iterable[str] = ()) -> None:
    """Make the identifiers of a record that was just read bare and valid, and find those that stand elsewhere in it.

    What isn't valid goes to ``extra``. ``inferred`` names the note in which an identifier was found; a line
    of the note that says nothing else is left out. ``notes``: the notes as the source has them, if the record's lost their lines.
    """
    for field, parse in _SETTLED:
        text = getattr(record, field)
        if text and (value := parse(text)) != text:
            setattr(record, field, value)
            if not value and not is_no_number(text):
                record.extra.setdefault(field, []).append(text)
    if record.ISSN and (len(record.ISSN) != 9 or record.ISSN[4] != "-"):
        _settle_issn(record)
    if record.ISBN:
        _settle_isbn(record)
    if record.URL:
        _fill(record, [find_in_address(record.URL)], "")
    if record.extra:
        _fill_from_extra(record)
    if notes or record.note or record.annote:
        _fill_from_notes(record, notes)


def _fill_from_notes(record: Record, notes: Iterable[str]) -> None:
    for text in notes:
        _fill(record, [find_in(text)], "found in the note")
    for name in _NOTES:
        note = getattr(record, name)
        if may_hold_any(note):
            found = find_in(note)
            _fill(record, [found], "found in the note")
            if found or "\n" in note:
                setattr(record, name, _without_identifiers(note, record))


def _settle_issn(record: Record) -> None:
    """One of several ISSNs is the record's, the others are kept in ``extra``; what is none stays."""
    first, *others = [*filter(None, map(parse_issn, re.split(r"[;,\s]+", record.ISSN)))] or [record.ISSN]
    record.ISSN = first
    if others:
        record.extra.setdefault("ISSN", []).extend(others)


_ISSNS = re.compile(r"[;,\n]\s*|(?<!\s)\s+(?=\d)")


def _settle_isbn(record: Record) -> None:
    """Bare ISBNs, each once; an ISSN among them is the record's if it has none; what is neither stays."""
    texts, record.ISBN = record.ISBN, []
    for text in texts:
        found = parse_isbns(text)
        issn = "" if found else next(filter(None, map(parse_issn, _ISSNS.split(text))), "")
        if issn and record.ISSN in ("", issn):
            record.ISSN = issn
        elif issn:
            record.extra.setdefault("ISSN", []).append(issn)
        elif not is_no_number(text):
            record.ISBN += found or [text]
    record.ISBN = list(dict.fromkeys(record.ISBN))


def _fill_from_extra(record: Record) -> None:
    for key, values in record.extra.items():
        if key in _KEYS_WITH_NOTES:
            _fill(record, map(find_in, values), f"found in {key}")
        elif key in _KEYS_WITH_ADDRESSES:
            _fill(record, map(find_in_address, values), f"found in {key}")
        if not record.databank and (
            numbers := [n for text in values if "NCT" in text for n in _trials(text)]
        ):
            record.databank = [Databank("ClinicalTrials.gov", numbers)]
            record.inferred["databank"] = f"found in {key}"


_TRIALS = re.compile(
    r"(?:(?:\b\w+ )?clinicaltrials\.gov(?:[ :/-]| identifier:? )*)?NCT\d{8}[.;, ]*", re.IGNORECASE
)


def _trials(text: str) -> list[str]:
    """The numbers of trials in a value that holds nothing else, but perhaps the registry's name."""
    return parse_trials(text) if not _TRIALS.sub("", text) else []


def _fill(record: Record, found: Iterable[dict[str, str]], where: str) -> None:
    """Fill the identifiers that the record lacks, where all that was found of one agree."""
    values: dict[str, set[str]] = {}
    for one in found:
        for field, value in one.items():
            values.setdefault(field, set()).add(value)
    for field, different in values.items():
        if len({value.lower() for value in different}) == 1 and not getattr(record, field):
            setattr(record, field, min(different))
            if where:
                record.inferred[field] = where


def _without_identifiers(note: str, record: Record) -> str:
    """A note without the lines that say only what the record's identifiers say."""
    own = {record.PMID, record.PMCID.upper(), record.DOI}
    kept = []
    for line in note.split("\n"):
        found = find_in(line)
        if not found or not own.issuperset(found.values()) or _LABELLED.sub("", line).strip(" ;.,{}"):
            kept.append(line)
    return "\n".join(kept).strip("\n") if len(kept) < note.count("\n") + 1 else note

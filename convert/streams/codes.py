"""The registry of problem codes: code → its usual severity; what happened, and what becomes of the data.

``Problem`` takes its severity from here unless told otherwise; ``docs/messages.md`` and the rules of SARIF reports are
made from it. A test holds that each code in ``convert/`` is registered. Plugins may use codes of their own.
"""

from typing import Final, Literal, NamedTuple

Severity = Literal["note", "warning", "error"]
"""``note``: worth knowing; ``warning``: something is missing or doubtful; ``error``: something is skipped."""

_MEANINGS: Final[dict[Severity, dict[str, str]]] = {
    "error": {
        "bad-entry": "A BibTeX entry can't be parsed; it is skipped.",
        "bad-identifier": "A word is not a PMID, PMCID or DOI; it is skipped.",
        "bad-item": "A value of JSON or YAML is no item of CSL, or no work of the service that the file is from; it is skipped.",
        "bad-record": "A record that a program made has values of the wrong type; it is left out.",
        "bad-json": "A value is not valid JSON or not a record; it is skipped.",
        "bad-xml": "The XML is not well-formed; it is read as far as it can be, and the message says whether the rest is skipped.",
        "cut-off": "The file ends too early; the message says what becomes of a record that is incomplete.",
        "damaged-gzip": "A gzip file is damaged or truncated; what follows the damage is not read. If only its checksum is wrong, all of it is.",
        "damaged-record": "A record is not well-formed XML; it is read as far as it can be told what is meant, or skipped.",
        "empty-record": "A record holds nothing; it is left out.",
        "loss": "The output format lost a field named by --fail-on-loss.",
        "no-entry": "The citation style prints nothing for this record; the list lacks it.",
        "not-included": "A LaTeX document includes a file that is not there; what that cites is not counted.",
        "not-fetched": "NCBI gave no usable answer about an identifier; its record is missing.",
        "not-rendered": "The citation processor fails on this record; the list lacks it.",
        "outside-records": "Text stands outside all records; it is skipped.",
        "stray-text": "Text has no tag and stands outside all records; it is skipped. "
        "Inside a MEDLINE record this is a warning, and the text is kept in extra.",
        "unknown-key": "A draft cites a key that the library lacks; the citation stays as it is.",
        "failed": "A reader or a writer fails on a record, which is left out: please report it. A reader may also leave out what follows in the file.",
        "unreadable": "A file can't be read or written.",
    },
    "warning": {
        "ambiguous-citation": "A placeholder in a Word document fits several records, or none; it stays as it is.",
        "bad-date": "A date can't be parsed; its text is kept as it stands.",
        "bad-metadata": "The YAML head of a draft can't be parsed; nothing is taken from it.",
        "bad-plugin": "A plugin can't be imported; its formats are not available.",
        "control-characters": "A text has control characters, which no format can hold; they are left out.",
        "bad-row": "A row has more cells than the header has columns; the surplus is kept in extra. "
        "A row in which a mark of quotation isn't closed ends with its line. A row that can't be parsed is an error and is skipped.",
        "cited-twice": "A document cites one work by two keys; its list would have the work twice.",
        "bad-style": "A CSL style can't be used; it is listed without an example.",
        "bad-type": "CSL has no such type; the item is written as a document.",
        "conflict": "Another record has the same PMID, PMCID or DOI, but another title, author or year, so one of them is wrong; "
        "nothing is taken from it.",
        "bad-value": "A CSL-JSON variable has a value of the wrong kind; it is kept as it stands.",
        "date-range": "citeproc-py can't render a range of dates; its beginning is printed.",
        "duplicate": "The record is the same work as an earlier one.",
        "duplicate-key": "Another BibTeX entry has the same key; both are kept.",
        "encoding": "Text is not UTF-8; what isn't is read as Windows-1252 or Latin-1.",
        "expression-of-concern": "An expression of concern has been published about the work.",
        "mended-entry": "A BibTeX entry is not well-formed; it is read as far as its fields can be told.",
        "identifier-of-another-work": "A reference prints the identifier of another work; the message names that work.",
        "mojibake": "Text was read in the wrong encoding before it came here (Ã¼ for ü); it is kept as it stands. A note if --repair put it right.",
        "missing-author": "The source gives no author.",
        "missing-container-title": "The source gives no journal or book.",
        "missing-er": "A RIS record has no ER line; it ends where the next one begins.",
        "missing-issued": "The source gives no date.",
        "missing-publisher": "The source gives no publisher.",
        "missing-title": "The source gives no title.",
        "missing-ty": "A RIS record has no TY line; its type is a guess.",
        "no-citation": "Text is not recognised as a citation; it is kept as it stands. "
        "Where a whole record depends on it, this is an error and the text is skipped.",
        "no-identifier": "The record has no PMID, PMCID or DOI to look up; it is not completed.",
        "no-such-entry": "A BibTeX entry inherits from one that does not exist; it stays as it is.",
        "no-tag": "MEDLINE has no tag for this kind of link; the link is left out.",
        "not-found": "No source has a record of this work; it is not completed. "
        "If PubMed was asked for the work by its identifier, this is an error: the output lacks it.",
        "not-in-index": "No record of the index is like a reference; that doesn't mean that the work doesn't exist.",
        "odd-date": "A date has no year or an implausible one; a note if it is only partly understood.",
        "odd-name": "The name of an author or editor looks wrong; it is kept as it stands.",
        "quoted": "Lines are quoted as in mail, with > before them; they are read without it.",
        "repeated": "A field that holds one value has another one; that is kept in extra. "
        "A note if an identifier names a work that was fetched already.",
        "reference-differs": "A reference differs from the record of the work that it cites; the message names the fields.",
        "reference-mismatch": "Only the title or only the place of a reference is that of a work in the index.",
        "retracted": "The work has been retracted; the message names the retraction.",
        "stray-affiliation": "An affiliation belongs to no author; it is kept in extra.",
        "stray-identifier": "An author identifier belongs to no author; it is kept in extra.",
        "unknown-id": "A citation cites a reference that does not exist.",
        "unknown-locale": "There is no such CSL locale; American English is used.",
        "unknown-type": "The format has no such type; it is kept in extra.",
        "unplaced": "Text belongs to no record, or to none of its fields; it is left out or kept in extra.",
        "wrong-identifier": "An identifier of a reference is not that of the work that it cites; the message has the right one.",
        "signed": "A Word document was signed; a change makes its signature void.",
        "unsorted": "citeproc-py can't sort the list; it stays in the order of the input.",
        "unfit-key": "A LaTeX document cites a key that biber can't read; it is written as it is, for BibTeX.",
    },
    "note": {
        "all-capitals": "The title is all in capitals; it is written in sentence case, except in JSON lines and NLM's own formats.",
        "corrected": "The work has been corrected; the message names the correction.",
        "deleted": "NLM has deleted this record.",
        "identifier-conflict": "A source has another DOI or PMID for the work; the record keeps its own identifiers.",
        "inferred": "A value is not stated in the source; it is inferred, for the reason given.",
        "mangled": "Mail, a word processor or a web page changed a file as a whole (HTML's escapes, quoted-printable, broken or doubled lines, "
        "marks of quotation); it is read as it was before.",
        "merged": "The record is the same work as another one; the two are merged.",
        "no-cache": "The cache of NCBI's answers can't be used; the work goes on without it.",
        "no-links": "citeproc-py can't make links; the list is printed without them.",
        "no-records": "The file holds no records; an error where it is of another format, or has text.",
        "not-in-latex": "LaTeX has no command for some characters; they are written as they are.",
        "notes-only": "The style has no bibliography; each entry is printed as a note.",
        "notice": "The record is a notice about another work, such as a retraction or an erratum.",
        "out-of-scope": "A reference is of a book, a web page or the like, which PubMed has seldom, and isn't in the index.",
        "preamble": "A BibTeX preamble holds commands for TeX; it is left out.",
        "put-right": "A field of a reference was put right from the index.",
        "related-not-found": "No source has a record of some related works; they are not completed.",
        "superseded": "A later version of the work has been published; the message names it.",
        "too-little-to-tell": "A reference has neither a title nor a place to find a work by.",
    },
}
"""Usual severity → code → meaning."""


class Code(NamedTuple):
    """One entry of the registry."""

    severity: Severity
    meaning: str


CODES: Final[dict[str, Code]] = {
    code: Code(severity, meaning)
    for severity, meanings in _MEANINGS.items()
    for code, meaning in sorted(meanings.items())
}
"""Code → its usual severity and its meaning, the errors first."""


def usual_severity(code: str) -> Severity:
    """What the registry says; ``warning`` for a plugin's own code."""
    return CODES[code].severity if code in CODES else "warning"

"""A page's record → the same with its year and journal, if the page implies but does not state them.

Such values are marked in ``inferred``, and never replace a stated one.
"""

import re

from convert.model.record import Date, Record
from convert.streams.problems import Problem, Warn

_COPYRIGHT_YEAR = re.compile(r"(?:©|Copyright|\([cC]\))[^.;©]{0,200}?\b((?:19|20)\d\d)\b")
_DOI_STEM = re.compile(
    r"10\.\d{4,9}/(?:s\d{4,5}(?=-)|\d{4}-?\d{3}[\dx](?=[.(])|annurev-[a-z]+|j\.\d{4}-\d{3}[\dx]"
    r"|[a-z]{2,}(?:\.[a-z]{2,})+|j\.[a-z]+|[a-z]{2,}(?=[\d./-]))",
    re.IGNORECASE,
)
"""The part of a DOI that stands for the journal: ``10.1186/s40035``, ``10.1016/j.neuropharm``."""


def infer(record: Record, warn: Warn) -> None:
    """Take the year from the copyright line, and the journal from another article whose DOI has the same stem."""
    if record.issued is None and (year := _COPYRIGHT_YEAR.search(record.copyright)):
        record.issued = Date(year=int(year[1]))
        record.inferred["issued"] = f"the year {year[1]} is that of the copyright line"
    if not record.container_title and not record.container_title_short:
        journals = _journals_of_stem(record)
        if len(journals) == 1:
            (journal, work), *_ = journals.items()
            record.container_title_short = journal
            why = f"the DOI begins as that of PMID {work.PMID}, which is in {journal}"
            record.inferred["container_title_short"] = why
    line = record.source.line if record.source else 0
    for field, why in record.inferred.items():
        if field not in ("type", "author"):  # those of most pages, by a rule
            warn(Problem("inferred", f"{field}: {why}", line=line, record=record.PMID, severity="note"))


def _journals_of_stem(record: Record) -> dict[str, Record]:
    """The journals of the page's other articles with the same DOI stem → one such article each."""
    stem = doi_stem(record.DOI)
    entries = (entry for entries in record.related.values() for entry in entries)
    return {
        entry.container_title_short: entry
        for entry in entries
        if stem and entry.container_title_short and doi_stem(entry.DOI) == stem
    }


def doi_stem(doi: str) -> str:
    """The part of a DOI that stands for the journal; ``""`` if there is none.

    >>> doi_stem("10.1186/s40035-021-00250-5"), doi_stem("10.1016/j.neuropharm.2020.107986")
    ('10.1186/s40035', '10.1016/j.neuropharm')
    >>> doi_stem("10.1101/2025.05.14.653978"), doi_stem("10.1021/acs.jmedchem.5b00123")
    ('', '10.1021/acs.jmedchem')
    """
    stem = _DOI_STEM.match(doi)
    return stem[0].lower() if stem else ""

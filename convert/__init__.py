"""refconvert: PubMed records in; BibTeX, RIS, CSL-JSON and formatted reference lists out.

>>> import convert
>>> page = "fixtures/articles/als-therapies/page.txt"
>>> record = next(convert.read(page))
>>> record.PMID, record.DOI
('34372914', '10.1186/s40035-021-00250-5')
>>> import sys
>>> convert.convert(page, sys.stdout, to="ris")  # doctest: +ELLIPSIS
TY  - JOUR
...

Every conversion takes the same way: a reader turns bytes into records, changes and checks pass them on, a writer turns
them into text. The rooms below are in that order; each imports only those above it.
"""

from typing import TYPE_CHECKING, Any

# ruff: noqa: I001  (in the order of the rooms)
__version__ = "0.1.0"

# What a work is.
from convert.model.record import Date, Name, Record

# What goes wrong, as values.
from convert.streams.problems import ConvertError, Problem, strict

# Records → records on their way: choices, related works.
from convert.changes.choices import Choices
from convert.changes.related import with_related

# PubMed itself, for those who ask it.
from convert.ncbi import fetch

# Files → records → files: THE pipeline.
from convert.running.conversion import convert, write
from convert.running.reading import read

# Gaps filled, reference lists and citations, references verified, rows of a table: imported when they are first used, since rapidfuzz takes 8 MB, and the processor 80 ms.
if TYPE_CHECKING:
    from convert.changes.completing import complete as complete
    from convert.citing.bibliography import bibliography as bibliography
    from convert.citing.citations import Cite as Cite
    from convert.citing.citations import cite as cite
    from convert.formats.csv.write import table as table
    from convert.running.verification.verdicts import Verdict as Verdict
    from convert.running.verification.verify import verify as verify

_WHEN_USED = {
    "complete": "convert.changes.completing",
    "bibliography": "convert.citing.bibliography",
    "Cite": "convert.citing.citations",
    "cite": "convert.citing.citations",
    "table": "convert.formats.csv.write",
    "Verdict": "convert.running.verification.verdicts",
    "verify": "convert.running.verification.verify",
}

__all__ = [
    "Choices",
    "Cite",
    "ConvertError",
    "Date",
    "Name",
    "Problem",
    "Record",
    "Verdict",
    "bibliography",
    "cite",
    "complete",
    "convert",
    "fetch",
    "read",
    "strict",
    "table",
    "verify",
    "with_related",
    "write",
]


def __getattr__(name: str) -> Any:
    if name not in _WHEN_USED:
        raise AttributeError(f"module 'convert' has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415

    return getattr(import_module(_WHEN_USED[name]), name)

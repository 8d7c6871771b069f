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

A name is imported when it is first used, so that ``import convert`` costs nothing.
"""

TYPE_CHECKING = False  # what typing calls so, whose import alone takes half as long as Python's start
if TYPE_CHECKING:
    from convert.changes.completing import complete as complete
    from convert.changes.related import with_related as with_related
    from convert.citing.citations import Cite as Cite
    from convert.citing.citations import cite as cite
    from convert.model.record import Date as Date
    from convert.model.record import Name as Name
    from convert.model.record import Record as Record
    from convert.running.api import bibliography as bibliography
    from convert.running.api import convert as convert
    from convert.running.api import fetch as fetch
    from convert.running.api import read as read
    from convert.running.api import write as write
    from convert.streams.problems import ConvertError as ConvertError
    from convert.streams.problems import Problem as Problem
    from convert.streams.problems import strict as strict

__version__ = "0.1.0"

_HOMES = {
    "convert.running.api": ("bibliography", "convert", "fetch", "read", "write"),
    "convert.citing.citations": ("Cite", "cite"),
    "convert.changes.completing": ("complete",),
    "convert.streams.problems": ("ConvertError", "Problem", "strict"),
    "convert.model.record": ("Date", "Name", "Record"),
    "convert.changes.related": ("with_related",),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [*_HOME]  # noqa: PLE0604  (strings all)


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'convert' has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415  (--version needs none)

    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return [*globals(), *_HOME]

"""The function ``convert.verify``."""

import os
from collections.abc import Iterable, Iterator

from convert.model.record import Record
from convert.running.verification.sources import indexed, open_libraries
from convert.running.verification.verdicts import Verdict, verify_against


def verify(
    records: Iterable[Record], library: str | os.PathLike[str] | Iterable[Record]
) -> Iterator[Verdict]:
    """A verdict for each record: is the work what the record says, and are its identifiers its own?

    Args:
        records: the references; what ``read("list.txt", keep_text=True)`` reads of a pasted list is compared by its whole text.
        library: an index made by ``refconvert index``, a file in any format, or records.

    Raises:
        ConvertError: the library can't be read.

    >>> from convert import Date, Name
    >>> title = "Lost coins in hospital wards: a survey"
    >>> coins = Record(title=title, author=[Name(family="Doe")], issued=Date(2020), volume="3", page="7", PMID="1")
    >>> cited = [Record(title=title, author=[Name(family="Doe")], issued=Date(2021), volume="3", page="7")]
    >>> [(verdict.kind, verdict.differing, verdict.identifiers) for verdict in verify(cited, [coins])]
    [('differs', ('year',), {'PMID': '1'})]
    """
    if isinstance(library, str | os.PathLike):
        with open_libraries([os.fspath(library)]) as libraries:
            yield from verify_against(records, libraries)
    else:
        with indexed(library) as made:
            yield from verify_against(records, [made])

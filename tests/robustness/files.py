"""The files that are damaged: the same records in each format, written by our own writers, and where each record stands in them."""

import io
import re
from dataclasses import dataclass
from typing import Any, Final

from benchmarks import generate

from convert.formats import get_writer

SUFFIXES: Final = {
    "medline": ".nbib",
    "ris": ".ris",
    "pubmed-xml": ".xml",
    "bibtex": ".bib",
    "enw": ".enw",
    "endnote-xml": ".xml",
    "csv": ".csv",
}
"""The formats of the tables, and the suffix of each."""
_ENDS: Final = {
    "medline": rb"\n\n",
    "ris": rb"\nER  - \n+",
    "pubmed-xml": rb"</PubmedArticle>\n?",
    "bibtex": rb"\n\}\n+",
    "enw": rb"\n\n",
    "endnote-xml": rb"</record>\n?",
    "csv": rb"\n",
}
"""How a record ends, as our writers write it."""
_BEGINNINGS: Final = {"pubmed-xml": b"<PubmedArticle>", "endnote-xml": b"<record>", "csv": b"\n"}
"""How the first record begins, where something stands before it."""


@dataclass(frozen=True)
class Sample:
    """A file of a format, as its parts."""

    format: str
    head: bytes
    records: tuple[bytes, ...]
    tail: bytes

    @property
    def data(self) -> bytes:
        """The whole file."""
        return b"".join((self.head, *self.records, self.tail))


def make_sample(format: str, count: int, seed: int = 1) -> Sample:
    """So many records in a format, each line of them ended by LF."""
    out = io.StringIO(newline="")
    options: dict[str, Any] = {"encoding": "unicode"} if format == "bibtex" else {}
    get_writer(format).write(generate.records(count, seed), out, **options)
    return split(format, out.getvalue().replace("\r\n", "\n").encode())


def split(format: str, data: bytes) -> Sample:
    """A file as one of our writers writes it → its parts."""
    begin = data.find(_BEGINNINGS.get(format, b"")) + (format == "csv")
    records, place = [], begin
    for end in re.finditer(_ENDS[format], data[begin:]):
        records.append(data[place : begin + end.end()])
        place = begin + end.end()
    if format in ("medline", "enw") and place < len(data):
        records.append(data[place:])
        place = len(data)
    return Sample(format, data[:begin], tuple(records), data[place:])

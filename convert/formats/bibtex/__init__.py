"""BibTeX and BibLaTeX: one reader of both, and a writer of each."""

import re
from collections.abc import Iterator
from typing import BinaryIO, Final

from convert.formats import Format, Reader, Writer
from convert.formats.bibtex import capabilities, write
from convert.model.record import Record
from convert.streams.problems import Warn, silent

_BEGINNING = re.compile(rb"^[ \t]*@[ \t]*[A-Za-z]+\s*[{(]", re.MULTILINE)


def sniff(head: bytes) -> bool:
    """Whether an entry begins on some line."""
    return _BEGINNING.search(head) is not None


def _read(stream: BinaryIO, *, warn: Warn = silent) -> Iterator[Record]:
    from convert.formats.bibtex.read import read  # noqa: PLC0415  (bibtexparser, which no writer needs)

    return read(stream, warn=warn)


MEDIA_TYPE: Final = "application/x-bibtex"
BIBTEX: Final = Format(
    reader=Reader("bibtex", (".bib", ".bibtex", ".biblatex"), MEDIA_TYPE, sniff, _read),
    writer=Writer(
        "bibtex",
        (".bib", ".bibtex"),
        MEDIA_TYPE,
        write.KEYED.write,
        capabilities.BIBTEX,
        write.BibTeXOptions,
        pieces=write.KEYED.pieces,
    ),
)
BIBLATEX: Final = Format(
    writer=Writer(
        "biblatex",
        (".biblatex",),
        MEDIA_TYPE,
        write.KEYED.write,
        capabilities.BIBLATEX,
        write.BibLaTeXOptions,
        pieces=write.KEYED.pieces,
    )
)

"""BibTeX and BibLaTeX: one reader of both, and a writer of each."""

from typing import Final

from convert.formats import Format, Reader, Writer
from convert.formats.bibtex import capabilities, read, write

MEDIA_TYPE: Final = "application/x-bibtex"
BIBTEX: Final = Format(
    reader=Reader("bibtex", (".bib", ".bibtex", ".biblatex"), MEDIA_TYPE, read.sniff, read.read),
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

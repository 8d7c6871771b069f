"""BibTeX and BibLaTeX: one reader of both, and a writer of each."""

from typing import Final

from convert.formats import Format, Reader, Writer
from convert.formats.bibtex import capabilities, read, write
from convert.formats.pieces import Pieces

MEDIA_TYPE: Final = "application/x-bibtex"
_PIECES: Final = Pieces(write.write_piece, write.join_pieces)
BIBTEX: Final = Format(
    reader=Reader("bibtex", (".bib", ".bibtex", ".biblatex"), MEDIA_TYPE, read.sniff, read.read),
    writer=Writer(
        "bibtex",
        (".bib", ".bibtex"),
        MEDIA_TYPE,
        write.write,
        capabilities.BIBTEX,
        write.BibTeXOptions,
        pieces=_PIECES,
    ),
)
BIBLATEX: Final = Format(
    writer=Writer(
        "biblatex",
        (".biblatex",),
        MEDIA_TYPE,
        write.write,
        capabilities.BIBLATEX,
        write.BibLaTeXOptions,
        pieces=_PIECES,
    )
)

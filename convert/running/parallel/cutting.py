"""A long input → pieces of whole records, each of which the same reader can read alone, in another process.

A piece ends only where the reader would be in the state that it begins in. ``CUTTERS`` says for which formats such
places are known; what is in another format, or has no such place, is read in one piece.
"""

from collections.abc import Callable, Iterator
from typing import BinaryIO, Final, NamedTuple

from convert.streams.problems import Problem

PIECE_BYTES: Final = 1 << 22
LONGEST_BYTES: Final = 1 << 24
"""A text that has no border in its first so many bytes is not cut."""


class Piece(NamedTuple):
    """A part of an input."""

    data: bytes
    offset: int
    """What the lines of the piece lack to be those of the input."""


Cutter = Callable[[BinaryIO], Iterator[Piece | Problem]]


class UncutError(Exception):
    """A text that has no border where one was to be expected."""


def cut_pubmed_xml(stream: BinaryIO) -> Iterator[Piece | Problem]:
    """Sets of whole records; what is between the records is looked at here, and reported.

    The reader's own ``Splitter`` finds the records, many at once where they hold no comments and the like.
    """
    from convert.formats.pubmed_xml.parse import Parser  # noqa: PLC0415  (lxml, for this format alone)
    from convert.formats.pubmed_xml.split import Splitter  # noqa: PLC0415

    problems: list[Problem] = []
    piece = _XMLPiece()
    splitter = Splitter(stream, Parser(problems.append).find_end, problems.append)
    for line, data in splitter:
        if piece.size > PIECE_BYTES or problems or line < piece.line:
            yield from piece.close()
            piece = _XMLPiece()
            yield from problems
            problems.clear()
        piece.add(line, data, splitter.line)
        piece.add(splitter.line, splitter.skip_articles(), splitter.line)
    yield from piece.close()
    yield from problems


class _XMLPiece:
    """Records with as many line feeds between them as there are lines in the input."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self._first = 0
        self.line = 0  # of the end, in the input
        self.size = 0

    def add(self, line: int, data: bytes, last_line: int) -> None:
        self._first = self._first or line
        self._parts += (b"\n" * (line - (self.line or line)), data)
        self.line = last_line
        self.size += len(data)

    def close(self) -> Iterator[Piece]:
        if self._parts:
            data = b"".join([b"<PubmedArticleSet>", *self._parts, b"</PubmedArticleSet>"])
            yield Piece(data, self._first - 1)


def cut_medline(stream: BinaryIO) -> Iterator[Piece | Problem]:
    """Records that begin with a PMID after a blank line: there a record ends, and no line continues another."""
    line = 0
    for data in _cut_text(stream, (b"\n\n", b"\n\r\n"), b"PMID- "):
        yield Piece(data, line)
        line += data.count(b"\n")


def cut_jsonl(stream: BinaryIO) -> Iterator[Piece | Problem]:
    """Lines, after as many empty ones as go before: the reader counts them, and leaves alone a line that a record brings along."""
    line = 0
    for data in _cut_text(stream, (b"\n",), b""):
        yield Piece(b"\n" * line + data, 0)
        line += data.count(b"\n")


def _cut_text(stream: BinaryIO, ends: tuple[bytes, ...], beginning: bytes) -> Iterator[bytes]:
    """Bytes cut at the last place in each ``PIECE_BYTES``, or more, where one of ``ends`` is followed by ``beginning``.

    Raises:
        UncutError: there is none in the first ``LONGEST_BYTES``.
    """
    begun = b""
    was_cut = False
    while data := stream.read(PIECE_BYTES):
        begun += data
        place = max(begun.rfind(end + beginning) + len(end) for end in ends)
        if place >= len(ends[0]) and begun.startswith(beginning, place):
            was_cut = True
            yield begun[:place]
            begun = begun[place:]
        elif not was_cut and len(begun) > LONGEST_BYTES:
            raise UncutError
    if begun:
        yield begun


CUTTERS: Final[dict[str, Cutter]] = {
    "pubmed-xml": cut_pubmed_xml,
    "medline": cut_medline,
    "jsonl": cut_jsonl,
}
"""Reader's name → its cutter."""

BY_ORDINAL: Final = frozenset({"medline"})
"""Those of them whose reader calls a record without a PMID by its ordinal."""

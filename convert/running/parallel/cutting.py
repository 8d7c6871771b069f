"""A long input → pieces of whole records, which the same reader can read separately, in other processes.

A piece ends only where the reader is in the same state as at the beginning of a file. ``CUTTERS`` has the formats for which
such places are known; an input in another format, or without such a place, is read in one piece.
"""

from collections.abc import Callable, Iterator
from typing import BinaryIO, Final, NamedTuple

from convert.streams.problems import Problem

PIECE_BYTES: Final = 1 << 22
LONGEST_BYTES: Final = 1 << 24
"""A text without a place to cut in this many bytes is not cut."""


class Piece(NamedTuple):
    """A part of an input."""

    data: bytes
    offset: int
    """The number of lines before this piece in the input."""


Cutter = Callable[[BinaryIO], Iterator[Piece | Problem]]


class UncutError(Exception):
    """A text has no place to cut in its first ``LONGEST_BYTES``."""


def cut_pubmed_xml(stream: BinaryIO) -> Iterator[Piece | Problem]:
    """Cut into sets of whole records, found by the reader's own ``Splitter``; report what is between the records."""
    from convert.formats.pubmed_xml.outline import RECORDS  # noqa: PLC0415
    from convert.formats.pubmed_xml.parse import Parser  # noqa: PLC0415  (lxml, for this format alone)
    from convert.formats.xml.split import Splitter  # noqa: PLC0415

    problems: list[Problem] = []
    piece = _XMLPiece()
    damaged: list[bytes] = []

    def rescue(data: bytes) -> bytes:
        damaged.append(data)
        return data

    def warn(problem: Problem) -> None:
        if damaged:  # this is about it, and will be said where it is read
            damaged.clear()
        else:
            problems.append(problem)

    splitter = Splitter(stream, RECORDS, Parser(problems.append).find_end, warn, rescue)
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
    """Records, with as many line feeds between them as in the input."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self._first = 0
        self.line = 0  # the line in the input where the piece ends
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
    """Cut before a PMID that follows a blank line: there a record ends, and no line continues another."""
    yield from _cut_text(stream, (b"\n\n", b"\n\r\n"), b"PMID- ")


def cut_jsonl(stream: BinaryIO) -> Iterator[Piece | Problem]:
    """Cut between lines, and put an empty line for each line before the piece, so that the reader counts lines as in the input.

    The reader keeps a line number that a record has already.
    """
    for data, line in _cut_text(stream, (b"\n",), b""):
        yield Piece(b"\n" * line + data, 0)


def _cut_text(stream: BinaryIO, ends: tuple[bytes, ...], beginning: bytes) -> Iterator[Piece]:
    """Cut at the last place in each ``PIECE_BYTES``, or more, where one of ``ends`` is followed by ``beginning``.

    Raises:
        UncutError: there is no such place in the first ``LONGEST_BYTES``.
    """
    begun = b""
    line = 0
    was_cut = False
    while data := stream.read(PIECE_BYTES):
        begun += data
        place = max(begun.rfind(end + beginning) + len(end) for end in ends)
        if place >= len(ends[0]) and begun.startswith(beginning, place):
            was_cut = True
            yield Piece(begun[:place], line)
            line += begun.count(b"\n", 0, place)
            begun = begun[place:]
        elif not was_cut and len(begun) > LONGEST_BYTES:
            raise UncutError
    if begun:
        yield Piece(begun, line)


CUTTERS: Final[dict[str, Cutter]] = {"pubmed-xml": cut_pubmed_xml, "medline": cut_medline, "jsonl": cut_jsonl}
"""Name of a format → its cutter."""

BY_ORDINAL: Final = frozenset({"medline"})
"""The formats whose reader numbers the records that have no PMID."""

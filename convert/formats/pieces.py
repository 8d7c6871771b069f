"""Pieces of an output, each written by another process → the whole output."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from io import TextIOWrapper
from typing import Any, Final, TextIO

from msgspec import Struct


class Written(Struct, frozen=True):
    """A piece of an output, as one process wrote it."""

    text: TextIO
    first: int
    """The ordinal of its first record among all records, counted from 1."""
    note: Any
    """The return value of ``Pieces.write``."""


class Pieces(Struct, frozen=True):
    """How to write an output in pieces and join them, with the same result as writing it in one go."""

    write: Callable[..., Any]
    """Called like ``Writer.function`` with the records of one piece; its return value is passed to ``join`` as ``Written.note``."""
    join: Callable[[Iterable[Written], TextIO], None]
    """Called with the pieces in their order, and the output."""


COPY_CHARACTERS: Final = 1 << 18


def copy(text: TextIO, out: TextIO) -> None:
    """Write the rest of a piece."""
    out.writelines(iter(partial(text.read, COPY_CHARACTERS), ""))


def copy_whole(text: TextIO, out: TextIO) -> None:
    """Write a piece from its beginning; from file to file it is copied as bytes, since both are UTF-8."""
    if isinstance(text, TextIOWrapper) and isinstance(out, TextIOWrapper):
        out.flush()
        out.buffer.writelines(iter(partial(text.buffer.read, COPY_CHARACTERS), b""))
    else:
        copy(text, out)


def concatenate(pieces: Iterable[Written], out: TextIO) -> None:
    """Write one piece after another."""
    for piece in pieces:
        copy_whole(piece.text, out)


class Items:
    """Joins pieces of a JSON array in which each item is one line, preceded by ``,`` and a line feed.

    An item without a name, which ``nameless`` matches, is named by its ordinal.
    """

    def __init__(self, out: TextIO, nameless: str, name: Callable[[int], str]) -> None:
        """``nameless`` matches the beginning of such an item, up to the closing quote of the empty name."""
        self.begun = False
        self._out = out
        self._nameless = re.compile(nameless)
        self._name = name

    def add(self, piece: Written) -> None:
        """Write the items of a piece, omitting the comma before the very first; its note says whether an item has no name."""
        is_first = not self.begun
        if is_first:
            self.begun = bool(piece.text.read(1))
        if piece.note:
            self._out.writelines(self._named(piece.text, piece.first))
        elif is_first:
            copy(piece.text, self._out)
        else:
            copy_whole(piece.text, self._out)

    def _named(self, lines: Iterable[str], first: int) -> Iterator[str]:
        for ordinal, line in enumerate(lines, first - 1):  # the first line is the one before the first item
            match = self._nameless.match(line)
            yield f"{match[0]}{self._name(ordinal)}{line[match.end() :]}" if match else line

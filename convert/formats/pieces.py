"""Pieces of an output → the whole: what several writers' ``Pieces`` have in common."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from io import TextIOWrapper
from typing import Any, Final, TextIO

from msgspec import Struct


class Written(Struct, frozen=True):
    """A piece of an output, as a process of its own wrote it."""

    text: TextIO
    first: int
    """The ordinal of its first record among all records, from 1."""
    note: Any
    """What ``Pieces.write`` returned."""


class Pieces(Struct, frozen=True):
    """How an output is put together from pieces, so that it is the same as if it had been written in one go."""

    write: Callable[..., Any]
    """Takes what ``Writer.write`` takes, for the records of one piece; returns what ``join`` needs to know, if anything."""
    join: Callable[[Iterable[Written], TextIO], None]
    """Takes the pieces in their order, and the output."""


COPY_CHARACTERS: Final = 1 << 18


def copy(text: TextIO, out: TextIO) -> None:
    """Write what is left of a piece."""
    out.writelines(iter(partial(text.read, COPY_CHARACTERS), ""))


def copy_whole(text: TextIO, out: TextIO) -> None:
    """Write a piece of which nothing was read; from file to file as bytes, which are UTF-8 in both."""
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
    """Joins pieces of a JSON array that have one item a line, each with ``,`` and a line feed before it.

    An item whose name is empty, in the place where ``nameless`` finds it, gets a name by its ordinal.
    """

    def __init__(self, out: TextIO, nameless: str, name: Callable[[int], str]) -> None:
        """``nameless`` is a pattern that ends before the closing quote of the empty name."""
        self.begun = False
        self._out = out
        self._nameless = re.compile(nameless)
        self._name = name

    def add(self, piece: Written) -> None:
        """Write the items of a piece, without the comma before the first of all; the note says whether one is nameless."""
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
        for ordinal, line in enumerate(lines, first - 1):  # before the first item there is a line of its own
            match = self._nameless.match(line)
            yield f"{match[0]}{self._name(ordinal)}{line[match.end() :]}" if match else line

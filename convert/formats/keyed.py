"""Outputs whose entries have citation keys, unique among them: they wait until all records are known.

A key is final only then (see ``convert.model.citation_keys``). The entries wait in a temporary file, which stays in memory while it is
small; where keys clash, they are replaced on the way from there to the output.
"""

import io
import re
from array import array
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import IO, Self, TextIO

from msgspec import Struct

from convert.formats.pieces import Pieces, Written
from convert.model.citation_keys import Clashes, identity, make_key
from convert.model.record import Record

FormatEntries = Callable[..., Iterator[str]]
"""``format(records, options, warn, clashes)``: yields entries, and adds the key of each to ``clashes``."""

COPY_CHARACTERS = 1 << 16
SPOOL_CHARACTERS = 1 << 20
"""The length up to which entries wait in memory, four bytes a character, and not in a file."""
ENTRIES_AT_ONCE = 64
"""The number of entries written at a time."""


class Keyed(Struct, frozen=True):
    """How entries with keys are written, and where the keys stand."""

    format_entries: FormatEntries
    mark: str
    """The beginning of a line, with the line feed before it, which stands once in each entry and nowhere else."""
    key: re.Pattern[str]
    """What follows the mark; its group ``key`` is the key, if it has one."""
    begin: Callable[[bool], str] = lambda _any: ""
    """Whether there is any entry → what stands before the entries."""
    end: Callable[[bool], str] = lambda _any: ""
    """The same for what stands after them."""
    skipped: int = 0
    """The number of characters that separate the first entry from nothing, and are left out."""

    def write(self, records: Iterable[Record], out: TextIO, options: Struct, warn: object) -> None:
        """Write records; a writer's function."""
        clashes = Clashes()
        with _Spool() as spool:
            _write(self.format_entries(records, options, warn, clashes), spool)
            self._finish(spool.file, clashes, out)

    @property
    def pieces(self) -> Pieces:
        """How to write in pieces."""
        return Pieces(self._write_piece, self._join_pieces)

    def _write_piece(
        self, records: Iterable[Record], out: TextIO, options: Struct, warn: object
    ) -> tuple["array[int]", "array[int]"]:
        """Write entries whose keys are not final, and return what makes them so."""
        clashes = Clashes()
        _write(self.format_entries(records, options, warn, clashes), out)
        return clashes.members()

    def _join_pieces(self, pieces: Iterable[Written], out: TextIO) -> None:
        """Write the entries of all pieces with final keys, unique among all of them."""
        clashes = Clashes()
        with _Spool() as spool:
            for piece in pieces:
                clashes.extend(piece.note)
                _copy(piece.text, spool)
            self._finish(spool.file, clashes, out)

    def _finish(self, spool: IO[str], clashes: Clashes, out: TextIO) -> None:
        """Copy the entries, with their final keys."""
        is_any = bool(clashes.members()[0])
        out.write(self.begin(is_any))
        spool.seek(0)
        spool.read(self.skipped)
        if clashes.settle():
            out.writelines(self._with_final_keys(spool, clashes))
        else:
            _copy(spool, out)
        out.write(self.end(is_any))

    def _with_final_keys(self, spool: IO[str], clashes: Clashes) -> Iterator[str]:
        """The text with final keys. A line feed is set before it, which its first entry may need to be found, and left out again."""
        rest, left_out, is_entry = "\n", 1, False
        while chunk := spool.read(COPY_CHARACTERS):
            *parts, rest = f"{rest}{chunk}".split(self.mark)
            for part in parts:
                text = f"{self.mark}{self._with_key(part, clashes)}" if is_entry else part
                yield text[left_out:]
                left_out, is_entry = 0 if text else left_out, True
        text = f"{self.mark}{self._with_key(rest, clashes)}" if is_entry else rest
        yield text[left_out:]

    def _with_key(self, entry: str, clashes: Clashes) -> str:
        """An entry, from behind its mark on, with its final key."""
        found = self.key.match(entry)
        if found is None:
            raise AssertionError(f"an entry without a key: {entry[:80]!r}")
        if found["key"] is None:
            return entry
        final = clashes.unique(found["key"])
        return (
            entry
            if final == found["key"]
            else f"{entry[: found.start('key')]}{final}{entry[found.end('key') :]}"
        )


class _Spool:
    """Text that waits to be read again: in memory as long as it is short, then in a temporary file.

    ``tempfile.SpooledTemporaryFile`` does the same, but its import takes a twentieth of a start.
    """

    def __init__(self) -> None:
        self.file: IO[str] = io.StringIO(newline="")
        self._is_in_memory = True

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.file.close()

    def write(self, text: str) -> None:
        """Add text."""
        self.file.write(text)
        if self._is_in_memory and self.file.tell() > SPOOL_CHARACTERS:
            self._move()

    def _move(self) -> None:
        from tempfile import TemporaryFile  # noqa: PLC0415  (slow to import)

        memory, self._is_in_memory = self.file, False
        self.file = TemporaryFile("w+", encoding="utf-8", newline="")  # noqa: SIM115  (closed by ``__exit__``)
        memory.seek(0)
        _copy(memory, self.file)


def _copy(source: IO[str], target: "IO[str] | _Spool") -> None:
    while chunk := source.read(COPY_CHARACTERS):
        target.write(chunk)


def _write(entries: Iterator[str], out: "IO[str] | _Spool") -> None:
    while text := "".join(islice(entries, ENTRIES_AT_ONCE)):
        out.write(text)


def key_of(record: Record) -> str:
    """The key of a record where any characters may stand in a key: its own, or else the one that it has in BibTeX."""
    return record.id or make_key(record)


def add_key(record: Record, clashes: Clashes) -> str:
    """``key_of`` a record, which is added to ``clashes``."""
    key = key_of(record)
    clashes.add(key, identity(record))
    return key

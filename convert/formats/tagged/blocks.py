"""Line-tagged text whose records are separated by blank lines (MEDLINE) → its fields, most of them in few calls a record.

The rules are those of ``lines.read_fields``; this is a faster way to the same result (``tests/properties/test_tagged.py``
compares both). A block is what stands between two blank lines. It is *regular* if each of its lines is a known tag in its
full width and a value, or a continuation indented by as much. Regular blocks are split as a whole; ``read_fields`` reads
the others line by line.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain, repeat
from operator import length_hint
from typing import Final, Generic, TypeVar

from convert.formats.tagged.lines import Layout, read_fields

Meaning = TypeVar("Meaning")

LONGEST: Final = 1 << 20
"""The largest block in bytes; text without blank lines is read in parts."""
BLANKS: Final = (
    "\t\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
"""What ``str.strip`` takes off, except line feeds: a blank line stays, has no known tag, and so makes its block irregular."""


class Fields(Generic[Meaning]):
    """Iterates over a text's fields: each the meaning of its tag, and its value.

    A line without a tag has the meaning of the tag ``""``; a blank line has that meaning and no value.
    """

    def __init__(
        self,
        chunks: Iterable[bytes],
        decode: Callable[[bytes, int], str],
        layout: Layout,
        meanings: Mapping[str, Meaning],
        unknown: Callable[[str], Meaning],
    ) -> None:
        """Set the text and the tags.

        Args:
            chunks: whole lines.
            decode: makes text of lines, given the number of the first.
            layout: how a line begins.
            meanings: tag → meaning, also for the tag ``""``.
            unknown: gives the meaning of any other tag.
        """
        self._chunks = chunks
        self._decode = decode
        self._layout = layout
        self._meanings = meanings
        self._unknown = unknown
        tag_width = layout.width - len(layout.mark)
        self._heads = {tag.ljust(tag_width): meaning for tag, meaning in meanings.items() if tag}
        self._indent = "\n" + " " * layout.width
        self._first = 1
        self._block = b""
        self._numbers: list[int] = []
        """The numbers of the lines with tags; for a regular block they are computed when asked for."""
        self._count = 0
        self._left: Iterator[tuple[Meaning, str]] = iter(())

    def __iter__(self) -> Iterator[tuple[Meaning, str]]:
        return chain.from_iterable(self._blocks())

    @property
    def line(self) -> int:
        """The number of the line that began the last field."""
        place = self._count - length_hint(self._left) - 1
        if not place and not self._numbers:
            return self._first
        if not self._numbers:
            indent = b" " * self._layout.width
            lines = enumerate(self._block.split(b"\n"), self._first)
            self._numbers = [number for number, line in lines if not line.startswith(indent)]
        return self._numbers[min(place, len(self._numbers) - 1)]

    def _blocks(self) -> Iterator[Iterator[tuple[Meaning, str]]]:
        end = (self._meanings[""], "")
        for block, is_whole, is_joined in _split(self._chunks):
            begun = block.lstrip(b"\n")
            self._first += len(block) - len(begun)
            self._block = begun.rstrip(b"\n")
            self._numbers = []
            fields, lines = (None if is_joined else self._read_regular()) or self._read_any()
            if is_whole:
                fields.append(end)
            self._count = len(fields)
            self._left = iter(fields)
            yield self._left
            self._first += lines + is_whole + len(begun) - len(self._block)

    def _read_regular(self) -> tuple[list[tuple[Meaning, str]], int] | None:
        """The fields of a regular block and how many lines it has; None if the block is irregular."""
        block = self._block
        if b"\t" in block or block.startswith(b" "):
            return None
        heads = self._heads
        try:
            parts = block.decode().split(self._indent)
            lines = " ".join(map(str.strip, parts, repeat(BLANKS))).split("\n")
            split = map(str.partition, lines, repeat(self._layout.mark))
            fields = [(heads[tag], value.strip()) for tag, _, value in split]
        except (UnicodeDecodeError, KeyError):
            return None
        return fields, len(lines) + len(parts) - 1

    def _read_any(self) -> tuple[list[tuple[Meaning, str]], int]:
        text = self._decode(self._block, self._first)
        fields = []
        for number, tag, value in read_fields([text], self._layout):
            self._numbers.append(self._first + number - 1)
            meaning = self._meanings[tag] if tag in self._meanings else self._unknown(tag)
            fields.append((meaning, value))
        return fields, self._block.count(b"\n") + 1


def _split(chunks: Iterable[bytes]) -> Iterator[tuple[bytes, bool, bool]]:
    """Blocks, each with two flags: whether a blank line follows, and whether the block contains one.

    A blank line before an indented line ends no block. A block longer than ``LONGEST`` comes in parts; no blank line
    follows them.
    """
    block = b""
    for chunk in chunks:
        block, *others = (block + chunk).split(b"\n\n")
        parts = [block]
        for other in others:
            if other[:1] > b" " or other.lstrip(b"\n")[:1] > b" ":
                yield b"\n\n".join(parts) if len(parts) > 1 else parts[0], True, len(parts) > 1
                parts = [other]
            else:
                parts.append(other)
        block = b"\n\n".join(parts)
        if len(block) > LONGEST:
            end = _end_of_fields(block) if block.strip(b"\n") else len(block) - 1
            if end > 0:
                yield block[:end], False, len(parts) > 1
                block = block[end + 1 :]
    yield block, False, b"\n\n" in block


def _end_of_fields(block: bytes) -> int:
    """The end of the last line that is not blank and has no continuation after it."""
    end = block.rfind(b"\n", 0, -1)
    while end > 0 and min(block[end - 1], block[end + 1]) <= ord(" "):
        end = block.rfind(b"\n", 0, end)
    return end

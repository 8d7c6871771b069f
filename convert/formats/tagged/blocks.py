"""Line-tagged text of records with blank lines between them → its fields, most of them parted by few calls a record.

A block, which is what stands between two blank lines, is *regular* where each line is a known tag in its full width and
a value, or a continuation indented by as much. ``tagged.read_fields`` reads all others; it would read the regular ones
alike (``tests/properties/test_tagged.py``), but line by line.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain, repeat
from operator import length_hint
from typing import Final, Generic, TypeVar

from convert.formats.tagged.lines import Layout, read_fields

Meaning = TypeVar("Meaning")

LONGEST: Final = 1 << 20
"""How many bytes a block may have; what has no blank lines is read in parts."""


class Fields(Generic[Meaning]):
    """The fields of a text in turn, each what its tag means and its value.

    A line without a tag has the meaning of the tag ``""``; a blank line has that and no value.
    """

    def __init__(
        self,
        chunks: Iterable[bytes],
        decode: Callable[[bytes, int], str],
        layout: Layout,
        meanings: Mapping[str, Meaning],
        unknown: Callable[[str], Meaning],
    ) -> None:
        """Take lines in chunks and what makes text of lines, given the number of the first.

        ``meanings`` has one for ``""``, too, and ``unknown`` says what any other tag means.
        """
        self._chunks = chunks
        self._decode = decode
        self._layout = layout
        self._meanings = meanings
        self._unknown = unknown
        tag_width = layout.width - len(layout.mark)
        self._heads = {tag.ljust(tag_width): meaning for tag, meaning in meanings.items() if tag}
        self._indent = "\n" + " " * layout.width
        self._blank_line = b" " * layout.width + b"\n"
        self._first = 1
        self._block = b""
        self._numbers: list[int] = []
        """Of the lines with tags; empty until somebody asks, if the block is regular."""
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
            lines = self._block.count(b"\n") + 1
            fields = (None if is_joined else self._read_regular(lines)) or self._read_any()
            if is_whole:
                fields.append(end)
            self._count = len(fields)
            self._left = iter(fields)
            yield self._left
            self._first += lines + is_whole + len(begun) - len(self._block)

    def _read_regular(self, count: int) -> list[tuple[Meaning, str]] | None:
        """The fields of a regular block of so many lines; None if it is another."""
        block = self._block
        if b"\t" in block or self._blank_line in block or block.startswith(b" "):
            return None
        heads = self._heads
        try:
            parts = block.decode().split(self._indent)
            lines = " ".join(map(str.strip, parts)).split("\n")
            if len(lines) + len(parts) - 1 != count:  # a line of blanks was stripped
                return None
            parted = map(str.partition, lines, repeat(self._layout.mark))
            return [(heads[tag], value.strip()) for tag, _, value in parted]
        except (UnicodeDecodeError, KeyError):
            return None

    def _read_any(self) -> list[tuple[Meaning, str]]:
        text = self._decode(self._block, self._first)
        fields = []
        for number, tag, value in read_fields([text], self._layout):
            self._numbers.append(self._first + number - 1)
            meaning = self._meanings[tag] if tag in self._meanings else self._unknown(tag)
            fields.append((meaning, value))
        return fields


def _split(chunks: Iterable[bytes]) -> Iterator[tuple[bytes, bool, bool]]:
    """Blocks, each with whether a blank line follows, and whether there is one in it.

    A blank line parts nothing where the next line begins with a blank, or is yet to come. What is longer than
    ``LONGEST`` comes in parts, which no blank line follows.
    """
    block = b""
    for chunk in chunks:
        block, *others = (block + chunk).split(b"\n\n")
        is_joined = False
        for other in others:
            if other[:1] > b" " or other.lstrip(b"\n")[:1] > b" ":
                yield block, True, is_joined
                block, is_joined = other, False
            else:
                block, is_joined = b"\n\n".join((block, other)), True
        if len(block) > LONGEST:
            end = _end_of_fields(block)
            if end > 0:
                yield block[:end], False, is_joined
                block = block[end + 1 :]
    yield block, False, b"\n\n" in block


def _end_of_fields(block: bytes) -> int:
    """Where a line ends that is not blank and that no continuation follows, as late as can be."""
    end = block.rfind(b"\n", 0, -1)
    while end > 0 and min(block[end - 1], block[end + 1]) <= ord(" "):
        end = block.rfind(b"\n", 0, end)
    return end

"""Sketches → the pairs that may be one work, so that the time grows with the number of records, not with its square.

Records are compared that share an identifier, the beginning or the end of a title, a short main title, or volume and pages. What they share is kept as
a number of 32 bits beside the number of the record: 40 bytes a record. Where by chance two such numbers are equal, a pair is
compared in vain.
"""

from array import array
from collections.abc import Callable, Iterator
from itertools import combinations, groupby, islice
from typing import Final
from zlib import crc32

from convert.changes.duplicates.numbering import Issues
from convert.changes.duplicates.sketches import Sketch

TITLE_LETTERS: Final = 20
"""So many letters at the beginning, or the end, of two titles are the same, blanks not counted."""
BIG_BLOCK: Final = 30
NEIGHBOURS: Final = 12
"""In a block of more than ``BIG_BLOCK`` records, sorted by title and author, each is compared with this number of successors."""
_PARTS: Final = 64
"""The pairs are sorted in so many parts, one after another, to save memory."""
_LOW: Final = (1 << 32) - 1


def keys(sketch: Sketch) -> set[str]:
    """What a record may share with others of the same work."""
    found = set(sketch.keys)
    for title in (sketch.title.text, *sketch.title.others):
        if letters := title.replace(" ", ""):
            found.add(f"<{letters[:TITLE_LETTERS]}")
            found.add(f">{letters[-TITLE_LETTERS:]}")
    if len(main := sketch.title.main.replace(" ", "")) < TITLE_LETTERS and main:
        found.add(f"<{main}")
    place = sketch.place
    if place.volume and place.start:
        found.add(f"{place.volume}:{place.start}-{place.end}")
    return found


class Candidates:
    """Collects what records share, then tells which pairs are to be compared."""

    def __init__(self) -> None:
        self.issues = Issues()
        self._count = 0
        self._parts = [array("Q") for _ in range(_PARTS)]

    def add(self, number: int, sketch: Sketch) -> None:
        """Add the record of this number."""
        self._count = max(self._count, number + 1)
        self.issues.add(sketch)
        for key in keys(sketch):
            code = crc32(key.encode())
            self._parts[code % _PARTS].append(code << 32 | number)

    def pairs(self, get: Callable[[int], Sketch]) -> Iterator[tuple[int, int]]:
        """The pairs to compare, each once, in order; ``get`` tells the sketch of a record. Nothing can be added afterwards."""
        found = [array("Q") for _ in range(_PARTS)]
        size = self._count // _PARTS + 1
        while self._parts:
            for block in _blocks(self._parts.pop()):
                for first, second in _pairs(block, get):
                    found[first // size].append(first << 32 | second)
        for place, pairs in enumerate(found):
            for pair in sorted(set(pairs)):
                yield pair >> 32, pair & _LOW
            found[place] = array("Q")


def _blocks(codes: "array[int]") -> Iterator[list[int]]:
    """The numbers of records that share a code, in order."""
    for _, same in groupby(sorted(codes), key=lambda code: code >> 32):
        block = [code & _LOW for code in same]
        if len(block) > 1:
            yield block


def _pairs(block: list[int], get: Callable[[int], Sketch]) -> Iterator[tuple[int, int]]:
    if len(block) <= BIG_BLOCK:
        yield from combinations(block, 2)
        return
    ordered = sorted(block, key=lambda number: _order(get(number)))
    for place, number in enumerate(ordered):
        for other in islice(ordered, place + 1, place + 1 + NEIGHBOURS):
            yield min(number, other), max(number, other)


def _order(sketch: Sketch) -> tuple[str, list[str], str, int]:
    return sketch.title.text, sketch.authors[:1], sketch.place.volume, sketch.place.start

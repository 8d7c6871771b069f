"""Line-tagged text → blocks of fields, each a tag and its value with its line number; no meaning.

MEDLINE (``AU  - Doe J``), RIS (``AU  - Doe, Jane``) and Refer (``%A Jane Doe``) are of this kind: a line begins
with a tag, further lines continue it, and a blank line mostly parts records. A format says in a ``Layout`` what
its tags look like. The fields of a block come as two lists and not one by one: a generator that stops at each of
sixty fields would cost as much as all the rest of the reading.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

_MUCH = 1 << 20
"""Characters without a blank line after which records are told by ``Layout.start`` alone."""


class Layout(NamedTuple):
    """What a line-tagged format looks like."""

    tag: re.Pattern[str]
    r"""A line feed and what stands before a value, its one group the tag; ``\n(?:(%\S) |(?=…))`` makes a field
    without a tag of each line that the second part is true of, where the format gives such lines no meaning."""
    first_tag: str
    """A tag that a record has once, mostly as its first: where it comes again, a blank line is missing."""
    start: re.Pattern[str]
    """A line feed and the beginning of a record that has ``first_tag``."""


class Block:
    """The fields between two blank lines."""

    __slots__ = ("_parts", "line", "tags", "values")

    def __init__(self, text: str, line: int, layout: Layout) -> None:
        """``text`` begins with a line feed, and what follows that is on ``line``."""
        self._parts = layout.tag.split(text)
        self.line = line
        self.tags: list[str | None] = self._parts[1::2]
        """None for a line without a tag that continues no value."""
        self.values = [unwrap(value) if "\n" in value else value.strip() for value in self._parts[2::2]]

    @property
    def stray(self) -> str:
        """What stands before the first tag."""
        return self._parts[0].strip()

    def line_of(self, index: int) -> int:
        """The line number of the field at ``index``: counted when asked for, as only troubles ask."""
        above = sum(value.count("\n") + 1 for value in self._parts[2 : 2 * index + 2 : 2])
        return self.line + self._parts[0].count("\n") + above


def unwrap(value: str) -> str:
    r"""The lines of a value in one, parted by single spaces.

    >>> unwrap("kept \n      or dropped\n      at the break")
    'kept or dropped at the break'
    """
    return " ".join([part for line in value.split("\n") if (part := line.strip())])


def read_blocks(chunks: Iterable[str], layout: Layout) -> Iterator[Block]:
    """Text in chunks of whole lines → its blocks; an indented line after a blank one still continues its value."""
    line = 1
    rest = ""
    for chunk in chunks:
        texts, rest = _split(rest + chunk, layout)
        for text, gap in texts:
            yield from _blocks(text, line, layout)
            line += text.count("\n") + gap
    yield from _blocks(rest, line, layout)


def _split(text: str, layout: Layout) -> tuple[list[tuple[str, int]], str]:
    """The blocks that have ended in ``text``, each with the number of line feeds that part it from the next; the rest."""
    *texts, rest = re.split(r"\n\n(?! )", text) if "\n\n " in text else text.split("\n\n")
    if not texts and len(rest) > _MUCH and (starts := _starts(rest, layout)):
        return [(rest[: starts[-1]], 1)], rest[starts[-1] + 1 :]
    if texts and not rest:  # what comes next may be indented
        rest = texts.pop() + "\n\n"
    return [(text, 2) for text in texts], rest


def _starts(text: str, layout: Layout) -> list[int]:
    """Where in ``text`` a record begins, but for its beginning."""
    return [match.start() for match in layout.start.finditer(text) if match.start()]


def _blocks(text: str, line: int, layout: Layout) -> Iterator[Block]:
    if not text or text.isspace():
        return
    text = "\n" + text
    block = Block(text, line, layout)
    if block.tags.count(layout.first_tag) < 2:
        yield block
        return
    bounds = [0, *_starts(text, layout), len(text)]
    for start, end in pairwise(bounds):
        yield Block(text[start:end], line + text.count("\n", 0, start), layout)

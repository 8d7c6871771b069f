"""Line-tagged text → its fields: line number, tag, value.

MEDLINE (``AU  - Doe J``), RIS (``AU  - Doe, Jane``) and Refer (``%A Jane Doe``) are line-tagged: a line begins with a tag,
mostly of a fixed width, and further lines continue its value. What a tag means is the format's business.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple


class Layout(NamedTuple):
    """How the lines of a format begin."""

    tag: re.Pattern[str]
    """Matches all that precedes a value; group 1 is the tag."""
    width: int
    """The usual length of that."""
    indented: bool
    """Whether continuations are indented; if not, each line without a tag continues the value."""
    mark: str = "- "
    """What separates tag and value, within the width."""


def read_fields(chunks: Iterable[str], layout: Layout) -> Iterator[tuple[int, str, str]]:
    r"""Text in chunks of whole lines → (line number, tag, value); a value's lines are joined by single spaces.

    Blank lines are ``(number, "", "")``, unless a continuation follows; a line that has no tag and is no
    continuation is ``(number, "", line)``.

    >>> layout = Layout(re.compile("([A-Z]{2})- "), width=4, indented=True)
    >>> list(read_fields(["TI- A title \n    in two lines\n", "\nwhat?\n"], layout))
    [(1, 'TI', 'A title in two lines'), (3, '', ''), (4, '', 'what?')]
    """
    width = layout.width
    indent = " " * width if layout.indented else None
    tags: dict[str, str] = {}  # the beginning of a line → its tag: a look-up costs a fifth of a match
    number, blank, first, tag, value = 0, 0, 0, "", ""
    for chunk in chunks:
        for line in chunk.removesuffix("\n").split("\n"):
            number += 1
            head = line[:width]
            rest = line[width:].strip()
            new = tags.get(head)
            if new is None:
                if not line or line.isspace():
                    blank = blank or number
                    continue
                if head != indent:
                    new, rest = _split(line, layout, tags)
                if new is None:
                    first = first if tag or value else number
                    value += (
                        f" {rest}" if value else rest
                    )  # in place, else thousands of lines are copied each time
                    blank = 0
                    continue
            if tag or value:
                yield first, tag, value
            if blank:
                yield blank, "", ""
                blank = 0
            first, tag, value = number, new, rest
    if tag or value:
        yield first, tag, value


def _split(line: str, layout: Layout, tags: dict[str, str]) -> tuple[str | None, str]:
    """A line → its tag and value; the tag is None for a continuation, and empty for a line that is neither."""
    match = layout.tag.match(line)
    if match is None:
        return None if line[0].isspace() or not layout.indented else "", line.strip()
    head = line[: layout.width]
    if match.end() == len(head):
        tags[head] = match[1]
    return match[1], line[match.end() :].strip()

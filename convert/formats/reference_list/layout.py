"""The lines of a pasted list → its entries: one a line, wrapped with an indent or without, or paragraphs; numbered or not.

The beginning of a list shows its layout, by which the rest is split, so that a list of any length streams.
"""

import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, Literal

from msgspec import Struct

from convert.formats.pubmed_text.summary import unwrap
from convert.formats.pubmed_text.words import YEAR
from convert.formats.reference_list.names import find_names
from convert.formats.reference_list.place import SOURCE

Line = tuple[int, str]
"""A line and its number."""

_NUMBER = re.compile(
    r"\s*(?:\[(\d{1,4})\](?=\s|[^\W\d_]|$)|\((\d{1,3})\)(?=\s|[^\W\d_]|$)|(\d{1,4})[.)](?=\s|[^\W\d_]|$)|(\d{1,4})(?:\s(?=\s*(?:[^\W\d_a-z]|(?:v[ao]n|de[rln]?|d[aiou]|la|te[nr])\s|d[’'][^\W\d_a-z]))|$)"
    r"|([¹²³⁰⁴-⁹]{1,4}))\s*"
)
_BULLET = re.compile(r"\s*[-•*·–]\s+(?=\S)")
_HEADING = re.compile(
    r"\s*+#*+\s*+(?:\d{1,2}\.?\s)?\**(?:references?(?: list| cited)?|bibliography|works cited|literature(?: cited)?|further reading"
    r"|literatur(?:verzeichnis)?|referencias|bibliograf[ií]a|références)\**\s*+:?\s*+",
    re.IGNORECASE,
)
_ENDS = re.compile(r"(?:\w{2}[.…?!]|[\d\])”\"’>][.…?!]?)[\])”\"’]?\.?$|https?://\S+$|\b10\.\d{4,9}/\S+$")
_HEAD_ENDS = re.compile(rf"(?<!\d){YEAR}[a-z]?\)?[.,:]?$")
_GOES_ON = re.compile(
    r"(?:[,;:&–-]|\b(?:and|in|of|the|for|et al|eds?|vol|no|pp?|doi|Available (?:at|from)|vs|[^\W\d_a-z])\.?|[.,?!][”\"’])$",
    re.IGNORECASE,
)
_STARTS = re.compile(
    r"(?:[a-z]{1,4}[ '’]){0,2}[^\W\d_a-z][\w'’‐‑-]*(?: [^\W\d_][\w'’‐‑-]*){0,3}, (?:[^\W\d_a-z]|and |et al)|[“\"‘]|[—–_-]{2,}[.,]"
    rf"|\({YEAR}\) |[^\W\d_a-z][^.]{{2,90}}[.,]? \(?{YEAR}[a-z]?(?:\)|[.,:] (?!Art(?:icle|\.)|\d))"
)
_INNER = re.compile(r"(?:a|an|and|at|by|for|in|of|on|or|the|to|with)\s")
_DIRECT = re.compile(r"(?:[^\W\d_a-z]\.[ -]?){1,4}[^\W\d_a-z]\w")
_HAS_YEAR = re.compile(rf"(?<!\d){YEAR}(?!\d)|n\.d\.|no date|in press", re.IGNORECASE)
_BROKEN_ADDRESS = re.compile(
    r"((?:https?://|www\.|\b10\.\d{4,9}/|doi:\s?)\S{0,300}[-/_])\n(?=\S)|((?<=\d)[–-])\n(?=\d)"
)
_SHORT: Final = 0.85
"""The share of the longest line below which a line is short: its break was no wrap."""

Kind = Literal["numbered", "bulleted", "indented", "paragraphs", "lines"]


class Layout(Struct):
    """How the entries of a list are laid out."""

    kind: Kind = "lines"
    indent: int = 0
    """That of the first line of an entry, if they are indented."""
    width: int = 0
    """The length of the longest line."""
    is_unwrapped: bool = False
    """Whether nearly each line ends as an entry does, or one is longer than any that is wrapped."""
    is_direct: bool = False
    """Whether the first entry begins with initials, ``R. S. Lee``."""


def find_layout(head: Sequence[Line]) -> Layout:
    """The layout that the first lines of a list show."""
    blocks = [list(block) for block in _blocks(head)]
    filled = [line for block in blocks for _, line in block]
    layout = Layout(width=max(map(len, filled), default=0))
    layout.is_unwrapped = layout.width > _WIDEST or sum(map(_is_entry, filled)) >= _NEARLY_ALL * len(filled)
    layout.is_direct = bool(filled) and _DIRECT.match(filled[0]) is not None
    if _is_numbered(filled, len(blocks)):
        layout.kind = "numbered"
    elif filled and _BULLET.match(filled[0]) and sum(map(bool, map(_BULLET.match, filled))) >= len(blocks):
        layout.kind = "bulleted"
    elif (indent := _first_indent(blocks)) is not None:
        layout.kind, layout.indent = "indented", indent
    elif len(blocks) > 1 and 3 * sum(len(list(_at_breaks(block, layout))) > 1 for block in blocks) < len(
        blocks
    ):
        layout.kind = "paragraphs"
    return layout


_NEARLY_ALL: Final = 0.8
_WIDEST: Final = 250
"""Characters at which nobody wraps a line."""


def _is_entry(line: str) -> bool:
    """Whether a line may be a whole entry: one that is wrapped has its year in one line and ends in another."""
    return _HAS_YEAR.search(line) is not None and _ends_entry(line)


def _ends_entry(line: str) -> bool:
    return (_ENDS.search(line) is not None and not _GOES_ON.search(line)) or SOURCE.fullmatch(
        line
    ) is not None


def split_entries(lines: Iterable[Line], layout: Layout) -> Iterator[Line]:
    """Lines → entries without their numbers, each in one line, with the number of its first line."""
    if layout.kind == "numbered":
        yield from _numbered(_blocks(lines))
        return
    for block in _blocks(lines):
        if layout.kind == "bulleted":
            yield from _at_starts(block, lambda line: _BULLET.match(line) is not None)
        elif layout.kind == "indented":
            yield from _at_starts(block, lambda line: _indent(line) == layout.indent)
        elif layout.kind == "paragraphs":
            yield from _paragraph(list(block))
        else:
            yield from _at_breaks(block, layout)


def _blocks(lines: Iterable[Line]) -> Iterator[Iterator[Line]]:
    """The lines between blank lines; headings part them, too, and are left out."""
    for is_filled, block in itertools.groupby(lines, key=_is_filled):
        if is_filled:
            yield ((number, line.expandtabs(4).rstrip()) for number, line in block)


def _is_filled(line: Line) -> bool:
    return bool(line[1].strip()) and _HEADING.fullmatch(line[1]) is None


def _paragraph(block: Sequence[Line]) -> Iterator[Line]:
    """A paragraph is one entry, unless its lines are numbered."""
    if len(block) > 1 and _is_numbered([line for _, line in block], 2):
        yield from _numbered([block])
    else:
        yield _join(block)


# --- numbers ----------------------------------------------------------------------------------------------------------


_SUPERSCRIPTS: Final = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_SUPERSCRIPT: Final = str.maketrans(_SUPERSCRIPTS, "0123456789")


def _number(line: str, mark: str = "") -> int | None:
    """The number that a line begins with; a superscript (``⁴⁰Ar``) only if ``mark``, the first number of the list, is one."""
    found = _NUMBER.match(line)
    if found is None or (found[5] and mark and mark.lstrip()[0] not in _SUPERSCRIPTS):
        return None
    return int(next(filter(None, found.groups())).translate(_SUPERSCRIPT))


def _is_numbered(lines: Sequence[str], blocks: int) -> bool:
    """Whether the first line has a number, and most that have one count up."""
    first = _NUMBER.match(lines[0]) if lines else None
    if first is None:
        return False
    numbers = [number for line in lines if (number := _number(line, first[0])) is not None]
    if numbers[0] > 999:
        return False
    last, chain = numbers[0], 1
    for number in numbers[1:]:
        if last < number < last + 10:
            last, chain = number, chain + 1
    return chain > 1 or blocks == 1


def _numbered(blocks: Iterable[Iterable[Line]]) -> Iterator[Line]:
    """An entry begins with the next number; with a greater one only behind the end of an entry."""
    last: int | None = None
    mark = ""
    entry: list[Line] = []
    for block in blocks:
        for index, (position, line) in enumerate(block):
            number = _number(line, mark)
            if number is not None and not mark:
                mark = line
            if number is not None and _follows(number, last, entry, is_first=not index):
                if entry:
                    yield _join(entry)
                last, entry = number, []
            entry.append((position, line))
    if entry:
        yield _join(entry)


_MONTH_ENDS: Final = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}$")
"""Behind a month, a number is a day: ``Lancet. 2020 Mar`` and in the next line ``16. doi:…``."""


def _follows(number: int, last: int | None, entry: Sequence[Line], *, is_first: bool) -> bool:
    if last is None or (number == last + 1 and not _MONTH_ENDS.search(entry[-1][1])):
        return True
    closed = is_first or _ends_entry(entry[-1][1])
    return closed and (last < number < last + 10 or (is_first and number == 1))


# --- indents and breaks -----------------------------------------------------------------------------------------------


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _first_indent(blocks: Sequence[Sequence[Line]]) -> int | None:
    """The indent of the first lines of entries, if all others have another one."""
    indents = [[_indent(line) for _, line in block] for block in blocks]
    every = {indent for block in indents for indent in block}
    first = indents[0][0] if indents else 0
    if len(every) != 2 or any(block[0] != first for block in indents):
        return None
    return first


def _at_starts(block: Iterable[Line], starts: Callable[[str], bool]) -> Iterator[Line]:
    entry: list[Line] = []
    for number, line in block:
        if entry and starts(line):
            yield _join(entry)
            entry = []
        entry.append((number, line))
    yield _join(entry)


def _at_breaks(block: Iterable[Line], layout: Layout) -> Iterator[Line]:
    """Entries without any mark: a break is one between entries if the line before it is short and the next may begin one."""
    entry: list[Line] = []
    rest = iter(block)
    following = list(itertools.islice(rest, _LOOK_AHEAD))
    while following:
        if entry and _parts_entries(entry, following, layout):
            yield _join(entry)
            entry = []
        entry.append(following.pop(0))
        following += itertools.islice(rest, 1)
    yield _join(entry)


_LOOK_AHEAD = 3


def _parts_entries(entry: Sequence[Line], following: Sequence[Line], layout: Layout) -> bool:
    """Whether an entry ends where ``following`` begins."""
    last, line = entry[-1][1], following[0][1]
    if not layout.is_unwrapped and not _HAS_YEAR.search(" ".join(text for _, text in entry[-12:])):
        return False
    if _HEAD_ENDS.search(last):
        text = " ".join(text for _, text in entry)
        if _is_head(text) or (line.startswith(_QUOTES) and not any(sign in text for sign in _QUOTES)):
            return False
    ends = _ends_entry(last)
    is_short = layout.is_unwrapped or len(last) + 1 + len(line.partition(" ")[0]) < _SHORT * layout.width
    if not (ends or is_short) or _INNER.match(line):
        return False
    starts = (
        _STARTS.match(line) is not None
        or (layout.is_direct and _DIRECT.match(line) is not None)
        or find_names(" ".join(text for _, text in following)) > 0
    )
    return (ends and (is_short or starts)) or (is_short and starts and not _GOES_ON.search(last))


_QUOTES: Final = ("“", "‘", '"', "«", "„")


def _is_head(text: str) -> bool:
    """Whether an entry is no more than names and a year yet."""
    end = find_names(text)
    return bool(end) and len(text) - end < len(" (2020a).,")


def _join(entry: Sequence[Line]) -> Line:
    r"""Lines → one, without its number; an address or a range of pages is not broken by a space.

    >>> _join([(7, "[3] Lee R. Title. doi:10.5555/ab-"), (8, "12. A meta-"), (9, "analysis.")])
    (7, 'Lee R. Title. doi:10.5555/ab-12. A meta-analysis.')
    """
    text = "\n".join(line.strip() for _, line in entry)
    text = unwrap(_BROKEN_ADDRESS.sub(r"\1\2", text).split("\n"))
    found = _NUMBER.match(text) or _BULLET.match(text)
    return entry[0][0], text[found.end() :] if found else text

"""The numbers of a deduplication → PRISMA 2020's flow diagram as SVG; what comes after the screening is left to be filled in.

The boxes are those of the template for new reviews with databases and registers alone (Page et al., BMJ 2021;372:n71;
https://www.prisma-statement.org/prisma-2020-flow-diagram).
"""

from collections.abc import Iterator
from html import escape
from typing import Final, NamedTuple

from convert.running.deduplication.summary import Summary

_LINE: Final = 20
_PADDING: Final = 14
_GAP: Final = 34
_LEFT, _RIGHT, _WIDTH, _RIGHT_WIDTH = 56, 430, 330, 395
_NAME: Final = 84
"""A stage of this height has room for its name."""
_MOST_SOURCES: Final = 12
_LETTERS: Final = 40
"""So many letters of a name fit into a line."""


class _Row(NamedTuple):
    """Two boxes beside each other; the right one may be empty. Lines that begin with a blank are indented."""

    stage: str
    left: list[str]
    right: list[str]


def _number(count: int | None) -> str:
    return f"(n = {count:,})" if count is not None else "(n =     )"


def _rows(summary: Summary) -> list[_Row]:
    nothing = _number(None)
    kinds = (("Databases", False), ("Registers", True))
    identified = ["Records identified from:"]
    for name, is_register in kinds:
        sources = [source for source in summary.sources if source.is_register == is_register]
        identified.append(f" {name} {_number(sum(source.identified for source in sources))}")
        lines = [
            f"  {_short(source.database or source.file)} {_number(source.identified)}" for source in sources
        ]
        rest = len(lines) - _MOST_SOURCES
        identified += lines if rest < 2 else [*lines[:_MOST_SOURCES], f"  and {rest} more files"]
    removed = [
        "Records removed before screening:",
        f" Duplicate records removed {_number(summary.within + summary.between)}",
        f"  within a source {_number(summary.within)}",
        f"  between sources {_number(summary.between)}",
        f" Marked as ineligible by automation tools {nothing}",
        f" Removed for other reasons {nothing}",
    ]
    return [
        _Row("Identification", identified, removed),
        _Row("Screening", [f"Records screened {_number(summary.works)}"], [f"Records excluded {nothing}"]),
        _Row("Screening", [f"Reports sought for retrieval {nothing}"], [f"Reports not retrieved {nothing}"]),
        _Row(
            "Screening",
            [f"Reports assessed for eligibility {nothing}"],
            ["Reports excluded:", f" Reason 1 {nothing}", f" Reason 2 {nothing}", f" Reason 3 {nothing}"],
        ),
        _Row(
            "Included",
            [f"Studies included in review {nothing}", f"Reports of included studies {nothing}"],
            [],
        ),
    ]


def _short(name: str) -> str:
    return name if len(name) <= _LETTERS else f"{name[: _LETTERS - 1]}…"


def flow(summary: Summary) -> str:
    """The diagram, to stand in a page."""
    rows = _rows(summary)
    heights = [max(len(row.left), len(row.right)) * _LINE + 2 * _PADDING for row in rows]
    heights[-1] = max(heights[-1], _NAME)
    tops = [8 + sum(heights[:place]) + place * _GAP for place in range(len(rows))]
    width, height = _RIGHT + _RIGHT_WIDTH + 8, tops[-1] + heights[-1] + 8
    parts = [
        f'<svg class="flow" viewBox="0 0 {width} {height}" role="img" aria-label="PRISMA 2020 flow diagram">',
        _ARROW,
    ]
    for place, (row, top, tall) in enumerate(zip(rows, tops, heights, strict=True)):
        parts += _box(_LEFT, top, _WIDTH, tall, row.left)
        if row.right:
            parts += _box(_RIGHT, top, _RIGHT_WIDTH, tall, row.right)
            middle = top + tall / 2
            parts.append(_arrow(_LEFT + _WIDTH, middle, _RIGHT, middle))
        if place + 1 < len(rows):
            parts.append(_arrow(_LEFT + _WIDTH / 2, top + tall, _LEFT + _WIDTH / 2, tops[place + 1]))
    for stage in dict.fromkeys(row.stage for row in rows):
        places = [place for place, row in enumerate(rows) if row.stage == stage]
        parts += _stage(stage, tops[places[0]], tops[places[-1]] + heights[places[-1]])
    return "\n".join([*parts, "</svg>"])


def _box(left: float, top: float, width: float, height: float, lines: list[str]) -> Iterator[str]:
    is_open = all("(n =  " in line for line in lines if "(n" in line)
    kind = "box open" if is_open else "box"
    yield f'<rect class="{kind}" x="{left}" y="{top}" width="{width}" height="{height}" rx="4"/>'
    start = top + (height - len(lines) * _LINE) / 2 + 15
    for place, line in enumerate(lines):
        indent = 14 * (len(line) - len(line.lstrip(" ")))
        text = escape(line.strip()).replace("     ", "&#160;" * 5)
        yield f'<text x="{left + 14 + indent}" y="{start + place * _LINE}">{text}</text>'


def _arrow(x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line class="arrow" x1="{x1}" y1="{y1}" x2="{x2 - 1 if y1 == y2 else x2}" y2="{y2 - 1 if x1 == x2 else y2}" marker-end="url(#head)"/>'


def _stage(name: str, top: float, bottom: float) -> Iterator[str]:
    middle = (top + bottom) / 2
    yield f'<rect class="stage" x="8" y="{top}" width="32" height="{bottom - top}" rx="4"/>'
    yield f'<text class="name" transform="translate(29 {middle}) rotate(-90)" text-anchor="middle">{name}</text>'


_ARROW: Final = (
    '<defs><marker id="head" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto">'
    '<path class="head" d="M0 0L10 5L0 10z"/></marker></defs>'
)

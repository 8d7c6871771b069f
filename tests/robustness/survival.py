"""What survives of 1,000 records of each format in each of the ways of damage, in refconvert and beside it: a table in Markdown.

A record survives if the program finds it again, by its DOI, its PMID or its title; a field, if its letters and digits are what
the same program reads of the undamaged file.
"""

import logging
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from robustness.damage import MOJIBAKE, WAYS, damaged
from robustness.files import SUFFIXES, make_sample
from robustness.readers import PROGRAMS, REFCONVERT, REPAIRING, Program, Work, works

_KEYS: Final = ("DOI", "PMID", "title")


@dataclass(frozen=True)
class Survival:
    """What survived of a file."""

    records: int
    fields: int
    strangers: int
    """Records that aren't found in the undamaged file, or come twice."""


def survival(whole: list[Work], found: Iterable[Work]) -> Survival:
    """How much of what a program reads of a whole file it still reads of a damaged one."""
    places: dict[tuple[str, str], int] = {}
    for place, work in enumerate(whole):
        for key in _KEYS:
            if key in work:
                places.setdefault((key, work[key]), place)
    seen: set[int] = set()
    fields = strangers = 0
    for work in found:
        candidates = [places[key, work[key]] for key in _KEYS if (key, work.get(key, "")) in places]
        new = [place for place in candidates if place not in seen]
        if not new:
            strangers += 1
            continue
        place = new[0]
        seen.add(place)
        fields += sum(work.get(name) == text for name, text in whole[place].items())
    return Survival(len(seen), fields, strangers)


def read_alike(works: list[Work], others: list[list[Work]]) -> list[Work]:
    """The fields of works that all programs read alike: one reads but a part of an abstract, where less can be damaged."""
    return [
        {name: text for name, text in work.items() if all(other.get(name) == text for other in same)}
        for work, *same in zip(works, *others, strict=False)
    ]


def table(
    formats: Iterable[str], ways: Iterable[str], count: int, programs: Iterable[Program]
) -> Iterator[str]:
    """The rows of the tables, format by format."""
    logging.disable(logging.CRITICAL)
    ways = list(ways)
    for name in formats:
        sample = make_sample(name, count)
        asked = [REFCONVERT, *(program for program in programs if name in program.formats)]
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"damaged{SUFFIXES[name]}"
            path.write_bytes(sample.data)
            whole = {program.name: works(program, path, name) for program in asked}
            yield from _head(name, asked, whole)
            for way in ways:
                path.write_bytes(damaged(sample, way))
                cells = [survival(whole[p.name], works(p, path, name)) for p in asked]
                yield _row(way, cells, [whole[p.name] for p in asked])
                if way == MOJIBAKE and REPAIRING.version():
                    ours = whole[REFCONVERT.name]
                    mended = survival(ours, works(REPAIRING, path, name))
                    yield _row(f"{way}, with `--repair`", [mended], [ours])
                    alike = [read_alike(whole[p.name], list(whole.values())) for p in asked]
                    cells = [
                        survival(some, works(p, path, name)) for p, some in zip(asked, alike, strict=True)
                    ]
                    yield _row(f"{way}, fields that all read alike", cells, alike)
        yield ""


def _head(name: str, asked: list[Program], whole: dict[str, list[Work]]) -> Iterator[str]:
    yield f"### {name}"
    yield ""
    yield "| | " + " | ".join(f"{p.name} {p.version()}".strip() for p in asked) + " |"
    yield "| --- |" + " ---: |" * len(asked)
    yield (
        "| undamaged: records, fields | "
        + " | ".join(f"{len(whole[p.name]):,} · {sum(map(len, whole[p.name])):,}" for p in asked)
        + " |"
    )


def _row(way: str, cells: list[Survival], wholes: list[list[Work]]) -> str:
    written = [_cell(cell, whole) for cell, whole in zip(cells, wholes, strict=True)]
    return f"| {way} | " + " | ".join(written) + " |"


def _cell(cell: Survival, whole: list[Work]) -> str:
    all_fields = sum(map(len, whole)) or 1
    strangers = f" +{cell.strangers}" if cell.strangers else ""
    return f"{cell.records:,}{strangers} · {100 * cell.fields / all_fields:.1f} %"


def main(
    count: int = 1000, formats: Iterable[str] = SUFFIXES, ways: Iterable[str] = WAYS, *, alone: bool = False
) -> None:
    """Print the tables."""
    for row in table(formats, ways, count, () if alone else PROGRAMS):
        print(row, flush=True)

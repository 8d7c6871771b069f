"""A file of 500 records in each format, cut at every hundredth of its bytes: what is lost, and what is said of it.

A record is whole if all of its bytes, but for the line end behind it, stand before the cut. It is lost if it isn't read as from the whole
file. A cut is said if there is an error, a warning or a note that the whole file doesn't cause; between two records it can't be seen in
MEDLINE, RIS, BibTeX, ENW and CSV, so such a cut isn't counted.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate

from msgspec.structs import replace
from robustness.files import SUFFIXES, Sample, make_sample

import convert
from convert import Problem, Record


@dataclass
class Loss:
    """What all cuts of a file cost."""

    cuts: int = 0
    lost: int = 0
    """Whole records, over all cuts."""
    partial: int = 0
    """Cuts whose last record is read in part."""
    unsaid: int = 0
    codes: set[str] = field(default_factory=set)


def read(data: bytes, format: str) -> tuple[list[Record], list[Problem]]:
    problems: list[Problem] = []
    records = list(convert.read(io.BytesIO(data), format, warn=problems.append))
    return [replace(record, source=None) for record in records], problems


def cut_everywhere(sample: Sample, parts: int = 100) -> Loss:
    """Cut a file at so many equal distances."""
    data = sample.data
    whole, usual = read(data, sample.format)
    known = {(problem.code, problem.line) for problem in usual}
    ends = [*accumulate(map(len, sample.records), initial=len(sample.head))]
    loss = Loss()
    for part in range(1, parts):
        place = len(data) * part // parts
        count = sum(
            end + len(record.rstrip()) <= place for end, record in zip(ends, sample.records, strict=False)
        )
        between = data[ends[count] : place].strip() == b"" and sample.tail == b""
        found, problems = read(data[:place], sample.format)
        loss.cuts += not between
        loss.lost += sum(one != other for one, other in zip(found, whole[:count], strict=False))
        loss.lost += max(0, count - len(found))
        loss.partial += len(found) > count
        said = {problem.code for problem in problems if (problem.code, problem.line) not in known}
        loss.codes |= said
        loss.unsaid += not said and not between
    return loss


def table(count: int = 500, parts: int = 100) -> Iterator[str]:
    """The rows of the table of docs/robustness.md."""
    yield "| format | cuts | whole records lost | last record read in part | unsaid | said as |"
    yield "| --- | ---: | ---: | ---: | ---: | --- |"
    for name in SUFFIXES:
        loss = cut_everywhere(make_sample(name, count), parts)
        codes = ", ".join(f"`{code}`" for code in sorted(loss.codes))
        yield f"| {name} | {loss.cuts} | {loss.lost} | {loss.partial} | {loss.unsaid} | {codes} |"


def main(count: int) -> None:
    """Print the table."""
    for row in table(count):
        print(row, flush=True)

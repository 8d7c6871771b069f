"""Deduplication on labelled sets: ``python tests/benchmarks/dedupe.py FOLDER [--peer PYTHON] [--curve]``.

Each folder in FOLDER is a set as bib-dedupe's evaluation has them: ``records_pre_merged.csv``, and ``merged_record_ids.csv`` whose rows are
the records of one work. Recall is the duplicates removed of all that are to be removed, a false merge a record that was removed wrongly.
Labels that are wrong (``WRONG``, see docs/deduplication.md) are counted as they are, and corrected. ``--peer`` is the Python of an
environment with bib-dedupe. ``--curve`` shows both measures at each threshold for two halves of all works, ``--without`` what becomes of
them if all records lack a field.
"""

import argparse
import csv
import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from msgspec.structs import replace

from convert.changes.duplicates import Works, grouping
from convert.changes.duplicates.comparison import UNDECIDED
from convert.model.record import AbstractSection, Date, Name, Record, Source
from convert.streams.problems import silent

TYPES = {
    "article": "article-journal",
    "inproceedings": "paper-conference",
    "inbook": "chapter",
    "book": "book",
}
NOTHING = {"", "UNKNOWN", "NA", "nan"}

WRONG: dict[str, tuple[str, ...]] = {
    "cytology_screening": ("id_0000516 | id_0000517",),
    "haematology": (
        "id_0000001 id_0000002 id_0000003",
        "id_0000008 id_0000009 | id_0000039 id_0000040",
        "id_0000128 | id_0000129",
        "id_0000134 | id_0000135",
        "id_0000161 | id_0000162",
        "id_0000175 id_0000190 id_0000191 | id_0001173",
        "id_0000220 | id_0000221",
        "id_0000234 | id_0000235 | id_0000236 | id_0000237",
        "id_0000245 | id_0000246",
        "id_0000052 id_0000117 | id_0000807 | id_0000808",
        "id_0000063 id_0000064 id_0000065 | id_0000057 id_0000058",
    ),
    "respiratory": (
        "id_0001881 id_0001882",
        "id_0000049 id_0000050 | id_0000893",
        "id_0000213 | id_0000709",
        "id_0000985 | id_0000986",
    ),
    "stroke": ("id_0000428 | id_0000429",),
    "digital_work": ("id_1000218 | id_1000339", "id_1003663 | id_1003664", "id_1005082 | id_1005083"),
}
"""Set → the records of a row that are of several works, and how they are parted; or of one work, without a bar."""

PEER = """
import json, sys
import pandas
from bib_dedupe.bib_dedupe import block, match, merge, prep
from bib_dedupe.cluster import get_connected_components
records = pandas.read_csv(sys.argv[1])
groups = get_connected_components(match(block(prep(records))))
json.dump([list(group) for group in groups], open(sys.argv[2], "w"))
"""
PEER_MERGE = """
import sys
import pandas
from bib_dedupe.bib_dedupe import merge
merge(pandas.read_csv(sys.argv[1])).to_csv(sys.argv[2])
"""


class Score(NamedTuple):
    """What a deduplication found."""

    found: int
    of: int
    false: int

    def __str__(self) -> str:
        return f"{self.found / self.of if self.of else 1:.3f} ({self.found} of {self.of}), {self.false} false"


def records(folder: Path) -> Iterator[Record]:
    """The records of a set."""
    csv.field_size_limit(sys.maxsize)
    path = folder / "records_pre_merged.csv"
    with path.open(encoding="utf-8", newline="") as file:
        for line, raw in enumerate(csv.DictReader(file), 2):
            row = {name: "" if (value or "") in NOTHING else value.strip() for name, value in raw.items()}
            year = row.get("year", "").partition(".")[0]
            yield Record(
                type=TYPES.get(row.get("ENTRYTYPE", ""), "document"),
                id=row["ID"],
                title=row.get("title", ""),
                author=list(_names(row.get("author", ""))),
                editor=list(_names(row.get("editor", ""))),
                issued=Date(int(year)) if year.isdecimal() else None,
                container_title=row.get("journal", "") or row.get("booktitle", ""),
                volume=row.get("volume", ""),
                issue=row.get("number", ""),
                page=row.get("pages", "").replace(" -- ", "-").replace("--", "-"),
                DOI=row.get("doi", ""),
                ISBN=[row["isbn"]] if row.get("isbn") else [],
                abstract=[AbstractSection(row["abstract"])] if row.get("abstract") else [],
                source=Source(path.name, line, "csv"),
            )


def _names(text: str) -> Iterator[Name]:
    for name in text.split(" and ") if text else ():
        family, comma, given = name.partition(",")
        yield Name(family=family.strip(), given=given.strip()) if comma else Name(literal=name.strip())


def labels(folder: Path) -> list[list[str]]:
    """The groups of records that are one work."""
    with (folder / "merged_record_ids.csv").open(encoding="utf-8", newline="") as file:
        return [row["merged_ids"].split(";") for row in csv.DictReader(file)]


def corrected(groups: list[list[str]], wrong: Iterable[str]) -> list[list[str]]:
    """The groups, with the labels put right that are wrong."""
    for line in wrong:
        parts = [part.split() for part in line.split("|")]
        named = {name for part in parts for name in part}
        groups = [group for group in groups if named.isdisjoint(group)] + parts
    return groups


def score(found: Iterable[list[str]], true: list[list[str]]) -> Score:
    """Count over the found groups what of the true ones they have."""
    label = {name: place for place, group in enumerate(true) for name in group}
    right = wrong = 0
    for group in found:
        works = {label.get(name, name) for name in group}
        right += len(group) - len(works)
        wrong += len(works) - 1
    return Score(right, sum(len(group) - 1 for group in true), wrong)


def find(works: Works) -> list[list[str]]:
    works.find()
    return [[works.records[number].id for number in numbers] for numbers in works.groups.values()]


def filled(folder: Path) -> Works:
    works = Works()
    for record in records(folder):
        works.add(record)
    return works


def half_of(name: str, true: list[list[str]]) -> dict[str, int]:
    """Record → the half, 0 or 1, that its work belongs to."""
    return {each: crc32(f"{name}{group[0]}".encode()) % 2 for group in true for each in group}


def curve(folders: list[Path]) -> Iterator[str]:
    """Recall and false merges of each half of all sets, at each threshold."""
    totals: dict[tuple[int, int], list[int]] = {}
    for folder in folders:
        true = corrected(labels(folder), WRONG.get(folder.name, ()))
        halves = half_of(folder.name, true)
        for threshold in range(UNDECIDED, 20):
            setattr(grouping, "SAME_WORK", threshold)  # noqa: B010  (a constant for all but us)
            found = find(filled(folder))
            for half in (0, 1):
                mine = [
                    group for group in found if halves.get(group[0], crc32(group[0].encode()) % 2) == half
                ]
                counted = score(mine, [group for group in true if halves[group[0]] == half])
                total = totals.setdefault((threshold, half), [0, 0, 0])
                for place, number in enumerate(counted):
                    total[place] += number
    yield "| points | first half: recall, false | second half: recall, false |\n| ---: | --- | --- |"
    for threshold in range(UNDECIDED, 20):
        cells = [
            f"{found / of:.3f}, {false}" for found, of, false in (totals[threshold, half] for half in (0, 1))
        ]
        yield f"| {threshold} | {' | '.join(cells)} |"


def cpu(*command: str) -> float:
    """The CPU seconds of a command, with all its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


MISSING: dict[str, dict[str, object]] = {
    "pages": {"page": ""},
    "volume": {"volume": ""},
    "issue": {"issue": ""},
    "pages, volume and issue": {"page": "", "volume": "", "issue": ""},
    "authors": {"author": []},
    "journal": {"container_title": ""},
    "year": {"issued": None},
    "DOI": {"DOI": ""},
}


def without(folders: list[Path]) -> Iterator[str]:
    """Recall and false merges over all sets, labels corrected, if no record had a field."""
    yield "| without | recall | false |\n| --- | ---: | ---: |"
    for name, emptied in MISSING.items():
        totals = [0, 0, 0]
        for folder in folders:
            works = Works()
            for record in records(folder):
                works.add(replace(record, **emptied))
            counted = score(find(works), corrected(labels(folder), WRONG.get(folder.name, ())))
            totals = [total + number for total, number in zip(totals, counted, strict=True)]
        yield f"| {name} | {totals[0] / totals[1]:.3f} | {totals[2]} |"


def compare(folder: Path, peer: str, scratch: Path) -> Iterator[str]:
    """A row of the table for each program."""
    true = labels(folder)
    right = corrected(true, WRONG.get(folder.name, ()))
    source, ris = folder / "records_pre_merged.csv", scratch / f"{folder.name}.ris"
    convert_all(records(folder), ris)
    words = ("-m", "convert", "dedupe", str(ris), "-o", str(scratch / "out.ris"))
    seconds = cpu(sys.executable, *words)
    works = filled(folder)
    start = time.process_time()
    found = find(works)
    engine = time.process_time() - start
    count = len(works.records)
    yield f"| {folder.name} ({count:,}) | refconvert | {score(found, true)} | {score(found, right)} | {seconds:.2f} |"
    print(f"{folder.name}: comparing alone takes {engine:.2f} s", file=sys.stderr)
    if peer:
        groups = scratch / "groups.json"
        cpu(peer, "-c", PEER, str(source), str(groups))
        theirs = json.loads(groups.read_bytes())
        seconds = cpu(peer, "-c", PEER_MERGE, str(source), str(scratch / "merged.csv"))
        yield f"| | bib-dedupe | {score(theirs, true)} | {score(theirs, right)} | {seconds:.2f} |"


def convert_all(these: Iterable[Record], path: Path) -> None:
    import convert

    convert.write(these, str(path), "ris", warn=silent)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--peer", default="", help="the Python of an environment with bib-dedupe")
    parser.add_argument("--curve", action="store_true")
    parser.add_argument("--without", action="store_true")
    parser.add_argument("--scratch", type=Path, default=Path("dedupe-scratch"))
    arguments = parser.parse_args()
    folders = sorted(path.parent for path in arguments.folder.glob("*/records_pre_merged.csv"))
    if arguments.curve or arguments.without:
        for line in curve(folders) if arguments.curve else without(folders):
            print(line)
        return
    arguments.scratch.mkdir(exist_ok=True)
    print(
        "| set (records) | program | labels as they are: recall | labels corrected: recall | CPU s |\n| --- | --- | --- | --- | ---: |"
    )
    for folder in folders:
        for line in compare(folder, arguments.peer, arguments.scratch):
            print(line, flush=True)


if __name__ == "__main__":
    main()

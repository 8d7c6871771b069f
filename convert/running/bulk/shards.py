"""Folders → shards; one shard → its output, and all that the manifest is to know of it. Runs in any process, on any machine."""

import hashlib
import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path, PurePath
from typing import Final

import msgspec

from convert import formats
from convert.changes.checks import checked
from convert.model.paths import filled_paths
from convert.model.record import Record
from convert.running.conversion import Conversion
from convert.running.reading import read
from convert.streams.files import open_output
from convert.streams.problems import ConvertError, Problem

PARQUET: Final = "parquet"
LEDGER_EVERY: Final = 10
"""Of one record in so many it is counted which fields it has: to look at all would cost a third more."""


class Plan(msgspec.Struct, frozen=True):
    """What is wanted of all shards."""

    conversion: Conversion
    """Its ``to`` may be ``PARQUET``, too."""
    folder: str
    """Where the outputs go."""


class Shard(msgspec.Struct, frozen=True):
    """A file of input."""

    name: str
    """Of the output, in its folder; it tells the shard from all others."""
    path: str
    size: int
    mtime_ns: int
    dropped: bytes = b""
    """The PMIDs of the records to leave out, each as often as it is to be left out: an ``array("Q")``."""


class Outcome(msgspec.Struct):
    """What came of a shard."""

    shard: Shard
    input_sha256: str = ""
    output_size: int = 0
    output_sha256: str = ""
    records: int = 0
    left_out: int = 0
    """Records that a later file replaces or deletes."""
    unreadable: str = ""
    problems: dict[str, tuple[str, int, str]] = {}
    """Code → severity, number, the first in words."""
    years: dict[int, int] = {}
    """Year of issue → records; those without a year are not in it."""
    fields: dict[str, int] = {}
    """Path of a field → records that have it, of one in ``LEDGER_EVERY``."""


def find_shards(paths: Iterable[str], extension: str) -> list[Shard]:
    """The files, and those in the folders that have the suffix of some format, in the order of their numbers.

    Raises:
        ConvertError: there are none, or two would have the same output.
    """
    shards: dict[str, Shard] = {}
    for path, name in _files(paths):
        output = str(name.with_name(_stem(name.name) + extension))
        if output in shards:
            raise ConvertError(f"{shards[output].path} and {path} would both become {output}")
        status = path.stat()
        shards[output] = Shard(output, str(path), status.st_size, status.st_mtime_ns)
    if not shards:
        raise ConvertError(f"no file of a known format in {', '.join(paths)}")
    return sorted(shards.values(), key=lambda shard: _number(shard.path))


def find_files(paths: Iterable[str]) -> list[str]:
    """The files, and those in the folders that have the suffix of some format, in the order of their numbers.

    Raises:
        ConvertError: there are none.
    """
    paths = list(paths)
    if found := {str(path) for path, _ in _files(paths)}:
        return sorted(found, key=_number)
    raise ConvertError(f"no file of a known format in {', '.join(paths)}")


def _files(paths: Iterable[str]) -> Iterator[tuple[Path, PurePath]]:
    """The files and their names in the output's folder."""
    suffixes = {suffix for reader in formats.readers() for suffix in reader.extensions}
    for path in map(Path, paths):
        if path.is_file():
            yield path, PurePath(path.name)
        elif not path.is_dir():
            raise ConvertError(f"{path}: No such file or directory")
        else:
            for file in path.rglob("*"):
                name = file.relative_to(path)
                plain = file.with_suffix("") if file.suffix == ".gz" else file
                if plain.suffix.lower() in suffixes and not file.name.startswith(".") and file.is_file():
                    yield file, name


def _stem(name: str) -> str:
    """``pubmed26n0001.xml.gz`` → ``pubmed26n0001``."""
    return PurePath(name.removesuffix(".gz")).stem


def _number(path: str) -> tuple[list[int | str], str]:
    """The order of files: ``n0999`` before ``n1000`` and ``n10000``, whatever folder they are in."""
    parts = re.split(r"(\d+)", PurePath(path).name)
    return [int(part) if part.isdigit() else part for part in parts], path


def convert_shard(plan: Plan, shard: Shard) -> Outcome:
    """Write the output of a shard beside its place, and rename it when it is whole."""
    outcome = Outcome(shard)
    target = Path(plan.folder, shard.name)
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        outcome.input_sha256 = sha256(shard.path)
        _write(plan.conversion, target, outcome)
    except ConvertError as error:
        outcome.unreadable = str(error)
    else:
        outcome.output_size = target.stat().st_size
        outcome.output_sha256 = sha256(target)
    return outcome


def _write(conversion: Conversion, target: Path, outcome: Outcome) -> None:
    warn = _Counting(outcome)
    records = _without_dropped(read(outcome.shard.path, conversion.format, warn=warn), outcome)
    if conversion.to == PARQUET:
        from convert.running.bulk.parquet import write  # noqa: PLC0415  (an extra)

        write(_observed(checked(records, warn), outcome), target)
        return
    with open_output(target, binary=conversion.writer.binary) as out:
        conversion.write(records, out, warn, watch=partial(_observed, outcome=outcome))


def _without_dropped(records: Iterable[Record], outcome: Outcome) -> Iterator[Record]:
    """The records of the shard, but for those that a later file replaces or deletes."""
    dropped = Counter(map(str, array("Q", outcome.shard.dropped)))
    for record in records:
        if dropped and dropped[record.PMID] > 0:
            dropped[record.PMID] -= 1
            outcome.left_out += 1
        else:
            yield record


def _observed(records: Iterable[Record], outcome: Outcome) -> Iterator[Record]:
    """The records, counted by year and, one in some, by field."""
    years: Counter[int] = Counter()
    fields: Counter[str] = Counter()
    for record in records:
        if outcome.records % LEDGER_EVERY == 0:
            fields.update([*filled_paths(record)])
        outcome.records += 1
        if record.issued is not None and record.issued.year is not None:
            years[record.issued.year] += 1
        yield record
    outcome.years, outcome.fields = years, fields


class _Counting:
    """A ``warn`` that counts problems by their codes."""

    def __init__(self, outcome: Outcome) -> None:
        self._problems = outcome.problems

    def __call__(self, problem: Problem) -> None:
        severity, number, first = self._problems.get(problem.code, (problem.severity, 0, str(problem)))
        self._problems[problem.code] = severity, number + 1, first


def sha256(path: str | Path) -> str:
    """The checksum of a file, as ``sha256sum`` prints it."""
    with Path(path).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

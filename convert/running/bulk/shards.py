"""Folders → shards; a shard → its output and its row for the manifest. ``convert_shard`` runs in any process on any machine."""

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
from convert.model.fields import filled_paths
from convert.model.record import Record
from convert.running.bulk import parquet
from convert.running.conversion import Conversion
from convert.running.reading import read
from convert.streams.outputs import open_output
from convert.streams.problems import ConvertError, Problem

LEDGER_EVERY: Final = 10
"""The fields of one record in this many are counted; counting all would cost a third more time."""


class Plan(Conversion, frozen=True, kw_only=True):
    """The conversion of all shards, which can also make Parquet."""

    folder: str
    """The folder of the outputs."""

    @property
    def writer(self) -> formats.Writer:
        """The writer of the output's format."""
        return parquet.WRITER if self.to == parquet.WRITER.name else formats.get_writer(self.to)


class Shard(msgspec.Struct, frozen=True):
    """An input file."""

    name: str
    """Path of the output in its folder, which identifies the shard."""
    path: str
    size: int
    mtime_ns: int
    dropped: bytes = b""
    """PMIDs of the records to leave out, one entry for each such record: the bytes of an ``array("Q")``."""


class Outcome(msgspec.Struct):
    """The result of a shard."""

    shard: Shard
    input_sha256: str = ""
    output_size: int = 0
    output_sha256: str = ""
    records: int = 0
    left_out: int = 0
    """Number of records that a later file replaces or deletes."""
    unreadable: str = ""
    problems: dict[str, tuple[str, int, str]] = {}
    """Code → severity, count, text of the first."""
    years: dict[int, int] = {}
    """Year of issue → number of records that have one."""
    fields: dict[str, int] = {}
    """Path of a field → number of records that fill it, among one in ``LEDGER_EVERY``."""


def find_shards(paths: Iterable[str], extension: str) -> list[Shard]:
    """A shard for each of ``find_files``.

    Raises:
        ConvertError: there are none, or two would have the same output.
    """
    shards: dict[str, Shard] = {}
    for path, name in find_files(paths):
        stem = PurePath(name.name.removesuffix(".gz")).stem  # pubmed26n0001.xml.gz → pubmed26n0001
        output = str(portable(name.with_name(stem + extension)))
        if other := shards.get(output.casefold()):
            raise ConvertError(f"{other.path} and {path} would both become {output}")
        status = path.stat()
        shards[output.casefold()] = Shard(output, str(path), status.st_size, status.st_mtime_ns)
    return [*shards.values()]


_NOT_PORTABLE: Final = re.compile(r'[\x00-\x1f<>:"|?*\\]|[ .]\Z')
_DEVICE: Final = re.compile(r"^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)", re.IGNORECASE)


def portable(path: PurePath) -> PurePath:
    """A path whose names Windows allows, too.

    https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file; two names that differ in their capitals alone are one there.

    >>> str(portable(PurePath("2024: May?/con.ris"))), str(portable(PurePath("console. /a.b.ris")))
    ('2024_ May_/con_.ris', 'console._/a.b.ris')
    """
    return PurePath(*(_DEVICE.sub(r"\g<0>_", _NOT_PORTABLE.sub("_", name), count=1) for name in path.parts))


def find_files(paths: Iterable[str]) -> list[tuple[Path, PurePath]]:
    """Files, and in folders the files with a known suffix, ordered by the numbers in their names.

    With each comes its relative path in the output folder.

    Raises:
        ConvertError: there are none.
    """
    paths = list(paths)
    if found := sorted(_files(paths), key=lambda file: _number(file[0])):
        return found
    raise ConvertError(f"no file of a known format in {', '.join(paths)}")


def _files(paths: Iterable[str]) -> Iterator[tuple[Path, PurePath]]:
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


def _number(path: Path) -> tuple[list[int | str], str]:
    """Sort key: ``n0999`` before ``n1000`` and ``n10000``, in whatever folders."""
    parts = re.split(r"(\d+)", path.name)
    return [int(part) if part.isdigit() else part for part in parts], str(path)


def convert_shard(plan: Plan, shard: Shard) -> Outcome:
    """Convert one shard; its output appears whole or not at all."""
    outcome = Outcome(shard)
    target = Path(plan.folder, shard.name)
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        outcome.input_sha256 = sha256(shard.path)
        _write(plan, target, outcome)
    except ConvertError as error:
        outcome.unreadable = str(error)
    else:
        outcome.output_size = target.stat().st_size
        outcome.output_sha256 = sha256(target)
    return outcome


def _write(plan: Plan, target: Path, outcome: Outcome) -> None:
    def warn(problem: Problem) -> None:
        severity, number, first = outcome.problems.get(problem.code, (problem.severity, 0, str(problem)))
        outcome.problems[problem.code] = severity, number + 1, first

    records = _without_dropped(read(outcome.shard.path, plan.input_format, warn=warn), outcome)
    with open_output(target, binary=plan.writer.binary) as out:
        plan.write(records, out, warn, watch=partial(_observed, outcome=outcome))


def _without_dropped(records: Iterable[Record], outcome: Outcome) -> Iterator[Record]:
    """The records without those that a later file replaces or deletes."""
    dropped = Counter(map(str, array("Q", outcome.shard.dropped)))
    for record in records:
        if dropped and dropped[record.PMID] > 0:
            dropped[record.PMID] -= 1
            outcome.left_out += 1
        else:
            yield record


def _observed(records: Iterable[Record], outcome: Outcome) -> Iterator[Record]:
    """Pass the records on, counting years, and fields of a sample."""
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


def sha256(path: str | Path) -> str:
    """The checksum of a file, as ``sha256sum`` prints it."""
    with Path(path).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

"""Paths → converted shards and a report; only missing or outdated outputs are made, here or on a cluster."""

import contextlib
from collections.abc import Iterator
from concurrent.futures import Executor
from functools import partial
from pathlib import Path
from typing import Protocol

import msgspec

from convert import formats
from convert.running.bulk.manifest import open_manifest
from convert.running.bulk.report import write_report
from convert.running.bulk.shards import (
    LEDGER_EVERY,
    PARQUET,
    Outcome,
    Plan,
    Shard,
    convert_shard,
    find_shards,
)
from convert.running.bulk.updates import apply_updates
from convert.running.parallel.workers import completed, pool
from convert.streams.problems import ConvertError

_AHEAD = 2
"""How many shards a worker are submitted at a time."""


class Listener(Protocol):
    """Follows the progress of a run."""

    def begin(self, what: str, size: int) -> None:
        """A phase begins; ``size`` is its work in bytes."""

    def scanned(self, shard: Shard) -> None:
        """A shard was scanned for its PMIDs."""

    def converted(self, outcome: Outcome) -> None:
        """A shard was converted."""


class Summary(msgspec.Struct):
    """The result of a run."""

    shards: int
    done_before: int
    report: str


def run(  # noqa: PLR0913  (what a run consists of)
    paths: tuple[str, ...],
    plan: Plan,
    listener: Listener,
    *,
    jobs: int,
    scheduler: str | None = None,
    updates: bool = False,
) -> Summary:
    """Convert each file of ``paths`` to a file in ``plan.folder``, unless that is up to date.

    Args:
        paths: files and folders.
        plan: what is wanted.
        listener: is told how far it is.
        jobs: how many processes.
        scheduler: the address of a Dask scheduler whose workers see the same folders; ``jobs`` is how many there are.
        updates: whether later files replace and delete records of earlier ones.

    Raises:
        ConvertError: there is nothing to do, an output can't be written, or a worker died.
    """
    folder = Path(plan.folder)
    shards = find_shards(paths, extension(plan.conversion.to))
    with (
        open_manifest(folder) as manifest,
        _cleared(folder, shards),
        _executor(jobs, scheduler) as (executor, workers),
    ):
        ahead = workers * _AHEAD
        if updates:
            listener.begin("PMIDs", sum(shard.size for shard in shards))
            shards = apply_updates(
                shards, plan.conversion.input_format, manifest, executor, ahead, listener.scanned
            )
        missing = [shard for shard in shards if not manifest.is_done(plan, shard)]
        listener.begin(plan.conversion.to, sum(shard.size for shard in missing))
        for outcome in completed(executor, partial(convert_shard, plan), missing, ahead):
            manifest.save(plan, outcome, LEDGER_EVERY)
            listener.converted(outcome)
        report = write_report(manifest, plan, folder)
    return Summary(len(shards), len(shards) - len(missing), str(report))


def extension(writer: str) -> str:
    """The suffix of a format's files."""
    return ".parquet" if writer == PARQUET else formats.get_writer(writer).extensions[0]


@contextlib.contextmanager
def _cleared(folder: Path, shards: list[Shard]) -> Iterator[None]:
    """Delete partial outputs, which interrupted runs and killed workers leave, before and after."""
    targets = {folder / shard.name for shard in shards}
    _clear(targets)
    try:
        yield
    finally:
        _clear(targets)


def _clear(targets: set[Path]) -> None:
    for place in {target.parent for target in targets}:
        for beside in place.glob(".*.*"):
            if place / beside.name[1:].rpartition(".")[0] in targets and beside.is_file():
                with contextlib.suppress(OSError):  # the next run retries
                    beside.unlink()


@contextlib.contextmanager
def _executor(jobs: int, scheduler: str | None) -> Iterator[tuple[Executor, int]]:
    """An executor, by worker processes or a Dask cluster, and its number of workers.

    Raises:
        ConvertError: one died for good, or there is no such cluster.
    """
    if scheduler is None:
        with pool(jobs) as executor:
            yield executor, jobs
        return
    try:
        from distributed import Client  # noqa: PLC0415  (an extra)
        from distributed.scheduler import KilledWorker  # noqa: PLC0415
    except ImportError as error:
        raise ConvertError(f"a cluster needs Dask: pip install 'refconvert[dask]' ({error})") from error
    try:
        client = Client(scheduler, timeout=10)
    except OSError as error:
        raise ConvertError(f"{scheduler}: no Dask scheduler answers: {error}") from error
    with client:
        try:
            yield client.get_executor(pure=False), max(sum(client.ncores().values()), 1)
        except KilledWorker as error:
            raise ConvertError(f"{scheduler}: {error}") from error

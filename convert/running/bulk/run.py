"""Paths → converted shards and a report; only missing or outdated outputs are made, here or on a cluster."""

import contextlib
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

from convert.running.bulk.manifest import open_manifest
from convert.running.bulk.report import write_report
from convert.running.bulk.shards import LEDGER_EVERY, Outcome, Plan, Shard, convert_shard, find_shards
from convert.running.bulk.updates import apply_updates
from convert.running.parallel.workers import Each, completed, pool
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


def run(  # noqa: PLR0913  (what a run consists of)
    paths: tuple[str, ...],
    plan: Plan,
    listener: Listener,
    *,
    jobs: int,
    scheduler: str | None = None,
    updates: bool = False,
) -> tuple[int, int, Path]:
    """Convert each file of ``paths`` to a file in ``plan.folder``, unless that is up to date.

    Args:
        paths: files and folders.
        plan: what is wanted.
        listener: is told how far it is.
        jobs: how many processes.
        scheduler: the address of a Dask scheduler whose workers see the same folders; ``jobs`` is how many there are.
        updates: whether later files replace and delete records of earlier ones.

    Returns:
        how many files were converted, how many were done before, and the report.

    Raises:
        ConvertError: there is nothing to do, an output can't be written, or a worker died.
    """
    folder = Path(plan.folder)
    shards = find_shards(paths, plan.writer.extensions[0])
    targets = {folder / shard.name for shard in shards}
    with contextlib.ExitStack() as stack:
        manifest = stack.enter_context(open_manifest(folder))
        _clear(targets)
        stack.callback(_clear, targets)
        each = stack.enter_context(_workers(jobs, scheduler))
        if updates:
            listener.begin("PMIDs", sum(shard.size for shard in shards))
            shards = apply_updates(shards, plan.input_format, manifest, each, listener.scanned)
        missing = [shard for shard in shards if not manifest.is_done(plan, shard)]
        listener.begin(plan.to, sum(shard.size for shard in missing))
        for outcome in each(partial(convert_shard, plan), missing):
            manifest.save(plan, outcome, LEDGER_EVERY)
            listener.converted(outcome)
        return len(missing), len(shards) - len(missing), write_report(manifest, plan, folder)


def _clear(targets: set[Path]) -> None:
    """Delete partial outputs, which interrupted runs and killed workers leave."""
    for place in {target.parent for target in targets}:
        for beside in place.glob(".*.*"):
            if place / beside.name[1:].rpartition(".")[0] in targets and beside.is_file():
                with contextlib.suppress(OSError):  # the next run retries
                    beside.unlink()


@contextlib.contextmanager
def _workers(jobs: int, scheduler: str | None) -> Iterator[Each]:
    """Worker processes, or a Dask cluster.

    Raises:
        ConvertError: one died for good, or there is no such cluster.
    """
    if scheduler is None:
        with pool(jobs) as executor:
            yield partial(completed, executor, ahead=jobs * _AHEAD)
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
            yield partial(_completed_by, client, max(sum(client.ncores().values()), 1) * _AHEAD)
        except (KilledWorker, CancelledError) as error:
            raise ConvertError(f"{scheduler}: {error}") from error


def _completed_by(client: Any, ahead: int, work: Callable[[Any], Any], tasks: Iterable[Any]) -> Iterator[Any]:
    """The results of a Dask cluster; a task whose worker is lost, even after it was done, is done again by another.

    (The futures of ``client.get_executor`` fail if a result is lost before it is fetched.)
    """
    from distributed import as_completed  # noqa: PLC0415

    tasks = iter(tasks)
    running = as_completed([client.submit(work, task, pure=False) for task in islice(tasks, ahead)])
    for future in running:
        yield future.result()
        running.update([client.submit(work, task, pure=False) for task in islice(tasks, 1)])

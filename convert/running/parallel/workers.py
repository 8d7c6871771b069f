"""Tasks → results, by a pool of worker processes that leaves no process or temporary file behind."""

import contextlib
import multiprocessing
import os
import pickle
import signal
import sys
import tempfile
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, as_completed
from concurrent.futures import wait as wait_for_futures
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, TypeVar

from convert.streams.problems import ConvertError

Task = TypeVar("Task")
Result = TypeVar("Result")
Each = Callable[[Callable[[Any], Any], Iterable[Any]], Iterator[Any]]
"""Work, and the tasks to do it for → the results as they are completed."""


class _Pool(ProcessPoolExecutor):
    """A process pool whose results travel in files."""

    def __init__(self, jobs: int, folder: str) -> None:
        context = multiprocessing.get_context("fork" if sys.platform == "linux" else None)
        super().__init__(jobs, context, initializer=_begin)
        self._folder = folder

    def submit(self, work: Callable[..., Any], /, *arguments: Any, **settings: Any) -> Future[Any]:
        """Submit work whose result is kept in a file."""
        return super().submit(_keep, self._folder, work, *arguments, **settings)


def _keep(folder: str, work: Callable[..., Any], *arguments: Any) -> Path:
    """Keep a result in a file, and return its path: so short a message is sent whole or not at all, even by a killed worker."""
    result = work(*arguments)
    with tempfile.NamedTemporaryFile(dir=folder, delete=False) as file:
        pickle.dump(result, file)
    return Path(file.name)


def _result(future: Future[Any]) -> Any:
    """The result of a future; a result in a file is loaded, and the file deleted."""
    result = future.result()
    if not isinstance(result, Path):
        return result
    try:
        return pickle.loads(result.read_bytes())  # noqa: S301  (our own worker wrote it)
    finally:
        result.unlink()


@contextlib.contextmanager
def pool(jobs: int) -> Iterator[Executor]:
    """A pool of ``jobs`` worker processes, which are gone when the context ends, however it ends.

    On Linux the workers are forked before any thread starts, which takes 0.01 s and shares the loaded modules. If the
    context ends with an exception, the workers are killed at once; the caller deletes what they left half written.

    Raises:
        ConvertError: one of them died.
    """
    before = set(multiprocessing.active_children())
    with tempfile.TemporaryDirectory(prefix="refconvert-") as folder:
        executor = _Pool(jobs, folder)
        try:
            with _stops_waiting():
                begun = executor.submit(int)
            begun.result()
            yield executor
        except BrokenProcessPool as error:
            message = "a worker process died, killed or out of memory; -j 1 works without any"
            raise ConvertError(message) from error
        finally:
            if sys.exc_info()[0] is not None:
                _end(set(multiprocessing.active_children()) - before)
            executor.shutdown(cancel_futures=True)


def _end(workers: set[BaseProcess]) -> None:
    """Kill all workers. A worker that ended by itself might release the task queue in the middle of a message."""
    for worker in workers:
        worker.kill()
    for worker in workers:
        worker.join()


_STOPS = (signal.SIGINT, signal.SIGTERM)


@contextlib.contextmanager
def _stops_waiting() -> Iterator[None]:
    """Delay Ctrl-C and SIGTERM: an exception that a handler raises during a fork would be lost."""
    if not hasattr(signal, "pthread_sigmask"):  # no fork either
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _STOPS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin() -> None:
    """Prepare a worker: it ends silently at Ctrl-C and SIGTERM (delayed ones, too) and when its parent ends."""
    for stop in _STOPS:
        signal.signal(stop, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPS)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def ordered(
    executor: Executor, work: Callable[[Task], Result], tasks: Iterable[Task], ahead: int
) -> Iterator[Result]:
    """The results in the order of the tasks; at most ``ahead`` tasks are submitted at a time."""
    waiting: deque[Future[Result]] = deque()
    for task in tasks:
        waiting.append(executor.submit(work, task))
        if len(waiting) >= ahead:
            yield _result(waiting.popleft())
    while waiting:
        yield _result(waiting.popleft())


def completed(
    executor: Executor, work: Callable[[Task], Result], tasks: Iterable[Task], ahead: int
) -> Iterator[Result]:
    """The results as they are completed; at most ``ahead`` tasks are submitted at a time."""
    waiting: set[Future[Result]] = set()
    for task in tasks:
        waiting.add(executor.submit(work, task))
        if len(waiting) >= ahead:
            done, waiting = wait_for_futures(waiting, return_when=FIRST_COMPLETED)
            yield from map(_result, done)
    yield from map(_result, as_completed(waiting))

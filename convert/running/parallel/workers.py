"""Tasks → their results, from worker processes: in order, bounded, and without orphans."""

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
from typing import Any, NamedTuple, TypeVar

from convert.streams.problems import ConvertError

Task = TypeVar("Task")
Result = TypeVar("Result")


class _Kept(NamedTuple):
    """A result in a file: its path is sent at once or not at all, so that no worker that is killed leaves half a message."""

    path: str


class _Pool(ProcessPoolExecutor):
    """Worker processes whose results come in files of a folder."""

    def __init__(self, jobs: int, folder: str) -> None:
        context = multiprocessing.get_context("fork" if sys.platform == "linux" else None)
        super().__init__(jobs, context, initializer=_begin)
        self._folder = folder

    def submit(self, work: Callable[..., Any], /, *arguments: Any, **settings: Any) -> Future[Any]:
        """Have a worker do the work and keep the result."""
        return super().submit(_keep, self._folder, work, *arguments, **settings)


def _keep(folder: str, work: Callable[..., Any], *arguments: Any) -> _Kept:
    result = work(*arguments)
    with tempfile.NamedTemporaryFile(dir=folder, delete=False) as file:
        pickle.dump(result, file)
    return _Kept(file.name)


def _result(future: Future[Any]) -> Any:
    """The result of a worker here, whose file is then gone, or of one on another machine."""
    result = future.result()
    if not isinstance(result, _Kept):
        return result
    path = Path(result.path)
    try:
        return pickle.loads(path.read_bytes())  # noqa: S301  (our own worker wrote it)
    finally:
        path.unlink()


@contextlib.contextmanager
def pool(jobs: int) -> Iterator[Executor]:
    """So many worker processes, which are there at once, and gone at the end, however that comes.

    They are forked where that is safe and cheap (0.01 s, and they share what is loaded), before any thread is begun.
    A stop ends them where they are: whoever gave them work takes away what they left half written.

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
    """Kill all workers at once: one that let go of their queue half read would leave the rest to the next."""
    for worker in workers:
        worker.kill()
    for worker in workers:
        worker.join()


_STOPS = (signal.SIGINT, signal.SIGTERM)


@contextlib.contextmanager
def _stops_waiting() -> Iterator[None]:
    """Ctrl-C and SIGTERM wait for the end: what their handlers raise while a process is forked is dropped."""
    if not hasattr(signal, "pthread_sigmask"):  # nor is there a fork
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _STOPS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin() -> None:
    """In a worker: end without a word at Ctrl-C and SIGTERM, those that waited too, and with the parent, however that ends."""
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
    """The results in the order of the tasks, of which no more than ``ahead`` are out at a time."""
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
    """The results as they come, of which no more than ``ahead`` are out at a time."""
    waiting: set[Future[Result]] = set()
    for task in tasks:
        waiting.add(executor.submit(work, task))
        if len(waiting) >= ahead:
            done, waiting = wait_for_futures(waiting, return_when=FIRST_COMPLETED)
            yield from map(_result, done)
    yield from map(_result, as_completed(waiting))

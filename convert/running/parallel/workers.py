"""Tasks → their results, from worker processes: in order, bounded, and without orphans."""

import contextlib
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, as_completed
from concurrent.futures import wait as wait_for_futures
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from typing import TypeVar

from convert.streams.problems import ConvertError

Task = TypeVar("Task")
Result = TypeVar("Result")


@contextlib.contextmanager
def pool(jobs: int) -> Iterator[Executor]:
    """So many worker processes, which are there at once, and gone at the end, however that comes.

    They are forked where that is safe and cheap (0.01 s, and they share what is loaded), before any thread is begun.
    A stop ends them where they are: whoever gave them work takes away what they left half written.

    Raises:
        ConvertError: one of them died.
    """
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else None)
    before = set(multiprocessing.active_children())
    executor = ProcessPoolExecutor(jobs, context, initializer=_begin)
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
            _close_results(executor)
        executor.shutdown(cancel_futures=True)


def _end(workers: set[BaseProcess]) -> None:
    """At once, with no word between them: one that let go of their queue half read would leave the rest to the next."""
    for worker in workers:
        worker.kill()
    for worker in workers:
        worker.join()


def _close_results(executor: ProcessPoolExecutor) -> None:
    """Else the executor waits for the rest of what a worker was sending: its own end of the pipe is the last that could."""
    executor._result_queue._writer.close()  # type: ignore[attr-defined]  # noqa: SLF001


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
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def completed(
    executor: Executor, work: Callable[[Task], Result], tasks: Iterable[Task], ahead: int
) -> Iterator[Result]:
    """The results as they come, of which no more than ``ahead`` are out at a time."""
    waiting: set[Future[Result]] = set()
    for task in tasks:
        waiting.add(executor.submit(work, task))
        if len(waiting) >= ahead:
            done, waiting = wait_for_futures(waiting, return_when=FIRST_COMPLETED)
            yield from (future.result() for future in done)
    yield from (future.result() for future in as_completed(waiting))

"""Functions → run in processes of our own, so that the server's loop never waits, and a job can be stopped.

A process does one job after another, warm with the styles that it has compiled. It is killed when its job takes too long or its
client leaves, and a new one is made when the next job comes; a shared pool would break for all at once.
"""

import asyncio
import contextlib
import multiprocessing
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection
from typing import Any, Final, TypeVar

from convert.formats import FORMATS
from convert.streams.problems import ConvertError
from convert.web.refusals import RefusedError
from convert.web.settings import Settings
from convert.web.work.streamed import Incoming
from convert.web.work.uploads import most

Answer = TypeVar("Answer")

JOBS_OF_A_PROCESS: Final = 200
"""After so many a process is replaced: the styles that it keeps take memory."""
MAX_MEMORY: Final = 4_000_000_000
"""Address space of a process in bytes, where the system can limit it: what a small gzip file unpacks to has no bound."""
METHOD: Final = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"


MODULES: Final = sorted({listing.target.partition(":")[0] for listing in FORMATS.values()})
"""Those of the formats, which each process would otherwise import for itself."""


class Workers:
    """The processes, the jobs that wait for one, and the limits of both."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._context: Any = multiprocessing.get_context(METHOD)
        if METHOD == "forkserver":
            self._context.set_forkserver_preload(["convert.web.work.operations", *MODULES])
        self._free = asyncio.Semaphore(settings.processes)
        self._threads = ThreadPoolExecutor(
            2 * settings.processes, "worker"
        )  # one tells a process, one hears it
        self._idle: list[_Worker] = []
        self._busy: set[_Worker] = set()
        self.waiting = 0

    @property
    def max_seconds(self) -> float:
        """The longest job."""
        return self._settings.max_seconds

    async def run(self, function: Callable[..., Answer], *arguments: Any) -> Answer:
        """What ``function(*arguments)`` returns; all three can be sent to another process.

        Raises:
            RefusedError: too many jobs wait, or this one takes too long or too much memory.
            ConvertError: the function's own.
        """
        async with self._taken() as worker:
            asked = self.in_thread(worker.ask, function, arguments)
            try:
                is_done, answer = await asyncio.wait_for(asked, self._settings.max_seconds)
            except TimeoutError as error:
                raise self.too_long() from error
        if is_done:
            result: Answer = answer
            return result
        raise answer

    @contextlib.asynccontextmanager
    async def talk(self, function: Callable[..., Any], *arguments: Any) -> AsyncIterator["Talk"]:
        """Run ``function(incoming, send, *arguments)``, which is sent its input and sends its output piece by piece.

        Raises:
            RefusedError: too many jobs wait.
        """
        async with self._taken() as worker:
            await self.in_thread(worker.begin, function, arguments)
            yield Talk(worker, self.in_thread)

    @contextlib.asynccontextmanager
    async def _taken(self) -> AsyncIterator["_Worker"]:
        """A process, when there is a free one; it is killed if anything is raised while it is held."""
        if self.waiting >= self._settings.max_waiting:
            raise RefusedError(503, "too many conversions wait; try again soon", headers={"Retry-After": "2"})
        self.waiting += 1
        try:
            await self._free.acquire()
        finally:
            self.waiting -= 1
        worker = self._idle.pop() if self._idle else _Worker(self._context, self._settings.max_records)
        self._busy.add(worker)
        is_well = False
        try:
            yield worker
            is_well = worker.jobs < JOBS_OF_A_PROCESS
        finally:
            self._busy.discard(worker)
            if is_well:
                self._idle.append(worker)
            else:
                worker.kill()
            self._free.release()

    def in_thread(self, function: Callable[..., Answer], *arguments: Any) -> Awaitable[Answer]:
        """Call a function that waits for a process."""
        return asyncio.get_running_loop().run_in_executor(self._threads, function, *arguments)

    def too_long(self) -> RefusedError:
        """What is told of a job that is stopped."""
        seconds = self._settings.max_seconds
        return RefusedError(
            503, f"the conversion took longer than {seconds} s; use the command for long files"
        )

    async def start(self) -> None:
        """Start all processes, so that no request waits for one to begin."""
        await asyncio.gather(*(self.run(len, ()) for _ in range(self._settings.processes)))

    def close(self) -> None:
        """Kill all processes."""
        for worker in (*self._idle, *self._busy):
            worker.kill()
        self._threads.shutdown(wait=False)


class Talk:
    """A job that is told and tells: one task sends, another one receives."""

    def __init__(self, worker: "_Worker", in_thread: Callable[..., Awaitable[Any]]) -> None:
        self._worker = worker
        self._in_thread = in_thread

    async def send(self, message: str | bytes | None) -> None:
        """Tell the name of a file, a piece of it, or None: that is all."""
        await self._in_thread(self._worker.send, message)

    async def receive(self) -> Any:
        """A piece of the output as bytes, or at the end what the function returned.

        Raises:
            ConvertError: the function's own.
        """
        message = await self._in_thread(self._worker.receive)
        if isinstance(message, bytes):
            return message
        is_returned, answer = message
        if is_returned:
            return answer
        raise answer


class _Worker:
    """One process; one thread at a time sends, and one receives."""

    def __init__(self, context: Any, max_records: int) -> None:
        self._context = context
        self._max_records = max_records
        self._connection: Connection | None = None
        self._process: Any = None
        self._is_killed = False
        self.jobs = 0

    def ask(self, function: Callable[..., Any], arguments: tuple[Any, ...]) -> tuple[bool, Any]:
        """Whether the function returned, and what; or else what it raised."""
        connection = self._connection or self._start()
        self.jobs += 1
        connection.send((function, arguments, False))
        answer: tuple[bool, Any] = connection.recv()
        return answer

    def begin(self, function: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
        """Begin a job that is told and tells piece by piece."""
        connection = self._connection or self._start()
        self.jobs += 1
        connection.send((function, arguments, True))

    def send(self, message: Any) -> None:
        """Tell the job something."""
        if self._connection:
            self._connection.send(message)

    def receive(self) -> Any:
        """What the job tells next."""
        return self._connection.recv() if self._connection else None

    def _start(self) -> Connection:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=serve, args=(theirs, self._max_records), daemon=True)
        process.start()
        self._process = process  # only now: one that hasn't started can't be killed
        theirs.close()
        self._connection = ours
        if self._is_killed:
            self.kill()
        connection: Connection = ours
        return connection

    def kill(self) -> None:
        """End the process; whoever waits for its answer gets an ``EOFError``."""
        self._is_killed = True
        if self._process is not None:
            self._process.kill()


def serve(connection: Connection, max_records: int) -> None:
    """Run jobs until the other end is closed: what a process does."""
    most.set(max_records)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the server's
    _limit_memory()
    with contextlib.suppress(EOFError, OSError):
        while True:
            function, arguments, is_talk = connection.recv()
            if not is_talk:
                connection.send(_answer(function, arguments))
                continue
            incoming = Incoming(connection.recv)
            answer = _answer(function, (incoming, connection.send, *arguments))
            incoming.drain()
            connection.send(answer)


def _answer(function: Callable[..., Any], arguments: tuple[Any, ...]) -> tuple[bool, Any]:
    try:
        return True, function(*arguments)
    except (ConvertError, RefusedError) as error:
        return False, error
    except MemoryError:
        return False, ConvertError("the conversion needs more memory than it may have; use the command")
    except Exception as error:  # noqa: BLE001  (the server logs it)
        return False, RuntimeError(f"{function.__name__}: {type(error).__name__}: {error}")


def _limit_memory() -> None:
    try:
        import resource  # noqa: PLC0415  (not on Windows)
    except ImportError:
        return
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))

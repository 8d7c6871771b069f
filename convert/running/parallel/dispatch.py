"""Files → one output, by several worker processes; the output is byte for byte that of one process.

If there are enough files of similar size, each file is a task; otherwise long files are cut into pieces (``cutting``), each a
task. A worker reads its task, checks the records, and writes them as a piece of the output (``Writer.pieces``) to a temporary
file. It returns only the problems, the number of records, and the writer's note. The parent joins the pieces in the order of
the input. Sending records back would cost more than writing them.
"""

import contextlib
import io
import itertools
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any, Final, TextIO

import msgspec
from msgspec.structs import replace

from convert import formats
from convert.formats.pieces import Written
from convert.model.record import Record
from convert.running.conversion import Conversion
from convert.running.losses.ledger import Ledger
from convert.running.parallel.cutting import BY_ORDINAL, CUTTERS, Piece, UncutError
from convert.running.parallel.workers import ordered, pool
from convert.running.reading import no_records, read, recognised_name, set_place
from convert.streams.inputs import open_records, unpacked_size
from convert.streams.problems import ConvertError, FormatError, Problem, Warn

SHORT_BYTES: Final = 4_000_000
"""A file shorter than this, unpacked, is not cut."""
_UNEVEN: Final = 1.3
"""Files are cut if the longest exceeds a worker's fair share by this factor."""
_AHEAD: Final = 3
"""How many more tasks than workers are submitted at a time."""


class Task(msgspec.Struct, frozen=True):
    """A file, a piece of a file, or a problem found between two pieces."""

    file: int
    """Index of the file, from 0."""
    path: str
    reader: str | None = None
    piece: str = ""
    """The temporary file with the piece, which reaches a worker in half of the time that the pool's pipe takes."""
    offset: int = 0
    """Line offset of this piece within the input."""
    seen: Problem | None = None
    unreadable: str = ""
    """Why the file can't be read beyond the preceding pieces."""
    is_last: bool = False
    """Whether it is the last of several pieces."""


class Done(msgspec.Struct):
    """The result of a task."""

    task: Task
    count: int = 0
    """Number of records."""
    problems: list[Problem] = []
    packed: bytes = b""
    """The problems, encoded for the way between processes."""
    by_ordinal: list[int] = []
    """Indices of the problems that name a record by its ordinal."""
    unreadable: str = ""
    """Why the file can't be read to its end."""
    output: str = ""
    """Path of the piece of output."""
    note: Any = None
    losses: str = ""
    """Path of the piece of the ledger."""
    losses_note: Any = None


def convert_in_parallel(  # noqa: PLR0913  (what a run consists of)
    conversion: Conversion,
    paths: Sequence[str],
    out: TextIO,
    *,
    jobs: int,
    warn: Warn,
    unreadable: Callable[[ConvertError], None],
    ledger: Ledger | None = None,
    open_file: Callable[[Any], Any] = str,
) -> None:
    """Convert files with ``jobs`` worker processes.

    Args:
        conversion: one that changes no records, to a format that has ``pieces``.
        paths: of the files.
        out: the output.
        jobs: how many processes.
        warn: called with each problem, in order.
        unreadable: called for each file that can't be read.
        ledger: where the losses go.
        open_file: a path → what is read of a file that is cut: itself, or a stream that shows how far it is.

    Raises:
        ConvertError: a worker died.
    """
    pieces = conversion.writer.pieces
    if pieces is None:
        raise ConvertError(f"{conversion.to} is not written in pieces")
    with tempfile.TemporaryDirectory(prefix="refconvert-") as folder, pool(jobs) as executor:
        tasks = _tasks(paths, conversion.input_format, jobs, open_file, folder)
        results = ordered(executor, partial(_work, conversion, folder), tasks, jobs + _AHEAD)
        if ledger:
            ledger.begin()
        pieces.join(_collect(results, ledger, warn, unreadable), out)
        if ledger:
            ledger.end()


# --- in the parent process -----------------------------------------------------------------------------------


def _tasks(
    paths: Sequence[str], reader: str | None, jobs: int, open_file: Callable[[Any], Any], folder: str
) -> Iterator[Task]:
    sizes = [unpacked_size(path) for path in paths]
    whole = max(sizes) * jobs <= sum(sizes) * _UNEVEN
    for file, (path, size) in enumerate(zip(paths, sizes, strict=True)):
        task = Task(file, path, reader)
        if whole or size < SHORT_BYTES:
            yield task
        else:
            with _temporary_files(folder):
                yield from _cut(task, open_file, folder)


def _cut(task: Task, open_file: Callable[[Any], Any], folder: str) -> Iterator[Task]:
    """The pieces of a file; or the file as a whole, if it can't be cut or read."""
    seen: list[Problem] = []
    is_cut = False
    try:
        with open_records(open_file(task.path), warn=seen.append) as stream:
            name = task.reader or recognised_name(stream)
            if name not in CUTTERS:
                yield task
                return
            for part in CUTTERS[name](stream):
                if isinstance(part, Piece):
                    yield replace(task, reader=name, piece=_keep(part.data, folder), offset=part.offset)
                    is_cut = True
                else:
                    seen.append(part)
                yield from _pass_on(task, seen)
            yield from _pass_on(task, seen)
            end = _keep(b"", folder)  # so that the writer writes its frame even for an empty file
            yield replace(task, reader=name, piece=end, is_last=True)
    except (UncutError, ConvertError) as error:
        yield replace(task, unreadable=str(error)) if is_cut else task


def _keep(data: bytes, folder: str) -> str:
    path = _new_file(folder)
    path.write_bytes(data)
    return str(path)


def _new_file(folder: str) -> Path:
    handle, path = tempfile.mkstemp(dir=folder)
    os.close(handle)
    return Path(path)


@contextlib.contextmanager
def _temporary_files(folder: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        place = error.filename or f"{folder}, a folder for temporary files"
        raise ConvertError(f"{place}: {error.strerror or error}") from error


def _pass_on(task: Task, seen: list[Problem]) -> Iterator[Task]:
    for problem in seen:
        yield replace(task, seen=replace(problem, path=task.path))
    seen.clear()


def _collect(
    results: Iterable[Done], ledger: Ledger | None, warn: Warn, unreadable: Callable[[ConvertError], None]
) -> Iterator[Written]:
    """Results → pieces of output. Problems, errors and pieces of the ledger are passed on."""
    first, first_of_file, file = 1, 1, -1
    said: set[str] = set()
    for done in results:
        if done.task.file != file:
            file, first_of_file = done.task.file, first
            said.clear()
        for problem in _renumbered(done, first - first_of_file):
            if problem.code not in said:
                warn(problem)
            said.update(ONCE_A_FILE & {problem.code})
        if done.unreadable:
            unreadable(ConvertError(done.unreadable))
        if ledger and done.losses:
            with _piece_of_output(done.losses) as text:
                ledger.add_piece(Written(text, first, done.losses_note))
        if done.output:
            with _piece_of_output(done.output) as text:
                yield Written(text, first, done.note)
        first += done.count
        if done.task.is_last and first == first_of_file:
            warn(replace(no_records(done.task.reader or ""), path=done.task.path))


ONCE_A_FILE: Final = frozenset({"encoding"})
"""Codes that a reader reports once a file; the readers of its pieces may each report them."""


def _renumbered(done: Done, before: int) -> list[Problem]:
    """The problems, with ordinals counted from the beginning of the file; ``before`` records precede the piece."""
    problems = msgspec.msgpack.decode(done.packed, type=list[Problem])
    for index in done.by_ordinal:
        problem = problems[index]
        problems[index] = replace(problem, record=str(int(problem.record) + before))
    return problems


@contextlib.contextmanager
def _piece_of_output(path: str) -> Iterator[TextIO]:
    """A temporary file, deleted after it was read."""
    with Path(path).open(encoding="utf-8", newline="") as text:
        yield text
    Path(path).unlink()


# --- in a worker process ---------------------------------------------------------------------------------------


def _work(conversion: Conversion, folder: str, task: Task) -> Done:
    """Read and write one task; ``folder`` is for temporary files."""
    done = Done(task, unreadable=task.unreadable)
    if task.seen:
        done.problems.append(task.seen)
    elif not task.unreadable:
        with _temporary_files(folder):
            _write(conversion, folder, task, done)
    done.packed = msgspec.msgpack.encode(done.problems)
    done.problems = []
    return done


def _write(conversion: Conversion, folder: str, task: Task, done: Done) -> None:
    watch = None
    with ExitStack() as stack:
        if conversion.has_ledger:
            text = stack.enter_context(_new_text(folder))
            ledger = Ledger(text, conversion.to, conversion.writer.capabilities)
            watch = ledger.watch_piece
            done.losses = text.name
        out = stack.enter_context(_new_text(folder))
        done.output = out.name
        records = _read(task, conversion, done)
        done.note = conversion.write(records, out, done.problems.append, watch=watch, is_piece=True)
        if conversion.has_ledger:
            done.losses_note = ledger.counts, ledger.records, ledger.nameless


def _new_text(folder: str) -> TextIO:
    return _new_file(folder).open("w", encoding="utf-8", newline="")


def _read(task: Task, conversion: Conversion, done: Done) -> Iterator[Record]:
    """Yield the records of a task and count them."""
    wanted, warn = conversion.wanted, done.problems.append
    if task.piece:
        records = _read_piece(task, wanted, done)
    else:
        records = read(task.path, conversion.input_format, wanted=wanted, warn=warn)
    try:
        for record in records:
            done.count += 1
            yield record
    except FormatError:
        raise
    except ConvertError as error:
        done.unreadable = str(error)


def _read_piece(task: Task, wanted: Callable[[str], bool], done: Done) -> Iterator[Record]:
    """Yield the records of a piece, with line numbers of the whole file."""
    reader = formats.get_reader(task.reader or "")
    named = task.reader in BY_ORDINAL
    seen: list[Problem] = []
    data = Path(task.piece).read_bytes()
    Path(task.piece).unlink()
    records = reader.read(io.BytesIO(data), warn=seen.append, **reader.leave_out(wanted))
    for ordinal in itertools.count(1):
        record = next(records, None)
        for problem in seen:
            if named and record and problem.record == str(ordinal) != record.PMID:
                done.by_ordinal.append(len(done.problems))
            line = problem.line and problem.line + task.offset
            done.problems.append(replace(problem, path=task.path, line=line))
        seen.clear()
        if record is None:
            return
        set_place(record, task.path, task.offset)
        yield record

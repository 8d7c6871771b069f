"""Files → one output, by several processes; byte for byte what one process makes of them.

Each file is a task where there are enough of about the same size; otherwise each is cut into pieces (``cutting``).
A worker reads its task, checks and writes it as a piece of the output (``Writer.pieces``) to a temporary file,
and hands back what little the whole needs to know: problems, the number of records, a note. The pieces are joined in
the order of the input. A record handed back would cost more than it takes to write it.
"""

import contextlib
import io
import itertools
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, Final, NamedTuple, TextIO, cast

import msgspec

from convert import formats
from convert.changes.checks import checked
from convert.formats import Writer
from convert.formats.options import parse_options
from convert.formats.pieces import Pieces, Written
from convert.model.record import Record
from convert.running import api
from convert.running.losses.ledger import Ledger
from convert.running.parallel.cutting import BY_ORDINAL, CUTTERS, Piece, UncutError
from convert.running.parallel.workers import ordered, pool
from convert.streams.files import SNIFF_BYTES, open_input, unpacked_size
from convert.streams.problems import ConvertError, FormatError, Problem, Warn

SHORT_BYTES: Final = 4_000_000
"""A file with less than this unpacked is not cut."""
_UNEVEN: Final = 1.3
"""Files are cut if the longest is so many times as long as a worker's share of all."""
_AHEAD: Final = 3
"""So many more tasks are out than there are workers."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is wanted of all pieces."""

    writer: str
    options: dict[str, Any]
    losses: bool
    folder: str
    """Where the workers write."""

    @property
    def wanted(self) -> Callable[[str], bool]:
        """Whether anybody looks at a field."""
        return api.everything if self.losses else formats.get_writer(self.writer).uses


class Kept(NamedTuple):
    """A piece on its way to a worker: a file takes it there in half of the time that a pipe takes."""

    path: str
    offset: int
    """What the lines of the piece lack to be those of the input."""


@dataclass(frozen=True, slots=True)
class Task:
    """A file, or a piece of one, or what was seen between two pieces."""

    file: int
    """Which of the files, from 0."""
    path: str
    reader: str | None = None
    piece: Piece | None = None
    kept: Kept | None = None
    """What the worker has of the piece."""
    seen: Problem | None = None
    unreadable: str = ""
    """Why the file could not be read beyond the pieces that came before."""
    is_last: bool = False
    """Whether it is the last of several pieces."""


@dataclass(slots=True)
class Done:
    """What came of a task."""

    task: Task
    count: int = 0
    """Of records."""
    problems: list[Problem] = field(default_factory=list)
    packed: bytes = b""
    """The problems on their way between processes."""
    by_ordinal: list[int] = field(default_factory=list)
    """Which of the problems name a record by its ordinal."""
    unreadable: str = ""
    """Why the file could not be read to its end."""
    output: str = ""
    """The file with the piece of output."""
    note: Any = None
    losses: str = ""
    """The file with the piece of the ledger."""
    losses_note: Any = None


def convert(  # noqa: PLR0913  (a conversion has that many sides)
    paths: tuple[str, ...],
    reader: str | None,
    writer: Writer,
    options: dict[str, Any],
    out: TextIO,
    *,
    jobs: int,
    warn: Warn,
    unreadable: Callable[[ConvertError], None],
    ledger: Ledger | None = None,
    open_file: Callable[[str], str | BinaryIO] = str,
) -> None:
    """Convert files with ``jobs`` worker processes.

    Args:
        paths: of the files.
        reader: the format of all of them; None where each is recognised.
        writer: one that has ``pieces``.
        options: the writer's.
        out: where to.
        jobs: how many processes.
        warn: called with each problem, in order.
        unreadable: called for each file that can't be read.
        ledger: where the losses go.
        open_file: a path → what is read of a file that is cut: itself, or a stream that shows how far it is.

    Raises:
        ConvertError: a worker died.
    """
    if writer.pieces is None:
        raise ConvertError(f"{writer.name} is not written in pieces")
    with tempfile.TemporaryDirectory(prefix="refconvert-") as folder, pool(jobs) as executor:
        plan = Plan(writer.name, options, ledger is not None, folder)
        tasks = _tasks(paths, reader, jobs, open_file, folder)
        results = ordered(executor, partial(_work, plan), tasks, jobs + _AHEAD)
        if ledger:
            ledger.begin()
        writer.pieces.join(_collect(results, ledger, warn, unreadable), out)
        if ledger:
            ledger.end()


# --- in the parent -------------------------------------------------------------------------------------------


def _tasks(
    paths: tuple[str, ...],
    reader: str | None,
    jobs: int,
    open_file: Callable[[str], str | BinaryIO],
    folder: str,
) -> Iterator[Task]:
    sizes = [unpacked_size(path) for path in paths]
    whole = max(sizes) * jobs <= sum(sizes) * _UNEVEN
    for file, (path, size) in enumerate(zip(paths, sizes, strict=True)):
        task = Task(file, path, reader)
        if whole or size < SHORT_BYTES:
            yield task
        else:
            for part in _cut(task, open_file):
                yield _keep(part, part.piece, folder) if part.piece else part


def _cut(task: Task, open_file: Callable[[str], str | BinaryIO]) -> Iterator[Task]:
    """The pieces of a file; the file itself where that can't be cut, or read."""
    seen: list[Problem] = []
    is_cut = False
    try:
        with open_input(open_file(task.path), warn=seen.append) as stream:
            name = task.reader or _recognise(stream)
            if name not in CUTTERS:
                yield task
                return
            for part in CUTTERS[name](stream):
                if isinstance(part, Piece):
                    yield replace(task, reader=name, piece=part)
                    is_cut = True
                else:
                    seen.append(part)
                yield from _pass_on(task, seen)
            yield from _pass_on(task, seen)
            end = Piece(b"", 0)  # a writer says something of nothing, too
            yield replace(task, reader=name, piece=end, is_last=True)
    except (UncutError, ConvertError) as error:
        yield replace(task, unreadable=str(error)) if is_cut else task


def _keep(task: Task, piece: Piece, folder: str) -> Task:
    with _temporary_files(folder):
        path = _new_file(folder)
        path.write_bytes(piece.data)
    return replace(task, piece=None, kept=Kept(str(path), piece.offset))


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


def _recognise(stream: io.BufferedReader) -> str:
    reader = formats.recognise(stream.peek(SNIFF_BYTES)[:SNIFF_BYTES])
    return reader.name if reader else ""


def _pass_on(task: Task, seen: list[Problem]) -> Iterator[Task]:
    for problem in seen:
        yield replace(task, seen=msgspec.structs.replace(problem, path=task.path))
    seen.clear()


def _collect(
    results: Iterable[Done],
    ledger: Ledger | None,
    warn: Warn,
    unreadable: Callable[[ConvertError], None],
) -> Iterator[Written]:
    """Results → pieces of output; all else that they hold is passed on."""
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
            warn(msgspec.structs.replace(api.no_records(done.task.reader or ""), path=done.task.path))


ONCE_A_FILE: Final = frozenset({"encoding"})
"""Codes of problems that a reader reports once, and the readers of many pieces many times."""


def _renumbered(done: Done, before: int) -> list[Problem]:
    """The problems, with ordinals counted from the file's beginning, where ``before`` records are before the piece."""
    problems = msgspec.msgpack.decode(done.packed, type=list[Problem])
    for index in done.by_ordinal:
        problem = problems[index]
        problems[index] = msgspec.structs.replace(problem, record=str(int(problem.record) + before))
    return problems


@contextlib.contextmanager
def _piece_of_output(path: str) -> Iterator[TextIO]:
    """A file that is gone when it was read."""
    with Path(path).open(encoding="utf-8", newline="") as text:
        yield text
    Path(path).unlink()


# --- in a worker -----------------------------------------------------------------------------------------------


def _work(plan: Plan, task: Task) -> Done:
    """Read and write one task."""
    done = Done(task, unreadable=task.unreadable)
    if task.seen:
        done.problems.append(task.seen)
    elif not task.unreadable:
        with _temporary_files(plan.folder):
            _write(plan, task, done)
    done.packed = msgspec.msgpack.encode(done.problems)
    done.problems = []
    return done


def _write(plan: Plan, task: Task, done: Done) -> None:
    writer = formats.get_writer(plan.writer)
    pieces = cast("Pieces", writer.pieces)
    records = checked(_read(task, plan.wanted, done), done.problems.append)
    with ExitStack() as stack:
        if plan.losses:
            text = stack.enter_context(_new_text(plan.folder))
            ledger = Ledger(text, writer.name, writer.capabilities)
            records = ledger.watch_piece(records)
            done.losses = text.name
        out = stack.enter_context(_new_text(plan.folder))
        done.output = out.name
        done.note = pieces.write(
            records, out, parse_options(writer.options, plan.options), done.problems.append
        )
        if plan.losses:
            done.losses_note = ledger.counts, ledger.records, ledger.nameless


def _new_text(folder: str) -> TextIO:
    return _new_file(folder).open("w", encoding="utf-8", newline="")


def _read(task: Task, wanted: Callable[[str], bool], done: Done) -> Iterator[Record]:
    """The records of a task, counted."""
    records = _read_piece(task, task.kept, wanted, done) if task.kept else _read_file(task, wanted, done)
    try:
        for record in records:
            done.count += 1
            yield record
    except FormatError:
        raise
    except ConvertError as error:
        done.unreadable = str(error)


def _read_file(task: Task, wanted: Callable[[str], bool], done: Done) -> Iterator[Record]:
    return api.read(task.path, task.reader, wanted=wanted, warn=done.problems.append)


def _read_piece(task: Task, piece: Kept, wanted: Callable[[str], bool], done: Done) -> Iterator[Record]:
    """The records of a piece; their lines and those of the problems are those of the file."""
    reader = formats.get_reader(task.reader or "")
    named = task.reader in BY_ORDINAL
    seen: list[Problem] = []
    data = Path(piece.path).read_bytes()
    Path(piece.path).unlink()
    records = reader.read(io.BytesIO(data), warn=seen.append, **reader.leave_out(wanted))
    for ordinal in itertools.count(1):
        record = next(records, None)
        for problem in seen:
            if named and record and problem.record == str(ordinal) != record.PMID:
                done.by_ordinal.append(len(done.problems))
            line = problem.line and problem.line + piece.offset
            done.problems.append(msgspec.structs.replace(problem, path=task.path, line=line))
        seen.clear()
        if record is None:
            return
        api.set_place(record, task.path, piece.offset)
        yield record

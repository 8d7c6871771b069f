"""What a command on records is told, and the way they go: read from all files, changed, checked, written."""

import contextlib
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, BinaryIO, TextIO

from msgspec import Struct

from convert import formats
from convert.changes.checks import checked
from convert.commands.shared.messages import Messages, messages
from convert.model.record import Record
from convert.running import api
from convert.streams.files import STDIO, open_output, unpacked_size
from convert.streams.problems import ConvertError, FormatError, Problem, Warn

if TYPE_CHECKING:
    from convert.running.losses.ledger import Ledger

PARALLEL_BYTES = 6_000_000
"""From so much unpacked input on, several processes are sooner done than one."""
LONG_WORK_BYTES = 4_000_000
"""From this much input on, a terminal is shown a progress bar."""

Change = Callable[[Iterable[Record]], Iterable[Record]]
"""What a command does to the records between reading and writing."""


class Inputs(Struct, frozen=True):
    """What every command on records is told: its files, its output, and how to speak."""

    output: str = STDIO
    log: str = "text"
    strict: bool = False
    include: tuple[str, ...] = ()
    """The kinds of related works that are written after each record."""
    files: tuple[str, ...] = ()
    reader: str | None = None

    def messages(self) -> contextlib.AbstractContextManager[Messages]:
        """Runs a command, as ``messages`` does, which speaks as it was told."""
        return messages(self.log, strict=self.strict)

    def records(
        self,
        log: Messages,
        stack: contextlib.ExitStack,
        *,
        wanted: Callable[[str], bool] = api.everything,
        warn: Warn | None = None,
    ) -> Iterator[Record]:
        """The records of all files; a file that can't be read is reported, and the next one goes on.

        They may lack the fields that are not wanted.

        Raises:
            FormatError: no file is named, and nothing piped in.
        """
        if not self.files and sys.stdin and sys.stdin.isatty():
            raise FormatError("name a FILE, or pipe one in")
        for name in self.files or (STDIO,):
            try:
                source = _with_progress(name, stack)
                yield from api.read(source, self.reader, wanted=wanted, warn=warn or log.warn)
            except FormatError:
                raise
            except ConvertError as error:
                log.unreadable(error)

    def write(  # noqa: PLR0913  (what a command is told)
        self,
        writer: formats.Writer,
        log: Messages,
        *,
        change: Change | None = None,
        losses: str | None = None,
        fail_on_loss: tuple[str, ...] = (),
        jobs: int = 1,
        **options: Any,
    ) -> None:
        """Read all files, change the records, and write them; what they lack is reported.

        With more than one of ``jobs``, that many processes convert long files, unless the records are changed.
        """
        if losses and _is_same_file(losses, self.output):
            raise FormatError(f"--losses and --output would both write to {losses!r}")
        with contextlib.ExitStack() as stack:
            ledger = None
            if losses or fail_on_loss:
                from convert.running.losses.ledger import Ledger  # noqa: PLC0415  (seldom needed, as the next)
                from convert.running.losses.report import open_report  # noqa: PLC0415

                ledger = Ledger(stack.enter_context(open_report(losses)), writer.name, writer.capabilities)
                stack.callback(_sum_up, ledger, fail_on_loss, log.tell, log.warn)
            out = stack.enter_context(open_output(self.output, binary=writer.binary))
            is_plain = not change and not self.include
            if jobs > 1 and writer.pieces and is_plain and _is_long(self.files):
                self._write_parallel(writer, out, log, ledger, jobs, options, stack)
                return
            wanted = writer.uses if is_plain and not ledger else api.everything
            records: Iterable[Record] = self.records(log, stack, wanted=wanted)
            if change:
                records = change(records)
            if self.include:
                from convert.changes.related import with_related  # noqa: PLC0415  (seldom needed)

                records = with_related(records, self.include)
            records = checked(records, log.warn)
            if ledger:
                records = ledger.watch(records)
            writer.write(records, out, warn=log.warn, **options)

    def _write_parallel(  # noqa: PLR0913, PLR0917  (what write knows)
        self,
        writer: formats.Writer,
        out: TextIO,
        log: Messages,
        ledger: "Ledger | None",
        jobs: int,
        options: dict[str, Any],
        stack: contextlib.ExitStack,
    ) -> None:
        from convert.running.parallel import conversion  # noqa: PLC0415  (processes, for long inputs alone)

        conversion.convert(
            self.files,
            self.reader,
            writer,
            options,
            out,
            jobs=jobs,
            warn=log.warn,
            unreadable=log.unreadable,
            ledger=ledger,
            open_file=lambda name: _with_progress(name, stack),
        )


def _sum_up(ledger: "Ledger", fail_on_loss: tuple[str, ...], tell: Callable[[str], None], warn: Warn) -> None:
    """Tell what was lost on the whole; fields that must not be lost are errors."""
    from convert.running.losses.ledger import lost_below, sentence  # noqa: PLC0415  (as the ledger itself)

    if ledger.records:
        tell(sentence(ledger.counts, ledger.records, ledger.format))
    for path, count in lost_below(ledger.counts, fail_on_loss).items():
        warn(Problem("loss", f"{path} is lost from {count} records", severity="error"))


def count_cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _is_same_file(path: str, other: str) -> bool:
    return path == other or (STDIO not in (path, other) and os.path.realpath(path) == os.path.realpath(other))


def _is_long(files: Iterable[str]) -> bool:
    """Whether processes pay; standard input is read as it comes."""
    return STDIO not in files and sum(map(unpacked_size, files)) >= PARALLEL_BYTES


def _with_progress(name: str, stack: contextlib.ExitStack) -> str | BinaryIO:
    """The file itself, or behind a progress bar if it is long and somebody is watching."""
    if (
        name == STDIO
        or not sys.stderr  # closed
        or not sys.stderr.isatty()
        or unpacked_size(name) < LONG_WORK_BYTES
    ):
        return name
    import rich.console  # noqa: PLC0415  (as slow to import as a short conversion)
    import rich.progress  # noqa: PLC0415

    console = rich.console.Console(stderr=True)
    return stack.enter_context(
        rich.progress.open(name, "rb", description=name, console=console, transient=True)
    )

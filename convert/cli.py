"""The command ``refconvert``: its list of commands, and what they share: messages, exit codes, inputs, progress.

Exit codes: 0 done; 1 done, but something was skipped, or ``--strict`` and there were problems; 2 usage; 3 can't
read or write; 130 stopped by Ctrl-C, 143 by SIGTERM. Only this file and the commands print.
"""

import contextlib
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import wraps
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO, TextIO

import click
import msgspec

import convert as package
from convert import api, formats
from convert.changes.related import parse_kinds, with_related
from convert.checking.checks import checked
from convert.losses import Ledger, lost_below, sentence
from convert.opening import STDIO, open_output, unpacked_size
from convert.problems import ConvertError, FormatError, Problem, Warn
from convert.record import Record

COMMANDS = {
    "convert": "convert.commands.convert",
    "cite": "convert.commands.cite",
    "advise": "convert.commands.advise",
    "check": "convert.commands.check",
    "complete": "convert.commands.complete",
    "fetch": "convert.commands.fetch",
    "bulk": "convert.commands.bulk",
    "index": "convert.commands.index",
    "get": "convert.commands.get",
    "formats": "convert.commands.formats",
    "styles": "convert.commands.styles",
}
"""Name → the module whose ``command`` it is; imported when it is asked for."""

SKIPPED, USAGE, IO, INTERRUPTED = 1, 2, 3, 130
MESSAGES_PER_CODE = 10
"""So many messages of a kind are shown in full; the rest are counted at the end."""
PARALLEL_BYTES = 6_000_000
"""From so much unpacked input on, several processes are sooner done than one."""
LONG_WORK_BYTES = 4_000_000
"""From this much input on, a terminal is shown a progress bar."""


class _Commands(click.Group):
    """A group that imports a command when it is asked for."""

    def list_commands(self, _context: click.Context) -> list[str]:
        return [*COMMANDS]

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command: click.Command = import_module(COMMANDS[name]).command
        return command


@click.command(
    cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(package.__version__, prog_name="refconvert")
def main() -> None:
    """Convert PubMed records to BibTeX, RIS, CSL-JSON and formatted references."""


class Messages:
    """Takes problems, prints them to stderr, and knows the exit code that they come to."""

    def __init__(self, form: str = "text", *, strict: bool = False) -> None:
        self._json = form == "json"
        self._strict = strict
        self._counts: Counter[str] = Counter()
        self._severities: set[str] = set()
        self._unreadable = False
        self.exit_code = 0
        """What a command asks for that went well."""

    def warn(self, problem: Problem) -> None:
        """Print one problem, unless there were many of its kind."""
        self._severities.add(problem.severity)
        self._counts[problem.code] += 1
        if self._json:
            click.echo(msgspec.json.encode(problem), err=True)
        elif self._counts[problem.code] <= MESSAGES_PER_CODE:
            click.echo(str(problem), err=True)

    def sum_up(self, ledger: Ledger, fail_on_loss: tuple[str, ...]) -> None:
        """Print what was lost on the whole; if it is of fields that must not be, the exit code says so."""
        if not self._json and ledger.records:
            click.echo(f"refconvert: {sentence(ledger.counts, ledger.records, ledger.format)}", err=True)
        for path, count in lost_below(ledger.counts, fail_on_loss).items():
            self.warn(Problem("loss", f"{path} is lost from {count} records", severity="error"))

    def unreadable(self, error: ConvertError) -> None:
        """Print that an input can't be read, or an output written, at all."""
        self._unreadable = True
        if self._json:
            click.echo(msgspec.json.encode(Problem("unreadable", str(error), severity="error")), err=True)
        else:
            click.echo(f"refconvert: {error}", err=True)

    def close(self) -> int:
        """Print what was left unsaid, and return the exit code."""
        for code, count in self._counts.items():
            if not self._json and count > MESSAGES_PER_CODE:
                click.echo(
                    f"refconvert: {count - MESSAGES_PER_CODE} more [{code}] (--log json shows all)", err=True
                )
        if self._unreadable:
            return IO
        failed = "error" in self._severities or (self._strict and "warning" in self._severities)
        return SKIPPED if failed else self.exit_code


Change = Callable[[Iterable[Record]], Iterable[Record]]
"""What a command does to the records between reading and writing."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """What every command on records is told: its files, its output, and how to speak."""

    output: str
    log: str
    strict: bool
    include: tuple[str, ...]
    """The kinds of related works that are written after each record."""
    files: tuple[str, ...] = ()
    reader: str | None = None

    def records(
        self, log: Messages, stack: contextlib.ExitStack, *, warn: Warn | None = None
    ) -> Iterator[Record]:
        """The records of all files; a file that can't be read is reported, and the next one goes on."""
        if not self.files and sys.stdin and sys.stdin.isatty():
            raise click.UsageError("name a FILE, or pipe one in")
        for name in self.files or (STDIO,):
            try:
                yield from api.read(_with_progress(name, stack), self.reader, warn=warn or log.warn)
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
                from convert.losses.report import open_report  # noqa: PLC0415  (seldom needed)

                ledger = Ledger(stack.enter_context(open_report(losses)), writer.name, writer.carries)
                stack.callback(log.sum_up, ledger, fail_on_loss)
            out = stack.enter_context(open_output(self.output, binary=writer.binary))
            is_plain = writer.pieces and not change and not self.include
            if jobs > 1 and is_plain and _is_long(self.files):
                self._write_parallel(writer, out, log, ledger, jobs, options, stack)
                return
            records: Iterable[Record] = self.records(log, stack)
            if change:
                records = change(records)
            if self.include:
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
        ledger: Ledger | None,
        jobs: int,
        options: dict[str, Any],
        stack: contextlib.ExitStack,
    ) -> None:
        from convert.parallel import conversion  # noqa: PLC0415  (processes, for long inputs alone)

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


def input_options(
    command: Callable[..., None], *, format_flags: tuple[str, ...] = ("-f", "--from")
) -> Callable[..., None]:
    """The arguments and options that every command on records takes; they reach it as ``inputs``.

    ``format_flags`` name the input's format; there are none where no file is read.
    """

    @wraps(command)
    def with_inputs(**options: Any) -> None:
        mine = {name: options.pop(name) for name in Inputs.__dataclass_fields__ if name in options}
        command(Inputs(**mine), **options)

    decorations = [
        click.option(
            "--log",
            type=click.Choice(["text", "json"]),
            default="text",
            help="The form of messages on stderr.",
        ),
        click.option("--strict", is_flag=True, help="Exit with 1 if there was any problem."),
        click.option(
            "--include",
            default="",
            callback=parse_include,
            metavar="KINDS",
            help="Write the related works of each record after it: similar,cited-by,references,… or all.",
        ),
        click.option(
            "-o", "--output", default=STDIO, metavar="FILE", help="Where to write; - is standard output."
        ),
    ]
    if format_flags:
        decorations += [
            click.option(
                *format_flags,
                "reader",
                metavar="FORMAT",
                shell_complete=complete_format(formats.READERS),
                help="The input's format; by default it is recognised by its content.",
            ),
            click.argument("files", nargs=-1, metavar="[FILE]...", type=click.Path(allow_dash=True)),
        ]
    for decorate in decorations:
        with_inputs = decorate(with_inputs)
    return with_inputs


def parse_include(_context: click.Context, _option: click.Parameter, text: str) -> tuple[str, ...]:
    """The value of ``--include``; a kind that does not exist is wrong usage."""
    try:
        return parse_kinds(text)
    except FormatError as error:
        raise click.BadParameter(str(error)) from error


def complete_format(table: Iterable[str]) -> Callable[..., list[str]]:
    """Completion of a format's name in the shell."""

    def complete(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
        return [name for name in table if name.startswith(incomplete)]

    return complete


@contextlib.contextmanager
def messages(inputs: Inputs | None = None) -> Iterator[Messages]:
    """Runs a command; what goes wrong becomes a message and an exit code, never a traceback."""
    log = Messages(inputs.log, strict=inputs.strict) if inputs else Messages()
    try:
        yield log
        if sys.stdout:
            sys.stdout.flush()
    except FormatError as error:
        raise click.UsageError(str(error)) from error
    except KeyboardInterrupt:
        click.echo("refconvert: stopped", err=True)
        raise click.exceptions.Exit(INTERRUPTED) from None
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except ConvertError as error:
        log.unreadable(error)
    except OSError as error:
        log.unreadable(ConvertError(f"{error.filename or STDIO}: {error.strerror}"))
    if code := log.close():
        raise click.exceptions.Exit(code)


def _is_same_file(path: str, other: str) -> bool:
    return path == other or (STDIO not in (path, other) and Path(path).resolve() == Path(other).resolve())


def count_cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _is_long(files: Iterable[str]) -> bool:
    """Whether processes pay; standard input is read as it comes."""
    return STDIO not in files and sum(map(unpacked_size, files)) >= PARALLEL_BYTES


def _with_progress(name: str, stack: contextlib.ExitStack) -> str | BinaryIO:
    """The file itself, or behind a progress bar if it is long and somebody is watching."""
    if (
        name == STDIO
        or not sys.stderr  # closed
        or not sys.stderr.isatty()
        or not Path(name).is_file()
        or Path(name).stat().st_size < LONG_WORK_BYTES
    ):
        return name
    import rich.console  # noqa: PLC0415  (as slow to import as a short conversion)
    import rich.progress  # noqa: PLC0415

    console = rich.console.Console(stderr=True)
    return stack.enter_context(
        rich.progress.open(name, "rb", description=name, console=console, transient=True)
    )

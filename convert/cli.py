"""The command ``refconvert``: the only file that prints and picks exit codes.

0 done; 1 done, but something was skipped, or ``--strict`` and there were problems; 2 usage; 3 can't read or write.
"""

import contextlib
import inspect
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, Literal, get_args, get_origin

import click
import msgspec

import convert as package
from convert import api, formats
from convert.checks import missing_fields
from convert.losses import Ledger
from convert.opening import STDIO, open_output
from convert.problems import ConvertError, FormatError, Problem, Warn
from convert.record import Record

SKIPPED, USAGE, IO = 1, 2, 3
MESSAGES_PER_CODE = 10
"""So many messages of a kind are shown in full; the rest are counted at the end."""
LONG_WORK_BYTES = 4_000_000
"""From this much input on, a terminal is shown a progress bar."""


class Messages:
    """Takes problems, prints them to stderr, and knows the exit code that they come to."""

    def __init__(self, log: str, *, strict: bool) -> None:
        self._json = log == "json"
        self._strict = strict
        self._counts: Counter[str] = Counter()
        self._severities: set[str] = set()
        self._unreadable = False

    def warn(self, problem: Problem) -> None:
        """Print one problem, unless there were many of its kind."""
        self._severities.add(problem.severity)
        self._counts[problem.code] += 1
        if self._json:
            click.echo(msgspec.json.encode(problem), err=True)
        elif self._counts[problem.code] <= MESSAGES_PER_CODE:
            click.echo(str(problem), err=True)

    def unreadable(self, error: ConvertError) -> None:
        """Print that an input can't be read at all; the others go on."""
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
        return SKIPPED if failed else 0


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package.__version__, prog_name="refconvert")
def main() -> None:
    """Convert PubMed records to BibTeX, RIS, CSL-JSON and formatted references."""


def _complete_format(table: str) -> Callable[..., list[str]]:
    def complete(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
        return [name for name in getattr(formats, table) if name.startswith(incomplete)]

    return complete


def _input_options(command: Callable[..., None]) -> Callable[..., None]:
    """The arguments and options that every command on records takes."""
    for decorate in (
        click.option("--log", type=click.Choice(["text", "json"]), default="text", help="The form of messages on stderr."),
        click.option("--strict", is_flag=True, help="Exit with 1 if there was any problem."),
        click.option("-o", "--output", default=STDIO, metavar="FILE", help="Where to write; - is standard output."),
        click.option(
            "-f", "--from", "reader", metavar="FORMAT", shell_complete=_complete_format("READERS"),
            help="The input's format; by default it is recognised by its content.",
        ),
        click.argument("files", nargs=-1, metavar="[FILE]...", type=click.Path(allow_dash=True)),
    ):  # fmt: skip
        command = decorate(command)
    return command


@main.command("convert")
@_input_options
@click.option(
    "-t", "--to", "writer", metavar="FORMAT", shell_complete=_complete_format("WRITERS"),
    help="The output's format; by default the suffix of --output tells.",
)  # fmt: skip
@click.option(
    "-O",
    "--option",
    "options",
    multiple=True,
    metavar="NAME=VALUE",
    help="An option of the writer; see refconvert formats NAME.",
)
@click.option(
    "--losses", metavar="FILE", help="Write what is kept, degraded and dropped of each record, as JSON."
)
def convert_command(
    files: tuple[str, ...],
    reader: str | None,
    writer: str | None,
    output: str,
    options: tuple[str, ...],
    losses: str | None,
    log: str,
    strict: bool,
) -> None:
    r"""Convert FILEs (or standard input) to another format.

    \b
    refconvert convert pubmed.nbib -o references.bib
    refconvert convert page.txt shard.xml.gz -t ris > library.ris
    """
    with _messages(log, strict=strict) as messages:
        chosen = api.choose_writer(output, writer)
        settings = dict(_setting(chosen.write, option) for option in options)
        _write(files, reader, messages, chosen, output, settings, losses)


@main.command("cite")
@_input_options
@click.option(
    "-s",
    "--style",
    default="apa",
    show_default=True,
    metavar="NAME",
    help="A CSL style's name, or a .csl file; see refconvert styles.",
)
@click.option("--locale", metavar="LANG", help="Such as de-DE; by default the style's own.")
@click.option(
    "--format", "markup", type=click.Choice(["text", "html", "markdown", "latex", "rtf"]), default="text", show_default=True,
    help="The markup of the list.",
)  # fmt: skip
def cite_command(
    files: tuple[str, ...],
    reader: str | None,
    output: str,
    style: str,
    locale: str | None,
    markup: str,
    log: str,
    strict: bool,
) -> None:
    """Print the reference list of FILEs (or standard input) in a journal's style."""
    with _messages(log, strict=strict) as messages:
        settings = {"style": style, "locale": locale, "format": markup}
        _write(files, reader, messages, formats.get_writer("bibliography"), output, settings, None)


@main.command("formats")
@click.argument("name", required=False)
def formats_command(name: str | None) -> None:
    """List the formats, or the options of the one called NAME."""
    with _messages("text", strict=False) as messages:
        if name:
            _print_options(name)
        else:
            _print_formats(messages.warn)


@main.command("styles")
@click.argument("words", nargs=-1)
@click.option("-n", "--limit", default=20, show_default=True, help="How many to list.")
def styles_command(words: tuple[str, ...], limit: int) -> None:
    """Find citation styles by words of their title, field or journal."""
    from convert.styles import search_styles  # noqa: PLC0415  (reads thousands of files)

    found = list(search_styles(words))
    for style in found[:limit]:
        click.echo(f"{style.name}\t{style.title}")
    if len(found) > limit:
        click.echo(f"refconvert: {len(found) - limit} more; --limit shows them", err=True)
    if not found:
        raise click.exceptions.Exit(SKIPPED)


@contextlib.contextmanager
def _messages(log: str, *, strict: bool) -> Iterator[Messages]:
    """Runs a command; what goes wrong becomes a message and an exit code, never a traceback."""
    messages = Messages(log, strict=strict)
    try:
        yield messages
        sys.stdout.flush()
    except FormatError as error:
        raise click.UsageError(str(error)) from error
    except ConvertError as error:
        messages.unreadable(error)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        messages.unreadable(ConvertError(f"{error.filename or STDIO}: {error.strerror}"))
    code = messages.close()
    if code:
        raise click.exceptions.Exit(code)


def _write(
    files: tuple[str, ...],
    reader: str | None,
    messages: Messages,
    writer: formats.Writer,
    output: str,
    settings: dict[str, Any],
    losses: str | None,
) -> None:
    with contextlib.ExitStack() as stack:
        records = _checked(_records(files, reader, messages, stack), messages.warn)
        if losses:
            ledger = Ledger(stack.enter_context(open_output(losses)), writer.name, writer.carries)
            records = ledger.watch(records)
        out = stack.enter_context(open_output(output))
        writer.write(records, out, warn=messages.warn, **settings)


def _records(
    files: tuple[str, ...], reader: str | None, messages: Messages, stack: contextlib.ExitStack
) -> Iterator[Record]:
    """The records of all files; one that can't be read is reported, and the next one goes on."""
    if not files and sys.stdin.isatty():
        raise click.UsageError("name a FILE, or pipe one in")
    for name in files or (STDIO,):
        try:
            yield from api.read(_with_progress(name, stack), reader, warn=messages.warn)
        except FormatError:
            raise
        except ConvertError as error:
            messages.unreadable(error)


def _checked(records: Iterable[Record], warn: Warn) -> Iterator[Record]:
    for record in records:
        for problem in missing_fields(record):
            warn(problem)
        yield record


def _with_progress(name: str, stack: contextlib.ExitStack) -> str | BinaryIO:
    """The file itself, or behind a progress bar if it is long and somebody is watching."""
    if (
        name == STDIO
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


def _setting(write: Callable[..., None], option: str) -> tuple[str, Any]:
    """``NAME=VALUE`` → the keyword argument of ``write``, of its type."""
    name, equals, text = option.partition("=")
    parameter = _options_of(write).get(name.replace("-", "_"))
    if parameter is None or not equals:
        known = ", ".join(_options_of(write)) or "none"
        raise FormatError(f"{option!r} is no option of this format; there are: {known}")
    try:
        value = msgspec.convert(text, parameter.annotation, strict=False)
    except msgspec.ValidationError as error:
        raise FormatError(f"option {name}: {error}") from error
    return parameter.name, value


def _options_of(function: Callable[..., Any]) -> dict[str, inspect.Parameter]:
    """The options of a reader or writer: its keyword-only arguments, without ``warn``."""
    parameters = inspect.signature(function).parameters.values()
    return {p.name: p for p in parameters if p.kind is p.KEYWORD_ONLY and p.name != "warn"}


def _print_formats(warn: Warn) -> None:
    import rich.box  # noqa: PLC0415
    import rich.console  # noqa: PLC0415
    import rich.table  # noqa: PLC0415

    reads = {reader.name: reader for reader in formats.readers(warn=warn)}
    writes = {writer.name: writer for writer in formats.writers(warn=warn)}
    table = rich.table.Table("format", "reads", "writes", "suffixes", "media type", box=rich.box.SIMPLE)
    for name in dict.fromkeys([*reads, *writes]):
        known: formats.Reader | formats.Writer = reads[name] if name in reads else writes[name]
        ticks = ["✓" if name in side else "" for side in (reads, writes)]
        table.add_row(name, *ticks, " ".join(known.extensions), known.media_type)
    rich.console.Console().print(table)


def _print_options(name: str) -> None:
    options = _options_of(formats.get_writer(name).write)
    for parameter in options.values():
        click.echo(f"{parameter.name}={parameter.default}  ({_describe(parameter.annotation)})")
    if not options:
        click.echo(f"{name} has no options")


def _describe(annotation: Any) -> str:
    if get_origin(annotation) is Literal:
        return " | ".join(map(str, get_args(annotation)))
    return getattr(annotation, "__name__", str(annotation))

"""What every command on records is told: its inputs, its output, its format; and the run of a conversion."""

import contextlib
import shlex
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated, Any, Literal

import click
from msgspec import Meta, Struct

from convert import formats
from convert.changes.choices import Choices
from convert.changes.fields import parse_fields
from convert.commands.shared.messages import Messages, messages
from convert.commands.shared.options import CHECKS, CHOICES, INPUT, OUTPUT, Command, struct_options
from convert.formats.options import parse_options
from convert.model.identifiers import parse_identifier
from convert.model.record import Record
from convert.running.conversion import Account, Conversion, choose_writer
from convert.running.reading import Input, everything, read_all
from convert.streams import STDIO
from convert.streams.inputs import unpacked_size
from convert.streams.problems import FormatError, Warn

LONG_WORK_BYTES = 4_000_000
"""From this much input on, a terminal is shown a progress bar."""


class Inputs(Struct, frozen=True):
    """The inputs of a command, its output, and how it speaks."""

    format: Annotated[
        str | None,
        Meta(
            description="The input's format; by default it is recognised by its content.",
            extra={
                "flags": ("-f", "--from"),
                "metavar": "FORMAT",
                "complete": formats.READERS,
                "group": INPUT,
            },
        ),
    ] = None
    output: Annotated[
        str,
        Meta(
            description="Where to write; - is standard output.",
            extra={"flags": ("-o", "--output"), "metavar": "FILE", "group": OUTPUT},
        ),
    ] = STDIO
    log: Annotated[
        Literal["text", "json"], Meta(description="The form of messages on stderr.", extra={"group": CHECKS})
    ] = "text"
    strict: Annotated[
        bool, Meta(description="Exit with 1 if there was any problem.", extra={"group": CHECKS})
    ] = False
    files: tuple[str, ...] = ()

    def messages(self) -> contextlib.AbstractContextManager[Messages]:
        """Runs a command, as ``messages`` does, which speaks as it was told."""
        return messages(self.log, strict=self.strict)

    def sources(self) -> tuple[str, ...]:
        """The files, or standard input.

        Raises:
            FormatError: no file is named, and nothing piped in; or an identifier is named in place of a file.
        """
        if self.files and all(map(is_identifier, self.files)):
            raise FormatError(
                f"{_not_files(self.files)}; look {'it' if len(self.files) == 1 else 'them'} up: refconvert fetch {shlex.join(self.files)}"
            )
        if not self.files and sys.stdin and sys.stdin.isatty():
            raise FormatError("name a FILE, or pipe one in")
        return self.files or (STDIO,)

    def records(
        self, log: Messages, stack: contextlib.ExitStack, *, warn: Warn | None = None
    ) -> Iterator[Record]:
        """The records of all inputs; one that can't be read is reported, and the next one goes on."""
        opened = map(partial(with_progress, stack), self.sources())
        return read_all(
            opened, self.format, wanted=everything, warn=warn or log.warn, unreadable=log.unreadable
        )


class Target(Struct, frozen=True):
    """What a command that writes any format is told: which one, its options, and where the ledger goes."""

    to: Annotated[
        str | None,
        Meta(
            description="The output's format; by default the suffix of --output tells.",
            extra={"flags": ("-t", "--to"), "metavar": "FORMAT", "complete": formats.WRITERS},
        ),
    ] = None
    dialect: Annotated[
        str | None,
        Meta(
            description="The program that is to read it: zotero, endnote, …; as -O dialect=NAME.",
            extra={"metavar": "NAME"},
        ),
    ] = None
    safe_csv: Annotated[
        bool,
        Meta(description="Tables: no cell that a spreadsheet runs as a formula; as -O formulas=neutralise."),
    ] = False
    option: Annotated[
        tuple[str, ...],
        Meta(
            description="An option of the writer (repeatable); see refconvert formats NAME.",
            extra={"flags": ("-O", "--option"), "metavar": "NAME=VALUE"},
        ),
    ] = ()
    losses: Annotated[
        str | None,
        Meta(
            description="Write what is kept, moved, degraded and dropped of each record, as JSON or, to .html, for reading.",
            extra={"metavar": "FILE"},
        ),
    ] = None
    fail_on_loss: Annotated[
        str,
        Meta(
            description="Exit with 1 if any of these fields, such as author,pmid, is dropped from any record.",
            extra={"metavar": "FIELDS", "group": CHECKS},
        ),
    ] = ""

    def __post_init__(self) -> None:
        """Check the names of fields."""
        parse_fields(self.fail_on_loss)

    def write(  # noqa: PLR0913  (what a run consists of)
        self,
        inputs: Inputs,
        log: Messages,
        *,
        records: Iterator[Record] | None = None,
        choices: Choices = Choices(),  # noqa: B008  (frozen)
        default: str | None = None,
        jobs: int = 1,
    ) -> None:
        """Write ``records``, or else those of ``inputs``; ``default`` is the format if nothing else tells."""
        writer = choose_writer(inputs.output, self.to or (default if inputs.output == STDIO else None))
        given = [*self.option, f"dialect={self.dialect}"] if self.dialect else [*self.option]
        given += ["formulas=neutralise"] if self.safe_csv else []
        options = parse_settings(writer, given)
        conversion = Conversion(to=writer.name, options=options, input_format=inputs.format, choices=choices)
        with contextlib.ExitStack() as stack:
            conversion.run(
                inputs.sources() if records is None else (),
                inputs.output,
                warn=log.warn,
                unreadable=log.unreadable,
                records=records,
                account=Account(self.losses, parse_fields(self.fail_on_loss), log.tell),
                jobs=jobs,
                open_file=partial(with_progress, stack),
            )


def is_identifier(name: str) -> bool:
    """Whether the name of a file that doesn't exist is a PMID, a PMCID, a DOI, or the address of one."""
    return parse_identifier(name) is not None and not Path(name).exists()


def _not_files(names: Sequence[str]) -> str:
    kinds = {found[0] for name in names if (found := parse_identifier(name))}
    return (
        f"{names[0]} is no file, but a {kinds.pop()}"
        if len(names) == 1
        else "these are no files, but identifiers"
    )


def input_options(command: Command, *, format_flags: tuple[str, ...] = ("-f", "--from")) -> Command:
    """The files and options of every command on records; they reach it as ``inputs``."""
    decorated = struct_options(Inputs, "inputs", flags={"format": format_flags})(command)
    return click.argument("files", nargs=-1, metavar="[FILE]...", type=click.Path(allow_dash=True))(decorated)


output_options = struct_options(Inputs, "inputs", only=("output", "log", "strict"))
"""The same for a command that reads no file."""
target_options = struct_options(Target, "target", group=OUTPUT)
"""The options of a command that writes any format; they reach it as ``target``."""
choice_options = partial(struct_options, Choices, "choices", group=CHOICES)
"""The options that change records, all or ``only`` some; they reach the command as ``choices``."""


def parse_settings(writer: formats.Writer, options: Iterable[str]) -> dict[str, Any]:
    """``NAME=VALUE``, … → the writer's options by name, checked.

    Raises:
        FormatError: it has no such option, or the option no such value.
    """
    settings: dict[str, Any] = {}
    for option in options:
        name, equals, text = option.partition("=")
        if not equals:
            raise FormatError(f"option {name} needs a value: {name}=VALUE")
        settings[name.replace("-", "_")] = text
    parse_options(writer.options, settings)
    return settings


def with_progress(stack: contextlib.ExitStack, source: Input) -> Input:
    """An input itself, or behind a progress bar if it is a long file and somebody is watching."""
    if (
        not isinstance(source, str)
        or source == STDIO
        or not sys.stderr  # closed
        or not sys.stderr.isatty()
        or unpacked_size(source) < LONG_WORK_BYTES
    ):
        return source
    import rich.console  # noqa: PLC0415  (as slow to import as a short conversion)
    import rich.progress  # noqa: PLC0415

    console = rich.console.Console(stderr=True)
    return stack.enter_context(
        rich.progress.open(source, "rb", description=source, console=console, transient=True)
    )

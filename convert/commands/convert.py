"""``refconvert convert``: files in, one file of another format out."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from typing import Any

import click

from convert import formats
from convert.changes.choices import parse_fields
from convert.commands.cli import complete_format, input_options
from convert.commands.shared.choices import Chosen, choice_options
from convert.commands.shared.inputs import Change, Inputs, count_cores
from convert.commands.shared.messages import Messages
from convert.formats.options import parse_options
from convert.running import api
from convert.streams.files import STDIO
from convert.streams.problems import FormatError


@dataclass(frozen=True, slots=True)
class Target:
    """What a command that writes any format is told: which one, its options, and where the ledger goes."""

    writer: str | None
    options: tuple[str, ...]
    dialect: str | None
    losses: str | None
    fail_on_loss: tuple[str, ...]

    def write(
        self,
        inputs: Inputs,
        log: Messages,
        change: Change | None = None,
        *,
        default: str | None = None,
        jobs: int = 1,
    ) -> None:
        """Write the records of ``inputs``; ``default`` is the format if nothing else tells."""
        if default and not self.writer and inputs.output == STDIO:
            chosen = formats.get_writer(default)
        else:
            chosen = api.choose_writer(inputs.output, self.writer)
        options = [*self.options, f"dialect={self.dialect}"] if self.dialect else self.options
        settings = parse_settings(chosen, options)
        inputs.write(
            chosen,
            log,
            change=change,
            losses=self.losses,
            fail_on_loss=self.fail_on_loss,
            jobs=jobs,
            **settings,
        )


def _parse_fields(_context: click.Context, _option: click.Parameter, text: str) -> tuple[str, ...]:
    try:
        return parse_fields(text)
    except FormatError as error:
        raise click.BadParameter(str(error)) from error


def target_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options of a command that writes any format; they reach it as ``target``."""

    @wraps(command)
    def with_target(*arguments: Any, **options: Any) -> None:
        mine = {name: options.pop(name) for name in Target.__dataclass_fields__}
        command(*arguments, target=Target(**mine), **options)

    for decorate in (
        click.option(
            "--losses",
            metavar="FILE",
            help="Write what is kept, moved, degraded and dropped of each record, as JSON or, to .html, for reading.",
        ),
        click.option(
            "--fail-on-loss",
            default="",
            callback=_parse_fields,
            metavar="FIELDS",
            help="Exit with 1 if any of these fields, such as author,pmid, is dropped from any record.",
        ),
        click.option(
            "--dialect",
            metavar="NAME",
            help="The program that is to read it: zotero, endnote, …; as -O dialect=NAME.",
        ),
        click.option(
            "-O",
            "--option",
            "options",
            multiple=True,
            metavar="NAME=VALUE",
            help="An option of the writer; see refconvert formats NAME.",
        ),
        click.option(
            "-t",
            "--to",
            "writer",
            metavar="FORMAT",
            shell_complete=complete_format(formats.WRITERS),
            help="The output's format; by default the suffix of --output tells.",
        ),
    ):
        with_target = decorate(with_target)
    return with_target


@click.command("convert")
@input_options
@target_options
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="How many processes convert long inputs; by default as many as there are cores.",
)
@choice_options
def command(inputs: Inputs, target: Target, chosen: Chosen, jobs: int | None) -> None:
    """Convert FILEs (or standard input) to another format.

    \b
    refconvert convert pubmed.nbib -o references.bib
    refconvert convert page.txt shard.xml.gz -t ris > library.ris
    """  # noqa: D301  (click keeps the lines apart at this \\b)
    with inputs.messages() as log:
        target.write(inputs, log, chosen.change(log.warn), jobs=jobs or count_cores())


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

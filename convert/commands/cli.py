"""The command ``refconvert``: its list of commands, and the options that they share.

Only this file and the commands print; ``convert.commands.shared.messages`` has the exit codes.
"""

from collections.abc import Callable, Iterable
from functools import wraps
from importlib import import_module
from typing import Any

import click

import convert as package
from convert import formats
from convert.changes.related import parse_kinds
from convert.commands.shared.inputs import Inputs
from convert.streams.files import STDIO
from convert.streams.problems import FormatError

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


def input_options(
    command: Callable[..., None], *, format_flags: tuple[str, ...] = ("-f", "--from")
) -> Callable[..., None]:
    """The arguments and options that every command on records takes; they reach it as ``inputs``.

    ``format_flags`` name the input's format; there are none where no file is read.
    """

    @wraps(command)
    def with_inputs(**options: Any) -> None:
        mine = {name: options.pop(name) for name in Inputs.__struct_fields__ if name in options}
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

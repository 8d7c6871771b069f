"""``refconvert formats``: the formats, and the options of one."""

import sys
from typing import IO

import click
import rich.box
import rich.console
import rich.table

from convert import formats
from convert.commands.shared.messages import Messages, messages
from convert.formats.options import describe_options
from convert.streams.problems import ConvertError

WIDTH_OF_A_PIPE = 160
"""Columns of the table where stdout is no terminal."""


@click.command("formats")
@click.argument("name", required=False)
def command(name: str | None) -> None:
    """List the formats, or the options of one."""
    with messages() as log:
        if name:
            _print_options(name)
        else:
            _print_formats(log)


def _print_formats(log: Messages) -> None:
    reads = {reader.name: reader for reader in formats.readers(warn=log.warn)}
    writes = {writer.name: writer for writer in formats.writers(warn=log.warn)}
    tick = "✓" if getattr(sys.stdout, "encoding", "ascii").lower().startswith("utf") else "x"
    table = rich.table.Table("format", "reads", "writes", "suffixes", "media type", box=rich.box.SIMPLE)
    for name in dict.fromkeys([*reads, *writes]):
        known: formats.Reader | formats.Writer = reads[name] if name in reads else writes[name]
        ticks = [tick if name in side else "" for side in (reads, writes)]
        table.add_row(name, *ticks, " ".join(known.extensions), known.media_type)
    print_table(table)


def print_table(table: rich.table.Table, out: IO[str] | None = None) -> None:
    """Print a table to a stream; by default to stdout."""
    if out is None and sys.stdout is None:
        raise ConvertError("-: standard output is closed")
    width = None if sys.stdout and sys.stdout.isatty() else WIDTH_OF_A_PIPE
    rich.console.Console(file=out, width=width).print(table)


def _print_options(name: str) -> None:
    options = list(describe_options(formats.get_writer(name).options))
    for option in options:
        click.echo(f"{option.name}={option.default}  ({option.values})  {option.help}")
    if not options:
        click.echo(f"{name} has no options")

"""``refconvert convert``: files in, one file of another format out."""

import inspect
from collections.abc import Callable
from typing import Any

import click
import msgspec

from convert import api, formats
from convert.cli import Inputs, complete_format, input_options, messages
from convert.problems import FormatError


@click.command("convert")
@input_options
@click.option(
    "-t",
    "--to",
    "writer",
    metavar="FORMAT",
    shell_complete=complete_format(formats.WRITERS),
    help="The output's format; by default the suffix of --output tells.",
)
@click.option(
    "-O",
    "--option",
    "options",
    multiple=True,
    metavar="NAME=VALUE",
    help="An option of the writer; see refconvert formats NAME.",
)
@click.option(
    "--dialect",
    metavar="NAME",
    help="The program that is to read it: zotero, endnote, jabref, …; as -O dialect=NAME.",
)
@click.option(
    "--losses", metavar="FILE", help="Write what is kept, degraded and dropped of each record, as JSON."
)
def command(
    inputs: Inputs, writer: str | None, options: tuple[str, ...], dialect: str | None, losses: str | None
) -> None:
    """Convert FILEs (or standard input) to another format.

    \b
    refconvert convert pubmed.nbib -o references.bib
    refconvert convert page.txt shard.xml.gz -t ris > library.ris
    """  # noqa: D301  (click keeps the lines apart at this \\b)
    with messages(inputs) as log:
        chosen = api.choose_writer(inputs.output, writer)
        if dialect:
            options += (f"dialect={dialect}",)
        settings = dict(_setting(chosen.write, option) for option in options)
        inputs.write(chosen, log, losses=losses, **settings)


def _setting(write: Callable[..., None], option: str) -> tuple[str, Any]:
    """``NAME=VALUE`` → the keyword argument of ``write``, of its type."""
    name, equals, text = option.partition("=")
    parameter = options_of(write).get(name.replace("-", "_"))
    if parameter is None or not equals:
        known = ", ".join(options_of(write)) or "none"
        raise FormatError(f"{option!r} is no option of this format; there are: {known}")
    try:
        value = msgspec.convert(text, parameter.annotation, strict=False)
    except msgspec.ValidationError as error:
        raise FormatError(f"option {name}: {error}") from error
    return parameter.name, value


def options_of(function: Callable[..., Any]) -> dict[str, inspect.Parameter]:
    """The options of a reader or writer: its keyword-only arguments, without ``warn``."""
    parameters = inspect.signature(function).parameters.values()
    return {p.name: p for p in parameters if p.kind is p.KEYWORD_ONLY and p.name != "warn"}

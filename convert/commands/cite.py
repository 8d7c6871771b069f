"""``refconvert cite``: the reference list of files, in a journal's style."""

import click

from convert import formats
from convert.cli import Inputs, input_options, messages


@click.command("cite")
@input_options
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
    "--format",
    "markup",
    type=click.Choice(["text", "html", "markdown", "latex", "rtf"]),
    default="text",
    show_default=True,
    help="The markup of the list.",
)
def command(inputs: Inputs, style: str, locale: str | None, markup: str) -> None:
    """Print the reference list of FILEs (or standard input) in a journal's style."""
    with messages(inputs) as log:
        inputs.write(formats.get_writer("bibliography"), log, style=style, locale=locale, format=markup)

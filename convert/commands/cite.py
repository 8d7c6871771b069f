"""``refconvert cite``: the reference list of files, in a journal's style."""

from pathlib import PurePath
from typing import Any

import click

from convert import formats
from convert.cli import Inputs, input_options, messages
from convert.writers.reference_lists import LISTS, SUFFIXES


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
    "list_format",
    type=click.Choice([*LISTS, "docx"]),
    help="The format of the list; by default the suffix of --output tells, or else it is text.",
)
@click.option(
    "--links/--no-links",
    default=None,
    help="Link DOI, PMID, PMCID and URL; the default in HTML, Markdown and docx.",
)
@click.option(
    "--engine", type=click.Choice(["csl", "citeproc-py"]), default="csl", help="The citation processor."
)
def command(inputs: Inputs, list_format: str | None, links: bool | None, **options: Any) -> None:
    """Print the reference list of FILEs (or standard input) in a journal's style.

    \b
    refconvert cite pubmed.nbib --style vancouver
    refconvert cite pubmed.nbib --style nature -o list.docx
    """  # noqa: D301  (click keeps the lines apart at this \\b)
    suffix = PurePath(inputs.output).suffix.lower()
    with messages(inputs) as log:
        if links is not None:
            options["links"] = links
        if list_format == "docx" or (list_format is None and suffix == ".docx"):
            inputs.write(formats.get_writer("docx"), log, **options)
        else:
            list_format = list_format or SUFFIXES.get(suffix, "text")
            inputs.write(formats.get_writer("bibliography"), log, format=list_format, **options)

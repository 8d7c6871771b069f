"""``refconvert get``: records out of an index, by PMID, PMCID, DOI or words of the title."""

from functools import partial

import click

from convert.commands.cli import input_options
from convert.commands.convert import Target, target_options
from convert.commands.shared.inputs import Inputs
from convert.running.index.library import open_library


@click.command("get")
@partial(input_options, format_flags=())
@click.argument("identifiers", nargs=-1, metavar="IDENTIFIER...")
@target_options
@click.option(
    "--db", required=True, metavar="INDEX.sqlite", type=click.Path(), help="What refconvert index made."
)
@click.option(
    "--title", metavar="WORDS", help="Those with these words in the title, too; in FTS5's language."
)
@click.option("-n", "--limit", default=20, show_default=True, help="How many --title finds at most.")
def command(  # noqa: PLR0913, PLR0917  (click passes each option)
    inputs: Inputs, target: Target, identifiers: tuple[str, ...], db: str, title: str | None, limit: int
) -> None:
    """Write the records of PMIDs, PMCIDs and DOIs.

    \b
    refconvert get --db pubmed.sqlite 34372914 PMC8353789 -t ris
    refconvert get --db pubmed.sqlite --title 'lateral sclerosis' -t csl-json
    """  # noqa: D301  (click keeps the lines apart at this \\b)
    if not identifiers and not title:
        raise click.UsageError("name a PMID, PMCID or DOI, or words of a --title")
    with inputs.messages() as log, open_library(db, warn=log.warn) as library:
        found = library.search(title, limit) if title else []
        target.write(inputs, log, lambda _: library.get([*identifiers, *found]), default="jsonl")

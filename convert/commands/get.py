"""``refconvert get``: look records up in an index."""

import click

from convert.changes.choices import Choices
from convert.commands.shared.inputs import Inputs, Target, choice_options, output_options, target_options
from convert.commands.shared.options import Grouped
from convert.running.index.library import open_library


@click.command("get", cls=Grouped)
@output_options
@click.argument("identifiers", nargs=-1, metavar="IDENTIFIER...")
@target_options
@choice_options(only=("include",))
@click.option(
    "--db", required=True, metavar="INDEX.sqlite", type=click.Path(), help="What refconvert index made."
)
@click.option(
    "--title", metavar="WORDS", help="Those with these words in the title, too; in FTS5's language."
)
@click.option("-n", "--limit", default=20, show_default=True, help="How many --title finds at most.")
def command(  # noqa: PLR0913, PLR0917  (click passes each option)
    inputs: Inputs,
    target: Target,
    choices: Choices,
    identifiers: tuple[str, ...],
    db: str,
    title: str | None,
    limit: int,
) -> None:
    """Look records up in an index by PMID, PMCID, DOI or title.

    \b
    refconvert get --db pubmed.sqlite 34372914 PMC8353789 -t ris
    refconvert get --db pubmed.sqlite --title 'lateral sclerosis' -t csl-json
    """  # noqa: D301  (click keeps the lines apart at this \\b)
    if not identifiers and not title:
        raise click.UsageError("name a PMID, PMCID or DOI, or words of a --title")
    with inputs.messages() as log, open_library(db, warn=log.warn) as library:
        found = library.search(title, limit) if title else []
        records = library.get([*identifiers, *found])
        target.write(inputs, log, records=records, choices=choices, default="jsonl")

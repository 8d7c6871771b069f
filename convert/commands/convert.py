"""``refconvert convert``: files in, one file of another format out."""

import click

from convert.changes.choices import Choices
from convert.commands.shared.inputs import Inputs, Target, choice_options, input_options, target_options
from convert.commands.shared.options import Grouped, jobs_option


@click.command("convert", cls=Grouped)
@input_options
@target_options
@choice_options()
@jobs_option("Number of processes for long inputs; by default one a core.")
def command(inputs: Inputs, target: Target, choices: Choices, jobs: int) -> None:
    """Convert files, or standard input, to another format.

    \b
    refconvert convert pubmed.nbib -o references.bib
    refconvert convert page.txt shard.xml.gz -t ris > library.ris
    """  # noqa: D301  (click keeps the lines apart at this \\b)
    with inputs.messages() as log:
        target.write(inputs, log, choices=choices, jobs=jobs)

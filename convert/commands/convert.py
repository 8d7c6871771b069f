"""``refconvert convert``: files in, one file of another format out."""

from collections.abc import Iterator

import click

from convert.changes.choices import Choices
from convert.commands.shared.inputs import Inputs, Target, choice_options, input_options, target_options
from convert.commands.shared.options import INPUT, Grouped, Option, jobs_option
from convert.model.record import Record
from convert.running.reading import read
from convert.streams.problems import FormatError, Warn


@click.command("convert", cls=Grouped)
@input_options
@target_options
@choice_options()
@click.option(
    "--clipboard",
    cls=Option,
    group=INPUT,
    is_flag=True,
    help="Read the text that was copied, in place of files.",
)
@jobs_option("Number of processes for long inputs; by default one a core.")
def command(inputs: Inputs, target: Target, choices: Choices, jobs: int, *, clipboard: bool) -> None:
    """Convert files, or standard input, to another format.

    \b
    refconvert convert pubmed.nbib -o references.bib
    refconvert convert page.txt shard.xml.gz -t ris > library.ris
    refconvert convert --clipboard -t bibtex
    """  # noqa: D301  (click keeps the lines apart at this \\b)
    with inputs.messages() as log:
        if clipboard and inputs.files:
            raise FormatError("--clipboard reads no FILE")
        records = _copied(inputs.format, log.warn) if clipboard else None
        target.write(inputs, log, records=records, choices=choices, jobs=jobs)


def _copied(name: str | None, warn: Warn) -> Iterator[Record]:
    """The records of the clipboard."""
    from convert.commands.shared.clipboard import read_clipboard  # noqa: PLC0415  (subprocess, which takes a tenth of the start)

    return read(read_clipboard(), name, warn=warn)

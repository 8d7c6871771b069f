"""``refconvert check``: report what is wrong with records, as text, JSON or SARIF."""

import contextlib
from collections.abc import Iterator

import click

from convert.changes.checks import check
from convert.changes.duplicates import duplicates, sketch
from convert.commands.shared.inputs import Inputs, input_options
from convert.commands.shared.messages import SKIPPED
from convert.commands.shared.options import Grouped
from convert.model.record import Record
from convert.running.findings import FORMS
from convert.streams.outputs import open_output
from convert.streams.problems import Problem


@click.command("check", cls=Grouped)
@input_options
@click.option(
    "--format",
    "form",
    type=click.Choice([*FORMS]),
    default="text",
    show_default=True,
    help="The form of the report.",
)
def command(inputs: Inputs, form: str) -> None:
    """Report retractions, duplicates, gaps and oddities.

    Works that were retracted, corrected or doubted; duplicates over all files; missing fields; odd names and dates.
    Exits with 1 if there was anything worse than a note.

    \b
    refconvert check library.bib
    refconvert check *.nbib --format sarif -o findings.sarif
    """  # noqa: D301  (click keeps the lines apart at this \\b)
    found: list[Problem] = []
    with inputs.messages() as log:
        with contextlib.ExitStack() as stack:
            report = stack.enter_context(open_output(inputs.output))
            records = _checked(inputs.records(log, stack, warn=found.append), found)
            found += duplicates(map(sketch, records))
            FORMS[form](found, report)
        if any(problem.severity != "note" for problem in found):
            log.exit_code = SKIPPED


def _checked(records: Iterator[Record], found: list[Problem]) -> Iterator[Record]:
    for record in records:
        found += check(record)
        yield record

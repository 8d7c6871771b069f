"""``refconvert verify``: whether references are what they say, by an index of PubMed or other files."""

import contextlib
from collections.abc import Iterable
from functools import partial
from typing import Any

import click

from convert.commands.fetch import online_options
from convert.commands.shared.inputs import Inputs, Target, input_options, target_options
from convert.commands.shared.messages import SKIPPED
from convert.commands.shared.options import CHECKS, INPUT, OUTPUT, Grouped, Option, files_option
from convert.model.record import Record
from convert.running.verification.fixing import fixed
from convert.running.verification.reports import form_of, summary, write_table
from convert.running.verification.sources import of_pubmed, open_libraries, read_references
from convert.running.verification.verdicts import verify_against
from convert.streams.outputs import open_output


@click.command("verify", cls=Grouped)
@partial(input_options, format_flags=("-f", "--from"))
@target_options
@files_option(
    "--against",
    "libraries",
    group=INPUT,
    help_text="An index made by refconvert index, or a file in any format (repeatable).",
)
@click.option(
    "--online", cls=Option, group=INPUT, is_flag=True, help="Ask PubMed, too, for each identifier and title."
)
@online_options
@files_option(
    "--report",
    "reports",
    group=CHECKS,
    help_text="Write the evidence to .html, .json, .sarif or .txt (repeatable).",
)
@click.option(
    "--fix",
    cls=Option,
    group=OUTPUT,
    is_flag=True,
    help="Write the list put right to --output; each change is told.",
)
def command(  # noqa: PLR0913  (click passes each option)
    inputs: Inputs,
    target: Target,
    libraries: tuple[str, ...],
    reports: tuple[str, ...],
    *,
    online: bool,
    asking: dict[str, Any],
    fix: bool,
) -> None:
    """Verify references: is each what it says it is?

    FILE is a list as pasted, a manuscript (.docx, .tex, .md with its bibliography, .pdf), or in any format. Each reference is
    compared with the works in the index, field by field. Exits with 1 if somebody should look at one.

    \b
    refconvert verify list.txt --against pubmed.sqlite --report list.html
    refconvert verify library.bib --against pubmed.sqlite --fix -o right.bib
    """  # noqa: D301  (click keeps the lines apart at this \\b)
    if not libraries and not online:
        raise click.UsageError("name an index, or a file, with --against, or ask PubMed with --online")
    if not fix and target.to:
        raise click.UsageError("--to is the format of the list that --fix writes")
    with inputs.messages() as log, contextlib.ExitStack() as stack:
        forms = [(form_of(path), path) for path in reports]
        opened = stack.enter_context(open_libraries(libraries, warn=log.warn))
        references: Iterable[Record] = read_references(
            inputs.sources(), inputs.format, warn=log.warn, unreadable=log.unreadable
        )
        if online:
            references = [*references]
            opened.append(stack.enter_context(of_pubmed(references, warn=log.warn, **asking)))
        verdicts = [*verify_against(references, opened)]
        for write, path in forms:
            with open_output(path) as out:
                write(verdicts, out)
        if fix:
            target.write(inputs, log, records=fixed(verdicts, opened, log.warn), default="bibliography")
            log.tell(summary(verdicts))
        else:
            with open_output(inputs.output) as out:
                write_table(verdicts, out)
        if any(verdict.is_trouble for verdict in verdicts):
            log.exit_code = SKIPPED

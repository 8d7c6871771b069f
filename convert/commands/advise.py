"""``refconvert advise``: what each format would lose of the records."""

import contextlib
from collections import Counter

import click
import rich.box
import rich.table

from convert import formats
from convert.commands.formats import print_table
from convert.commands.shared.inputs import Inputs, input_options
from convert.commands.shared.options import Grouped
from convert.model.fields import filled_paths
from convert.running.losses.ledger import FATES, Counts, Fates, dropped
from convert.streams.outputs import open_output

MOST = 6
"""How many dropped fields are named."""


@click.command("advise", cls=Grouped)
@input_options
def command(inputs: Inputs) -> None:
    """Show what each format would lose of the records."""
    accounts: list[tuple[str, Fates, Counts]] = [
        (writer.name, Fates(writer.capabilities), Counter()) for writer in formats.writers()
    ]
    with inputs.messages() as log, contextlib.ExitStack() as stack:
        out = stack.enter_context(open_output(inputs.output))
        for record in inputs.records(log, stack):
            paths = list(filled_paths(record))
            for _, fates, counts in accounts:
                counts.update((path, fates.of(record, path).fate) for path in paths)
        table = rich.table.Table(
            "format", *FATES, "what is dropped, from how many records", box=rich.box.SIMPLE
        )
        for writer, _, counts in sorted(accounts, key=_losses):
            shares = [str(len({path for path, found in counts if found == fate})) for fate in FATES]
            table.add_row(writer, *shares, _named(counts))
        print_table(table, out)


def _losses(account: tuple[str, Fates, Counts]) -> list[int]:
    """Sort key: how many fields a writer drops, degrades and moves."""
    counts = account[2].items()
    return [sum(count for (_, found), count in counts if found == fate) for fate in reversed(FATES[1:])]


def _named(counts: Counts) -> str:
    lost = [f"{name} ({count})" for name, count in dropped(counts).items()]
    more = f", and {len(lost) - MOST} more" if len(lost) > MOST else ""
    return ", ".join(lost[:MOST]) + more or "nothing"

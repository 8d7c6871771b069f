"""``refconvert dedupe``: several searches in, each work once out, with the account that a review needs."""

import contextlib
from collections.abc import Iterator
from itertools import islice
from pathlib import PurePath
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from convert.changes.duplicates import Works
from convert.commands.dedupe.account import Account
from convert.commands.shared.inputs import Inputs, Target, input_options, target_options
from convert.commands.shared.messages import Messages
from convert.commands.shared.options import Grouped, struct_options
from convert.model.record import Record
from convert.running.deduplication.sources import marked
from convert.running.deduplication.summary import summarise
from convert.streams import STDIO

if TYPE_CHECKING:
    from convert.running.deduplication.review import Review


@click.command("dedupe", cls=Grouped)
@input_options
@target_options
@struct_options(Account, "account")
def command(inputs: Inputs, target: Target, account: Account) -> None:
    """Merge several searches, each work once, and count for PRISMA.

    Works are joined by identifier, or by title, authors, year and place; corrections, replies, parts and preprints stay apart. Each
    record tells which files it was found in.

    \b
    refconvert dedupe pubmed.nbib embase.ris -o library.ris --report prisma.html --report report.json
    refconvert dedupe pubmed.nbib embase.ris -o library.ris --review undecided.csv
    refconvert dedupe library.ris --undo report.json -o before.ris
    """  # noqa: D301  (click keeps the lines apart at this \\b)
    if account.split < 0:
        raise click.UsageError(f"--split {account.split}: not a number of records")
    if account.split and inputs.output == STDIO:
        raise click.UsageError("--split writes several files: name them with --output")
    if account.split and target.losses:
        raise click.UsageError("--split writes several files, and --losses is about one")
    with inputs.messages() as log, contextlib.ExitStack() as stack:
        records = inputs.records(log, stack)
        if account.undo:
            from convert.running.deduplication.undo import undo  # noqa: PLC0415  (for this alone)

            target.write(inputs, log, records=undo(records, account.undo))
            return
        works = Works()
        for record in records:
            works.add(record)
        reviewing = _review(account.review, works) if account.review else None
        works.find(reviewing.decisions() if reviewing else {})
        works.report(log.warn)
        _write(inputs, target, marked(works), log, account.split)
        summary = summarise(works)
        log.tell(str(summary))
        if account.report:
            from convert.running.deduplication.report import write_report  # noqa: PLC0415  (for this alone)

            for path in account.report:
                write_report(path, works, summary)
        if reviewing and (count := reviewing.write()):
            log.tell(
                f"{count} pairs to decide in {account.review}: write same or different, and run this again"
            )


def _review(path: str, works: Works) -> "Review":
    from convert.running.deduplication.review import Review  # noqa: PLC0415  (for this alone)

    return Review(path, works)


def _write(inputs: Inputs, target: Target, records: Iterator[Record], log: Messages, size: int) -> None:
    """Write all records to the output, or ``size`` to each of several."""
    if not size:
        target.write(inputs, log, records=records)
        return
    path = PurePath(inputs.output)
    number = 0
    while part := list(islice(records, size)):
        number += 1
        name = path.with_name(f"{path.stem}-{number}{path.suffix}")
        target.write(replace(inputs, output=str(name)), log, records=iter(part))

"""``refconvert complete``: files with gaps in, the same records filled from other files or from PubMed out."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

import click

from convert import api
from convert.cli import Inputs, Messages, input_options, messages
from convert.commands.convert import Target, target_options
from convert.commands.fetch import online_options
from convert.completing import complete
from convert.problems import ConvertError, Problem, Warn
from convert.record import Record


@click.command("complete")
@partial(input_options, format_flags=("-f", "--format"))
@target_options
@click.option(
    "--from",
    "sources",
    multiple=True,
    metavar="FILE",
    type=click.Path(),
    help="A file to fill from, in any format that can be read; of several the first goes first.",
)
@click.option("--online", is_flag=True, help="Ask PubMed for what no file has.")
@online_options
def command(
    inputs: Inputs, target: Target, sources: tuple[str, ...], online: bool, asking: dict[str, Any]
) -> None:
    """Fill what the records of FILEs, and their related works, lack.

    Works are joined by PMID, DOI or PMCID. What a FILE says itself is never overwritten.

    \b
    refconvert complete page.txt --from library.nbib --from shard.xml.gz -t ris
    refconvert complete identifiers.txt --online -o library.bib
    """  # noqa: D301  (click keeps the lines apart at this \\b)
    if not sources and not online:
        raise click.UsageError("name a file to fill from with --from, or ask PubMed with --online")
    with messages(inputs) as log:
        fetch = partial(api.fetch, warn=_but_not_found(log.warn), **asking)

        def change(records: Iterable[Record]) -> Iterator[Record]:
            known = _records(sources, log) if sources else None
            return complete(records, known, fetch=fetch if online else None, warn=log.warn)

        target.write(inputs, log, change)


def _records(sources: Iterable[str], log: Messages) -> Iterator[Record]:
    """All that the sources hold; one that can't be read is reported."""
    for source in sources:
        try:
            yield from api.read(source, warn=log.warn)
        except ConvertError as error:
            log.unreadable(error)


def _but_not_found(warn: Warn) -> Warn:
    """Without the word on identifiers that PubMed does not know: ``complete`` tells which records stay as they are."""

    def tell(problem: Problem) -> None:
        if problem.code != "not-found":
            warn(problem)

    return tell

"""``refconvert complete``: files with gaps in, the same records filled from other files or from PubMed out."""

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any

import click

from convert.changes.completing import Fetch, complete
from convert.commands.cli import input_options
from convert.commands.convert import Target, target_options
from convert.commands.fetch import online_options
from convert.commands.shared.inputs import Inputs
from convert.commands.shared.messages import Messages
from convert.model.identifiers import keys
from convert.model.record import Record
from convert.running import api
from convert.running.index.library import is_library, open_library
from convert.streams.problems import ConvertError, Problem, Warn


@click.command("complete")
@partial(input_options, format_flags=("-f", "--format"))
@target_options
@click.option(
    "--from",
    "sources",
    multiple=True,
    metavar="FILE",
    type=click.Path(),
    help="A file to fill from, in any format that can be read, or an index by refconvert index; the first goes first.",
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
    libraries = [source for source in sources if is_library(source)]
    files = [source for source in sources if source not in libraries]
    with inputs.messages() as log, contextlib.ExitStack() as stack:
        warn = _but_not_found(log.warn)
        fetches: list[Fetch] = [stack.enter_context(open_library(path, warn=warn)).get for path in libraries]
        if online:
            fetches.append(partial(api.fetch, warn=warn, **asking))

        def change(records: Iterable[Record]) -> Iterator[Record]:
            known = _records(files, log) if files else None
            return complete(records, known, fetch=_one_after_another(fetches), warn=log.warn)

        target.write(inputs, log, change)


def _one_after_another(fetches: Sequence[Fetch]) -> Fetch | None:
    """Asks the first for all, and each other one for what those before it did not have."""
    if not fetches:
        return None

    def fetch(identifiers: Iterable[str]) -> Iterator[Record]:
        wanted = list(identifiers)
        for ask in fetches:
            found: set[str] = set()
            for record in ask(wanted) if wanted else ():
                found.update(keys(record))
                yield record
            wanted = [identifier for identifier in wanted if identifier not in found]

    return fetch


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

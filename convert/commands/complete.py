"""``refconvert complete``: fill gaps of records from other files or from PubMed."""

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any

import click

from convert import ncbi
from convert.changes.choices import Choices
from convert.changes.completing import Fetch, complete
from convert.commands.fetch import online_options
from convert.commands.shared.inputs import Inputs, Target, choice_options, input_options, target_options
from convert.commands.shared.options import Grouped
from convert.model.identifiers import work_ids
from convert.model.record import Record
from convert.running.index.library import is_library, open_library
from convert.running.reading import everything, read_all
from convert.streams.problems import Problem, Warn


@click.command("complete", cls=Grouped)
@partial(input_options, format_flags=("-f", "--format"))
@target_options
@choice_options(only=("include",))
@click.option(
    "--from",
    "sources",
    multiple=True,
    metavar="FILE",
    type=click.Path(),
    help="File to fill gaps from, or an index (repeatable; earlier files take precedence).",
)
@click.option("--online", is_flag=True, help="Ask PubMed for what no file has.")
@online_options
def command(  # noqa: PLR0913, PLR0917  (click passes each option)
    inputs: Inputs,
    target: Target,
    choices: Choices,
    sources: tuple[str, ...],
    online: bool,
    asking: dict[str, Any],
) -> None:
    """Fill gaps from other files and from PubMed.

    Works and their related works are joined by PMID, DOI or PMCID. What a FILE itself says is never overwritten.

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
            fetches.append(partial(ncbi.fetch, warn=warn, **asking))
        known = read_all(files, None, wanted=everything, warn=log.warn, unreadable=log.unreadable)
        fetch = _one_after_another(fetches) if fetches else None
        records = complete(inputs.records(log, stack), known if files else None, fetch=fetch, warn=log.warn)
        target.write(inputs, log, records=records, choices=choices)


def _one_after_another(fetches: Sequence[Fetch]) -> Fetch:
    """Ask each source for what those before it did not have."""

    def fetch(identifiers: Iterable[str]) -> Iterator[Record]:
        wanted = list(identifiers)
        for ask in fetches:
            found: set[str] = set()
            for record in ask(wanted) if wanted else ():
                found.update(work_ids(record))
                yield record
            wanted = [identifier for identifier in wanted if identifier not in found]

    return fetch


def _but_not_found(warn: Warn) -> Warn:
    """Drop ``not-found`` problems: ``complete`` itself reports which records stay as they are."""

    def tell(problem: Problem) -> None:
        if problem.code != "not-found":
            warn(problem)

    return tell

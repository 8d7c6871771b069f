"""``refconvert complete``: fill gaps of records from other files or from PubMed."""

import contextlib
from functools import partial
from typing import Any

import click

from convert import ncbi
from convert.changes.choices import Choices
from convert.changes.completing import Fetch, complete
from convert.commands.fetch import online_options
from convert.commands.shared.inputs import Inputs, Target, choice_options, input_options, target_options
from convert.commands.shared.options import Grouped, files_option
from convert.running.index.library import open_library
from convert.running.reading import everything, read_all
from convert.running.sources import but_not_found, one_after_another, split_sources


@click.command("complete", cls=Grouped)
@partial(input_options, format_flags=("-f", "--format"))
@target_options
@choice_options(only=("include",))
@files_option(
    "--from",
    "sources",
    help_text="File to fill gaps from, or an index (repeatable; earlier files take precedence).",
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
    libraries, files = split_sources(sources)
    with inputs.messages() as log, contextlib.ExitStack() as stack:
        warn = but_not_found(log.warn)
        fetches: list[Fetch] = [stack.enter_context(open_library(path, warn=warn)).get for path in libraries]
        if online:
            fetches.append(partial(ncbi.fetch, warn=warn, **asking))
        known = read_all(files, None, wanted=everything, warn=log.warn, unreadable=log.unreadable)
        fetch = one_after_another(fetches) if fetches else None
        records = complete(inputs.records(log, stack), known if files else None, fetch=fetch, warn=log.warn)
        target.write(inputs, log, records=records, choices=choices)

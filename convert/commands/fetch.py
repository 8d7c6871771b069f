"""``refconvert fetch``: fetch records from PubMed by their identifiers."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from convert import ncbi
from convert.changes.choices import Choices
from convert.commands.shared.inputs import Inputs, Target, choice_options, output_options, target_options
from convert.commands.shared.options import Grouped


def online_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options of a command that asks NCBI; they reach it as ``asking``, the settings of ``convert.fetch``."""

    @wraps(command)
    def with_asking(*arguments: Any, no_cache: bool, **others: Any) -> None:
        names = ("email", "api_key", "eutils_url", "idconv_url", "refresh")
        asking = {name: value for name in names if (value := others.pop(name))}
        command(*arguments, asking=asking | {"cache": None} if no_cache else asking, **others)

    for decorate in (
        click.option("--idconv-url", envvar="REFCONVERT_IDCONV_URL", hidden=True),
        click.option("--eutils-url", envvar="REFCONVERT_EUTILS_URL", hidden=True),
        click.option("--no-cache", is_flag=True, help="Neither use nor keep earlier answers."),
        click.option("--refresh", is_flag=True, help="Ask again for what was fetched within 30 days."),
        click.option(
            "--api-key",
            envvar="NCBI_API_KEY",
            show_envvar=True,
            metavar="KEY",
            help="Of your NCBI account: 10 requests a second instead of 3.",
        ),
        click.option(
            "--email",
            envvar="NCBI_EMAIL",
            show_envvar=True,
            metavar="ADDRESS",
            help="Yours; NCBI asks for it and writes to it if there is trouble.",
        ),
    ):
        with_asking = decorate(with_asking)
    return with_asking


@click.command("fetch", cls=Grouped)
@output_options
@target_options
@choice_options(only=("include",))
@online_options
@click.argument("identifiers", nargs=-1, required=True, metavar="IDENTIFIER...")
def command(
    inputs: Inputs, target: Target, choices: Choices, asking: dict[str, Any], identifiers: tuple[str, ...]
) -> None:
    """Fetch records from PubMed by PMID, PMCID or DOI.

    The default format is PubMed's own Summary.

    \b
    refconvert fetch 34372914 PMC8353789 10.1186/s40035-021-00250-5 -t bibtex
    refconvert complete identifiers.txt --online -t ris
    """  # noqa: D301  (click keeps the lines apart at this \\b)
    with inputs.messages() as log:
        found = ncbi.fetch(identifiers, warn=log.warn, **asking)
        target.write(inputs, log, records=found, choices=choices, default="pubmed-summary")

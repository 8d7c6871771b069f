"""``refconvert styles``: find citation styles, with a sample of each."""

import sys

import click

from convert.citing.styles import search_styles, similar_styles
from convert.commands.shared.messages import SKIPPED, Messages, messages
from convert.model.record import Date, Name, Record
from convert.running.reading import read
from convert.streams.problems import ConvertError, Problem

SAMPLE = Record(
    type="article-journal",
    title="Sleep and memory in later life: a randomised trial",
    author=[Name("Doe", "Jane A"), Name("Okafor", "Chidi"), Name("Lindqvist", "Maja"), Name("Roe", "Rob")],
    container_title="Journal of Invented Results",
    container_title_short="J Invent Results",
    issued=Date(2021, 5, 4),
    volume="12",
    issue="3",
    page="245-253",
    DOI="10.1000/jir.2021.245",
)
"""The sample that is shown by default; an invented work."""


@click.command("styles")
@click.argument("words", nargs=-1)
@click.option("-n", "--limit", default=20, show_default=True, help="How many to list.")
@click.option(
    "--sample", metavar="FILE", type=click.Path(), help="Show each style on the first record of this file."
)
@click.option("--names", is_flag=True, help="List names and titles alone.")
def command(words: tuple[str, ...], limit: int, sample: str | None, names: bool) -> None:
    """Find citation styles by title, field or journal.

    Each is shown with a citation and an entry.

    \b
    refconvert styles lancet neurology
    refconvert styles neuroscience --sample pubmed.nbib
    """  # noqa: D301  (click keeps the lines apart at this \\b)
    with messages() as log:
        record = _first_record(sample, log) if sample else SAMPLE
        found = list(search_styles(words))
        separator = (
            "\n    " if sys.stdout and sys.stdout.isatty() else "\t"
        )  # on a terminal the sample has its own line
        for style in found[:limit]:
            sample_of = "" if names else separator + _shown(record, style.name, log)
            click.echo(f"{style.name}\t{style.title}{sample_of}")
        if len(found) > limit:
            click.echo(f"refconvert: {len(found) - limit} more; --limit shows them", err=True)
    if not found:
        near = similar_styles("-".join(words).lower())
        hint = f"; did you mean {', '.join(near)}?" if near else ""
        click.echo(f"refconvert: no style has these words{hint}", err=True)
        raise click.exceptions.Exit(SKIPPED)


def _first_record(path: str, log: Messages) -> Record:
    if record := next(read(path, warn=log.warn), None):
        return record
    raise ConvertError(f"{path}: there is no record to show the styles on")


def _shown(record: Record, style: str, log: Messages) -> str:
    """A citation and an entry, as far as the style has them."""
    from convert.citing.citations import Cite, References, render  # noqa: PLC0415  (--names needs no processor)

    references = References([record])
    citation = [[Cite(references.keys[0])]]
    try:
        cited = render(references, citation, [1], style=style, locale=None, format="text", warn=log.warn)
    except ConvertError as error:
        log.warn(Problem("bad-style", str(error)))  # noqa: G010  (no logger)
        return ""
    entries = [entry.text.strip() for entry in cited.bibliography.entries]
    return " ".join(" · ".join([*cited.texts, *entries]).split())

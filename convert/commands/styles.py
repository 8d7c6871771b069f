"""``refconvert styles``: find a citation style."""

import click

from convert.cli import SKIPPED, messages
from convert.styles import search_styles


@click.command("styles")
@click.argument("words", nargs=-1)
@click.option("-n", "--limit", default=20, show_default=True, help="How many to list.")
def command(words: tuple[str, ...], limit: int) -> None:
    """Find citation styles by words of their title, field or journal."""
    with messages():
        found = list(search_styles(words))
        for style in found[:limit]:
            click.echo(f"{style.name}\t{style.title}")
        if len(found) > limit:
            click.echo(f"refconvert: {len(found) - limit} more; --limit shows them", err=True)
    if not found:
        raise click.exceptions.Exit(SKIPPED)

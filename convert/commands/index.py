"""``refconvert index``: make an index of files, for ``get`` and ``complete --from``."""

import time

import click

from convert.commands.shared.messages import messages
from convert.running.conversion import count_cores
from convert.running.index.library import build
from convert.running.index.places import Listing
from convert.running.parallel.workers import pool
from convert.streams.problems import ConvertError


@click.command("index")
@click.argument("target", metavar="OUT.sqlite", type=click.Path())
@click.argument("paths", nargs=-1, required=True, metavar="DIR...", type=click.Path())
@click.option("-j", "--jobs", type=click.IntRange(min=1), metavar="N", help="How many processes.")
def command(target: str, paths: tuple[str, ...], jobs: int | None) -> None:
    """Index files by PMID, PMCID, DOI and title words.

    The records stay where they are. Run again, it takes in what is new or changed.
    """
    began = time.monotonic()
    count = 0
    with messages() as log:

        def done(listing: Listing) -> None:
            nonlocal count
            if listing.unreadable:
                log.unreadable(ConvertError(listing.unreadable))
            else:
                count += listing.count

        processes = jobs or count_cores()
        with pool(processes) as executor:
            build(target, paths, executor, processes + 1, done)
        click.echo(f"refconvert: {count} records in {time.monotonic() - began:.1f} s", err=True)

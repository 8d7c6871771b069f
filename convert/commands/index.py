"""``refconvert index``: make an index of files, for ``get`` and ``complete --from``."""

import time

import click

from convert.commands.shared.messages import messages
from convert.commands.shared.options import jobs_option
from convert.running.index.building import build
from convert.running.parallel.workers import pool
from convert.streams.problems import ConvertError


@click.command("index")
@click.argument("target", metavar="OUT.sqlite", type=click.Path())
@click.argument("paths", nargs=-1, required=True, metavar="DIR...", type=click.Path())
@jobs_option("How many processes.")
def command(target: str, paths: tuple[str, ...], jobs: int) -> None:
    """Index files by PMID, PMCID, DOI and title words.

    The records stay where they are. Run again, it takes in what is new or changed.
    """
    began = time.monotonic()
    count = 0
    with messages() as log:
        with pool(jobs) as executor:
            for listing in build(target, paths, executor, jobs + 1):
                if listing.unreadable:
                    log.unreadable(ConvertError(listing.unreadable))
                else:
                    count += listing.count
        click.echo(f"refconvert: {count} records in {time.monotonic() - began:.1f} s", err=True)

"""``refconvert bulk``: folders of files in, a folder of converted files out."""

import time
from typing import Self

import click
import rich.console
import rich.progress

from convert import formats
from convert.commands.shared.inputs import parse_settings
from convert.commands.shared.messages import Messages, messages
from convert.commands.shared.options import complete
from convert.running.bulk.run import run
from convert.running.bulk.shards import PARQUET, Outcome, Plan, Shard
from convert.running.conversion import Conversion, count_cores
from convert.streams.problems import ConvertError, Problem


@click.command("bulk")
@click.argument("paths", nargs=-1, required=True, metavar="DIR...", type=click.Path())
@click.option(
    "-t",
    "--to",
    "writer",
    required=True,
    metavar="FORMAT",
    shell_complete=complete([*formats.WRITERS, PARQUET]),
    help="The output's format, or parquet.",
)
@click.option("-o", "--output", required=True, metavar="OUT", help="The folder of the outputs.")
@click.option(
    "-f", "--from", "reader", metavar="FORMAT", help="The inputs' format; by default it is recognised."
)
@click.option(
    "-O", "--option", "options", multiple=True, metavar="NAME=VALUE", help="An option of the writer."
)
@click.option(
    "--apply-updates",
    is_flag=True,
    help="Apply update files in order: keep the latest version of each PMID and drop deleted records.",
)
@click.option("-j", "--jobs", type=click.IntRange(min=1), metavar="N", help="How many processes.")
@click.option(
    "--scheduler", metavar="ADDRESS", help="A Dask scheduler, as tcp://host:8786, in place of processes here."
)
def command(  # noqa: PLR0913, PLR0917  (click passes each option)
    paths: tuple[str, ...],
    writer: str,
    output: str,
    reader: str | None,
    options: tuple[str, ...],
    apply_updates: bool,
    jobs: int | None,
    scheduler: str | None,
) -> None:
    """Convert folders of files, one output each, with a report.

    Run again, it does what is missing, was changed, or was made by another version.

    \b
    refconvert bulk baseline updatefiles -t ris -o OUT --apply-updates
    """  # noqa: D301  (click keeps the lines apart at this \\b)
    with messages() as log:
        settings = {} if writer == PARQUET else parse_settings(formats.get_writer(writer), options)
        if writer == PARQUET and options:
            raise ConvertError("parquet has no options")
        plan = Plan(Conversion(to=writer, options=settings, input_format=reader), output)
        with _Progress(log) as progress:
            done = run(
                paths, plan, progress, jobs=jobs or count_cores(), scheduler=scheduler, updates=apply_updates
            )
        click.echo(f"refconvert: {progress.summary(done.shards, done.done_before)}; {done.report}", err=True)


class _Progress:
    """Shows progress on a terminal, and reports problems."""

    def __init__(self, log: Messages) -> None:
        self._log = log
        self._began = time.monotonic()
        self._records = 0
        self._bar = rich.progress.Progress(
            *rich.progress.Progress.get_default_columns(),
            rich.progress.TextColumn("{task.fields[rate]}"),
            console=rich.console.Console(stderr=True),
            transient=True,
            disable=not rich.console.Console(stderr=True).is_terminal,
        )
        self._task: rich.progress.TaskID | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._bar.stop()

    def begin(self, what: str, size: int) -> None:
        if self._task is not None:
            self._bar.remove_task(self._task)
        self._bar.start()
        self._task = self._bar.add_task(what, total=size, rate="")

    def scanned(self, shard: Shard) -> None:
        self._advance(shard, "")

    def converted(self, outcome: Outcome) -> None:
        self._records += outcome.records
        self._advance(outcome.shard, f"{self._rate():,.0f} records/s")
        if outcome.unreadable:
            self._log.unreadable(ConvertError(outcome.unreadable))
        for code, (severity, number, first) in outcome.problems.items():
            if severity == "error":
                message = f"{number} times, first: {first}"
                self._log.warn(Problem(code, message, path=outcome.shard.path, severity="error"))

    def summary(self, shards: int, done_before: int) -> str:
        work = f"{self._records} records of {shards - done_before} files"
        return f"{work}, {self._rate():,.0f} a second; {done_before} files were done before"

    def _advance(self, shard: Shard, rate: str) -> None:
        if self._task is not None:
            self._bar.update(self._task, advance=shard.size, rate=rate)

    def _rate(self) -> float:
        return self._records / max(time.monotonic() - self._began, 0.001)

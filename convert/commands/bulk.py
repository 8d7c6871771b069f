"""``refconvert bulk``: folders of files in, a folder of converted files out."""

import time

import click
import rich.console
import rich.progress
from msgspec.structs import replace

from convert import formats
from convert.commands.shared.inputs import parse_settings
from convert.commands.shared.messages import Messages, messages
from convert.commands.shared.options import complete, jobs_option
from convert.running.bulk import parquet
from convert.running.bulk.run import run
from convert.running.bulk.shards import Outcome, Plan, Shard
from convert.streams.problems import ConvertError, Problem


@click.command("bulk")
@click.argument("paths", nargs=-1, required=True, metavar="DIR...", type=click.Path())
@click.option(
    "-t",
    "--to",
    "writer",
    required=True,
    metavar="FORMAT",
    shell_complete=complete([*formats.WRITERS, parquet.WRITER.name]),
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
@jobs_option("How many processes.")
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
    jobs: int,
    scheduler: str | None,
) -> None:
    """Convert folders of files, one output each, with a report.

    Run again, it does what is missing, was changed, or was made by another version.

    \b
    refconvert bulk baseline updatefiles -t ris -o OUT --apply-updates
    """  # noqa: D301  (click keeps the lines apart at this \\b)
    with messages() as log:
        plan = Plan(to=writer, input_format=reader, folder=output)
        if plan.writer is parquet.WRITER and options:
            raise ConvertError("parquet has no options")
        plan = replace(plan, options=parse_settings(plan.writer, options))
        progress = _Progress(log)
        try:
            done, before, report = run(
                paths, plan, progress, jobs=jobs, scheduler=scheduler, updates=apply_updates
            )
        finally:
            progress.bar.stop()
        click.echo(f"refconvert: {progress.summary(done, before)}; {report}", err=True)


class _Progress:
    """Shows progress on a terminal, and reports problems."""

    def __init__(self, log: Messages) -> None:
        self._log = log
        self._began = time.monotonic()
        self._records = 0
        self.bar = rich.progress.Progress(
            *rich.progress.Progress.get_default_columns(),
            rich.progress.TextColumn("{task.fields[rate]}"),
            console=rich.console.Console(stderr=True),
            transient=True,
            disable=not rich.console.Console(stderr=True).is_terminal,
        )
        self._task = self.bar.add_task("", rate="")

    def begin(self, what: str, size: int) -> None:
        self.bar.start()
        self.bar.reset(self._task, description=what, total=size, rate="")

    def scanned(self, shard: Shard) -> None:
        self.bar.advance(self._task, shard.size)

    def converted(self, outcome: Outcome) -> None:
        self._records += outcome.records
        self.bar.update(self._task, advance=outcome.shard.size, rate=f"{self._rate():,.0f} records/s")
        if outcome.unreadable:
            self._log.unreadable(ConvertError(outcome.unreadable))
        for code, (severity, number, first) in outcome.problems.items():
            if severity == "error":
                message = f"{number} times, first: {first}"
                self._log.warn(Problem(code, message, path=outcome.shard.path, severity="error"))

    def summary(self, done: int, before: int) -> str:
        work = f"{self._records} records of {done} files"
        return f"{work}, {self._rate():,.0f} a second; {before} files were done before"

    def _rate(self) -> float:
        return self._records / max(time.monotonic() - self._began, 0.001)

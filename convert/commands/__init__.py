"""The command ``refconvert`` and the table of its subcommands, one file each. Only these files print.

``convert.commands.shared.messages`` has the exit codes.
"""

from importlib import import_module

import click

import convert

COMMANDS = (
    "convert",
    "dedupe",
    "cite",
    "advise",
    "check",
    "complete",
    "fetch",
    "bulk",
    "index",
    "get",
    "formats",
    "styles",
)
"""The module of each is imported when it is asked for."""


class _Commands(click.Group):
    """A group that imports a command when it is asked for."""

    def list_commands(self, _context: click.Context) -> list[str]:
        return [*COMMANDS]

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command: click.Command = import_module(f"convert.commands.{name}").command
        return command


@click.command(
    cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(convert.__version__, prog_name="refconvert")
def main() -> None:
    """Convert PubMed records to BibTeX, RIS, CSL-JSON and formatted references."""

"""The command ``refconvert`` and the table of its subcommands, one file each. Only these files print.

``convert.commands.shared.messages`` has the exit codes.
"""

import io
import sys
from importlib import import_module
from pathlib import Path

import click

import convert

COMMANDS = {
    "convert": "convert",
    "dedupe": "dedupe",
    "cite": "documents.cite",
    "bib": "documents.bib",
    "pandoc-filter": "documents.pandoc_filter",
    "advise": "advise",
    "check": "check",
    "verify": "verify",
    "complete": "complete",
    "fetch": "fetch",
    "bulk": "bulk",
    "index": "index",
    "get": "get",
    "formats": "formats",
    "styles": "styles",
    "serve": "serve",
    "mcp": "serve.mcp",
    "page": "serve.page",
}
"""Subcommand → its module, which is imported when it is asked for."""


class _Commands(click.Group):
    """A group that imports a command when it is asked for."""

    def list_commands(self, _context: click.Context) -> list[str]:
        return [*COMMANDS]

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command: click.Command = import_module(f"convert.commands.{COMMANDS[name]}").command
        return command

    def resolve_command(
        self, context: click.Context, words: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if words and words[0] not in COMMANDS and not words[0].startswith("-"):
            from difflib import get_close_matches  # noqa: PLC0415  (names are rarely misspelt)

            near = get_close_matches(words[0].lower(), COMMANDS, n=2)
            if Path(words[0]).exists():
                near = ["convert", "cite"]
            hint = f" Did you mean {' or '.join(f'refconvert {name}' for name in near)}?" if near else ""
            raise click.UsageError(f"There is no command {words[0]!r}.{hint}", context)
        return super().resolve_command(context, words)


@click.command(
    cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(convert.__version__, prog_name="refconvert")
def main() -> None:
    """Convert PubMed records to BibTeX, RIS, CSL-JSON and formatted references."""
    if isinstance(
        sys.stdout, io.TextIOWrapper
    ):  # a pipe of Windows may be in an encoding without most characters
        sys.stdout.reconfigure(errors="replace")

"""``refconvert mcp``: tools for agents, by the Model Context Protocol over standard input and output."""

from functools import partial
from typing import Any

import click

from convert import ncbi
from convert.commands.fetch import online_options
from convert.commands.shared.messages import messages
from convert.commands.shared.options import Grouped
from convert.streams.problems import ConvertError

against = click.option(
    "--against",
    "libraries",
    multiple=True,
    metavar="FILE",
    type=click.Path(),
    help="What the tools know: an index made by refconvert index, or a file in any format (repeatable).",
)
"""The option, here and of ``serve``."""
NO_EXTRA = "this needs the extra mcp: pip install 'refconvert[mcp]' ({error})"


@click.command("mcp", cls=Grouped)
@against
@click.option("--online", is_flag=True, help="Ask PubMed for what no file has.")
@online_options
def command(libraries: tuple[str, ...], *, online: bool, asking: dict[str, Any]) -> None:
    """Serve agents: look up, search, verify, cite, convert, complete.

    An agent's program starts this command and speaks with it by the Model Context Protocol; refconvert serve --mcp does the same
    over HTTP. Nothing leaves this machine but, with --online, identifiers that PubMed is asked for.

    \b
    refconvert mcp --against pubmed.sqlite
    """  # noqa: D301  (click keeps the lines apart at this \\b)
    with messages():
        try:
            from convert.agents.server import open_server  # noqa: PLC0415  (the extra mcp)
        except ImportError as error:
            raise ConvertError(NO_EXTRA.format(error=error)) from error
        with open_server(libraries, online=partial(ncbi.fetch, **asking) if online else None) as server:
            server.run()

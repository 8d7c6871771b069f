"""``refconvert serve``: the page and the API on this machine."""

import contextlib
import os
import secrets
import threading
import webbrowser
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from convert.commands.serve.listening import address_of, is_loopback, listen
from convert.commands.serve.mcp import NO_EXTRA, against
from convert.commands.shared.messages import messages, say
from convert.commands.shared.options import Grouped, struct_options
from convert.streams.problems import ConvertError
from convert.web.settings import Settings

if TYPE_CHECKING:
    from convert.web.app import Added

TOKEN: str = "REFCONVERT_TOKEN"  # noqa: S105  (the variable's name)
"""The environment variable with the token for other machines."""
SECONDS_TO_STOP = 3
"""How long open requests may go on after Ctrl-C."""


@click.command("serve", cls=Grouped)
@click.option(
    "--port", default=8765, show_default=True, type=click.IntRange(0, 65535), help="0: any that is free."
)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    metavar="ADDRESS",
    help="Listen at this address; other machines need --allow-remote.",
)
@click.option(
    "--allow-remote",
    is_flag=True,
    help=f"Let other machines in, who must send the token in the environment's {TOKEN}, or one that is made.",
)
@click.option("--mcp", is_flag=True, help="Serve agents, too, at /mcp: see refconvert mcp.")
@against
@click.option("--no-open", is_flag=True, help="Don't open the page in a browser.")
@struct_options(Settings, "settings")
def command(  # noqa: PLR0913  (click passes each option)
    *,
    host: str,
    port: int,
    allow_remote: bool,
    mcp: bool,
    libraries: tuple[str, ...],
    no_open: bool,
    settings: Settings,
) -> None:
    """Open a page to paste into, with an API behind it.

    Nothing that is pasted leaves this machine, and nothing is kept.

    \b
    refconvert serve
    refconvert serve --port 9000 --no-open
    """  # noqa: D301  (click keeps the lines apart at this \\b)
    is_remote = not is_loopback(host)
    if is_remote and not allow_remote:
        raise click.UsageError(f"--host {host} lets other machines in; add --allow-remote if they may")
    if allow_remote:
        token = os.environ.get(TOKEN) or secrets.token_urlsafe(24)
        settings = replace(settings, token=token, any_host=True)
    if libraries and not mcp:
        raise click.UsageError("--against is what --mcp knows; add --mcp")
    with messages(), contextlib.ExitStack() as stack:
        try:
            import uvicorn  # noqa: PLC0415  (the extra web)

            from convert.web.app import make_app  # noqa: PLC0415
        except ImportError as error:
            raise ConvertError(
                f"serve needs the extra web: pip install 'refconvert[web]' ({error})"
            ) from error
        listening = listen(host, port)
        address = address_of(host, listening.getsockname()[1], settings.token)
        say(f"refconvert: {address} (Ctrl-C stops it)")
        if not no_open:
            threading.Timer(0.5, webbrowser.open, [address]).start()
        config = uvicorn.Config(
            make_app(settings, stack.enter_context(_agents(libraries)) if mcp else None),
            log_level="warning",
            server_header=False,
            timeout_graceful_shutdown=SECONDS_TO_STOP,
        )
        uvicorn.Server(config).run([listening])


@contextlib.contextmanager
def _agents(libraries: tuple[str, ...]) -> Iterator["Added"]:
    try:
        from convert.agents.server import added, open_server  # noqa: PLC0415  (the extra mcp)
    except ImportError as error:
        raise ConvertError(NO_EXTRA.format(error=error)) from error
    with open_server(libraries) as server:
        yield added(server)

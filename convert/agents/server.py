"""The server of the Model Context Protocol (https://modelcontextprotocol.io): what of ``Desk`` is a tool, and what a resource."""

import asyncio
import contextlib
import functools
import inspect
import json
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.transport_security import TransportSecuritySettings
from mcp_types import ToolAnnotations

import convert
from convert import formats
from convert.agents.desk import Desk
from convert.changes.completing import Fetch
from convert.running.verification.sources import open_libraries
from convert.streams.problems import ConvertError
from convert.web.app import Added

INSTRUCTIONS: Final = """\
Bibliographic records of PubMed and other databases: look works up, verify reference lists, print them in any CSL style.
Never cite a work that look_up or search did not find; verify every list of references before you hand it in. not-found means that the
open index lacks the work, not that it is invented. Tell the user of retracted works, and of what a format loses.
"""
TOOLS: Final = {
    "look_up": "Works by PMID, PMCID or DOI (50 at most), with what became of them: retracted, corrected.",
    "search": "Works by words of their titles, best match first.",
    "verify": "Is each reference of a list what it says? The text may be a pasted list, BibTeX, RIS, … (50 references at most).",
    "cite": "The reference list and the in-text citations of works, by identifiers or as records in any format, in a CSL style.",
    "convert": "Records in any format, or a page copied from PubMed, to another: bibtex, ris, csl-json, …; and what is lost.",
    "complete": "Fill gaps of records (volume, pages, DOI, abstract) from the index or PubMed, and write them in a format.",
}
"""Methods of ``Desk`` that are tools, with what an agent is told of them."""


class _Room:
    """The desk in a thread of its own: SQLite's connections stay there, and the server's loop never waits."""

    def __init__(self, paths: Sequence[str], online: Fetch | None) -> None:
        self._paths = paths
        self._online = online
        self._thread = ThreadPoolExecutor(1, "desk")
        self._open = contextlib.ExitStack()
        self._desk: Desk | None = None

    def _at_desk(self, name: str, *arguments: Any, **named: Any) -> Any:
        if self._desk is None:
            libraries = self._open.enter_context(open_libraries(self._paths)) if self._paths else []
            self._desk = Desk(libraries, online=self._online)
        return getattr(self._desk, name)(*arguments, **named)

    async def ask(self, name: str, *arguments: Any, **named: Any) -> Any:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(
            self._thread, functools.partial(self._at_desk, name, *arguments, **named)
        )

    def close(self) -> None:
        self._thread.submit(self._open.close).result()
        self._thread.shutdown()


@contextlib.contextmanager
def open_server(paths: Sequence[str] = (), *, online: Fetch | None = None) -> Iterator[MCPServer]:
    """The server, as long as its libraries are open.

    Args:
        paths: indexes made by ``refconvert index``, or files in any format; opened with the first question.
        online: asks PubMed for what they lack, such as ``convert.fetch``.
    """
    room = _Room(paths, online)
    try:
        yield _make(room, can_ask_pubmed=online is not None)
    finally:
        room.close()


def added(server: MCPServer) -> Added:
    """The server at ``/mcp`` of ``refconvert serve``, by streamable HTTP; who may come in, its guard says."""
    guarded = TransportSecuritySettings(enable_dns_rebinding_protection=False)
    app = server.streamable_http_app(stateless_http=True, json_response=True, transport_security=guarded)
    return Added(app.routes, server.session_manager.run)


def _make(room: _Room, *, can_ask_pubmed: bool) -> MCPServer:
    server = MCPServer(
        "refconvert", version=convert.__version__, instructions=INSTRUCTIONS, log_level="ERROR"
    )
    for name, description in TOOLS.items():
        server.add_tool(
            _tool(room, getattr(Desk, name)),
            name=name,
            description=description,
            annotations=ToolAnnotations(read_only_hint=True, open_world_hint=can_ask_pubmed),
        )

    @server.resource(
        "refconvert://formats", mime_type="application/json", description="The formats, and their directions."
    )
    def list_formats() -> str:
        reads, writes = ([each.name for each in known] for known in (formats.readers(), formats.writers()))
        return json.dumps({"reads": reads, "writes": writes})

    @server.resource(
        "refconvert://styles/{words}",
        mime_type="application/json",
        description="CSL styles by name, field or journal.",
    )
    async def find_styles(words: str) -> str:
        return json.dumps([vars(style) for style in await room.ask("styles", words)])

    return server


def _tool(room: _Room, method: Callable[..., Any]) -> Callable[..., Any]:
    """A method of the desk as a coroutine of the same signature without ``self``, whose errors the agent can read."""

    async def ask(**arguments: Any) -> Any:
        try:
            return await room.ask(method.__name__, **arguments)
        except ConvertError as error:
            raise ToolError(str(error)) from error

    signature = inspect.signature(method)
    asked = [each for each in signature.parameters.values() if each.name != "self"]
    ask.__signature__ = signature.replace(parameters=asked)  # type: ignore[attr-defined]
    ask.__name__, ask.__annotations__ = method.__name__, method.__annotations__
    return ask

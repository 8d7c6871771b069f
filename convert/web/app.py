"""The application: the page, the API, and what stands around both."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from convert.web import endpoints
from convert.web.errors import HANDLERS
from convert.web.guard import Guard
from convert.web.openapi import JSON, OPERATIONS, document
from convert.web.settings import Settings
from convert.web.workers import Workers

ASSETS: Final = Path(__file__).parent / "assets"
ENDPOINTS: Final = {
    "/convert": endpoints.convert_records,
    "/dedupe": endpoints.dedupe,
    "/cite": endpoints.cite,
    "/check": endpoints.check,
    "/read": endpoints.read,
    "/import": endpoints.zotero_import,
    "/export": endpoints.zotero_export,
    "/styles": endpoints.styles,
    "/formats": endpoints.list_formats,
    "/health": endpoints.health,
}
"""Path of an operation → the function that does it."""


class Added(NamedTuple):
    """What another room serves beside the page and the API."""

    routes: Sequence[BaseRoute]
    running: Callable[[], contextlib.AbstractAsyncContextManager[None]]
    """What runs as long as the application."""


def make_app(settings: Settings = Settings(), added: Added | None = None) -> Starlette:  # noqa: B008  (frozen)
    """The application for an ASGI server; its processes end with it."""

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        app.state.workers = Workers(settings)
        document()  # all formats are imported before the first request
        starting = asyncio.create_task(app.state.workers.start())
        try:
            async with added.running() if added else contextlib.nullcontext():
                yield
        finally:
            starting.cancel()
            app.state.workers.close()

    operations = [
        Route(operation.path, ENDPOINTS[operation.path], methods=[operation.method.upper()])
        for operation in OPERATIONS
    ]
    return Starlette(
        routes=[
            *operations,
            *(added.routes if added else ()),
            Route("/openapi.json", _openapi),
            Route("/", _page),
            Mount("/assets", StaticFiles(directory=ASSETS)),
        ],
        middleware=[Middleware(Guard, settings=settings)],
        exception_handlers=HANDLERS,
        lifespan=lifespan,
    )


async def _openapi(_request: Request) -> Response:
    return Response(document(), media_type=JSON)


async def _page(_request: Request) -> Response:
    return FileResponse(ASSETS / "index.html", headers={"Cache-Control": "no-cache"})

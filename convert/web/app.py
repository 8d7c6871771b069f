"""The application: the page, the API, and what stands around both."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Final

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Mount, Route
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
    "/styles": endpoints.styles,
    "/formats": endpoints.list_formats,
    "/health": endpoints.health,
}
"""Path of an operation → the function that does it."""


def make_app(settings: Settings = Settings()) -> Starlette:  # noqa: B008  (frozen)
    """The application for an ASGI server; its processes end with it."""

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        app.state.workers = Workers(settings)
        document()  # all formats are imported before the first request
        starting = asyncio.create_task(app.state.workers.start())
        try:
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

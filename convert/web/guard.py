"""Who may come in, and what goes with every answer: hosts, origins, the token, sizes, and the headers that keep a page safe.

The loopback is no wall: a page from anywhere can send requests there. So a request must name the loopback as its host, against
DNS rebinding, and a page's request must come from our own page; no answer has a CORS header.
"""

import hmac
from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from convert.web.errors import problem_json
from convert.web.refusals import RefusedError
from convert.web.settings import Settings

LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})
"""The names by which this machine calls itself."""
OPEN: Final = ("/assets/", "/health")
"""Where a token isn't asked for, with the page itself: nothing there is anybody's."""

HEADERS: Final[Mapping[str, str]] = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
"""What each answer carries."""


class Guard:
    """ASGI middleware around the application."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        if refusal := self._refusal(scope["path"], Headers(scope=scope)):
            answer = problem_json(refusal.status, refusal.detail, headers=refusal.headers)
            await answer(scope, receive, send_with_headers)
            return
        await self._app(scope, self._counted(receive), send_with_headers)

    def _refusal(self, path: str, headers: Headers) -> RefusedError | None:
        """Why a request isn't let in; None if it is."""
        host = headers.get("host", "")
        if not self._settings.any_host and _name(host) not in LOOPBACK:
            return RefusedError(
                400, f"the host {host!r} is not this machine's own name; open http://127.0.0.1 instead"
            )
        origin = headers.get("origin")
        if origin and urlsplit(origin).netloc != host:
            return RefusedError(403, f"a page of {origin} may not use this server")
        if self._settings.token and path != "/" and not path.startswith(OPEN):
            given = headers.get("authorization", "").removeprefix("Bearer ").encode()
            if not hmac.compare_digest(given, self._settings.token.encode()):
                hint = {"WWW-Authenticate": "Bearer"}
                return RefusedError(
                    401, "send the server's token as Authorization: Bearer TOKEN", headers=hint
                )
        if (
            int(length if (length := headers.get("content-length", "")).isdecimal() else 0)
            > self._settings.max_bytes
        ):
            return self._too_large()
        return None

    def _counted(self, receive: Receive) -> Receive:
        """``receive`` that refuses a body when it has become too long, whatever its head said; once: who goes on reading gets no bytes."""
        received = 0
        is_refused = False

        async def counted() -> Message:
            nonlocal received, is_refused
            message = await receive()
            received += len(message.get("body", b""))
            if received <= self._settings.max_bytes:
                return message
            if is_refused:
                return {**message, "body": b""}
            is_refused = True
            raise self._too_large()

        return counted

    def _too_large(self) -> RefusedError:
        return RefusedError(
            413, f"a request may have {self._settings.max_megabytes} MB; use the command for more"
        )


def _name(host: str) -> str:
    """The name in a Host header: without port, and without the brackets of IPv6."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""

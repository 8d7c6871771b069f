"""A request whose body is read as it comes, and whose answer goes as it is made.

While the body is still coming, what the client doesn't take yet waits in a file: many a client reads nothing before it has sent all.
Afterwards the conversion waits for the client.
"""

import asyncio
import contextlib
import io
import logging
import tempfile
import time
from collections import deque
from collections.abc import Callable
from typing import Any, Final, NamedTuple
from urllib.parse import quote

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from convert.web.asked import Body
from convert.web.errors import MEDIA_TYPE, told
from convert.web.negotiation import PARTS
from convert.web.refusals import RefusedError, refusal
from convert.web.work.streamed import Counts, part_head, parts_end
from convert.web.workers import Talk, Workers

HELD: Final = 1 << 16
"""So many bytes are held before an answer begins: until then it may become a refusal, and if it ends before, it is counted."""
IN_MEMORY: Final = 1 << 20
"""So many bytes wait in memory for the client, and more in a file."""

LEFT: Final = 408
"""Of a client that left."""

log = logging.getLogger("uvicorn.error")


def headers_of(suffix: str) -> dict[str, str]:
    """The headers of an output, whose name has this suffix."""
    return {"Content-Disposition": f"attachment; filename={quote(f'references{suffix}')}", "Vary": "Accept"}


class _BrokenError(Exception):
    """An answer that had begun breaks off."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error


class Form(NamedTuple):
    """How an answer is sent."""

    media_type: str
    headers: dict[str, str]
    held: int = HELD
    last_words: Callable[[dict[str, Any]], bytes] | None = None
    """What ends an answer that breaks off, made of the members of RFC 9457; None: it ends without its last chunk."""


LINES: Final = Form(
    "application/x-ndjson", {}, held=1, last_words=lambda told: msgspec.json.encode({"refused": told}) + b"\n"
)
"""Lines of JSON: the progress, and the answer."""


def of_parts(boundary: str) -> Form:
    """An output and its report (RFC 2046)."""

    def last_words(told: dict[str, Any]) -> bytes:
        return part_head(boundary, MEDIA_TYPE) + msgspec.json.encode(told) + parts_end(boundary)

    return Form(f"{PARTS}; boundary={boundary}", {"Vary": "Accept"}, last_words=last_words)


class Streamed(Response):
    """The answer that a function of ``work.streamed`` makes in a process, which is killed when the client leaves."""

    def __init__(
        self, request: Request, body: Body, job: tuple[Callable[..., Any], *tuple[Any, ...]], form: Form
    ) -> None:
        """An answer to be sent.

        Args:
            request: what is answered.
            body: sent to the process.
            job: the function, and its arguments but for the first two.
            form: how it is sent.
        """
        self._workers: Workers = request.app.state.workers
        self._body = body
        self._job = job
        self._form = form
        self.status_code = 200
        self.background = None
        self.media_type = form.media_type
        self.init_headers(form.headers)

    async def __call__(self, _scope: Scope, _receive: Receive, send: Send) -> None:
        """Answer.

        Raises:
            RefusedError: before the first byte, as ``Workers`` and ``Body`` have it.
            ConvertError: before the first byte, what was sent can't be read.
        """
        try:
            await self._body.begin()
            async with self._workers.talk(*self._job) as talk:
                await self._converse(talk, send)
        except _BrokenError as broken:
            await self._body.drain()
            await self._break_off(broken.error, send)
        finally:
            await self._body.close()

    async def _converse(self, talk: Talk, send: Send) -> None:
        outgoing = Outgoing()
        limit = asyncio.timeout(None)
        hearing = asyncio.create_task(self._hear(talk, outgoing, limit))
        telling = asyncio.create_task(self._tell(talk, outgoing, limit))
        try:
            await self._answer(outgoing, send)
        finally:
            hearing.cancel()
            telling.cancel()

    async def _tell(self, talk: Talk, outgoing: "Outgoing", limit: asyncio.Timeout) -> None:
        """Send the body to the process; then wait for the client to leave."""
        left = self._workers.max_seconds
        try:
            async for message in self._body:
                began = time.monotonic()
                await asyncio.wait_for(talk.send(message), left)
                left -= time.monotonic() - began
            await talk.send(None)
            outgoing.is_bounded = True
            with contextlib.suppress(RuntimeError):  # all has been heard
                limit.reschedule(asyncio.get_running_loop().time() + left)
            await self._body.left()
        except TimeoutError:
            outgoing.fail(self._workers.too_long())
        except (RefusedError, OSError) as error:
            outgoing.fail(error)

    async def _hear(self, talk: Talk, outgoing: "Outgoing", limit: asyncio.Timeout) -> None:
        """Put what the process sends where the client takes it from; the time that the client takes isn't counted."""
        try:
            async with limit:
                while isinstance(message := await talk.receive(), bytes):
                    waited = await outgoing.put(message)
                    if limit.when() is not None:
                        limit.reschedule((limit.when() or 0) + waited)
            outgoing.end(message)
        except TimeoutError:
            outgoing.fail(self._workers.too_long())
        except Exception as error:  # noqa: BLE001  (whatever it is, the client is told)
            outgoing.fail(error)

    async def _answer(self, outgoing: "Outgoing", send: Send) -> None:
        head = bytearray()
        while len(head) < self._form.held and (piece := await outgoing.get()) is not None:
            head += piece
        if is_whole := len(head) < self._form.held:
            self.headers["Content-Length"] = str(len(head))
            if outgoing.counts and not self._form.last_words:
                self.headers["Refconvert-Records"] = str(outgoing.counts.records)
                self.headers["Refconvert-Problems"] = str(outgoing.counts.problems)
        await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
        try:
            await self._send(send, bytes(head), more=not is_whole)
            if not is_whole:
                while (piece := await outgoing.get()) is not None:
                    await self._send(send, piece, more=True)
                await self._send(send, b"", more=False)
        except Exception as error:
            raise _BrokenError(error) from error

    async def _send(self, send: Send, piece: bytes, *, more: bool) -> None:
        message = {"type": "http.response.body", "body": piece, "more_body": more}
        await asyncio.wait_for(send(message), self._workers.max_seconds)

    async def _break_off(self, error: Exception, send: Send) -> None:
        """Say why an answer isn't whole, as far as its form can."""
        refused = refusal(error) or RefusedError(500, "refconvert failed; its log says why")
        if refused.status != LEFT:
            log.warning("an answer broke off: %s", error)
        if self._form.last_words and not isinstance(error, TimeoutError):
            await self._send(send, self._form.last_words(told(refused)), more=False)


class Outgoing:
    """Pieces on their way from a process to the client, in memory, or once they are many, in a file."""

    def __init__(self) -> None:
        self.counts: Counts | None = None
        self.is_bounded = False
        """Whether who puts waits for who gets."""
        self._pieces: deque[bytes] = deque()
        self._file: Any = None
        """Has what comes after ``_pieces``."""
        self._place = self._size = 0
        self._is_ended = False
        self._error: Exception | None = None
        self._filled, self._taken = asyncio.Event(), asyncio.Event()

    async def put(self, piece: bytes) -> float:
        """Add a piece; how many seconds this waited."""
        began = time.monotonic()
        while self.is_bounded and self._size >= IN_MEMORY:
            self._taken.clear()
            await self._taken.wait()
        self._size += len(piece)
        if self._file or self._size > IN_MEMORY:
            self._file = self._file or tempfile.TemporaryFile()  # noqa: SIM115  (closed by ``get``, or with this)
            self._file.seek(0, io.SEEK_END)
            self._file.write(piece)
        else:
            self._pieces.append(piece)
        self._filled.set()
        return time.monotonic() - began

    async def get(self) -> bytes | None:
        """The next piece; None at the end. What the process raises is raised at once."""
        while not self._size and not self._is_ended and not self._error:
            self._filled.clear()
            await self._filled.wait()
        if self._error:
            raise self._error
        if not self._size:
            return None
        piece = self._pieces.popleft() if self._pieces else self._from_file()
        self._size -= len(piece)
        self._taken.set()
        return piece

    def _from_file(self) -> bytes:
        self._file.seek(self._place)
        piece: bytes = self._file.read(min(HELD, self._size))
        self._place += len(piece)
        if len(piece) == self._size:
            self._file.close()
            self._file, self._place = None, 0
        return piece

    def end(self, counts: Counts | None) -> None:
        """Say that no more pieces come, and what they were."""
        self.counts = counts
        self._is_ended = True
        self._filled.set()

    def fail(self, error: Exception) -> None:
        """Say why no more pieces come."""
        self._error = self._error or error
        self._filled.set()

"""A request's query and body → what is asked for."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Mapping
from typing import Final

from msgspec.structs import replace
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.types import Message

from convert import formats
from convert.web.negotiation import PARTS, input_format, output_format
from convert.web.refusals import RefusedError
from convert.web.work.asked import PASTED, Asked
from convert.web.work.uploads import Upload

PIECE: Final = 1 << 16
BEGINNING: Final = 1 << 18
"""So many bytes have come, or all, before a process is asked for."""

DRAINED: Final = 10
"""So many seconds the rest of a body is taken in when it is of no use."""


def query_of(request: Request, known: set[str]) -> dict[str, str]:
    """The parameters of a request.

    Raises:
        RefusedError: 400, one is unknown, or given twice.
    """
    query: dict[str, str] = {}
    for name, text in request.query_params.multi_items():
        if name not in known:
            raise RefusedError(400, f"unknown parameter {name!r}; choose from {', '.join(sorted(known))}")
        if name in query:
            raise RefusedError(400, f"the parameter {name} is given twice")
        query[name] = text
    return query


async def asked(request: Request, known: set[str]) -> Asked:
    """What a request with a body asks for, with the whole of that.

    Raises:
        RefusedError: as ``coming`` and ``Body`` have it.
    """
    sent, body = await coming(request, known)
    try:
        return replace(sent, uploads=await body.uploads())
    finally:
        await body.close()


async def coming(request: Request, known: set[str]) -> tuple[Asked, "Body"]:
    """What a request asks for, and its body, which is still to be read; that of a form is on the disk.

    Raises:
        RefusedError: 400, 406 or 415, as ``query_of`` and ``negotiation`` have it.
    """
    query = query_of(request, known)
    if "from" in query:
        formats.get_reader(query["from"])
    content_type = request.headers.get("content-type", "")
    if content_type.startswith("multipart/form-data"):
        form = await request.form(max_files=1000, max_part_size=1 << 40)  # the guard counts the bytes
        if "review" in known and (review := form.get("review")) is not None:
            text = await review.read() if isinstance(review, UploadFile) else review.encode()
            query["review"] = text.decode(errors="replace")
        body, said = Body(request, _parts(form, "review" if "review" in query else ""), is_here=True), None
    else:
        said = input_format(content_type)
        body = Body(request, _raw(request, query.get("name") or PASTED))
    return Asked([], query, query.get("from") or said), body


async def _parts(form: FormData, other: str) -> AsyncIterator[str | bytes]:
    """The files of a form, and its texts, but for one that is something else."""
    for name, value in form.multi_items():
        if name == other:
            continue
        if isinstance(value, UploadFile):
            yield value.filename or name
            while piece := await value.read(PIECE):
                yield piece
        elif value.strip():
            yield PASTED
            yield value.encode()


async def _raw(request: Request, name: str) -> AsyncIterator[str | bytes]:
    """The body of a request, as one file."""
    yield name
    is_more = True
    while is_more:
        message = await _received(request)
        if piece := message.get("body"):
            yield piece
        is_more = message.get("more_body", False)


async def _received(request: Request) -> Message:
    seconds = request.app.state.workers.max_seconds
    try:
        message = await asyncio.wait_for(request.receive(), seconds)
    except TimeoutError as error:
        raise RefusedError(408, f"nothing came for {seconds} s") from error
    if message["type"] == "http.disconnect":
        raise RefusedError(408, "the client left")
    return message


class Body:
    """The body of a request, as it comes: of each file its name as a string, then its pieces."""

    def __init__(
        self, request: Request, pieces: AsyncIterator[str | bytes], *, is_here: bool = False
    ) -> None:
        """A body; ``is_here``: the client has sent all of it."""
        self._request = request
        self._pieces = pieces
        self._begun: list[str | bytes] = []
        self._is_here = is_here

    async def begin(self) -> None:
        """Read the beginning: so a client that is slow to send little holds no process.

        Raises:
            RefusedError: 400, there is nothing; and as iterating has it.
        """
        size = 0
        async for piece in self._pieces:
            self._begun.append(piece)
            size += len(piece) if isinstance(piece, bytes) else 0
            if size >= BEGINNING:
                return
        if not any(isinstance(piece, bytes) for piece in self._begun):
            raise RefusedError(400, "the request has no body; send records, as text or as a file")

    async def __aiter__(self) -> AsyncIterator[str | bytes]:
        """The names and pieces, from the beginning.

        Raises:
            RefusedError: 408, the client left or sends no more; 413, it has sent too much.
        """
        for piece in self._begun:
            yield piece
        async for piece in self._pieces:
            yield piece
        self._is_here = True

    async def drain(self) -> None:
        """Take in for a while what nobody needs any more: many a client hears nothing before it has sent all."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(DRAINED):
                while not self._is_here:
                    message = await self._request.receive()
                    self._is_here = not message.get("more_body", False)

    async def uploads(self) -> list[Upload]:
        """All of it.

        Raises:
            RefusedError: as ``begin`` has it.
        """
        await self.begin()
        files: list[tuple[str, list[bytes]]] = []
        async for piece in self:
            if isinstance(piece, str):
                files.append((piece, []))
            else:
                files[-1][1].append(piece)
        return [Upload(name, b"".join(pieces)) for name, pieces in files]

    async def close(self) -> None:
        """Close the files of a form."""
        await self._request.close()

    async def left(self) -> None:
        """Wait for the client to leave.

        Raises:
            RefusedError: 408, when it has.
        """
        while (await self._request.receive())["type"] != "http.disconnect":
            pass
        raise RefusedError(408, "the client left")


def wanted_format(request: Request, query: Mapping[str, str]) -> tuple[str, bool]:
    """The output's format, by the parameter ``to`` or by Accept, and whether that asks for the output and a report as parts."""
    ranges = [text.strip() for text in request.headers.get("accept", "").split(",")]
    others = [text for text in ranges if text.partition(";")[0].strip().lower() != PARTS]
    accept = "" if query.get("report") else ", ".join(others)
    return output_format(query.get("to"), accept), len(others) < len(ranges)

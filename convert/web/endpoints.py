"""The operations of the API: a request → work for a process → an answer."""

import asyncio
import contextlib
import uuid
from collections.abc import Callable
from typing import Any, Final, TypeVar

import msgspec
from msgspec.structs import replace
from starlette.requests import Request
from starlette.responses import Response

import convert
from convert import formats
from convert.web.asked import Body, asked, coming, query_of, wanted_format
from convert.web.negotiation import choose
from convert.web.openapi import known_parameters
from convert.web.refusals import RefusedError
from convert.web.streaming import LINES, Form, Streamed, headers_of, of_parts
from convert.web.work import answers, operations, streamed
from convert.web.work.answers import Output
from convert.web.work.asked import Asked

Answer = TypeVar("Answer")

JSON: Final = "application/json"
LIST_TYPES: Final = {
    "text/plain": "text",
    JSON: "json",
    "text/html": "html",
    "text/markdown": "markdown",
    "application/x-latex": "latex",
    "application/rtf": "rtf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}
"""Media type → the form of a reference list; other forms are asked for by name."""
CHECK_TYPES: Final = {JSON: "json", "text/plain": "text", "application/sarif+json": "sarif"}
ZOTERO_FORMATS: Final = {
    "bibtex": "bibtex",
    "biblatex": "biblatex",
    "csljson": "csl-json",
    "csv": "csv",
    "endnote_xml": "endnote-xml",
    "mods": "mods",
    "refer": "enw",
    "ris": "ris",
    "wikipedia": "wikipedia",
}
"""A format's name in Zotero's translation-server → its name here."""


async def health(request: Request) -> Response:
    """Whether the server works, and how many requests wait."""
    query_of(request, set())
    waiting = request.app.state.workers.waiting
    return _json({"status": "ok", "version": convert.__version__, "waiting": waiting})


async def list_formats(request: Request) -> Response:
    """All formats, with their media types, suffixes and options."""
    query_of(request, set())
    return Response(operations.list_formats(formats.readers(), formats.writers()), media_type=JSON)


async def read(request: Request) -> Response:
    """The records, whole, with their problems and duplicates: what the page shows."""
    sent, body = await coming(request, known_parameters("/read"))
    async with contextlib.AsyncExitStack() as stack:
        stack.push_async_callback(body.close)
        return await _told(request, stack, body, (operations.read, sent))


async def convert_records(request: Request) -> Response:
    """An output in the format asked for, or a report about it."""
    return await _output(request, "/convert", streamed.convert, operations.report)


async def dedupe(request: Request) -> Response:
    """Each work once, in the format asked for, or a report about it."""
    return await _output(request, "/dedupe", streamed.dedupe, operations.report_deduplicated)


async def _output(
    request: Request, path: str, work: Callable[..., Any], report: Callable[..., bytes]
) -> Response:
    sent, body = await coming(request, known_parameters(path))
    async with contextlib.AsyncExitStack() as stack:
        stack.push_async_callback(body.close)
        to, has_parts = wanted_format(request, sent.query)
        sent.conversion(to)  # what it refuses is refused before anything is read
        if sent.flag("report"):
            return await _told(request, stack, body, (report, sent, to))
        stack.pop_all()  # the answer closes it
        boundary = uuid.uuid4().hex if has_parts else ""
        writer = formats.get_writer(to)
        form = Form(writer.media_type, headers_of(writer.extensions[0]))
        return Streamed(request, body, (work, sent, to, boundary), of_parts(boundary) if boundary else form)


async def _told(
    request: Request,
    stack: contextlib.AsyncExitStack,
    body: Body,
    job: tuple[Callable[..., bytes], Asked, *tuple[Any, ...]],
) -> Response:
    """An answer as JSON, with the progress before it if it is asked for."""
    function, sent, *arguments = job
    if sent.flag("progress"):
        stack.pop_all()
        return Streamed(request, body, (streamed.with_progress, *job), LINES)
    sent = replace(sent, uploads=await body.uploads())
    return Response(await _run(request, function, sent, *arguments), media_type=JSON)


async def cite(request: Request) -> Response:
    """A reference list; as JSON, its entries as trees and the citation of each."""
    sent, body = await coming(request, known_parameters("/cite"))
    async with contextlib.AsyncExitStack() as stack:
        stack.push_async_callback(body.close)
        form = (
            sent.query.get("format") or LIST_TYPES[choose(request.headers.get("accept", ""), [*LIST_TYPES])]
        )
        if form == "json":
            return await _told(request, stack, body, (operations.cite, sent))
        sent = replace(sent, uploads=await body.uploads())
    output, suffix = await _run(request, operations.list_file, sent, form)
    media_type = next((name for name, known in LIST_TYPES.items() if known == form), "text/plain")
    media_type = {"html-page": "text/html", "pandoc": "text/markdown"}.get(form, media_type)
    return _plain("docx" if form == "docx" else "bibliography", media_type, output, suffix)


async def check(request: Request) -> Response:
    """What is wrong with records."""
    sent = await asked(request, known_parameters("/check"))
    form = sent.query.get("format") or CHECK_TYPES[choose(request.headers.get("accept", ""), [*CHECK_TYPES])]
    if form not in CHECK_TYPES.values():
        raise RefusedError(
            400, f"no report is of the format {form!r}; choose from {', '.join(CHECK_TYPES.values())}"
        )
    report = await _run(request, answers.check_records, sent.uploads, sent.input_format, form)
    return Response(report, media_type=next(name for name, known in CHECK_TYPES.items() if known == form))


async def zotero_import(request: Request) -> Response:
    """Records as items of Zotero's API, as its translation-server answers."""
    sent = await asked(request, known_parameters("/import"))
    return Response(
        await _run(request, answers.zotero_items, sent.uploads, sent.input_format), media_type=JSON
    )


async def zotero_export(request: Request) -> Response:
    """Items of Zotero's API in a format that translation-server names."""
    query = query_of(request, known_parameters("/export"))
    if not (to := ZOTERO_FORMATS.get(query.get("format", ""))):
        raise RefusedError(400, f"name a format: {', '.join(ZOTERO_FORMATS)}")
    output = await _run(request, answers.of_zotero_items, await request.body(), to)
    return _plain(to, formats.get_writer(to).media_type, output)


async def styles(request: Request) -> Response:
    """Styles by words of their names; with a record in the body, how each prints it."""
    query = query_of(request, known_parameters("/styles"))
    sample = await request.body() if request.method == "POST" else b""
    return Response(await _run(request, operations.styles, query, sample), media_type=JSON)


async def _run(request: Request, function: Callable[..., Answer], *arguments: Any) -> Answer:
    """Run a function in a process, which is killed when the client leaves."""
    job = asyncio.create_task(request.app.state.workers.run(function, *arguments))
    gone = asyncio.create_task(_disconnected(request))
    try:
        await asyncio.wait((job, gone), return_when=asyncio.FIRST_COMPLETED)
        if not job.done():
            raise RefusedError(408, "the client left")
        answer: Answer = job.result()
        return answer
    finally:
        job.cancel()
        gone.cancel()


async def _disconnected(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _json(value: Any) -> Response:
    return Response(msgspec.json.encode(value), media_type=JSON)


def _plain(to: str, media_type: str, output: Output, suffix: str = "") -> Response:
    headers = headers_of(suffix or formats.get_writer(to).extensions[0]) | {
        "Refconvert-Records": str(output.records),
        "Refconvert-Problems": str(len(output.problems)),
    }
    return Response(output.data, headers=headers, media_type=media_type)

"""A request's query and body → what is asked for."""

from collections.abc import Mapping

from starlette.datastructures import UploadFile
from starlette.requests import Request

from convert import formats
from convert.web.negotiation import input_format, output_format
from convert.web.refusals import RefusedError
from convert.web.work.asked import PASTED, Asked
from convert.web.work.uploads import Upload


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
    """What a request with a body asks for.

    Raises:
        RefusedError: 400, 406 or 415, as ``query_of`` and ``negotiation`` have it; 400 for no body.
    """
    query = query_of(request, known)
    content_type = request.headers.get("content-type", "")
    if content_type.startswith("multipart/form-data"):
        uploads, said = await _parts(request, query, known), None
    else:
        said = input_format(content_type)
        data = await request.body()
        uploads = [Upload(query.get("name") or PASTED, data)] if data.strip() else []
    if not uploads:
        raise RefusedError(400, "the request has no body; send records, as text or as a file")
    if "from" in query:
        formats.get_reader(query["from"])
    return Asked(uploads, query, query.get("from") or said)


async def _parts(request: Request, query: dict[str, str], known: set[str]) -> list[Upload]:
    """The files of a form, and its texts; what a person decided of duplicates becomes a parameter."""
    uploads = []
    async with request.form(max_files=1000, max_part_size=1 << 40) as form:  # the guard counts the bytes
        for name, value in form.multi_items():
            if name == "review" and name in known:
                text = await value.read() if isinstance(value, UploadFile) else value.encode()
                query["review"] = text.decode(errors="replace")
            elif isinstance(value, UploadFile):
                uploads.append(Upload(value.filename or name, await value.read()))
            elif value.strip():
                uploads.append(Upload(PASTED, value.encode()))
    return uploads


def wanted_format(request: Request, query: Mapping[str, str]) -> str:
    """The output's format, by the parameter ``to`` or by Accept."""
    accept = "" if query.get("report") else request.headers.get("accept", "")
    return output_format(query.get("to"), accept)

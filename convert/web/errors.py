"""Errors → answers of the type ``application/problem+json`` (RFC 9457)."""

import http
import logging
from collections.abc import Iterable, Mapping
from typing import Any, Final

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from convert.streams.problems import ConvertError, Problem
from convert.web.refusals import RefusedError, refusal

MEDIA_TYPE: Final = "application/problem+json"

log = logging.getLogger("uvicorn.error")


def problem_json(
    status: int, detail: str, problems: Iterable[Problem] = (), headers: Mapping[str, str] | None = None
) -> Response:
    """An answer with the members of RFC 9457 and, where inputs had problems, ``problems``."""
    body = told(RefusedError(status, detail, problems=problems))
    return Response(msgspec.json.encode(body), status, headers, MEDIA_TYPE)


def told(refused: RefusedError) -> dict[str, Any]:
    """The members of RFC 9457, and where inputs had problems, ``problems``."""
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": http.HTTPStatus(refused.status).phrase,
        "status": refused.status,
        "detail": refused.detail,
    }
    return body | {"problems": refused.problems} if refused.problems else body


async def refused(_request: Request, error: Exception) -> Response:
    """The answer to a refusal, or to what the pipeline can't do."""
    if isinstance(error, HTTPException):
        return problem_json(error.status_code, error.detail, headers=error.headers)
    if told := refusal(error):
        return problem_json(told.status, told.detail, told.problems, told.headers)
    log.error("refconvert failed", exc_info=error)
    return problem_json(500, "refconvert failed; its log says why")


HANDLERS: Final = dict.fromkeys((RefusedError, HTTPException, ConvertError, Exception), refused)
"""Exception → the function that answers it."""

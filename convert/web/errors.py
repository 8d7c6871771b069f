"""Errors → answers of the type ``application/problem+json`` (RFC 9457)."""

import http
import logging
from collections.abc import Iterable, Mapping
from typing import Any, Final

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from convert.streams.problems import ConvertError, FormatError, Problem

MEDIA_TYPE: Final = "application/problem+json"

log = logging.getLogger("uvicorn.error")


class RefusedError(Exception):
    """A request that is answered with a 4xx or 503."""

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        problems: Iterable[Problem] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.problems = list(problems)
        self.headers = headers


class UnreadableError(ConvertError):
    """No input could be read; each of the problems names one. It comes from a worker process."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(problems)
        self.problems = problems

    def __str__(self) -> str:
        return "; ".join(problem.message for problem in self.problems)


def problem_json(
    status: int, detail: str, problems: Iterable[Problem] = (), headers: Mapping[str, str] | None = None
) -> Response:
    """An answer with the members of RFC 9457 and, where inputs had problems, ``problems``."""
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": http.HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
    }
    if listed := list(problems):
        body["problems"] = listed
    return Response(msgspec.json.encode(body), status, headers, MEDIA_TYPE)


async def refused(_request: Request, error: Exception) -> Response:
    """The answer to a refusal, or to what the pipeline can't do."""
    match error:
        case RefusedError():
            return problem_json(error.status, error.detail, error.problems, error.headers)
        case HTTPException():
            return problem_json(error.status_code, error.detail, headers=error.headers)
        case FormatError():
            return problem_json(400, str(error))
        case UnreadableError():
            return problem_json(422, str(error), error.problems)
        case ConvertError():
            return problem_json(422, str(error))
    log.error("refconvert failed", exc_info=error)
    return problem_json(500, "refconvert failed; its log says why")


HANDLERS: Final = dict.fromkeys((RefusedError, HTTPException, ConvertError, Exception), refused)
"""Exception → the function that answers it."""

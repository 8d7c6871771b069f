"""The operations in one table, and their description as OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.1), which is made of it."""

from functools import cache
from typing import Any, Final

import msgspec
from msgspec import Struct

import convert
from convert import formats
from convert.changes.choices import Choices
from convert.formats.options import describe_options
from convert.streams.problems import Problem
from convert.web.errors import MEDIA_TYPE
from convert.web.negotiation import PARTS, read_types, write_types
from convert.web.work.asked import CHOICES, PARAMETERS, writer_options

Schema = dict[str, Any]

JSON: Final = "application/json"
JSON_LINES: Final = "application/x-ndjson"
LISTS: Final = (
    "text/plain",
    "text/html",
    "text/markdown",
    "application/x-latex",
    "application/rtf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
)


class Operation(Struct, frozen=True):
    """What a request to a path does."""

    path: str
    summary: str
    method: str = "post"
    parameters: tuple[str, ...] = ()
    """Those of ``PARAMETERS``."""
    has_choices: bool = False
    has_options: bool = False
    types: tuple[str, ...] = (JSON,)
    """The media types of an answer; none: those of all writers."""
    refuses: tuple[int, ...] = (400, 408, 413, 415, 422, 503)


INPUT: Final = ("from", "name")
OPERATIONS: Final = (
    Operation(
        "/convert",
        "Convert records to a format.",
        parameters=(*INPUT, "to", "report", "progress", "review", "style", "locale"),
        has_choices=True,
        has_options=True,
        types=(),
        refuses=(400, 406, 408, 413, 415, 422, 503),
    ),
    Operation(
        "/dedupe",
        "Write each work once.",
        parameters=(*INPUT, "to", "report", "progress", "review", "style", "locale"),
        has_choices=True,
        has_options=True,
        types=(),
        refuses=(400, 406, 408, 413, 415, 422, 503),
    ),
    Operation(
        "/cite",
        "Make a reference list; as JSON, with the citation of each record in the text.",
        parameters=(*INPUT, "progress", "review", "style", "locale", "format"),
        has_choices=True,
        has_options=True,
        types=(*LISTS, JSON, JSON_LINES),
        refuses=(400, 406, 408, 413, 415, 422, 503),
    ),
    Operation(
        "/check",
        "Report retractions, duplicates, gaps and oddities.",
        parameters=(*INPUT, "format"),
        types=(JSON, "text/plain", "application/sarif+json"),
        refuses=(400, 406, 408, 413, 415, 422, 503),
    ),
    Operation(
        "/read",
        "Read records, whole; what the page shows.",
        parameters=(*INPUT, "progress", "review"),
        types=(JSON, JSON_LINES),
    ),
    Operation(
        "/import", "Records as items of Zotero's API, as its translation-server answers.", parameters=INPUT
    ),
    Operation(
        "/export",
        "Items of Zotero's API in a format, as its translation-server answers.",
        parameters=("format",),
        types=(),
        refuses=(400, 413, 422, 503),
    ),
    Operation(
        "/styles",
        "Find styles, and show how each prints a record (a line of JSON Lines).",
        parameters=("q", "limit", "locale"),
        refuses=(400, 413, 422, 503),
    ),
    Operation("/styles", "Find styles.", "get", ("q", "limit"), refuses=(400, 503)),
    Operation("/formats", "List formats, their options, and the locales.", "get", refuses=(400,)),
    Operation("/health", "Tell whether the server works.", "get", refuses=(400,)),
)
"""What the API does. A path has the same parameters in each method, but for those that need a body."""


@cache
def known_parameters(path: str) -> set[str]:
    """The parameters of a path."""
    return {name for operation in OPERATIONS if operation.path == path for name in _parameters(operation)}


def _parameters(operation: Operation) -> dict[str, Schema]:
    """Each parameter's name, and its schema with a description."""
    found: dict[str, Schema] = {
        name: {"type": "string", "description": PARAMETERS[name]} for name in operation.parameters
    }
    if "limit" in found:
        found["limit"] |= {"type": "integer", "minimum": 1, "maximum": 50, "default": 20}
    for name in ("report", "progress"):
        if name in found:
            found[name] |= {"type": "boolean", "default": False}
    if operation.has_choices:
        properties = msgspec.json.schema(Choices)["$defs"]["Choices"]["properties"]
        found |= {name: properties[name] for name in CHOICES}
    if operation.has_options:
        found |= {
            name: {"type": "string", "description": f"{option.help} ({option.values}; of {_owners(name)})"}
            for name, option in writer_options().items()
        }
    return found


@cache
def _owners(option: str) -> str:
    """The writers that have an option."""
    return ", ".join(
        writer.name
        for writer in formats.writers()
        if option in {known.name for known in describe_options(writer.options)}
    )


@cache
def document() -> bytes:
    """The description of the API, as JSON."""
    paths: dict[str, Schema] = {}
    for operation in OPERATIONS:
        paths.setdefault(operation.path, {})[operation.method] = _described(operation)
    _, components = msgspec.json.schema_components([Problem], ref_template="#/components/schemas/{name}")
    components["Refusal"] = _REFUSAL
    return msgspec.json.encode(
        {
            "openapi": "3.1.0",
            "info": {"title": "refconvert", "version": convert.__version__, "license": {"name": "MIT"}},
            "paths": paths,
            "components": {
                "schemas": components,
                "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            },
            "security": [{}, {"token": []}],
        }
    )


def _described(operation: Operation) -> Schema:
    types = operation.types or (*write_types(), *((PARTS,) if "report" in operation.parameters else ()))
    answers: Schema = {"200": {"description": "Done.", "content": {name: {} for name in types}}}
    refusal = {"content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Refusal"}}}}
    answers |= {
        str(status): {"description": MEANINGS[status], **refusal} for status in (*operation.refuses, 401, 403)
    }
    described: Schema = {
        "operationId": f"{operation.method}{operation.path.replace('/', '_')}",
        "summary": operation.summary,
        "parameters": [
            {"name": name, "in": "query", "description": schema.get("description", ""), "schema": schema}
            for name, schema in _parameters(operation).items()
        ],
        "responses": answers,
    }
    if operation.method == "post":
        described["requestBody"] = {"required": True, "content": _bodies(operation)}
    return described


def _bodies(operation: Operation) -> Schema:
    if operation.path == "/export":
        return {JSON: {"schema": {"type": "array", "items": {"type": "object"}, "minItems": 1}}}
    if operation.path == "/styles":
        line = {"schema": {"type": "string", "minLength": 1}}
        return {"application/x-ndjson": line, "text/plain": line}
    form = {"type": "object", "additionalProperties": {"type": "string", "minLength": 1}, "minProperties": 1}
    return {name: {"schema": {"type": "string", "minLength": 1}} for name in read_types()} | {
        "multipart/form-data": {"schema": form}
    }


MEANINGS: Final = {
    400: "A parameter is unknown or has no such value, or there is no body.",
    401: "The token is missing or wrong.",
    403: "The request comes from another site's page.",
    408: "The client sends no more.",
    406: "There is no answer of an accepted type.",
    413: "The request is too large.",
    415: "Nothing of this type can be read.",
    422: "What was sent can't be read.",
    503: "Too many requests wait, or the conversion took too long.",
}
"""Status → why a request is refused."""

_REFUSAL: Final[Schema] = {
    "type": "object",
    "description": "RFC 9457.",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "problems": {"type": "array", "items": {"$ref": "#/components/schemas/Problem"}},
    },
}

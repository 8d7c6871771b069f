"""In the browser's worker: an operation of the page with its parameters and sources → an answer as the server gives it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from convert import formats
from convert.streams.packed.bundle import bundled
from convert.streams.problems import ConvertError, Problem
from convert.web.refusals import refusal
from convert.web.static.missing import MISSING
from convert.web.work import operations
from convert.web.work.asked import Asked
from convert.web.work.uploads import Upload, telling


def set_up(fetch: Callable[[], Any]) -> None:
    """Put what says so in the place of formats that a browser can't read.

    Args:
        fetch: gives the file of all styles, as JavaScript has bytes; only the common ones are here.
    """

    def fetched() -> bytes:
        try:
            data: bytes = fetch().to_bytes()
        except Exception as error:
            raise ConvertError("the styles can't be loaded: there is no network") from error
        return data

    archive = bundled()
    if archive:
        archive.fetch = fetched
    for name in MISSING:
        listing = formats.FORMATS[name]
        formats.FORMATS[name] = msgspec.structs.replace(listing, target="convert.web.static.missing:FORMAT")


class Refused(msgspec.Struct):
    """What is answered to what can't be done, with the members of RFC 9457 that the page looks at."""

    status: int
    detail: str
    problems: list[Problem] = []


def answer(
    path: str,
    query: Mapping[str, str],
    sources: Sequence[tuple[str, bytes | memoryview]],
    body: bytes | memoryview,
    tell: Callable[[int], None],
) -> tuple[bool, bytes]:
    """Whether it could be done, and the answer: JSON, or a file.

    Args:
        path: that of an operation of the server.
        query: parameters by their names.
        sources: names and contents of files.
        body: a record, for samples of styles.
        tell: told, now and then, how many records were read.
    """
    telling.set(tell)
    try:
        return True, _done(
            path,
            Asked([Upload(name, bytes(data)) for name, data in sources], dict(query), query.get("from")),
            bytes(body),
        )
    except Exception as error:  # noqa: BLE001  (the page shows it)
        refused = refusal(error)
        if refused is None:
            return False, _json(Refused(500, f"refconvert failed: {type(error).__name__}: {error}"))
        return False, _json(Refused(refused.status, refused.detail, refused.problems))


def _done(path: str, sent: Asked, sample: bytes) -> bytes:
    match path:
        case "/read":
            return operations.read(sent)
        case "/convert" if sent.flag("report"):
            return operations.report(sent, sent.query["to"])
        case "/convert":
            return operations.output(sent, sent.query["to"]).data
        case "/cite" if "format" in sent.query:
            return operations.list_file(sent, sent.query["format"])[0].data
        case "/cite":
            return operations.cite(sent)
        case "/styles":
            return operations.styles(sent.query, sample)
    raise ValueError(path)


def _json(value: Any) -> bytes:
    return msgspec.json.encode(value)

"""Crossref's works → records (https://github.com/CrossRef/rest-api-doc/blob/master/api_format.md).

An answer holds one work in ``message``, or many in ``message.items``. Texts are lists of one; of a DOI asked for as CSL they are texts.
"""

from collections.abc import Iterator
from functools import partial
from typing import Any, BinaryIO, Final

from convert.formats.crossref.tables import DROPPED, KEYS, TABLE
from convert.formats.json_works import at, has_key, parse_work, read_works, text
from convert.model.record import Record
from convert.model.types import parse_type
from convert.streams.problems import Warn, silent

sniff: Final = partial(has_key, keys=KEYS)


def read(stream: BinaryIO, *, warn: Warn = silent) -> Iterator[Record]:
    """Works, alone, in lists or in answers → records."""
    return read_works(
        stream, parse=_parse, envelopes=("message.items", "message"), format="crossref", warn=warn
    )


def _parse(work: dict[str, Any]) -> Record | None:
    if "DOI" not in work and "title" not in work:
        return None
    record = parse_work(work, TABLE, DROPPED)
    record.type = _type(work)
    subtitle = text(work.get("subtitle"))
    if subtitle and subtitle.lower() not in record.title.lower():
        record.title = f"{record.title.removesuffix(':')}: {subtitle}"
    if record.available_date == record.issued:
        record.available_date = None
    return record


def _type(work: dict[str, Any]) -> str:
    """The CSL type; what is posted is a preprint, unless it is said to be a report, a web page or a dissertation."""
    kind, subtype = text(work.get("type")), text(work.get("subtype"))
    if kind == "posted-content" and subtype not in ("", "preprint"):
        return parse_type(subtype) or "webpage"
    found = parse_type(kind)
    return "paper-conference" if found == "chapter" and at(work, "event.name") else found

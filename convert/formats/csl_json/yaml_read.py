"""CSL YAML → records: the items of CSL-JSON in YAML, as pandoc's metadata and Better BibTeX have them: a list, or one under ``references``."""

import re
from collections.abc import Iterator
from typing import Any, BinaryIO, Final

from convert.formats import Format, Reader
from convert.formats.csl_json.items import parse_item
from convert.formats.csl_json.read import items_of
from convert.formats.yaml import is_too_large, load
from convert.model.record import Record
from convert.streams.decoding import text_chunks
from convert.streams.problems import Problem, Warn, silent

_SKIPPED: Final = re.compile(rb"[ \t\r]*(?:#.*)?|%YAML.*|---[ \t\r]*")
_METADATA: Final = re.compile(rb"[\w-]+:.*|[ \t].*")
_ITEM: Final = re.compile(rb"[ \t]*- (?:[\w-]+:|\{)")
_LINES: Final = 200
_KEY: Final = re.compile(
    rb"^[ \t-]*(?:author|container-title|id|issued|publisher|title|type|DOI|URL):", re.MULTILINE
)

_AUTHORS_OF_CFF: Final = re.compile(rb"^[ \t-]*authors:", re.MULTILINE)
"""The Citation File Format's; CSL has ``author``."""


def sniff(head: bytes) -> bool:
    """Whether it begins with a list of mappings, or has one under ``references`` behind other metadata, with keys of CSL's."""
    lines = head.split(b"\n", _LINES)[:_LINES]
    return _begins_list(lines) and len({*_KEY.findall(head)}) > 1 and _AUTHORS_OF_CFF.search(head) is None


def _begins_list(lines: list[bytes]) -> bool:
    is_first, under_references = True, False
    for line in lines:
        if _SKIPPED.fullmatch(line):
            continue
        if _ITEM.match(line) and (is_first or under_references):
            return True
        if not _METADATA.fullmatch(line):
            return False
        is_first, under_references = False, line.startswith(b"references:")
    return False


def read(stream: BinaryIO, *, warn: Warn = silent) -> Iterator[Record]:
    """Items → records. All values are read as text, so that ``no`` and ``2021-08`` stay what they are.

    Raises:
        ConvertError: it is no YAML.
    """
    for document in load("".join(text_chunks(stream, warn=warn))):
        if is_too_large(document):
            warn(Problem("bad-item", "YAML whose aliases make it far too large; skipped", severity="error"))
        elif isinstance(document, dict | list):
            yield from _read_items(items_of(document), warn)


def _read_items(items: list[Any], warn: Warn) -> Iterator[Record]:
    for item in items:
        record = (
            parse_item({name: _typed(value) for name, value in item.items()}, warn=warn)
            if isinstance(item, dict)
            else None
        )
        if record is None:
            warn(Problem("bad-item", "not a CSL item; skipped", severity="error"))
            continue
        if record.source is not None:
            record.source.format = "csl-yaml"
        yield record


_ISO_DATE: Final = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?")


def _typed(value: Any) -> Any:
    """A value as JSON has it: the numbers of ``date-parts``, and a date of ISO 8601 in parts.

    >>> _typed("2021-08"), _typed({"date-parts": [["2021", "8"]]}), _typed("12")
    ({'date-parts': [[2021, 8]]}, {'date-parts': [[2021, 8]]}, '12')
    """
    if isinstance(value, str) and (iso := _ISO_DATE.fullmatch(value)):
        return {"date-parts": [[int(part) for part in iso.groups() if part]]}
    parts = value.get("date-parts") if isinstance(value, dict) else None
    if not isinstance(parts, list):
        return value
    sides = [
        [int(part) if str(part).isdecimal() else part for part in side] if isinstance(side, list) else side
        for side in parts
    ]
    return {**value, "date-parts": sides}


FORMAT: Final = Format(reader=Reader("csl-yaml", (".yaml", ".yml"), "application/yaml", sniff, read))

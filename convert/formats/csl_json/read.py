"""CSL-JSON → records: an array of items, ``{"items": […]}``, pandoc's ``{"references": […]}``, or a single item (see ``items``)."""

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from convert.formats.csl_json.items import parse_item
from convert.formats.csl_json.variables import VARIABLES
from convert.model.record import Record
from convert.streams.json_values import first_keys, json_values
from convert.streams.problems import Problem, Warn, silent

_LISTS = ("items", "references")
"""Where an object holds the items."""
_ARRAY = re.compile(rb'\s*(?:\{\s*"(?:items|references)"\s*:\s*)?\[\s*[{\]]')
_OURS = frozenset((b"extra", b"related"))
"""Where a record in JSON has keys of others."""
_ITEM_KEY = re.compile(rb'"(?:id|type|title|author|issued|DOI|PMID|container-title)"\s*:')
_SPREAD_OBJECT = re.compile(rb"\s*\{[ \t]*\r?\n")
_CSL_KEYS = frozenset(name.encode() for name in ("date-parts", *VARIABLES) if "-" in name)


def sniff(head: bytes) -> bool:
    """Whether it is an array of objects with CSL's keys, or one object that spans lines or has a key that only CSL uses."""
    if _ARRAY.match(head):
        return bool(_ITEM_KEY.search(head)) or head.split() in ([b"[]"], [b"[", b"]"])
    if not head.lstrip().startswith(b"{"):
        return False
    if _SPREAD_OBJECT.match(head) and _ITEM_KEY.search(head):
        return True
    return any(path[-1] in _CSL_KEYS and _OURS.isdisjoint(path) for path in first_keys(head))


def read(stream: BinaryIO, *, warn: Warn = silent) -> Iterator[Record]:
    """Items → records, one at a time; a value that is no CSL item is reported and skipped."""
    for line, value in json_values(stream, "items", warn=warn):
        for item in items_of(value):
            if not isinstance(item, dict):
                warn(Problem("bad-item", "not a CSL item; skipped", line=line, severity="error"))
            elif (record := parse_item(item, warn=warn, line=line)) is not None:
                yield record


def items_of(value: Any) -> list[Any]:
    """The items of a list or an object that holds one; anything else is one itself."""
    if isinstance(value, dict):
        return next((value[name] for name in _LISTS if isinstance(value.get(name), list)), [value])
    return value if isinstance(value, list) else [value]

"""Works in JSON, as services answer: envelopes around them, a table of paths for their fields, and the rest in ``extra``.

A table has rows of a path (``biblio.volume``), a field of the record, and the parser of its value.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, BinaryIO, Final

import msgspec

from convert.formats.web_text import parse_web_text
from convert.model import identifiers
from convert.model.dates import parse_date
from convert.model.record import Date, Record, Source
from convert.streams.json_values import first_keys, json_values
from convert.streams.problems import Problem, Warn, silent

Parse = Callable[[Any], Any]
Row = tuple[str, str, Parse]
"""Path, field, parser."""
_OURS: Final = frozenset((b"custom", b"extra", b"related"))
"""Where our own formats keep keys of others."""


def has_key(head: bytes, keys: Iterable[str]) -> bool:
    """Whether the first object of a JSON text has one of these keys, at any depth."""
    if not head.lstrip().startswith((b"{", b"[")):
        return False
    wanted = {key.encode() for key in keys}
    return any(path[-1] in wanted and _OURS.isdisjoint(path) for path in first_keys(head))


def read_works(
    stream: BinaryIO,
    *,
    parse: Callable[[dict[str, Any]], Record | None],
    envelopes: tuple[str, ...],
    format: str,
    warn: Warn = silent,
) -> Iterator[Record]:
    """The works of a text of JSON values → records; ``parse`` gives None for what is none.

    Args:
        stream: an array, JSON lines, or answers.
        parse: a work → its record.
        envelopes: paths at which an answer holds a work or a list of them, the most special ones first.
        format: the name of the format.
        warn: called with each problem.
    """
    for line, value in json_values(stream, "items", warn=warn):
        for work in _unwrap(value, envelopes):
            record = parse(work) if isinstance(work, dict) else None
            if record is None:
                warn(Problem("bad-item", f"no work of {format}; skipped", line=line, severity="error"))
                continue
            record.source = Source(line=line, format=format)
            identifiers.settle(record)
            yield record


def _unwrap(value: Any, envelopes: tuple[str, ...]) -> list[Any]:
    for path in envelopes:
        found = at(value, path)
        if isinstance(found, list):
            return found
        if isinstance(found, dict):
            return [found]
    return [value]


def at(value: Any, path: str) -> Any:
    """The value at a path of keys; None if there is none."""
    for key in path.split("."):
        if not isinstance(value, dict):
            return None
        value = value.get(key)
    return value


def parse_work(work: Mapping[str, Any], table: Iterable[Row], dropped: frozenset[str]) -> Record:
    """A work → a record: the rows of a table fill the fields that are still empty; keys that no row reads go to ``extra``.

    ``dropped``: keys of the service's own bookkeeping, which say nothing of the work.
    """
    record = Record()
    read = set(dropped)
    for path, field, parse in table:
        read.add(path.partition(".")[0])
        value = at(work, path)
        if value not in (None, "", [], {}) and not getattr(record, field) and (parsed := parse(value)):
            setattr(record, field, parsed)
    for key, value in work.items():
        if key not in read and value not in (None, "", [], {}):
            record.extra[key] = [value if isinstance(value, str) else msgspec.json.encode(value).decode()]
    return record


# --- values -----------------------------------------------------------------------------------------------------------


def text(value: Any) -> str:
    """Text or a number, or the first of a list of them, with its markup as ours.

    >>> text(["Coins &amp; luck"]), text(12), text(None), text({})
    ('Coins & luck', '12', '', '')
    """
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, str):
        return "" if identifiers.is_placeholder(value) else parse_web_text(value)
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def texts(value: Any) -> list[str]:
    """The texts of a list, or one text."""
    return [found for one in listed(value) if (found := text(one))]


def listed(value: Any) -> list[Any]:
    """A list; of anything else, a list of that; of nothing, an empty one."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def objects(value: Any) -> list[dict[str, Any]]:
    """The objects of a list, or one object."""
    return [one for one in listed(value) if isinstance(one, dict)]


def list_of(make: Callable[[dict[str, Any]], Any]) -> Parse:
    """A parser of a list of objects; what ``make`` gives nothing for is left out."""
    return lambda value: [made for one in objects(value) if (made := make(one))]


def date(value: Any) -> Date | None:
    """A date in text, or a year."""
    return parse_date(found) if (found := text(value)) else None

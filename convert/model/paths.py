"""Paths of fields, such as ``author.family``: what a record fills."""

from functools import cache
from typing import Any

import msgspec

from convert.model.record import Record

_ABOUT_READING = frozenset({"source", "inferred", "provenance", "merged_from"})
"""Fields that say something of the reading, not of the work."""


def filled_paths(value: msgspec.Struct) -> dict[str, None]:
    """The paths of all that a record says, in the order of its fields, such as ``author.family``.

    >>> from convert.model.record import Name
    >>> list(filled_paths(Record(title="T", author=[Name(family="A"), Name(literal="B")])))
    ['title', 'author.family', 'author.literal']
    """
    paths: dict[str, None] = {}
    _add_paths(value, "", paths)
    return paths


def _add_paths(value: Any, path: str, paths: dict[str, None]) -> None:
    if isinstance(value, msgspec.Struct) and not (path and isinstance(value, Record)):
        for name, default in _defaults(type(value)):
            child = getattr(value, name)
            if child not in (default, None, [], {}):
                _add_paths(child, f"{path}.{name}" if path else name, paths)
    elif isinstance(value, list) and value and isinstance(value[0], msgspec.Struct):
        for item in value:
            _add_paths(item, path, paths)
    else:
        paths[path] = None


@cache
def _defaults(kind: type[msgspec.Struct]) -> tuple[tuple[str, Any], ...]:
    return tuple(
        (field.name, field.default)
        for field in msgspec.structs.fields(kind)
        if field.name not in _ABOUT_READING
    )

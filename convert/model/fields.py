"""The fields of a record: which of them are CSL variables, and the paths (``author.family``) of those that a record fills."""

from collections.abc import Mapping
from functools import cache
from typing import Any, Final, get_type_hints

import msgspec

from convert.model.record import CSL, Record

HINTS: Final[Mapping[str, Any]] = get_type_hints(Record)
"""Field → type."""


def csl_variables(kind: type[msgspec.Struct]) -> dict[str, str]:
    """The fields of a struct that are marked ``CSL`` → the names of their variables.

    >>> csl_variables(Record)["container_title"], csl_variables(Record)["source_database"]
    ('container-title', 'source')
    """
    return {
        field: mark.name or field.replace("_", "-")
        for field, hint in get_type_hints(kind, include_extras=True).items()
        for mark in getattr(hint, "__metadata__", ())
        if isinstance(mark, CSL)
    }


CSL_VARIABLES: Final[Mapping[str, str]] = csl_variables(Record)
"""Field → the CSL variable that it holds; every other field is PubMed's own, or says how the record was read."""

ABOUT_READING: Final = frozenset({"source", "inferred", "provenance", "merged_from", "container_title_as_is"})
"""The fields that describe the reading or the writing, not the work."""


def filled_paths(value: msgspec.Struct) -> dict[str, None]:
    """The paths of all that a record says, in the order of its fields, as the keys of a dict.

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
    """The name and default of each field that describes the work."""
    fields = msgspec.structs.fields(kind)
    return tuple((field.name, field.default) for field in fields if field.name not in ABOUT_READING)

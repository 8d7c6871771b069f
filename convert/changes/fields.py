"""Names of fields as people write them → paths; records → copies without some of their fields."""

import difflib
from collections.abc import Callable, Iterable
from copy import copy
from functools import cache, partial
from typing import Any, Final, get_args

import msgspec
from msgspec.structs import replace

from convert.model.record import Record
from convert.streams.problems import FormatError

_KEPT_ALWAYS: Final = frozenset(
    {"type", "id", "PMID", "PMCID", "DOI", "source", "inferred", "provenance", "merged_from"}
)
"""What identifies a work and says where its record comes from."""


def parse_fields(text: str) -> tuple[str, ...]:
    """Names of fields as people write them, separated by commas → paths.

    >>> parse_fields("pmid, container-title,author.orcid")
    ('PMID', 'container_title', 'author.ORCID')

    Raises:
        FormatError: there is no such field.
    """
    return tuple(_path(name.strip()) for name in text.split(",") if name.strip())


def _path(name: str) -> str:
    kind: Any = Record
    path = []
    for part in name.replace("-", "_").lower().split("."):
        fields = {field.name.lower(): field for field in msgspec.structs.fields(kind)} if kind else {}
        if part not in fields:
            closest = [
                f"; did you mean {fields[near].name!r}?"
                for near in difflib.get_close_matches(part, fields, 1)
            ]
            raise FormatError(f"unknown field {name!r}{''.join(closest)}")
        path.append(fields[part].name)
        kind = _structure(fields[part].type)
    return ".".join(path)


def _structure(hint: Any) -> Any:
    """The Struct in ``Struct``, ``list[Struct]`` or ``Struct | None``."""
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return hint
    return next(filter(None, map(_structure, get_args(hint))), None)


def omit_fields(paths: Iterable[str]) -> Callable[[Record], Record]:
    """A function record → copy without these fields, or parts of fields such as ``author.affiliation``."""
    split = [path.split(".") for path in paths]

    def omit(record: Record) -> Record:
        for path in split:
            record = _cleared(record, path)
        return record

    return omit


def keep_fields(paths: Iterable[str]) -> Callable[[Record], Record]:
    """A function record → copy with only these fields and those that identify the work; a part keeps its whole field."""
    kept = {path.partition(".")[0] for path in paths} | _KEPT_ALWAYS
    return omit_fields([name for name in Record.__struct_fields__ if name not in kept])


def _cleared(value: Any, path: list[str]) -> Any:
    """A copy of a struct, or of a list of structs, with the default at the path."""
    if isinstance(value, list):
        return [_cleared(item, path) for item in value]
    if value is None:
        return None
    name, *below = path
    kind: Any = type(value)
    if below:
        return replace(value, **{name: _cleared(getattr(value, name), below)})
    return replace(value, **{name: _defaults(kind)[name]()})


@cache
def _defaults(kind: Any) -> dict[str, Callable[[], Any]]:
    return {
        field.name: partial(copy, field.default)
        if field.default_factory is msgspec.NODEFAULT
        else field.default_factory
        for field in msgspec.structs.fields(kind)
    }

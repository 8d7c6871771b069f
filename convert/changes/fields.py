"""Names of fields as people write them → paths; records → copies without some of their fields."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, Final, get_args

import msgspec
from msgspec.structs import FieldInfo, fields, replace

from convert.model.fields import ABOUT_READING
from convert.model.record import Record
from convert.model.text.titles import container_title
from convert.streams.problems import FormatError

_KEPT_ALWAYS: Final = frozenset({"type", "id", "PMID", "PMCID", "DOI"}) | ABOUT_READING
"""What identifies a work, says where its record comes from, and which of its names was chosen."""


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
        known = _fields(kind)
        if part not in known:
            from difflib import get_close_matches  # noqa: PLC0415  (names are rarely misspelt)

            near = get_close_matches(part, known, 1)
            hint = f"; did you mean {known[near[0]].name!r}?" if near else ""
            raise FormatError(f"unknown field {name!r}{hint}")
        path.append(known[part].name)
        kind = _structure(known[part].type)
    return ".".join(path)


def _structure(hint: Any) -> Any:
    """The Struct in ``Struct``, ``list[Struct]`` or ``Struct | None``."""
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return hint
    return next(filter(None, map(_structure, get_args(hint))), None)


def omit_fields(paths: Iterable[str]) -> Callable[[Record], Record]:
    """A function record → copy without these fields, or parts of fields such as ``author.affiliation``.

    A journal's printed name is worked out from its abbreviation, so it is settled before the abbreviation goes.
    """
    paths = list(paths)
    split = [path.split(".") for path in paths]
    is_name_settled = "container_title_short" in paths and "container_title" not in paths

    def omit(record: Record) -> Record:
        if is_name_settled:
            record = replace(record, container_title=container_title(record))
        for path in split:
            record = _cleared(record, path)
        return record

    return omit


def keep_fields(paths: Iterable[str]) -> Callable[[Record], Record]:
    """A function record → copy with only these fields and those that identify the work; a part keeps its whole field."""
    kept = {path.partition(".")[0] for path in paths} | _KEPT_ALWAYS
    return omit_fields([name for name in Record.__struct_fields__ if name not in kept])


def left_out(keep: str, omit: str) -> frozenset[str]:
    """The whole fields that are left out if these are kept or omitted.

    >>> sorted(left_out("", "abstract,author.affiliation")), "author" in left_out("title", "")
    (['abstract'], True)
    """
    gone = {path for path in parse_fields(omit) if "." not in path}
    if keep:
        kept = {path.partition(".")[0] for path in parse_fields(keep)} | _KEPT_ALWAYS
        gone.update(name for name in Record.__struct_fields__ if name not in kept)
    return frozenset(gone)


def _cleared(value: Any, path: list[str]) -> Any:
    """A copy of a struct, or of a list of structs, with the default at the path."""
    if isinstance(value, list):
        return [_cleared(item, path) for item in value]
    if value is None:
        return None
    name, *below = path
    if below:
        return replace(value, **{name: _cleared(getattr(value, name), below)})
    kind: Any = type(value)
    field = _fields(kind)[name.lower()]
    is_plain = field.default_factory is msgspec.NODEFAULT
    return replace(value, **{name: field.default if is_plain else field.default_factory()})


@cache
def _fields(kind: Any) -> dict[str, FieldInfo]:
    """The fields of a struct by their names in lower case."""
    return {field.name.lower(): field for field in fields(kind)} if kind else {}

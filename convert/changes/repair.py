"""Text that was read in the wrong encoding (``GarcÃ­a``) → what it was, by ftfy (https://ftfy.readthedocs.io), which is an extra."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec

from convert.changes.reports import problem_with
from convert.model.record import Record
from convert.streams.problems import FormatError, Warn
from convert.streams.vetting import has_mojibake


def repaired(records: Iterable[Record], warn: Warn) -> Iterator[Record]:
    """The records, those with such text repaired, which is said of each.

    Raises:
        FormatError: ftfy isn't installed.
    """
    try:
        from ftfy import fix_encoding  # noqa: PLC0415  (an extra)
    except ImportError as error:
        raise FormatError("--repair needs ftfy: pip install 'refconvert[repair]'") from error
    encode = msgspec.json.Encoder().encode
    for record in records:
        try:
            is_suspect = has_mojibake(encode(record))
        except (
            msgspec.MsgspecError,
            TypeError,
            ValueError,
            RecursionError,
        ):  # a program's record: told elsewhere
            is_suspect = False
        yield _repaired(record, fix_encoding, warn) if is_suspect else record


def _repaired(record: Record, fix: Callable[[str], str], warn: Warn) -> Record:
    changed: dict[str, str] = {}
    copy = msgspec.convert(_fixed(msgspec.to_builtins(record), fix, changed), Record)
    for before, after in [*changed.items()][:1]:
        more = f", and {len(changed) - 1} more" if len(changed) > 1 else ""
        message = f"read in the wrong encoding, and repaired: {before[:60]!r} is {after[:60]!r}{more}"
        warn(problem_with(copy, "mojibake", message, "note"))
    return copy


def _fixed(value: Any, fix: Callable[[str], str], changed: dict[str, str]) -> Any:
    if isinstance(value, str):
        fixed = value if value.isascii() else fix(value)
        if fixed != value:
            changed[value] = fixed
        return fixed
    if isinstance(value, dict):
        return {_fixed(key, fix, changed): _fixed(part, fix, changed) for key, part in value.items()}
    if isinstance(value, list):
        return [_fixed(part, fix, changed) for part in value]
    return value

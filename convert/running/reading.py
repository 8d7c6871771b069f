"""A file in any format → its records: opened, recognised, read, and each told where it stands."""

import io
import os
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Any, BinaryIO

import msgspec

from convert import formats
from convert.model.record import Record
from convert.running.guards import guarded_read
from convert.streams import STDIO
from convert.streams.inputs import SNIFF_BYTES, open_records
from convert.streams.kinds import name_kind
from convert.streams.problems import ConvertError, FormatError, Problem, Warn, silent

Input = str | os.PathLike[str] | BinaryIO


def everything(path: str) -> bool:  # noqa: ARG001  (whatever it is)
    """True: each field of a record is wanted."""
    return True


def read(
    source: Input,
    format: str | None = None,
    *,
    wanted: Callable[[str], bool] = everything,
    warn: Warn = silent,
    **options: Any,
) -> Iterator[Record]:
    """The records of a file, one after another.

    Args:
        source: a path, ``-`` for standard input, or a binary stream; gzip is unpacked.
        format: a reader's name; by default the format is recognised by the file's content.
        wanted: told the path of a field, such as ``history`` or ``author.affiliation``; where it answers False, the field may
            be missing from the records, if that saves the reader work.
        warn: called with each ``Problem``; ``list.append`` collects them, ``convert.strict`` raises.
        options: the reader's own.

    Raises:
        ConvertError: the file can't be opened, or its format isn't recognised.

    >>> [record.title for record in read("fixtures/articles/als-therapies/page.txt")]
    ['A perspective on therapies for amyotrophic lateral sclerosis: can disease progression be curbed?']
    """
    path, is_text_left = _name(source), False

    def warn_with_path(problem: Problem) -> None:
        nonlocal is_text_left
        is_text_left = is_text_left or problem.code == "unplaced"
        warn(msgspec.structs.replace(problem, path=path))

    with open_records(source, warn=warn_with_path) as stream:
        reader = formats.get_reader(format) if format else _recognise(stream, path, warn)
        kind = name_kind(stream.peek(SNIFF_BYTES)[:SNIFF_BYTES])
        record = None
        options = reader.leave_out(wanted) | options
        for record in guarded_read(
            reader.read(stream, warn=warn_with_path, **options), reader.name, path, warn_with_path
        ):
            set_place(record, path)
            yield record
        if record is None:
            warn_with_path(no_records(reader.name, kind, is_text_left=is_text_left))


def read_all(
    sources: Iterable[Input],
    format: str | None,
    *,
    wanted: Callable[[str], bool],
    warn: Warn,
    unreadable: Callable[[ConvertError], None],
) -> Iterator[Record]:
    """The records of several files; ``unreadable`` is told of a file that can't be read, and the next one goes on.

    Raises:
        FormatError: there is no such format.
    """
    for source in sources:
        try:
            yield from read(source, format, wanted=wanted, warn=warn)
        except FormatError:
            raise
        except ConvertError as error:
            unreadable(error)


def set_place(record: Record, path: str, lines: int = 0) -> None:
    """Say which file a record and its related works were read from, ``lines`` further down than the reader knows.

    A record of JSON Lines that names the file it was once read from keeps that.
    """
    works = (record, *chain.from_iterable(record.related.values())) if record.related else (record,)
    for work in works:
        if work.source is not None and not work.source.path:
            work.source.path = path
            work.source.line += lines


def no_records(format: str, kind: str = "", *, is_text_left: bool = False) -> Problem:
    """The note about a file without a record; an error where the file is none of the format at all, or has text."""
    if is_text_left:
        message = f"no record is in this {format} file, though it has text; if it has another format, name that with --from"
        return Problem("no-records", message, severity="error")
    if kind:
        return Problem("no-records", f"no {format} file, but {kind}", severity="error")
    return Problem("no-records", f"no record is in this {format} file", severity="note")


def recognised_name(stream: io.BufferedReader) -> str:
    """The name of a stream's format; ``""`` if no reader knows it."""
    reader = formats.recognise(stream.peek(SNIFF_BYTES)[:SNIFF_BYTES])
    return reader.name if reader else ""


def _name(source: Input) -> str:
    if isinstance(source, str | os.PathLike):
        return os.fspath(source).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    name = getattr(source, "name", "")
    return name if isinstance(name, str) else ""


def _recognise(stream: io.BufferedReader, path: str, warn: Warn) -> formats.Reader:
    start = stream.peek(SNIFF_BYTES)[:SNIFF_BYTES]
    reader = formats.recognise(start, warn=warn)
    if reader is None:
        if kind := name_kind(start):
            raise ConvertError(f"{path or STDIO} is {kind}")
        reason = "unrecognised input format; name it with --from"
        if not start.strip():
            is_long = len(start) == SNIFF_BYTES
            reason = (
                "it begins with many blank lines; name its format with --from"
                if is_long
                else "the input is empty"
            )
        raise ConvertError(f"{path or STDIO}: {reason}")
    return reader

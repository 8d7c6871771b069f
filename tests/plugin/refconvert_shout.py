"""A third party's formats: a title a line in, titles in capitals out."""

from collections.abc import Iterable, Iterator
from typing import Annotated, BinaryIO, TextIO

from msgspec import Meta, Struct

from convert.formats import Reader, Writer
from convert.formats.capabilities import Degraded
from convert.model.record import Record
from convert.streams.problems import Warn, silent


def read(stream: BinaryIO, *, warn: Warn = silent) -> Iterator[Record]:  # noqa: ARG001
    next(stream)
    for line in stream:
        yield Record(type="document", title=line.decode().strip())


class Options(Struct, frozen=True, kw_only=True):
    mark: Annotated[str, Meta(description="What ends a title.")] = "!"


def write(records: Iterable[Record], out: TextIO, options: Options, warn: Warn) -> None:  # noqa: ARG001
    out.writelines(f"{record.title.upper()}{options.mark}\n" for record in records)


READER = Reader("lines", (".lines",), "text/plain", lambda head: head.startswith(b"#lines"), read)
WRITER = Writer("shout", (".shout",), "text/plain", write, {"title": Degraded("in capitals")}, Options)

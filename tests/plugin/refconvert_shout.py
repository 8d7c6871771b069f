"""A third party's formats: a title a line in, titles in capitals out."""

from collections.abc import Iterable, Iterator
from typing import BinaryIO, TextIO

from convert.formats import Reader, Writer
from convert.problems import Warn, silent
from convert.record import Record


def read(stream: BinaryIO, *, warn: Warn = silent) -> Iterator[Record]:  # noqa: ARG001
    next(stream)
    for line in stream:
        yield Record(type="document", title=line.decode().strip())


def write(records: Iterable[Record], out: TextIO, *, warn: Warn = silent, mark: str = "!") -> None:  # noqa: ARG001
    out.writelines(f"{record.title.upper()}{mark}\n" for record in records)


READER = Reader("lines", (".lines",), "text/plain", lambda head: head.startswith(b"#lines"), read)
WRITER = Writer("shout", (".shout",), "text/plain", write, {"title": "in capitals"})

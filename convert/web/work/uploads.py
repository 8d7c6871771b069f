"""Uploads → records, as ``running/reading`` reads files."""

import io
from collections.abc import Callable, Iterable, Iterator
from contextvars import ContextVar
from typing import BinaryIO, Final, Protocol

from msgspec import Struct

from convert.model.record import Record
from convert.running.reading import everything, read_all
from convert.streams.problems import ConvertError, Problem, Warn
from convert.web.refusals import TooManyError, UnreadableError


class Source(Protocol):
    """What can be opened as a stream of bytes that has a name."""

    @property
    def name(self) -> str:
        """What problems call it."""

    def open(self) -> BinaryIO:
        """Its bytes."""


class Upload(Struct, frozen=True):
    """A file that was sent."""

    name: str
    data: bytes

    def open(self) -> io.BytesIO:
        """Its bytes as a stream that has its name."""
        return _Named(self)


telling: ContextVar[Callable[[int], None] | None] = ContextVar("telling", default=None)
"""What is told, now and then, how many records were read."""
TOLD_AFTER: Final = 100
"""How many records are read before it is told again."""


most: ContextVar[int] = ContextVar("most", default=0)
"""How many records may be read; 0: any number."""


def _counted(records: Iterable[Record]) -> Iterator[Record]:
    """The records, told of.

    Raises:
        TooManyError: they are too many.
    """
    tell, limit = telling.get(), most.get()
    for number, record in enumerate(records, 1):
        if limit and number > limit:
            raise TooManyError(f"there are more than {limit:,} records; use the command for more")
        if tell and number % TOLD_AFTER == 0:
            tell(number)
        yield record


class _Named(io.BytesIO):
    def __init__(self, upload: Upload) -> None:
        super().__init__(upload.data)
        self.name = upload.name


def read_uploads(
    uploads: Iterable[Source], format: str | None, warn: Warn, wanted: Callable[[str], bool] = everything
) -> Iterator[Record]:
    """The records of all uploads; one that can't be read is reported, and the next one goes on.

    Raises:
        UnreadableError: none could be read.
        TooManyError: there are too many records.
        FormatError: there is no such format.
    """
    unreadable: list[Problem] = []
    count = 0

    def note(error: ConvertError) -> None:
        unreadable.append(Problem("unreadable", str(error), severity="error"))

    def opened() -> Iterator[BinaryIO]:
        nonlocal count
        for upload in uploads:
            count += 1
            yield upload.open()

    records = read_all(opened(), format, wanted=wanted, warn=warn, unreadable=note)
    yield from _counted(records) if telling.get() or most.get() else records
    if len(unreadable) == count:
        raise UnreadableError(unreadable)
    report(unreadable, warn)


def report(problems: Iterable[Problem], warn: Warn) -> None:
    """Tell of each problem."""
    for problem in problems:
        warn(problem)

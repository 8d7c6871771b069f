"""Files that come in pieces → an output that goes in pieces: memory stays flat at any length of both."""

import io
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from typing import Any, BinaryIO, Final, TypeAlias, cast

import msgspec
from msgspec import Struct

from convert.model.record import Record
from convert.running.conversion import Conversion
from convert.running.deduplication.sources import marked
from convert.streams.problems import Problem
from convert.web.work import answers
from convert.web.work.asked import Asked
from convert.web.work.uploads import Upload, telling

Send: TypeAlias = Callable[[bytes], object]

PIECE: Final = 1 << 16
"""The bytes of a piece of output."""
IN_MEMORY: Final = 1 << 20
"""So many bytes are held in memory, and more in a temporary file."""


# --- coming -----------------------------------------------------------------------------------------------------


class Incoming:
    """Files that come through a pipe: of each its name as a string, then its pieces; None at the end."""

    def __init__(self, receive: Callable[[], Any]) -> None:
        self._receive = receive
        self._ahead: str | bytes | None = b""
        """What was received and not used; empty: nothing."""

    def __iter__(self) -> Iterator["Coming"]:
        """Each file, to be read before the next."""
        while (name := self._next_name()) is not None:
            yield Coming(name, self._next_piece)

    def drain(self) -> None:
        """Pass over all that is still to come."""
        while self._next_name() is not None:
            pass

    def _next_name(self) -> str | None:
        while isinstance(self._ahead, bytes):
            self._ahead = self._receive()
        name = self._ahead
        if name is not None:
            self._ahead = b""
        return name

    def _next_piece(self) -> bytes:
        """A piece of the file that is being read; empty at its end."""
        if self._ahead == b"":
            self._ahead = self._receive()
        if not isinstance(self._ahead, bytes):
            return b""
        piece, self._ahead = self._ahead, b""
        return piece


class Coming(io.RawIOBase):
    """A file that comes in pieces."""

    def __init__(self, name: str, receive: Callable[[], bytes]) -> None:
        super().__init__()
        self.name = name
        self._receive = receive
        self._rest = memoryview(b"")

    def open(self) -> BinaryIO:
        """Itself, which can be read once."""
        return cast("BinaryIO", self)

    def readable(self) -> bool:
        """True."""
        return True

    def readinto(self, buffer: Any, /) -> int:
        """Fill some of a buffer; 0 at the end."""
        if not self._rest:
            self._rest = memoryview(self._receive())
        count = min(len(buffer), len(self._rest))
        buffer[:count] = self._rest[:count]
        self._rest = self._rest[count:]
        return count


# --- going ------------------------------------------------------------------------------------------------------


class Counts(Struct, frozen=True):
    """What an output came to."""

    records: int
    problems: int


def convert(incoming: Incoming, send: Send, sent: Asked, to: str, boundary: str) -> Counts:
    """Convert what comes, as ``refconvert convert``.

    Args:
        incoming: the files, in place of the uploads of ``sent``.
        send: given each piece of the output.
        sent: what is asked for.
        to: the output's format.
        boundary: if there is one, the output is a part of a multipart body, followed by a report, as ``parts`` has it.
    """
    sent = msgspec.structs.replace(sent, uploads=incoming)
    out = _Out(send, boundary)
    conversion = out.conversion(sent, to)
    records = sent.records(conversion.wanted, out.warn)
    return out.write(records, conversion)


def dedupe(incoming: Incoming, send: Send, sent: Asked, to: str, boundary: str) -> Counts:
    """Each work once, as ``refconvert dedupe``; the arguments are those of ``convert``."""
    sent = msgspec.structs.replace(sent, uploads=incoming)
    out = _Out(send, boundary)
    conversion = out.conversion(sent, to)
    works = sent.works(out.warn)
    works.report(out.warn)
    return out.write(marked(works), conversion, lambda: answers.account(works))


def with_progress(
    incoming: Incoming, send: Send, function: Callable[..., bytes], sent: Asked, *arguments: Any
) -> None:
    """Send lines of JSON: ``{"read": number of records}`` now and then, and ``{"answer": what function makes}``."""

    def tell(count: int) -> None:
        send(b'{"read":%d}\n' % count)

    token = telling.set(tell)
    try:
        uploads = [Upload(file.name, file.read()) for file in incoming]
        answer = function(msgspec.structs.replace(sent, uploads=uploads), *arguments)
    finally:
        telling.reset(token)
    send(b'{"answer":')
    for place in range(0, len(answer), PIECE):
        send(answer[place : place + PIECE])
    send(b"}\n")


class _Out:
    """Where an output and what is to be said of it go."""

    def __init__(self, send: Send, boundary: str) -> None:
        self._send = send
        self._boundary = boundary
        self._problems = 0
        self._told = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  (closed with this)

    def conversion(self, sent: Asked, to: str) -> Conversion:
        """What is asked for, with a ledger if there will be a report."""
        return msgspec.structs.replace(sent.conversion(to), has_ledger=bool(self._boundary))

    def warn(self, problem: Problem) -> None:
        """Count a problem, and keep it for the report."""
        if self._boundary:
            self._told.write((b",\n" if self._problems else b"\n") + msgspec.json.encode(problem))
        self._problems += 1

    def write(
        self, records: Iterable[Record], conversion: Conversion, account: Callable[[], dict[str, Any]] = dict
    ) -> Counts:
        """Send the output, and the report if it is wanted; ``account`` adds to that."""
        writer = conversion.writer
        if not self._boundary:
            count, _ = self._output(records, conversion)
            return Counts(count, self._problems)
        name = f"references{writer.extensions[0]}"
        self._send(part_head(self._boundary, writer.media_type, name, is_first=True))
        count, losses = self._output(records, conversion)
        self._send(part_head(self._boundary, "application/json"))
        report = {"format": writer.name, "records": count, "losses": losses} | account()
        self._send(msgspec.json.encode(report)[:-1] + b',"problems":[')
        self._told.seek(0)
        shutil.copyfileobj(self._told, _Going(self._send), PIECE)
        self._send(b"]}" + parts_end(self._boundary))
        return Counts(count, self._problems)

    def _output(self, records: Iterable[Record], conversion: Conversion) -> tuple[int, answers.Losses | None]:
        """Send the output piece by piece; the number of its records, and what is lost, if the conversion keeps a ledger."""
        if conversion.writer.binary:
            with tempfile.SpooledTemporaryFile(IN_MEMORY) as file:
                written = answers.write(records, conversion, file, self.warn)
                file.seek(0)
                shutil.copyfileobj(file, _Going(self._send), PIECE)
                return written
        going = _Going(self._send)
        out = io.TextIOWrapper(io.BufferedWriter(going, PIECE), encoding="utf-8", newline="")
        try:
            written = answers.write(records, conversion, out, self.warn)
            out.flush()
        finally:
            going.is_open = False  # what is left after an error goes nowhere, whenever ``out`` is collected
        return written


class _Going(io.RawIOBase):
    """A stream whose bytes are sent."""

    def __init__(self, send: Send) -> None:
        super().__init__()
        self._send = send
        self.is_open = True

    def writable(self) -> bool:
        return True

    def write(self, data: Any, /) -> int:
        piece = bytes(data)
        if self.is_open:
            self._send(piece)
        return len(piece)


# --- parts (RFC 2046, section 5.1) ------------------------------------------------------------------------------


def part_head(boundary: str, media_type: str, name: str = "", *, is_first: bool = False) -> bytes:
    """The head of a part of a multipart body."""
    before = "" if is_first else "\r\n"
    disposition = f"Content-Disposition: attachment; filename={name}\r\n" if name else ""
    return f"{before}--{boundary}\r\nContent-Type: {media_type}\r\n{disposition}\r\n".encode()


def parts_end(boundary: str) -> bytes:
    """The end of a multipart body."""
    return f"\r\n--{boundary}--\r\n".encode()

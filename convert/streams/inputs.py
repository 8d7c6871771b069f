"""A path, ``-`` or a binary stream → a buffered stream of bytes, decompressed (gzip, RFC 1952) and never UTF-16."""

import codecs
import contextlib
import io
import os
import stat
import sys
from collections.abc import Iterator
from typing import Any, BinaryIO

from convert.streams import BUFFER_BYTES, STDIO
from convert.streams.problems import ConvertError, Problem, Warn

try:
    from isal import isal_zlib as zlib  # three times as fast; there is no build for some machines
except ImportError:
    import zlib  # type: ignore[no-redef]

SNIFF_BYTES = 8192
"""How many bytes a reader sees to recognise its format."""
GZIP_RATIO = 7
"""How many times smaller PubMed's .gz files are than their content."""

_GZIP_MAGIC = b"\x1f\x8b"
_GZIP_WINDOW = 31
"""``wbits`` of zlib: the largest window (15), and a gzip header (16)."""
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
UNPACKED_ON_OPENING = (_GZIP_MAGIC, *_UTF16_MARKS)
"""How files begin that ``open_input`` decompresses or re-encodes: places in them are not places in what it gives."""


@contextlib.contextmanager
def open_input(source: str | os.PathLike[str] | BinaryIO, *, warn: Warn) -> Iterator[io.BufferedReader]:
    """Open a file, ``-`` (standard input) or an open binary stream for reading.

    Gzip is recognised by the first two bytes, not by the name; UTF-16 becomes UTF-8: without a byte order mark it is told by its zeros. Up to
    ``SNIFF_BYTES`` can be peeked at. A stream that was passed in stays open. Damaged gzip data ends where the damage
    begins, with an error to ``warn``.

    Raises:
        ConvertError: the file can't be opened or read, or the stream is a text stream.
    """
    with _raw_stream(source) as stream:
        buffered = _decompressed(stream, warn)
        try:
            yield buffered
        finally:
            buffered.detach()


def unpacked_size(path: str | os.PathLike[str]) -> int:
    """The size of a file in bytes, for ``.gz`` an estimate of its content's; 0 for what is not a file."""
    if not os.path.isfile(path):
        return 0
    return os.path.getsize(path) * (GZIP_RATIO if os.fspath(path).endswith(".gz") else 1)


def _raw_stream(source: str | os.PathLike[str] | BinaryIO) -> contextlib.AbstractContextManager[Any]:
    if not isinstance(source, str | os.PathLike):
        if isinstance(source, io.TextIOBase):
            raise ConvertError("the input is a text stream; open it in binary mode")
        return contextlib.nullcontext(source)
    if os.fspath(source) == STDIO:
        if sys.stdin is None:
            raise ConvertError(f"{STDIO}: standard input is closed")
        return contextlib.nullcontext(sys.stdin.buffer)
    try:
        return _File(source, "rb")
    except OSError as error:
        raise ConvertError(f"{os.fspath(source)}: {error.strerror}") from error


class _File(io.FileIO):
    """A file that must not become shorter while it is read."""

    def __init__(self, path: Any, mode: str) -> None:
        super().__init__(path, mode)
        status = os.fstat(self.fileno())
        self._missing = status.st_size if stat.S_ISREG(status.st_mode) else 0

    def readinto(self, buffer: Any, /) -> int:
        count = super().readinto(buffer) or 0
        self._missing -= count
        if (
            not count
            and len(buffer)
            and self._missing > 0
            and os.fstat(self.fileno()).st_size < self.tell() + self._missing
        ):
            raise ConvertError(f"{self.name!s}: the file was truncated while it was read")
        return count


def _decompressed(stream: Any, warn: Warn) -> io.BufferedReader:
    buffered = _buffered(stream)
    if buffered.peek(2)[:2] == _GZIP_MAGIC:
        buffered = _buffered(_Gunzip(buffered, warn))
    if encoding := _utf16_encoding(buffered.peek(_LETTERS)[:_LETTERS]):
        buffered = _buffered(io.BytesIO(buffered.read().decode(encoding, "replace").encode()))
    return buffered


_LETTERS = 16
"""How many bytes tell UTF-16 without a byte order mark: eight letters that ASCII has, each beside a zero."""


def _utf16_encoding(head: bytes) -> str:
    """The codec of a beginning in UTF-16; empty if it is in another encoding."""
    if head[:2] in _UTF16_MARKS:
        return "utf-16"
    first, second = head[::2], head[1::2]
    if len(head) == _LETTERS and not any(second) and all(first):
        return "utf-16-le"
    return "utf-16-be" if len(head) == _LETTERS and not any(first) and all(second) else ""


def _buffered(source: Any) -> io.BufferedReader:
    return io.BufferedReader(_Raw(source), BUFFER_BYTES)


class _Raw(io.RawIOBase):
    """What a BufferedReader reads from; the first read waits for enough bytes to recognise a format."""

    def __init__(self, source: Any) -> None:
        self._source = source
        self._least = SNIFF_BYTES

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        view = memoryview(buffer).cast("B")
        filled = 0
        while filled < min(self._least, len(view)):
            try:
                count = self._source.readinto(view[filled:])
            except OSError as error:
                name = getattr(self._source, "name", STDIO)
                raise ConvertError(f"{name}: {error.strerror}") from error
            if not count:
                break
            filled += count
        self._least = 1
        return filled


class _Gunzip:
    """The content of a gzip file of one or more members, up to the first damage."""

    def __init__(self, compressed: io.BufferedReader, warn: Warn) -> None:
        self._compressed = compressed
        self._warn = warn
        self._member = zlib.decompressobj(_GZIP_WINDOW)
        self._ended = False

    def readinto(self, view: memoryview) -> int:
        data = b""
        try:
            while not data and not self._ended:
                data = self._next(len(view))
        except zlib.error as error:  # type: ignore[misc]  # its stub takes the class for an instance
            self._stop(f"damaged gzip data; reading stops here: {error}")
        view[: len(data)] = data
        return len(data)

    def _next(self, size: int) -> bytes:
        if self._member.eof:
            compressed = (self._member.unused_data or self._compressed.read1()).lstrip(b"\0")
            self._ended = not compressed
            self._member = zlib.decompressobj(_GZIP_WINDOW)
        else:
            compressed = self._member.unconsumed_tail or self._compressed.read1()
            if not compressed:
                self._stop("truncated gzip file; only its beginning is read")
        return self._member.decompress(compressed, size)

    def _stop(self, message: str) -> None:
        self._ended = True
        self._warn(Problem("damaged-gzip", message))

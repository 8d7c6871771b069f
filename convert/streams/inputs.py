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
from convert.streams.mangling import is_mangled, undone
from convert.streams.packed.gunzip import MAGIC, Gunzip
from convert.streams.problems import ConvertError, Warn

SNIFF_BYTES = 8192
"""How many bytes a reader sees to recognise its format."""
MOST_BLANK_BYTES = 1 << 22
"""A longer run of blank lines is refused: a reader has work with each. A sheet has at most 2 MB of them."""
GZIP_RATIO = 7
"""How many times smaller PubMed's .gz files are than their content."""

_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@contextlib.contextmanager
def open_input(source: str | os.PathLike[str] | BinaryIO, *, warn: Warn) -> Iterator[io.BufferedReader]:
    """Open a file, ``-`` (standard input) or an open binary stream for reading.

    Gzip is recognised by the first two bytes, not by the name; UTF-16 becomes UTF-8: without a byte order mark it is told by its zeros. Up to
    ``SNIFF_BYTES`` can be peeked at. A stream that was passed in stays open. Damaged gzip data ends where the damage
    begins, with an error to ``warn``.

    Raises:
        ConvertError: the file can't be opened or read, has megabytes of blank lines, or the stream is a text stream.
    """
    with _raw_stream(source) as stream:
        buffered = _decompressed(stream, warn)
        try:
            yield buffered
        finally:
            buffered.detach()


@contextlib.contextmanager
def open_records(source: str | os.PathLike[str] | BinaryIO, *, warn: Warn) -> Iterator[io.BufferedReader]:
    """Open a file of records as ``open_input`` does; what mail and the like did to it as a whole is undone.

    Raises:
        ConvertError: as ``open_input``.
    """
    with open_input(source, warn=warn) as stream:
        yield undone(stream, warn)


def is_as_stored(head: bytes) -> bool:
    """Whether places in a file that begins so are places in what ``open_records`` gives."""
    return head[:2] != MAGIC and not _utf16_encoding(head[:_LETTERS]) and not is_mangled(head)


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
    if buffered.peek(2)[:2] == MAGIC:
        buffered = _buffered(Gunzip(buffered, warn))
    if encoding := _utf16_encoding(buffered.peek(_LETTERS)[:_LETTERS]):
        buffered = _buffered(_Recoded(buffered, encoding))
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


class _Recoded:
    """UTF-16 as UTF-8."""

    def __init__(self, stream: io.BufferedReader, encoding: str) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")

    def readinto(self, view: memoryview) -> int:
        """Fill some of a buffer; 0 at the end."""
        text = ""
        while not text and (data := self._stream.read1(len(view) // _LONGEST_RECODED)):
            text = self._decoder.decode(data)
        recoded = (text or self._decoder.decode(b"", final=True)).encode(errors="replace")
        view[: len(recoded)] = recoded
        return len(recoded)


_LONGEST_RECODED = 2
"""Two bytes of UTF-16 are three of UTF-8 at most, and some may be left from before."""


class _Raw(io.RawIOBase):
    """What a BufferedReader reads from; the first read waits for enough bytes to recognise a format."""

    def __init__(self, source: Any) -> None:
        self._source = source
        self._least = SNIFF_BYTES
        self._blank = 0
        """How many bytes before this place are blank."""

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
        self._blank = self._blank + filled if _is_blank(view[:filled]) else 0
        if self._blank > MOST_BLANK_BYTES:
            message = f"refused: more than {MOST_BLANK_BYTES >> 20} MB of blank lines, which no file of references has"
            raise ConvertError(message)
        return filled


def _is_blank(view: memoryview) -> bool:
    return bytes(view[:1]).isspace() and bytes(view).isspace()

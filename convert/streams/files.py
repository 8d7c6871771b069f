"""Everything that opens a file: paths, ``-``, gzip, byte order marks, encodings, and whole files or none."""

import codecs
import contextlib
import io
import os
import re
import stat
import sys
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import IO, Any, BinaryIO, Literal

from convert.streams.problems import ConvertError, Problem, Warn

STDIO = "-"
BUFFER_BYTES = 1 << 16
SNIFF_BYTES = 8192
"""How much of a file its format may be recognised by."""

_GZIP_MAGIC = b"\x1f\x8b"
_GZIP_BITS = 31
"""The largest window, and gzip's header: ``zlib.MAX_WBITS | 16``."""
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
UNPACKED_ON_OPENING = (_GZIP_MAGIC, *_UTF16_MARKS)
"""What files begin with whose bytes are not those that ``open_input`` gives."""
_UTF8_MARK = b"\xef\xbb\xbf"


@contextlib.contextmanager
def open_input(path: str | os.PathLike[str] | BinaryIO, *, warn: Warn) -> Iterator[io.BufferedReader]:
    """A file, ``-`` for standard input, or an open binary stream → its bytes, unpacked when they are gzip, and UTF-8 when they are UTF-16.

    Whether they are gzip is seen from the first two bytes, not from the name. At least ``SNIFF_BYTES`` can be
    peeked at, if there are so many. A stream that was passed in stays open. A gzip file that is cut off or
    damaged ends where the damage is, with an error to ``warn``.

    Raises:
        ConvertError: the file can't be opened, or is no stream of bytes.
    """
    if isinstance(path, str | os.PathLike) and os.fspath(path) != STDIO:
        try:
            file = open(path, "rb", buffering=0)  # noqa: SIM115  (closed two lines on)
        except OSError as error:
            raise ConvertError(f"{os.fspath(path)}: {error.strerror}") from error
        with file:
            yield _unpacked(file, warn)
        return
    if isinstance(path, str | os.PathLike) and sys.stdin is None:
        raise ConvertError(f"{STDIO}: standard input is closed")
    stream = sys.stdin.buffer if isinstance(path, str | os.PathLike) else path
    if isinstance(stream, io.TextIOBase):
        raise ConvertError("the input is a stream of text; open it in binary mode")
    buffered = _unpacked(stream, warn)
    try:
        yield buffered
    finally:
        buffered.detach()


def text_lines(stream: BinaryIO, *, warn: Warn) -> Iterator[str]:
    """Bytes → lines of text without their ends, decoded as ``text_chunks`` does."""
    for chunk in text_chunks(stream, warn=warn):
        yield from chunk.removesuffix("\n").split("\n")


def text_chunks(stream: BinaryIO, *, warn: Warn) -> Iterator[str]:
    """Bytes → text in chunks of whole lines, whose ends (LF, CRLF, or CR in a file that has no other) are made LF.

    A byte order mark is dropped, and a line that is not UTF-8 is read as Windows-1252, or else Latin-1, with one
    warning for the file. A chunk is what is there to be read, up to ``BUFFER_BYTES`` and the rest of a line.
    """
    decode = line_decoder(warn)
    line = 1
    for data in line_chunks(stream):
        yield decode(data, line)
        line += data.count(b"\n")


def line_decoder(warn: Warn) -> Callable[[bytes, int], str]:
    """A function from whole lines, and the number of the first of them, to their text; it warns once of what isn't UTF-8."""
    warned = False

    def decode(data: bytes, line: int) -> str:
        nonlocal warned
        try:
            return data.decode()
        except UnicodeDecodeError:
            text, bad_line, encoding = _decode_mixed(data)
            if not warned:
                warned = True
                message = f"not UTF-8; read as {encoding} from here where needed"
                warn(Problem("encoding", message, line=line + bad_line))
            return text

    return decode


def text_pieces(stream: BinaryIO, *, warn: Warn) -> Iterator[str]:
    """Bytes → text in pieces of about ``BUFFER_BYTES`` that end anywhere, decoded as ``text_chunks`` does.

    For formats whose whole content may be one line; line ends stay as they are.
    """
    data = stream.read(BUFFER_BYTES).removeprefix(_UTF8_MARK)
    decoder = codecs.getincrementaldecoder("utf-8")()
    warned = False
    line = 1
    while data or decoder.getstate()[0]:
        pending, _ = decoder.getstate()
        try:
            text = decoder.decode(data, final=not data)
        except UnicodeDecodeError:
            decoder.reset()
            text, bad_line, encoding = _decode_mixed(pending + data + stream.readline())
            if not warned:
                warned = True
                message = f"not UTF-8; read as {encoding} from here where needed"
                warn(Problem("encoding", message, line=line + bad_line))
        yield text
        line += text.count("\n")
        data = stream.read(BUFFER_BYTES)


@contextlib.contextmanager
def open_output(path: str | os.PathLike[str] | IO[Any], *, binary: bool = False) -> Iterator[Any]:
    """A file, ``-`` for standard output, or an open stream → a stream of bytes, or of UTF-8 that changes no line end.

    A file is written beside its place and renamed when all went well, so a failure never leaves half of one;
    a device or a pipe is written to as it is.

    Raises:
        ConvertError: the file can't be written.
    """
    if not binary and isinstance(path, io.RawIOBase | io.BufferedIOBase):
        raise ConvertError("the output is a stream of bytes; open it in text mode")
    if not isinstance(path, str | os.PathLike):
        yield path
        return
    name = os.fspath(path)
    if name == STDIO and sys.stdout is None:
        raise ConvertError(f"{STDIO}: standard output is closed")
    if name == STDIO:
        with _standard_output(binary=binary) as out:
            yield out
        return
    target = os.path.realpath(name)
    try:
        if os.path.exists(target) and not os.path.isfile(target):
            with _open(target, "w", binary=binary) as device:
                yield device
        else:
            with _replacing(target, binary=binary) as file:
                yield file
    except BrokenPipeError:
        raise
    except OSError as error:
        raise ConvertError(f"{name}: {error.strerror}") from error


def _open(path: str, mode: Literal["w", "x"], *, binary: bool, permissions: int = 0o666) -> IO[Any]:
    def opener(name: str, flags: int) -> int:
        return os.open(name, flags, permissions)

    if binary:
        return open(path, f"{mode}b", BUFFER_BYTES, opener=opener)
    return open(path, mode, BUFFER_BYTES, encoding="utf-8", newline="", opener=opener)


@contextlib.contextmanager
def _replacing(target: str, *, binary: bool) -> Iterator[IO[Any]]:
    """A file beside ``target`` that takes its place if all goes well, and else its leave."""
    folder, name = os.path.split(target)
    temporary = os.path.join(folder, f".{name}.{os.urandom(4).hex()}")
    file = _open(temporary, "x", binary=binary, permissions=0o600)
    try:
        with file:
            yield file
        os.chmod(temporary, _usual_mode(target))
        os.replace(temporary, target)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(temporary)
        raise


@contextlib.contextmanager
def _standard_output(*, binary: bool) -> Iterator[IO[Any]]:
    if binary:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    out = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="", write_through=False)
    try:
        yield out
    finally:
        out.flush()
        out.detach()


PACKED_TIMES = 7
"""How many times longer PubMed's .gz files are when they are unpacked."""


def unpacked_size(path: str | os.PathLike[str]) -> int:
    """The bytes of a file, for .gz about as many as there are in it; 0 for what is no file."""
    if not os.path.isfile(path):
        return 0
    return os.path.getsize(path) * (PACKED_TIMES if os.fspath(path).endswith(".gz") else 1)


class _Bytes(io.RawIOBase):
    """Raw bytes for a BufferedReader: its first read is long enough to recognise a format by."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self._wanted = SNIFF_BYTES

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        view = memoryview(buffer).cast("B")
        filled = 0
        while filled < min(self._wanted, len(view)):
            try:
                count = self._stream.readinto(view[filled:])
            except OSError as error:
                name = getattr(self._stream, "name", STDIO)
                raise ConvertError(f"{name}: {error.strerror}") from error
            if not count:
                break
            filled += count
        self._wanted = 1
        return filled


def _fastest_zlib() -> ModuleType:
    """Intel's ISA-L, which unpacks in a third of the time, where there is a build of it."""
    try:
        from isal import isal_zlib  # noqa: PLC0415  (for gzip alone)
    except ImportError:
        import zlib  # noqa: PLC0415

        return zlib
    return isal_zlib


class _Gunzip:
    """The bytes of a gzip file of one or more members, up to the first damage."""

    def __init__(self, packed: io.BufferedReader, warn: Warn) -> None:
        self._packed = packed
        self._warn = warn
        self._zlib = _fastest_zlib()
        self._inflate = self._zlib.decompressobj(_GZIP_BITS)
        self._ended = False

    def readinto(self, view: memoryview) -> int:
        data = b""
        try:
            while not data and not self._ended:
                data = self._next(len(view))
        except self._zlib.error as error:
            self._end(f"the rest can't be unpacked: {error}")
        view[: len(data)] = data
        return len(data)

    def _next(self, size: int) -> bytes:
        if self._inflate.eof:
            packed = (self._inflate.unused_data or self._packed.read1()).lstrip(b"\0")
            self._ended = not packed
            self._inflate = self._zlib.decompressobj(_GZIP_BITS)
        else:
            packed = self._inflate.unconsumed_tail or self._packed.read1()
            if not packed:
                self._end("the file is cut off")
        data: bytes = self._inflate.decompress(packed, size)
        return data

    def _end(self, reason: str) -> None:
        self._ended = True
        self._warn(Problem("damaged-gzip", reason, severity="error"))


def _unpacked(stream: Any, warn: Warn) -> io.BufferedReader:
    packed: io.BufferedReader = io.BufferedReader(_Bytes(stream), BUFFER_BYTES)
    if packed.peek(2)[:2] == _GZIP_MAGIC:
        packed = io.BufferedReader(_Bytes(_Gunzip(packed, warn)), BUFFER_BYTES)
    if packed.peek(2)[:2] in _UTF16_MARKS:
        return io.BufferedReader(
            _Bytes(io.BytesIO(packed.read().decode("utf-16", "replace").encode())), BUFFER_BYTES
        )
    return packed


def line_chunks(stream: BinaryIO) -> Iterator[bytes]:
    """The bytes of a stream in chunks as those of ``text_chunks``, which decodes them; the first line comes alone."""
    return map(_with_line_feeds, _whole_lines(stream))


def _with_line_feeds(data: bytes) -> bytes:
    if b"\r" in data:
        data = re.sub(rb"\r+(?=\n|\Z)", b"", data)
        if b"\n" not in data:  # no line of a chunk, though it may hold thousands
            data = data.replace(b"\r", b"\n")
    return data


def _whole_lines(stream: BinaryIO) -> Iterator[bytes]:
    """The bytes of a stream, parted only after line feeds; the first line comes alone."""
    if first := stream.readline():
        yield first.removeprefix(_UTF8_MARK)
    read = getattr(stream, "read1", stream.read)
    begun: list[bytes] = []
    while data := read(BUFFER_BYTES):
        end = data.rfind(b"\n") + 1
        if end:
            yield b"".join([*begun, data[:end]])
            begun.clear()
        begun.append(data[end:])
    if rest := b"".join(begun):
        yield rest


def _decode_mixed(data: bytes) -> tuple[str, int, str]:
    """Lines of which some are not UTF-8 → the text, how many lines precede the first such line, its encoding."""
    texts: list[str] = []
    first: tuple[int, str] | None = None
    for number, line in enumerate(data.split(b"\n")):
        try:
            texts.append(line.decode())
        except UnicodeDecodeError:
            text, encoding = _decode_legacy(line)
            texts.append(text)
            first = first or (number, encoding)
    return "\n".join(texts), *(first or (0, ""))


def _decode_legacy(line: bytes) -> tuple[str, str]:
    try:
        return line.decode("windows-1252"), "Windows-1252"
    except UnicodeDecodeError:
        return line.decode("latin-1"), "Latin-1"


def _usual_mode(target: str) -> int:
    """The permissions that the file has, or that a new file gets under the current umask."""
    try:
        return stat.S_IMODE(os.stat(target).st_mode)
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask

"""A gzip file (RFC 1952) of one or more members → its content, up to the first damage; what is made to hurt is refused."""

import io
from collections.abc import Callable
from typing import Final

from convert.streams.problems import ConvertError, Problem, Warn

try:
    from isal import isal_zlib as zlib  # three times as fast; there is no build for some machines
except ImportError:
    import zlib  # type: ignore[no-redef]

MAGIC: Final = b"\x1f\x8b"
HIGHEST_RATIO: Final = 250
"""How many times as long as its file a content may be. PubMed's files have 7; deflate can make 1,032."""
FREE_BYTES: Final = 1 << 22
"""So much content may have any ratio."""
LONGEST_CONTENT: Final = 1 << 40
_COMPRESSED_BYTES: Final = 1 << 13
_STEP_BYTES: Final = 1 << 13
"""So much content is unpacked at a time: that is what a damage may take with it of the content before it."""
_RAW: Final = -15
"""``wbits`` of zlib: the largest window, and no header, so that a wrong checksum costs nothing."""
_HAS_EXTRA, _HAS_TEXTS, _HAS_CHECK = 4, (8, 16), 2
"""The flags of a header that say what else it has: a name and a comment are the texts."""

_TRUNCATED: Final = "truncated gzip file; only its beginning is read"


class _DamagedError(Exception):
    """What follows can't be unpacked."""


class Gunzip:
    """The content of a gzip file as a raw stream."""

    def __init__(self, compressed: io.BufferedReader, warn: Warn) -> None:
        self._compressed = compressed
        self._warn = warn
        self._data = b""
        """What was read of the file, but not used."""
        self._read_bytes = self._content_bytes = 0
        self._member = zlib.decompressobj(_RAW)
        self._step: Callable[[int], bytes] = self._begin
        """What is done next: it is told how many bytes are wanted at most, and gives some or none."""
        self._has_ended = False
        self._checksum = self._length = 0
        """Of the content of the member so far."""

    def readinto(self, view: memoryview) -> int:
        """Fill a buffer, or some of it; 0 at the end.

        Raises:
            ConvertError: the content is out of all proportion to the file.
        """
        filled = 0
        try:
            while filled < len(view) and not self._has_ended:
                data = self._step(min(_STEP_BYTES, len(view) - filled))
                view[filled : filled + len(data)] = data
                filled += len(data)
        except _DamagedError as error:
            self._stop(str(error))
        except zlib.error as error:  # type: ignore[misc]  # its stub takes the class for an instance
            self._stop(f"damaged gzip data; reading stops here: {error}")
        self._content_bytes += filled
        allowed = max(FREE_BYTES, min(LONGEST_CONTENT, HIGHEST_RATIO * self._read_bytes))
        if self._content_bytes > allowed:
            raise ConvertError(
                f"refused: a gzip file that unpacks to {self._content_bytes // self._read_bytes:,} times its size, "
                f"more than {allowed >> 20:,} MB: no file of references does"
            )
        return filled

    def _inflate(self, size: int) -> bytes:
        is_at_end = not self._data and not self._more()
        data: bytes = self._member.decompress(self._data, size)  # also what it has still to give
        if is_at_end and not data and not self._member.eof:
            raise _DamagedError(_TRUNCATED)
        self._checksum = zlib.crc32(data, self._checksum)
        self._length += len(data)
        if self._member.eof:
            self._data = self._member.unused_data
            self._step = self._end
        else:
            self._data = self._member.unconsumed_tail
        return data

    def _more(self) -> bool:
        """Read on; False at the end of the file."""
        data = self._compressed.read1(_COMPRESSED_BYTES)
        self._data += data
        self._read_bytes += len(data)
        return bool(data)

    def _take(self, count: int) -> bytes:
        while len(self._data) < count:
            if not self._more():
                raise _DamagedError(_TRUNCATED)
        taken, self._data = self._data[:count], self._data[count:]
        return taken

    def _begin(self, _size: int) -> bytes:
        """Pass the header of a member."""
        flags = self._take(10)[3]
        if flags & _HAS_EXTRA:
            self._take(int.from_bytes(self._take(2), "little"))
        for flag in _HAS_TEXTS:
            while flags & flag and self._take(1) != b"\0":
                pass
        if flags & _HAS_CHECK:
            self._take(2)
        self._member = zlib.decompressobj(_RAW)
        self._step, self._checksum, self._length = self._inflate, 0, 0
        return b""

    def _end(self, _size: int) -> bytes:
        """Check what a member says of itself, and find the next one, which zeros may precede."""
        said = self._take(8)
        is_true = said == b"".join(
            number.to_bytes(4, "little") for number in (self._checksum, self._length & 0xFFFFFFFF)
        )
        if not is_true:
            message = (
                "the checksum of the gzip file is wrong: all of it is read, but some of it may be damaged"
            )
            self._warn(Problem("damaged-gzip", message))
        while not self._data.strip(b"\0") and self._more():
            pass
        self._data = self._data.lstrip(b"\0")
        self._has_ended = not self._data
        if self._data and not (self._data + b"\x8b").startswith(MAGIC):
            raise _DamagedError("damaged gzip data; reading stops here: no gzip follows")
        self._step = self._begin
        return b""

    def _stop(self, message: str) -> None:
        self._has_ended = True
        self._warn(Problem("damaged-gzip", message))

"""Bytes → text: UTF-8, with or without a byte order mark; Windows-1252 or Latin-1 for lines that are not UTF-8."""

import codecs
import re
from collections.abc import Callable, Iterable, Iterator
from typing import AnyStr, BinaryIO, Final

from convert.streams import BUFFER_BYTES, LONGEST_LINE
from convert.streams.problems import ConvertError, Problem, Warn


def text_lines(stream: BinaryIO, *, warn: Warn) -> Iterator[str]:
    """Bytes → lines without their line ends, decoded as by ``text_chunks``."""
    for chunk in text_chunks(stream, warn=warn):
        yield from chunk.removesuffix("\n").split("\n")


NO_LINE_END: Final = "the file ends without a line end: its last record may be cut off"


def watched(chunks: Iterable[AnyStr], last: list[AnyStr]) -> Iterator[AnyStr]:
    """Chunks as they are; ``last`` holds the last two characters, which end with a line feed unless the file ends without."""
    for chunk in chunks:
        last[:] = [chunk[-2:] if len(chunk) > 1 or not last else last[0][-1:] + chunk]
        yield chunk


def text_chunks(stream: BinaryIO, *, warn: Warn) -> Iterator[str]:
    """Bytes → text in chunks of whole lines that end in LF.

    CRLF becomes LF; so does CR where a chunk has no LF, or a field begins after it. What is not UTF-8 is read as Windows-1252
    or, failing that, as Latin-1, with one warning for the file. A chunk holds what is available, up to ``BUFFER_BYTES`` and the rest of
    a line; the first line is a chunk of its own.
    """
    decode = line_decoder(warn)
    line = 1
    for data in line_chunks(stream):
        yield decode(data, line)
        line += data.count(b"\n")


def text_pieces(stream: BinaryIO, *, warn: Warn) -> Iterator[str]:
    """Bytes → text in pieces of about ``BUFFER_BYTES`` that may end anywhere, decoded as by ``text_chunks``.

    For formats that may hold everything on one line. Line ends stay as they are.
    """
    data = stream.read(BUFFER_BYTES).removeprefix(codecs.BOM_UTF8)
    decoder = codecs.getincrementaldecoder("utf-8")()
    decode_lines = line_decoder(warn)
    line = 1
    while data or decoder.getstate()[0]:
        pending, _ = decoder.getstate()
        try:
            text = decoder.decode(data, final=not data)
        except UnicodeDecodeError:
            decoder.reset()
            text = decode_lines(pending + data + stream.readline(LONGEST_LINE), line)
        yield text
        line += text.count("\n")
        data = stream.read(BUFFER_BYTES)


def line_decoder(warn: Warn) -> Callable[[bytes, int], str]:
    """A function (whole lines, number of the first) → text; it warns once, at the first line that is not UTF-8."""
    warned = False

    def decode(data: bytes, line: int) -> str:
        nonlocal warned
        try:
            return data.decode()
        except UnicodeDecodeError:
            text, bad_line = _decode_mixed(data)
            if not warned:
                warned = True
                message = "not UTF-8; read as Windows-1252 from here where needed"
                warn(Problem("encoding", message, line=line + bad_line))
            return text

    return decode


def line_chunks(stream: BinaryIO) -> Iterator[bytes]:
    """The chunks of ``text_chunks`` before they are decoded, their line ends already LF."""
    return map(_with_line_feeds, _whole_lines(stream))


QUOTES: Final = re.compile(rb"^(?:> ?)+", re.MULTILINE)


def unquoted(chunks: Iterable[bytes], warn: Warn) -> Iterator[bytes]:
    """Lines without the ``>`` that mail puts before quoted ones, with one warning for the file."""
    warned, line = False, 1
    for chunk in chunks:
        if _has_quoted_line(chunk):
            if not warned:
                begin = QUOTES.search(chunk)
                before = chunk.count(b"\n", 0, begin.start() if begin else 0)
                warn(Problem("quoted", "lines quoted as in mail; read without their >", line=line + before))
            warned = True
            yield QUOTES.sub(b"", chunk)
        else:
            yield chunk
        line += chunk.count(b"\n") if not warned else 0


def _has_quoted_line(chunk: bytes) -> bool:
    """Whether a line begins with ``>``; searching for this character alone takes a fraction of the time."""
    place = chunk.find(b">")
    while place > 0 and chunk[place - 1] != ord("\n"):
        place = chunk.find(b">", place + 1)
    return place >= 0


def _whole_lines(stream: BinaryIO) -> Iterator[bytes]:
    """The bytes of a stream, split only after line feeds; the first line comes alone, if it isn't too long."""
    first = stream.readline(BUFFER_BYTES)
    if first.endswith(b"\n"):
        yield first.removeprefix(codecs.BOM_UTF8)
        yield from whole_pieces(stream, b"\n")
        return
    first = first.removeprefix(codecs.BOM_UTF8)
    if len(first) < BUFFER_BYTES - len(codecs.BOM_UTF8) or b"\r" not in first:
        yield from whole_pieces(stream, b"\n", first)
        return
    for piece in whole_pieces(stream, b"\r", first):  # classic Mac OS
        yield piece.replace(b"\r", b"\n")


def whole_pieces(stream: BinaryIO, end: bytes, begun: bytes = b"") -> Iterator[bytes]:
    """What begins with ``begun`` and is continued by a stream, in pieces of which all but the last end with ``end``.

    Raises:
        ConvertError: a piece can't end before it is longer than ``LONGEST_LINE``.
    """
    read = getattr(stream, "read1", stream.read)
    parts: list[bytes] = []
    size = 0
    data = begun or read(BUFFER_BYTES)
    while data:
        place = data.rfind(end) + 1
        if place:
            yield b"".join([*parts, data[:place]])
            parts.clear()
            size = 0
        parts.append(data[place:])
        size += len(data) - place
        if size > LONGEST_LINE:
            raise ConvertError(
                f"refused: a line of more than {LONGEST_LINE >> 20} MB, which no file of references has"
            )
        data = read(BUFFER_BYTES)
    if rest := b"".join(parts):
        yield rest


LONGEST_BLANK: Final = 64
"""A longer run of blanks in a line means nothing, and makes work: it is shortened to so many."""
_BLANKS = tuple(blank * LONGEST_BLANK for blank in (b" ", b"\t", b"\r"))
_LONG_BLANK = re.compile(rb"(?<![ \t\r])([ \t\r]{%d})[ \t\r]++(?!\n)" % LONGEST_BLANK)

_FIELD_AFTER_CR: Final = re.compile(rb"(?<!\r)\r++(?=[A-Z][A-Z\d]{1,3} {0,2}- |%[\dA-Z@] | {6})")
"""A line end of classic Mac OS before a field of MEDLINE, RIS or Refer, where other lines end otherwise."""

_RECORD_AFTER_MARK: Final = re.compile(codecs.BOM_UTF8 + rb"(?=(?:PMID|TY|FN) {0,2}- ?|%0 |@[A-Za-z]+ *[{(])")
"""A mark behind a file without a last line end."""


def _with_line_feeds(data: bytes) -> bytes:
    if b"\n" in data and any(map(data.__contains__, _BLANKS)):
        data = _LONG_BLANK.sub(rb"\1", data)
    if codecs.BOM_UTF8[:1] in data and codecs.BOM_UTF8 in data:  # files with a mark each were joined
        data = data.removeprefix(codecs.BOM_UTF8).replace(b"\n" + codecs.BOM_UTF8, b"\n")
        data = _RECORD_AFTER_MARK.sub(b"\n", data)
    if b"\r" in data and b"\r" in (data := data.replace(b"\r\n", b"\n")):
        data = re.sub(rb"(?<!\r)\r++(?=\n|\Z)", b"", data)
        data = _FIELD_AFTER_CR.sub(b"\n", data) if b"\n" in data else data.replace(b"\r", b"\n")
    return data


def _decode_mixed(data: bytes) -> tuple[str, int]:
    """Lines, some of them not UTF-8 → the text, and how many lines precede the first such line."""
    texts: list[str] = []
    first = -1
    for number, line in enumerate(data.split(b"\n")):
        try:
            texts.append(line.decode())
        except UnicodeDecodeError:
            texts.append(line.decode(errors=LEGACY))
            first = number if first < 0 else first
    return "\n".join(texts), first


def _decode_legacy(error: UnicodeError) -> tuple[str, int]:
    """Bytes that are not UTF-8, in a line that may be so otherwise → their text, and where they end."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    data = error.object[error.start : error.end]
    try:
        return data.decode("windows-1252"), error.end
    except UnicodeDecodeError:
        return data.decode("latin-1"), error.end


LEGACY: Final = "refconvert-legacy"
"""A way to decode UTF-8, for ``bytes.decode``'s ``errors``."""
codecs.register_error(LEGACY, _decode_legacy)

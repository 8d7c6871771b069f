"""Bytes → text: UTF-8, with or without a byte order mark; Windows-1252 or Latin-1 for lines that are not UTF-8."""

import codecs
import re
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO, Final

from convert.streams import BUFFER_BYTES
from convert.streams.problems import Problem, Warn


def text_lines(stream: BinaryIO, *, warn: Warn) -> Iterator[str]:
    """Bytes → lines without their line ends, decoded as by ``text_chunks``."""
    for chunk in text_chunks(stream, warn=warn):
        yield from chunk.removesuffix("\n").split("\n")


def text_chunks(stream: BinaryIO, *, warn: Warn) -> Iterator[str]:
    """Bytes → text in chunks of whole lines that end in LF.

    CRLF becomes LF; so does CR where a chunk has no LF. A line that is not UTF-8 is read as Windows-1252 or, failing that,
    as Latin-1, with one warning for the file. A chunk holds what is available, up to ``BUFFER_BYTES`` and the rest of
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
            text = decode_lines(pending + data + stream.readline(), line)
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
            text, bad_line, encoding = _decode_mixed(data)
            if not warned:
                warned = True
                message = f"not UTF-8; read as {encoding} from here where needed"
                warn(Problem("encoding", message, line=line + bad_line))
            return text

    return decode


def line_chunks(stream: BinaryIO) -> Iterator[bytes]:
    """The chunks of ``text_chunks`` before they are decoded, their line ends already LF."""
    return map(_with_line_feeds, _whole_lines(stream))


_QUOTES = re.compile(rb"^(?:> ?)+", re.MULTILINE)


def unquoted(chunks: Iterable[bytes], warn: Warn) -> Iterator[bytes]:
    """Lines without the ``>`` that mail puts before quoted ones, with one warning for the file."""
    warned, line = False, 1
    for chunk in chunks:
        if _has_quoted_line(chunk):
            if not warned:
                begin = _QUOTES.search(chunk)
                before = chunk.count(b"\n", 0, begin.start() if begin else 0)
                warn(Problem("quoted", "lines quoted as in mail; read without their >", line=line + before))
            warned = True
            yield _QUOTES.sub(b"", chunk)
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
    """The bytes of a stream, split only after line feeds; the first line comes alone."""
    if first := stream.readline():
        yield first.removeprefix(codecs.BOM_UTF8)
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


LONGEST_BLANK: Final = 64
"""A longer run of blanks in a line means nothing, and makes work: it is shortened to so many."""
_BLANKS = tuple(blank * LONGEST_BLANK for blank in (b" ", b"\t", b"\r"))
_LONG_BLANK = re.compile(rb"(?<![ \t\r])([ \t\r]{%d})[ \t\r]++(?!\n)" % LONGEST_BLANK)


def _with_line_feeds(data: bytes) -> bytes:
    if b"\n" in data and any(map(data.__contains__, _BLANKS)):
        data = _LONG_BLANK.sub(rb"\1", data)
    if codecs.BOM_UTF8[:1] in data and codecs.BOM_UTF8 in data:  # files with a mark each were joined
        data = data.removeprefix(codecs.BOM_UTF8).replace(b"\n" + codecs.BOM_UTF8, b"\n")
    if b"\r" in data and b"\r" in (data := data.replace(b"\r\n", b"\n")):
        data = re.sub(rb"(?<!\r)\r++(?=\n|\Z)", b"", data)
        if b"\n" not in data:  # classic Mac OS: the whole file is one chunk
            data = data.replace(b"\r", b"\n")
    return data


def _decode_mixed(data: bytes) -> tuple[str, int, str]:
    """Lines, some of them not UTF-8 → the text, how many lines precede the first such line, and its encoding."""
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


def _decode_legacy(data: bytes) -> tuple[str, str]:
    """Bytes that are not UTF-8 → their text and the encoding's name."""
    try:
        return data.decode("windows-1252"), "Windows-1252"
    except UnicodeDecodeError:
        return data.decode("latin-1"), "Latin-1"

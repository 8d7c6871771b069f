"""What was done to a file as a whole, told by its beginning, and how it is undone."""

import binascii
import re
from collections.abc import Callable, Iterable, Iterator
from html import unescape
from itertools import pairwise
from typing import Any, BinaryIO, Final, NamedTuple

from convert.streams.decoding import QUOTES, whole_pieces
from convert.streams.mangling import HEAD_BYTES, LONGEST_IN_MAIL
from convert.streams.problems import Problem

Undo = Callable[[BinaryIO], Iterable[bytes]]
_FEWEST_LINES: Final = 2


class Mangling(NamedTuple):
    """Something that was done to a file."""

    undo: Undo
    problem: Problem | None
    """What is said; nothing where nothing can be lost."""


def find(head: bytes) -> Mangling | None:
    """What was done last to a file that begins so, if anything was."""
    if len(head) >= HEAD_BYTES and b"\n" in head:
        head = head[: head.rfind(b"\n", 0, HEAD_BYTES)]
    head = head.removeprefix(b"\xef\xbb\xbf")
    for look, problem in MANGLINGS:
        if undo := look(head):
            return Mangling(undo, problem)
    return None


def _lines(head: bytes) -> list[bytes]:
    """Those that aren't blank."""
    return [line for line in head.splitlines() if line.strip()]


def _substituting(end: bytes, *pairs: tuple["re.Pattern[bytes]", Any]) -> Undo:
    """What replaces patterns in pieces that end with ``end``."""

    def undo(stream: BinaryIO) -> Iterator[bytes]:
        for piece in whole_pieces(stream, end):
            data = piece
            for pattern, replacement in pairs:
                data = pattern.sub(replacement, data)
            yield data

    return undo


# --- quoted, indented ---------------------------------------------------------------------------------------------


def _find_quotes(head: bytes) -> Undo | None:
    """Before four of five lines or more; the others may have been broken by the mail program."""
    if b">" not in head[:1] and b"\n>" not in head and b"\r>" not in head:
        return None
    lines = _lines(head)
    quoted = sum(line.startswith(b">") for line in lines)
    is_quoted = len(lines) >= _FEWEST_LINES and quoted >= 0.8 * len(lines)
    return _substituting(b"\n", (QUOTES, b"")) if is_quoted else None


_BLANKS: Final = re.compile(rb"(?:[ \t]|\xc2\xa0)+")


def _find_indent(head: bytes) -> Undo | None:
    """The blanks or tabs before each line."""
    if not head[:1].isspace() and head[:2] != b"\xc2\xa0":
        return None
    lines = _lines(head)
    blanks = _BLANKS.match(lines[0]) if len(lines) >= _FEWEST_LINES else None
    indent = blanks[0] if blanks else b""
    while not all(line.startswith(indent) for line in lines):
        indent = indent[:-1]
    return _substituting(b"\n", (re.compile(rb"^" + indent, re.MULTILINE), b"")) if indent else None


# --- line by line -------------------------------------------------------------------------------------------------

_TAGGED: Final = re.compile(rb"[A-Z][A-Z\d]{1,3} {0,2}-(?: |$)|%[\dA-Z@] |[ \t]")
"""How a line of MEDLINE, RIS or Refer begins."""


def _find_doubled(head: bytes) -> Undo | None:
    """A blank line behind each line of a tagged format, where it would end a record."""
    if b"\n\n" not in head and b"\n\r\n" not in head:
        return None
    lines = head.replace(b"\r\n", b"\n").strip(b"\n").split(b"\n")
    if len(lines) < 2 * _FEWEST_LINES or any(lines[1::2]):
        return None
    tagged = [_TAGGED.match(line) is not None for line in lines[::2] if line]
    if 2 * sum(tagged) < len(tagged):
        return None
    return _substituting(b"\n", (re.compile(rb"(\r?\n)\r?\n"), rb"\1"))


_FULL_IN_MAIL: Final = 56
"""A line that isn't so long was not broken."""
_UNINDENTED: Final = re.compile(rb"^(?![A-Z][A-Z\d]{1,3} {0,2}- ?| {6}|\r?$)", re.MULTILINE)


def _find_wrapped(head: bytes) -> Undo | None:
    """MEDLINE with broken lines, whose second halves aren't indented as its own continuations are."""
    if not head.lstrip().startswith((b"PMID", b"OWN", b"STAT")):
        return None
    lines = [line.rstrip(b"\r") for line in head.split(b"\n")]
    if max(map(len, lines)) > LONGEST_IN_MAIL:
        return None
    broken = sum(
        len(before) >= _FULL_IN_MAIL and bool(line) and _UNINDENTED.match(line) is not None
        for before, line in pairwise(lines)
    )
    return _substituting(b"\n", (_UNINDENTED, b"      ")) if broken >= _FEWEST_LINES else None


_SOFT_BREAK: Final = re.compile(rb"[^\n]{60,76}=\r?\n")
_ENCODED: Final = re.compile(rb"=(?:[\dA-F]{2}|\r?\n|\Z)")


def _find_quoted_printable(head: bytes) -> Undo | None:
    """RFC 2045: each ``=`` stands before two hexadecimal digits or at the end of a line, and no line is longer than 76."""
    if b"=\n" not in head and b"=\r\n" not in head:
        return None
    is_quoted = (
        _SOFT_BREAK.search(head) is not None
        and len(_ENCODED.findall(head)) == head.count(b"=")
        and max(map(len, head.split(b"\n"))) <= 78
    )
    return _decode_quoted_printable if is_quoted else None


def _decode_quoted_printable(stream: BinaryIO) -> Iterator[bytes]:
    begun = b""
    for piece in whole_pieces(stream, b"\n"):
        begun += piece
        end = len(begun)
        while begun[:end].rstrip(b"\r\n").endswith(b"="):  # a broken line, whose rest comes later
            end = begun.rfind(b"\n", 0, end - 1) + 1
        yield binascii.a2b_qp(begun[:end])
        begun = begun[end:]
    yield binascii.a2b_qp(begun)


# --- signs --------------------------------------------------------------------------------------------------------

_ENTITY: Final = re.compile(rb"&(?:amp|lt|gt|quot|apos|nbsp|#0*3[49]|#x0*2[27]);")


def _find_escapes(head: bytes) -> Undo | None:
    """What ``html.escape`` and its like make of a text: no sign of markup is left, and there are at least two of those entities."""
    if b"&" not in head or b"<" in head or b">" in head:
        return None
    found = _ENTITY.findall(head)
    is_escaped = head.lstrip().startswith(b"&lt;") or len(set(found)) > 1 or len(found) > 2
    return _substituting(b";", (_ENTITY, _unescaped)) if is_escaped else None


def _unescaped(entity: "re.Match[bytes]") -> bytes:
    return unescape(entity[0].decode()).encode()


_SMART: Final = ("“".encode(), "”".encode())
_TAG: Final = re.compile(rb"<[A-Za-z?!/][^<>]*>")


def _straightened(match: "re.Match[bytes]") -> bytes:
    return match[0].replace(_SMART[0], b'"').replace(_SMART[1], b'"')


_SMART_FORMS: Final = (
    # XML: its attributes
    (rb"\s*<[^<>]*=\s*(?:\xe2\x80[\x9c\x9d])", b">", ((_TAG, _straightened),)),
    # BibTeX: the beginnings and ends of its values
    (
        rb"[^@]*@[A-Za-z]+\s*[{(][^{}]*=\s*\xe2\x80[\x9c\x9d]",
        b"\n",
        (
            (re.compile(rb"(?<==)([ \t]*)\xe2\x80[\x9c\x9d]"), rb'\1"'),
            (re.compile(rb"\xe2\x80[\x9c\x9d](?=[ \t]*,?[ \t]*\r?$|[ \t]*\})", re.MULTILINE), b'"'),
        ),
    ),
    # JSON: all of them
    (rb"\s*[\[{][\s{]*\xe2\x80[\x9c\x9d]", b"\n", ((re.compile(rb"\xe2\x80[\x9c\x9d]"), b'"'),)),
    # tables: those around cells
    (
        rb"[^\n]*(?:^|[,;\t])\xe2\x80\x9c|(?:[^\n]*\n)[^\n]*[,;\t]\xe2\x80\x9c",
        b"\n",
        (
            (re.compile(rb"(^|[,;\t])\xe2\x80[\x9c\x9d]", re.MULTILINE), rb'\1"'),
            (re.compile(rb"\xe2\x80[\x9c\x9d](?=[,;\t]|\r?$)", re.MULTILINE), b'"'),
        ),
    ),
)
"""How a file begins in which a word processor made its marks of quotation, where its pieces end, and what is done to each."""


def _find_smart_quotes(head: bytes) -> Undo | None:
    """In a file without any other marks of quotation."""
    if b'"' in head or not (_SMART[0] in head or _SMART[1] in head):
        return None
    for beginning, end, pairs in _SMART_FORMS:
        if re.match(beginning, head):
            return _substituting(end, *pairs)
    return None


MANGLINGS: Final[tuple[tuple[Callable[[bytes], Undo | None], Problem | None], ...]] = (
    (_find_quotes, Problem("quoted", "lines quoted as in mail; read without their >", line=1)),
    (_find_indent, None),
    (
        _find_doubled,
        Problem("mangled", "each line is followed by a blank one; read and counted without these", line=1),
    ),
    (
        _find_quoted_printable,
        Problem(
            "mangled", "quoted-printable, as mail is sent; decoded, and lines counted after that", line=1
        ),
    ),
    (_find_wrapped, Problem("mangled", "lines broken as by mail; read as one", line=1)),
    (
        _find_escapes,
        Problem("mangled", "escaped for a web page, such as &lt;; read as what is meant", line=1),
    ),
    (
        _find_smart_quotes,
        Problem(
            "mangled",
            "a word processor's marks of quotation; read as the straight ones that the format has",
            line=1,
        ),
    ),
)
"""In the order in which they are looked for: what finds it in a file's first lines, and what is said of it."""

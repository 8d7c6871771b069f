"""A file to which mail, a word processor or a web page did something as a whole → the file as it was: quotes, indents, escapes.

It is undone before the format is recognised, so that no reader needs to know of it. Most files show at once that nothing was done;
what looks closer is ``unmangling``.
"""

import io
from collections.abc import Iterable
from typing import Any, Final

from convert.streams import BUFFER_BYTES
from convert.streams.problems import Warn

HEAD_BYTES: Final = BUFFER_BYTES
"""So much of a file is looked at, or what there is of it when it comes through a pipe."""
LONGEST_IN_MAIL: Final = 78
"""Characters of a line: RFC 5322, 2.1.1."""
_ROUNDS: Final = 4
"""A file that was escaped, then quoted, then indented takes three."""


def undone(stream: io.BufferedReader, warn: Warn) -> io.BufferedReader:
    """A stream in which what was done to the file as a whole is undone; the same stream where nothing was."""
    for _ in range(_ROUNDS):
        head = stream.peek(HEAD_BYTES)[:HEAD_BYTES]
        if not _is_suspect(head):
            break
        from convert.streams.unmangling import find  # noqa: PLC0415  (seldom needed)

        found = find(head)
        if found is None:
            break
        if found.problem:
            warn(found.problem)
        stream = io.BufferedReader(_Pieces(found.undo(stream)), HEAD_BYTES)
    return stream


def is_mangled(head: bytes) -> bool:
    """Whether ``undone`` changes a file that begins so."""
    if not _is_suspect(head):
        return False
    from convert.streams.unmangling import find  # noqa: PLC0415  (seldom needed)

    return find(head) is not None


def _is_suspect(head: bytes) -> bool:
    """Whether a file needs a closer look."""
    if head[:1] in (b" ", b"\t", b"\xc2", b">") or b"\n>" in head or b"=\n" in head or b"=\r\n" in head:
        return True
    if b"<" not in head and b">" not in head and b"&" in head:
        return True
    if b'"' not in head and (b"\xe2\x80\x9c" in head or b"\xe2\x80\x9d" in head):
        return True
    if 3 * head.count(b"\n\n") > head.count(b"\n") or 3 * head.count(b"\n\r\n") > head.count(b"\n"):
        return True
    return head[:4] in (b"PMID", b"OWN ", b"STAT") and max(map(len, head.split(b"\n"))) <= LONGEST_IN_MAIL


class _Pieces(io.RawIOBase):
    """Bytes in pieces → what a BufferedReader reads from."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        view = memoryview(buffer).cast("B")
        filled = 0
        while filled < len(view):
            self._rest = self._rest or next(self._pieces, b"")
            if not self._rest:
                break
            data, self._rest = self._rest[: len(view) - filled], self._rest[len(view) - filled :]
            view[filled : filled + len(data)] = data
            filled += len(data)
        return filled

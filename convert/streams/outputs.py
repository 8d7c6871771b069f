"""A path, ``-`` or an open stream → a stream to write to. A file appears whole or not at all."""

import contextlib
import io
import os
import stat
import sys
from collections.abc import Iterator
from typing import IO, Any, Literal

from convert.streams import BUFFER_BYTES, STDIO
from convert.streams.problems import ConvertError


@contextlib.contextmanager
def open_output(target: str | os.PathLike[str] | IO[Any], *, binary: bool = False) -> Iterator[Any]:
    """Open a file, ``-`` (standard output) or an open stream for writing bytes, or UTF-8 with line ends as they come.

    A file is written under a temporary name beside its target and renamed on success, so a failure leaves the
    old file as it was. A device or a pipe is written to directly. A stream that was passed in stays open.

    Raises:
        ConvertError: the file can't be written.
    """
    if not isinstance(target, str | os.PathLike):
        if not binary and isinstance(target, io.RawIOBase | io.BufferedIOBase):
            raise ConvertError("the output is a binary stream; open it in text mode")
        yield target
        return
    name = os.fspath(target)
    if name == STDIO:
        with _standard_output(binary=binary) as out:
            yield out
        return
    path = os.path.realpath(name)
    is_file = os.path.isfile(path) or not os.path.exists(path)
    try:
        with _replacing(path, binary=binary) if is_file else _open(path, "w", binary=binary) as file:
            yield file
    except BrokenPipeError:
        raise
    except OSError as error:
        raise ConvertError(f"{name}: {error.strerror}") from error


@contextlib.contextmanager
def _standard_output(*, binary: bool) -> Iterator[IO[Any]]:
    if sys.stdout is None:
        raise ConvertError(f"{STDIO}: standard output is closed")
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


@contextlib.contextmanager
def _replacing(target: str, *, binary: bool) -> Iterator[IO[Any]]:
    """A temporary file beside the target: renamed over it on success, deleted on failure."""
    folder, name = os.path.split(target)
    temporary = os.path.join(folder, f".{name}.{os.urandom(4).hex()}")
    try:
        with _open(temporary, "x", binary=binary, permissions=0o600) as file:
            yield file
        os.chmod(temporary, _permissions(target))
        os.replace(temporary, target)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(temporary)
        raise


def _open(path: str, mode: Literal["w", "x"], *, binary: bool, permissions: int = 0o666) -> IO[Any]:
    def opener(name: str, flags: int) -> int:
        return os.open(name, flags, permissions)

    if binary:
        return open(path, f"{mode}b", BUFFER_BYTES, opener=opener)
    return open(path, mode, BUFFER_BYTES, encoding="utf-8", newline="", opener=opener)


def _permissions(target: str) -> int:
    """Those of the existing file, or those that the umask gives a new one."""
    try:
        return stat.S_IMODE(os.stat(target).st_mode)
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask

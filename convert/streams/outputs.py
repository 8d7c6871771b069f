"""A path, ``-`` or an open stream → a stream to write to. A file appears whole or not at all."""

import contextlib
import errno
import io
import os
import re
import stat
import sys
from collections.abc import Iterable, Iterator
from typing import IO, Any, Final, Literal

from convert.streams import BUFFER_BYTES, STDIO
from convert.streams.problems import ConvertError, printable

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]


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
    if os.path.islink(path):
        raise ConvertError(f"{name}: {os.strerror(errno.ELOOP)}")
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
    kind = _Terminal if sys.stdout.isatty() else io.TextIOWrapper
    out = kind(sys.stdout.buffer, encoding="utf-8", newline="", write_through=False)
    try:
        yield out
    finally:
        out.flush()
        out.detach()


class _Terminal(io.TextIOWrapper):
    """Shows control characters as escapes: a terminal obeys even those that JSON and XML may hold."""

    def write(self, text: str, /) -> int:
        """Write what can be seen."""
        return super().write(text if text.isprintable() else "\r\n".join(map(printable, text.split("\r\n"))))

    def writelines(self, lines: Iterable[str], /) -> None:  # type: ignore[override]
        """Write each."""
        for line in lines:
            self.write(line)


@contextlib.contextmanager
def _replacing(target: str, *, binary: bool) -> Iterator[IO[Any]]:
    """A temporary file beside the target: renamed over it on success, deleted on failure.

    It is on the disk before it has the target's name, so a power cut leaves the old file or the new one.
    """
    folder, name = os.path.split(target)
    begin = f".{name[:_LONGEST_NAME]}."
    _clear_leftovers(folder, begin)
    temporary = os.path.join(folder, f"{begin}{os.urandom(4).hex()}")
    try:
        with _open(temporary, "x", binary=binary, permissions=0o600) as file:
            _lock(file.fileno())
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, _permissions(target))
        os.replace(temporary, target)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(temporary)
        raise


_LONGEST_NAME: Final = 200
"""Characters of a name that its temporary file has too: most systems allow 255 bytes in all."""


def _clear_leftovers(folder: str, begin: str) -> None:
    """Delete the temporary files of runs that were killed: nobody holds their lock."""
    if fcntl is None:
        return
    with contextlib.suppress(OSError), os.scandir(folder or ".") as entries:
        left = [
            e.path
            for e in entries
            if e.name.startswith(begin) and _HEXADECIMAL.fullmatch(e.name[len(begin) :])
        ]
        for path in left:
            with contextlib.suppress(OSError), open(path, "rb") as file:
                fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
                os.unlink(path)


_HEXADECIMAL: Final = re.compile("[0-9a-f]{8}")


def _lock(file: int) -> None:
    """Wait for the lock of an open file, which ends with it; where the system has none, go on without."""
    if fcntl is not None:
        with contextlib.suppress(OSError):
            fcntl.flock(file, fcntl.LOCK_EX)


@contextlib.contextmanager
def locked(path: str) -> Iterator[None]:
    """Change a file that other runs change too: they wait, for all files in this folder."""
    if fcntl is None:
        yield
        return
    folder = os.open(os.path.dirname(os.path.realpath(path)), os.O_RDONLY)
    try:
        _lock(folder)
        yield
    finally:
        os.close(folder)


@contextlib.contextmanager
def held(path: str) -> Iterator[None]:
    """Be the only run that changes a file in place, which is made if there is none: others wait.

    Raises:
        ConvertError: the file can't be opened.
    """
    try:
        file = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise ConvertError(f"{path}: {error.strerror}") from error
    try:
        _lock(file)
        yield
    finally:
        os.close(file)


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

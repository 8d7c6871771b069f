"""The last guard: what a reader or a writer raises on one record becomes a ``Problem`` with its place, and the rest goes on.

Our own readers and writers report what they can't read or write, and raise nothing; a plugin's may.
"""

import io
from collections.abc import Callable, Iterable, Iterator
from typing import IO, Any, Final

from msgspec import Struct

from convert import formats
from convert.changes.reports import problem_with
from convert.model.record import Record
from convert.streams.problems import ConvertError, Problem, Warn, silent

PATIENCE: Final = 100
"""After so many failures in a row a reader is left alone: it may fail for ever."""


def guarded_read(records: Iterable[Record], name: str, path: str, warn: Warn) -> Iterator[Record]:
    """The records of a reader; what it raises is reported after which record it came, and reading goes on if it can.

    Raises:
        ConvertError: the file at ``path``, which the message names, can't be read at all.
    """
    iterator = iter(records)
    failures = line = 0
    while failures < PATIENCE:
        try:
            record = next(iterator)
        except StopIteration:
            return
        except ConvertError as error:
            if path in str(error):
                raise
            raise type(error)(f"{path}: {error}") from error
        except OSError:
            raise
        except Exception as error:  # noqa: BLE001  (that is what a guard is for)
            failures += 1
            warn(Problem("failed", f"the reader {name} fails after this line: {_what(error)}", line=line))
            continue
        failures = 0
        line = record.source.line if isinstance(record, Record) and record.source else line
        yield record


def guarded_write(  # noqa: PLR0913  (what a writer's function takes)
    records: Iterable[Record],
    out: IO[Any],
    options: Struct,
    warn: Warn,
    *,
    writer: formats.Writer,
    write: Callable[..., Any] | None = None,
) -> Any:
    """Call a writer's function, or another one of its. A plugin's is given each record alone first; one on which it fails is reported and left out.

    Raises:
        ConvertError: one of our own fails all the same: the message names the record.
    """
    write = write or writer.function
    last: list[Record] = []

    def watched() -> Iterator[Record]:
        for record in records:
            last[:] = [record]
            yield record

    if writer.name not in formats.WRITERS:
        return write(_tried(records, options, warn, writer), out, options, warn)
    try:
        return write(watched(), out, options, warn)
    except (ConvertError, OSError):
        raise
    except Exception as error:
        problem = problem_with(last[0], "failed", "") if last else Problem("failed", "")
        place = (
            f"{problem.path or '-'}:{problem.line}" if problem.line else problem.record or "the first record"
        )
        raise ConvertError(
            f"{place}: the writer {writer.name} fails on this record or one before it: {_what(error)}"
        ) from error


def _tried(
    records: Iterable[Record], options: Struct, warn: Warn, writer: formats.Writer
) -> Iterator[Record]:
    for record in records:
        try:
            writer.function([record], io.BytesIO() if writer.binary else io.StringIO(), options, silent)
        except ConvertError:
            raise
        except Exception as error:  # noqa: BLE001
            warn(
                problem_with(
                    record,
                    "failed",
                    f"the writer {writer.name} fails on this record, which is left out: {_what(error)}",
                )
            )
        else:
            yield record


def _what(error: Exception) -> str:
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__

"""What goes wrong, as values: a Problem for each trouble, and the exceptions for what can't go on."""

from collections.abc import Callable
from typing import Literal

import msgspec

Severity = Literal["note", "warning", "error"]


class Problem(msgspec.Struct, frozen=True, omit_defaults=True):
    """One trouble found while reading or writing."""

    code: str
    """A short stable name, such as ``bad-date``, for filtering."""
    message: str
    """One sentence for the person at the keyboard."""
    path: str = ""
    """The file, ``-`` for standard input; filled in by whoever opened it."""
    line: int = 0
    """Line number from 1; 0 where there is none."""
    record: str = ""
    """The record's PMID, other identifier, or ordinal."""
    severity: Severity = "warning"
    """``note``: worth knowing (inferred, deleted); ``warning``: kept as it stands; ``error``: skipped."""

    def __str__(self) -> str:
        place = f"{self.path or '-'}:{self.line}: " if self.line else self.path and f"{self.path}: "
        record = f" (record {self.record})" if self.record else ""
        return f"{place}{self.message}{record} [{self.code}]"


Warn = Callable[[Problem], None]


def silent(_problem: Problem) -> None:
    """The default for ``warn``: say nothing."""


class ConvertError(Exception):
    """Input that can't be read at all, or a request that can't be met."""


class FormatError(ConvertError):
    """A format, an option of one, a style or a locale that does not exist: wrong usage."""


class StrictError(ConvertError):
    """Raised by ``strict`` for the first problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def strict(problem: Problem) -> None:
    """Pass as ``warn`` to stop at the first problem that is more than a note.

    Raises:
        StrictError: for a warning or an error.
    """
    if problem.severity != "note":
        raise StrictError(problem)

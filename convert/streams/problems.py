"""Problems found while reading and writing, passed to a ``warn`` callback; exceptions for what can't go on."""

import re
from collections.abc import Callable
from typing import cast

import msgspec

from convert.streams.codes import Severity, usual_severity

_OBEYED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
"""What a terminal may obey instead of showing it: control characters, and those that turn the direction of text."""


def printable(text: str) -> str:
    r"""A text with escapes in place of what a terminal may obey.

    >>> print(printable("a\x1b[2J"))
    a\x1b[2J
    """
    return _OBEYED.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


class Problem(msgspec.Struct, frozen=True, omit_defaults=True):
    """One problem: its code says what kind, its message what exactly."""

    code: str
    """A short stable name, such as ``bad-date``: see ``convert.streams.codes``."""
    message: str
    """What is wrong and what became of it, for the user."""
    path: str = ""
    """The file, ``-`` for standard input; set by whoever opened it."""
    line: int = 0
    """The line's number from 1; 0 if it is unknown."""
    record: str = ""
    """The record's PMID, another identifier of it, or its number in the file."""
    severity: Severity = cast("Severity", "")
    """By default the usual one of the code."""

    def __post_init__(self) -> None:
        if not self.severity:
            msgspec.structs.force_setattr(self, "severity", usual_severity(self.code))

    def __str__(self) -> str:
        place = f"{self.path or '-'}:{self.line}: " if self.line else self.path and f"{self.path}: "
        record = f" (record {self.record})" if self.record else ""
        return printable(f"{place}{self.message}{record} [{self.code}]")


Warn = Callable[[Problem], None]


def silent(_problem: Problem) -> None:
    """Ignore a problem: the default for ``warn``."""


class ConvertError(Exception):
    """The input can't be read at all, or the request can't be met."""


class FormatError(ConvertError):
    """There is no such format, option, style or locale: wrong usage."""


class StrictError(ConvertError):
    """The first problem in strict mode, raised by ``strict``."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def strict(problem: Problem) -> None:
    """Stop at the first problem that is more than a note: pass this as ``warn``.

    Raises:
        StrictError: for a warning or an error.
    """
    if problem.severity != "note":
        raise StrictError(problem)

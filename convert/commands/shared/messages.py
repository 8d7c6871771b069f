"""Problems and errors → lines on stderr, and an exit code.

Exit codes: 0 done; 1 done, but something was skipped, or ``--strict`` and there were problems; 2 usage; 3 can't
read or write; 130 stopped by Ctrl-C, 143 by SIGTERM.
"""

import contextlib
import io
import os
import signal
import sys
from collections import Counter
from collections.abc import Iterator

import click
import msgspec

from convert.streams import STDIO
from convert.streams.problems import ConvertError, FormatError, Problem, printable

SKIPPED, USAGE, IO, INTERRUPTED = 1, 2, 3, 130
MESSAGES_PER_CODE = 10
"""How many messages with one code are shown; the rest are counted at the end."""


def say(line: str | bytes) -> None:
    """Print a line to stderr, if it is open. Bytes are written as they are: UTF-8."""
    if not sys.stderr:
        return
    if isinstance(line, str):
        sys.stderr.write(f"{printable(line)}\n")
    else:
        sys.stderr.flush()
        sys.stderr.buffer.write(line + b"\n")
        sys.stderr.buffer.flush()


class Messages:
    """Prints problems, and determines the exit code."""

    def __init__(self, form: str = "text", *, strict: bool = False) -> None:
        self._json = form == "json"
        self._strict = strict
        self._counts: Counter[str] = Counter()
        self._severities: set[str] = set()
        self._unreadable = False
        self.exit_code = 0
        """The exit code of a command in which nothing failed."""

    def warn(self, problem: Problem) -> None:
        """Print a problem, unless many with its code were printed."""
        self._severities.add(problem.severity)
        self._counts[problem.code] += 1
        if self._json:
            say(msgspec.json.encode(problem))
        elif self._counts[problem.code] <= MESSAGES_PER_CODE:
            say(str(problem))

    def tell(self, text: str) -> None:
        """Print a summary, unless messages are JSON."""
        if not self._json:
            say(f"refconvert: {text}")

    def unreadable(self, error: ConvertError) -> None:
        """Print that an input can't be read or an output not written."""
        self._unreadable = True
        if self._json:
            say(msgspec.json.encode(Problem("unreadable", str(error), severity="error")))
        else:
            say(f"refconvert: {error}")

    def close(self) -> int:
        """Print how many messages were left out, and return the exit code."""
        for code, count in self._counts.items():
            if count > MESSAGES_PER_CODE:
                self.tell(f"{count - MESSAGES_PER_CODE} more [{code}] (--log json shows all)")
        if self._unreadable:
            return IO
        failed = "error" in self._severities or (self._strict and "warning" in self._severities)
        return SKIPPED if failed else self.exit_code


@contextlib.contextmanager
def messages(form: str = "text", *, strict: bool = False) -> Iterator[Messages]:
    """Run a command: errors become messages and an exit code, never a traceback."""
    _prepare_process()
    log = Messages(form, strict=strict)
    try:
        yield log
        if sys.stdout:
            sys.stdout.flush()
    except FormatError as error:
        click.UsageError(str(error), click.get_current_context(silent=True)).show()
        raise SystemExit(USAGE) from error
    except KeyboardInterrupt:
        say("refconvert: stopped")
        raise SystemExit(INTERRUPTED) from None
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except ConvertError as error:
        log.unreadable(error)
    except OSError as error:
        log.unreadable(ConvertError(f"{error.filename or STDIO}: {error.strerror}"))
    if code := log.close():
        raise SystemExit(code)


def _prepare_process() -> None:
    """Let signals end the process by exceptions, and stdout replace what a console's encoding lacks: files are UTF-8 beneath it."""
    with contextlib.suppress(ValueError):  # only the main thread may set handlers
        for stop, handler in ((signal.SIGINT, signal.default_int_handler), (signal.SIGTERM, leave)):
            if signal.getsignal(stop) is signal.SIG_DFL:
                signal.signal(stop, handler)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")


def leave(number: int, _frame: object) -> None:
    """Exit by an exception, so that partial files are deleted, with the shell's exit code for a signal."""
    sys.exit(128 + number)

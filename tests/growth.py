"""Hostile texts for regular expressions, and how long a call takes as they grow.

``attacks`` reads a pattern's parse tree: where a part repeats, a long run of what it matches, after what comes before it
and followed by what can't come after it, is the worst that a text can do to it.
"""

import re
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from re import _constants as c  # type: ignore[attr-defined, unused-ignore]
from re import _parser as parser  # type: ignore[attr-defined, unused-ignore]
from typing import Any, Final

SAMPLES: Final = "a A1 .,-;:()[]{}<>/&\"'\\#@=_*|\n\té–"
"""Characters of which most classes have one."""
MANY: Final = 20
"""A part that may repeat more often than this is taken to be unlimited."""


def attacks(pattern: "re.Pattern[Any]") -> list[tuple[str, str, str]]:
    """Texts as (beginning, what is repeated, end), for each part of a pattern that repeats."""
    tree = parser.parse(
        pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1"),
        pattern.flags & ~re.UNICODE if isinstance(pattern.pattern, bytes) else pattern.flags,
    )
    found: dict[tuple[str, str, str], None] = {}
    for way in range(2):
        for before, body in _repeats(tree, "", way):
            for unit in dict.fromkeys((body, body * 2 + " ", " " + body)):
                for end in ("", "\x00", "!\n"):
                    found[before, unit, end] = None
            if before:
                found["", before, "\x00"] = None
                found["", before + body, "\x00"] = None
    for unit in (" ", "a", "a ", "A", "1", "1 ", ".", ",", "\r", "\n"):
        found["", unit, "\x00"] = None
    return [key for key in found if key[1]]


def _repeats(tree: Any, before: str, way: int) -> Iterator[tuple[str, str]]:
    """Each repeated part of a tree: a text that leads to it, and one that it matches."""
    for operation, value in tree:
        if operation in (c.MAX_REPEAT, c.MIN_REPEAT, c.POSSESSIVE_REPEAT):
            _, most, part = value
            if most > MANY:
                yield before, _sample(part, way)
            yield from _repeats(part, before, way)
        elif operation is c.SUBPATTERN:
            yield from _repeats(value[3], before, way)
        elif operation is c.ATOMIC_GROUP:
            yield from _repeats(value, before, way)
        elif operation in (c.ASSERT, c.ASSERT_NOT):
            yield from _repeats(value[1], before, way)
        elif operation in (c.BRANCH, c.GROUPREF_EXISTS):
            for branch in value[1] if operation is c.BRANCH else filter(None, value[1:]):
                yield from _repeats(branch, before, way)
        before += _sample([(operation, value)], way)


def _sample(tree: Any, way: int) -> str:
    """A text that a tree matches; other ways give others."""
    text = ""
    for operation, value in tree:
        if operation is c.LITERAL:
            text += chr(value)
        elif operation is c.NOT_LITERAL:
            text += _choose([char for char in SAMPLES if ord(char) != value], way)
        elif operation is c.ANY:
            text += _choose(SAMPLES, way)
        elif operation is c.IN:
            text += _choose(_members(value), way)
        elif operation is c.BRANCH:
            text += _sample(_choose(value[1], way), way)
        elif operation is c.SUBPATTERN:
            text += _sample(value[3], way)
        elif operation is c.ATOMIC_GROUP:
            text += _sample(value, way)
        elif operation in (c.MAX_REPEAT, c.MIN_REPEAT, c.POSSESSIVE_REPEAT):
            text += _sample(value[2], way) * max(value[0], way % 2)
    return text


def _choose(choices: Any, way: int) -> Any:
    return choices[way % len(choices)]


def _members(items: Any) -> str:
    """Characters of a class: samples, and what it names."""
    literal = [chr(value) for operation, value in items if operation is c.LITERAL]
    literal += [chr(value[0]) for operation, value in items if operation is c.RANGE]
    pattern = re.compile("[" + "".join(map(_spell, items)) + "]")
    return (
        "".join(
            [char for char in SAMPLES if pattern.match(char)]
            + [char for char in literal if pattern.match(char)]
        )
        or "\u4e00"
    )


_CATEGORIES: Final = {
    c.CATEGORY_DIGIT: r"\d", c.CATEGORY_NOT_DIGIT: r"\D", c.CATEGORY_SPACE: r"\s",
    c.CATEGORY_NOT_SPACE: r"\S", c.CATEGORY_WORD: r"\w", c.CATEGORY_NOT_WORD: r"\W",
}  # fmt: skip


def _spell(item: Any) -> str:
    operation, value = item
    if operation is c.NEGATE:
        return "^"
    if operation is c.LITERAL:
        return re.escape(chr(value))
    if operation is c.RANGE:
        return f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
    return _CATEGORIES[value]


class TooLongError(BaseException):
    """The processor's time is up."""


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise a TooLongError when the process has used so much time of the processor."""

    def stop(*_: object) -> None:
        raise TooLongError

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def seconds_of(call: Callable[[], object]) -> float:
    """How much of the processor's time a call takes."""
    start = time.process_time()
    call()
    return time.process_time() - start

"""Whether what a library calls issues are the numbers of its own records: those are no evidence against one work.

Reference managers let people number their records where the issue belongs, and export it as one. Such numbers hardly ever recur, while
real issues do after a few dozen records: in exports of databases and managers at most one of four is new, among numbers of records all are.
"""

from collections.abc import Callable
from typing import Final

from msgspec.structs import replace

from convert.changes.duplicates.sketches import Sketch

ENOUGH: Final = 50
"""Fewer issues of a file tell nothing."""
MOST: Final = 1000
"""So many issues of a file are looked at, to save memory."""
NEW: Final = 0.8
"""From this share of different numbers on, they are those of records."""

Get = Callable[[int], Sketch]
"""The number of a record → its sketch."""


class Issues:
    """The issues that the records of each file have."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}
        self._different: dict[str, set[str]] = {}

    def add(self, sketch: Sketch) -> None:
        """Count the issue of a record."""
        if not sketch.place.issue or sketch.source is None:
            return
        path = sketch.source.path
        count = self._counts.get(path, 0)
        if count < MOST:
            self._counts[path] = count + 1
            self._different.setdefault(path, set()).add(sketch.place.issue)

    def numbered(self) -> list[str]:
        """The files in which hardly any issue occurs twice."""
        return [
            path
            for path, count in self._counts.items()
            if count >= ENOUGH and len(self._different[path]) >= NEW * count
        ]

    def without_numbers(self, get: Get) -> Get:
        """``get``, but without issues where those are the numbers of records."""
        paths = set(self.numbered())
        if not paths:
            return get

        def cleared(number: int) -> Sketch:
            sketch = get(number)
            if sketch.source is None or sketch.source.path not in paths:
                return sketch
            return replace(sketch, place=sketch.place._replace(issue=""))

        return cleared

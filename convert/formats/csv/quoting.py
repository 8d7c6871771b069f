"""Lines of a table → its rows, as ``csv.reader`` splits them; a mark of quotation that nothing closes costs its own row, not those behind it."""

import csv
from collections import deque
from collections.abc import Iterator
from typing import Final

from convert.streams import LONGEST_LINE
from convert.streams.problems import ConvertError, Problem, Warn

csv.field_size_limit(LONGEST_LINE)

_FEWEST: Final = 2
"""Of more columns their number tells rows from the lines of a cell."""
_SEVERAL: Final = 16
"""So many lines that are rows by themselves are no cell of a row."""
_LONG_LINE: Final = 1 << 18
_LONGEST_ROW: Final = 1 << 22
"""Characters of a row of several lines. Spreadsheets have 32,767 in a cell."""
_PATIENCE: Final = 1 << 20
"""Characters that are read twice before no row is looked for further than ``_SEVERAL`` lines: else many open marks cost the square of the file."""
_PATIENCE_A_LINE: Final = 64
"""What each line of the file adds to it."""


class _OpenError(csv.Error):
    """A row is open, and what follows it aren't its lines."""


class Rows:
    """Iterates over rows: the number of a row's first line, and its cells. The first row is the header."""

    def __init__(self, lines: Iterator[str], first: int, delimiter: str, warn: Warn) -> None:
        """Set the lines, which have no line ends, and the number of the first."""
        self._lines = lines
        self._line = self._first = first
        self._delimiter = delimiter
        self._warn = warn
        self._taken: list[str] = []
        """The lines of the row that is being read."""
        self._again: deque[str] = deque()
        """Lines that were read as part of a row, and are rows of their own."""
        self._has_ended = False
        """Whether the last line is taken; a row that is still being read then has an open mark of quotation."""
        self._width = 0
        """How many columns the header has."""
        self._size = 0
        """Characters of the row that is being read, but for its first line, if it has ``_SEVERAL`` lines."""
        self._read_twice = 0
        """Characters of all lines that were put back."""
        self._reader = csv.reader(self._feed(), delimiter=delimiter)

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        while not self._has_ended:
            self._taken.clear()
            try:
                row = next(self._reader, None)
                if row is not None and (self._has_ended or len(self._taken) > 1):
                    row = self._without_others(row)
            except csv.Error as error:
                row = self._recover(error)
            if row is not None:
                self._width = self._width or len(row)
                yield self._line, row
            self._line += len(self._taken)

    def _feed(self) -> Iterator[str]:
        """What is left to be read: the lines that were put back, then the others."""
        taken = self._taken
        for lines in (self._put_back(), self._lines):
            for line in lines:
                taken.append(line)
                if len(taken) >= _SEVERAL or len(line) > _LONG_LINE:
                    self._look_at(line)
                yield line + "\n"
        self._has_ended = True

    def _put_back(self) -> Iterator[str]:
        while self._again:
            yield self._again.popleft()

    def _look_at(self, line: str) -> None:
        """Look at a row that goes on in many lines, or in long ones.

        Raises:
            _OpenError: it is taken to be open for ever.
        """
        count = len(self._taken)
        self._size = self._size + len(line) if count > _SEVERAL else sum(map(len, self._taken[1:]))
        if self._size > _LONGEST_ROW or (count == _SEVERAL and (self._is_tired() or self._are_rows())):
            raise _OpenError("a mark of quotation isn't closed")

    def _is_tired(self) -> bool:
        return self._read_twice > _PATIENCE + _PATIENCE_A_LINE * self._line

    def _are_rows(self) -> bool:
        """Whether each line behind the first has a cell for each column."""
        return self._width > _FEWEST and all(
            len(self._split(line)) == self._width for line in self._taken[1:]
        )

    def _split(self, line: str) -> list[str]:
        """The cells of a line by itself; if a mark of quotation is left open, the rest of the line is its last cell."""
        return next(csv.reader([line], delimiter=self._delimiter), [])

    def _recover(self, error: csv.Error) -> list[str] | None:
        """The row in which an error is found, up to its first line's end, or nothing."""
        is_header = self._line == self._first
        if isinstance(error, _OpenError) and not is_header:
            return self._only_first()
        reason = "a carriage return outside quotation marks" if "new-line" in str(error) else str(error)
        if is_header:
            raise ConvertError(f"line {self._line}: the table's header can't be read: {reason}") from error
        self._warn(
            Problem("bad-row", f"row can't be read: {reason}; skipped", line=self._line, severity="error")
        )
        return None

    def _without_others(self, row: list[str]) -> list[str]:
        """A row of several lines, or one that the end of the file ends: its first line, if the second one is a row of its own."""
        if (
            len(self._taken) > 1
            and self._width > _FEWEST
            and (self._has_ended or (len(row) != self._width and self._surplus() >= 0))
            and len(self._split(self._taken[1])) == self._width
        ):
            return self._only_first()
        if self._has_ended:
            message = "a mark of quotation isn't closed before the end of the file, which may be cut off"
            self._warn(Problem("cut-off", message, line=self._line, severity="warning"))
        return row

    def _surplus(self) -> int:
        """How many delimiters are text in the cell that the first line leaves open, if the row has as many cells as the header."""
        *cells, rest = self._split(self._taken[0])
        return len(cells) + rest.count(self._delimiter) + 1 - self._width

    def _only_first(self) -> list[str]:
        """The cells of the first line, of which the last one is open; the other lines are read again."""
        *cells, rest = self._split(self._taken[0])
        surplus = max(0, self._surplus())
        parts = rest.split(self._delimiter)
        cells += [self._delimiter.join(parts[: surplus + 1]), *parts[surplus + 1 :]]
        message = "a mark of quotation isn't closed; the row is taken to end with its line"
        self._warn(Problem("bad-row", message, line=self._line))
        self._again.extendleft(reversed(self._taken[1:]))
        self._read_twice += sum(map(len, self._taken[1:]))
        del self._taken[1:]
        self._has_ended = False
        self._reader = csv.reader(self._feed(), delimiter=self._delimiter)
        return cells

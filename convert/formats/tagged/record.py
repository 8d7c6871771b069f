"""``TaggedRecord``: the values of one RIS or EndNote record, by tag, from which parsing functions fill a ``Record``."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from convert.model.record import Record, Source
from convert.streams.codes import Severity
from convert.streams.problems import Problem, Warn


class TaggedRecord:
    """A record being read: values by tag, and the ``Record`` they are moved to.

    All values are collected before any is parsed, because programs disagree about tags, and only the other tags of the record
    tell which meaning applies: ``JO`` is the journal's name, or its abbreviation if ``T2`` is present.
    """

    __slots__ = ("_last", "line", "ordinal", "record", "types", "values", "warn")

    def __init__(
        self, format_name: str, types: Mapping[str, str], line: int, ordinal: int, warn: Warn
    ) -> None:
        """Start a record at ``line``; ``types`` maps the format's reference types, in capitals, to CSL types."""
        self.types = types
        self.line = line
        self.ordinal = ordinal
        self.warn = warn
        self.values: dict[str, list[str]] = {}
        """Tag → values not yet moved to a field. A value may contain line breaks."""
        self._last: list[str] = []
        """The list whose last value a line without a tag continues."""
        self.record = Record(source=Source(line=line, format=format_name))

    def add(self, tag: str, value: str) -> None:
        """Add a line. A line without a tag continues the previous value."""
        if tag:
            self._last = self.values.setdefault(tag, [])
            self._last.append(value)
        elif value:
            text = self._last.pop()  # so that it grows in place
            text += f"\n{value}" if text else value
            self._last.append(text)

    def peek(self, *tags: str) -> list[tuple[str, str]]:
        """The first value of each tag that is present, with its tag; nothing is taken."""
        present = self.values
        return [(tag, present[tag][0]) for tag in tags if tag in present]

    def take(self, *tags: str) -> str:
        """Take the first value of the first tag that has one, on one line, and the same value of the other tags."""
        found = ""
        present = self.values
        for tag in tags:
            if tag in present:
                text = present[tag][0]
                value = " ".join(filter(None, text.split("\n"))) if "\n" in text else text
                found = found or value
                if value in ("", found):
                    self.drop(tag, text)
        return found

    def take_all(self, *tags: str) -> list[str]:
        """Take every value of every tag."""
        return [value for tag in tags for value in self.values.pop(tag, ()) if value]

    def drop(self, tag: str, text: str) -> None:
        """Take one value."""
        values = self.values[tag]
        values.remove(text)
        if not values:
            del self.values[tag]

    def report(self, code: str, message: str, *, severity: Severity = "warning") -> None:
        """Report a problem of this record."""
        name = self.values.get("AN") or self.values.get("ID") or [str(self.ordinal)]
        self.warn(Problem(code, message, line=self.line, record=name[0], severity=severity))


Take: TypeAlias = Callable[[TaggedRecord], None]
"""A step of reading: takes values into fields of the record."""

"""A MEDLINE record while its lines are read: the fields so far, and what later lines need to know of earlier ones."""

from collections.abc import Callable
from typing import Any

from convert.formats.tagged.blocks import Fields
from convert.model.record import Affiliation, Name
from convert.streams.codes import Severity
from convert.streams.problems import Problem, Warn


class MedlineBuilder:
    """Collects the arguments of ``Record``."""

    __slots__ = (
        "fields",
        "full_name",
        "line",
        "locations",
        "name",
        "ordinal",
        "others",
        "owned",
        "owner",
        "short_name",
        "start",
        "stray_affiliations",
        "stray_line",
        "tag",
        "text",
        "warn",
    )

    def __init__(self, warn: Warn, ordinal: int, text: Fields[Any]) -> None:
        self.warn = warn
        self.ordinal = ordinal
        """The number of the record in its file, from 1."""
        self.text = text
        """Tells the number of the current line."""
        self.start = text.line
        """The number of the record's first line."""
        self.fields: dict[str, Any] = {}
        self.tag = ""
        """The tag of the line that a handler is reading."""
        self.line = 0
        """The line to report, if it is not the current one."""
        self.full_name: tuple[str, str] | None = None
        """A role and a full name whose short form has not come yet."""
        self.name: Name | None = None
        """The last name: the next affiliation or identifier belongs to it."""
        self.short_name: Name | None = None
        """The last name that came in its short form alone."""
        self.stray_affiliations: list[Affiliation] = []
        """Affiliations before the first author; old exports put them there."""
        self.stray_line = 0
        """The line of the last of them."""
        self.locations: list[str] = []
        """LID values with a kind, except those that an AID repeated."""
        self.others: set[tuple[str, str]] = set()
        """The schemes and values of ``other_id``."""
        self.owner = ""
        """The owner of the next keywords, if an OTO line came before them."""
        self.owned = 0
        """How many keywords have their owner."""

    def put(self, field: str, value: Any, printed: str) -> None:
        """Fill a field that holds one value; another value goes to ``extra`` as it was ``printed``."""
        if field not in self.fields:
            self.fields[field] = value
        elif self.fields[field] != value:
            self.keep(printed, "repeated", f"another value for {field}")

    def repeat(self, field: str, value: str) -> None:
        """Add a second text for a field."""
        if not self.fields[field]:
            self.fields[field] = value
        elif value:
            self.put(field, value, value)

    def keep(self, value: str, code: str = "", what: str = "") -> None:
        """Put a value into ``extra``, and report it if there is a ``code``."""
        self.fields.setdefault("extra", {}).setdefault(self.tag, []).append(value)
        if code:
            self.report(code, f"{what}{self.tag and f' ({self.tag})'}; kept in extra: {value[:60]!r}")

    def report(self, code: str, message: str, severity: Severity = "warning") -> None:
        """Report a problem with the current line."""
        record = self.fields.get("PMID") or str(self.ordinal)
        line = self.line or self.text.line
        self.warn(Problem(code, message, line=line, record=record, severity=severity))

    def infer(self, field: str, why: str) -> None:
        """Note that the source doesn't state a field outright."""
        self.fields.setdefault("inferred", {})[field] = why


Handler = Callable[[MedlineBuilder, str], None]
"""Reads the value of one line."""

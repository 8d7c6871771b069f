"""CSL-JSON item → Item: its values as marked text, ``Person`` and ``Date``, each parsed once."""

import re
from collections.abc import Mapping
from typing import Any

from convert.csl.item.dates import Date, parse_date
from convert.csl.item.person import Person, parse_person
from convert.csl.text.marks import words
from convert.csl.text.rich_text import AMERICAN, QuotePairs, prepare_text

NAME_VARIABLES = words(
    """author chair collection-editor compiler composer container-author contributor curator director editor
    editorial-director editor-translator executive-producer guest host illustrator interviewer narrator organizer
    original-author performer producer recipient reviewed-author script-writer series-creator translator"""
)
DATE_VARIABLES = words("accessed available-date event-date issued original-date submitted")
NUMBER_VARIABLES = words(
    """chapter-number citation-number collection-number edition first-reference-note-number issue locator number
    number-of-pages number-of-volumes page page-first part-number printing-number section supplement-number version
    volume"""
)
_ALIASES = {
    "title-short": "shortTitle",
    "container-title-short": "journalAbbreviation",
    "event": "event-title",
    "event-title": "event",
}
_ELSEWHERE = frozenset((*_ALIASES, "page-first"))
"""Variables whose value may be found under another name."""
_PLAIN_NOTE_FIELDS = words(
    """DOI ISBN ISSN PMCID PMID URL abstract annote archive archive_location authority call-number dimensions division
    event genre jurisdiction keyword language license medium publisher references scale source status title"""
)


class Item:
    """One reference. Each value is parsed when first asked for, and kept."""

    __slots__ = ("_dates", "_names", "_quotes", "_texts", "data", "id", "language", "type")

    def __init__(self, data: Mapping[str, Any], quotes: QuotePairs = AMERICAN) -> None:
        self.id = str(data.get("id", ""))
        self.data = _add_note_fields(data)
        self.type = str(self.data.get("type") or "document")
        self.language = str(self.data.get("language") or "")
        self._quotes = quotes
        self._texts: dict[str, str] = {}
        self._names: dict[str, tuple[Person, ...]] = {}
        self._dates: dict[str, Date | None] = {}

    def text(self, variable: str) -> str:
        """A variable's value as marked text; ``""`` if it has none."""
        text = self._texts.get(variable)
        if text is None:
            known = variable in self.data or variable in _ELSEWHERE
            text = self._texts[variable] = self._prepare(variable) if known else ""
        return text

    def raw(self, variable: str) -> str:
        """A variable's value as unparsed text."""
        value = self._value(variable)
        if isinstance(value, str):
            return value
        return "" if value is None or isinstance(value, list | dict) else str(value)

    def _value(self, variable: str) -> Any:
        value = self.data.get(variable)
        if (value is None or value == "") and variable in _ELSEWHERE:
            if variable in _ALIASES:
                return self.data.get(_ALIASES[variable]) or value
            if self.data.get("page"):
                return re.split(r"[-–,&\s]", str(self.data["page"]).strip(), maxsplit=1)[0]
        return value

    def _prepare(self, variable: str) -> str:
        value = self.data.get(variable)
        if type(value) is not str or not value:
            value = self.raw(variable)
        value = value.strip(" ")
        return value if variable in ("URL", "DOI") else prepare_text(value, self._quotes)

    def names(self, variable: str) -> tuple[Person, ...]:
        """The names in a name variable."""
        found = self._names.get(variable)
        if found is None:
            people = self.data.get(variable)
            parsed = map(parse_person, people) if isinstance(people, list) else ()
            found = self._names[variable] = tuple([person for person in parsed if person is not None])
        return found

    def date(self, variable: str) -> Date | None:
        """A date variable's value; None if it has none."""
        if variable not in self._dates:
            source = self.data.get(variable)
            self._dates[variable] = parse_date(source) if source else None
        return self._dates[variable]

    @property
    def english(self) -> bool | None:
        """Whether the item's language is English; None if it names none."""
        return self.language[:2].lower() == "en" if self.language else None


def _add_note_fields(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """CSL-JSON data with the variables in its ``note``: ``{:name: value}``, or ``name: value`` lines at the start.

    https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html#cheater-syntax-for-odd-fields
    """
    note = data.get("note")
    if not isinstance(note, str) or ":" not in note:
        return data
    found: dict[str, Any] = {}
    reading = True
    for number, line in enumerate(note.split("\n")):
        for field in re.finditer(r"\{:([A-Za-z_-]+):([^{}]*)\}", line):
            _note_field(field[1], field[2].lstrip(), found, data)
        plain = re.fullmatch(r"([A-Za-z]+(?:[-_][A-Za-z]+)*):[ \t]*+(.*)", line)
        if reading and plain:
            _note_field(plain[1], plain[2], found, data)
        elif number or line.strip():
            reading = reading and not line.strip() and number == 0
    return {**data, **found} if found else data


def _note_field(name: str, value: str, found: dict[str, Any], data: Mapping[str, Any]) -> None:
    if name.lower() == "type":
        found["type"] = value.strip()
        return
    if name in NAME_VARIABLES:
        family, _, given = value.partition("||")
        person = {"family": family.strip(), "given": given.strip()} if given else {"literal": value.strip()}
        found.setdefault(name, []).append(person)
    elif name in DATE_VARIABLES:
        found[name] = {"raw": value.strip()}
    elif name not in data and (name in _PLAIN_NOTE_FIELDS or name in NUMBER_VARIABLES or "-" in name):
        found[name] = value.strip()


_LETTERS = {1: (4,), 2: (2, 2), 3: (2, 1, 1)}
"""Number of names → how many letters of each; of four or more, one each."""


def make_citation_label(item: Item) -> str:
    """Item → its ``citation-label``: its own, or one made of names and year: ``Doe`` 1965 → ``Doe65`` (Appendix IV)."""
    given = item.text("citation-label")
    if given:
        return given
    people = next(
        (people for name in ("author", "editor", "translator") if (people := item.names(name))), ()
    )[:4]
    counts = _LETTERS.get(len(people), (1, 1, 1, 1))
    letters = "".join(
        re.sub(r"\W", "", p.family or p.literal)[:n] for p, n in zip(people, counts, strict=False)
    )
    date = item.date("issued")
    return letters + (f"{date.start.year % 100:02}" if date and date.start.year else "")

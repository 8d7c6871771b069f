"""CSL-JSON whose ``note`` holds further variables → the same with those variables.

Reference managers without a field for a variable keep it there:
https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html#cheater-syntax-for-odd-fields
"""

import re
from collections.abc import Mapping
from typing import Any

from convert.csl.item.variables import DATE_VARIABLES, NAME_VARIABLES, NUMBER_VARIABLES
from convert.csl.text.marks import words

_PLAIN_NOTE_FIELDS = words(
    """DOI ISBN ISSN PMCID PMID URL abstract annote archive archive_location authority call-number dimensions division
    event genre jurisdiction keyword language license medium publisher references scale source status title"""
)


def add_note_fields(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """CSL-JSON data with the variables in its ``note``: ``{:name: value}``, or ``name: value`` lines at the start."""
    note = data.get("note")
    if not isinstance(note, str) or ":" not in note:
        return data
    found: dict[str, Any] = {}
    reading = True
    for number, line in enumerate(note.split("\n")):
        for field in re.finditer(r"\{:([A-Za-z_-]+):\s*([^}]*)\}", line):
            _note_field(field[1], field[2], found, data)
        plain = re.fullmatch(r"([A-Za-z]+(?:[-_][A-Za-z]+)*):[ \t]*(.*)", line)
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

"""What single databases and programs mean by a tag that others use otherwise: one row each, recognised by what a record says of itself.

A row applies to a record, not to a file, for files are merged; several may apply: Embase's record through Rayyan. What the sources
write was counted over real exports (``docs/exports.md``).
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

from convert.formats.tagged.record import TaggedRecord
from convert.model.names import parse_inverted_name

EXTRA: Final = ""
"""Where values go that are no field's: kept in ``extra`` under their tag."""
GROUPS: Final = "groups"
"""Where names go that are those of groups, whatever they look like, or with a comma those of the authors of the book."""


class Exporter(NamedTuple):
    """A database or a program."""

    name: str
    marks: Mapping[str, tuple[str, ...]]
    """Tag → texts: one in the tag's first value tells the exporter; ``""`` is in any."""
    reads: Mapping[str, str]
    """Tag → the tag as which, or the field of the record into which it is read; or ``EXTRA``, ``GROUPS``."""


EXPORTERS: Final = (
    Exporter(
        "Web of Science",
        {"AN": ("WOS:",)},
        {"A1": GROUPS, "C6": "ET", "CP": "event_title", "JI": "iso_abbreviation"},
    ),
    # cited authors, cited references
    Exporter("Ovid", {"DB": ("PsycI", "Ovid", " <"), "NL": ("",)}, {"A2": EXTRA, "M1": EXTRA}),
    Exporter("Cochrane Library", {"AN": ("CN-", "CD0"), "UR": ("cochranelibrary.com",)}, {"JA": "JF"}),
    Exporter("Citavi", {"M4": ("Citavi",)}, {"Y2": "DA"}),
    # the number that a work has in the review
    Exporter("Covidence", {"NS": ("",)}, {"PG": "SP", "AN": EXTRA, "ID": EXTRA}),
    # the address of the corresponding author
    Exporter("Rayyan", {"AN": ("rayyan-",), "ID": ("rayyan-",)}, {"CY": EXTRA}),
    # ``Roe (2024)``
    Exporter("EPPI-Reviewer", {"KW": ("eppi-reviewer",)}, {"ST": EXTRA}),
    # the editor who handled the manuscript
    Exporter("PeerJ", {"DO": ("10.7717/peerj",)}, {"A2": EXTRA}),
)


def _by_tag() -> dict[str, list[tuple[str, Exporter]]]:
    marks: dict[str, list[tuple[str, Exporter]]] = {}
    for exporter in EXPORTERS:
        for tag, texts in exporter.marks.items():
            marks.setdefault(tag, []).extend((text, exporter) for text in texts)
    return marks


_MARKS: Final = _by_tag()


def read_as_exported(tagged: TaggedRecord) -> None:
    """Move values to the tags or fields that they are in the language of the record's exporters."""
    values = tagged.values
    found: list[Exporter] = []
    for tag in _MARKS.keys() & values.keys():
        text = values[tag][0]
        for mark, exporter in _MARKS[tag]:
            if mark in text and exporter not in found:
                found.append(exporter)
    for exporter in found:
        for tag, other in exporter.reads.items():
            if tag in values:
                _move(tagged, values.pop(tag), tag, other)


def _move(tagged: TaggedRecord, texts: list[str], tag: str, other: str) -> None:
    texts = [*filter(None, texts)]
    if not texts:
        return
    if other == EXTRA:
        tagged.record.extra.setdefault(tag, []).extend(texts)
    elif other == GROUPS:
        people = [text for text in texts if "," in text]
        if "AU" in tagged.values:
            tagged.record.container_author = [*map(parse_inverted_name, people)]
            people = []
        tagged.values.setdefault("AU", []).extend(people + [f"{text}," for text in texts if "," not in text])
    elif other.islower():
        setattr(tagged.record, other, texts[0])
    else:
        values = tagged.values.setdefault(other, [])
        known = set(values)
        values += [text for text in texts if text not in known]

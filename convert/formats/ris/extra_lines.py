"""Facts for which RIS has no tag, as ``key: value`` lines in ``M2`` or in a note. Zotero keeps such lines in its field Extra.

The keys are Zotero's where it knows one: https://www.zotero.org/support/kb/item_types_and_fields#citing_fields_from_extra
"""

from collections.abc import Callable
from typing import Final, NamedTuple

from convert.formats.ris import formatting
from convert.formats.ris.formatting import plain
from convert.formats.tagged.record import TaggedRecord
from convert.model.dates import parse_date
from convert.model.record import Record
from convert.model.text import titles
from convert.model.types import ARTICLES


class ExtraLine(NamedTuple):
    """A fact in a line of its own."""

    key: str
    field: str
    """The field to which a line of ``M2`` is read; empty: only notes have this line, and stay notes."""
    format: Callable[[Record], str] | None
    """None: written under another tag, but Zotero and the EndNote formats write it here."""


LINES: Final = (
    ExtraLine("PMID", "PMID", lambda record: record.PMID),
    ExtraLine("PMCID", "PMCID", lambda record: record.PMCID),
    ExtraLine("Type", "type", lambda record: "preprint" if record.type == "article" else ""),
    ExtraLine("Archive ID", "pii", lambda record: record.pii if record.type == "article" else ""),
    ExtraLine("original-title", "original_title", lambda record: plain(record.original_title)),
    ExtraLine("available-date", "available_date", formatting.electronic_date),
    ExtraLine("DOI", "DOI", None),
    ExtraLine("ISSN", "ISSN", None),
    ExtraLine("Rights", "copyright", None),
    ExtraLine(
        "article-number", "", lambda record: record.number if record.page and record.type in ARTICLES else ""
    ),
    ExtraLine(
        "NIHMSID", "", lambda record: ", ".join(record.manuscript_id) if record.type in ARTICLES else ""
    ),
    ExtraLine("accessed", "", lambda record: formatting.format_ris_date(record.accessed)),
    ExtraLine("address", "", lambda record: formatting.affiliations(record) if titles.place(record) else ""),
    ExtraLine("copyright", "", formatting.copyright_notice),
    ExtraLine("Citation Key", "", lambda record: record.id),
)

_FORMATS: Final = {line.key: line.format for line in LINES if line.format} | {
    "PMCID of others": lambda record: "" if record.type in ARTICLES else record.PMCID,
    "available-date of others": lambda record: (
        "" if record.type in ARTICLES and not record.edition else formatting.electronic_date(record)
    ),
}
"""Key → value; ``of others``: not of those articles that have a tag for it."""
_FIELDS: Final = {line.key.lower(): line.field for line in LINES if line.field}


def extra_lines(*keys: str) -> Callable[[Record], list[str]]:
    """Make the function that formats these facts, one a line."""
    formats = [(key.removesuffix(" of others"), _FORMATS[key]) for key in keys]
    return lambda record: [
        f"{key}: {value}" for key, format_value in formats if (value := format_value(record))
    ]


def notes_after(*keys: str) -> Callable[[Record], list[str]]:
    """Make the function that formats these facts and then the record's notes, one a line."""
    lines = extra_lines(*keys)
    return lambda record: [*lines(record), *formatting.notes(record)]


def take_extra_lines(tagged: TaggedRecord) -> None:
    """M2: ``key: value`` lines, or EndNote's start page."""
    for text in tagged.take_all("M2"):
        for line in text.split("\n"):
            if not _take_extra_line(tagged.record, line):
                is_page = line.isdecimal() and "SP" not in tagged.values
                tagged.values.setdefault("SP" if is_page else "M2", []).append(line)


def _take_extra_line(record: Record, line: str) -> bool:
    """Fill the field that the line names; return whether there is one."""
    key, _, value = line.partition(": ")
    field = _FIELDS.get(key.lower(), "")
    if field == "type" and value == "preprint":
        record.type, record.genre = "article", "preprint"
    elif field == "available_date":
        record.available_date = parse_date(value)
    elif field not in ("", "type"):
        setattr(record, field, value)
    else:
        return False
    return True

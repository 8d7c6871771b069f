"""CSL-JSON items → items that every version of Zotero imports."""

from collections.abc import Callable
from typing import Any, Final

from convert.formats import zotero
from convert.model import identifiers
from convert.model.dates import SEASONS
from convert.model.names import add_periods
from convert.model.record import Record
from convert.model.text import titles
from convert.model.types import TYPES


def for_zotero(item: dict[str, Any], record: Record) -> dict[str, Any]:
    r"""Adapt a valid item to Zotero.

    Identifiers and types that some versions don't know become lines of the note, which all of them parse. The
    abbreviation is also given under its old name; an article number is a page; a name has two parts; a season is a word;
    text that is no date is ``raw``. Languages are the source's codes. PubMed's own fields go where Zotero's import of PubMed
    XML puts them.

    >>> item = {"type": "software", "PMID": "1", "number": "e7", "issued": {"literal": "undated"}, "note": "N"}
    >>> for_zotero(item, Record(bookaccession="NBK1"))  # doctest: +NORMALIZE_WHITESPACE
    {'type': 'document', 'number': 'e7', 'issued': {'raw': 'undated'},
     'call-number': 'NBK1', 'URL': 'https://www.ncbi.nlm.nih.gov/books/NBK1/', 'note': 'PMID: 1\nType: software\nN'}
    """
    lines = [f"{name}: {item.pop(name)}" for name in ("PMID", "PMCID") if name in item]
    if "ISSN" in item and item["type"] == "article":
        lines.append(f"ISSN: {item['ISSN']}")
    kind = item["type"]
    if kind not in ZOTERO_TYPES:
        lines.append(f"Type: {kind}")
        item["type"] = "document"
    _fill(item, record)
    for value in item.values():
        _adapt(value)
    lines += filter(None, [zotero.rights_line(record)])
    if lines:
        item["note"] = "\n".join([*lines, *filter(None, [item.pop("note", "")])])
    return item


def _fill(item: dict[str, Any], record: Record) -> None:
    if item["type"] in _JOURNALS and item.get("number") == item.get("page"):
        item.pop("number", None)
    item |= {name: value for name, get in _OF_PUBMED if (value := get(record)) and name not in item}
    if record.language:
        item["language"] = ", ".join(record.language)
    if "container-title-short" in item:
        item["journalAbbreviation"] = item["container-title-short"]


def _adapt(value: Any) -> None:
    """Adapt a value: a date without a year is ``raw``, a season is a word, names have two parts."""
    if isinstance(value, dict) and "literal" in value:
        value["raw"] = value.pop("literal")
    elif isinstance(value, dict) and isinstance(season := value.get("season"), int):
        value["season"] = SEASONS[season - 1]
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        value[:] = map(_two_parts, value)


_OF_PUBMED: Final[tuple[tuple[str, Callable[[Record], str]], ...]] = (
    ("page", lambda record: "" if record.type == "article" else record.location_id),
    ("number", lambda record: record.pii if record.type == "article" else ""),
    ("publisher", lambda record: titles.container_title(record) if record.type == "article" else ""),
    ("call-number", identifiers.call_number),
    ("publisher-place", titles.place),
    ("URL", identifiers.url),
)
"""Variable → its value, if the item has none."""


def _two_parts(name: dict[str, Any]) -> dict[str, Any]:
    """A name as in Zotero's editor: particles in the family name, the suffix in the given names, periods after initials."""
    if "literal" in name:
        return name
    family = [name.get(part, "") for part in ("dropping-particle", "non-dropping-particle", "family")]
    given = [add_periods(name.get("given", "")), name.get("suffix", "")]
    parts = {"family": " ".join(filter(None, family)), "given": ", ".join(filter(None, given))}
    return {part: text for part, text in parts.items() if text}


_JOURNALS: Final = frozenset({"article-journal", "article-magazine", "article-newspaper"})

_UNKNOWN_TYPES: Final = "classic collection event hearing performance regulation software standard"
ZOTERO_TYPES: Final = TYPES - {*_UNKNOWN_TYPES.split()}
"""The types that every version of Zotero imports; for any other one, it refuses the whole file."""

"""CSL-JSON as Zotero's import wants it, in all its versions."""

from collections.abc import Callable
from typing import Any, Final

from convert.formats import zotero
from convert.model import identifiers
from convert.model.dates import SEASONS
from convert.model.names import add_periods
from convert.model.pages import publisher_number
from convert.model.record import Record
from convert.model.text import titles


def for_zotero(item: dict[str, Any], record: Record) -> dict[str, Any]:
    r"""A valid item as Zotero's import wants it.

    Identifiers and types that not all its versions know are lines of the note, which it parses; the abbreviation has
    its old name, too; an article number is a page; a name has two parts; a season is a word, and what is no date ``raw``.
    Languages are the source's codes; what only PubMed has is where Zotero's import of PubMed's XML puts it.

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
    if item["type"] in _JOURNALS:
        if "number" in item and "page" not in item:
            item["page"] = item.pop("number")
        if record.container_title:
            item["container-title"] = titles.container_title(record)
    item |= {name: value for name, get in _OF_PUBMED if (value := get(record)) and name not in item}
    if record.language:
        item["language"] = ", ".join(record.language)
    if "container-title-short" in item:
        item["journalAbbreviation"] = item["container-title-short"]


def _adapt(value: Any) -> None:
    """A date that is none is ``raw``, a season a word; names have two parts."""
    if isinstance(value, dict) and "literal" in value:
        value["raw"] = value.pop("literal")
    elif isinstance(value, dict) and isinstance(season := value.get("season"), int):
        value["season"] = SEASONS[season - 1]
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        value[:] = map(_two_parts, value)


_OF_PUBMED: Final[tuple[tuple[str, Callable[[Record], str]], ...]] = (
    ("page", lambda record: "" if record.type == "article" else publisher_number(record)),
    ("number", lambda record: record.pii if record.type == "article" else ""),
    ("publisher", lambda record: record.container_title if record.type == "article" else ""),
    ("call-number", identifiers.call_number),
    ("publisher-place", titles.place),
    ("URL", identifiers.url),
)
"""Variable → what it is where the item has none."""


def _two_parts(name: dict[str, Any]) -> dict[str, Any]:
    """Particles with the family name, the suffix with the given names, where Zotero's own editor has them; initials with periods."""
    if "literal" in name:
        return name
    family = [name.get(part, "") for part in ("dropping-particle", "non-dropping-particle", "family")]
    given = [add_periods(name.get("given", "")), name.get("suffix", "")]
    parts = {"family": " ".join(filter(None, family)), "given": ", ".join(filter(None, given))}
    return {part: text for part, text in parts.items() if text}


_JOURNALS: Final = frozenset({"article-journal", "article-magazine", "article-newspaper"})

_ZOTERO_TYPE_NAMES: Final = """
    article article-journal article-magazine article-newspaper bill book broadcast chapter dataset document entry
    entry-dictionary entry-encyclopedia figure graphic interview legal_case legislation manuscript map motion_picture
    musical_score pamphlet paper-conference patent periodical personal_communication post post-weblog report review
    review-book song speech thesis treaty webpage
"""
ZOTERO_TYPES: Final = frozenset(_ZOTERO_TYPE_NAMES.split())
"""The types that Zotero takes: for one other it refuses the whole file."""

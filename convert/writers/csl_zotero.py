"""CSL-JSON as Zotero's import wants it, in all its versions."""

from typing import Any, Final

from convert.values import SEASONS


def for_zotero(item: dict[str, Any]) -> dict[str, Any]:
    r"""A valid item as Zotero's import wants it.

    Identifiers and types that not all its versions know are lines of the note, which it parses; the abbreviation has
    its old name, too; an article number is a page; a name has two parts; a season is a word, and what is no date ``raw``.

    >>> for_zotero({"type": "software", "PMID": "1", "number": "e7", "issued": {"literal": "undated"}, "note": "N"})
    {'type': 'document', 'number': 'e7', 'issued': {'raw': 'undated'}, 'note': 'PMID: 1\nType: software\nN'}
    """
    lines = [f"{name}: {item.pop(name)}" for name in ("PMID", "PMCID") if name in item]
    kind = item["type"]
    if kind not in ZOTERO_TYPES:
        lines.append(f"Type: {kind}")
        item["type"] = "document"
    if kind in _WITH_ARTICLE_NUMBERS and "number" in item and "page" not in item:
        item["page"] = item.pop("number")
    if "container-title-short" in item:
        item["journalAbbreviation"] = item["container-title-short"]
    for value in item.values():
        if isinstance(value, dict) and "literal" in value:
            value["raw"] = value.pop("literal")
        elif isinstance(value, dict) and isinstance(season := value.get("season"), int):
            value["season"] = SEASONS[season - 1]
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            value[:] = map(_two_parts, value)
    if lines:
        item["note"] = "\n".join([*lines, *filter(None, [item.pop("note", "")])])
    return item


def _two_parts(name: dict[str, Any]) -> dict[str, Any]:
    """Particles with the family name, the suffix with the given names, where Zotero's own editor has them."""
    if "literal" in name:
        return name
    family = [name.get(part, "") for part in ("dropping-particle", "non-dropping-particle", "family")]
    given = [name.get("given", ""), name.get("suffix", "")]
    parts = {"family": " ".join(filter(None, family)), "given": ", ".join(filter(None, given))}
    return {part: text for part, text in parts.items() if text}


_WITH_ARTICLE_NUMBERS: Final = frozenset({"article-journal", "article-magazine", "article-newspaper"})

_ZOTERO_TYPE_NAMES: Final = """
    article article-journal article-magazine article-newspaper bill book broadcast chapter dataset document entry
    entry-dictionary entry-encyclopedia figure graphic interview legal_case legislation manuscript map motion_picture
    musical_score pamphlet paper-conference patent periodical personal_communication post post-weblog report review
    review-book song speech thesis treaty webpage
"""
ZOTERO_TYPES: Final = frozenset(_ZOTERO_TYPE_NAMES.split())
"""The types that Zotero takes: for one other it refuses the whole file."""

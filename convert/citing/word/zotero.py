"""Zotero's fields in a Word document: their codes, and the preferences that let Zotero's plug-in go on with the document.

What the plug-in reads is in its source, zotero/zotero ``chrome/content/zotero/xpcom/integration.js``, and in that of its plug-in for Word. A work
is known by its ``uris``, which must be the same in all its citations; ``itemData`` serves where the library has no such work.
"""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any, Final

from msgspec import Struct

from convert.citing.citations import Cite
from convert.formats.csl_json.items import parse_item, to_valid_item
from convert.model.record import Record

BIBLIOGRAPHY_CODE: Final = ' ADDIN ZOTERO_BIBL {"uncited":[],"omitted":[],"custom":[]} CSL_BIBLIOGRAPHY '
PREFERENCES: Final = "ZOTERO_PREF"
_SCHEMA: Final = "https://github.com/citation-style-language/schema/raw/master/csl-citation.json"
_CITATION = re.compile(
    r"\s*(?:ADDIN )?(?:ZOTERO_(?:ITEM|CITATION) )?CSL_CITATION\b|\s*(?:ADDIN )?ZOTERO_(?:ITEM|CITATION)\b"
)
_LIST = re.compile(r"\s*(?:ADDIN )?ZOTERO_BIBL\b")


class CitedItem(Struct):
    """A work that a field cites, and how."""

    uris: Sequence[str]
    data: Mapping[str, Any]
    cite: Cite
    """With ``""`` for its key."""

    def record(self) -> Record | None:
        """The work as a record; None if the field has nothing of it."""
        return parse_item(dict(self.data)) if self.data else None


def is_citation(code: str) -> bool:
    """Whether the code is that of a citation, Zotero's or one that Zotero takes over."""
    return _CITATION.match(code) is not None


def is_list(code: str) -> bool:
    """Whether the code is that of the reference list."""
    return _LIST.match(code) is not None


def parse_citation(code: str) -> list[CitedItem]:
    """The works that a field cites; none if its code is damaged."""
    begin, end = code.find("{"), code.rfind("}")
    try:
        value = json.loads(code[begin : end + 1])
        items = value.get("citationItems", ())
        return [_parse_item(item) for item in items if isinstance(item, dict)]
    except (ValueError, AttributeError, RecursionError):
        return []


def _parse_item(item: Mapping[str, Any]) -> CitedItem:
    uris = item.get("uris") or item.get("uri") or ()
    data = item.get("itemData")
    suppressed = item.get("suppress-author") or item.get("suppressAuthor")
    return CitedItem(
        [uris] if isinstance(uris, str) else [uri for uri in uris if isinstance(uri, str)],
        data if isinstance(data, dict) else {},
        Cite(
            "",
            locator=str(item.get("locator") or ""),
            label=str(item.get("label") or "page"),
            prefix=str(item.get("prefix") or ""),
            suffix=str(item.get("suffix") or ""),
            author="suppress" if suppressed else "",
        ),
    )


def work_uri(record: Record, key: str) -> str:
    """A work's address, the same in all citations of all documents."""
    if record.PMID:
        return f"https://pubmed.ncbi.nlm.nih.gov/{record.PMID}/"
    return f"https://doi.org/{record.DOI.lower()}" if record.DOI else f"urn:refconvert:{key}"


def citation_code(cites: Sequence[Cite], works: Sequence[tuple[Record, str]], number: int, note: int) -> str:
    """The code of a citation; the visible text is left out of it, so that Zotero asks nothing when it renews it.

    Args:
        cites: how each work is cited.
        works: the record of each, and its address.
        number: the place of the citation in the document.
        note: the number of its note; 0 in the text.
    """
    items = [_citation_item(cite, record, uri) for cite, (record, uri) in zip(cites, works, strict=True)]
    name = hashlib.sha256(f"{number} {[item['uris'] for item in items]}".encode()).hexdigest()[:8]
    value = {"citationID": name, "properties": {"noteIndex": note}, "citationItems": items, "schema": _SCHEMA}
    return f" ADDIN ZOTERO_ITEM CSL_CITATION {json.dumps(value, ensure_ascii=False, separators=(',', ':'))} "


def _citation_item(cite: Cite, record: Record, uri: str) -> dict[str, Any]:
    data = {**to_valid_item(record), "id": uri}
    item: dict[str, Any] = {"id": uri, "uris": [uri], "itemData": data}
    if cite.locator:
        item |= {"locator": cite.locator, "label": cite.label}
    given = {"prefix": cite.prefix, "suffix": cite.suffix}
    item |= {name: text for name, text in given.items() if text}
    return item | ({"suppress-author": True} if cite.author else {})


def preferences(style: str, locale: str, *, is_note: bool, document: bytes) -> str:
    """The document's preferences (data version 3); the session's name is the document's own.

    Args:
        style: the id in the style's file, by which Zotero finds or installs it.
        locale: the language.
        is_note: whether the style prints its citations in notes.
        document: the body.
    """
    session = hashlib.sha256(document).hexdigest()[:8]
    return (
        f'<data data-version="3" zotero-version="7.0.0"><session id="{session}"/>'
        f'<style id="{escape(style)}" locale="{escape(locale)}" hasBibliography="1" bibliographyStyleHasBeenSet="1"/>'
        f'<prefs><pref name="fieldType" value="Field"/><pref name="noteType" value="{int(is_note)}"/></prefs></data>'
    )

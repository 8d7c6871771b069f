"""Citation as plain data → Cluster, with its locators and affixes parsed and the positions of its cites set."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from convert.csl.citations.locators import LOCATOR_ABBREVIATIONS
from convert.csl.item.item import Item
from convert.csl.rendering.context import FIRST, IBID, IBID_WITH_LOCATOR, NEAR_NOTE, SUBSEQUENT, CitationItem
from convert.csl.text.rich_text import parse_rich_text

_GIVEN_POSITIONS = (FIRST, SUBSEQUENT, SUBSEQUENT | IBID, SUBSEQUENT | IBID | IBID_WITH_LOCATOR)
"""Positions by citeproc-js' number for them."""
_LABELLED = re.compile(rf"({'|'.join(map(re.escape, LOCATOR_ABBREVIATIONS))})\s+(?=\S)")


class Cluster(Struct):
    """One citation: cites that stand together."""

    cites: list[CitationItem]
    note: int = 0
    sorts: bool = True
    """Whether its cites are put in the order of the style."""


def parse_cluster(source: Mapping[str, Any], items: Mapping[str, Item]) -> Cluster:
    """Parse a citation; cites of unknown items are left out.

    Args:
        source: ``cites``, a list of objects; optionally ``note``, the number of its footnote, and ``sorts``. A cite has an
            ``id`` and optionally ``locator``, ``label``, ``prefix``, ``suffix``, ``author-only``, ``suppress-author``,
            ``position`` (0 to 3, as in citeproc-js), ``near-note`` and ``first-reference-note-number``.
        items: the known items by id.
    """
    known = [cite for cite in source["cites"] if str(cite["id"]) in items]
    cites = [_parse_cite(cite, items[str(cite["id"])]) for cite in known]
    return Cluster(cites, int(source.get("note") or 0), sorts=bool(source.get("sorts", True)))


def _locator_label(locator: str, label: str) -> tuple[str, str]:
    """Split off the label with which a locator starts; without one, return ``label``.

    >>> _locator_label("vol. 1, fol. 186", "page"), _locator_label("12", "page")
    (('1, fol. 186', 'volume'), ('12', 'page'))
    """
    found = _LABELLED.match(locator)
    return (locator[found.end() :], LOCATOR_ABBREVIATIONS[found[1]]) if found else (locator, label)


def _parse_cite(source: Mapping[str, Any], item: Item) -> CitationItem:
    locator = str(source.get("locator") or "").strip()
    locator, label = _locator_label(locator, str(source.get("label") or "page"))
    return CitationItem(
        item,
        locator=parse_rich_text(locator),
        label=label,
        prefix=parse_rich_text(str(source.get("prefix") or "")),
        suffix=parse_rich_text(str(source.get("suffix") or "")),
        mode=next((mode for mode in ("author-only", "suppress-author") if source.get(mode)), ""),
        position=_GIVEN_POSITIONS[int(source.get("position") or 0)]
        | (NEAR_NOTE if source.get("near-note") else 0),
        first_note=int(source.get("first-reference-note-number") or 0),
    )


def set_positions(clusters: Sequence[Cluster], near: int) -> None:
    """Set the position and first note number of each cite (CSL 1.0.2, "Choose", ``position``).

    Args:
        clusters: the document's citations, in order.
        near: ``near-note-distance``.
    """
    first_note: dict[str, int] = {}
    last_note: dict[str, int] = {}
    preceding: dict[bool, Cluster] = {}  # the preceding citation in notes, and in the text
    in_note = Counter(cluster.note for cluster in clusters)
    for cluster in clusters:
        previous: CitationItem | None = None
        before = preceding.get(cluster.note > 0)
        if before is not None and before.note not in (0, cluster.note) and in_note[before.note] > 1:
            before = None
        for n, cite in enumerate(cluster.cites):
            if n == 0 and before is not None and len({c.item.id for c in before.cites}) == 1:
                previous = before.cites[-1]
            key = cite.item.id
            if key in first_note:
                cite.position = SUBSEQUENT
                if previous is not None and previous.item.id == key:
                    cite.position |= _ibid(previous, cite)
                if cluster.note - last_note[key] <= near:
                    cite.position |= NEAR_NOTE
                # in the note where it was first cited, there is no other note to refer to
                cite.first_note = first_note[key] if first_note[key] != cluster.note else 0
            else:
                cite.position = FIRST
                first_note[key] = cluster.note
            last_note[key] = cluster.note
            previous = cite
        preceding[cluster.note > 0] = cluster


def _ibid(previous: CitationItem, cite: CitationItem) -> int:
    if cite.locator:
        same = previous.locator == cite.locator and previous.label == cite.label
        return IBID if same else IBID | IBID_WITH_LOCATOR
    return 0 if previous.locator else IBID

"""Clusters → the positions of their cites: first, subsequent, ibid, near-note (CSL 1.0.2, "Choose", ``position``)."""

from collections import Counter
from collections.abc import Sequence

from convert.csl.citations.clusters import Cluster
from convert.csl.rendering.context import FIRST, IBID, IBID_WITH_LOCATOR, NEAR_NOTE, SUBSEQUENT, CitationItem


def set_positions(clusters: Sequence[Cluster], near: int) -> None:
    """Set the position and first note number of each cite.

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
                cite.first_note = first_note[key]
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

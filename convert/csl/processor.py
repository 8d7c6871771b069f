"""Items and citations in, formatted citations and bibliography out.

The flow: items are made ready (``item.py``), sorted and numbered (``sort.py``), told apart (``disambiguate.py``), and
only then rendered (``cite.py``, ``elements.py``), settled (``settle.py``) and written (``output.py``).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from convert.csl.cite import NO_FORM, Cluster, ClusterRenderer, parse_cluster, set_positions
from convert.csl.disambiguate import Disambiguator
from convert.csl.item import Item
from convert.csl.label import make_label
from convert.csl.output import FORMATS, Node, build_tree
from convert.csl.scene import (
    BIBLIOGRAPHY,
    CITATION,
    FIRST,
    SUBSEQUENT,
    Cite,
    Detail,
    NamesTrace,
    Scene,
    SortNames,
)
from convert.csl.sort import SortKey, sort_by
from convert.csl.style import Area, Style
from convert.csl.substitute import AuthorSubstitute
from convert.csl.textcase import capitalize_term
from convert.streams.problems import Problem, Warn, silent


@dataclass(slots=True, frozen=True)
class Entry:
    """One entry of a bibliography."""

    id: str
    text: str
    """In the format asked for."""
    nodes: Sequence[Node]
    """The same as a tree (see ``output.Span``)."""


@dataclass(slots=True, frozen=True)
class Bibliography:
    """A bibliography, and how the style wants it set (CSL 1.0.2, "Bibliography-specific Options")."""

    entries: Sequence[Entry]
    second_field_align: str
    """``""``, ``flush`` or ``margin``."""
    hanging_indent: bool
    line_spacing: int
    entry_spacing: int
    lang: str = ""
    """The language tag of its terms."""


class Processor:
    """Formats items, and a document's citations of them, in one style."""

    def __init__(  # noqa: PLR0913 - a document's few options, all by name
        self,
        style: Style,
        items: Iterable[Mapping[str, Any]],
        clusters: Sequence[Mapping[str, Any]] = (),
        *,
        sort: bool = True,
        links: bool = False,
        warn: Warn = silent,
    ) -> None:
        """Sort, number and disambiguate.

        Args:
            style: from ``load_style``.
            items: CSL-JSON items; those that no citation names follow the cited ones.
            clusters: the document's citations, in order (see ``cite.parse_cluster``).
            sort: False keeps the bibliography in the given order.
            links: link DOI, PMID, PMCID and URL where the format can.
            warn: told of items and cites that can't be used.
        """
        self._style, self._links, self._warn = style, links, warn
        self._quotes, self._in_quote = style.locale.quotes, style.locale.punctuation_in_quote
        self._items = self._read(items)
        self._lang = style.locale.lang.partition("-")[0]
        self._expands_entries = style.citation.options.get("disambiguate-add-givenname") == "true"
        self._numbers: dict[str, int] = {}
        self._details: dict[str, Detail] = {}
        self._labels: dict[str, str] = {}
        self.clusters = [self._cluster(cluster) for cluster in clusters]
        self._order = self._sorted(self._registered(), sort=sort)
        near = _count(style.citation.options, "near-note-distance", 5)
        set_positions(self.clusters, near)
        self._disambiguate()
        self._sort_clusters(self.clusters)
        set_positions(self.clusters, near)
        self._renderer = ClusterRenderer(style.citation, self._cite_scene, is_note=style.is_note)

    def _read(self, items: Iterable[Mapping[str, Any]]) -> dict[str, Item]:
        found: dict[str, Item] = {}
        for source in items:
            if not isinstance(source, Mapping):
                self._warn(
                    Problem(
                        "bad-item", f"A reference is no CSL-JSON object: {source!r:.60}", severity="error"
                    )
                )
                continue
            item = Item(source, self._quotes)
            if not item.id:
                item.id = f"item-{len(found) + 1}"
            found[item.id] = item
        return found

    def _cluster(self, source: Mapping[str, Any]) -> Cluster:
        for cite in source.get("cites", ()):
            if str(cite.get("id")) not in self._items:
                self._warn(
                    Problem(
                        "unknown-id",
                        f"There is no reference {cite.get('id')!r} to cite.",
                        record=str(cite.get("id")),
                    )
                )
        return parse_cluster(source, self._items)

    def _registered(self) -> list[Item]:
        cited = {cite.item.id: cite.item for cluster in self.clusters for cite in cluster.cites}
        return [*cited.values(), *(item for key, item in self._items.items() if key not in cited)]

    def _sorted(self, items: list[Item], *, sort: bool) -> list[Item]:
        """Items in the bibliography's order, numbered in it."""
        area = self._style.bibliography
        for n, item in enumerate(items, 1):
            self._numbers[item.id] = n
            if self._style.labels:
                self._labels[item.id] = make_label(item)
        if sort and area is not None and area.keys:
            items = sort_by(items, area.keys, lambda item: self._scene(item, BIBLIOGRAPHY), self._lang)
            descending = area.keys[0].descending and area.keys[0].by_number
            numbers = range(len(items), 0, -1) if descending else range(1, len(items) + 1)
            self._numbers = {item.id: n for n, item in zip(numbers, items, strict=True)}
        return items

    def _scene(self, item: Item, area: int) -> Scene:
        key = item.id
        scene = Scene(item, area)
        scene.number = self._numbers.get(key, 0)
        scene.detail = self._details.get(key)
        scene.links = self._links
        if self._labels:
            scene.label = self._labels.get(key, "")
        return scene

    def _entry_scene(self, item: Item) -> Scene:
        """A scene for a bibliography entry; names added to cites are added here only where given names are, too."""
        scene = self._scene(item, BIBLIOGRAPHY)
        if scene.detail is not None and not self._expands_entries:
            scene.detail = replace(scene.detail, shown=[])
        return scene

    def _cite_scene(self, cite: Cite) -> Scene:
        scene = self._scene(cite.item, CITATION)
        scene.cite = cite
        scene.suppress_names = cite.mode == "suppress-author"
        scene.names_only = cite.mode == "author-only"
        return scene

    def _disambiguate(self) -> None:
        """Find out how each item is told from the others."""
        area = self._style.citation
        layout = area.layout
        # what is cited again is compared as it is cited again: note styles print less then
        again = any(cite.position & SUBSEQUENT for cluster in self.clusters for cite in cluster.cites)
        position = SUBSEQUENT if again else FIRST
        notes = (
            {cite.item.id: cluster.note for cluster in reversed(self.clusters) for cite in cluster.cites}
            if again
            else {}
        )

        def render(item: Item, detail: Detail, trace: list[NamesTrace]) -> str:
            cite = Cite(item, position=position, first_note=notes.get(item.id, 0))
            scene = Scene(item, CITATION)
            scene.detail, scene.trace, scene.cite = detail, trace, cite
            scene.label = self._labels.get(item.id, "")
            return layout.cite(scene)

        disambiguator = Disambiguator(area.options, condition=self._style.tests_ambiguity, render=render)
        if disambiguator.needed:
            self._details = disambiguator.run(self._order)

    def _sort_clusters(self, clusters: Sequence[Cluster]) -> None:
        area = self._style.citation
        grouped = area.options.get("collapse", "").startswith("year")
        for cluster in clusters if area.keys else ():
            if len(cluster.cites) > 1 and cluster.sorts:
                keys = (
                    [*area.keys, SortKey(self._names_key, descending=False, names=SortNames())]
                    if grouped
                    else area.keys
                )
                cluster.cites = sort_by(cluster.cites, keys, self._cite_scene, self._lang)

    def _names_key(self, scene: Scene) -> str:
        """The names a cite prints: cites that collapse must not be parted."""
        scene.sort = None
        self._style.citation.layout.cite(scene)
        return scene.names_key

    @property
    def ids(self) -> list[str]:
        """The items' ids in the order of the bibliography."""
        return [item.id for item in self._order]

    def _tree(self, marked: str) -> list[Node]:
        return build_tree(marked, self._quotes, in_quote=self._in_quote)

    def trees(self, clusters: Iterable[Mapping[str, Any]]) -> list[list[Node]]:
        """Citations outside the document, as trees: each as if it were the only one."""
        parsed = [self._cluster(cluster) for cluster in clusters]
        self._sort_clusters(parsed)
        return [self._tree(self._renderer.render(cluster.cites)) for cluster in parsed]

    def cite(self, clusters: Iterable[Mapping[str, Any]], format: str = "html") -> list[str]:
        """Citations outside the document, as ``trees``."""
        return [FORMATS[format].write(tree) for tree in self.trees(clusters)]

    def citations(self, format: str = "html") -> list[str]:
        """The document's citations, in order."""
        return [
            FORMATS[format].write(self._tree(self._renderer.render(cluster.cites)))
            for cluster in self.clusters
        ]

    def bibliography(self, format: str = "html") -> Bibliography:
        """The list of references; empty for a style that has none.

        An item for which the style prints nothing is left out, and reported.
        """
        area = self._style.bibliography
        if area is None:
            return Bibliography((), "", hanging_indent=False, line_spacing=1, entry_spacing=1)
        options = area.options
        entries = list(self._entries(area, format))
        return Bibliography(
            entries,
            options.get("second-field-align", ""),
            hanging_indent=options.get("hanging-indent") == "true",
            line_spacing=_count(options, "line-spacing", 1),
            entry_spacing=_count(options, "entry-spacing", 1),
            lang=self._style.locale.lang,
        )

    def _entries(self, area: Area, name: str) -> Iterable[Entry]:
        align = area.options.get("second-field-align", "")
        substitute = AuthorSubstitute.from_options(area.options)
        writer = FORMATS[name]
        for item in self._order:
            scene = self._entry_scene(item)
            if substitute:
                scene.substitute = substitute
            marked = capitalize_term(area.layout.entry(scene, align))
            if substitute:
                substitute.finish(scene)
            if not marked and not area.numbered:
                self._warn(
                    Problem(
                        "no-entry",
                        "the style prints nothing for this record",
                        record=item.id,
                        severity="error",
                    )
                )
                continue
            marked = marked or f"{scene.number}. {NO_FORM}"
            nodes = self._tree(marked)
            yield Entry(item.id, writer.write(nodes), nodes)


def _count(options: Mapping[str, str], name: str, default: int) -> int:
    """A style's number; the default where it says none that can be read."""
    value = options.get(name, "")
    return int(value) if value.isdecimal() else default

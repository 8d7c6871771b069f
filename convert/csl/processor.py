"""Items and citations in, formatted citations and bibliography out.

Items are parsed (``item/``), sorted and numbered (``sorting/``) and disambiguated (``citations/``). Only then are citations
and entries rendered (``rendering/``), their punctuation merged (``text/``), and the result written (``output/``).
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from convert.csl.bibliography import Bibliography, make_bibliography, parse_count
from convert.csl.citations.clusters import Cluster, parse_cluster, set_positions
from convert.csl.citations.disambiguation import Disambiguator
from convert.csl.citations.renderer import CitationRenderer
from convert.csl.item.item import Item, make_citation_label
from convert.csl.output.formats import FORMATS
from convert.csl.output.tree import Node, build_tree
from convert.csl.rendering.context import (
    BIBLIOGRAPHY,
    CITATION,
    FIRST,
    SUBSEQUENT,
    CitationItem,
    Disambiguation,
    NamesTrace,
    RenderContext,
    SortNames,
)
from convert.csl.sorting.sort_keys import SortKey, sort_by
from convert.csl.style import Style
from convert.streams.problems import Problem, Warn, silent


class Processor:
    """Formats items, and a document's citations of them, in one style."""

    def __init__(  # noqa: PLR0913  (options by name)
        self,
        style: Style,
        items: Iterable[Mapping[str, Any]],
        clusters: Sequence[Mapping[str, Any]] = (),
        *,
        sort: bool = True,
        links: bool = False,
        warn: Warn = silent,
    ) -> None:
        """Sort, number and disambiguate the items.

        Args:
            style: a compiled style.
            items: CSL-JSON items; cited ones come first unless the style sorts them.
            clusters: the document's citations, in order (see ``parse_cluster``).
            sort: False keeps the bibliography in the given order.
            links: link DOI, PMID, PMCID and URL in formats with links.
            warn: called for items and cites that can't be used.
        """
        self._style, self._links, self._warn = style, links, warn
        self._quotes, self._in_quote = style.locale.quotes, style.locale.punctuation_in_quote
        self._items = self._parse_items(items)
        self._lang = style.locale.lang.partition("-")[0]
        self._expands_entries = style.citation.options.get("disambiguate-add-givenname") == "true"
        self._numbers: dict[str, int] = {}
        self._disambiguations: dict[str, Disambiguation] = {}
        self._labels: dict[str, str] = {}
        self.clusters = [self._parse_cluster(cluster) for cluster in clusters]
        self._order = self._sorted(self._cited_first(), sort=sort)
        near = parse_count(style.citation.options, "near-note-distance", 5)
        set_positions(self.clusters, near)
        self._disambiguate()
        self._sort_clusters(self.clusters)
        set_positions(self.clusters, near)
        self._renderer = CitationRenderer(style.citation, self._cite_context, is_note=style.is_note)

    def _parse_items(self, items: Iterable[Mapping[str, Any]]) -> dict[str, Item]:
        found: dict[str, Item] = {}
        for source in items:
            if not isinstance(source, Mapping):
                message = f"a reference is not a CSL-JSON object: {source!r:.60}"
                self._warn(Problem("bad-item", message, severity="error"))
                continue
            item = Item(source, self._quotes)
            if not item.id:
                item.id = f"item-{len(found) + 1}"
            found[item.id] = item
        return found

    def _parse_cluster(self, source: Mapping[str, Any]) -> Cluster:
        for cite in source.get("cites", ()):
            key = str(cite.get("id"))
            if key not in self._items:
                self._warn(Problem("unknown-id", f"no reference {key!r} to cite", record=key))
        return parse_cluster(source, self._items)

    def _cited_first(self) -> list[Item]:
        cited = {cite.item.id: cite.item for cluster in self.clusters for cite in cluster.cites}
        return [*cited.values(), *(item for key, item in self._items.items() if key not in cited)]

    def _sorted(self, items: list[Item], *, sort: bool) -> list[Item]:
        """Put items in the order of the bibliography and number them."""
        area = self._style.bibliography
        for n, item in enumerate(items, 1):
            self._numbers[item.id] = n
            if self._style.labels:
                self._labels[item.id] = make_citation_label(item)
        if sort and area is not None and area.keys:
            items = sort_by(items, area.keys, lambda item: self._context(item, BIBLIOGRAPHY), self._lang)
            descending = area.keys[0].descending and area.keys[0].by_number
            numbers = range(len(items), 0, -1) if descending else range(1, len(items) + 1)
            self._numbers = {item.id: n for n, item in zip(numbers, items, strict=True)}
        return items

    def _context(self, item: Item, area: int) -> RenderContext:
        key = item.id
        context = RenderContext(item, area)
        context.number = self._numbers.get(key, 0)
        context.disambiguation = self._disambiguations.get(key)
        context.links = self._links
        if self._labels:
            context.label = self._labels.get(key, "")
        return context

    def _entry_context(self, item: Item) -> RenderContext:
        """The context of a bibliography entry, in which disambiguation adds names only if it adds given names, too."""
        context = self._context(item, BIBLIOGRAPHY)
        if context.disambiguation is not None and not self._expands_entries:
            context.disambiguation = replace(context.disambiguation, shown=[])
        return context

    def _cite_context(self, cite: CitationItem) -> RenderContext:
        context = self._context(cite.item, CITATION)
        context.cite = cite
        context.suppress_names = cite.mode == "suppress-author"
        context.names_only = cite.mode == "author-only"
        return context

    def _disambiguate(self) -> None:
        area = self._style.citation
        # items cited more than once are compared by their later cites, which are shorter in note styles
        again = any(cite.position & SUBSEQUENT for cluster in self.clusters for cite in cluster.cites)
        cited = reversed(self.clusters) if again else ()
        notes = {cite.item.id: cluster.note for cluster in cited for cite in cluster.cites}

        def render(item: Item, disambiguation: Disambiguation, trace: list[NamesTrace]) -> str:
            context = RenderContext(item, CITATION)
            context.disambiguation, context.trace = disambiguation, trace
            position = SUBSEQUENT if again else FIRST
            context.cite = CitationItem(item, position=position, first_note=notes.get(item.id, 0))
            context.label = self._labels.get(item.id, "")
            return area.layout_of(item).cite(context)

        disambiguator = Disambiguator(area.options, condition=self._style.tests_ambiguity, render=render)
        if disambiguator.needed:
            self._disambiguations = disambiguator.run(self._order)

    def _sort_clusters(self, clusters: Sequence[Cluster]) -> None:
        area = self._style.citation
        keys = area.keys
        if keys and area.options.get("collapse", "").startswith("year"):
            keys = [*keys, SortKey(self._names_key, descending=False, names=SortNames())]
        for cluster in clusters if keys else ():
            if len(cluster.cites) > 1 and cluster.sorts:
                cluster.cites = sort_by(cluster.cites, keys, self._cite_context, self._lang)

    def _names_key(self, context: RenderContext) -> str:
        """The names that a first cite prints; sorting by them keeps together the cites that collapse."""
        context.sort = None
        context.cite = CitationItem(context.item)
        self._style.citation.layout_of(context.item).cite(context)
        return context.names_key

    @property
    def ids(self) -> list[str]:
        """The ids of the items in the order of the bibliography."""
        return [item.id for item in self._order]

    def _tree(self, marked: str) -> list[Node]:
        return build_tree(marked, self._quotes, in_quote=self._in_quote)

    def trees(self, clusters: Iterable[Mapping[str, Any]]) -> list[list[Node]]:
        """Render citations that are not part of the document, each as if it were the only one, as trees."""
        parsed = [self._parse_cluster(cluster) for cluster in clusters]
        self._sort_clusters(parsed)
        return [self._tree(self._renderer.render(cluster.cites)) for cluster in parsed]

    def cite(self, clusters: Iterable[Mapping[str, Any]], format: str = "html") -> list[str]:
        """Render citations that are not part of the document, in a format of ``FORMATS``."""
        return [FORMATS[format].write(tree) for tree in self.trees(clusters)]

    def citations(self, format: str = "html") -> list[str]:
        """Render the document's citations, in order, in a format of ``FORMATS``."""
        trees = (self._tree(self._renderer.render(cluster.cites)) for cluster in self.clusters)
        return [FORMATS[format].write(tree) for tree in trees]

    def bibliography(self, format: str = "html") -> Bibliography:
        """Render the bibliography in a format of ``FORMATS``; empty for a style that has none.

        An item for which the style prints nothing is left out and reported.
        """
        contexts = map(self._entry_context, self._order)
        return make_bibliography(self._style, contexts, self._tree, format, self._warn)

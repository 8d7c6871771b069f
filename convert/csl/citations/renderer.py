"""Sorted cites of a citation → its marked text (CSL 1.0.2, "Citation-specific Options")."""

from collections.abc import Callable, Sequence

from convert.csl.citations.cites import Delimiters, RenderedCite, join_cites
from convert.csl.citations.collapsing import collapse_numbers, collapse_years
from convert.csl.rendering.context import CitationItem, RenderContext
from convert.csl.style import Area
from convert.csl.text.marks import plain
from convert.csl.text.text_case import capitalize_term

NO_PRINTED_FORM = "[CSL STYLE ERROR: reference with no printed form.]"
"""Stands for a citation that prints nothing; citeproc-js prints the same, so that users find it on the web."""
NO_PRINTED_NAMES = "[NO_PRINTED_FORM]"
"""The same if one of its cites is ``author-only`` or ``suppress-author``."""


class CitationRenderer:
    """Renders citations in one style."""

    def __init__(
        self, area: Area, context_of: Callable[[CitationItem], RenderContext], *, is_note: bool
    ) -> None:
        self._area, self._layout, self._is_note, self._context_of = area, area.layout, is_note, context_of
        self._collapse = area.options.get("collapse", "")
        self._delimiters = Delimiters(area, is_note=is_note)
        self._sets_groups_apart = self._collapse.startswith("year") or "cite-group-delimiter" in area.options
        self._groups = self._sets_groups_apart and bool(area.keys)

    def render(self, cites: Sequence[CitationItem]) -> str:
        """Render a citation whose cites are sorted."""
        rendered = [self._cite(cite, first=n == 0) for n, cite in enumerate(cites)]
        rendered = [one for one in rendered if one.text or one.cite.prefix or one.cite.suffix]
        if self._groups:
            rendered = _group_by_names(rendered)
        if self._collapse == "citation-number":
            rendered = collapse_numbers(rendered, self._delimiters)
        elif self._collapse.startswith("year"):
            rendered = collapse_years(rendered, self._collapse, self._delimiters, self._again)
        else:
            self._set_delimiters(rendered)
        text = join_cites(rendered)
        if not text:
            return NO_PRINTED_NAMES if any(cite.mode for cite in cites) else NO_PRINTED_FORM
        layout = self._layout
        if all(cite.mode == "author-only" for cite in cites):
            return f"{layout.opening}{text}{layout.closing}"  # names within a sentence have no affixes
        return f"{layout.opening}{layout.prefix}{text}{layout.suffix}{layout.closing}"

    def _cite(self, cite: CitationItem, *, first: bool) -> RenderedCite:
        context = self._context_of(cite)
        text = self._area.layout_of(cite.item).cite(context)
        if self._is_note and _starts_sentence(cite, first=first):
            text = capitalize_term(text)
        return RenderedCite(cite, context, text)

    def _again(self, rendered: RenderedCite, suppress_dates: bool) -> str:
        context = self._context_of(rendered.cite)
        context.suppress_names, context.suppress_dates = True, suppress_dates
        return self._area.layout_of(rendered.cite.item).cite(context)

    def _set_delimiters(self, rendered: Sequence[RenderedCite]) -> None:
        last_names = None
        for one in rendered:
            names = one.context.first_names
            same = self._sets_groups_apart and names and names == last_names
            one.delimiter = self._delimiters.cite_group if same else self._delimiters.layout
            last_names = names


def _group_by_names(rendered: Sequence[RenderedCite]) -> list[RenderedCite]:
    """Move cites with the same names to the first of them ("Cite Grouping")."""
    groups: dict[str, list[RenderedCite]] = {}
    for n, one in enumerate(rendered):
        groups.setdefault(one.context.first_names or f"\0{n}", []).append(one)
    return [one for group in groups.values() for one in group]


def _starts_sentence(cite: CitationItem, *, first: bool) -> bool:
    """Whether a cite starts a note, or follows a prefix that is a sentence."""
    prefix = plain(cite.prefix).rstrip()
    return (first and not prefix) or (prefix.rstrip("”’\"'").endswith((".", "!", "?")) and " " in prefix)

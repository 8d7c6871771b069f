"""Rendered cites, and how they are joined to a citation (CSL 1.0.2, "Cite Grouping", "Cite Collapsing")."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from convert.csl.rendering.context import CitationItem, RenderContext
from convert.csl.style import Area
from convert.csl.text.marks import SUFFIX_MARK, mark_delimiter, plain


class RenderedCite(Struct):
    """A cite with its text, on its way into the citation."""

    cite: CitationItem
    context: RenderContext
    text: str
    delimiter: str = ""
    """The text between the preceding cite and this one."""

    @property
    def has_locator(self) -> bool:
        """Whether its locator is printed."""
        return self.context.locator_printed

    @property
    def alone(self) -> bool:
        """Whether it is printed without affixes and locator."""
        return not (self.cite.prefix or self.cite.suffix or self.has_locator)


class Delimiters:
    """The delimiters of a style's citations, with their defaults."""

    __slots__ = ("after_collapse", "after_locator", "cite_group", "layout", "year_suffix")

    def __init__(self, area: Area, *, is_note: bool) -> None:
        options, self.layout = area.options, area.layout.delimiter
        comma = area.uses_macro and not is_note and "after-collapse-delimiter" not in options
        self.cite_group = _delimiter(
            options, "cite-group-delimiter", mark_delimiter(", ") if comma else self.layout
        )
        self.year_suffix = _delimiter(options, "year-suffix-delimiter", self.layout)
        after = options.get("after-collapse-delimiter")
        self.after_collapse = self.layout if after is None else mark_delimiter(after)
        self.after_locator = self.cite_group if after is None else self.after_collapse


def _delimiter(options: Mapping[str, str], name: str, default: str) -> str:
    """A delimiter that falls back to ``cite-group-delimiter`` and then to the default."""
    found = options.get(name, options.get("cite-group-delimiter"))
    return default if found is None else mark_delimiter(found)


def join_cites(cites: Sequence[RenderedCite]) -> str:
    """Join cites, with their affixes, by the delimiters set on them."""
    cites = [cite for cite in cites if cite.text or cite.cite.prefix]
    return "".join(
        [
            (_delimiter_between(cites[n - 1], cite) if n else "") + _add_affixes(cite.cite, cite.text)
            for n, cite in enumerate(cites)
        ]
    )


def _delimiter_between(before: RenderedCite, cite: RenderedCite) -> str:
    """The delimiter between two cites; an affix with punctuation of its own replaces it."""
    if plain(cite.cite.prefix)[:1] in tuple(",.;") or plain(before.cite.suffix)[-1:] in tuple(",;"):
        return "" if cite.cite.prefix or not cite.delimiter else " "
    return cite.delimiter


def _add_affixes(cite: CitationItem, text: str) -> str:
    before, after = cite.prefix, cite.suffix
    if before and before[-1] not in " ’“‘(\u00a0-–—/":
        before += " "
    if after and after[0] not in " ,.;:)]’”?!\u00a0":
        after = " " + after
    return f"{before}{text}{SUFFIX_MARK}{after}" if before or after else text

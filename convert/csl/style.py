"""XML of an independent style → Style, compiled in one locale.

Each rendering element becomes a closure over plain data. Finding the file of a style by name is not the processor's task.
"""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from msgspec import Struct

from convert.csl.item.item import Item
from convert.csl.locale import Locale, load_locale
from convert.csl.rendering import ELEMENTS
from convert.csl.rendering.compiler import Compiler
from convert.csl.rendering.layout import Layout, compile_layout
from convert.csl.rendering.names.name import INHERITABLE
from convert.csl.sorting.sort_keys import SortKey, compile_key
from convert.csl.xml import Element, parse_xml
from convert.streams.problems import ConvertError


class Area(Struct):
    """A compiled ``cs:citation`` or ``cs:bibliography``."""

    layout: Layout
    """The layout of items for whose language there is none."""
    layouts: Mapping[str, Layout]
    """Language → its layout, compiled in its locale (CSL-M, "cs:layout locale"; CSL 1.1)."""
    keys: list[SortKey]
    options: Mapping[str, str]
    numbered: bool
    """Whether the layout prints citation numbers."""
    uses_macro: bool
    """Whether the layout calls macros."""

    def layout_of(self, item: Item) -> Layout:
        """The layout of an item, by its language."""
        if not self.layouts:
            return self.layout
        return (
            self.layouts.get(item.language)
            or self.layouts.get(item.language.partition("-")[0].lower())
            or self.layout
        )


class Style(Struct):
    """A compiled style, in one locale."""

    is_note: bool
    locale: Locale
    citation: Area
    bibliography: Area | None
    tests_ambiguity: bool
    """Whether the style has ``disambiguate="true"`` conditions."""
    labels: bool
    """Whether the style prints citation-labels, or sorts by them."""


def compile_style(source: bytes | Path, *, locale: str | None = None) -> Style:
    """Compile an independent style.

    Args:
        source: the style's XML, or the path of its file.
        locale: a language tag such as ``de-DE``; by default the style's ``default-locale``, or else ``en-US``.

    Raises:
        ConvertError: the source can't be read, isn't XML, has no citation layout, or has an invalid number.
    """
    try:
        return _compile(parse_xml(source if isinstance(source, bytes) else source.read_bytes()), locale)
    except OSError as error:
        raise ConvertError(f"{source!s}: {error.strerror}") from error
    except ValueError as error:
        raise ConvertError(str(error)) from error


def _compile(root: Element, locale: str | None) -> Style:
    citation, bibliography = root.find("citation"), root.find("bibliography")
    if citation is None or citation.find("layout") is None:
        raise ConvertError("it has no citation layout, so it isn't an independent CSL style")
    nodes = root.walk()
    printed = {node.get("variable") for node in nodes if node.tag == "text"}
    lang = locale or root.get("default-locale") or "en-US"
    inherited = _name_options(root)

    @cache
    def compiler_in(lang: str) -> Compiler:
        return Compiler(
            ELEMENTS,
            macros={macro.get("name"): macro for macro in root.find_all("macro")},
            locale=load_locale(lang, root.find_all("locale")),
            scopes=[
                inherited | _name_options(area) if area else inherited for area in (citation, bibliography)
            ],
            page_format=root.get("page-range-format"),
            suffix_on="" if "year-suffix" in printed else "label" if "citation-label" in printed else "year",
        )

    compiler = compiler_in(lang)
    return Style(
        is_note=root.get("class") == "note",
        locale=compiler.locale,
        citation=_area(citation, compiler, compiler_in),
        bibliography=_area(bibliography, compiler, compiler_in)
        if bibliography and bibliography.find("layout")
        else None,
        tests_ambiguity=any("disambiguate" in node.attributes for node in nodes),
        labels=any(node.get("variable") == "citation-label" for node in nodes),
    )


def _name_options(element: Element) -> dict[str, str]:
    """An element's inheritable name options ("Inheritable Name Options")."""
    return {name: value for name, value in element.attributes.items() if name in INHERITABLE}


def _area(element: Element, compiler: Compiler, compiler_in: Callable[[str], Compiler]) -> Area:
    layouts, sort = element.find_all("layout"), element.find("sort")
    # the layout without locale comes last; a style that has none falls back to its first
    layout = next(
        (found for found in layouts if not found.get("locale")),
        layouts[0] if layouts else Element("layout", {}),
    )
    nodes = layout.walk()
    by_language = {
        lang: compile_layout(compiler_in(lang), found)
        for found in layouts
        for lang in found.get("locale").split()
    }
    return Area(
        compile_layout(compiler, layout),
        by_language,
        [compile_key(key, compiler) for key in sort.find_all("key")] if sort else [],
        element.attributes,
        numbered=any(node.get("variable") == "citation-number" for node in nodes),
        uses_macro=any("macro" in node.attributes for node in nodes),
    )

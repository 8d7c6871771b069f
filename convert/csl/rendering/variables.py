"""Variables that belong to the cite or its place in the list rather than to the item → closures.

CSL 1.0.2, "Number Variables" in Appendix IV; pages: "Page Ranges".
"""

from collections.abc import Callable

from convert.csl.item.numbers import format_range
from convert.csl.item.pages import format_pages
from convert.csl.rendering.compiler import Compiler
from convert.csl.rendering.context import Render, RenderContext


def call_variable(name: str, value: Render) -> Render:
    """Render a variable: record whether it is empty, and print nothing if a substitute has printed it."""
    counts = name != "year-suffix"

    def render(context: RenderContext) -> str:
        if context.names_only:
            return ""
        done = (context.already_printed or context.recorded) and context.is_suppressed(name)
        text = "" if done else value(context)
        if not text:
            context.has_empty = context.has_empty or counts
            return ""
        context.has_printed = True
        if context.recorded is not None:
            context.recorded.add(name)
        return text

    return render


def _page(compiler: Compiler) -> Render:
    format_value = _pages_formatter(compiler)

    def value(context: RenderContext) -> str:
        text = context.item.text("page")
        return text if text.isdigit() else format_value(text)

    return value


def _locator(compiler: Compiler) -> Render:
    format_value = _pages_formatter(compiler)

    def value(context: RenderContext) -> str:
        cite = context.cite
        if cite is None or not cite.locator:
            return ""
        context.locator_printed = True
        is_page = cite.label == "page"
        return format_value(cite.locator) if is_page else format_range(cite.locator, compiler.locale)

    return value


def _pages_formatter(compiler: Compiler) -> Callable[[str], str]:
    style, delimiter = compiler.page_format, compiler.locale.term("page-range-delimiter") or "–"
    symbol = compiler.locale.term("and", "symbol") or "&"
    return lambda text: format_pages(text, style, delimiter, symbol)


def _citation_number(context: RenderContext) -> str:
    if not context.number:
        return ""
    return str(context.number) if context.sort is None else f"{context.number:08}"


def _first_note(context: RenderContext) -> str:
    return str(context.cite.first_note) if context.cite and context.cite.first_note else ""


def _citation_label(compiler: Compiler) -> Render:
    if compiler.suffix_on == "label":
        return lambda context: context.label + context.year_suffix
    return lambda context: context.label


SPECIAL_VARIABLES: dict[str, Callable[[Compiler], Render]] = {
    "page": _page,
    "locator": _locator,
    "year-suffix": lambda _compiler: lambda context: context.year_suffix,
    "citation-number": lambda _compiler: _citation_number,
    "first-reference-note-number": lambda _compiler: _first_note,
    "citation-label": _citation_label,
}
"""Variable → the function that compiles it."""

"""``cs:text`` → closure: a macro, term, variable or verbatim value (CSL 1.0.2, "Text")."""

from convert.csl.item.item import DATE_VARIABLES, NAME_VARIABLES, NUMBER_VARIABLES
from convert.csl.item.numbers import format_range
from convert.csl.rendering.compiler import (
    Compiler,
    Enclosing,
    apply_formatting,
    render_nothing,
    suppress_without_variables,
)
from convert.csl.rendering.context import Render, RenderContext
from convert.csl.rendering.variables import SPECIAL_VARIABLES, call_variable
from convert.csl.text.marks import CLOSE, MARKS, TERM
from convert.csl.text.rich_text import prepare_text
from convert.csl.xml import Element


def compile_text(compiler: Compiler, element: Element, _enclosing: Enclosing) -> Render:
    """Compile a ``cs:text``."""
    if "macro" in element.attributes:
        content = suppress_without_variables(compiler.compile_macro(element.get("macro")))
    elif "variable" in element.attributes:
        content = _variable(compiler, element)
    elif "term" in element.attributes:
        content = _term(compiler, element)
    else:
        value = prepare_text(element.get("value"), compiler.locale.quotes)

        def content(context: RenderContext) -> str:
            return "" if context.names_only else value

    return apply_formatting(compiler, element, content)


def _term(compiler: Compiler, element: Element) -> Render:
    plural = element.get("plural") == "true"
    text = compiler.locale.term(element.get("term"), element.get("form", "long"), plural=plural) or ""
    text = TERM + prepare_text(text, compiler.locale.quotes) if text else ""
    return lambda context: "" if context.names_only else text


def _variable(compiler: Compiler, element: Element) -> Render:
    name, short = element.get("variable"), element.get("form") == "short"
    special = SPECIAL_VARIABLES.get(name)
    if special:
        return call_variable(name, special(compiler))
    if name in DATE_VARIABLES or name in NAME_VARIABLES:
        return call_variable(name, render_nothing)
    if name in NUMBER_VARIABLES:
        return call_variable(name, lambda context: format_range(context.item.text(name), compiler.locale))
    short_name = name + "-short" if short else ""
    link = MARKS.get(("link", name), "")
    if not short and not link:
        return call_variable(name, lambda context: context.item.text(name))

    def value(context: RenderContext) -> str:
        item = context.item
        text = item.text(short_name) if short_name else ""
        text = text or item.text(name)
        return f"{link}{text}{CLOSE}" if link and text and context.links else text

    return call_variable(name, value)

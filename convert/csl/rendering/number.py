"""``cs:number`` and ``cs:label`` → closures (CSL 1.0.2, "Number", "Label")."""

from convert.csl.item.item import NUMBER_VARIABLES
from convert.csl.item.numbers import format_number, is_plural
from convert.csl.rendering.compiler import Compiler, Enclosing, apply_formatting
from convert.csl.rendering.context import Render, RenderContext
from convert.csl.rendering.variables import SPECIAL_VARIABLES, call_variable
from convert.csl.xml import Element


def compile_number(compiler: Compiler, element: Element, _enclosing: Enclosing) -> Render:
    """Compile a ``cs:number``."""
    name, form, locale = element.get("variable"), element.get("form", "numeric"), compiler.locale
    special = SPECIAL_VARIABLES.get(name)
    source: Render = special(compiler) if special else lambda context: context.item.raw(name)
    gender = locale.genders.get(name, "")

    def value(context: RenderContext) -> str:
        text = source(context)
        if not text:
            return ""
        if context.sort is not None:
            return f"{int(text):08}" if text.isdigit() else text
        return format_number(text, form, locale, gender)

    return apply_formatting(compiler, element, call_variable(name, value))


def compile_label(compiler: Compiler, element: Element, _enclosing: Enclosing) -> Render:
    """Compile a ``cs:label`` of a locator, page or number variable."""
    name, form, locale = element.get("variable"), element.get("form", "long"), compiler.locale
    plural = element.get("plural", "contextual")

    def content(context: RenderContext) -> str:
        if context.names_only:
            return ""
        cite = context.cite
        if name == "locator":
            value, term = (cite.locator, cite.label) if cite else ("", "page")
        else:
            value, term = context.item.raw(name), name
        if context.is_suppressed(name) or (not value and name not in NUMBER_VARIABLES):
            return ""
        if term == "sub verbo":
            term = "sub-verbo"
        return locale.term(term, form, plural=_is_plural(name, value, plural)) or ""

    return apply_formatting(compiler, element, content)


def _is_plural(variable: str, value: str, rule: str) -> bool:
    """Whether a label is plural, by its ``plural`` attribute or by the value that it labels."""
    if rule != "contextual":
        return rule == "always"
    if variable in ("number-of-pages", "number-of-volumes"):
        return (value.strip().isdigit() and int(value) > 1) or is_plural(value)
    return is_plural(value)

"""``cs:key`` → SortKey; items or cites → the same sorted by such keys (CSL 1.0.2, "Sorting")."""

from collections.abc import Callable, Sequence
from itertools import groupby
from operator import itemgetter
from typing import TypeVar

from msgspec import Struct

from convert.csl.item.item import DATE_VARIABLES, NAME_VARIABLES
from convert.csl.rendering.compiler import Compiler
from convert.csl.rendering.context import Render, RenderContext, SortNames
from convert.csl.sorting.collation import collation_key
from convert.csl.text.marks import plain
from convert.csl.xml import Element

T = TypeVar("T")


class SortKey(Struct):
    """A compiled ``cs:key``."""

    render: Render
    descending: bool
    names: SortNames
    by_number: bool = False
    """Whether the key is the variable ``citation-number``."""

    def value(self, context: RenderContext, lang: str) -> str:
        """The value to sort by; items without one (``""``) come last."""
        context.sort = self.names
        text = self.render(context)
        return collation_key(plain(text), lang) if text else ""


def compile_key(element: Element, compiler: Compiler) -> SortKey:
    """Compile a ``cs:key``, which sorts by a variable or a macro."""
    minimum, first, last = map(element.get, ("names-min", "names-use-first", "names-use-last"))
    names = SortNames(
        int(minimum) if minimum else None, int(first) if first else None, last == "true" if last else None
    )
    descending = element.get("sort") == "descending"
    if "macro" in element.attributes:
        name = element.get("macro")
        render = compiler.compile_macro(name)
        return SortKey(
            _needs_variable(render) if compiler.prints_variables(name) else render, descending, names
        )
    name = element.get("variable")
    return SortKey(_variable(name, compiler), descending, names, by_number=name == "citation-number")


def _needs_variable(render: Render) -> Render:
    """A key that is empty if the macro prints only terms (``n.d.``), so that the item comes last."""

    def key(context: RenderContext) -> str:
        text = render(context)
        return text if context.has_printed or not context.has_empty or text == "0" else ""

    return key


def _variable(name: str, compiler: Compiler) -> Render:
    if name in NAME_VARIABLES:
        child = Element("name", {"form": "long", "name-as-sort-order": "all"})
        return compiler.compile(Element("names", {"variable": name}, [child]))
    if name in DATE_VARIABLES:
        return lambda context: date.sort_key if (date := context.item.date(name)) else ""
    return compiler.compile(Element("number" if name == "citation-number" else "text", {"variable": name}))


def sort_by(
    things: Sequence[T], keys: Sequence[SortKey], context_of: Callable[[T], RenderContext], lang: str
) -> list[T]:
    """Sort by the first key, and what is equal by the next ones; things without a value come last."""
    if not keys or len(things) < 2:
        return list(things)
    key, *others = keys
    valued = [(key.value(context_of(thing), lang), thing) for thing in things]
    full = [pair for pair in valued if pair[0]]
    full.sort(key=itemgetter(0), reverse=key.descending)
    ordered = [*full, *(pair for pair in valued if not pair[0])]
    result: list[T] = []
    for _, group in groupby(ordered, key=itemgetter(0)):
        result.extend(sort_by([thing for _, thing in group], others, context_of, lang))
    return result

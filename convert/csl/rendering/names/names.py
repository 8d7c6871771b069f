"""``cs:names`` → closure: name lists with labels, or a substitute for them (CSL 1.0.2, "Names", "Substitute")."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from convert.csl.item.item import Item
from convert.csl.item.person import Person
from convert.csl.locale import Locale
from convert.csl.rendering.compiler import Compiler, Enclosing, NamesPlan
from convert.csl.rendering.context import Render, RenderContext
from convert.csl.rendering.names.name import NameFormat
from convert.csl.rendering.names.name_list import count_shown, render_list
from convert.csl.text.marks import compile_wrapper, mark_delimiter, without_affixes, words
from convert.csl.text.text_case import CASES, strip_periods
from convert.csl.xml import Element

INHERITABLE = words(
    """and delimiter-precedes-et-al delimiter-precedes-last et-al-min et-al-use-first et-al-use-last et-al-subsequent-min
    et-al-subsequent-use-first initialize initialize-with initialize-with-hyphen name-as-sort-order sort-separator
    name-form name-delimiter names-delimiter demote-non-dropping-particle"""
)
"""Name options that ``cs:style``, ``cs:citation`` and ``cs:bibliography`` may set ("Inheritable Name Options")."""


def _label(element: Element | None, locale: Locale) -> Callable[[str, int], str]:
    """Compile the ``cs:label`` of a names element to a function: (variable, number of names) → text."""
    if element is None:
        return lambda _variable, _count: ""
    form, plural = element.get("form", "long"), element.get("plural", "contextual")
    strip, change = element.get("strip-periods") == "true", CASES.get(element.get("text-case"))
    wrap = compile_wrapper(element.attributes)
    known: dict[tuple[str, bool], str] = {}

    def label(variable: str, count: int) -> str:
        many = plural == "always" or (plural == "contextual" and count > 1)
        text = known.get((variable, many))
        if text is None:
            text = locale.term(variable, form, plural=many) or ""
            text = strip_periods(text) if strip else text
            text = change(text) if change else text
            text = known[variable, many] = wrap(text) if wrap and text else text
        return text

    return label


@dataclass(slots=True)
class _NamesFormat:
    """How a names element prints in citations, or in the bibliography."""

    name: NameFormat
    et_al: str
    delimiter: str


class _Names:
    """A compiled ``cs:names``."""

    def __init__(self, plan: NamesPlan, compiler: Compiler, substitutes: Sequence[Render]) -> None:
        locale = compiler.locale
        children, empty = plan.children, Element("name", {}, (), "")
        names, name, et_al = plan.element, children.get("name", empty), children.get("et-al")
        tag = children.get("label")
        self._formats = [_names_format(names, name, et_al, scope, locale) for scope in compiler.scopes]
        self._variables = names.get("variable").split()
        self._substitutes = substitutes
        # a substitute that inherits the form of the names it replaces inherits their affixes, too
        attributes = names.attributes if not plan.inherits else without_affixes(names.attributes)
        self._wrap = compile_wrapper(attributes)
        self._label, self._label_first = _label(tag, locale), plan.label_first
        self._merges = tag is not None and bool(locale.term("editortranslator", tag.get("form", "long")))
        self._counts = self._formats[0].name.form == "count"

    def render(self, context: RenderContext) -> str:
        """The names of all variables, or a substitute for them."""
        found = self._find(context)
        if not found:
            return self._rendered_substitute(context)
        form = self._formats[context.area]
        context.has_printed = True
        if self._counts:
            return str(sum(count_shown(context, form.name, len(people))[0] for _, people in found))
        leading = context.first_names is None
        if leading:
            context.first_names = ""
        pieces = [
            self._list(context, form, variable, people, first=leading and n == 0)
            for n, (variable, people) in enumerate(found)
        ]
        text = form.delimiter.join([piece for piece in pieces if piece])
        if context.recorded is not None:
            context.recorded.update(variable for variable, _ in found)
        if leading:
            context.first_names = text
            if context.suppress_names:
                context.names_suppressed = True
                return ""
        return self._wrap(text) if self._wrap and text else text

    def _find(self, context: RenderContext) -> Sequence[tuple[str, Sequence[Person]]]:
        """The non-empty name variables; equal editors and translators count as one ("Names")."""
        item = context.item
        found = [
            (variable, people)
            for variable in self._variables
            if (people := item.names(variable)) and not context.is_suppressed(variable)
        ]
        if not found:
            context.has_empty = True
        elif self._merges and len(found) == 2 and _same_people(item, {variable for variable, _ in found}):
            return [("editortranslator", found[0][1])]
        return found

    def _list(
        self,
        context: RenderContext,
        form: _NamesFormat,
        variable: str,
        people: Sequence[Person],
        *,
        first: bool,
    ) -> str:
        """One variable's names, with their label."""
        text = render_list(context, form.name, form.et_al, people, first=first)
        if context.sort is not None or not text:
            return text
        tag = self._label(variable, len(people))
        return tag + text if self._label_first else text + tag

    def _rendered_substitute(self, context: RenderContext) -> str:
        leading = context.first_names is None
        text = self._substitute(context)
        if text and leading and context.first_names is None and context.substitute:
            text = context.substitute([text])[0][0]
        if self._counts and context.sort is not None:
            return text or "0"
        context.has_printed = context.has_printed or (bool(text) and context.sort is None)
        return self._wrap(text) if self._wrap and text else text

    def _substitute(self, context: RenderContext) -> str:
        """The first substitute that prints anything; its variables are suppressed in the rest of the output."""
        outer, text = context.recorded, ""
        for substitute in self._substitutes:
            context.recorded = set()
            text = substitute(context)
            if text or context.names_suppressed:
                if context.recorded:
                    context.already_printed = {*(context.already_printed or ()), *context.recorded}
                    if outer is not None:
                        outer.update(context.recorded)
                break
        context.recorded = outer
        return text


def compile_names(compiler: Compiler, element: Element, enclosing: Enclosing) -> Render:
    """Compile a ``cs:names``, whose form may come from the names element in whose ``cs:substitute`` it stands."""
    plan = NamesPlan(element, enclosing.names)
    substitute = plan.element.find("substitute")
    substitutes = []
    for child in substitute.children if substitute else ():
        if child.get("term") and compiler.locale.term(child.get("term")) == "":
            break  # an empty term is a substitute, too: nothing is printed
        substitutes.append(compiler.compile(child, Enclosing(names=plan)))
    return _Names(plan, compiler, substitutes).render


def _names_format(
    names: Element, name: Element, et_al: Element | None, scope: dict[str, str], locale: Locale
) -> _NamesFormat:
    # formatting that cs:name sets to normal, and cs:names otherwise, is that of cs:names
    undone = {key for key, value in name.attributes.items() if value == "normal" and key in names.attributes}
    name = replace(name, attributes={k: v for k, v in name.attributes.items() if k not in undone})
    options = {**scope, **{k: v for k, v in names.attributes.items() if k in INHERITABLE}, **name.attributes}
    options["form"] = name.get("form") or scope.get("name-form", "long")
    options["delimiter"] = name.get("delimiter", scope.get("name-delimiter", ", "))
    term = locale.term(et_al.get("term", "et-al") if et_al else "et-al") or ""
    style = compile_wrapper(et_al.attributes) if et_al and term else None
    delimiter = names.get("delimiter", scope.get("names-delimiter", ""))
    return _NamesFormat(
        NameFormat(name, options, locale), style(term) if style else term, mark_delimiter(delimiter)
    )


def _same_people(item: Item, variables: set[str]) -> bool:
    """Whether the variables are editor and translator, with the same names."""
    editors, translators = (
        [(person.key, person.given, person.suffix) for person in item.names(variable)]
        for variable in ("editor", "translator")
    )
    return variables == {"editor", "translator"} and editors == translators

"""``cs:names`` → closure: name lists with labels, or a substitute for them (CSL 1.0.2, "Names", "Substitute")."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from convert.csl.item.item import Item
from convert.csl.item.person import Person
from convert.csl.locale import Locale
from convert.csl.rendering.compiler import Compiler, Enclosing
from convert.csl.rendering.context import Render, RenderContext
from convert.csl.rendering.names.name import NameFormat
from convert.csl.rendering.names.name_list import count_shown, render_list
from convert.csl.text.marks import compile_wrapper, plain, without_affixes
from convert.csl.text.text_case import CASES, strip_periods
from convert.csl.xml import Element


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


class _Names:
    """A compiled ``cs:names``."""

    def __init__(self, names: Element, compiler: Compiler, inherited: Mapping[str, Element] | None) -> None:
        locale, own = compiler.locale, {child.tag: child for child in names.children}
        inherits = inherited is not None and "name" not in own
        children = {**(inherited or {}), **own} if inherits else own
        name, tag = children.get("name", Element("name", {})), children.get("label")
        # citations and bibliography differ in the options that their names inherit
        self._formats = [
            NameFormat(names, name, children.get("et-al"), scope, locale) for scope in compiler.scopes
        ]
        self._variables = names.get("variable").split()
        self._substitutes = list(_compile_substitutes(names.find("substitute"), compiler, children))
        # a substitute that inherits the form of the names it replaces inherits their affixes, too
        self._wrap = compile_wrapper(without_affixes(names.attributes) if inherits else names.attributes)
        self._suffix = names.get("suffix").strip()
        self._wrap_without_suffix = compile_wrapper(
            {k: v for k, v in names.attributes.items() if k != "suffix"}
        )
        self._label = _label(tag, locale)
        self._label_first = [child for child in children if child in ("label", "name")] == ["label", "name"]
        self._merges = tag is not None and bool(locale.term("editortranslator", tag.get("form", "long")))
        self._counts = self._formats[0].form == "count"

    def render(self, context: RenderContext) -> str:
        """The names of all variables, or a substitute for them."""
        found = self._find(context)
        if not found:
            return self._rendered_substitute(context)
        form = self._formats[context.area]
        context.has_printed = True
        if self._counts:
            return str(sum(count_shown(context, form, len(people))[0] for _, people in found))
        leading = context.first_names is None
        if leading:
            context.first_names = ""
        pieces = [
            self._list(context, form, variable, people, first=leading and n == 0)
            for n, (variable, people) in enumerate(found)
        ]
        text = form.lists_delimiter.join([piece for piece in pieces if piece])
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
        form: NameFormat,
        variable: str,
        people: Sequence[Person],
        *,
        first: bool,
    ) -> str:
        """One variable's names, with their label."""
        text = render_list(context, form, people, first=first)
        if context.sort is not None or not text:
            return text
        tag = self._label(variable, len(people))
        return tag + text if self._label_first else text + tag

    def _rendered_substitute(self, context: RenderContext) -> str:
        leading = context.first_names is None
        text = self._substitute(context)
        if text and leading and context.suppress_names:
            context.names_suppressed = True
            return ""
        if text and leading and context.first_names is None and context.substitute:
            text = context.substitute([text])[0][0]
        if self._counts and context.sort is not None:
            return text or "0"
        context.has_printed = context.has_printed or (bool(text) and context.sort is None)
        # the suffix and space with which a substitute ends stand for the same suffix of the names
        ending = plain(text)
        repeats = self._suffix and ending[-1:].isspace() and ending.rstrip().endswith(self._suffix)
        wrap = self._wrap_without_suffix if self._wrap and repeats else self._wrap
        return wrap(text) if wrap and text else text

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
    return _Names(element, compiler, enclosing.names).render


def _compile_substitutes(
    element: Element | None, compiler: Compiler, names: Mapping[str, Element]
) -> Iterator[Render]:
    """Compile a ``cs:substitute``; ``names`` are the children of its names element."""
    for child in element.children if element else ():
        if child.get("term") and compiler.locale.term(child.get("term")) == "":
            return  # an empty term is a substitute, too: nothing is printed
        yield compiler.compile(child, Enclosing(names=names))


def _same_people(item: Item, variables: set[str]) -> bool:
    """Whether the variables are editor and translator, with the same names."""
    editors, translators = (
        [(person.key, person.given, person.suffix) for person in item.names(variable)]
        for variable in ("editor", "translator")
    )
    return variables == {"editor", "translator"} and editors == translators

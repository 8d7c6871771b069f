"""Rendering elements → closures: text, number, label, group, choose, macros and layouts (CSL 1.0.2, "Rendering Elements").

A closure takes a Scene and returns marked text, ``""`` for nothing. ``Scene.hit`` and ``Scene.miss`` carry what
``cs:group`` asks for: whether variables were printed, and whether some were called for in vain.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from convert.csl.conditions import compile_condition
from convert.csl.item import DATE_VARIABLES, NAME_VARIABLES, NUMBER_VARIABLES
from convert.csl.locale import Locale
from convert.csl.markup import (
    CLOSE,
    GROUP_END,
    GROUP_TAIL,
    KEEP,
    MARKS,
    PUNCTUATION,
    TERM,
    prepare_text,
    seamed,
    wrapper,
)
from convert.csl.names import NamesPlan, compile_names
from convert.csl.numbers import format_number, format_range, is_plural
from convert.csl.pages import format_pages
from convert.csl.render_date import compile_date
from convert.csl.scene import Render, Scene
from convert.csl.textcase import CASES, strip_periods
from convert.csl.xml import Element


def _nothing(_scene: Scene) -> str:
    return ""


@dataclass(slots=True)
class Compiler:
    """Turns the elements of one style into closures; each macro once, when first called."""

    macros: Mapping[str, Element]
    locale: Locale
    scopes: Sequence[dict[str, str]]
    """Inheritable name options of citations and of the bibliography."""
    page_format: str
    suffix_on: str
    """What carries the year suffix of a style that doesn't print it itself: ``label``, ``year``, or ``""``."""
    english: bool
    """Whether the style's locale is English (title case)."""
    is_note: bool
    _compiled: dict[str, Render] = field(default_factory=dict)
    _open: set[str] = field(default_factory=set)

    def compile(self, element: Element, delimiter: str = "", plan: NamesPlan | None = None) -> Render:
        """Compile one rendering element.

        Args:
            element: the element.
            delimiter: the enclosing element's delimiter, which ``cs:choose`` passes through.
            plan: the names element in whose ``cs:substitute`` this one stands.
        """
        tag = element.tag
        if tag == "names":
            return self._names(NamesPlan(element, plan))
        if tag == "choose":
            return self._choose(element, delimiter, plan)
        compile_one = _ELEMENTS.get(tag)
        return compile_one(self, element) if compile_one else _nothing

    def children(self, element: Element, delimiter: str = "", plan: NamesPlan | None = None) -> Render:
        """Compile an element's children, joined by its delimiter."""
        parts = [self.compile(child, delimiter, plan) for child in element.children]
        return _joined(parts, delimiter)

    def macro(self, name: str) -> Render:
        """A macro's content; empty for an unknown macro, or one that calls itself."""
        found = self._compiled.get(name)
        if found is None:
            element = self.macros.get(name)
            if element is None or name in self._open:
                return _nothing
            self._open.add(name)
            found = self._compiled[name] = self.children(element)
            self._open.discard(name)
        return found

    def prints_variables(self, name: str) -> bool:
        """Whether a macro holds names, dates or variables, or calls one that does."""
        pending, seen = [name], {name}
        while pending:
            macro = self.macros.get(pending.pop())
            for node in macro.walk() if macro else ():
                if node.tag in ("names", "date", "number") or (
                    node.tag == "text" and "variable" in node.attributes
                ):
                    return True
                called = node.get("macro")
                if called and called not in seen:
                    seen.add(called)
                    pending.append(called)
        return False

    def change_case(self, case: str, scene: Scene, text: str) -> str:
        """Apply a text-case; title case only to what is English ("Title Case Conversion")."""
        if case == "uppercase" and scene.item.language.startswith(("tr", "az")):
            text = text.replace("i", "İ")
        if case == "title":
            english = scene.item.english
            if english is False or (english is None and not self.english):
                return text
        return CASES[case](text)

    def _names(self, plan: NamesPlan) -> Render:
        substitute = plan.element.find("substitute")
        substitutes = []
        for child in substitute.children if substitute else ():
            if child.get("term") and self.locale.term(child.get("term")) == "":
                break  # a term that is empty on purpose is a substitute
            substitutes.append(self.compile(child, "", plan))
        return compile_names(plan, self.scopes, self.locale, substitutes)

    def _choose(self, element: Element, delimiter: str, plan: NamesPlan | None) -> Render:
        branches = []
        for branch in element.children:
            test = compile_condition(branch) if branch.tag in ("if", "else-if") else None
            branches.append((test, self.children(branch, delimiter, plan)))

        def render(scene: Scene) -> str:
            for test, content in branches:
                if test is None or test(scene):
                    return content(scene)
            return ""

        return render


def _joined(parts: list[Render], delimiter: str) -> Render:
    if not parts:
        return _nothing
    if len(parts) == 1:
        return parts[0]

    def render(scene: Scene) -> str:
        return delimiter.join([text for part in parts if (text := part(scene))])

    return render


def _grouped(parts: Sequence[Render], delimiter: str, wrap: Callable[[str], str] | None = None) -> Render:
    """Print the parts only if they call no variable, or one that isn't empty ("Group")."""

    def render(scene: Scene) -> str:
        hit, miss = scene.hit, scene.miss
        scene.hit = scene.miss = False
        texts = [text for part in parts if (text := part(scene))]
        if scene.miss and not scene.hit:
            scene.hit = hit
            return ""
        scene.hit = hit or scene.hit or bool(texts)
        scene.miss = miss or scene.miss
        if not texts:
            return ""
        text = delimiter.join(texts)
        end = text[-1]
        if end == GROUP_TAIL:
            text += GROUP_END
        elif end == KEEP:
            text = text[:-1]
        return wrap(text) if wrap else text

    return render


def _group(compiler: Compiler, element: Element) -> Render:
    delimiter, suffix = seamed(element.get("delimiter")), element.get("suffix")
    parts = [compiler.compile(child, delimiter) for child in element.children]
    attributes = dict(element.attributes)
    if suffix[-1:] in PUNCTUATION:
        attributes["suffix"] = suffix + GROUP_TAIL
    return _grouped(parts, delimiter, wrapper(attributes))


def _styled(compiler: Compiler, element: Element, content: Render) -> Render:
    """Put an element's strip-periods, text-case, formatting and affixes over its content."""
    strip, case = element.get("strip-periods") == "true", element.get("text-case")
    if "macro" in element.attributes:
        case = ""  # citeproc-js changes the case of single values only, and styles rely on it
    wrap = wrapper(
        element.attributes,
        number=element.tag in ("text", "number") and element.get("variable") in NUMBER_VARIABLES,
    )
    if case not in CASES:
        if wrap is None and not strip:
            return content
        case = ""

    def render(scene: Scene) -> str:
        text = content(scene)
        if not text:
            return ""
        if case:
            text = compiler.change_case(case, scene, text)
        if strip:
            text = strip_periods(text)
        return wrap(text) if wrap else text

    return render


def _text(compiler: Compiler, element: Element) -> Render:
    if "macro" in element.attributes:
        content = _grouped([compiler.macro(element.get("macro"))], "")
    elif "variable" in element.attributes:
        content = _variable(compiler, element)
    elif "term" in element.attributes:
        content = _term(compiler, element)
    else:
        value = prepare_text(element.get("value"), compiler.locale.quotes)

        def content(scene: Scene) -> str:
            return "" if scene.names_only else value

    return _styled(compiler, element, content)


def _term(compiler: Compiler, element: Element) -> Render:
    plural = element.get("plural") == "true"
    text = compiler.locale.term(element.get("term"), element.get("form", "long"), plural=plural) or ""
    text = TERM + prepare_text(text, compiler.locale.quotes) if text else ""
    return lambda scene: "" if scene.names_only else text


def _variable(compiler: Compiler, element: Element) -> Render:
    name, short = element.get("variable"), element.get("form") == "short"
    special = _SPECIAL.get(name)
    if special:
        return _counted(name, special(compiler))
    if name in DATE_VARIABLES or name in NAME_VARIABLES:
        return _counted(name, _nothing)
    if name in NUMBER_VARIABLES:
        return _counted(name, lambda scene: format_range(scene.item.text(name), compiler.locale))
    short_name = name + "-short" if short else ""
    link = MARKS.get(("link", name), "")
    if not short and not link:
        return _counted(name, lambda scene: scene.item.text(name))

    def value(scene: Scene) -> str:
        item = scene.item
        text = item.text(short_name) if short_name else ""
        text = text or item.text(name)
        return f"{link}{text}{CLOSE}" if link and text and scene.links else text

    return _counted(name, value)


def _counted(name: str, value: Render) -> Render:
    """Tell the enclosing group whether a variable held anything; print nothing twice that was a substitute."""
    counts = name != "year-suffix"

    def render(scene: Scene) -> str:
        if scene.names_only:
            return ""
        text = "" if (scene.done or scene.record) and scene.is_done(name) else value(scene)
        if not text:
            scene.miss = scene.miss or counts
            return ""
        scene.hit = True
        if scene.record is not None:
            scene.record.add(name)
        return text

    return render


def _page(compiler: Compiler) -> Render:
    style, delimiter = compiler.page_format, compiler.locale.term("page-range-delimiter") or "–"
    symbol = compiler.locale.term("and", "symbol") or "&"

    def value(scene: Scene) -> str:
        text = scene.item.text("page")
        return text if text.isdigit() else format_pages(text, style, delimiter, symbol)

    return value


def _locator(compiler: Compiler) -> Render:
    style, delimiter = compiler.page_format, compiler.locale.term("page-range-delimiter") or "–"
    symbol = compiler.locale.term("and", "symbol") or "&"

    def value(scene: Scene) -> str:
        cite = scene.cite
        if cite is None or not cite.locator:
            return ""
        if cite.label == "page":
            return format_pages(cite.locator, style, delimiter, symbol)
        return format_range(cite.locator, compiler.locale)

    return value


def _year_suffix(_compiler: Compiler) -> Render:
    def value(scene: Scene) -> str:
        return scene.detail.suffix if scene.detail else ""

    return value


def _number_of(_compiler: Compiler) -> Render:
    return lambda scene: (
        (str(scene.number) if scene.sort is None else f"{scene.number:08}") if scene.number else ""
    )


def _first_note(_compiler: Compiler) -> Render:
    return lambda scene: str(scene.cite.first_note) if scene.cite and scene.cite.first_note else ""


def _citation_label(compiler: Compiler) -> Render:
    suffixed = compiler.suffix_on == "label"

    def value(scene: Scene) -> str:
        suffix = scene.detail.suffix if suffixed and scene.detail else ""
        return scene.label + suffix

    return value


_SPECIAL: dict[str, Callable[[Compiler], Render]] = {
    "page": _page,
    "locator": _locator,
    "year-suffix": _year_suffix,
    "citation-number": _number_of,
    "first-reference-note-number": _first_note,
    "citation-label": _citation_label,
}


def _number(compiler: Compiler, element: Element) -> Render:
    name, form, locale = element.get("variable"), element.get("form", "numeric"), compiler.locale
    special = _SPECIAL.get(name)
    source: Render = special(compiler) if special else lambda scene: scene.item.raw(name)
    gender = locale.genders.get(name, "")

    def value(scene: Scene) -> str:
        text = source(scene)
        if not text:
            return ""
        if scene.sort is not None:
            return f"{int(text):08}" if text.isdigit() else text
        return format_number(text, form, locale, gender)

    return _styled(compiler, element, _counted(name, value))


def _label(compiler: Compiler, element: Element) -> Render:
    name, form, plural = (
        element.get("variable"),
        element.get("form", "long"),
        element.get("plural", "contextual"),
    )
    locale = compiler.locale

    def content(scene: Scene) -> str:
        if scene.names_only:
            return ""
        cite = scene.cite
        if name == "locator":
            value, term = (cite.locator, cite.label) if cite else ("", "page")
        else:
            value, term = scene.item.raw(name), name
        if scene.is_done(name) or (not value and name not in NUMBER_VARIABLES):
            return ""
        if term == "sub verbo":
            term = "sub-verbo"
        return locale.term(term, form, plural=_is_plural(name, value, plural)) or ""

    return _styled(compiler, element, content)


def _is_plural(variable: str, value: str, rule: str) -> bool:
    """Whether a label is plural: told so, or by what it labels ("Label")."""
    if rule != "contextual":
        return rule == "always"
    if variable in ("number-of-pages", "number-of-volumes"):
        return (value.strip().isdigit() and int(value) > 1) or is_plural(value)
    return is_plural(value)


def _date(compiler: Compiler, element: Element) -> Render:
    return compile_date(element, compiler.locale, year_suffix=compiler.suffix_on == "year")


_ELEMENTS: dict[str, Callable[[Compiler, Element], Render]] = {
    "text": _text,
    "number": _number,
    "label": _label,
    "group": _group,
    "date": _date,
}

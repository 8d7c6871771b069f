"""The compiler of one style: rendering element → closure (CSL 1.0.2, "Rendering Elements").

A closure takes a RenderContext and returns marked text, ``""`` for nothing. In the context it records what ``cs:group``
needs to know: whether a variable was printed, and whether an empty one was called. The elements have modules of their own;
here is what they share.
"""

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct

from convert.csl.item.item import NUMBER_VARIABLES
from convert.csl.locale import Locale
from convert.csl.rendering.context import Render, RenderContext
from convert.csl.text.marks import GROUP_END, GROUP_SUFFIX, KEEP_SPACE, compile_wrapper
from convert.csl.text.text_case import CASES, strip_periods
from convert.csl.xml import Element


class Enclosing(Struct, frozen=True):
    """What an element takes over from the elements around it."""

    delimiter: str = ""
    """The delimiter of the parent, which ``cs:choose`` passes on to its branches."""
    names: Mapping[str, Element] | None = None
    """The children, by tag, of the names element in whose ``cs:substitute`` it stands."""


NOTHING_ENCLOSING = Enclosing()


class Compiler(Struct):
    """Compiles the elements of one style; each macro once, when first called."""

    elements: Mapping[str, "CompileElement"]
    """The name of each rendering element → the function that compiles it."""
    macros: Mapping[str, Element]
    locale: Locale
    scopes: Sequence[dict[str, str]]
    """Inheritable name options of citations, and of the bibliography."""
    page_format: str
    """``page-range-format``."""
    suffix_on: str
    """What carries the year suffix unless the style prints it as a variable: ``label``, ``year``, or ``""``."""
    _compiled: dict[str, Render] = {}

    def compile(self, element: Element, enclosing: Enclosing = NOTHING_ENCLOSING) -> Render:
        """Compile one rendering element; an unknown element prints nothing."""
        compile_element = self.elements.get(element.tag)
        return compile_element(self, element, enclosing) if compile_element else render_nothing

    def compile_children(self, element: Element, enclosing: Enclosing = NOTHING_ENCLOSING) -> Render:
        """Compile an element's children, joined by the enclosing delimiter."""
        parts = [self.compile(child, enclosing) for child in element.children]
        return _joined(parts, enclosing.delimiter)

    def compile_macro(self, name: str) -> Render:
        """Compile a macro's content; an unknown macro, or one that calls itself, prints nothing."""
        if name not in self._compiled:
            self._compiled[name] = render_nothing  # while the content is compiled
            if name in self.macros:
                self._compiled[name] = self.compile_children(self.macros[name])
        return self._compiled[name]

    def prints_variables(self, name: str) -> bool:
        """Whether a macro prints names, dates or variables, or calls one that does."""
        reached = [name]
        for called in reached:
            macro = self.macros.get(called)
            for node in macro.walk() if macro else ():
                is_variable = node.tag == "text" and "variable" in node.attributes
                if is_variable or node.tag in ("names", "date", "number"):
                    return True
                if node.get("macro", name) not in reached:
                    reached.append(node.get("macro"))
        return False

    def change_case(self, case: str, context: RenderContext, text: str) -> str:
        """Apply a text-case; title case to English items only ("Title Case Conversion")."""
        if case == "uppercase" and context.item.language.startswith(("tr", "az")):
            text = text.replace("i", "İ")
        if case == "title":
            english = context.item.english
            if english is False or (english is None and not self.locale.lang.startswith("en")):
                return text
        return CASES[case](text)


CompileElement = Callable[[Compiler, Element, Enclosing], Render]
"""Compiles an element of one kind, given what encloses it."""


def render_nothing(_context: RenderContext) -> str:
    """The rendering of an element that prints nothing."""
    return ""


def _joined(parts: list[Render], delimiter: str) -> Render:
    if not parts:
        return render_nothing
    if len(parts) == 1:
        return parts[0]

    def render(context: RenderContext) -> str:
        texts = []
        for part in parts:  # no comprehension: its frame costs as much as a short part
            if text := part(context):
                texts.append(text)  # noqa: PERF401  (see above)
        return delimiter.join(texts)

    return render


def suppress_without_variables(content: Render, wrap: Callable[[str], str] | None = None) -> Render:
    """Print nothing if the content calls variables and all of them are empty ("Group")."""

    def render(context: RenderContext) -> str:
        printed, empty = context.has_printed, context.has_empty
        context.has_printed = context.has_empty = False
        text = content(context)
        if context.has_empty and not context.has_printed:
            context.has_printed = printed
            return ""
        context.has_printed = printed or context.has_printed or bool(text)
        context.has_empty = empty or context.has_empty
        if not text:
            return ""
        end = text[-1]
        if end == GROUP_SUFFIX:
            text += GROUP_END
        elif end == KEEP_SPACE:
            text = text[:-1]
        return wrap(text) if wrap else text

    return render


def apply_formatting(compiler: Compiler, element: Element, content: Render) -> Render:
    """Apply an element's strip-periods, text-case, formatting and affixes to its content."""
    strip, case = element.get("strip-periods") == "true", element.get("text-case")
    if "macro" in element.attributes:
        case = ""  # as in citeproc-js, on which styles rely, it applies to single values only
    wrap = compile_wrapper(
        element.attributes,
        number=element.tag in ("text", "number") and element.get("variable") in NUMBER_VARIABLES,
    )
    if case not in CASES:
        if wrap is None and not strip:
            return content
        case = ""

    def render(context: RenderContext) -> str:
        text = content(context)
        if not text:
            return ""
        if case:
            text = compiler.change_case(case, context, text)
        if strip:
            text = strip_periods(text)
        return wrap(text) if wrap else text

    return render

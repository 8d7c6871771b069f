"""``cs:choose`` and ``cs:group`` → closures; conditions → predicates over the RenderContext (CSL 1.0.2, "Choose", "Group")."""

from collections.abc import Callable

from convert.csl.item.item import DATE_VARIABLES, NAME_VARIABLES
from convert.csl.item.numbers import is_numeric
from convert.csl.rendering.compiler import Compiler, Enclosing, suppress_without_variables
from convert.csl.rendering.context import POSITIONS, Render, RenderContext, Test
from convert.csl.text.marks import GROUP_SUFFIX, PUNCTUATION, compile_wrapper, mark_delimiter, plain
from convert.csl.xml import Element

_CITE_VARIABLES: dict[str, Test] = {
    "locator": lambda context: bool(context.cite and context.cite.locator),
    "citation-number": lambda context: bool(context.number),
    "year-suffix": lambda context: bool(context.year_suffix),
    "first-reference-note-number": lambda context: bool(context.cite and context.cite.first_note),
    "citation-label": lambda context: bool(context.label),
}


def _variable(name: str) -> Test:
    if name in _CITE_VARIABLES:
        return _CITE_VARIABLES[name]
    if name in NAME_VARIABLES:
        return lambda context: bool(context.item.names(name))
    if name in DATE_VARIABLES:
        return lambda context: context.item.date(name) is not None
    return lambda context: bool(context.item.text(name))


def _is_numeric(name: str) -> Test:
    if name == "locator":
        return lambda context: bool(context.cite and is_numeric(context.cite.locator))
    if name in _CITE_VARIABLES:
        return _CITE_VARIABLES[name]
    return lambda context: bool(text := context.item.text(name)) and is_numeric(plain(text))


def _type(names: str) -> Test:
    """A single test whatever ``match`` says, since an item has only one type."""
    known = frozenset(names.split())
    return lambda context: context.item.type in known


def _locator(label: str) -> Test:
    label = "sub verbo" if label == "sub-verbo" else label
    return lambda context: (
        context.cite is not None and bool(context.cite.locator) and context.cite.label == label
    )


def _position(name: str) -> Test:
    bit = POSITIONS.get(name, 0)
    return lambda context: context.cite is not None and bool(context.cite.position & bit)


def _uncertain(name: str) -> Test:
    return lambda context: bool((date := context.item.date(name)) and date.uncertain)


def _disambiguate(value: str) -> Test:
    def test(context: RenderContext) -> bool:
        context.conditions += 1
        found = context.disambiguation
        return (found is not None and found.condition >= context.conditions) == (value == "true")

    return test


_TESTS: dict[str, Callable[[str], Test]] = {
    "variable": _variable,
    "is-numeric": _is_numeric,
    "locator": _locator,
    "position": _position,
    "is-uncertain-date": _uncertain,
    "disambiguate": _disambiguate,
}


def compile_choose(compiler: Compiler, element: Element, enclosing: Enclosing) -> Render:
    """Compile a ``cs:choose``: it renders the first branch whose condition holds.

    Directly within a ``cs:substitute``, the branch is a list of substitutes, of which the first that prints anything counts.
    """
    branches = []
    for branch in element.children:
        test = _condition(branch) if branch.tag in ("if", "else-if") else None
        if enclosing.names is None:
            content = compiler.compile_children(branch, enclosing)
        else:
            content = _first_of([compiler.compile(child, enclosing) for child in branch.children])
        branches.append((test, content))

    def render(context: RenderContext) -> str:
        for test, content in branches:
            if test is None or test(context):
                return content(context)
        return ""

    return render


def _first_of(parts: list[Render]) -> Render:
    def render(context: RenderContext) -> str:
        return next(filter(None, (part(context) for part in parts)), "")

    return render


def _condition(element: Element) -> Test:
    """The tests of an element's attributes, combined by its ``match`` (default ``all``)."""
    tests = [_type(element.get("type"))] if element.get("type") else []
    for name, make in _TESTS.items():
        if name in element.attributes:
            tests += [make(word) for word in element.get(name).split()]
    match = element.get("match", "all")
    if len(tests) == 1 and match != "none":
        return tests[0]
    if match in ("any", "none"):
        return _until(tests, stop=True, result=match == "any")
    return _until(tests, stop=False, result=False) if tests else lambda _context: False


def _until(tests: list[Test], *, stop: bool, result: bool) -> Test:
    """Run the tests in turn; ``result`` is the outcome if one of them returns ``stop``."""

    def test(context: RenderContext) -> bool:
        for check in tests:
            if check(context) is stop:
                return result
        return not result

    return test


def compile_group(compiler: Compiler, element: Element, _enclosing: Enclosing) -> Render:
    """Compile a ``cs:group``."""
    suffix = element.get("suffix")
    attributes = dict(element.attributes)
    if suffix[-1:] in PUNCTUATION:
        attributes["suffix"] = suffix + GROUP_SUFFIX
    content = compiler.compile_children(element, Enclosing(mark_delimiter(element.get("delimiter"))))
    return suppress_without_variables(content, compile_wrapper(attributes))

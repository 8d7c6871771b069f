"""``cs:if`` and ``cs:else-if`` → predicates over the Scene (CSL 1.0.2, "Choose")."""

from collections.abc import Callable

from convert.csl.item import DATE_VARIABLES, NAME_VARIABLES
from convert.csl.markup import plain
from convert.csl.numbers import is_numeric
from convert.csl.scene import POSITIONS, Scene, Test
from convert.csl.xml import Element

_CITE_VARIABLES: dict[str, Test] = {
    "locator": lambda scene: bool(scene.cite and scene.cite.locator),
    "citation-number": lambda scene: bool(scene.number),
    "year-suffix": lambda scene: bool(scene.detail and scene.detail.suffix),
    "first-reference-note-number": lambda scene: bool(scene.cite and scene.cite.first_note),
    "citation-label": lambda scene: bool(scene.label),
}


def _variable(name: str) -> Test:
    known = _CITE_VARIABLES.get(name)
    if known:
        return known
    if name in NAME_VARIABLES:
        return lambda scene: bool(scene.item.names(name))
    if name in DATE_VARIABLES:
        return lambda scene: scene.item.date(name) is not None
    return lambda scene: bool(scene.item.text(name))


def _is_numeric(name: str) -> Test:
    if name == "locator":
        return lambda scene: bool(scene.cite and is_numeric(scene.cite.locator))
    if name in _CITE_VARIABLES:
        return _CITE_VARIABLES[name]
    return lambda scene: is_numeric(plain(scene.item.text(name)))


def _type(names: str) -> Test:
    """One test, whatever ``match`` says: an item has one type only."""
    known = frozenset(names.split())
    return lambda scene: scene.item.type in known


def _locator(label: str) -> Test:
    label = "sub verbo" if label == "sub-verbo" else label
    return lambda scene: scene.cite is not None and bool(scene.cite.locator) and scene.cite.label == label


def _position(name: str) -> Test:
    bit = POSITIONS.get(name, 0)
    return lambda scene: scene.cite is not None and bool(scene.cite.position & bit)


def _uncertain(name: str) -> Test:
    def test(scene: Scene) -> bool:
        date = scene.item.date(name)
        return date is not None and date.uncertain

    return test


def _disambiguate(value: str) -> Test:
    def test(scene: Scene) -> bool:
        scene.conditions += 1
        return (scene.detail is not None and scene.detail.condition >= scene.conditions) == (value == "true")

    return test


_TESTS: dict[str, Callable[[str], Test]] = {
    "variable": _variable,
    "is-numeric": _is_numeric,
    "locator": _locator,
    "position": _position,
    "is-uncertain-date": _uncertain,
    "disambiguate": _disambiguate,
}


def compile_condition(element: Element) -> Test:
    """All tests of an element's attributes, combined by its ``match`` (default ``all``)."""
    tests = [_type(element.get("type"))] if element.get("type") else []
    tests += [make(word) for name, make in _TESTS.items() for word in element.get(name).split()]
    match = element.get("match", "all")
    if len(tests) == 1 and match != "none":
        return tests[0]
    if match in ("any", "none"):
        return _until(tests, stop=True, result=match == "any")
    return _until(tests, stop=False, result=False) if tests else lambda _scene: False


def _until(tests: list[Test], *, stop: bool, result: bool) -> Test:
    """Ask one test after the other; the first that says ``stop`` settles the result."""

    def test(scene: Scene) -> bool:
        for ask in tests:
            if ask(scene) is stop:
                return result
        return not result

    return test

"""``cs:if`` and ``cs:else-if`` → predicates over the Scene (CSL 1.0.2, "Choose")."""

from collections.abc import Callable

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
    return _CITE_VARIABLES.get(name) or (lambda scene: scene.item.has(name))


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
    if match == "any":
        return lambda scene: any([test(scene) for test in tests])
    if match == "none":
        return lambda scene: not any([test(scene) for test in tests])
    if len(tests) == 1:
        return tests[0]
    return lambda scene: bool(tests) and all([test(scene) for test in tests])

"""``cs:names`` and its children: one list of names after another, et al., labels, substitution (CSL 1.0.2, "Names")."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from convert.csl.item import Item
from convert.csl.locale import Locale
from convert.csl.markup import seamed, words, wrapper
from convert.csl.name import NameFormat, compile_name
from convert.csl.name_list import count_shown, render_list
from convert.csl.persons import Person
from convert.csl.scene import Render, Scene
from convert.csl.textcase import CASES, strip_periods
from convert.csl.xml import Element

INHERITABLE = words(
    """and delimiter-precedes-et-al delimiter-precedes-last et-al-min et-al-use-first et-al-use-last et-al-subsequent-min
    et-al-subsequent-use-first initialize initialize-with initialize-with-hyphen name-as-sort-order sort-separator
    name-form name-delimiter names-delimiter demote-non-dropping-particle"""
)
"""Name options that a style sets once, on ``cs:style``, ``cs:citation`` or ``cs:bibliography``."""


def _label(element: Element | None, locale: Locale) -> Callable[[str, int], str]:
    """A compiled ``cs:label`` of a names element: (variable, number of names) → text."""
    if element is None:
        return lambda _variable, _count: ""
    form, plural = element.get("form", "long"), element.get("plural", "contextual")
    strip, change = element.get("strip-periods") == "true", CASES.get(element.get("text-case"))
    wrap = wrapper(element.attributes)
    known: dict[tuple[str, bool], str] = {}

    def label(variable: str, count: int) -> str:
        many = plural == "always" or (plural == "contextual" and count > 1)
        text = known.get((variable, many))
        if text is None:
            text = locale.term(variable, form, plural=many) or ""
            text = strip_periods(text) if strip else text
            text = change(text) if change else text
            text = wrap(text) if wrap and text else text
            known[variable, many] = text
        return text

    return label


@dataclass(slots=True)
class _Area:
    """What a names element does in citations, or in the bibliography."""

    name: NameFormat
    et_al: str
    delimiter: str


@dataclass(slots=True)
class NamesPlan:
    """A ``cs:names`` with what it inherits, before it is compiled."""

    element: Element
    parent: "NamesPlan | None" = None
    children: dict[str, Element] = field(default_factory=dict)
    inherits: bool = False
    """Whether the form of its names is the parent's."""

    def __post_init__(self) -> None:
        own = {child.tag: child for child in self.element.children}
        self.inherits = self.parent is not None and "name" not in own
        inherited = self.parent.children if self.parent and self.inherits else {}
        self.children = {**{k: v for k, v in inherited.items() if k != "substitute"}, **own}

    @property
    def label_first(self) -> bool:
        """Whether the label stands before the names."""
        tags = list(self.children)
        return "label" in tags and "name" in tags and tags.index("label") < tags.index("name")


def _without_affixes(attributes: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in attributes.items() if name not in ("prefix", "suffix")}


class _Names:
    """A compiled ``cs:names``."""

    def __init__(
        self, plan: NamesPlan, scopes: Sequence[dict[str, str]], locale: Locale, substitutes: Sequence[Render]
    ) -> None:
        children, empty = plan.children, Element("name", {}, (), "")
        names, name, et_al = plan.element, children.get("name", empty), children.get("et-al")
        tag = children.get("label")
        self._areas = [_area(names, name, et_al, scope, locale) for scope in scopes]
        self._variables = names.get("variable").split()
        self._substitutes = substitutes
        # a substitute that takes its form from the names it stands for takes their affixes, too
        attributes = names.attributes if not plan.inherits else _without_affixes(names.attributes)
        self._wrap = wrapper(attributes)
        self._label, self._label_first = _label(tag, locale), plan.label_first
        self._merges = tag is not None and bool(locale.term("editortranslator", tag.get("form", "long")))
        self._counts = self._areas[0].name.form == "count"

    def render(self, scene: Scene) -> str:
        """The names of all variables, or a substitute for them."""
        found = self._find(scene)
        if not found:
            return self._rendered_substitute(scene)
        area = self._areas[scene.area]
        scene.hit = True
        if self._counts:
            return str(sum(count_shown(scene, area.name, len(people))[0] for _, people in found))
        leading = scene.first_names is None
        if leading:
            scene.first_names = ""
        pieces = [
            self._one(scene, area, variable, people, first=leading and n == 0)
            for n, (variable, people) in enumerate(found)
        ]
        text = area.delimiter.join([piece for piece in pieces if piece])
        if scene.record is not None:
            scene.record.update(variable for variable, _ in found)
        if leading:
            scene.first_names = text
            if scene.suppress_names:
                scene.suppressed = True
                return ""
        return self._wrap(text) if self._wrap and text else text

    def _find(self, scene: Scene) -> Sequence[tuple[str, Sequence[Person]]]:
        """The non-empty name variables; an editor who is also the translator is found once ("Names")."""
        item = scene.item
        found = [
            (variable, people)
            for variable in self._variables
            if (people := item.names(variable)) and not scene.is_done(variable)
        ]
        if not found:
            scene.miss = True
        elif self._merges and len(found) == 2 and _same_people(item, {variable for variable, _ in found}):
            return [("editortranslator", found[0][1])]
        return found

    def _one(self, scene: Scene, area: _Area, variable: str, people: Sequence[Person], *, first: bool) -> str:
        """One variable's names, with their label."""
        text = render_list(scene, area.name, area.et_al, people, first=first)
        if scene.sort is not None or not text:
            return text
        tag = self._label(variable, len(people))
        return tag + text if self._label_first else text + tag

    def _rendered_substitute(self, scene: Scene) -> str:
        leading = scene.first_names is None
        text = self._substitute(scene)
        if text and leading and scene.first_names is None and scene.substitute:
            text = scene.substitute([text])[0][0]
        if self._counts and scene.sort is not None:
            return text or "0"
        scene.hit = scene.hit or (bool(text) and scene.sort is None)
        return self._wrap(text) if self._wrap and text else text

    def _substitute(self, scene: Scene) -> str:
        """The first substitute that prints anything; the variables in it are suppressed from then on."""
        outer, text = scene.record, ""
        for substitute in self._substitutes:
            scene.record = set()
            text = substitute(scene)
            if text or scene.suppressed:
                if scene.record:
                    scene.done = {*(scene.done or ()), *scene.record}
                    if outer is not None:
                        outer.update(scene.record)
                break
        scene.record = outer
        return text


def compile_names(
    plan: NamesPlan, scopes: Sequence[dict[str, str]], locale: Locale, substitutes: Sequence[Render]
) -> Render:
    """Compile a ``cs:names``.

    Args:
        plan: the element, and the names element in whose ``cs:substitute`` it stands.
        scopes: for citations and for the bibliography, the inheritable name options that hold there.
        locale: terms.
        substitutes: the compiled children of ``cs:substitute``.
    """
    return _Names(plan, scopes, locale, substitutes).render


def _area(
    names: Element, name: Element, et_al: Element | None, scope: dict[str, str], locale: Locale
) -> _Area:
    # what is set back to normal on cs:name and set otherwise on its cs:names prints as cs:names says
    undone = {key for key, value in name.attributes.items() if value == "normal" and key in names.attributes}
    name = replace(name, attributes={k: v for k, v in name.attributes.items() if k not in undone})
    options = {**scope, **{k: v for k, v in names.attributes.items() if k in INHERITABLE}, **name.attributes}
    options["form"] = name.get("form") or scope.get("name-form", "long")
    options["delimiter"] = name.get("delimiter", scope.get("name-delimiter", ", "))
    term = locale.term(et_al.get("term", "et-al") if et_al else "et-al") or ""
    style = wrapper(et_al.attributes) if et_al and term else None
    delimiter = names.get("delimiter", scope.get("names-delimiter", ""))
    return _Area(compile_name(name, options, locale), style(term) if style else term, seamed(delimiter))


def _same_people(item: Item, variables: set[str]) -> bool:
    """Whether these are editor and translator, and the same people."""
    if variables != {"editor", "translator"}:
        return False

    def facts(variable: str) -> list[tuple[str, str, str]]:
        return [(p.key, p.given, p.suffix) for p in item.names(variable)]

    return facts("editor") == facts("translator")

"""``cs:names`` and its children: one list of names after another, et al., labels, substitution (CSL 1.0.2, "Names")."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from convert.csl.item import Item
from convert.csl.locale import Locale
from convert.csl.markup import seamed, wrapper
from convert.csl.name import NameFormat, compile_name
from convert.csl.persons import Person
from convert.csl.scene import NamesTrace, Render, Scene, SUBSEQUENT
from convert.csl.textcase import CASES, strip_periods
from convert.csl.xml import Element

INHERITABLE = frozenset(
    """and delimiter-precedes-et-al delimiter-precedes-last et-al-min et-al-use-first et-al-use-last et-al-subsequent-min
    et-al-subsequent-use-first initialize initialize-with initialize-with-hyphen name-as-sort-order sort-separator
    name-form name-delimiter names-delimiter demote-non-dropping-particle""".split()
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

    def __post_init__(self) -> None:
        own = {child.tag: child for child in self.element.children}
        inherited = self.parent.children if self.parent and "name" not in own else {}
        self.children = {**{k: v for k, v in inherited.items() if k != "substitute"}, **own}

    @property
    def label_first(self) -> bool:
        """Whether the label stands before the names."""
        tags = list(self.children)
        return "label" in tags and "name" in tags and tags.index("label") < tags.index("name")


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
    children = plan.children
    empty = Element("name", {}, (), "")
    areas = [_area(plan.element, children.get("name", empty), children.get("et-al"), scope, locale) for scope in scopes]
    label = _label(children.get("label"), locale)
    label_first = plan.label_first
    variables = plan.element.get("variable").split()
    wrap = wrapper(plan.element.attributes)
    tag_form = children["label"].get("form", "long") if "label" in children else "long"
    merged_term = "label" in children and bool(locale.term("editortranslator", tag_form))
    counts_only = areas[0].name.form == "count"

    def one(scene: Scene, area: _Area, variable: str, people: Sequence[Person], *, first: bool) -> str:
        text = _render_list(scene, area, people, first=first)
        if scene.sort is not None or not text:
            return text
        tag = label(variable, len(people))
        return tag + text if label_first else text + tag

    def render(scene: Scene) -> str:
        area = areas[scene.area]
        found = _find(scene, variables, merged_term)
        if not found:
            leading = scene.first_names is None
            text = _substitute(scene, substitutes)
            if text and leading and scene.first_names is None:
                text = scene.substitute([text])[0] if scene.substitute else text
            if counts_only and scene.sort is not None:
                return text or "0"
            scene.hit = scene.hit or (bool(text) and scene.sort is None)
            return wrap(text) if wrap and text else text
        if counts_only:
            scene.hit = True
            return str(sum(_cut(scene, area.name, len(people))[0] for _, people in found))
        leading = scene.first_names is None
        if leading:
            scene.first_names = ""
        pieces = [
            one(scene, area, variable, people, first=leading and n == 0) for n, (variable, people) in enumerate(found)
        ]
        text = area.delimiter.join([piece for piece in pieces if piece])
        if scene.record is not None:
            scene.record.update(variable for variable, _ in found)
        scene.hit = True
        if leading:
            scene.first_names = text
            if scene.suppress_names:
                scene.suppressed = True
                return ""
        return wrap(text) if wrap and text else text

    return render


def _area(
    names: Element, name: Element, et_al: Element | None, scope: dict[str, str], locale: Locale
) -> _Area:
    options = {**scope, **{k: v for k, v in names.attributes.items() if k in INHERITABLE}, **name.attributes}
    options["form"] = name.get("form") or scope.get("name-form", "long")
    options["delimiter"] = name.get("delimiter", scope.get("name-delimiter", ", "))
    term = locale.term(et_al.get("term", "et-al") if et_al else "et-al") or ""
    style = wrapper(et_al.attributes) if et_al and term else None
    delimiter = names.get("delimiter", scope.get("names-delimiter", ""))
    return _Area(compile_name(name, options, locale), style(term) if style else term, seamed(delimiter))


def _find(scene: Scene, variables: list[str], merge: bool) -> list[tuple[str, Sequence[Person]]]:
    """The non-empty name variables; an editor who is also the translator is found once ("Names")."""
    item = scene.item
    found = [
        (variable, people)
        for variable in variables
        if (people := item.names(variable)) and not scene.is_done(variable)
    ]
    if not found:
        scene.miss = True
        return found
    if merge and len(found) == 2 and {v for v, _ in found} == {"editor", "translator"} and _same(item):
        return [("editortranslator", found[0][1])]
    return found


def _same(item: Item) -> bool:
    def facts(variable: str) -> list[tuple[str, str, str]]:
        return [(p.key, p.given, p.suffix) for p in item.names(variable)]

    return facts("editor") == facts("translator")


def _substitute(scene: Scene, substitutes: Sequence[Render]) -> str:
    """The first substitute that prints anything; the variables in it are suppressed from then on."""
    if not substitutes:
        return ""
    outer = scene.record
    for substitute in substitutes:
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


def _cut(scene: Scene, name: NameFormat, total: int) -> tuple[int, bool]:
    """How many names the style shows of so many, and whether the last one follows an ellipsis."""
    minimum, use_first, use_last = name.et_al_min, name.et_al_use_first, name.et_al_use_last
    cite = scene.cite
    if cite is not None and (cite.position & SUBSEQUENT or scene.trace is not None) and name.et_al_subsequent_min:
        minimum, use_first = name.et_al_subsequent_min, name.et_al_subsequent_use_first
    elif scene.sort is not None:
        minimum = scene.sort.minimum if scene.sort.minimum is not None else minimum
        use_first = scene.sort.use_first if scene.sort.use_first is not None else use_first
        use_last = scene.sort.use_last if scene.sort.use_last is not None else use_last
    if minimum and total >= minimum and use_first < total:
        return use_first, use_last and total >= use_first + 2
    return total, False


def _render_list(scene: Scene, area: _Area, people: Sequence[Person], *, first: bool) -> str:
    """One name variable's names, without label."""
    name, total = area.name, len(people)
    shown, last = _cut(scene, name, total)
    detail, at = scene.detail, scene.nameset
    scene.nameset = at + 1
    givens: list[int] | None = None
    if detail is not None and scene.sort is None:
        if at < len(detail.shown):
            shown = min(max(shown, detail.shown[at]), total)
        if at < len(detail.givens):
            givens = detail.givens[at]
    if scene.trace is not None:
        scene.trace.append(NamesTrace(people, shown, total, [name.base_level] * total, name.initialize_with is not None))
    sorting = scene.sort is not None
    format_one = name.format_sort if sorting else name.format
    parts = [
        format_one(person, n, givens[n] if givens and n < len(givens) else 0) for n, person in enumerate(people[:shown])
    ]
    if first:
        scene.names_key = " ".join(parts)
    if first and scene.substitute is not None:
        replaced = scene.substitute(parts)
        shown, parts = (total, replaced) if replaced != parts and len(replaced) < len(parts) else (shown, replaced)
    if sorting and not last:
        return name.delimiter.join(parts)
    if shown == total:
        return name.join(parts, inverted=total > 1 and name.inverts(total - 2) and not people[total - 2].literal, group_last=bool(people[-1].literal))
    if last:
        parts.append(("" if sorting else "… ") + format_one(people[-1], total - 1, 0))
    if last:
        return name.delimiter.join(parts)
    return name.join_et_al(parts, area.et_al, inverted=name.inverts(shown - 1) and not people[shown - 1].literal)

"""One list of names: how many are shown, how the last ones are joined (CSL 1.0.2, "Name", "Et-al Abbreviation")."""

from collections.abc import Sequence

from convert.csl.name import NameFormat
from convert.csl.persons import Person
from convert.csl.scene import SUBSEQUENT, NamesTrace, Scene


def count_shown(scene: Scene, name: NameFormat, total: int) -> tuple[int, bool]:
    """How many names the style shows of so many, and whether the last one follows an ellipsis."""
    minimum, use_first, use_last = name.et_al_min, name.et_al_use_first, name.et_al_use_last
    cite, sort = scene.cite, scene.sort
    if cite is not None and (cite.position & SUBSEQUENT or scene.trace is not None):
        minimum, use_first = name.et_al_subsequent_min, name.et_al_subsequent_use_first
    elif sort is not None:
        minimum = minimum if sort.minimum is None else sort.minimum
        use_first = use_first if sort.use_first is None else sort.use_first
        use_last = use_last if sort.use_last is None else sort.use_last
    if minimum and total >= minimum and use_first < total:
        return use_first, use_last and total >= use_first + 2
    return total, False


def render_list(scene: Scene, name: NameFormat, et_al: str, people: Sequence[Person], *, first: bool) -> str:
    """One name variable's names, without label.

    Args:
        scene: what is being rendered.
        name: how each name is written.
        et_al: the et-al term, formatted.
        people: the names.
        first: whether this is the first list of the entry, which may be replaced ("subsequent-author-substitute").
    """
    if scene.sort is not None:
        return _sort_list(scene, name, people)
    total = len(people)
    shown, last = count_shown(scene, name, total)
    shown, givens = _detail(scene, name, people, shown)
    parts = [name.format(p, n, givens[n] if n < len(givens) else 0) for n, p in enumerate(people[:shown])]
    if first:
        scene.names_key = " ".join(parts)
        if scene.substitute is not None:
            parts, whole = scene.substitute(parts)
            if whole:
                return parts[0]
    if shown == total:
        inverted = total > 1 and name.inverts(total - 2) and not people[-2].literal
        return name.join(parts, inverted=inverted, group_last=bool(people[-1].literal))
    if last:
        return name.delimiter.join([*parts, "… " + name.format(people[-1], total - 1, 0)])
    return name.join_et_al(parts, et_al, inverted=name.inverts(shown - 1) and not people[shown - 1].literal)


def _sort_list(scene: Scene, name: NameFormat, people: Sequence[Person]) -> str:
    """The names as a sort key: no label, no conjunction, no et al. ("Sorting Macros")."""
    shown, last = count_shown(scene, name, len(people))
    chosen = [*people[:shown], *people[-1:]] if last else people[:shown]
    return name.delimiter.join([name.format_sort(person) for person in chosen])


def _detail(
    scene: Scene, name: NameFormat, people: Sequence[Person], shown: int
) -> tuple[int, Sequence[int]]:
    """What disambiguation adds to a list: how many names are shown, and how much of each; recorded if it asks."""
    detail, at, total = scene.detail, scene.nameset, len(people)
    scene.nameset = at + 1
    givens: Sequence[int] = ()
    if detail is not None:
        if at < len(detail.shown):
            shown = min(max(shown, detail.shown[at]), total)
        if at < len(detail.givens):
            givens = detail.givens[at]
    if scene.trace is not None:
        has_initials = name.initialize_with is not None
        scene.trace.append(NamesTrace(people, shown, total, [name.base_level] * total, has_initials))
    return shown, givens

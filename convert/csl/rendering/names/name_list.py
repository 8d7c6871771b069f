"""The names of one variable → marked text, with et-al abbreviation (CSL 1.0.2, "Name", "Et-al Abbreviation")."""

from collections.abc import Sequence

from convert.csl.item.person import Person
from convert.csl.rendering.context import SUBSEQUENT, NamesTrace, RenderContext
from convert.csl.rendering.names.name import NameFormat


def count_shown(context: RenderContext, name: NameFormat, total: int) -> tuple[int, bool]:
    """How many of ``total`` names the style shows, and whether the last name follows after an ellipsis."""
    minimum, use_first, use_last = name.et_al_min, name.et_al_use_first, name.et_al_use_last
    cite, sort = context.cite, context.sort
    if context.trace is not None or (cite is not None and cite.position & SUBSEQUENT):
        later = name.et_al_subsequent_min, name.et_al_subsequent_use_first
        if context.trace is None or _count(*later, total) <= _count(minimum, use_first, total):
            minimum, use_first = later  # disambiguation looks at the form that shows fewer names
    elif sort is not None:
        minimum = minimum if sort.minimum is None else sort.minimum
        use_first = use_first if sort.use_first is None else sort.use_first
        use_last = use_last if sort.use_last is None else sort.use_last
    shown = _count(minimum, use_first, total)
    return shown, use_last and total >= shown + 2


def _count(minimum: int, use_first: int, total: int) -> int:
    return use_first if minimum and total >= minimum and use_first < total else total


def render_list(context: RenderContext, name: NameFormat, people: Sequence[Person], *, first: bool) -> str:
    """The names of one variable, without label.

    Args:
        context: the render context.
        name: the format of each name.
        people: the names.
        first: whether this is the entry's first list, to which ``subsequent-author-substitute`` applies.
    """
    if context.sort is not None:
        return _sort_list(context, name, people)
    total = len(people)
    shown, last = count_shown(context, name, total)
    shown, givens = _disambiguated(context, name, people, shown)
    if total > 1 and people[-1].others:
        shown, last = min(shown, total - 1), False
    parts = [name.format(p, n, givens[n] if n < len(givens) else 0) for n, p in enumerate(people[:shown])]
    if first:
        context.names_key = " ".join(parts)
        if context.substitute is not None:
            parts, whole = context.substitute(parts)
            if whole:
                return parts[0]
    if shown == total:
        inverted = total > 1 and name.inverts(total - 2) and not people[-2].literal
        return name.join(parts, inverted=inverted)
    if last:
        return name.delimiter.join([*parts, "… " + name.format(people[-1], total - 1, 0)])
    return name.join_et_al(parts, inverted=name.inverts(shown - 1) and not people[shown - 1].literal)


def _sort_list(context: RenderContext, name: NameFormat, people: Sequence[Person]) -> str:
    """The names as a sort key: without label, conjunction and et al. ("Sorting Macros")."""
    shown, last = count_shown(context, name, len(people))
    chosen = [*people[:shown], *people[-1:]] if last else people[:shown]
    return name.delimiter.join([name.format_sort(person) for person in chosen])


def _disambiguated(
    context: RenderContext, name: NameFormat, people: Sequence[Person], shown: int
) -> tuple[int, Sequence[int]]:
    """How many names are shown after disambiguation, and how much of each; adds to the trace if there is one."""
    disambiguation, at, total = context.disambiguation, context.lists_printed, len(people)
    context.lists_printed = at + 1
    givens: Sequence[int] = ()
    if disambiguation is not None:
        if at < len(disambiguation.shown):
            shown = min(max(shown, disambiguation.shown[at]), total)
        if at < len(disambiguation.givens):
            givens = disambiguation.givens[at]
    if context.trace is not None:
        context.trace.append(NamesTrace(people, shown, name.base_level, name.initialize_with is not None))
    return shown, givens

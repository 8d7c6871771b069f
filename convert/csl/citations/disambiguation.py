"""Items → what is added to their cites to make them unambiguous (CSL 1.0.2, "Disambiguation").

Each cite is rendered once; only those with equal texts are rendered again, with more names, more of the given names,
``disambiguate="true"`` conditions, or year suffixes.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from functools import cache

from convert.csl.item.item import Item
from convert.csl.item.person import Person, initialize
from convert.csl.rendering.context import Disambiguation, NamesTrace

RenderAmbiguous = Callable[[Item, Disambiguation, list[NamesTrace]], str]
"""Renders an item's cite with a disambiguation, and adds its name lists to the trace."""


def format_suffix(number: int) -> str:
    """0 → a, 25 → z, 26 → aa.

    >>> format_suffix(0), format_suffix(25), format_suffix(26), format_suffix(52)
    ('a', 'z', 'aa', 'ba')
    """
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(97 + rest) + letters
    return letters


class _GivenNames:
    """For each family name, the given names that occur with it."""

    def __init__(self) -> None:
        self._by_initials: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))

    def add(self, person: Person) -> None:
        """Register a name."""
        if not person.literal:
            self._by_initials[person.family_key][_initials(person.given)].add(
                person.given.replace(" ", "") + "/" + person.suffix
            )

    def level(self, person: Person) -> int:
        """How much distinguishes a person: 0 the family name, 1 initials, 2 full given names."""
        if person.literal:
            return 0
        family = self._by_initials[person.family_key]
        if len(family[_initials(person.given)]) > 1:
            return 2
        return 1 if len(family) > 1 else 0

    def initials_help(self, person: Person) -> bool:
        """Whether initials distinguish a person from another one."""
        return not person.literal and len(self._by_initials[person.family_key]) > 1


@cache
def _initials(given: str) -> str:
    return initialize(given, "")


class Disambiguator:
    """Finds a disambiguation for each item."""

    def __init__(self, options: Mapping[str, str], *, condition: bool, render: RenderAmbiguous) -> None:
        self._add_names = options.get("disambiguate-add-names") == "true"
        self._add_givens = options.get("disambiguate-add-givenname") == "true"
        self._rule = options.get("givenname-disambiguation-rule", "by-cite")
        self._by_cite = self._add_givens and self._rule == "by-cite"
        self._add_suffix = options.get("disambiguate-add-year-suffix") == "true"
        self._condition = condition
        self._render = render
        self._given_names = _GivenNames()
        self._found: dict[str, Disambiguation] = {}

    @property
    def needed(self) -> bool:
        """Whether the style asks for any disambiguation."""
        return self._add_names or self._add_givens or self._add_suffix or self._condition

    def run(self, items: Sequence[Item]) -> dict[str, Disambiguation]:
        """Disambiguate all items, given in the order of the bibliography; returns the result by id."""
        traces = {}
        texts: dict[str, str] = {}
        for item in items:
            traces[item.id], texts[item.id] = self._base(item)
        if self._add_givens and not self._by_cite:
            for item in items:
                if self._expand(self._found[item.id], traces[item.id]):
                    texts[item.id] = self._render(item, self._found[item.id], [])
        for group in _group_by_text(items, texts):
            if len(group) > 1:
                self._resolve(group, traces)
        return self._found

    def _base(self, item: Item) -> tuple[list[NamesTrace], str]:
        disambiguation, trace = Disambiguation(), list[NamesTrace]()
        text = self._render(item, disambiguation, trace)
        disambiguation.givens = [[0] * len(names.people) for names in trace]
        self._found[item.id] = disambiguation
        if self._add_givens:
            for names in trace:
                most = 1 if self._rule.startswith("primary") else len(names.people)
                for person in names.people[:most]:
                    self._given_names.add(person)
        return trace, text

    def _expand(self, disambiguation: Disambiguation, trace: Sequence[NamesTrace]) -> bool:
        """Expand given names to distinguish names rather than cites (``givenname-disambiguation-rule``)."""
        most = 1 if self._rule.endswith("with-initials") else 2
        changed = False
        for names, givens in zip(trace, disambiguation.givens, strict=True):
            wanted = names.people[:1] if self._rule.startswith("primary") else names.people
            for n, person in enumerate(wanted):
                level = self._given_names.level(person)
                if most == 1:
                    level = 1 if names.has_initials and self._given_names.initials_help(person) else 0
                elif not names.has_initials:
                    level = min(level, 1)
                givens[n] = level
                changed = changed or bool(givens[n])
        return changed

    def _resolve(self, group: list[Item], traces: Mapping[str, list[NamesTrace]]) -> None:
        """Disambiguate items whose cites are equal, by one method after another."""
        left = self._by_names(group, traces) if self._add_names or self._by_cite else [group]
        if self._condition and not self._add_suffix:
            left = [rest for clash in left for rest in self._by_condition(clash)]
        if self._add_suffix:
            for clash in left:
                for n, item in enumerate(clash):
                    self._found[item.id].suffix = format_suffix(n)

    def _print(self, items: Sequence[Item], disambiguation: Disambiguation) -> dict[str, str]:
        return {item.id: self._render(item, disambiguation, []) for item in items}

    def _steps(self, trace: Sequence[NamesTrace]) -> Iterator[tuple[str, int, int]]:
        """The steps of showing more: each name that et al. hides, then its initials, then its given names.

        Yields:
            ``name``, ``initials`` or ``given``; the index of the name list; the index of the name.
        """
        for place, names in enumerate(trace):
            for n in range(len(names.people)):
                if n >= names.shown:
                    if not self._add_names:
                        break
                    yield "name", place, n
                if self._by_cite:
                    if names.has_initials and names.level < 1:
                        yield "initials", place, n
                    if names.level < 2:
                        yield "given", place, n

    def _by_names(self, group: list[Item], traces: Mapping[str, list[NamesTrace]]) -> list[list[Item]]:
        """Show more of the names of items with equal cites; returns the groups that remain ambiguous."""
        pending = [(group, deepcopy(self._found[group[0].id]))]
        unresolved = []
        while pending:
            items, base = pending.pop()
            longest = max(
                (traces[item.id] for item in items), key=lambda t: sum(len(names.people) for names in t)
            )
            found = self._one_step(items, base, longest)
            if found is None:
                unresolved.append(items)
                self._assign(items, base)
                continue
            groups, better = found
            for rest in groups:
                self._assign(rest, better)
                if len(rest) > 1:
                    pending.append((rest, better))
        return unresolved

    def _assign(self, items: Sequence[Item], disambiguation: Disambiguation) -> None:
        for item in items:
            self._found[item.id] = deepcopy(disambiguation)

    def _one_step(
        self, items: list[Item], base: Disambiguation, trace: Sequence[NamesTrace]
    ) -> tuple[list[list[Item]], Disambiguation] | None:
        """The first step that splits the items into groups; None if none does."""
        trial = _with_all_lists(base, trace)
        for step, place, n in self._steps(trace):
            if step == "name":
                if trial.shown[place] > n:
                    continue
                trial.shown[place] = n + 1
            else:
                level = 1 if step == "initials" else 2
                if trial.givens[place][n] >= level:
                    continue
                trial.givens[place][n] = level
            groups = _group_by_text(items, self._print(items, trial))
            if len(groups) > 1:
                return groups, trial
            if step == "given":
                known = place < len(base.givens) and n < len(base.givens[place])
                trial.givens[place][n] = base.givens[place][n] if known else 0
        return None

    def _by_condition(self, items: list[Item]) -> list[list[Item]]:
        """Make ``disambiguate="true"`` conditions hold where that helps; returns the groups that remain ambiguous."""
        if len(items) < 2:
            return []
        trial = deepcopy(self._found[items[0].id])
        trial.condition += 1
        groups = _group_by_text(items, self._print(items, trial))
        if len(groups) == 1 and trial.condition > 1:
            return [items]
        for item in items:
            self._found[item.id].condition = trial.condition
        if len(groups) == 1:
            return [items]
        return [left for rest in groups for left in self._by_condition(rest)]


def _group_by_text(items: Sequence[Item], texts: Mapping[str, str]) -> list[list[Item]]:
    """Group items by the text of their cites, in order."""
    found: dict[str, list[Item]] = {}
    for item in items:
        found.setdefault(texts[item.id].replace(" ", ""), []).append(item)
    return list(found.values())


def _with_all_lists(base: Disambiguation, trace: Sequence[NamesTrace]) -> Disambiguation:
    """A copy that has values for all names of all lists."""
    copy = deepcopy(base)
    copy.shown += [names.shown for names in trace[len(copy.shown) :]]
    copy.givens += [[] for _ in trace[len(copy.givens) :]]
    for names, givens in zip(trace, copy.givens, strict=False):
        givens.extend([0] * (len(names.people) - len(givens)))
    return copy

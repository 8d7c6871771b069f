"""Tell ambiguous cites apart: names, given names, the ``disambiguate`` condition, year suffixes (CSL 1.0.2, "Disambiguation").

Cites that print alike are found by one rendering each; only those that clash are rendered again.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from functools import cache

from convert.csl.item import Item
from convert.csl.persons import Person, initialize
from convert.csl.scene import Detail, NamesTrace

RenderAmbiguous = Callable[[Item, Detail, list[NamesTrace]], str]
"""Renders an item's cite as it stands in the text, and records its name lists."""


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
    """For each family name, the given names it is found with: how much of one tells two people apart."""

    def __init__(self) -> None:
        self._by_initials: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))

    def add(self, person: Person) -> None:
        """Register a name."""
        if not person.literal:
            self._by_initials[person.family_key][_initials(person.given)].add(
                person.given.replace(" ", "") + "/" + person.suffix
            )

    def level(self, person: Person) -> int:
        """0 the family name is enough, 1 initials, 2 given names."""
        if person.literal:
            return 0
        family = self._by_initials[person.family_key]
        if len(family[_initials(person.given)]) > 1:
            return 2
        return 1 if len(family) > 1 else 0

    def initials_help(self, person: Person) -> bool:
        """Whether initials alone tell a person from another."""
        return not person.literal and len(self._by_initials[person.family_key]) > 1


@cache
def _initials(given: str) -> str:
    return initialize(given, "")


class Disambiguator:
    """Settles how each item is cited."""

    def __init__(self, options: Mapping[str, str], *, condition: bool, render: RenderAmbiguous) -> None:
        self._add_names = options.get("disambiguate-add-names") == "true"
        self._add_givens = options.get("disambiguate-add-givenname") == "true"
        self._rule = options.get("givenname-disambiguation-rule", "by-cite")
        self._by_cite = self._add_givens and self._rule == "by-cite"
        self._add_suffix = options.get("disambiguate-add-year-suffix") == "true"
        self._condition = condition
        self._render = render
        self._given_names = _GivenNames()
        self.details: dict[str, Detail] = {}

    @property
    def needed(self) -> bool:
        """Whether the style asks for any disambiguation."""
        return self._add_names or self._add_givens or self._add_suffix or self._condition

    def run(self, items: Sequence[Item]) -> dict[str, Detail]:
        """Settle all items, which come in the order of the bibliography."""
        traces = {}
        texts: dict[str, str] = {}
        for item in items:
            traces[item.id], texts[item.id] = self._base(item)
        if self._add_givens and not self._by_cite:
            for item in items:
                if self._expand(self.details[item.id], traces[item.id]):
                    texts[item.id] = self._render(item, self.details[item.id], [])
        for group in _classes(items, texts):
            if len(group) > 1:
                self._resolve(group, traces)
        return self.details

    def _base(self, item: Item) -> tuple[list[NamesTrace], str]:
        detail, trace = Detail(), list[NamesTrace]()
        text = self._render(item, detail, trace)
        detail.givens = [[0] * names.total for names in trace]
        self.details[item.id] = detail
        if self._add_givens:
            for names in trace:
                most = 1 if self._rule.startswith("primary") else names.total
                for person in names.people[:most]:
                    self._given_names.add(person)
        return trace, text

    def _expand(self, detail: Detail, trace: Sequence[NamesTrace]) -> bool:
        """Expand given names by what the other names are, whatever the cites ("givenname-disambiguation-rule")."""
        most = 1 if self._rule.endswith("with-initials") else 2
        changed = False
        for names, givens in zip(trace, detail.givens, strict=True):
            wanted = names.people[:1] if self._rule.startswith("primary") else names.people
            for n, person in enumerate(wanted):
                level = self._given_names.level(person)
                if most == 1:
                    level = 1 if names.has_initials and self._given_names.initials_help(person) else 0
                elif level and not names.has_initials:
                    level = 2
                givens[n] = level
                changed = changed or bool(givens[n])
        return changed

    def _resolve(self, group: list[Item], traces: Mapping[str, list[NamesTrace]]) -> None:
        """Disambiguate items that print alike, by one means after the other."""
        left = self._by_names(group, traces) if self._add_names or self._by_cite else [group]
        if self._condition and not self._add_suffix:
            left = [rest for clash in left for rest in self._by_condition(clash)]
        if self._add_suffix:
            for clash in left:
                for n, item in enumerate(clash):
                    self.details[item.id].suffix = format_suffix(n)

    def _print(self, items: Sequence[Item], detail: Detail) -> dict[str, str]:
        return {item.id: self._render(item, detail, []) for item in items}

    def _steps(self, trace: Sequence[NamesTrace]) -> Iterator[tuple[str, int, int]]:
        """What can be shown more of, one step at a time: a given name, then the next name, then its given name, and so on."""
        for s, names in enumerate(trace):
            for n in range(names.total):
                if n >= names.shown:
                    if not self._add_names:
                        break
                    yield "name", s, n
                if self._by_cite:
                    if names.has_initials and names.levels[n] < 1:
                        yield "initials", s, n
                    if names.levels[n] < 2:
                        yield "given", s, n

    def _by_names(self, group: list[Item], traces: Mapping[str, list[NamesTrace]]) -> list[list[Item]]:
        """Show more of the names of items that print alike, while that tells some of them apart."""
        pending = [(group, deepcopy(self.details[group[0].id]))]
        unresolved = []
        while pending:
            items, base = pending.pop()
            longest = max((traces[item.id] for item in items), key=lambda t: sum(names.total for names in t))
            found = self._one_step(items, base, longest)
            if found is None:
                unresolved.append(items)
                self._settle(items, base)
                continue
            classes, better = found
            for rest in classes:
                self._settle(rest, better)
                if len(rest) > 1:
                    pending.append((rest, better))
        return unresolved

    def _settle(self, items: Sequence[Item], detail: Detail) -> None:
        for item in items:
            self.details[item.id] = deepcopy(detail)

    def _one_step(
        self, items: list[Item], base: Detail, trace: Sequence[NamesTrace]
    ) -> tuple[list[list[Item]], Detail] | None:
        """The first step that splits the items; None if none does."""
        trial = deepcopy(base)
        while len(trial.shown) < len(trace):
            trial.shown.append(trace[len(trial.shown)].shown)
        while len(trial.givens) < len(trace):
            trial.givens.append([])
        for names, givens in zip(trace, trial.givens, strict=False):
            givens.extend([0] * (names.total - len(givens)))
        for step, s, n in self._steps(trace):
            if step == "name":
                if trial.shown[s] > n:
                    continue
                trial.shown[s] = n + 1
            else:
                level = 1 if step == "initials" else 2
                if trial.givens[s][n] >= level:
                    continue
                trial.givens[s][n] = level
            classes = _classes(items, self._print(items, trial))
            if len(classes) > 1:
                return classes, trial
            if step == "given":
                trial.givens[s][n] = (
                    base.givens[s][n] if s < len(base.givens) and n < len(base.givens[s]) else 0
                )
        return None

    def _by_condition(self, items: list[Item]) -> list[list[Item]]:
        """Set ``disambiguate="true"``, and keep it where it helps."""
        if len(items) < 2:
            return []
        trial = deepcopy(self.details[items[0].id])
        trial.condition += 1
        classes = _classes(items, self._print(items, trial))
        if len(classes) == 1 and trial.condition > 1:
            return [items]
        for item in items:
            self.details[item.id].condition = trial.condition
        if len(classes) == 1:
            return [items]
        return [left for rest in classes for left in self._by_condition(rest)]


def _classes(items: Sequence[Item], texts: Mapping[str, str]) -> list[list[Item]]:
    """Items grouped by what they print, in order."""
    found: dict[str, list[Item]] = {}
    for item in items:
        found.setdefault(texts[item.id].replace(" ", ""), []).append(item)
    return list(found.values())

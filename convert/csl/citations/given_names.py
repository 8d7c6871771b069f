"""All cited names → how much of a given name distinguishes two people with one family name (CSL 1.0.2, "Disambiguation")."""

from collections import defaultdict
from functools import cache

from convert.csl.item.initials import initialize
from convert.csl.item.person import Person


class GivenNames:
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

"""subsequent-author-substitute: repeated names in a bibliography → a dash (CSL 1.0.2, "Reference Grouping")."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

from convert.csl.scene import Scene


@dataclass(slots=True)
class AuthorSubstitute:
    """Remembers the names of the entry before, and says what stands for those that repeat."""

    text: str
    rule: str
    before: list[str] = field(default_factory=list)
    now: list[str] = field(default_factory=list)

    @classmethod
    def from_options(cls, options: Mapping[str, str]) -> Self | None:
        """The rule a bibliography asks for; None if it asks for none."""
        if "subsequent-author-substitute" not in options:
            return None
        rule = options.get("subsequent-author-substitute-rule", "complete-all")
        return cls(options["subsequent-author-substitute"], rule)

    def __call__(self, names: list[str]) -> tuple[list[str], bool]:
        """Rendered names → what to print in their place, and whether that is for the whole list."""
        self.now = list(names)
        if self.rule.startswith("complete"):
            if names != self.before:
                return names, False
            if self.rule == "complete-all":
                return [self.text], True
            return [self.text] * len(names), False
        most = 1 if self.rule == "partial-first" else len(names)
        same = 0
        while same < min(most, len(names), len(self.before)) and names[same] == self.before[same]:
            same += 1
        return [self.text] * same + names[same:], False

    def finish(self, scene: Scene) -> None:
        """An entry is done: its names are what the next one is compared with."""
        del scene
        self.before, self.now = self.now, []

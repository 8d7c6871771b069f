"""What an element may know while it renders: the item, the cite, and what was decided about both."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from convert.csl.item import Item
from convert.csl.persons import Person

Render = Callable[["Scene"], str]
"""A compiled rendering element: marked text, or ``""``."""
Test = Callable[["Scene"], bool]
"""A compiled condition."""

CITATION, BIBLIOGRAPHY = 0, 1
FIRST, SUBSEQUENT, IBID, IBID_WITH_LOCATOR, NEAR_NOTE = 1, 2, 4, 8, 16
POSITIONS = {
    "first": FIRST,
    "subsequent": SUBSEQUENT,
    "ibid": IBID,
    "ibid-with-locator": IBID_WITH_LOCATOR,
    "near-note": NEAR_NOTE,
}


@dataclass(slots=True)
class Detail:
    """How much of an item's cite is shown to tell it from others (CSL 1.0.2, "Disambiguation")."""

    shown: list[int] = field(default_factory=list)
    """For each list of names, how many are shown before et al."""
    givens: list[list[int]] = field(default_factory=list)
    """For each name of each list: 0 as short as the style has it, 1 with initials, 2 with given names."""
    condition: int = 0
    """How many of the ``disambiguate="true"`` conditions hold, from the first."""
    suffix: str = ""
    """The year suffix."""


@dataclass(slots=True)
class NamesTrace:
    """What a name list showed, recorded for disambiguation."""

    people: Sequence[Person]
    shown: int
    total: int
    levels: list[int]
    """For each name, how much of the given names is shown (see ``Detail.givens``)."""
    has_initials: bool
    """Whether the style can print initials."""


@dataclass(slots=True)
class Cite:
    """One cite of a citation."""

    item: Item
    locator: str = ""
    label: str = "page"
    prefix: str = ""
    suffix: str = ""
    mode: str = ""
    """``author-only``, ``suppress-author``, ``composite`` or empty."""
    position: int = FIRST
    note: int = 0
    first_note: int = 0


@dataclass(slots=True)
class SortNames:
    """The name attributes of ``cs:key``: names-min, names-use-first, names-use-last."""

    minimum: int | None = None
    use_first: int | None = None
    use_last: bool | None = None


class Scene:
    """The state of one rendering of one item. Defaults are the class's: a scene is made often, and little of it is set."""

    cite: Cite | None = None
    number: int = 0
    """The citation-number."""
    detail: Detail | None = None
    label: str = ""
    """The citation-label."""
    sort: SortNames | None = None
    """Set while a sort key is made."""
    links: bool = False
    suppress_names: bool = False
    """Print the first name list as nothing (suppress-author, collapsed cites)."""
    names_only: bool = False
    suppress_dates: bool = False
    """Print only the year suffix of dates (collapse="year-suffix")."""
    substitute: Callable[[list[str]], tuple[list[str], bool]] | None = None
    """subsequent-author-substitute: rendered names → what stands for them, and whether that is for the whole list."""
    trace: list[NamesTrace] | None = None
    hit: bool = False
    """Whether a variable was printed."""
    miss: bool = False
    """Whether a variable was called for and was empty."""
    done: set[str] | None = None
    """Variables printed as a substitute, which are suppressed from then on."""
    record: set[str] | None = None
    """Set while a substitute is being tried: the variables it prints."""
    suppressed: bool = False
    """Whether the first name list was kept back (see ``suppress_names``)."""
    conditions: int = 0
    """How many ``disambiguate`` conditions were asked."""
    nameset: int = 0
    """How many name lists have been printed."""
    first_names: str | None = None
    """What the first cs:names printed."""
    names_key: str = ""
    """The names of the first list, without conjunction: what cites that collapse are sorted by."""
    year_text: str = ""
    """What dates printed, without year suffix: the key of collapse="year-suffix"."""
    suffix_used: bool = False

    def __init__(self, item: Item, area: int) -> None:
        self.item = item
        self.area = area

    def is_done(self, variable: str) -> bool:
        """Whether a variable was printed as a substitute, and is suppressed."""
        return bool((self.done and variable in self.done) or (self.record and variable in self.record))

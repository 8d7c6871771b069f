"""The render context: what a compiled element reads and records while it renders one item."""

from collections.abc import Callable, Sequence

from msgspec import Struct

from convert.csl.item.item import Item
from convert.csl.item.person import Person

Render = Callable[["RenderContext"], str]
"""A compiled rendering element: marked text, or ``""``."""
Test = Callable[["RenderContext"], bool]
"""A compiled condition."""

CITATION, BIBLIOGRAPHY = 0, 1
POSITIONS = {"first": 1, "subsequent": 2, "ibid": 4, "ibid-with-locator": 8, "near-note": 16}
"""The bit of each position in ``CitationItem.position``."""
FIRST, SUBSEQUENT, IBID, IBID_WITH_LOCATOR, NEAR_NOTE = POSITIONS.values()


class Disambiguation(Struct):
    """What is added to an item's cite to make it unambiguous (CSL 1.0.2, "Disambiguation")."""

    shown: list[int] = []
    """For each name list, how many names are shown before et al."""
    givens: list[list[int]] = []
    """For each name of each list: 0 as in the style, 1 with initials, 2 with full given names."""
    condition: int = 0
    """How many ``disambiguate="true"`` conditions hold, counted from the first."""
    suffix: str = ""
    """The year suffix."""


class NamesTrace(Struct):
    """What a name list shows, recorded for disambiguation."""

    people: Sequence[Person]
    shown: int
    level: int
    """How much of the given names is shown, as in ``Disambiguation.givens``."""
    has_initials: bool
    """Whether the style has ``initialize-with``."""


class CitationItem(Struct):
    """One cite: an item, and how a citation cites it."""

    item: Item
    locator: str = ""
    label: str = "page"
    prefix: str = ""
    suffix: str = ""
    mode: str = ""
    """``author-only``, ``suppress-author`` or empty."""
    position: int = FIRST
    first_note: int = 0


class SortNames(Struct):
    """The name attributes of ``cs:key``: names-min, names-use-first, names-use-last."""

    minimum: int | None = None
    use_first: int | None = None
    use_last: bool | None = None


class RenderContext:
    """The state of rendering one item. Defaults are class attributes, since contexts are many and few attributes are set."""

    cite: CitationItem | None = None
    number: int = 0
    """The citation-number."""
    disambiguation: Disambiguation | None = None
    label: str = ""
    """The citation-label."""
    sort: SortNames | None = None
    """Set while rendering a sort key."""
    links: bool = False
    suppress_names: bool = False
    """Leave out the first name list (suppress-author, collapsed cites)."""
    names_only: bool = False
    """Print names only (author-only)."""
    suppress_dates: bool = False
    """Print only the year suffix of dates (``collapse="year-suffix"``)."""
    substitute: Callable[[list[str]], tuple[list[str], bool]] | None = None
    """subsequent-author-substitute: rendered names → their replacements, and whether one replaces the whole list."""
    trace: list[NamesTrace] | None = None
    has_printed: bool = False
    """Whether the current group has printed a variable."""
    has_empty: bool = False
    """Whether the current group has called an empty variable."""
    already_printed: set[str] | None = None
    """Variables printed by ``cs:substitute``, which suppresses them in the rest of the output."""
    recorded: set[str] | None = None
    """Set while rendering a substitute: the variables it prints."""
    names_suppressed: bool = False
    """Whether the first name list was left out (see ``suppress_names``)."""
    conditions: int = 0
    """How many ``disambiguate`` conditions were tested."""
    lists_printed: int = 0
    """How many name lists have been printed."""
    first_names: str | None = None
    """What the first ``cs:names`` printed."""
    names_key: str = ""
    """The names of the first list without conjunction: the sort key of cites that collapse."""
    year_text: str = ""
    """What dates printed, without the year suffix: cites with equal ones collapse (``collapse="year-suffix"``)."""
    locator_printed: bool = False
    """Whether the style has printed the cite's locator."""
    suffix_used: bool = False
    """Whether a date has printed the year suffix."""

    def __init__(self, item: Item, area: int) -> None:
        self.item = item
        self.area = area

    @property
    def year_suffix(self) -> str:
        """The item's year suffix."""
        return self.disambiguation.suffix if self.disambiguation and self.sort is None else ""

    def is_suppressed(self, variable: str) -> bool:
        """Whether a substitute has printed the variable."""
        return variable in (self.already_printed or ()) or variable in (self.recorded or ())

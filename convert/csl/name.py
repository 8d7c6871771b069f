"""``cs:name`` and ``cs:name-part``: how one name is written, and how names are joined (CSL 1.0.2, "Name")."""

from collections.abc import Callable, Mapping
from functools import lru_cache

from convert.csl.locale import Locale
from convert.csl.markup import plain, seamed, wrapper
from convert.csl.persons import Person, initialize
from convert.csl.textcase import CASES
from convert.csl.xml import Element

_Change = Callable[[str], str] | None
_JOINED = ("’", "'", "-", "‐", "–", "\u00a0")
_initials = lru_cache(maxsize=65536)(initialize)


def _join(*parts: str) -> str:
    """Words with a space between, but none after a particle that ends in an apostrophe or hyphen."""
    text = ""
    for part in parts:
        if part:
            text = part if not text else text + part if text.endswith(_JOINED) else f"{text} {part}"
    return text


class NameFormat:
    """A compiled ``cs:name`` in one area, with every inheritable option settled."""

    def __init__(self, options: Mapping[str, str], locale: Locale, parts: Mapping[str, Element], name: Element) -> None:
        self.form = options.get("form", "long")
        self.delimiter = seamed(options["delimiter"])
        self.et_al_min = int(options.get("et-al-min", 0))
        self.et_al_use_first = int(options.get("et-al-use-first", 1))
        self.et_al_use_last = options.get("et-al-use-last") == "true"
        self.et_al_subsequent_min = int(options.get("et-al-subsequent-min", self.et_al_min))
        self.et_al_subsequent_use_first = int(options.get("et-al-subsequent-use-first", self.et_al_use_first))
        self.initialize_with = options.get("initialize-with")
        self.initialize = options.get("initialize") != "false"
        self.hyphen = options.get("initialize-with-hyphen") != "false"
        self.order = options.get("name-as-sort-order", "")
        self.separator = seamed(options.get("sort-separator", ", "))
        demote = options.get("demote-non-dropping-particle", "display-and-sort")
        self.demote, self.demote_sort = demote == "display-and-sort", demote != "never"
        self.before_last = options.get("delimiter-precedes-last", "contextual")
        self.before_et_al = options.get("delimiter-precedes-et-al", "contextual")
        conjunction = {"text": locale.term("and") or "", "symbol": locale.term("and", "symbol") or "&"}
        word = conjunction.get(options.get("and", ""), "")
        self.conjunction = f" {word} " if word else ""
        self._family, self._given = _part(parts.get("family")), _part(parts.get("given"))
        self._wrap = wrapper(name.attributes)

    @property
    def base_level(self) -> int:
        """How much of given names is shown before any disambiguation."""
        if self.form == "short":
            return 0
        return 1 if self.initialize_with is not None and self.initialize else 2

    def inverts(self, at: int) -> bool:
        """Whether the name at this place has its family name first."""
        return self.order == "all" or (self.order == "first" and at == 0)

    def format(self, person: Person, at: int, level: int) -> str:
        """One name as it is printed.

        Args:
            person: the name.
            at: its place in the list, from 0.
            level: at least this much of the given names (see ``Detail.givens``).
        """
        if person.literal:
            text = self._family(person.literal) if self._family else person.literal
        elif self.form == "short" and not level:
            text = self._short(person)
        else:
            text = self._long(person, inverted=self.inverts(at), full=level >= 2)
        return self._wrap(text) if self._wrap else text

    def format_sort(self, person: Person, at: int, level: int) -> str:
        """One name as a sort key: family name first ("Sorting Macros", "Name Particles")."""
        del at, level
        if person.literal:
            return plain(person.literal)
        if self.demote_sort:
            family, rest = person.family, _join(person.dropping, person.non_dropping)
        else:
            family, rest = _join(person.non_dropping, person.family), person.dropping
        if self.form == "short":
            return family
        return plain(" \u0001".join([family, rest, self._given_text(person, full=False), person.suffix])).rstrip(" \u0001")

    def _given_text(self, person: Person, *, full: bool) -> str:
        if self.initialize_with is None or full or person.asian or not person.given:
            return person.given
        return _initials(person.given, self.initialize_with, hyphen=self.hyphen, names_too=self.initialize)

    def _short(self, person: Person) -> str:
        text = _join(person.non_dropping, person.family)
        return self._family(text) if self._family else text

    def _long(self, person: Person, *, inverted: bool, full: bool) -> str:
        given = self._given_text(person, full=full)
        family_change, given_change = self._family, self._given
        if person.static:
            text = family_change(person.family) if family_change else person.family
            given = given_change(given) if given_change and given else given
            return text + given if person.asian else _join(text, given)
        if inverted:
            return self._inverted(person, given)
        given = _join(given, person.dropping)
        family = _join(person.non_dropping, person.family)
        given = given_change(given) if given_change and given else given
        family = family_change(family) if family_change else family
        if person.suffix:
            family += (", " if person.comma_suffix else " ") + person.suffix
        return _join(given, family)

    def _inverted(self, person: Person, given: str) -> str:
        family = person.family if self.demote else _join(person.non_dropping, person.family)
        given = _join(given, person.dropping, person.non_dropping if self.demote else "")
        if self._family:
            family = self._family(family)
        if self._given and given:
            given = self._given(given)
        if given:
            family = family + self.separator + given
        return family + self.separator + person.suffix if person.suffix else family

    def join(self, parts: list[str], *, inverted: bool) -> str:
        """Names, with the conjunction before the last one."""
        if len(parts) < 2:
            return parts[0] if parts else ""
        if not self.conjunction:
            return self.delimiter.join(parts)
        rule = self.before_last
        delimit = rule == "always" or (rule == "contextual" and len(parts) > 2) or (rule == "after-inverted-name" and inverted)
        before = self.delimiter.rstrip() + self.conjunction if delimit else self.conjunction
        return self.delimiter.join(parts[:-1]) + before + parts[-1]

    def join_et_al(self, parts: list[str], et_al: str) -> str:
        """Names, followed by the et-al term."""
        if not parts or not et_al:
            return self.delimiter.join(parts)
        rule = self.before_et_al
        inverted = self.inverts(len(parts) - 1)
        delimit = rule == "always" or (rule == "contextual" and len(parts) > 1) or (rule == "after-inverted-name" and inverted)
        return self.delimiter.join(parts) + (self.delimiter if delimit else " ") + et_al


def _part(element: Element | None) -> _Change:
    if element is None:
        return None
    wrap, case = wrapper(element.attributes), CASES.get(element.get("text-case"))
    if not case:
        return wrap

    def change(text: str) -> str:
        text = case(text)
        return wrap(text) if wrap else text

    return change


def compile_name(name: Element, options: Mapping[str, str], locale: Locale) -> NameFormat:
    """Compile a ``cs:name``.

    Args:
        name: the element; its affixes and formatting go around each name.
        options: its attributes over the inheritable ones of its scope.
        locale: for the conjunction.
    """
    parts = {child.get("name"): child for child in name.children if child.tag == "name-part"}
    return NameFormat(options, locale, parts, name)

"""``cs:name`` and ``cs:name-part`` → NameFormat: formats one name, and joins names (CSL 1.0.2, "Name")."""

from collections.abc import Callable, Mapping
from functools import lru_cache

from convert.csl.item.person import Person, initialize
from convert.csl.locale import Locale
from convert.csl.text.marks import (
    CLOSE,
    compile_wrapper,
    hard_spaces,
    mark_delimiter,
    plain,
    without_affixes,
    words,
)
from convert.csl.text.text_case import CASES
from convert.csl.xml import Element

INHERITABLE = words(
    """and delimiter-precedes-et-al delimiter-precedes-last et-al-min et-al-use-first et-al-use-last et-al-subsequent-min
    et-al-subsequent-use-first initialize initialize-with initialize-with-hyphen name-as-sort-order sort-separator
    name-form name-delimiter names-delimiter demote-non-dropping-particle"""
)
"""Name options that ``cs:style``, ``cs:citation`` and ``cs:bibliography`` may set ("Inheritable Name Options")."""
_Change = Callable[[str], str] | None
_NO_SPACE_AFTER = ("’", "'", "-", "‐", "–", "\u00a0", " ")


@lru_cache(maxsize=65536)
def _initials(given: str, join: str, hyphen: bool, names_too: bool) -> str:
    return initialize(given, join, hyphen=hyphen, names_too=names_too)


def _join(*parts: str, space: str = " ") -> str:
    """Join words by spaces, but without one after an apostrophe or hyphen."""
    text = ""
    for part in parts:
        if part and text and text.rstrip(CLOSE)[-1:] not in _NO_SPACE_AFTER:
            text += space
        text += part
    return text


def _is_asian(first: str) -> bool:
    """Whether a word is East Asian, judged by its first letter."""
    return "\u2e80" <= first <= "\u9fff" or "\uac00" <= first <= "\ud7ff"


def _space_before(word: str) -> str:
    """The space before a conjunction or et-al term: none before Hebrew and East Asian ones."""
    first = plain(word)[:1]
    return "" if _is_asian(first) or "\u0590" <= first <= "\u05ff" else " "


class NameFormat:
    """A compiled ``cs:name`` for citations or the bibliography, with its inherited options."""

    def __init__(
        self, names: Element, name: Element, et_al: Element | None, scope: Mapping[str, str], locale: Locale
    ) -> None:
        """Compile a ``cs:name`` and ``cs:et-al``, given the options that they inherit, and the locale's terms."""
        # formatting that cs:name sets to normal, and cs:names otherwise, is that of cs:names
        own = {k: v for k, v in name.attributes.items() if v != "normal" or k not in names.attributes}
        options = {**scope, **{k: v for k, v in names.attributes.items() if k in INHERITABLE}, **own}
        options["form"] = own.get("form") or scope.get("name-form", "long")
        options["delimiter"] = own.get("delimiter", scope.get("name-delimiter", ", "))
        self.lists_delimiter = mark_delimiter(names.get("delimiter", scope.get("names-delimiter", "")))
        term = locale.term(et_al.get("term", "et-al") if et_al else "et-al") or ""
        style = compile_wrapper(et_al.attributes) if et_al and term else None
        self.et_al = style(term) if style else term
        parts = {child.get("name"): child for child in name.children if child.tag == "name-part"}
        self.form = options.get("form", "long")
        # a comma or space can't merge with a name that has no suffix: without a mark the list stays one run of text
        joint = (
            hard_spaces
            if options["delimiter"][:1] in ("", ",", " ") and "suffix" not in own
            else mark_delimiter
        )
        self.delimiter = joint(options["delimiter"])
        self.et_al_min = int(options.get("et-al-min", 0))
        self.et_al_use_first = int(options.get("et-al-use-first", 10_000))
        self.et_al_use_last = options.get("et-al-use-last") == "true"
        if self.et_al_use_last:
            self.et_al_use_first = max(1, min(self.et_al_use_first, self.et_al_min - 2))
        self.et_al_subsequent_min = int(options.get("et-al-subsequent-min", self.et_al_min))
        self.et_al_subsequent_use_first = int(options.get("et-al-subsequent-use-first", self.et_al_use_first))
        self.initialize_with = options.get("initialize-with")
        self.initialize = options.get("initialize") != "false"
        self.hyphen = options.get("initialize-with-hyphen") != "false"
        self.order = options.get("name-as-sort-order", "")
        self.separator = mark_delimiter(options.get("sort-separator", ", "))
        demote = options.get("demote-non-dropping-particle", "display-and-sort")
        self.demote, self.demote_sort = demote == "display-and-sort", demote != "never"
        self.before_last = options.get("delimiter-precedes-last", "contextual")
        self.before_et_al = options.get("delimiter-precedes-et-al", "contextual")
        conjunction = {"text": locale.term("and") or "", "symbol": locale.term("and", "symbol") or "&"}
        word = conjunction.get(options.get("and", ""), "")
        after = "" if not word or _is_asian(word[0]) or word[-1].isspace() else " "
        self.conjunction = joint(f"{_space_before(word)}{word}{after}") if word else ""
        joined = options["delimiter"].rstrip() if self.conjunction[:1].isspace() else options["delimiter"]
        self._before_conjunction = joint(joined) + self.conjunction
        self._family, self._family_affixes = _part(parts.get("family"))
        self._given, self._given_affixes = _part(parts.get("given"))
        self._bare = not any((self._family, self._family_affixes, self._given, self._given_affixes))
        self._space = "\u00a0" if locale.lang.startswith("fr") else " "
        self._wrap, self._format = compile_wrapper(own), compile_wrapper(without_affixes(own))

    @property
    def base_level(self) -> int:
        """How much of the given names is shown without disambiguation (see ``Disambiguation.givens``)."""
        if self.form == "short":
            return 0
        return 1 if self.initialize_with is not None and self.initialize else 2

    def inverts(self, at: int) -> bool:
        """Whether the name at this index is inverted, with the family name first."""
        return self.order == "all" or (self.order == "first" and at == 0)

    def format(self, person: Person, at: int, level: int) -> str:
        """Format one name.

        Args:
            person: the name.
            at: its index in the list.
            level: show at least this much of the given names (see ``Disambiguation.givens``).
        """
        if person.literal:
            text = self._family(person.literal) if self._family else person.literal
            return self._format(text) if self._format else text
        if self.form == "short" and not level:
            text = self._short(person)
        else:
            text = self._long(person, inverted=self.inverts(at), full=level >= 2)
        return self._wrap(text) if self._wrap else text

    def format_sort(self, person: Person) -> str:
        """One name as a sort key, family name first ("Sorting Macros", "Name Particles")."""
        if person.literal:
            return person.literal
        family, rest = person.family, person.dropping
        if self.demote_sort:
            rest = _join(rest, person.non_dropping)
        elif person.non_dropping:
            family = f"{person.non_dropping}{self._space}{family}"
        if self.form == "short":
            text = family
        else:
            given = self._given_text(person, full=False)
            text = " ".join([part for part in (family, rest, given, person.suffix) if part])
        return self._wrap(text) if self._wrap else text

    def _given_text(self, person: Person, *, full: bool) -> str:
        if self.initialize_with is None or full or person.asian or not person.given:
            return person.given
        return _initials(person.given, self.initialize_with, self.hyphen, self.initialize)

    def _short(self, person: Person) -> str:
        if person.non_dropping and self.demote and self.order == "all":
            return _join(self._family_part("", "", person.family), person.non_dropping)
        if self._family or self._family_affixes:
            return self._family_part("", person.non_dropping, person.family)
        return _join(person.non_dropping, person.family, space=self._space)

    def _family_part(self, dropping: str, non_dropping: str, family: str, suffix: str = "") -> str:
        """The family name with its particles: each formatted as the name-part says, and its affixes around all."""
        form = self._family
        if form:
            family = form(family) if family else ""
            non_dropping = form(non_dropping) if non_dropping else ""
        text = _join(dropping, non_dropping, family, space=self._space) + suffix
        return self._family_affixes(text) if self._family_affixes and text else text

    def _given_part(self, given: str, dropping: str = "", non_dropping: str = "") -> str:
        """The given names with the particles that follow them in inverted names."""
        if self._given:
            given = self._given(given) if given else ""
            dropping = self._given(dropping) if dropping else ""
        if self._family and non_dropping:
            non_dropping = self._family(non_dropping)
        text = _join(given, dropping, non_dropping)
        return self._given_affixes(text) if self._given_affixes and text else text

    def _long(self, person: Person, *, inverted: bool, full: bool) -> str:
        given = self._given_text(person, full=full)
        if person.static:
            if person.asian:
                return (self._family or str)(person.family) + (self._given or str)(given)
            return _join(self._family_part("", "", person.family), self._given_part(given))
        if inverted:
            return self._inverted(person, given)
        suffix = (", " if person.comma_suffix else " ") + self._suffix(person) if person.suffix else ""
        dropping = person.dropping
        if self._given and dropping:
            dropping = self._given(dropping)
        return _join(
            self._given_part(given), self._family_part(dropping, person.non_dropping, person.family, suffix)
        )

    def _suffix(self, person: Person) -> str:
        """A suffix such as ``Jr.``, without its period in styles whose initials have none."""
        join = self.initialize_with
        return person.suffix.removesuffix(".") if join is not None and "." not in join else person.suffix

    def _inverted(self, person: Person, given: str) -> str:
        if self._bare and person.bare:
            return person.family + self.separator + given if given else person.family
        non_dropping = person.non_dropping
        family = self._family_part("", "" if self.demote else non_dropping, person.family)
        given = self._given_part(given, person.dropping, non_dropping if self.demote else "")
        if given:
            family = family + self.separator + given
        return family + self.separator + self._suffix(person) if person.suffix else family

    def join(self, parts: list[str], *, inverted: bool) -> str:
        """Join names, with the conjunction before the last."""
        if len(parts) < 2:
            return parts[0] if parts else ""
        if not self.conjunction:
            return self.delimiter.join(parts)
        precedes = _delimiter_precedes(self.before_last, several=len(parts) > 2, inverted=inverted)
        before = self._before_conjunction if precedes else self.conjunction
        return self.delimiter.join(parts[:-1]) + before + parts[-1]

    def join_et_al(self, parts: list[str], *, inverted: bool) -> str:
        """Join names, and add the et-al term."""
        et_al = self.et_al
        if not parts or not et_al:
            return self.delimiter.join(parts)
        precedes = _delimiter_precedes(self.before_et_al, several=len(parts) > 1, inverted=inverted)
        text = self.delimiter.join(parts) + (self.delimiter if precedes else _space_before(et_al)) + et_al
        return self._wrap(text) if self._wrap else text


def _delimiter_precedes(rule: str, *, several: bool, inverted: bool) -> bool:
    """Apply ``delimiter-precedes-last`` or ``delimiter-precedes-et-al``."""
    return rule == "always" or (
        several if rule == "contextual" else inverted and rule == "after-inverted-name"
    )


def _part(element: Element | None) -> tuple[_Change, _Change]:
    """Compile a ``cs:name-part``: its formatting with text case, and its affixes."""
    if element is None:
        return None, None
    affixes = compile_wrapper({k: v for k, v in element.attributes.items() if k in ("prefix", "suffix")})
    wrap, case = compile_wrapper(without_affixes(element.attributes)), CASES.get(element.get("text-case"))
    if case and wrap:
        return lambda text: wrap(case(text)), affixes
    return case or wrap, affixes

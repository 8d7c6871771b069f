"""``cs:date`` → closure: localized and other formats, ranges, seasons, eras, year suffixes (CSL 1.0.2, "Date")."""

from collections.abc import Callable, Sequence

from convert.csl.item.dates import Date, Day
from convert.csl.item.numbers import format_ordinal
from convert.csl.locale import Locale
from convert.csl.rendering.compiler import Compiler, Enclosing
from convert.csl.rendering.context import Render, RenderContext
from convert.csl.text import marks
from convert.csl.text.text_case import CASES
from convert.csl.xml import Element

_DATE_PARTS = {"year-month-day": ("year", "month", "day"), "year-month": ("year", "month"), "year": ("year",)}
_Format = Callable[[Day], str]
_SUFFIX_PLACE = "\ufdd0"
"""Stands for the year suffix, whose case no ``text-case`` changes."""


class _Part:
    """One compiled ``cs:date-part``."""

    __slots__ = ("after", "before", "change", "name", "range_delimiter", "text", "wrap")

    def __init__(self, element: Element, locale: Locale) -> None:
        self.name = element.get("name")
        self.text = _FORMATS[self.name](element, locale)
        self.before, self.after = (
            marks.mark_prefix(element.get("prefix")),
            marks.mark_suffix(element.get("suffix")),
        )
        self.wrap = marks.compile_wrapper(marks.without_affixes(element.attributes))
        self.change = CASES.get(element.get("text-case"))
        self.range_delimiter = element.get("range-delimiter", "–")

    def render(self, day: Day, suffix: str = "", *, open_start: bool = False, open_end: bool = False) -> str:
        """The part with its affixes; ``open_start`` and ``open_end`` omit one next to a range delimiter."""
        text = self.text(day)
        if not text:
            return ""
        if self.change:
            text = self.change(text)
        text += suffix
        if self.wrap:
            text = self.wrap(text)
        return ("" if open_start else self.before) + text + ("" if open_end else self.after)


def _year(element: Element, locale: Locale) -> _Format:
    short = element.get("form") == "short"
    bc, ad = locale.term("bc") or "", locale.term("ad") or ""

    def text(day: Day) -> str:
        year = day.year
        if year > 999:
            return str(year)[-2:] if short else str(year)
        if year < 0:
            return f"{-year}{bc}"
        return f"{year}{ad}" if 0 < year < 500 else str(year) if year else ""

    return text


def _month(element: Element, locale: Locale) -> _Format:
    form = element.get("form", "long")
    strip = element.get("strip-periods") == "true"
    seasons = ["", *[locale.term(f"season-{n:02}") or "" for n in range(1, 5)]]
    if form in ("numeric", "numeric-leading-zeros"):
        width = 2 if form == "numeric-leading-zeros" else 1
        months = ["", *[f"{n:0{width}}" for n in range(1, 13)]]
    else:
        months = ["", *[locale.term(f"month-{n:02}", form) or "" for n in range(1, 13)]]
    if strip:
        months, seasons = [m.replace(".", "") for m in months], [s.replace(".", "") for s in seasons]
    return lambda day: months[day.month] or seasons[day.season]


def _day(element: Element, locale: Locale) -> _Format:
    form = element.get("form", "numeric")
    first_only = locale.options.get("limit-day-ordinals-to-day-1") == "true"

    def text(day: Day) -> str:
        if not day.day:
            return ""
        if form == "ordinal" and (day.day == 1 or not first_only):
            return format_ordinal(day.day, locale, locale.genders.get(f"month-{day.month:02}", ""))
        return f"{day.day:02}" if form == "numeric-leading-zeros" else str(day.day)

    return text


_FORMATS: dict[str, Callable[[Element, Locale], _Format]] = {"year": _year, "month": _month, "day": _day}


def _parts(element: Element, locale: Locale) -> tuple[list[_Part], str]:
    """The compiled date-parts of a ``cs:date``, and the delimiter between them."""
    own = [child for child in element.children if child.tag == "date-part" and child.get("name") in _FORMATS]
    form = element.get("form")
    if not form:
        return [_Part(part, locale) for part in own], element.get("delimiter")
    localized = locale.dates.get(form)
    if localized is None:
        return [], ""
    shown = _DATE_PARTS.get(element.get("date-parts"), _DATE_PARTS["year-month-day"])
    overrides = {part.get("name"): part.attributes for part in own}
    parts = []
    for part in localized.children:
        if part.get("name") in shown:
            override = marks.without_affixes(overrides.get(part.get("name"), {}))
            parts.append(_Part(Element(part.tag, {**part.attributes, **override}), locale))
    return parts, localized.get("delimiter")


class _DateElement:
    """A compiled ``cs:date``."""

    def __init__(self, element: Element, locale: Locale, *, year_suffix: bool) -> None:
        self._variable = element.get("variable")
        self._parts, joint = _parts(element, locale)
        self._between = marks.mark_delimiter(joint)
        localized = locale.dates.get(element.get("form"))
        attributes = {**(localized.attributes if localized else {}), **element.attributes}
        self._change, self._wrap = (
            CASES.get(attributes.get("text-case", "")),
            marks.compile_wrapper(attributes),
        )
        self._names = [part.name for part in self._parts]
        self._suffixed = year_suffix and self._variable == "issued"
        self._is_access_date = self._variable == "accessed"

    def render(self, context: RenderContext) -> str:
        """The date as marked text; in a sort key, as YYYYMMDD."""
        date = context.item.date(self._variable)
        hidden = context.names_only or context.is_suppressed(self._variable)
        # the access date never disambiguates cites
        hidden = hidden or (self._is_access_date and context.trace is not None)
        text = "" if date is None or hidden else self._text(date, "")
        if date is None or not text:
            context.has_empty = True
            return ""
        context.has_printed = True
        if context.sort is not None:
            return _sort_text(date, self._names)
        if context.recorded is not None:
            context.recorded.add(self._variable)
        text = self._suffix(context, date, self._change(text) if self._change else text)
        return self._wrap(text) if self._wrap and text else text

    def _suffix(self, context: RenderContext, date: Date, text: str) -> str:
        """Add the year suffix; where the preceding cite has printed the date, return only the suffix."""
        context.year_text += text
        suffix = context.year_suffix if self._suffixed and not context.suffix_used else ""
        if suffix:
            context.suffix_used = True
        if context.suppress_dates:
            return suffix
        if not suffix:
            return text
        marked = self._text(date, _SUFFIX_PLACE)
        return (self._change(marked) if self._change else marked).replace(_SUFFIX_PLACE, suffix)

    def _text(self, date: Date, suffix: str) -> str:
        if date.literal:
            return date.literal + suffix
        if date.end is not None:
            return _render_range(self._parts, date.start, date.end, self._between, suffix)
        return _render_parts(self._parts, date.start, self._between, suffix)


def compile_date(compiler: Compiler, element: Element, _enclosing: Enclosing) -> Render:
    """Compile a ``cs:date``."""
    return _DateElement(element, compiler.locale, year_suffix=compiler.suffix_on == "year").render


def _render_parts(parts: list[_Part], day: Day, between: str, suffix: str) -> str:
    pieces = [part.render(day, suffix if part.name == "year" else "") for part in parts]
    return between.join([piece for piece in pieces if piece])


def _sort_text(date: Date, parts: Sequence[str]) -> str:
    """YYYYMMDD with only the date-parts that the element prints ("Sorting Macros")."""

    def number(day: Day) -> str:
        return Day(day.year, day.month if "month" in parts else 0, day.day if "day" in parts else 0).number

    if date.literal:
        return date.literal
    return number(date.start) + ("-" + number(date.end) if date.end is not None else "")


def _render_range(parts: list[_Part], start: Day, end: Day, between: str, suffix: str) -> str:
    """A date range; date-parts that are equal are printed once ("Date Ranges")."""
    if not end.year:
        opened = _render_parts(parts, start, between, suffix).rstrip()
        return f"{opened}–" if opened else ""
    differing: tuple[str, ...] = ("day",)
    if start.year != end.year:
        differing = ("year", "month", "day")
    elif (start.month, start.season) != (end.month, end.season):
        differing = ("month", "day")
    at = [
        n for n, part in enumerate(parts) if part.name in differing and (part.text(start) or part.text(end))
    ]
    if not at:
        return _render_parts(parts, start, between, suffix)
    first, last = at[0], at[-1]
    names = [part.name for part in parts]
    largest = next(name for name in differing if any(names[n] == name for n in at))
    delimiter = parts[names.index(largest)].range_delimiter
    early_suffix = "" if "year" in names[first:] else suffix
    opening = [
        part.render(start, early_suffix if part.name == "year" else "", open_end=n == last)
        for n, part in enumerate(parts[: last + 1])
    ]
    closing = [
        part.render(end, suffix if part.name == "year" else "", open_start=n == 0)
        for n, part in enumerate(parts[first:])
    ]
    return (
        between.join(filter(None, opening))
        + marks.SUFFIX_MARK
        + delimiter
        + between.join(filter(None, closing))
    )

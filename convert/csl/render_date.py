"""``cs:date``: localized and plain date formats, ranges, seasons, eras, year suffixes (CSL 1.0.2, "Date")."""

from collections.abc import Callable, Sequence

from convert.csl.dates import Date, Day
from convert.csl.locale import Locale
from convert.csl.markup import SEAM, prefixed, seamed, suffixed, wrapper
from convert.csl.numbers import format_ordinal
from convert.csl.scene import Render, Scene
from convert.csl.textcase import CASES
from convert.csl.xml import Element

_SHOWN = {"year-month-day": ("year", "month", "day"), "year-month": ("year", "month"), "year": ("year",)}
_Format = Callable[[Day], str]


class _Part:
    """One compiled ``cs:date-part``."""

    __slots__ = ("after", "before", "change", "name", "range_delimiter", "text", "wrap")

    def __init__(self, element: Element, locale: Locale) -> None:
        self.name = element.get("name")
        self.text = _FORMATS[self.name](element, locale)
        attributes = dict(element.attributes)
        self.before = prefixed(attributes.pop("prefix", ""))
        self.after = suffixed(attributes.pop("suffix", ""))
        self.wrap = wrapper(attributes)
        self.change = CASES.get(element.get("text-case"))
        self.range_delimiter = element.get("range-delimiter", "–")

    def render(self, day: Day, suffix: str = "", *, open_start: bool = False, open_end: bool = False) -> str:
        """The part with its affixes; ``open_*`` leave the outer affix away, at the joint of a range."""
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
    """The date-parts to print, and the delimiter between them."""
    own = [child for child in element.children if child.tag == "date-part" and child.get("name") in _FORMATS]
    form = element.get("form")
    if not form:
        return [_Part(part, locale) for part in own], element.get("delimiter")
    localized = locale.dates.get(form)
    if localized is None:
        return [], ""
    shown = _SHOWN.get(element.get("date-parts"), _SHOWN["year-month-day"])
    overrides = {part.get("name"): part.attributes for part in own}
    parts = []
    for part in localized.children:
        if part.get("name") in shown:
            override = {
                k: v for k, v in overrides.get(part.get("name"), {}).items() if k not in ("prefix", "suffix")
            }
            parts.append(_Part(Element(part.tag, {**part.attributes, **override}, (), ""), locale))
    return parts, localized.get("delimiter")


class _DateElement:
    """A compiled ``cs:date``."""

    def __init__(self, element: Element, locale: Locale, *, year_suffix: bool) -> None:
        self._variable = element.get("variable")
        self._parts, joint = _parts(element, locale)
        self._between = seamed(joint)
        localized = locale.dates.get(element.get("form"))
        attributes = {**(localized.attributes if localized else {}), **element.attributes}
        self._change, self._wrap = CASES.get(attributes.get("text-case", "")), wrapper(attributes)
        self._names = [part.name for part in self._parts]
        self._suffixed = year_suffix and self._variable == "issued"
        self._skipped = self._variable == "accessed"

    def render(self, scene: Scene) -> str:
        """The date, as far as this element prints it."""
        date = scene.item.date(self._variable)
        # the day of access tells no two references apart
        hidden = (
            scene.names_only or scene.is_done(self._variable) or (self._skipped and scene.trace is not None)
        )
        text = "" if date is None or hidden else self._text(date, "")
        if date is None or not text:
            scene.miss = True
            return ""
        scene.hit = True
        if scene.sort is not None:
            return _sort_text(date, self._names)
        if scene.record is not None:
            scene.record.add(self._variable)
        text = self._suffix(scene, date, text)
        if self._change and text:
            text = self._change(text)
        return self._wrap(text) if self._wrap and text else text

    def _suffix(self, scene: Scene, date: Date, text: str) -> str:
        """The text with the year suffix; only the suffix, or nothing, where the cite before has the date."""
        scene.year_text += text
        suffix = scene.detail.suffix if self._suffixed and scene.detail and not scene.suffix_used else ""
        if suffix:
            scene.suffix_used = True
        if scene.suppress_dates:
            return suffix
        return self._text(date, suffix) if suffix else text

    def _text(self, date: Date, suffix: str) -> str:
        if date.literal:
            return date.literal + suffix
        if date.end is not None:
            return _render_range(self._parts, date.start, date.end, self._between, suffix)
        return _render_parts(self._parts, date.start, self._between, suffix)


def compile_date(element: Element, locale: Locale, *, year_suffix: bool) -> Render:
    """Compile a ``cs:date``.

    Args:
        element: the element.
        locale: terms and date formats.
        year_suffix: whether the year carries the year suffix (styles that don't print it as a variable).
    """
    return _DateElement(element, locale, year_suffix=year_suffix).render


def _render_parts(parts: list[_Part], day: Day, between: str, suffix: str) -> str:
    pieces = [part.render(day, suffix if part.name == "year" else "") for part in parts]
    return between.join([piece for piece in pieces if piece])


def _sort_text(date: Date, parts: Sequence[str]) -> str:
    """YYYYMMDD of the parts that the macro prints ("Sorting Macros")."""

    def cut(day: Day) -> str:
        return Day(day.year, day.month if "month" in parts else 0, day.day if "day" in parts else 0).number

    if date.literal:
        return date.literal
    return cut(date.start) + ("-" + cut(date.end) if date.end is not None else "")


def _render_range(parts: list[_Part], start: Day, end: Day, between: str, suffix: str) -> str:
    """A range, with what both dates share printed once ("Date Ranges")."""
    if not end.year:
        return _render_parts(parts, start, between, suffix).rstrip() + "–"
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
    return between.join(filter(None, opening)) + SEAM + delimiter + between.join(filter(None, closing))

"""Items in the style's order → the entries of a bibliography (CSL 1.0.2, "Bibliography-specific Options")."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from convert.csl.citations.renderer import NO_PRINTED_FORM
from convert.csl.output.formats import FORMATS
from convert.csl.output.tree import Node
from convert.csl.rendering.context import RenderContext
from convert.csl.style import Area, Style
from convert.csl.text.text_case import capitalize_term
from convert.streams.problems import Problem, Warn


class Entry(Struct, frozen=True):
    """One entry of a bibliography."""

    id: str
    text: str
    """The entry in the format asked for."""
    nodes: Sequence[Node]
    """The entry as a tree (see ``Span``)."""


class Bibliography(Struct, frozen=True):
    """A bibliography, and the style's options for its layout on the page."""

    entries: Sequence[Entry]
    second_field_align: str = ""
    """``""``, ``flush`` or ``margin``."""
    hanging_indent: bool = False
    line_spacing: int = 1
    """Lines per line of text: 1 is single spacing."""
    entry_spacing: int = 1
    """Empty lines between entries."""
    lang: str = ""
    """The language tag of the locale."""


class AuthorSubstitute(Struct):
    """``subsequent-author-substitute``: replaces names that the preceding entry has, too ("Reference Grouping")."""

    text: str
    rule: str
    previous: list[str] = []
    current: list[str] = []

    def __call__(self, names: list[str]) -> tuple[list[str], bool]:
        """Rendered names → the names to print, and whether one substitute replaces the whole list."""
        self.current = list(names)
        if self.rule.startswith("complete"):
            if names != self.previous:
                return names, False
            if self.rule == "complete-all":
                return [self.text], True
            return [self.text] * len(names), False
        most = 1 if self.rule == "partial-first" else len(names)
        same = 0
        while same < min(most, len(names), len(self.previous)) and names[same] == self.previous[same]:
            same += 1
        return [self.text] * same + names[same:], False

    def finish_entry(self) -> None:
        """Keep this entry's names for comparison with the next entry's."""
        self.previous, self.current = self.current, []


def make_bibliography(
    style: Style,
    contexts: Iterable[RenderContext],
    build: Callable[[str], list[Node]],
    format: str,
    warn: Warn,
) -> Bibliography:
    """Render the bibliography; a style without one gives an empty one.

    Args:
        style: the compiled style.
        contexts: a context for each item, in the order of the bibliography.
        build: marked text → tree.
        format: a key of ``FORMATS``.
        warn: called for items for which the style prints nothing; they are left out.
    """
    area, lang = style.bibliography, style.locale.lang
    if area is None:
        return Bibliography((), lang=lang)
    options = area.options
    return Bibliography(
        list(_entries(area, contexts, build, format, warn)),
        options.get("second-field-align", ""),
        hanging_indent=options.get("hanging-indent") == "true",
        line_spacing=parse_count(options, "line-spacing", 1),
        entry_spacing=parse_count(options, "entry-spacing", 1),
        lang=lang,
    )


def _entries(
    area: Area, contexts: Iterable[RenderContext], build: Callable[[str], list[Node]], format: str, warn: Warn
) -> Iterator[Entry]:
    align = area.options.get("second-field-align", "")
    text = area.options.get("subsequent-author-substitute")
    rule = area.options.get("subsequent-author-substitute-rule", "complete-all")
    substitute = None if text is None else AuthorSubstitute(text, rule)
    writer = FORMATS[format]
    for context in contexts:
        context.substitute = substitute
        marked = capitalize_term(area.layout_of(context.item).entry(context, align))
        if substitute:
            substitute.finish_entry()
        if not marked and area.numbered:
            marked = f"{context.number}. {NO_PRINTED_FORM}"
        if marked:
            nodes = build(marked)
            yield Entry(context.item.id, writer.write(nodes), nodes)
        else:
            message = "the style prints nothing for this record"
            warn(Problem("no-entry", message, record=context.item.id, severity="error"))


def parse_count(options: Mapping[str, str], name: str, default: int) -> int:
    """An option that is a whole number; the default if it is missing or anything else."""
    value = options.get(name, "")
    return int(value) if value.isdecimal() else default

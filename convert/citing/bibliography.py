"""Records → a formatted reference list in any CSL style and locale, in one of the formats of ``lists``.

A citation processor (an engine) makes the entries. An entry that it can't make is reported and left out; nothing that a
record lacks is filled in.
"""

from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from typing import Annotated, Any, Final, Literal, Protocol, TextIO

from msgspec import Meta, Struct
from msgspec.structs import replace

from convert.citing.arranging import group_by_year, highlight, mend
from convert.citing.items import number_items
from convert.citing.lists import LINKED, LISTS, SUFFIXES
from convert.citing.remarks import Remark, remarks
from convert.csl import FORMATS, Bibliography, Entry, Node, Span
from convert.formats import Format, Writer
from convert.formats.capabilities import Degraded
from convert.formats.csl_json.write import CAPABILITIES as CSL_JSON_CAPABILITIES
from convert.model.citation_keys import make_keys
from convert.model.record import Record
from convert.streams.problems import FormatError, Warn, silent
from convert.streams.vetting import vetted

FormatName = Literal["text", "html", "html-page", "markdown", "pandoc", "latex", "thebibliography", "rtf"]


class Engine(Protocol):
    """A function that renders items in a CSL style: a citation processor."""

    def __call__(  # noqa: PLR0913  (all that a list depends on)
        self,
        items: Sequence[Mapping[str, Any]],
        style: str,
        locale: str | None,
        format: str,
        *,
        links: bool,
        warn: Warn,
    ) -> Bibliography:
        """The entries in the order of the style; ``format`` is one of ``csl.output.FORMATS``.

        Items that can't be rendered, or for which the style prints nothing, are reported.
        """


ENGINES: Final[dict[str, str]] = {
    "csl": "convert.citing.csl_engine:render",
    "citeproc-py": "convert.citing.citeproc_py:render",
}
"""The engines by name, the default first."""


class ListOptions(Struct, frozen=True, kw_only=True):
    """The options of a reference list in any format."""

    style: Annotated[
        str,
        Meta(
            description="Name of a CSL style, or path of a .csl file; see refconvert styles.",
            extra={"flags": ("-s", "--style"), "metavar": "NAME", "show_default": True},
        ),
    ] = "apa"
    locale: Annotated[
        str | None, Meta(description="Such as de-DE; the default is the style's.", extra={"metavar": "LANG"})
    ] = None
    links: Annotated[
        bool | None,
        Meta(description="Link DOI, PMID, PMCID and URL; on by default in HTML, Markdown, LaTeX and docx."),
    ] = None
    notices: Annotated[
        bool,
        Meta(description="Print after an entry that the work was retracted, corrected or is under concern."),
    ] = True
    highlight: Annotated[
        str, Meta(description="Print this name in bold, such as 'Baker AB'.", extra={"metavar": "NAME"})
    ] = ""
    group_by: Annotated[
        Literal["year"] | None,
        Meta(description="Print a heading before the works of each year, the newest first."),
    ] = None
    heading: Annotated[
        str, Meta(description="Print this above the list, such as References.", extra={"metavar": "TEXT"})
    ] = ""
    engine: Annotated[
        str, Meta(description="The citation processor: csl or citeproc-py.", extra={"metavar": "NAME"})
    ] = next(iter(ENGINES))


class Options(ListOptions, frozen=True, kw_only=True):
    """The options of a reference list as text."""

    format: Annotated[
        FormatName,
        Meta(
            description="html is a fragment, html-page a complete page; thebibliography is LaTeX's own list."
        ),
    ] = "text"


def write(records: Iterable[Record], out: TextIO, options: Options, warn: Warn) -> None:
    """Write the reference list of all records.

    Raises:
        FormatError: an unknown style or engine.
    """
    records = list(records)
    rendered = make_bibliography(records, options, options.format, warn=warn)
    if rendered.entries:
        if options.format == "thebibliography":
            keys = {str(number): key for number, key in enumerate(make_keys(records), 1)}
            entries = [replace(entry, id=keys.get(entry.id, "")) for entry in rendered.entries]
            rendered = replace(rendered, entries=entries)
        out.write(LISTS[options.format][1](rendered, options.heading))


def bibliography(  # noqa: PLR0913  (options by name)
    records: Iterable[Record],
    style: str = "apa",
    *,
    locale: str | None = None,
    format: FormatName = "text",
    links: bool | None = None,
    notices: bool = True,
    engine: str = next(iter(ENGINES)),
    warn: Warn = silent,
) -> list[str]:
    """The entries of a reference list, in the order of the style.

    Args:
        records: what to cite.
        style: the name of a CSL style, or the path of a ``.csl`` file.
        locale: such as ``de-DE``; by default the style's own.
        format: the markup of the entries.
        links: whether DOI, PMID, PMCID and URL are linked; by default in HTML, Markdown and LaTeX.
        notices: whether an entry says that the work was retracted or corrected.
        engine: the citation processor, ``csl`` or ``citeproc-py``.
        warn: called with each ``Problem``.

    Raises:
        ConvertError: there is no such style.
    """
    options = ListOptions(style=style, locale=locale, links=links, notices=notices, engine=engine)
    rendered = make_bibliography(records, options, format, warn=warn)
    return [entry.text.strip() for entry in rendered.entries]


def make_bibliography(
    records: Iterable[Record], options: ListOptions, format: FormatName = "text", *, warn: Warn = silent
) -> Bibliography:
    """The entries of the reference list in the order of the style, each in the markup of ``format`` and as a tree.

    Raises:
        FormatError: as ``write``.
    """
    records = list(vetted(records, warn))
    items, names = number_items(records, options.style)
    markup = LISTS[format][0]
    rendered = _engine(options.engine)(
        items,
        options.style,
        options.locale,
        markup,
        links=format in LINKED if options.links is None else options.links,
        warn=with_names(names, warn),
    )
    rendered = with_sentences(rendered, records, markup, style=options.style, notices=options.notices)
    if options.highlight:
        rendered = highlight(rendered, options.highlight, markup)
    return group_by_year(rendered, records, markup) if options.group_by == "year" else rendered


def with_sentences(
    rendered: Bibliography, records: Iterable[Record], markup: str, *, style: str, notices: bool
) -> Bibliography:
    """The list with what is said after the entries; an entry's id is its record's ordinal.

    These are the remarks that the style's manual prescribes and, if ``notices``, that a work was retracted or corrected.
    """
    numbered = {str(number): record for number, record in enumerate(records, 1)}
    entries = [
        _with_remarks(
            mend(entry, numbered[entry.id], style, markup),
            remarks(numbered[entry.id], style, with_notices=notices),
            markup,
        )
        if entry.id in numbered
        else entry
        for entry in rendered.entries
    ]
    return replace(rendered, entries=entries)


def _with_remarks(entry: Entry, said: Sequence[Remark], markup: str) -> Entry:
    """The entry followed by remarks, which stand in the last block of the entry."""
    if not said:
        return entry
    added: list[Node] = [node for first, *rest in said for node in (f" {first}", *rest)]
    *before, last = entry.nodes
    if isinstance(last, Span) and last.kind == "display":
        nodes = [*before, replace(last, children=[*last.children, *added])]
    else:
        nodes = [*before, last, *added]
    return Entry(entry.id, FORMATS[markup].write(nodes), nodes)


def _engine(name: str) -> Engine:
    if name not in ENGINES:
        raise FormatError(f"there is no engine {name!r}; choose from {', '.join(ENGINES)}")
    module, _, attribute = ENGINES[name].partition(":")
    engine: Engine = getattr(import_module(module), attribute)
    return engine


def with_names(names: dict[str, str], warn: Warn) -> Warn:
    """``warn`` that names a record by its id, not by its ordinal."""
    return lambda problem: warn(replace(problem, record=names.get(problem.record, "")))


CAPABILITIES = {"author.initials": Degraded("in lists of NLM and AMA alone")}
CAPABILITIES |= {
    path: Degraded("as far as the style prints it")
    for path in CSL_JSON_CAPABILITIES
    if path not in ("id", "extra")
}
CAPABILITIES |= {
    f"contribution_date.{part}": Degraded("of Bookshelf's works alone, as the date of issue")
    for part in ("year", "season", "circa", "end.year", "end.season")
}
LOOKED_AT: Final = ("mesh",)
"""What tells which words of a title are names."""
FORMAT: Final = Format(
    writer=Writer(
        "bibliography",
        (".txt",),
        "text/x-bibliography",
        write,
        CAPABILITIES,
        Options,
        looks_at=LOOKED_AT,
        by_suffix={suffix: {"format": name} for suffix, name in SUFFIXES.items() if name in LISTS},
    )
)

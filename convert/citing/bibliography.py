r"""Records → a formatted reference list in any CSL style and locale; ``reference_lists.py`` has its formats.

A citation processor (an engine) makes the entries. One that it can't make is reported and left out; what a record
lacks is not filled in.
"""

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from typing import Annotated, Any, Final, Literal, Protocol, TextIO

from msgspec import Meta, Struct
from msgspec.structs import replace

from convert.citing.lists import LINKED, LISTS
from convert.csl.output import FORMATS, Span
from convert.csl.processor import Bibliography, Entry
from convert.formats import Format, Writer
from convert.formats.capabilities import Degraded
from convert.formats.csl_json.items import to_item
from convert.formats.csl_json.write import CAPABILITIES as CSL_JSON_CARRIES
from convert.model.notices import sentences
from convert.model.record import Record
from convert.model.text import titles
from convert.streams.problems import FormatError, Warn, silent

FormatName = Literal["text", "html", "html-page", "markdown", "pandoc", "latex", "rtf"]


class Engine(Protocol):
    """A citation processor."""

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
        """The entries in the order of the style; ``format`` is one of ``csl.FORMATS``.

        Items that it can't render, or that the style prints nothing for, are reported.
        """


ENGINES: Final[dict[str, str]] = {
    "csl": "convert.csl.references:render",
    "citeproc-py": "convert.citing.citeproc_py:render",
}
"""The engines by name, the default first."""


class ListOptions(Struct, frozen=True, kw_only=True):
    """The options of a reference list in any format."""

    style: Annotated[str, Meta(description="The name of a CSL style, or the path of a .csl file.")] = "apa"
    locale: Annotated[str | None, Meta(description="Such as de-DE; by default the style's own.")] = None
    notices: Annotated[
        bool, Meta(description="Say after an entry that the work was retracted or corrected.")
    ] = True
    engine: Annotated[str, Meta(description="The citation processor: csl or citeproc-py.")] = next(
        iter(ENGINES)
    )


class Options(ListOptions, frozen=True, kw_only=True):
    """The options of a reference list as text."""

    format: Annotated[FormatName, Meta(description="html is a fragment, html-page a page of its own.")] = (
        "text"
    )
    links: Annotated[
        bool | None, Meta(description="Link DOI, PMID, PMCID and URL; the default in HTML and Markdown.")
    ] = None


def write(records: Iterable[Record], out: TextIO, options: Options, warn: Warn) -> None:
    """Write the reference list of all records.

    Raises:
        FormatError: there is no such style or engine.
    """
    made = make_bibliography(records, options, options.format, links=options.links, warn=warn)
    if made.entries:
        out.write(LISTS[options.format][1](made))


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
        links: whether DOI, PMID, PMCID and URL are linked; by default in HTML and Markdown.
        notices: whether an entry says that the work was retracted or corrected.
        engine: the citation processor, ``csl`` or ``citeproc-py``.
        warn: called with each ``Problem``.

    Raises:
        ConvertError: there is no such style.
    """
    options = ListOptions(style=style, locale=locale, notices=notices, engine=engine)
    made = make_bibliography(records, options, format, links=links, warn=warn)
    return [entry.text.strip() for entry in made.entries]


def make_bibliography(
    records: Iterable[Record],
    options: ListOptions,
    format: FormatName = "text",
    *,
    links: bool | None = None,
    warn: Warn = silent,
) -> Bibliography:
    """The entries of the reference list in the order of the style, each in the markup of ``format`` and as a tree.

    Raises:
        FormatError: as ``write``.
    """
    records = list(records)
    items, names = number_items(records)
    markup = LISTS[format][0]
    made = _engine(options.engine)(
        items,
        options.style,
        options.locale,
        markup,
        links=format in LINKED if links is None else links,
        warn=with_names(names, warn),
    )
    return with_notices(made, records, markup) if options.notices else made


def with_notices(made: Bibliography, records: Iterable[Record], markup: str) -> Bibliography:
    """The list of records that are numbered from 1, and after each entry that the work was retracted or corrected."""
    said = {str(number): " ".join(sentences(record)) for number, record in enumerate(records, 1)}
    entries = [_with_notice(entry, said.get(entry.id, ""), markup) for entry in made.entries]
    return dataclasses.replace(made, entries=entries)


def _with_notice(entry: Entry, notice: str, markup: str) -> Entry:
    """The entry, and after it that the work was retracted or corrected, as the NLM has it."""
    if not notice:
        return entry
    *before, last = entry.nodes
    if isinstance(last, Span) and last.kind == "display":
        nodes = [*before, dataclasses.replace(last, children=[*last.children, f" {notice}"])]
    else:
        nodes = [*before, last, f" {notice}"]
    return Entry(entry.id, FORMATS[markup].write(nodes), nodes)


def _engine(name: str) -> Engine:
    if name not in ENGINES:
        raise FormatError(f"there is no engine {name!r}; there are {', '.join(ENGINES)}")
    module, _, attribute = ENGINES[name].partition(":")
    engine: Engine = getattr(import_module(module), attribute)
    return engine


def number_items(records: Iterable[Record]) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """Items with ids of our own, since the records' need not be unique; and our id → the record's."""
    items = []
    names = {}
    for number, record in enumerate(records, 1):
        item = to_item(record)
        names[str(number)] = item["id"] or str(number)
        item["id"] = str(number)
        if record.container_title:
            item["container-title"] = titles.container_title(record)
        if item.get("available-date") == item.get("issued"):
            item.pop("available-date", None)  # the electronic date of what is not printed says nothing new
        items.append(item)
    return items, names


def with_names(names: dict[str, str], warn: Warn) -> Warn:
    """``warn`` with the record's own name in place of ours."""
    return lambda problem: warn(replace(problem, record=names.get(problem.record, "")))


CAPABILITIES: Final = {
    path: Degraded("as far as the style prints it")
    for path in CSL_JSON_CARRIES
    if path not in ("id", "extra")
}
FORMAT: Final = Format(
    writer=Writer("bibliography", (".txt",), "text/x-bibliography", write, CAPABILITIES, Options)
)

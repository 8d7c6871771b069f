r"""Records → a formatted reference list: text, HTML, Markdown, LaTeX or RTF, in any CSL style and locale.

A citation processor (an engine) makes the entries. One that it can't make is reported and left out; what a record
lacks is not filled in.
"""

from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from typing import Any, Final, Literal, Protocol, TextIO

from msgspec.structs import replace

from convert import notices
from convert.formats import Writer
from convert.latex import to_latex
from convert.markup import to_html, to_markdown, to_plain
from convert.problems import FormatError, Problem, Warn, silent
from convert.record import Record
from convert.rtf import to_rtf
from convert.styles import StyleFile, find_style
from convert.writers.csl_json import WRITER as CSL_JSON
from convert.writers.csl_json import to_item

FormatName = Literal["text", "html", "markdown", "latex", "rtf"]


class Engine(Protocol):
    """A citation processor."""

    def __call__(
        self,
        items: Sequence[dict[str, Any]],
        style: StyleFile,
        locale: str | None,
        format: FormatName,
        warn: Warn,
        /,
    ) -> Iterable[tuple[str, str]]:
        """The id and text of each entry, in the order of the style; items that it can't render are reported."""


ENGINES: Final[dict[str, str]] = {"citeproc-py": "convert.citeproc_py:render"}
"""The engines by name, the default first."""


def write(  # noqa: PLR0913  (all but two are options by name)
    records: Iterable[Record],
    out: TextIO,
    *,
    style: str = "apa",
    locale: str | None = None,
    format: FormatName = "text",
    engine: str = next(iter(ENGINES)),
    warn: Warn = silent,
) -> None:
    """Write the reference list of all records.

    Args:
        records: what to cite.
        out: where to.
        style: the name of a CSL style, or the path of a ``.csl`` file.
        locale: such as ``de-DE``; by default the style's own.
        format: the markup of the list.
        engine: the citation processor.
        warn: called with each ``Problem``.

    Raises:
        FormatError: there is no such style, locale or engine.
    """
    entries = format_entries(records, style=style, locale=locale, format=format, engine=engine, warn=warn)
    before, between, after = _LISTS[format]
    if entries:
        out.write(f"{before}{between.join(entries)}{after}")


def format_entries(  # noqa: PLR0913  (options by name)
    records: Iterable[Record],
    *,
    style: str = "apa",
    locale: str | None = None,
    format: FormatName = "text",
    engine: str = next(iter(ENGINES)),
    warn: Warn = silent,
) -> list[str]:
    """The entries of the reference list in the order of the style, each in the markup of ``format``.

    Raises:
        FormatError: as ``write``.
    """
    if format not in _LISTS:
        raise FormatError(f"there is no format {format!r}; there are {', '.join(_LISTS)}")
    items, names, said = _items(records)
    warn = _named(names, warn)
    entries = []
    for key, text in _engine(engine)(items, find_style(style), locale, format, warn):
        if text.strip():
            entries.append(_with_notices(text.strip(), said.get(key, ""), format))
        else:
            warn(
                Problem("no-entry", "the style prints nothing for this record", record=key, severity="error")
            )
    return entries


def _engine(name: str) -> Engine:
    if name not in ENGINES:
        raise FormatError(f"there is no engine {name!r}; there are {', '.join(ENGINES)}")
    module, _, attribute = ENGINES[name].partition(":")
    engine: Engine = getattr(import_module(module), attribute)
    return engine


def _with_notices(entry: str, notice: str, format: str) -> str:
    """The entry, and after it that it was retracted or corrected, inside of the element that it ends with."""
    if not notice:
        return entry
    text, end = (entry[: -len(_END)], _END) if entry.endswith(_END) else (entry, "")
    return f"{text.rstrip()} {_MARKUP[format](notice)}{end}"


def _items(records: Iterable[Record]) -> tuple[list[dict[str, Any]], dict[str, str], dict[str, str]]:
    """Items with ids of our own, since the records' need not be unique; our id → the record's; our id → notices."""
    items = []
    names = {}
    said = {}
    for number, record in enumerate(records, 1):
        item = to_item(record)
        names[str(number)] = item["id"] or str(number)
        item["id"] = str(number)
        if not notices.is_plain(record):
            said[str(number)] = " ".join(notices.sentences(record))
        if item.get("available-date") == item.get("issued"):
            item.pop("available-date", None)  # the electronic date of what is not printed says nothing new
        items.append(item)
    return items, names, said


def _named(names: dict[str, str], warn: Warn) -> Warn:
    """``warn`` with the record's own name in place of ours."""
    return lambda problem: warn(replace(problem, record=names.get(problem.record, "")))


_END: Final = "</div>"

_MARKUP: Final[dict[str, Callable[[str], str]]] = {
    "text": to_plain,
    "html": to_html,
    "markdown": to_markdown,
    "latex": to_latex,
    "rtf": to_rtf,
}

_LISTS: Final[dict[str, tuple[str, str, str]]] = {
    "text": ("", "\n", "\n"),
    "html": (
        '<div class="csl-bib-body">\n  <div class="csl-entry">',
        '</div>\n  <div class="csl-entry">',
        "</div>\n</div>\n",
    ),
    "markdown": ("", "\n\n", "\n"),
    "latex": ("", "\n\n", "\n"),
    "rtf": ("{\\rtf1\\ansi\\uc1\\deff0{\\fonttbl{\\f0\\froman Times New Roman;}}\n", "\\par\n", "\\par\n}\n"),
}
"""What is before, between and after the entries."""

WRITER = Writer(
    name="bibliography",
    extensions=(".txt",),
    media_type="text/x-bibliography",
    write=write,
    carries={
        path: "as far as the style prints it" for path in CSL_JSON.carries if path not in ("id", "extra")
    },
)

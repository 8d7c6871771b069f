r"""Records → a formatted reference list: text, HTML, Markdown, LaTeX or RTF, in any CSL style and locale.

A citation processor (an engine) makes rich text of the items, and a ``Format`` writes that down. An entry that a
processor can't make is reported and left out; what a record lacks is not filled in.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final, Literal, Protocol, TextIO

from msgspec.structs import replace

from convert import markup
from convert.formats import Writer
from convert.latex import to_latex
from convert.problems import ConvertError, Problem, Warn, silent
from convert.record import Record
from convert.styles import StyleFile, find_style
from convert.writers.csl_json import WRITER as CSL_JSON
from convert.writers.csl_json import to_item

FormatName = Literal["text", "html", "markdown", "latex", "rtf"]


class Engine(Protocol):
    """A citation processor."""

    def __call__(
        self, items: Sequence[dict[str, Any]], style: StyleFile, locale: str | None, warn: Warn
    ) -> Iterable[tuple[str, str]]:
        """The id and rich text of each entry, in the order of the style."""


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
        ConvertError: there is no such style, locale or engine.
    """
    entries = format_entries(records, style=style, locale=locale, format=format, engine=engine, warn=warn)
    before, between, after = _FORMATS[format].list
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
        ConvertError: as ``write``.
    """
    if format not in _FORMATS:
        raise ConvertError(f"there is no format {format!r}; there are {', '.join(_FORMATS)}")
    items, names = _items(records)
    warn = _named(names, warn)
    format_entry = _FORMATS[format].entry
    entries = []
    for key, text in _engine(engine)(items, find_style(style), locale, warn):
        if text.strip():
            entries.append(format_entry(text.strip()))
        else:
            warn(
                Problem("no-entry", "the style prints nothing for this record", record=key, severity="error")
            )
    return entries


def _engine(name: str) -> Engine:
    if name not in ENGINES:
        raise ConvertError(f"there is no engine {name!r}; there are {', '.join(ENGINES)}")
    module, _, attribute = ENGINES[name].partition(":")
    engine: Engine = getattr(import_module(module), attribute)
    return engine


def _items(records: Iterable[Record]) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """Items with ids of our own, since the records' need not be unique; and our id → the record's."""
    items = []
    names = {}
    for number, record in enumerate(records, 1):
        item = to_item(record)
        names[str(number)] = item["id"] or str(number)
        item["id"] = str(number)
        if item.get("available-date") == item.get("issued"):
            item.pop("available-date", None)  # the electronic date of what is not printed says nothing new
        items.append(item)
    return items, names


def _named(names: dict[str, str], warn: Warn) -> Warn:
    """``warn`` with the record's own name in place of ours."""
    return lambda problem: warn(replace(problem, record=names.get(problem.record, "")))


# --- the formats ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Format:
    entry: Callable[[str], str]
    """Rich text → the entry."""
    list: tuple[str, str, str]
    """What is before, between and after the entries."""


def _html_entry(text: str) -> str:
    return f'  <div class="csl-entry">{markup.to_html(text)}</div>'


_LIST_ITEM = re.compile(r"\A(?:(\d+)([.)])|([-+#]))(?=\s)")


def _markdown_entry(text: str) -> str:
    r"""Markdown in which an entry's own number begins no list.

    >>> _markdown_entry("1. Doe J. <i>On growth</i>.")
    '1\\. Doe J. *On growth*.'
    """
    return _LIST_ITEM.sub(lambda match: f"{match[1] or ''}\\{match[2] or match[3]}", markup.to_markdown(text))


def _rtf_text(text: str) -> str:
    r"""Text in RTF 1.9: its own characters escaped, all beyond ASCII as UTF-16 units with ``?`` for old readers.

    >>> _rtf_text("{α}"), _rtf_text("😀")
    ('\\{\\u945?\\}', '\\u-10179?\\u-8704?')
    """
    return "".join(
        f"\\{c}" if c in "\\{}" else c if c.isascii() else "".join(f"\\u{unit}?" for unit in _utf16(c))
        for c in text
    )


def _utf16(character: str) -> Iterator[int]:
    """The UTF-16 units of a character as signed 16-bit numbers."""
    data = character.encode("utf-16-le", "replace")
    for start in range(0, len(data), 2):
        yield int.from_bytes(data[start : start + 2], "little", signed=True)


_RTF: Final = markup.Style(
    _rtf_text,
    {
        "i": r"{{\i {}}}".format,
        "b": r"{{\b {}}}".format,
        "sub": r"{{\sub {}}}".format,
        "sup": r"{{\super {}}}".format,
        "sc": r"{{\scaps {}}}".format,
    },
)

_FORMATS: Final[dict[str, _Format]] = {
    "text": _Format(markup.to_plain, ("", "\n", "\n")),
    "html": _Format(_html_entry, ('<div class="csl-bib-body">\n', "\n", "\n</div>\n")),
    "markdown": _Format(_markdown_entry, ("", "\n\n", "\n")),
    "latex": _Format(to_latex, ("", "\n\n", "\n")),
    "rtf": _Format(
        lambda text: markup.render(text, _RTF),
        ("{\\rtf1\\ansi\\uc1\\deff0{\\fonttbl{\\f0\\froman Times New Roman;}}\n", "\\par\n", "\\par\n}\n"),
    ),
}

WRITER = Writer(
    name="bibliography",
    extensions=(".txt",),
    media_type="text/x-bibliography",
    write=write,
    carries={
        path: "as far as the style prints it" for path in CSL_JSON.carries if path not in ("id", "extra")
    },
)

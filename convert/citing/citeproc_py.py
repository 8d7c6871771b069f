"""CSL items → the entries of a reference list, by citeproc-py (https://github.com/citeproc-py/citeproc-py).

citeproc-py renders each entry as rich text, which our own processor then writes in the format asked for.
"""

import json
import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final

import citeproc
from citeproc.source.json import CiteProcJSON

from convert.citing.styles import StyleFile, find_style
from convert.csl import AMERICAN, FORMATS, Bibliography, Entry, build_tree, parse_rich_text
from convert.streams.problems import ConvertError, FormatError, Problem, Warn

_KNOWN: Final = frozenset(citeproc.VARIABLES) | {"type"}
"""Variables that citeproc-py knows; it would print others as Python values."""

_formatter = SimpleNamespace(
    preformat=str,
    Italic="<i>{}</i>".format,
    Oblique="<i>{}</i>".format,
    Bold="<b>{}</b>".format,
    Light=str,
    Underline=str,
    Superscript="<sup>{}</sup>".format,
    Subscript="<sub>{}</sub>".format,
    SmallCaps='<span style="font-variant:small-caps;">{}</span>'.format,
)


def render(  # noqa: PLR0913  (the signature of every engine)
    items: Sequence[Mapping[str, Any]],
    style: str,
    locale: str | None,
    format: str,
    *,
    links: bool,
    warn: Warn,
) -> Bibliography:
    """Render the entries in the order of the style, without links; items that fail are left out and reported.

    Raises:
        ConvertError: the style or locale can't be used.
    """
    if links:
        warn(
            Problem("no-links", "citeproc-py cannot link identifiers; the list has no links", severity="note")
        )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of the variables that _KNOWN leaves out
        bibliography = _bibliography(find_style(style), locale)
        for item in items:
            _register(bibliography, item, warn)
        entries = [_entry(key, text.strip(), format) for key, text in _entries(bibliography, warn)]
    return Bibliography(entries)


def _entry(key: str, text: str, format: str) -> Entry:
    nodes = build_tree(parse_rich_text(text), AMERICAN, in_quote=False)
    return Entry(key, FORMATS[format].write(nodes), nodes)


def _entries(bibliography: Any, warn: Warn) -> Iterator[tuple[str, str]]:
    """The id and rich text of each entry, sorted."""
    try:
        bibliography.sort()
    except Exception as error:  # noqa: BLE001  (any error)
        warn(Problem("unsorted", f"citeproc-py could not sort the list: {_said(error)}"))
    apart = bool(bibliography.style.root.bibliography.get("second-field-align"))
    for number, cited in enumerate(bibliography.items, 1):
        try:
            entries = bibliography.style.render_bibliography([cited])
        except Exception as error:  # noqa: BLE001  (no error in one item may lose the list)
            warn(_problem(cited.key, error))
            continue
        text = _COLLISION.sub(r"\1", "".join(map(str, entries)))
        yield cited.key, _set_apart(text, number) if apart else text


_COLLISION = re.compile(r"([?!](?:</\w+>)*)\.(?!\.)")
"""A full stop after a question or exclamation mark, which citeproc-py prints in error."""


def _set_apart(entry: str, number: int) -> str:
    """Add a space after the entry's number, which the style sets in a column of its own.

    >>> _set_apart("[12]Doe J.", 12), _set_apart("<sup>1</sup>Doe J.", 1)
    ('[12] Doe J.', '<sup>1</sup> Doe J.')
    """
    return re.sub(rf"^((?:<\w+>)*\W*{number}[.):\]]*(?:</\w+>)*)(?=\S)", r"\1 ", entry)


def _bibliography(style: StyleFile, locale: str | None) -> Any:
    loaded = _load(style, _known_locale(locale or style.locale))
    if not loaded.has_bibliography():
        raise ConvertError(
            f"the style {style.name!r} has no bibliography; use the engine csl, which prints notes instead"
        )
    return citeproc.CitationStylesBibliography(loaded, {}, _formatter)


@lru_cache(maxsize=4)
def _load(style: StyleFile, locale: str | None) -> Any:
    try:
        return citeproc.CitationStylesStyle(str(style.path), locale=locale, validate=False)
    except Exception as error:
        raise ConvertError(f"citeproc-py can't use the style {style.name!r}: {_said(error)}") from error


def _register(bibliography: Any, item: Mapping[str, Any], warn: Warn) -> None:
    data = {name: value for name, value in item.items() if name.replace("-", "_") in _KNOWN}
    for name in ("page", "number"):
        if name in data:
            data[name] = data[name].replace(r"\-", "-")
    for name, value in data.items():
        if isinstance(value, dict) and len(value.get("date-parts", ())) > 1:
            data[name] = _first_of_range(value)
            message = f"citeproc-py cannot render a range of dates; only the start of {name} is printed"
            warn(Problem("date-range", message, record=item["id"]))
    try:
        source = CiteProcJSON([data | {"id": item["id"]}])
        bibliography.source.update(source)
        bibliography.register(citeproc.Citation([citeproc.CitationItem(item["id"])]))
    except Exception as error:  # noqa: BLE001  (no error in one item may lose the list)
        warn(_problem(item["id"], error))


def _first_of_range(date: dict[str, Any]) -> dict[str, Any]:
    """The start of a date range. Months above 20 are seasons.

    >>> _first_of_range({"date-parts": [[2004, 23], [2004, 24]]})
    {'date-parts': [[2004]], 'season': 3}
    """
    first = date["date-parts"][0]
    if len(first) > 1 and first[1] > 20:
        return date | {"date-parts": [first[:1]], "season": first[1] - 20}
    return date | {"date-parts": [first]}


def _problem(key: str, error: Exception) -> Problem:
    return Problem("not-rendered", f"citeproc-py: {_said(error)}", record=key, severity="error")


def _said(error: Exception) -> str:
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__


def _known_locale(name: str) -> str | None:
    """The locale file for a language tag; None for an empty tag.

    >>> _known_locale("de"), _known_locale("de_at"), _known_locale("pt-AO"), _known_locale("")
    ('de-DE', 'de-AT', 'pt-PT', None)

    Raises:
        FormatError: there is no locale for the language.
    """
    if not name:
        return None
    wanted = name.replace("_", "-").lower()
    known, primary = _locales()
    found = known.get(wanted) or primary.get(wanted.partition("-")[0])
    if found is None:
        raise FormatError(f"there is no locale {name!r}; there are {', '.join(sorted(known.values()))}")
    return found


@cache
def _locales() -> tuple[dict[str, str], dict[str, str]]:
    """Lower-case tag → locale, and language → its usual locale."""
    folder = Path(citeproc.LOCALES_PATH)
    names = [path.stem.removeprefix("locales-") for path in folder.glob("locales-*.xml")]
    primary = json.loads((folder / "locales.json").read_text(encoding="utf-8"))["primary-dialects"]
    return {name.lower(): name for name in names}, primary

"""CSL items → the entries of a reference list, by our own processor (``convert.csl``)."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, Final, TypeVar

from convert.citing.styles import find_style
from convert.csl import FORMATS, Bibliography, Entry, Processor, Style, compile_style, is_known_locale
from convert.streams.problems import ConvertError, Problem, Warn, silent

Items = Sequence[Mapping[str, Any]]
Result = TypeVar("Result")

_compiled: dict[tuple[str, str | None], Style] = {}


def load_style(name: str, *, locale: str | None = None, warn: Warn = silent) -> Style:
    """Find and compile a style; a compiled style is kept for the life of the process.

    Args:
        name: the name of a style (``apa``; also that of a dependent or renamed style), or the path of a ``.csl`` file.
        locale: a language tag that replaces the style's own.
        warn: called for an unknown locale.

    Raises:
        ConvertError: there is no such style, or it can't be used.
    """
    key = name, locale
    if key not in _compiled:
        file = find_style(name)
        try:
            _compiled[key] = compile_style(file.path.read_bytes(), locale=locale or file.locale or None)
        except Exception as error:
            reason = str(error) or type(error).__name__
            raise ConvertError(f"can't use the style {file.name!r}: {reason}") from error
    if locale and not is_known_locale(locale):
        warn(Problem("unknown-locale", f"unknown CSL locale {locale!r}; using American English terms"))
    return _compiled[key]


_NUMBERED: Final = {
    "id": "1",
    "type": "article-journal",
    "title": "Title",
    "author": [{"family": "Author", "given": "A"}],
    "container-title": "Journal",
    "volume": "1",
    "issue": "2",
    "page": "e98765",
    "number": "e98765",
    "issued": {"date-parts": [[2020]]},
}


@cache
def prints_numbers_twice(style: str) -> bool:
    """Whether a style prints an article number that stands for pages, too, as the one and as the other: one in forty does."""
    try:
        entries = Processor(load_style(style), [_NUMBERED]).bibliography("text").entries
    except Exception:  # noqa: BLE001  (the style is of no use, as its list will say)
        return False
    return any(entry.text.count("98765") > 1 for entry in entries)


def render(  # noqa: PLR0913  (the signature of every engine)
    items: Items, style: str, locale: str | None, format: str, *, links: bool, warn: Warn
) -> Bibliography:
    """Render the entries in the order of the style.

    A note style without a bibliography gives each item as its first note, in the given order.

    Raises:
        ConvertError: the style can't be used.
    """
    compiled = load_style(style, locale=locale, warn=warn)

    def run(items: Items, warn: Warn) -> Bibliography:
        processor = Processor(compiled, items, links=links, warn=warn)
        if compiled.bibliography:
            return processor.bibliography(format)
        return _notes(processor, compiled, format)

    if items and not compiled.bibliography:
        message = f"the style {style!r} has no bibliography; each entry is printed as a note"
        warn(Problem("notes-only", message, severity="note"))
    return skip_failing_items(items, run, warn)


def _notes(processor: Processor, style: Style, format: str) -> Bibliography:
    trees = processor.trees([{"cites": [{"id": key}]} for key in processor.ids])
    entries = [
        Entry(key, FORMATS[format].write(tree), tree) for key, tree in zip(processor.ids, trees, strict=True)
    ]
    return Bibliography(entries, lang=style.locale.lang)


def skip_failing_items(items: Items, run: Callable[[Items, Warn], Result], warn: Warn) -> Result:
    """Call ``run`` with all items; if that fails, only with those that it can render. Reports the others."""
    problems: list[Problem] = []
    try:
        result = run(items, problems.append)
    except ConvertError:
        raise
    except Exception:  # noqa: BLE001  (no error in one item may lose the list)
        problems.clear()
        result = run([item for item in items if _can_render(item, run, warn)], problems.append)
    for problem in problems:
        warn(problem)
    return result


def _can_render(item: Mapping[str, Any], run: Callable[[Items, Warn], Any], warn: Warn) -> bool:
    try:
        run([item], silent)
    except Exception as error:  # noqa: BLE001  (as above)
        message = f"cannot render this record: {type(error).__name__}: {error}"
        warn(Problem("not-rendered", message, record=str(item.get("id", "")), severity="error"))
        return False
    return True

"""CSL items → the entries of a reference list by our own processor; one odd item doesn't end the list."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from convert.csl.output import FORMATS
from convert.csl.processor import Bibliography, Entry, Processor
from convert.csl.style import Style, load_style
from convert.streams.problems import ConvertError, Problem, Warn, silent

Items = Sequence[Mapping[str, Any]]
Result = TypeVar("Result")


def render(  # noqa: PLR0913  (as all engines)
    items: Items, style: str, locale: str | None, format: str, *, links: bool, warn: Warn
) -> Bibliography:
    """The entries in the order of the style.

    A style for notes alone has no reference list; each item is then listed as its first note, in the given order.

    Raises:
        ConvertError: the style can't be used.
    """
    compiled = load_style(style, locale=locale, warn=warn)

    def run(items: Items, warn: Warn) -> Bibliography:
        processor = Processor(compiled, items, links=links, warn=warn)
        return (
            processor.bibliography(format) if compiled.bibliography else _notes(processor, compiled, format)
        )

    if items and not compiled.bibliography:
        message = f"the style {style!r} is for notes alone; each entry is as its note prints it"
        warn(Problem("notes-only", message, severity="note"))
    return without_odd(items, run, warn)


def _notes(processor: Processor, style: Style, format: str) -> Bibliography:
    trees = processor.trees([{"cites": [{"id": key}]} for key in processor.ids])
    entries = [
        Entry(key, FORMATS[format].write(tree), tree) for key, tree in zip(processor.ids, trees, strict=True)
    ]
    return Bibliography(
        entries, "", hanging_indent=False, line_spacing=1, entry_spacing=1, lang=style.locale.lang
    )


def without_odd(items: Items, run: Callable[[Items, Warn], Result], warn: Warn) -> Result:
    """``run`` with all items, or, if it fails, with those that it can do alone; the others are reported."""
    problems: list[Problem] = []
    try:
        result = run(items, problems.append)
    except ConvertError:
        raise
    except Exception:  # noqa: BLE001  (whatever it trips over, one odd item is no reason to lose the list)
        problems.clear()
        result = run([item for item in items if _is_sound(item, run, warn)], problems.append)
    for problem in problems:
        warn(problem)
    return result


def _is_sound(item: Mapping[str, Any], run: Callable[[Items, Warn], Any], warn: Warn) -> bool:
    try:
        run([item], silent)
    except Exception as error:  # noqa: BLE001  (as above)
        message = f"it can't be rendered: {type(error).__name__}: {error}"
        warn(Problem("not-rendered", message, record=str(item.get("id", "")), severity="error"))
        return False
    return True

"""Read a style, compile it, keep it: the second time a style is asked for, neither disk nor XML is touched.

``convert/citing/styles.py`` knows which file a name stands for.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from convert.citing.styles import find_style
from convert.csl.elements import Compiler
from convert.csl.layout import Layout, compile_layout
from convert.csl.locale import Locale, is_known, load_locale
from convert.csl.names import INHERITABLE
from convert.csl.sort import SortKey, compile_key
from convert.csl.xml import Element, parse_xml
from convert.streams.problems import ConvertError, Problem, Warn, silent


@dataclass(slots=True)
class Area:
    """A compiled ``cs:citation`` or ``cs:bibliography``."""

    layout: Layout
    keys: list[SortKey]
    options: Mapping[str, str]
    numbered: bool
    """Whether the layout prints citation numbers."""
    uses_macro: bool
    """Whether the layout calls macros."""


@dataclass(slots=True)
class Style:
    """A compiled style, in one locale."""

    title: str
    is_note: bool
    locale: Locale
    citation: Area
    bibliography: Area | None
    tests_ambiguity: bool
    """Whether the style has ``disambiguate="true"`` conditions."""
    labels: bool
    """Whether the style prints citation-labels."""


def compile_style(root: Element, *, locale: str | None = None) -> Style:
    """Compile a parsed independent style.

    Raises:
        ConvertError: if it has no ``cs:citation`` with a layout.
    """
    citation, bibliography = root.find("citation"), root.find("bibliography")
    if citation is None or citation.find("layout") is None:
        raise ConvertError("it has no citation layout, so it isn't an independent CSL style")
    lang = locale or root.get("default-locale") or "en-US"
    words = load_locale(lang, [child for child in root.children if child.tag == "locale"])
    nodes = root.walk()
    inherited = {k: v for k, v in root.attributes.items() if k in INHERITABLE}
    scopes = [
        {**inherited, **{k: v for k, v in area.attributes.items() if k in INHERITABLE}} if area else inherited
        for area in (citation, bibliography)
    ]
    printed = {node.get("variable") for node in nodes if node.tag == "text"}
    compiler = Compiler(
        macros={child.get("name"): child for child in root.children if child.tag == "macro"},
        locale=words,
        scopes=scopes,
        page_format=root.get("page-range-format"),
        suffix_on="" if "year-suffix" in printed else "label" if "citation-label" in printed else "year",
        english=words.lang.startswith("en"),
        is_note=root.get("class") == "note",
    )
    info = root.find("info")
    title = info.find("title") if info else None
    return Style(
        title=title.text if title else "",
        is_note=root.get("class") == "note",
        locale=words,
        citation=_area(citation, compiler),
        bibliography=_area(bibliography, compiler) if bibliography and bibliography.find("layout") else None,
        tests_ambiguity=any("disambiguate" in node.attributes for node in nodes),
        labels="citation-label" in printed,
    )


def _area(element: Element, compiler: Compiler) -> Area:
    layout, sort = element.find("layout"), element.find("sort")
    keys = [compile_key(key, compiler) for key in sort.children if key.tag == "key"] if sort else []
    nodes = (layout or element).walk()
    return Area(
        compile_layout(compiler, layout or Element("layout", {}, (), "")),
        keys,
        element.attributes,
        numbered=any(node.get("variable") == "citation-number" for node in nodes),
        uses_macro=any("macro" in node.attributes for node in nodes),
    )


_loaded: dict[tuple[str, str | None], Style] = {}


def load_style(name: str | Path, *, locale: str | None = None, warn: Warn = silent) -> Style:
    """A compiled style by name or path; kept in the process.

    Args:
        name: ``apa``, ``nature``, a dependent or renamed style's name, or the path of a ``.csl`` file.
        locale: use this language instead of the style's own.
        warn: told of an unknown locale.

    Raises:
        ConvertError: if there is no such style, or it can't be used.
    """
    key = str(name), locale
    if key not in _loaded:
        file = find_style(str(name))
        try:
            _loaded[key] = compile_style(
                parse_xml(file.path.read_bytes()), locale=locale or file.locale or None
            )
        except OSError as error:
            raise ConvertError(f"{file.path}: {error.strerror}") from error
        except Exception as error:
            said = str(error) or type(error).__name__
            raise ConvertError(f"can't use the style {file.name!r}: {said}") from error
    if locale and not is_known(locale):
        warn(Problem("unknown-locale", f"there is no CSL locale {locale!r}; the terms are American English"))
    return _loaded[key]

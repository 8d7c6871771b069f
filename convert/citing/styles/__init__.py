"""The name of a CSL style → its file (see ``shelves``), or a path; and the styles that words find.

A name stands for an independent style, a dependent one (a journal's name for another style), or a renamed one.
"""

import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from msgspec import Struct

from convert.citing.styles.heads import StyleInfo, parse_head, parse_id
from convert.citing.styles.shelves import StylePath, read_head, shelf
from convert.streams.problems import ConvertError, FormatError

_TEXT = re.compile(r"<text\b[^<>]*>")
_SEPARATORS = re.compile(r"[\W_]+")


class StyleFile(Struct, frozen=True):
    """A style that can be rendered."""

    name: str
    """The name of the requested style, without path and suffix."""
    path: StylePath
    """The independent style's file."""
    locale: str = ""
    """The ``default-locale`` of a dependent style, which replaces that of the independent one."""
    id: str = ""
    """The address by which other programs know the requested style."""


def find_style(name: str) -> StyleFile:
    """Find the file of a style by its name, its address at zotero.org, or its path.

    >>> find_style("apa").path.name, find_style("Vancouver").path.name, find_style("jama").path.name
    ('apa.csl', 'nlm-citation-sequence.csl', 'american-medical-association.csl')

    Raises:
        FormatError: there is no such style; the message suggests similar names.
        ConvertError: it is a dependent style without its independent one.
    """
    path: StylePath = Path(name)
    beside = Path(name).parent if name.endswith(".csl") and path.is_file() else None
    if beside is None:
        wanted = re.sub(
            r"[\s_]+", "-", name.strip().rstrip("/").rpartition("/")[2].removesuffix(".csl").lower()
        )
        if name.endswith(".csl") and re.search(r"[/\\]", name) and "://" not in name:
            raise FormatError(f"there is no file {name!r}")
        path = _path(wanted) or _not_found(name, wanted)
    text = read_head(path)
    head, address = parse_head(path.stem, text), parse_id(text) or path.stem
    if not head.parent:
        return StyleFile(path.stem, path, id=address)
    own = beside / f"{head.parent}.csl" if beside else path
    independent = own if own.is_file() and own != path else _path(head.parent)
    if independent is None or parse_head("", read_head(independent)).parent:
        raise ConvertError(
            f"the style {path.stem!r} depends on the style {head.parent!r}, which does not exist"
        )
    return StyleFile(path.stem, independent, head.locale, address)


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


def _path(name: str) -> StylePath | None:
    return shelf().get(name) or shelf().get(shelf().renamed.get(name, name))


def similar_styles(name: str) -> list[str]:
    """Names of styles that are spelled like this one, the most similar first.

    >>> similar_styles("vancuver")[0]
    'vancouver'
    """
    names = [style.name for style, _, _ in _index()] + [*shelf().renamed]
    return difflib.get_close_matches(name, names, n=3, cutoff=0.75)


def _not_found(name: str, wanted: str) -> Path:
    near = similar_styles(wanted) + [style.name for style in search_styles([wanted])][:3]
    hint = f"; did you mean {', '.join(dict.fromkeys(near))}?" if near else ""
    raise FormatError(f"there is no style {name!r}{hint}")


@cache
def _index() -> list[tuple[StyleInfo, str, str]]:
    """Each style with its normalised names and its normalised fields, each word preceded by a space."""
    return [
        (
            style,
            " " + _normalised(" ".join((style.name, style.title, style.title_short, *style.aliases))),
            " " + _normalised(" ".join(style.fields)),
        )
        for style in shelf().infos()
    ]


def _normalised(text: str) -> str:
    """Normalise text: lower case, no accents, words separated by single spaces.

    >>> _normalised("Revista Española_de-Cardiología")
    'revista espanola de cardiologia'
    """
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(_SEPARATORS.sub(" ", text.lower()).split())

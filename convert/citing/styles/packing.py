"""The styles and locales that are installed → one archive of 1.1 MB, where the files have 92.

A style is slimmed: without comments, line breaks between tags, and what its head says of authors, licence and dates. One that
would not be parsed to the same stays as it is.
"""

import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Final

import msgspec

from convert.citing.styles.shelves import INFOS, RENAMED, Folders, StylePath
from convert.csl.locale import LOCALE_NAMES, locale_folder
from convert.csl.xml import Element, parse_xml
from convert.streams.packed.bundle import write_archive

_COMMENT: Final = re.compile(r"<!--(?:.*?-->|.*)", re.DOTALL)
_NOT_SHOWN: Final = re.compile(
    r"<(author|contributor|rights|summary|updated|published|issnl?|eissn)\b(?:[^<>]*/>|.*?</\1>|.*)|<link\b[^<>]*rel=\"self\"[^<>]*/>",
    re.DOTALL,
)
_BETWEEN_TAGS: Final = re.compile(r">[^\S\n]*+\n\s*+<")
_MACRO: Final = re.compile(rb'<macro name="([^"]+)"')
_MACROS_COMPARED: Final = 6
_ENGLISH: Final = (LOCALE_NAMES, "locales-en-US.xml", "locales-en-GB.xml")


def pack_styles(path: Path, common: Collection[str]) -> int:
    """Write the archive.

    Args:
        path: its file.
        common: names of styles that are read first.

    Returns:
        How long its beginning is, which has these styles, and English.
    """
    folders = Folders()
    infos = sorted(folders.infos(), key=lambda style: style.name)
    texts = {
        f"{style.name}.csl": slim(_file(folders, style.name).read_bytes())
        for style in infos
        if not style.parent
    }
    alike = sorted(texts, key=lambda name: (_MACRO.findall(texts[name])[:_MACROS_COMPARED], len(texts[name])))
    texts = dict(_locales()) | {name: texts[name] for name in alike}
    first = {name for name in texts if name.removesuffix(".csl") in common or name in _ENGLISH}
    return write_archive(
        path,
        {name: text for name, text in texts.items() if name in first},
        {INFOS: msgspec.json.encode(infos), RENAMED: msgspec.json.encode(folders.renamed)},
        {name: text for name, text in texts.items() if name not in first},
    )


def slim(style: bytes) -> bytes:
    """A style without what no list shows."""
    text = _COMMENT.sub("", style.decode())
    before, begin, behind = text.partition("<info>")
    info, end, body = behind.partition("</info>")
    text = f"{before}{begin}{_NOT_SHOWN.sub('', info)}{end}{body}"
    slimmed = _BETWEEN_TAGS.sub("><", text).encode()
    return slimmed if _is_same(parse_xml(style), parse_xml(slimmed)) else style


def _is_same(one: Element, other: Element) -> bool:
    """Whether two elements have the same in them, but for heads, and blanks beside elements."""
    if one.tag == other.tag == "info":
        return True
    texts = (one.text, other.text) if not one.children else (one.text.strip(), other.text.strip())
    return (
        one.tag == other.tag
        and one.attributes == other.attributes
        and texts[0] == texts[1]
        and len(one.children) == len(other.children)
        and all(map(_is_same, one.children, other.children))
    )


def _file(folders: Folders, name: str) -> StylePath:
    path = folders.get(name)
    assert path is not None, name  # noqa: S101  (``infos`` found it there)
    return path


def _locales() -> Iterator[tuple[str, bytes]]:
    for path in (locale_folder() / LOCALE_NAMES, *sorted(locale_folder().glob("locales-*.xml"))):
        yield path.name, path.read_bytes()

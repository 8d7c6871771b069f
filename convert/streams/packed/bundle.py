"""Many small texts in one file: packed by xz in blocks, so that any one is read by unpacking two megabytes at most.

A zip packs each text alone, and is ten times as large. The file begins with ``MAGIC``, then has the length of its index in eight
bytes (little-endian), the index, and the blocks. The index and each block are xz streams. Its beginning, as far as the first block, can be
used alone, as long as no other text is read.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import msgspec
from msgspec import Struct

MAGIC: Final = b"refconvert texts 1\n"
BLOCK_BYTES: Final = 2_000_000
"""The size of a block before it is packed; a longer text has one of its own."""
_KEPT_BLOCKS: Final = 2


class _Index(Struct):
    blocks: list[tuple[int, int]] = []
    """Start and length of each block, behind the index."""
    texts: dict[str, tuple[int, int, int]] = {}
    """Name of a text → the number of its block; its start and length there."""


class Archive:
    """The texts of such a file, by their names."""

    fetch: Callable[[], bytes] | None = None
    """Gives the whole file, where only its beginning is here."""

    def __init__(self, data: bytes) -> None:
        if not data.startswith(MAGIC):
            raise ValueError("this is no archive of texts")
        start = len(MAGIC) + 8
        self._begin = start + int.from_bytes(data[len(MAGIC) : start], "little")
        self._index = msgspec.json.decode(_unpacked(data[start : self._begin]), type=_Index)
        self._data = data
        self._unpack = lru_cache(_KEPT_BLOCKS)(self._block)

    def __contains__(self, name: str) -> bool:
        return name in self._index.texts

    def __iter__(self) -> Iterator[str]:
        return iter(self._index.texts)

    def read(self, name: str) -> bytes:
        """A text by its name.

        Raises:
            KeyError: there is none of that name.
        """
        block, start, length = self._index.texts[name]
        return self._unpack(block)[start : start + length]

    def _block(self, block: int) -> bytes:
        start, length = self._index.blocks[block]
        start += self._begin
        if start + length > len(self._data) and self.fetch:
            self._data = self.fetch()
        return _unpacked(self._data[start : start + length])


def write_archive(path: Path, *groups: Mapping[str, bytes]) -> int:
    """Write texts, by their names; those that are alike pack best side by side. A group begins a block.

    Returns:
        How long the file's beginning is that ends with its first block.
    """
    index, blocks, size = _Index([], {}), [], 0
    texts = {name: text for group in groups for name, text in group.items()}
    for number, names in enumerate(names for group in groups for names in _blocks_of(group)):
        start = 0
        for name in names:
            index.texts[name] = number, start, len(texts[name])
            start += len(texts[name])
        packed = _packed(b"".join(texts[name] for name in names))
        index.blocks.append((size, len(packed)))
        blocks.append(packed)
        size += len(packed)
    head = _packed(msgspec.json.encode(index))
    beginning = b"".join((MAGIC, len(head).to_bytes(8, "little"), head, blocks[0]))
    path.write_bytes(b"".join((beginning, *blocks[1:])))
    return len(beginning)


def _blocks_of(texts: Mapping[str, bytes]) -> Iterable[list[str]]:
    """The names of the texts of each block."""
    names: list[str] = []
    size = 0
    for name, text in texts.items():
        if names and size + len(text) > BLOCK_BYTES:
            yield names
            names, size = [], 0
        names.append(name)
        size += len(text)
    yield names


def _packed(data: bytes) -> bytes:
    import lzma  # noqa: PLC0415  (few installations have an archive)

    return lzma.compress(data, filters=[{"id": lzma.FILTER_LZMA2, "preset": 9, "dict_size": BLOCK_BYTES}])


def _unpacked(data: bytes) -> bytes:
    import lzma  # noqa: PLC0415

    return lzma.decompress(data)


BUNDLED: Final = "styles.texts"
"""The name of its file, in the folder of ``convert``."""


@lru_cache(1)
def bundled() -> Archive | None:
    """The archive in the package, in place of the styles' and locales' own packages, as in the page of ``refconvert page``."""
    loader: Any = __spec__.loader  # the package may be in a zip
    try:
        return Archive(loader.get_data(str(Path(__file__).parents[2] / BUNDLED)))
    except OSError:
        return None

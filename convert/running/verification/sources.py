"""Files → the references in them, with their text; files and indexes → the libraries to verify them against."""

import contextlib
import io
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

import msgspec

from convert import formats
from convert.citing.drafts.metadata import read_metadata
from convert.model.record import Record
from convert.running.conversion import write
from convert.running.index.building import build
from convert.running.index.library import Library, is_library, open_library
from convert.running.reading import Input, read, recognised_name, set_place
from convert.streams import STDIO
from convert.streams.inputs import SNIFF_BYTES, open_input
from convert.streams.problems import ConvertError, Problem, Warn, silent

DRAFTS: Final = (".md", ".qmd", ".markdown")
PASTED: Final = "reference-list"
"""The format of a list as people paste it: what no other reader knows is read as one."""


def read_references(
    sources: Iterable[Input],
    format: str | None,
    *,
    warn: Warn = silent,
    unreadable: Callable[[ConvertError], None],
) -> Iterator[Record]:
    """The references in all files; those of a pasted list keep their text, and none of them is left out."""
    for source in sources:
        try:
            for path in _bibliographies(source) or [source]:
                yield from _read(path, format, warn)
        except ConvertError as error:
            unreadable(error)


def _bibliographies(source: Input) -> list[Input]:
    """The files that the head of a draft in Markdown names; none if it isn't one."""
    if not isinstance(source, str) or Path(source).suffix.lower() not in DRAFTS or not Path(source).is_file():
        return []
    text = Path(source).read_text(encoding="utf-8", errors="replace")
    return [str(Path(source).parent / name) for name in read_metadata(text, path=source).bibliography]


def _read(source: Input, format: str | None, warn: Warn) -> Iterator[Record]:
    name = getattr(source, "name", source)
    path = name if isinstance(name, str) else ""

    def warn_with_path(problem: Problem) -> None:
        warn(msgspec.structs.replace(problem, path=path))

    with open_input(source, warn=warn_with_path) as stream:
        found = format or recognised_name(stream) or _pasted(stream, path, warn_with_path)
        options = {"keep_text": True} if found == PASTED else {}
        for record in formats.get_reader(found).read(stream, warn=warn_with_path, **options):
            set_place(record, path)
            yield record


def _pasted(stream: io.BufferedReader, path: str, warn: Warn) -> str:
    """The format of a text that no reader knows.

    Raises:
        ConvertError: it is no text.
    """
    head = stream.peek(SNIFF_BYTES)[:SNIFF_BYTES]
    if not head.strip():
        raise ConvertError(f"{path or STDIO}: the input is empty")
    if b"\0" in head or path.lower().endswith(".pdf"):
        raise ConvertError(f"{path}: neither a known format nor text; paste the list of a PDF into a .txt")
    warn(Problem("inferred", "no format is recognised; what it says is read as a list of references"))
    return PASTED


@contextlib.contextmanager
def open_libraries(paths: Sequence[str], *, warn: Warn = silent) -> Iterator[list[Library]]:
    """Open indexes; of files in other formats an index is made that lasts as long.

    Raises:
        ConvertError: one can't be read.
    """
    files = [path for path in paths if not is_library(path)]
    with contextlib.ExitStack() as stack:
        libraries = [stack.enter_context(open_library(path, warn=warn)) for path in paths if is_library(path)]
        if files:
            records = (record for path in files for record in read(path, warn=warn))
            libraries.append(stack.enter_context(indexed(records)))
        yield libraries


@contextlib.contextmanager
def indexed(records: Iterable[Record]) -> Iterator[Library]:
    """An index of records that lasts as long as it is open."""
    with tempfile.TemporaryDirectory(prefix="refconvert-") as folder:
        lines, index = Path(folder, "records.jsonl"), Path(folder, "index.sqlite")
        write(records, lines, "jsonl")
        with ThreadPoolExecutor(1) as executor:
            for listing in build(str(index), [str(lines)], executor, 1):
                if listing.unreadable:
                    raise ConvertError(listing.unreadable)
        with open_library(str(index)) as library:
            yield library

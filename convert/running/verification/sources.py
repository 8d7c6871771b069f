"""Files → the references in them, with their text; files and indexes → the libraries to verify them against."""

import contextlib
import io
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path
from typing import Any, Final

import msgspec

from convert import formats, ncbi
from convert.citing.citations import References
from convert.model.record import Record
from convert.running.conversion import write
from convert.running.index.building import build
from convert.running.index.library import Library, is_library, open_library
from convert.running.reading import Input, read, recognised_name, set_place
from convert.running.sources import but_not_found
from convert.running.verification.manuscripts import Manuscript, open_manuscript
from convert.running.verification.references import reference_of
from convert.streams import STDIO
from convert.streams.inputs import SNIFF_BYTES, open_records
from convert.streams.problems import ConvertError, Problem, Warn, silent

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
            manuscript = (
                open_manuscript(source, warn=warn) if isinstance(source, str) and not format else None
            )
            if manuscript is None:
                yield from _read(source, format, warn)
            else:
                yield from _of_manuscript(manuscript, str(source), warn)
        except ConvertError as error:
            unreadable(error)


def _of_manuscript(manuscript: Manuscript, path: str, warn: Warn) -> Iterator[Record]:
    records = [record for file in manuscript.files for record in _read(file, None, warn)]
    if manuscript.cited:
        references = References(records)
        places = {references.find(key) for key in manuscript.cited}
        records = [record for place, record in enumerate(records) if place in places]
    yield from records
    if manuscript.printed:
        stream = io.BytesIO(manuscript.printed.encode())
        stream.name = path
        yield from _read(stream, PASTED, warn)


def _read(source: Input, format: str | None, warn: Warn) -> Iterator[Record]:
    name = getattr(source, "name", source)
    path = name if isinstance(name, str) else ""

    def warn_with_path(problem: Problem) -> None:
        warn(msgspec.structs.replace(problem, path=path))

    with open_records(source, warn=warn_with_path) as stream:
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
        raise ConvertError(f"{path}: neither a known format nor text; paste its list into a .txt")
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


@contextlib.contextmanager
def of_pubmed(references: Sequence[Record], *, warn: Warn, **asking: Any) -> Iterator[Library]:
    """An index of what PubMed has by the references' identifiers and titles; ``asking`` are the settings of ``convert.fetch``."""
    printed = [reference_of(record) for record in references]
    identifiers = [value for reference in printed for value in reference.identifiers.values()]
    titles = [reference.record.title for reference in printed if reference.record.title]
    found = ncbi.fetch(identifiers, warn=but_not_found(warn), **asking)
    with indexed(chain(found, ncbi.search(titles, warn=warn, **asking))) as library:
        yield library

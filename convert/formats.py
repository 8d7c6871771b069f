"""Every format by name: what a reader and a writer are, the two tables of them, recognition, plugins.

To add a format, in four steps:

1. write ``convert/readers/<name>.py`` with a ``READER``, or ``convert/writers/<name>.py`` with a ``WRITER``;
2. list it below;
3. put a sample into ``fixtures/articles/`` (reader) or accept its goldens with ``pytest --accept`` (writer);
4. name it in the README's table.

A third-party package does the same with an entry point in the group ``refconvert.readers`` or
``refconvert.writers``: the format's name, and ``module:object`` as in the tables here.
"""

import importlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from os.path import splitext
from typing import Any, TextIO, TypeVar

from msgspec import Struct

from convert.problems import ConvertError, FormatError, Problem, Warn, silent
from convert.record import Record


class Reader(Struct, frozen=True):
    """A format that can be read."""

    name: str
    extensions: tuple[str, ...]
    """With their dot, lower case, the usual one first."""
    media_type: str
    sniff: Callable[[bytes], bool]
    """Whether a file that begins with these bytes (the first kilobytes, no byte order mark) is of this format."""
    read: Callable[..., Iterator[Record]]
    """``read(stream: BinaryIO, *, warn: Warn = silent, **options)``: bytes → records, one after another."""
    optional: frozenset[str] = frozenset()
    """Paths of a record's fields that ``read`` can leave out, to be faster: those that its option ``without`` names."""

    def leave_out(self, wanted: Callable[[str], bool]) -> dict[str, Any]:
        """The option with which ``read`` leaves out what is not wanted, as far as it can."""
        return {"without": {path for path in self.optional if not wanted(path)}} if self.optional else {}


class Written(Struct, frozen=True):
    """A piece of an output, as a process of its own wrote it."""

    text: TextIO
    first: int
    """The ordinal of its first record among all records, from 1."""
    note: Any
    """What ``Pieces.write`` returned."""


class Pieces(Struct, frozen=True):
    """How an output is put together from pieces, so that it is the same as if it had been written in one go."""

    write: Callable[..., Any]
    """Takes what ``Writer.write`` takes, for the records of one piece; returns what ``join`` needs to know, if anything."""
    join: Callable[[Iterable[Written], TextIO], None]
    """Takes the pieces in their order, and the output."""


class Unless(Struct, frozen=True):
    """How a field is carried: as it is, unless something is the case with its value."""

    is_so: Callable[[Any], bool]
    """Asked of the ``Record``, ``Name``, ``Date``, … that has the field."""
    how: str
    """How it is degraded then."""


class Writer(Struct, frozen=True):
    """A format that can be written."""

    name: str
    extensions: tuple[str, ...]
    media_type: str
    write: Callable[..., None]
    """``write(records: Iterable[Record], out: TextIO, *, warn: Warn = silent, **options)``; see ``binary``."""
    carries: Mapping[str, str | Unless] = {}
    """What reaches the output: path of a record's field (``title``, ``author.family``) → how it is degraded,
    ``""`` when it isn't, ``Unless`` when some values are. A path stands for all below it; what is not named here is dropped."""
    binary: bool = False
    """Whether ``out`` is a ``BinaryIO``."""
    pieces: Pieces | None = None
    """None where the whole output must be made by one process."""
    carries_all: bool = False
    """Whether an option can make it carry any field, whatever ``carries`` says."""

    def uses(self, path: str) -> bool:
        """Whether it may carry anything of a field; a writer that doesn't say what it carries, may."""
        if self.carries_all or not self.carries:
            return True
        return any(f"{key}.".startswith(f"{path}.") or path.startswith(f"{key}.") for key in self.carries)


READERS: dict[str, str] = {
    "pubmed-xml": "convert.readers.pubmed_xml:READER",
    "medline": "convert.readers.medline:READER",
    "endnote-xml": "convert.readers.endnote_xml:READER",
    "ris": "convert.readers.ris:READER",
    "enw": "convert.readers.enw:READER",
    "bibtex": "convert.readers.bibtex:READER",
    "csl-json": "convert.readers.csl_json:READER",
    "jsonl": "convert.readers.jsonl:READER",
    "csv": "convert.readers.csv:CSV",
    "tsv": "convert.readers.csv:TSV",
    "id-list": "convert.readers.id_list:READER",
    "pubmed-text": "convert.readers.pubmed_text:READER",
}
"""The readers, most specific first, as ``module:object``; a module is imported when it is asked for."""

BEGINNINGS: dict[str, tuple[bytes, ...]] = {
    "pubmed-xml": (b"<", b"HTTP/"),
    "endnote-xml": (b"<",),
    "csl-json": (b"[", b"{"),
    "jsonl": (b"{",),
}
"""How each file of a format begins, blanks aside; where one begins otherwise, its reader isn't imported to be asked."""

WRITERS: dict[str, str] = {
    "bibtex": "convert.writers.bibtex:BIBTEX",
    "biblatex": "convert.writers.bibtex:BIBLATEX",
    "ris": "convert.writers.ris:WRITER",
    "enw": "convert.writers.enw:WRITER",
    "pubmed-xml": "convert.writers.pubmed_xml:WRITER",
    "endnote-xml": "convert.writers.endnote_xml:WRITER",
    "csv": "convert.writers.csv:CSV",
    "tsv": "convert.writers.csv:TSV",
    "csl-json": "convert.writers.csl_json:WRITER",
    "medline": "convert.writers.medline:WRITER",
    "jsonl": "convert.writers.jsonl:WRITER",
    "bibliography": "convert.writers.bibliography:WRITER",
    "docx": "convert.writers.docx:WRITER",
    "pubmed-summary": "convert.writers.pubmed_summary:WRITER",
    "mods": "convert.writers.mods:WRITER",
}
"""The writers, as ``module:object``."""

SUFFIXES: dict[str, str] = {
    ".bib": "bibtex",
    ".bibtex": "bibtex",
    ".biblatex": "biblatex",
    ".ris": "ris",
    ".enw": "enw",
    ".xml": "pubmed-xml",
    ".enx": "endnote-xml",
    ".csv": "csv",
    ".tsv": "tsv",
    ".tab": "tsv",
    ".json": "csl-json",
    ".nbib": "medline",
    ".medline": "medline",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".txt": "bibliography",
    ".docx": "docx",
    ".mods": "mods",
}
"""Suffix of a file → the writer, of those listed here, that it stands for."""

READER_GROUP = "refconvert.readers"
WRITER_GROUP = "refconvert.writers"

Format = TypeVar("Format", Reader, Writer)


def get_reader(name: str) -> Reader:
    """The reader called ``name``.

    Raises:
        FormatError: no format of that name can be read.
        ConvertError: its plugin can't be loaded.
    """
    return _get(name, READERS, READER_GROUP, Reader)


def get_writer(name: str) -> Writer:
    """The writer called ``name``.

    Raises:
        FormatError: no format of that name can be written.
        ConvertError: its plugin can't be loaded.
    """
    return _get(name, WRITERS, WRITER_GROUP, Writer)


def readers(*, warn: Warn = silent) -> Iterator[Reader]:
    """All readers, the built-in ones first; a plugin that fails to load is reported by name."""
    return _all(READERS, READER_GROUP, Reader, warn)


def writers(*, warn: Warn = silent) -> Iterator[Writer]:
    """All writers, the built-in ones first; a plugin that fails to load is reported by name."""
    return _all(WRITERS, WRITER_GROUP, Writer, warn)


def recognise(head: bytes, *, warn: Warn = silent) -> Reader | None:
    """The first reader that knows the beginning of a file, whatever the file is called."""
    head = head.removeprefix(b"\xef\xbb\xbf")
    begun = head.lstrip()
    possible = {
        name: target for name, target in READERS.items() if begun.startswith(BEGINNINGS.get(name, b""))
    }
    return next((reader for reader in _all(possible, READER_GROUP, Reader, warn) if reader.sniff(head)), None)


def writer_for_path(path: str) -> Writer | None:
    """The writer that the suffix of ``path`` stands for, a plugin's if none of ours."""
    suffix = splitext(path)[1].lower()
    if name := SUFFIXES.get(suffix):
        return get_writer(name)
    plugins = _all({}, WRITER_GROUP, Writer, silent)
    return next((writer for writer in plugins if suffix in writer.extensions), None)


def _get(name: str, table: Mapping[str, str], group: str, kind: type[Format]) -> Format:
    if target := table.get(name):
        return _load(name, target, kind)
    plugins: dict[str, str] = _plugins(group)
    if name in plugins:
        return _load(name, plugins[name], kind)
    known = ", ".join([*table, *plugins])
    raise FormatError(f"no {kind.__name__.lower()} is called {name!r}; there are: {known}")


def _all(table: Mapping[str, str], group: str, kind: type[Format], warn: Warn) -> Iterator[Format]:
    for name, target in table.items():
        yield _load(name, target, kind)
    for name, target in _plugins(group).items():
        try:
            yield _load(name, target, kind)
        except ConvertError as error:
            warn(Problem("bad-plugin", str(error)))


def _plugins(group: str) -> dict[str, str]:
    from importlib.metadata import entry_points  # noqa: PLC0415  (slow to import, and seldom needed)

    return {entry.name: entry.value for entry in entry_points(group=group)}


def _load(name: str, target: str, kind: type[Format]) -> Format:
    module, _, attribute = target.partition(":")
    try:
        value = getattr(importlib.import_module(module), attribute)
    except Exception as error:
        raise ConvertError(f"the format {name!r} ({target}) can't be loaded: {error}") from error
    if not isinstance(value, kind):
        raise ConvertError(
            f"the format {name!r} ({target}) is a {type(value).__name__}, not a {kind.__name__}"
        )
    return value

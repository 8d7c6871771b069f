"""The formats: what a reader and a writer are, the table of built-in formats, recognition, plugins.

A built-in format is a folder here: its ``__init__`` says what it is called and which directions it has, ``read`` turns
bytes into records, ``write`` turns records into text, and tables beside them serve both. To add one, see CONTRIBUTING.

A third-party package adds a format by an entry point in the group ``refconvert.readers`` or ``refconvert.writers``: the
format's name, and ``module:object``, where the object is a ``Reader`` or a ``Writer``.
"""

import importlib
import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import PurePath
from typing import IO, Any, TypeVar

import msgspec
from msgspec import Struct

from convert.formats.aliases import find_name, not_found
from convert.formats.capabilities import Capability
from convert.formats.options import NoOptions, parse_options
from convert.formats.pieces import Pieces
from convert.model.record import Record
from convert.streams.problems import ConvertError, FormatError, Problem, Warn, silent
from convert.streams.vetting import vetted


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


class Writer(Struct, frozen=True):
    """A format that can be written."""

    name: str
    extensions: tuple[str, ...]
    media_type: str
    function: Callable[..., None]
    """``function(records: Iterable[Record], out: TextIO, options: Options, warn: Warn)``; see ``binary``."""
    capabilities: Mapping[str, Capability] = {}
    """What reaches the output: path of a record's field (``title``, ``author.family``) → ``Kept``, ``Moved`` or ``Degraded``.
    A path stands for all below it; what is not named here is dropped."""
    options: type[Struct] = NoOptions
    """The struct of the writer's options: name, type, default, and the help text in ``msgspec.Meta(description=…)``."""
    binary: bool = False
    """Whether ``out`` is a ``BinaryIO``."""
    pieces: Pieces | None = None
    """None where the whole output must be made by one process."""
    keeps_source: bool = False
    """Whether it says what the source says, and nothing is mended: our own format, and NLM's."""
    any_text: bool = False
    """Whether it spells control characters as JSON's escapes; from other outputs they are left out."""
    looks_at: tuple[str, ...] = ()
    """Paths of fields that don't reach the output, but tell how others look there."""
    writes_any_field: bool = False
    """Whether an option can make it carry any field, whatever ``capabilities`` says."""
    by_suffix: Mapping[str, Mapping[str, Any]] = {}
    """Suffix of an output file → options that it stands for, where they are not given."""

    def options_for(self, target: object, given: Mapping[str, Any]) -> dict[str, Any]:
        """The options given by name, and those that the suffix of a path stands for."""
        path = PurePath(target) if isinstance(target, str | os.PathLike) else PurePath()
        return {**self.by_suffix.get(path.suffix.lower(), {}), **given}

    def write(self, records: Iterable[Record], out: IO[Any], *, warn: Warn = silent, **options: Any) -> None:
        """Write records with options by name.

        Raises:
            FormatError: the writer has no such option, or the option no such value.
        """
        self.function(
            vetted(records, warn, any_text=self.any_text), out, parse_options(self.options, options), warn
        )

    def uses(self, path: str) -> bool:
        """Whether it may carry anything of a field, or looks at it; a writer that doesn't say what it carries, may."""
        if self.writes_any_field or not self.capabilities:
            return True
        keys = (*self.capabilities, *self.looks_at)
        return any(f"{key}.".startswith(f"{path}.") or path.startswith(f"{key}.") for key in keys)


class Format(Struct, frozen=True):
    """A built-in format, in the directions that it has."""

    reader: Reader | None = None
    writer: Writer | None = None


class Listing(Struct, frozen=True):
    """What is known of a built-in format before it is imported."""

    target: str
    """``module:object`` of its ``Format``."""
    directions: str = "read write"
    suffixes: tuple[str, ...] = ()
    """Of output files that are to be in this format."""
    beginnings: tuple[bytes, ...] = (b"",)
    """How each file of the format begins, blanks aside; where one begins otherwise, its reader isn't imported to be asked."""
    sign: bytes = b""
    """A regular expression that is found in the first lines of each file: the same."""


FORMATS: dict[str, Listing] = {
    "pubmed-xml": Listing(
        "convert.formats.pubmed_xml:FORMAT", suffixes=(".xml",), beginnings=(b"<", b"HTTP/")
    ),
    "medline": Listing(
        "convert.formats.medline:FORMAT",
        suffixes=(".nbib", ".medline"),
        sign=rb"(?m)^[^\S\n]*[A-Z][A-Z\d]{1,3} *-",
    ),
    "endnote-xml": Listing("convert.formats.endnote:XML", suffixes=(".enx",), beginnings=(b"<", b"```")),
    "ris": Listing("convert.formats.ris:FORMAT", suffixes=(".ris",), sign=rb"(?i)\bTY\W|ER  -"),
    "enw": Listing("convert.formats.endnote:REFER", suffixes=(".enw",), beginnings=(b"%",)),
    "ovid": Listing("convert.formats.ovid:FORMAT", "read", sign=rb"Ovid|^\s*<\d"),
    "cochrane": Listing("convert.formats.cochrane:FORMAT", "read", sign=b"Record #"),
    "proquest": Listing("convert.formats.proquest:FORMAT", "read", beginnings=(b"____", b"Document 1")),
    "wos": Listing("convert.formats.wos:FORMAT", "read", beginnings=(b"FN ", b"VR ", b"PT")),
    "refworks": Listing("convert.formats.refworks:FORMAT", "read", beginnings=(b"RT ", b"Ref", b"REF")),
    "bibtex": Listing(
        "convert.formats.bibtex:BIBTEX", suffixes=(".bib", ".bibtex"), sign=rb"@[ \t]*[A-Za-z]+\s*[{(]"
    ),
    "biblatex": Listing("convert.formats.bibtex:BIBLATEX", "write", suffixes=(".biblatex",)),
    "crossref": Listing("convert.formats.crossref:FORMAT", "read", beginnings=(b"[", b"{")),
    "datacite": Listing("convert.formats.datacite:FORMAT", "read", beginnings=(b"[", b"{")),
    "europe-pmc": Listing("convert.formats.europe_pmc:FORMAT", "read", beginnings=(b"[", b"{")),
    "openalex": Listing("convert.formats.openalex:FORMAT", "read", beginnings=(b"[", b"{")),
    "csl-json": Listing("convert.formats.csl_json:FORMAT", suffixes=(".json",), beginnings=(b"[", b"{")),
    "cff": Listing("convert.formats.cff:FORMAT", suffixes=(".cff",), sign=b"cff-version|references:"),
    "csl-yaml": Listing(
        "convert.formats.csl_json.yaml_read:FORMAT",
        "read",
        beginnings=(b"---", b"references:", b"- ", b"#", b"%YAML"),
    ),
    "jsonl": Listing("convert.formats.jsonl:FORMAT", suffixes=(".jsonl", ".ndjson"), beginnings=(b"{",)),
    "csv": Listing("convert.formats.csv:CSV", suffixes=(".csv",)),
    "tsv": Listing("convert.formats.csv:TSV", suffixes=(".tsv", ".tab")),
    "xlsx": Listing(
        "convert.formats.csv.workbook:FORMAT", "read", beginnings=(b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
    ),
    "web-page": Listing("convert.formats.web_page:FORMAT", "read", beginnings=(b"<",)),
    "id-list": Listing("convert.formats.id_list:FORMAT", "read"),
    "pubmed-text": Listing("convert.formats.pubmed_text:TEXT", "read"),
    "reference-list": Listing("convert.formats.reference_list:FORMAT", "read"),
    "bibliography": Listing("convert.citing.bibliography:FORMAT", "write", suffixes=(".txt",)),
    "docx": Listing("convert.citing.docx:FORMAT", suffixes=(".docx",), beginnings=(b"PK",)),
    "pubmed-summary": Listing("convert.formats.pubmed_text:SUMMARY", "write"),
    "mods": Listing("convert.formats.mods:FORMAT", suffixes=(".mods",), beginnings=(b"<",)),
    "wikipedia": Listing("convert.formats.wikipedia:FORMAT", "write", suffixes=(".wiki",)),
    "hayagriva": Listing("convert.formats.hayagriva:FORMAT", "write", suffixes=(".yaml", ".yml")),
    "jats": Listing("convert.formats.jats:FORMAT", suffixes=(".jats",), beginnings=(b"<",)),
}
"""The built-in formats, those that are recognised first, first: a format is imported when it is asked for."""

READERS: tuple[str, ...] = tuple(name for name, listing in FORMATS.items() if "read" in listing.directions)
WRITERS: tuple[str, ...] = tuple(name for name, listing in FORMATS.items() if "write" in listing.directions)
READER_GROUP = "refconvert.readers"
WRITER_GROUP = "refconvert.writers"

Side = TypeVar("Side", Reader, Writer)


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
    possible = [
        name
        for name in READERS
        if begun.startswith((known := FORMATS[name]).beginnings) and re.search(known.sign, head)
    ]
    return next((reader for reader in _all(possible, READER_GROUP, Reader, warn) if reader.sniff(head)), None)


def writer_for_path(path: str) -> Writer | None:
    """The writer that the suffix of ``path`` stands for, a plugin's if none of ours."""
    suffix = PurePath(path).suffix.lower()
    for name in WRITERS:
        if suffix in FORMATS[name].suffixes:
            return get_writer(name)
    plugins = _all((), WRITER_GROUP, Writer, silent)
    return next((writer for writer in plugins if suffix in writer.extensions), None)


def _get(name: str, names: Collection[str], group: str, kind: type[Side]) -> Side:
    if name in names:
        return _built_in(name, kind)
    plugins: dict[str, str] = _plugins(group)
    if name in plugins:
        return _load(name, plugins[name], kind)
    suffixes = {suffix[1:]: known for known in names for suffix in FORMATS[known].suffixes}
    if meant := find_name(name, names, suffixes):
        return _built_in(meant, kind)
    raise FormatError(not_found(name, kind.__name__.lower(), [*names, *plugins], FORMATS))


def _all(names: Iterable[str], group: str, kind: type[Side], warn: Warn) -> Iterator[Side]:
    for name in names:
        yield _built_in(name, kind)
    for name, target in _plugins(group).items():
        try:
            yield _load(name, target, kind)
        except ConvertError as error:
            warn(Problem("bad-plugin", str(error)))


def _built_in(name: str, kind: type[Side]) -> Side:
    both = _load(name, FORMATS[name].target, Format)
    side = both.reader if kind is Reader else both.writer
    return msgspec.convert(side, kind)


def _plugins(group: str) -> dict[str, str]:
    from importlib.metadata import entry_points  # noqa: PLC0415  (slow to import, and seldom needed)

    return {entry.name: entry.value for entry in entry_points(group=group)}


Loaded = TypeVar("Loaded", Reader, Writer, Format)


def _load(name: str, target: str, kind: type[Loaded]) -> Loaded:
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

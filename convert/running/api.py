"""The library: read, write, convert, bibliography. Paths, streams and problems are settled here, once for all formats."""

import os
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Any, BinaryIO, Literal, TextIO

import msgspec

from convert import formats
from convert.model.record import Record
from convert.streams.files import SNIFF_BYTES, STDIO, open_input, open_output
from convert.streams.problems import ConvertError, FormatError, Problem, Warn, silent

Input = str | os.PathLike[str] | BinaryIO
Output = str | os.PathLike[str] | TextIO | BinaryIO


def everything(path: str) -> bool:  # noqa: ARG001  (whatever it is)
    """True: each field of a record is wanted."""
    return True


def read(
    source: Input,
    format: str | None = None,
    *,
    wanted: Callable[[str], bool] = everything,
    warn: Warn = silent,
    **options: Any,
) -> Iterator[Record]:
    """The records of a file, one after another.

    Args:
        source: a path, ``-`` for standard input, or a binary stream; gzip is unpacked.
        format: a reader's name; by default the format is recognised by the file's content.
        wanted: told the path of a field, such as ``history`` or ``author.affiliation``, whether anybody will look at it; what is
            not wanted may be missing from the records, if that saves the reader work.
        warn: called with each ``Problem``; ``list.append`` collects them, ``convert.strict`` raises.
        options: the reader's own.

    Raises:
        ConvertError: the file can't be opened, or its format isn't recognised.

    >>> [record.title for record in read("fixtures/articles/als-therapies/page.txt")]
    ['A perspective on therapies for amyotrophic lateral sclerosis: can disease progression be curbed?']
    """
    path = _name(source)

    def warn_with_path(problem: Problem) -> None:
        warn(msgspec.structs.replace(problem, path=path))

    with open_input(source, warn=warn_with_path) as stream:
        reader = formats.get_reader(format) if format else _recognise(stream, path, warn)
        record = None
        options = reader.leave_out(wanted) | options
        for record in reader.read(stream, warn=warn_with_path, **options):
            set_place(record, path)
            yield record
        if record is None:
            warn_with_path(no_records(reader.name))


def write(
    records: Iterable[Record],
    target: Output,
    format: str | None = None,
    *,
    warn: Warn = silent,
    **options: Any,
) -> None:
    """Write records to a file.

    Args:
        records: any iterable; it is consumed as it is written.
        target: a path, ``-`` for standard output, or a stream (of text; for ``docx``, of bytes).
            A file appears whole or not at all.
        format: a writer's name; by default the one that the suffix of ``target`` stands for.
        warn: called with each ``Problem``.
        options: the writer's own.

    Raises:
        ConvertError: the file can't be written, or no format was named.

    >>> import sys
    >>> write([Record(type="article-journal", PMID="1", title="On tests")], sys.stdout, "jsonl")
    {"type":"article-journal","title":"On tests","PMID":"1"}
    """
    writer = choose_writer(target, format)
    with open_output(target, binary=writer.binary) as out:
        writer.write(records, out, warn=warn, **options)


def convert(
    source: Input,
    target: Output,
    *,
    format: str | None = None,
    to: str | None = None,
    warn: Warn = silent,
    **options: Any,
) -> None:
    """Read ``source`` and write it to ``target``; ``options`` are the writer's.

    Raises:
        ConvertError: as ``read`` and ``write``.
    """
    wanted = choose_writer(target, to).uses
    write(read(source, format, wanted=wanted, warn=warn), target, to, warn=warn, **options)


def bibliography(  # noqa: PLR0913  (options by name)
    records: Iterable[Record],
    style: str = "apa",
    *,
    locale: str | None = None,
    format: Literal["text", "html", "markdown", "pandoc", "latex", "rtf"] = "text",
    links: bool | None = None,
    notices: bool = True,
    engine: Literal["csl", "citeproc-py"] = "csl",
    warn: Warn = silent,
) -> list[str]:
    """The entries of a reference list, in the order of the style.

    Args:
        records: what to cite.
        style: the name of a CSL style, or the path of a ``.csl`` file.
        locale: such as ``de-DE``; by default the style's own.
        format: the markup of the entries.
        links: whether DOI, PMID, PMCID and URL are linked; by default in HTML and Markdown.
        notices: whether an entry says that the work was retracted or corrected.
        engine: the citation processor.
        warn: called with each ``Problem``.

    Raises:
        ConvertError: there is no such style.
    """
    from convert.citing.bibliography import ListOptions, make_bibliography  # noqa: PLC0415  (a plain conversion needs no CSL)

    made = make_bibliography(
        records,
        ListOptions(style=style, locale=locale, notices=notices, engine=engine),
        format,
        links=links,
        warn=warn,
    )
    return [entry.text.strip() for entry in made.entries]


def fetch(identifiers: Iterable[str], *, warn: Warn = silent, **settings: Any) -> Iterator[Record]:
    """The records of works that PubMed knows, in the order of their identifiers, each once.

    Args:
        identifiers: PMIDs, PMCIDs and DOIs.
        warn: told of each identifier that is none, was not found, or could not be asked for.
        settings: the fields of ``convert.ncbi.service.Settings``: ``email``, ``api_key``, ``cache``, ….

    Raises:
        ConvertError: httpx is not installed; the service can't be reached or refuses to answer.
    """
    from convert.ncbi import fetching  # noqa: PLC0415  (needs httpx, an extra)
    from convert.ncbi.service import Settings  # noqa: PLC0415

    return fetching.fetch(identifiers, Settings(**settings), warn=warn)


def choose_writer(target: Output, format: str | None) -> formats.Writer:
    """The writer of that name, or the one that the suffix of ``target`` stands for.

    Raises:
        FormatError: neither tells.
    """
    if format:
        return formats.get_writer(format)
    path = os.fspath(target) if isinstance(target, str | os.PathLike) and target != STDIO else ""
    writer = formats.writer_for_path(path)
    if writer is None:
        unsaid = f"the suffix of {path!r} doesn't tell" if path else "it isn't named"
        known = ", ".join(formats.WRITERS)
        raise FormatError(f"which format is the output to be? {unsaid}; there are: {known}")
    return writer


def set_place(record: Record, path: str, lines: int = 0) -> None:
    """Say which file a record and its related works were read from, ``lines`` further down than the reader knows.

    Those that were read from another file before, as JSON Lines keep it, are left as they are.
    """
    works = (record, *chain.from_iterable(record.related.values())) if record.related else (record,)
    for work in works:
        if work.source is not None and not work.source.path:
            work.source.path = path
            work.source.line += lines


def no_records(format: str) -> Problem:
    """What is said of a file without a record."""
    return Problem("no-records", f"no record is in this {format} file", severity="note")


def _name(source: Input) -> str:
    if isinstance(source, str | os.PathLike):
        return os.fspath(source)
    name = getattr(source, "name", "")
    return name if isinstance(name, str) else ""


def _recognise(stream: Any, path: str, warn: Warn) -> formats.Reader:
    start = stream.peek(SNIFF_BYTES)[:SNIFF_BYTES]
    reader = formats.recognise(start, warn=warn)
    if reader is None:
        reason = "is empty" if not start.strip() else "is in no format that is known here"
        raise ConvertError(f"{path or STDIO}: the input {reason}")
    return reader

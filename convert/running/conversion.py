"""The one pipeline: inputs → records → changed → checked → accounted for → written.

The library, the command, a worker process and a shard of a bulk conversion all run a ``Conversion``.
"""

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import IO, Any, BinaryIO, TextIO

from msgspec import Struct
from msgspec.structs import replace

from convert import formats
from convert.changes.choices import Choices, apply
from convert.changes.repair import repaired
from convert.changes.transforms import mended
from convert.formats.options import parse_options
from convert.model.record import Record
from convert.running.guards import guarded_write
from convert.running.losses.ledger import Ledger, lost_below, sentence
from convert.running.reading import Input, everything, read_all
from convert.streams import STDIO
from convert.streams.inputs import unpacked_size
from convert.streams.outputs import open_output
from convert.streams.problems import ConvertError, FormatError, Problem, Warn, silent
from convert.streams.vetting import vetted

Output = str | os.PathLike[str] | TextIO | BinaryIO
Watch = Callable[[Iterable[Record]], Iterable[Record]]
"""Sees the records on their way to the writer: a ledger, a counter."""

PARALLEL_BYTES = 6_000_000
"""From so much unpacked input on, several processes are sooner done than one."""


class Account(Struct, frozen=True):
    """What is said of the fields that a format can't carry."""

    losses: str | None = None
    """A file for the ledger: JSON, or HTML by its suffix."""
    fail_on_loss: tuple[str, ...] = ()
    """Paths of fields; a ``Problem`` of severity error is reported for each that is lost."""
    tell: Callable[[str], None] | None = None
    """Given a sentence that sums up the losses."""


def _raise(error: ConvertError) -> None:
    raise error


class Conversion(Struct, frozen=True, kw_only=True):
    """What becomes of records between their source and their output. It can be sent to another process."""

    to: str
    """The output's format."""
    options: dict[str, Any] = {}
    """The writer's options by name, as values or as texts."""
    input_format: str | None = None
    """None: each input is recognised by its content."""
    choices: Choices = Choices()
    has_ledger: bool = False
    """Whether a ledger is kept; then a reader leaves out no field."""

    @property
    def writer(self) -> formats.Writer:
        """The writer of the output's format."""
        return formats.get_writer(self.to)

    @property
    def wanted(self) -> Callable[[str], bool]:
        """Answers, for the path of a field, whether anybody looks at it; a reader may leave out the others."""
        return everything if self.has_ledger or self.choices != Choices() else self.writer.uses

    def changed(self, records: Iterable[Record], warn: Warn) -> Iterator[Record]:
        """The records as the writer is given them: vetted, mended, changed and checked."""
        if self.choices.repair:
            records = repaired(records, warn)
        records = vetted(records, warn, any_text=self.writer.any_text)
        if not self.writer.keeps_source:
            records = mended(records, warn)
        return apply(records, self.choices.changes(warn))

    def write(
        self,
        records: Iterable[Record],
        out: IO[Any],
        warn: Warn,
        *,
        watch: Watch | None = None,
        is_piece: bool = False,
    ) -> Any:
        """Change, check and write records.

        Args:
            records: as they were read.
            out: the output, opened as the writer's ``binary`` says.
            warn: told of each ``Problem``.
            watch: sees the records as they are written, such as a ledger.
            is_piece: whether ``out`` is a piece of a whole that ``writer.pieces`` will join; then the piece's note is returned.

        Raises:
            FormatError: the writer has no such option, or the option no such value.
        """
        writer = self.writer
        records = self.changed(records, warn)
        if watch:
            records = watch(records)
        write = writer.pieces.write if is_piece and writer.pieces else None
        options = parse_options(writer.options, self.options)
        return guarded_write(records, out, options, warn, writer=writer, write=write)

    def run(  # noqa: PLR0913  (what a run consists of)
        self,
        sources: Iterable[Input],
        target: Output,
        *,
        warn: Warn,
        unreadable: Callable[[ConvertError], None],
        records: Iterable[Record] | None = None,
        account: Account = Account(),  # noqa: B008  (frozen)
        jobs: int = 1,
        open_file: Callable[[Input], Input] = lambda source: source,
    ) -> None:
        """Convert inputs to an output.

        Args:
            sources: paths, ``-`` for standard input, or binary streams.
            target: a path, ``-`` for standard output, or a stream.
            warn: told of each ``Problem``.
            unreadable: told of each input that can't be read; the next one goes on.
            records: what was read elsewhere; then there are no ``sources``.
            account: what is said of losses.
            jobs: how many processes convert long inputs, unless records are changed.
            open_file: an input → what is read in its place, such as a stream that shows progress.
        """
        sources = list(sources)
        with self._opened(target, account, warn) as (conversion, out, ledger):
            is_parallel = jobs > 1 and self.writer.pieces and self.choices == Choices()
            if is_parallel and (paths := _long_files(sources)):
                from convert.running.parallel.dispatch import convert_in_parallel  # noqa: PLC0415  (imports us)

                convert_in_parallel(
                    conversion,
                    paths,
                    out,
                    jobs=jobs,
                    warn=warn,
                    unreadable=unreadable,
                    ledger=ledger,
                    open_file=open_file,
                )
                return
            if records is None:
                opened = map(open_file, sources)
                records = read_all(
                    opened, self.input_format, wanted=conversion.wanted, warn=warn, unreadable=unreadable
                )
            conversion.write(records, out, warn, watch=ledger.watch if ledger else None)

    @contextlib.contextmanager
    def _opened(
        self, target: Output, account: Account, warn: Warn
    ) -> Iterator[tuple["Conversion", Any, Ledger | None]]:
        """The conversion with or without a ledger, its open output, and the ledger, which is summed up at the end."""
        losses = account.losses
        if losses and _is_same_file(losses, target):
            raise FormatError(f"the losses and the output would both be written to {losses!r}")
        writer = self.writer
        parse_options(writer.options, self.options)  # a wrong one is found before the output is opened
        with contextlib.ExitStack() as stack:
            ledger = None
            if losses or account.fail_on_loss:
                from convert.running.losses.report import open_report  # noqa: PLC0415  (few runs have a report)

                ledger = Ledger(stack.enter_context(open_report(losses)), writer.name, writer.capabilities)
                stack.callback(_sum_up, ledger, account, warn)
            out = stack.enter_context(open_output(target, binary=writer.binary))
            options = writer.options_for(target, self.options)
            yield replace(self, has_ledger=ledger is not None, options=options), out, ledger


def convert(  # noqa: PLR0913  (options by name)
    source: Input | Iterable[Input],
    target: Output,
    *,
    format: str | None = None,
    to: str | None = None,
    choices: Choices = Choices(),  # noqa: B008  (frozen)
    losses: str | None = None,
    fail_on_loss: Iterable[str] = (),
    jobs: int = 1,
    warn: Warn = silent,
    **options: Any,
) -> None:
    """Read one or several inputs and write them to ``target``.

    Args:
        source: a path, ``-`` for standard input, or a binary stream; or several of them.
        target: a path, ``-`` for standard output, or a stream (of text; for ``docx``, of bytes). A file appears whole or not at all.
        format: the inputs' format; by default each is recognised by its content.
        to: the output's format; by default the one that the suffix of ``target`` stands for.
        choices: what is changed on the way: duplicates, dates, journals, fields, order, keys.
        losses: a file for the ledger of what the format can't carry: JSON, or HTML by its suffix.
        fail_on_loss: paths of fields, such as ``author``; for each that is lost, ``warn`` is given a ``Problem`` of severity error.
        jobs: how many processes convert long inputs.
        warn: called with each ``Problem``, among them that a work was retracted or lacks its authors.
        options: the writer's own.

    Raises:
        ConvertError: an input can't be read or the output not written; no format was named; no such option.

    >>> import sys
    >>> convert("fixtures/articles/als-therapies/page.txt", sys.stdout, to="ris")  # doctest: +ELLIPSIS
    TY  - JOUR
    ...
    """
    if isinstance(source, str | os.PathLike) or hasattr(source, "read"):
        source = [source]  # type: ignore[list-item]
    writer = choose_writer(target, to)
    conversion = Conversion(to=writer.name, options=options, input_format=format, choices=choices)
    conversion.run(
        source, target, warn=warn, unreadable=_raise, account=Account(losses, tuple(fail_on_loss)), jobs=jobs
    )


def write(
    records: Iterable[Record],
    target: Output,
    format: str | None = None,
    *,
    warn: Warn = silent,
    **options: Any,
) -> None:
    """Write records to a file, as they are and unchecked.

    Args:
        records: any iterable; it is consumed as it is written.
        target: as in ``convert``.
        format: the output's; by default the one that the suffix of ``target`` stands for.
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
        given = parse_options(writer.options, writer.options_for(target, options))
        guarded_write(vetted(records, warn, any_text=writer.any_text), out, given, warn, writer=writer)


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
        unknown = f"the suffix of {path!r} names no format" if path else "no output format"
        known = ", ".join(formats.WRITERS)
        raise FormatError(
            f"{unknown}: name one (--to FORMAT), or an output file with a known suffix; formats: {known}"
        )
    return writer


def count_cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _sum_up(ledger: Ledger, account: Account, warn: Warn) -> None:
    """Tell what was lost on the whole; fields that must not be lost are errors."""
    if ledger.records and account.tell:
        account.tell(sentence(ledger.counts, ledger.records, ledger.format))
    for path, count in lost_below(ledger.counts, account.fail_on_loss).items():
        warn(Problem("loss", f"{path} is lost from {count} records", severity="error"))


def _is_same_file(path: str, other: Output) -> bool:
    if not isinstance(other, str | os.PathLike):
        return False
    other = os.fspath(other)
    return path == other or (STDIO not in (path, other) and os.path.realpath(path) == os.path.realpath(other))


def _long_files(sources: Sequence[Input]) -> list[str]:
    """The paths of all inputs, if they are files so long that several processes pay; else none."""
    paths = [os.fspath(source) for source in sources if isinstance(source, str | os.PathLike)]
    if len(paths) < len(sources) or STDIO in paths:
        return []
    return paths if sum(map(unpacked_size, paths)) >= PARALLEL_BYTES else []

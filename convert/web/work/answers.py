"""Uploads → the answers of the API: an output, a report of problems, each work once."""

import io
from collections.abc import Iterable, Iterator
from typing import IO, Any, Final

import msgspec
from msgspec import Struct

from convert.changes.checks import check
from convert.changes.duplicates import Works, duplicates, sketch
from convert.model.record import Record
from convert.running.conversion import Conversion
from convert.running.deduplication.sources import marked
from convert.running.deduplication.summary import brief, reasons, summarise
from convert.running.findings import FORMS
from convert.running.losses.ledger import FATES, Fates, Ledger, sentence
from convert.running.losses.ledger import summarise as by_field
from convert.running.losses.report import open_report
from convert.streams.problems import ConvertError, Problem, Warn, silent
from convert.web.work.asked import Asked
from convert.web.work.uploads import Upload, read_uploads
from convert.web.work.zotero import read_items, write_items


class Loss(Struct, frozen=True):
    """What becomes of a field: the numbers of records by fate."""

    field: str
    fates: dict[str, int]
    why: str


class Losses(Struct, frozen=True):
    """What an output keeps, moves, degrades and drops."""

    sentence: str = ""
    fields: list[Loss] = []


class Output(Struct, frozen=True):
    """An output, and what is to be said of it."""

    data: bytes
    records: int
    problems: list[Problem]
    losses: Losses | None = None
    account: dict[str, Any] = {}


def convert(sent: Asked, conversion: Conversion, *, with_losses: bool) -> Output:
    """Convert what was sent, as ``refconvert convert``; ``with_losses`` keeps a ledger."""
    problems: list[Problem] = []
    conversion = msgspec.structs.replace(conversion, has_ledger=with_losses)
    records = sent.records(conversion.wanted, problems.append)
    return _written(records, conversion, problems)


def dedupe(sent: Asked, conversion: Conversion) -> Output:
    """Each work once, as ``refconvert dedupe``, with an account of what was merged and what is undecided."""
    problems: list[Problem] = []
    works = sent.works(problems.append)
    works.report(problems.append)
    conversion = msgspec.structs.replace(conversion, has_ledger=True)
    output = _written(marked(works), conversion, problems)
    return msgspec.structs.replace(output, account=account(works))


def check_records(uploads: list[Upload], format: str | None, form: str) -> bytes:
    """The report of ``refconvert check``."""
    problems: list[Problem] = []

    def checked() -> Iterator[Record]:
        for record in read_uploads(uploads, format, problems.append):
            problems.extend(check(record))
            yield record

    problems += list(duplicates(map(sketch, checked())))
    out = io.StringIO()
    FORMS[form](problems, out)
    return out.getvalue().encode()


def zotero_items(uploads: list[Upload], format: str | None) -> bytes:
    """Records as items of Zotero's API."""
    return write_items(read_uploads(uploads, format, silent))


def of_zotero_items(data: bytes, to: str) -> Output:
    """Items of Zotero's API in a format.

    Raises:
        ConvertError: the body is no array of items.
    """
    problems: list[Problem] = []
    try:
        items = msgspec.json.decode(data)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise ConvertError(f"the body is no JSON: {error}") from error
    if not isinstance(items, list) or not items:
        raise ConvertError("the body is no array of items")
    records = read_items(items, problems.append)
    return _written(records, Conversion(to=to), problems)


def _written(records: Iterable[Record], conversion: Conversion, problems: list[Problem]) -> Output:
    out: Any = io.BytesIO() if conversion.writer.binary else io.StringIO(newline="")
    count, losses = write(records, conversion, out, problems.append)
    text = out.getvalue()
    return Output(text if isinstance(text, bytes) else text.encode(), count, problems, losses)


def write(
    records: Iterable[Record], conversion: Conversion, out: IO[Any], warn: Warn
) -> tuple[int, Losses | None]:
    """Write records; their number, and what is lost of them, if the conversion keeps a ledger."""
    writer = conversion.writer
    if not conversion.has_ledger:
        count = _Count()
        conversion.write(records, out, warn, watch=count.watch)
        return count.records, None
    with open_report(None) as nowhere:
        ledger = Ledger(nowhere, writer.name, writer.capabilities)
        conversion.write(records, out, warn, watch=ledger.watch)
    return ledger.records, _losses(ledger, Fates(writer.capabilities))


class _Count:
    records = 0

    def watch(self, records: Iterable[Record]) -> Iterator[Record]:
        for record in records:
            self.records += 1
            yield record


_WORST_FIRST: Final = FATES[::-1]


def _losses(ledger: Ledger, fates: Fates) -> Losses:
    """The ledger's sum, what is dropped first."""
    fields = [
        Loss(path, counts, fates.at_worst(path).why if counts.keys() != {"kept"} else "")
        for path, counts in by_field(ledger.counts).items()
    ]
    fields.sort(key=lambda loss: min(map(_WORST_FIRST.index, loss.fates)))
    return Losses(sentence(ledger.counts, ledger.records, ledger.format), fields)


def account(works: Works) -> dict[str, Any]:
    """What was merged, with the reason, and the pairs that a person has to decide."""
    summary = summarise(works)
    why = reasons(works)
    return {
        "summary": str(summary),
        "identified": summary.identified,
        "left": summary.works,
        "merged": [
            [
                brief(works.records[number]) | {"why": why[number].why if number in why else ""}
                for number in numbers
            ]
            for numbers in works.groups.values()
        ],
        "undecided": [
            {"why": match.why, "records": [brief(works.records[n]) for n in (match.first, match.second)]}
            for match in works.findings.undecided
        ],
    }

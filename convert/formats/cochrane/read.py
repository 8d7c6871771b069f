"""The Cochrane Library's plain text → records.

``Record #1 of 18``, then lines of a tag, a colon and a value: ``AU: Doe J``. A name is a line of its own; keywords stand on one
line, ``*`` before the major ones. CENTRAL's records have the number of the trial in PubMed and in Embase: ``PM: PUBMED 1,EMBASE 2``.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO, Final

from convert.formats.tagged import takes
from convert.formats.tagged.lines import Layout, read_fields
from convert.formats.tagged.record import TaggedRecord
from convert.formats.tagged.takes import Take, parts
from convert.model.dates import parse_date
from convert.model.record import Identifier, PublicationType, Record
from convert.streams.decoding import text_chunks
from convert.streams.problems import Problem, Warn, silent

_RECORD = re.compile(r"Record #\d+ of \d+")
_BEGINNING = re.compile(rb"(?:[^\n]{0,200}\n){0,5}?Record #\d+ of \d+\s+(?:ID|AU|TI): ")
LAYOUT = Layout(tag=re.compile(r"([A-Z]{2,3}|CRG): ?"), width=4, indented=False, mark=": ")


def sniff(head: bytes) -> bool:
    """Whether ``Record #1 of 18`` stands before a first field."""
    return _BEGINNING.match(head) is not None


def read(stream: BinaryIO, *, warn: Warn = silent) -> Iterator[Record]:
    """Read the records of a file, one after another."""
    tagged: TaggedRecord | None = None
    ordinal = 0
    for line, tag, value in read_fields(_with_marks(text_chunks(stream, warn=warn)), LAYOUT):
        if tag == _MARK:
            if tagged is not None:
                yield takes.finish(tagged, STEPS)
            ordinal += 1
            tagged = TaggedRecord("cochrane", {}, line, ordinal, warn)
        elif tagged is not None:
            tagged.add(tag, value)
        elif value:
            warn(
                Problem(
                    "stray-text",
                    f"skipped text outside all records: {value[:60]!r}",
                    line=line,
                    severity="error",
                )
            )
    if tagged is not None:
        yield takes.finish(tagged, STEPS)


_MARK: Final = "NEW"


def _with_marks(chunks: Iterator[str]) -> Iterator[str]:
    """The text with ``Record #1 of 18`` as a field, so that it ends the value before it."""
    for chunk in chunks:
        yield _RECORD.sub(f"{_MARK}: ", chunk) if "Record #" in chunk else chunk


_TYPES: Final = {
    "clinical trial protocol": "article-journal",
    "conference proceeding": "paper-conference",
    "journal article": "article-journal",
    "journal: article": "article-journal",
    "journal: conference abstract": "paper-conference",
    "trial registry record": "document",
}
"""PT in lower case → CSL type."""


def _take_type(tagged: TaggedRecord) -> None:
    """PT: publication types, between semicolons. A review of the Cochrane Library itself has none."""
    types = [*parts(tagged.take_all("PT"), ";")]
    tagged.record.publication_type = [PublicationType(name) for name in types]
    found = filter(None, (_TYPES.get(name.lower()) for name in types))
    tagged.record.type = next(found, "article-journal")


def _take_identifiers(tagged: TaggedRecord) -> None:
    """PM: the numbers that PubMed and Embase give the record."""
    for item in parts(tagged.take_all("PM"), ","):
        source, _, number = item.partition(" ")
        if source == "PUBMED":
            tagged.record.PMID = number
        else:
            tagged.record.other_id.append(Identifier(source.capitalize(), number))


def _take_date(tagged: TaggedRecord) -> None:
    if year := tagged.take("YR"):
        tagged.record.issued = parse_date(year)


_REGISTERS: Final = re.compile(
    r"https?://(?:[\w-]+\.)*(?:clinicaltrials|who\.int|isrctn|anzctr|chictr)", re.IGNORECASE
)


def _take_container(tagged: TaggedRecord) -> None:
    """SO: the journal; of a record of a trial's register, its address."""
    source = tagged.take("SO")
    if _REGISTERS.match(source):
        tagged.record.URL, tagged.record.type = source, "webpage"
    else:
        tagged.record.container_title = source


STEPS: Final[tuple[Take, ...]] = (
    _take_type,
    takes.names("author", "AU"),
    takes.text("title", "TI"),
    _take_container,
    _take_date,
    takes.text("volume", "VL"),
    takes.text("issue", "NO"),
    takes.pages("PG"),
    _take_identifiers,
    takes.accession("CENTRAL", "ID"),
    takes.doi("DOI"),
    takes.text("URL", "US"),
    takes.text("publisher", "PB"),
    takes.keywords("KY"),
    takes.abstract("AB"),
)

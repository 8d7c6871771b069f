"""A file → where each record stands in it, and by what names it is looked for. Runs in any process.

A place is an offset and a length in the unpacked bytes. XML is read by the reader's own splitter, and the few elements that name a
record are picked out of its bytes (in a quarter of the time that it takes to read it whole); a book, and a record in which a comment, a CDATA
section or a processing instruction could mislead, is read by the reader, and so are records of other formats.
"""

import html
import io
import re
from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO, Final

import msgspec

from convert import formats
from convert.model.record import Record
from convert.model.text.markup import to_plain
from convert.streams.inputs import SNIFF_BYTES, open_input
from convert.streams.problems import ConvertError, silent


class Entry(msgspec.Struct, array_like=True):
    """A record in a file."""

    offset: int
    length: int
    """0 where the file only says that the record is deleted."""
    PMID: int
    """0 where it has none, as below."""
    PMCID: int
    """Without ``PMC``."""
    DOI: str
    """In lower case."""
    title: str


_AT_ONCE: Final = 1000
_pack = msgspec.msgpack.Encoder().encode
_unpack = msgspec.msgpack.Decoder(list[Entry]).decode


class Listing(msgspec.Struct):
    """What is in a file."""

    path: str
    size: int
    mtime_ns: int
    format: str = ""
    count: int = 0
    """Of its entries."""
    packed: list[bytes] = []
    """These, some at a time, as MessagePack: in a fifth of the memory."""
    unreadable: str = ""

    def entries(self) -> Iterator[list[Entry]]:
        """As many at a time as were packed together."""
        yield from map(_unpack, self.packed)


def list_file(listing: Listing) -> Listing:
    """The entries of a file, added to what is known of it."""
    try:
        with open_input(listing.path, warn=silent) as stream:
            reader = formats.recognise(stream.peek(SNIFF_BYTES)[:SNIFF_BYTES])
            listing.format = reader.name if reader else ""
            if listing.format in PLACES:
                entries = PLACES[listing.format](stream)
                while some := list(islice(entries, _AT_ONCE)):
                    listing.count += len(some)
                    listing.packed.append(_pack(some))
            else:
                listing.unreadable = f"{listing.path}: only {', '.join(PLACES)} can be indexed"
    except ConvertError as error:
        listing.unreadable = f"{listing.path}: {error}"
    return listing


# --- XML ---------------------------------------------------------------------------------------------------------

_PMID = re.compile(rb"<PMID\b[^>]*>\s*(\d{1,18})\s*<")
_ID = re.compile(rb'<ArticleId IdType="(doi|pmc)">\s*([^<]*?)\s*</ArticleId>')
_OTHER_PMCID = re.compile(rb"<OtherID\b[^>]*>\s*(PMC\d+)")
_DOI = re.compile(rb'<ELocationID(?=[^>]* EIdType="doi")(?![^>]* ValidYN="N")[^>]*>\s*([^<]*?)\s*<')
_TITLE = re.compile(rb"<ArticleTitle\b[^>]*>(.*?)</ArticleTitle>", re.DOTALL)
_TAG = re.compile(rb"<[^>]*>")
_DELETES: Final = (b"<DeleteCitation", b"<DeleteDocument")
_PLAIN: Final = (b"<PubmedArticle", b"<MedlineCitation")
"""Neither a book nor of the years before 2002."""


_BEGINNING: Final = 32
"""Bytes."""


class _Tee(io.RawIOBase):
    """A stream that keeps what was read of it, until it is found again."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._kept = b""
        self._offset = 0

    def read1(self, size: int) -> bytes:
        data: bytes = self._stream.read1(size)  # type: ignore[attr-defined]
        self._kept += data
        return data

    def find(self, data: bytes) -> int:
        """The offset of data behind all that was found before; -1 if what was read has been changed since.

        Its beginning is looked for, and the rest compared: to look for kilobytes costs more than all else.
        """
        beginning = data[:_BEGINNING]
        place = self._kept.find(beginning)
        while place >= 0 and not self._kept.startswith(data, place):
            place = self._kept.find(beginning, place + 1)
        if place < 0:
            return -1
        offset = self._offset + place
        self._offset = offset + len(data)
        self._kept = self._kept[place + len(data) :]
        return offset


def _places_in_xml(stream: BinaryIO) -> Iterator[Entry]:
    from convert.formats.pubmed_xml.parse import Parser  # noqa: PLC0415  (lxml, for this format alone)
    from convert.formats.pubmed_xml.split import Splitter, may_hide  # noqa: PLC0415

    parser = Parser(silent)

    def whole(data: bytes) -> bytes:
        if may_hide(data):
            parser.parse(data)
        return data

    tee = _Tee(stream)
    for _, data in Splitter(tee, whole, silent):  # type: ignore[arg-type]
        offset = tee.find(data)
        if offset < 0:
            raise ConvertError(
                "records that lean on what is around them have no place of their own; convert the file"
            )
        if data.startswith(_DELETES):
            yield from (Entry(offset, 0, int(pmid), 0, "", "") for pmid in _PMID.findall(data))
        elif may_hide(data) or not data.startswith(_PLAIN):
            yield from _read_entry("pubmed-xml", offset, data)
        else:
            yield _pick_entry(offset, data)


def _pick_entry(offset: int, data: bytes) -> Entry:
    """An entry from a record's bytes alone."""
    pmid = _PMID.search(data)
    ids = dict(_ID.findall(data, max(data.find(b"<PubmedData"), 0), _references(data)))
    pmcid = ids.get(b"pmc") or b"".join(_OTHER_PMCID.findall(data)[:1])
    doi = _DOI.search(data)
    title = _TITLE.search(data)
    return Entry(
        offset,
        len(data),
        int(pmid[1]) if pmid else 0,
        _number(pmcid.decode(errors="replace")),
        _text(ids.get(b"doi") or (doi[1] if doi else b"")).lower(),
        _text(title[1]) if title else "",
    )


def _references(data: bytes) -> int:
    """Where the identifiers of other works begin."""
    place = data.find(b"<ReferenceList")
    return place if place >= 0 else len(data)


def _text(data: bytes) -> str:
    """What is in an element, without tags and entities."""
    return " ".join(html.unescape(_TAG.sub(b"", data).decode(errors="replace")).split())


# --- text ---------------------------------------------------------------------------------------------------------


def _places_in_medline(stream: BinaryIO) -> Iterator[Entry]:
    """Records begin at a PMID that follows a blank line."""
    offset = 0
    block: list[bytes] = []
    blank = False
    for line in stream:
        if blank and line.startswith(b"PMID- "):
            data = b"".join(block)
            yield from _read_entry("medline", offset, data)
            offset += len(data)
            block = []
        block.append(line)
        blank = not line.strip()
    yield from _read_entry("medline", offset, b"".join(block))


def _places_in_jsonl(stream: BinaryIO) -> Iterator[Entry]:
    offset = 0
    for line in stream:
        yield from _read_entry("jsonl", offset, line)
        offset += len(line)


def _read_entry(reader: str, offset: int, data: bytes) -> Iterator[Entry]:
    """The entries of bytes that the reader takes for records; several only where they can't be told apart."""
    for record in formats.get_reader(reader).read(io.BytesIO(data)):
        yield _entry(offset, len(data), record)


def _entry(offset: int, length: int, record: Record) -> Entry:
    pmid = int(record.PMID) if record.PMID.isdecimal() and len(record.PMID) < 19 else 0
    return Entry(offset, length, pmid, _number(record.PMCID), record.DOI.lower(), to_plain(record.title))


def _number(pmcid: str) -> int:
    """``PMC8353789`` → 8353789.

    >>> _number("PMC8353789.2"), _number("")
    (8353789, 0)
    """
    digits = pmcid.upper().removeprefix("PMC").partition(".")[0]
    return int(digits) if digits.isdecimal() and len(digits) < 19 else 0


PLACES: Final = {
    "pubmed-xml": _places_in_xml,
    "medline": _places_in_medline,
    "jsonl": _places_in_jsonl,
}
"""Format → its records' places."""

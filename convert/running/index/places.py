"""A file → the place of each record in it, and the names by which it is found. Runs in any process.

A place is an offset and a length in the unpacked bytes. The names and facts of most records in XML are found without reading
them (see ``formats/pubmed_xml/outline.py``); all other records are read by their format's reader.
"""

import io
from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO, Final

import msgspec

from convert import formats
from convert.model.pages import complete_pages
from convert.running.index.facts import MOST_AUTHORS, Facts, facts_of, join_notices
from convert.running.index.signs import signs_of
from convert.running.reading import recognised_name
from convert.streams.inputs import open_records
from convert.streams.problems import ConvertError, silent


class Entry(msgspec.Struct, array_like=True):
    """A record in a file."""

    offset: int
    length: int
    """0 if the file only says that the record is deleted."""
    PMID: int
    """0 if it has none, as below."""
    PMCID: int
    """Without ``PMC``."""
    DOI: str
    """In lower case."""
    facts: Facts = Facts()
    """What of it is compared with a reference."""
    signs: list[int] = []
    """By which a reference finds it."""


_AT_ONCE: Final = 1000
_pack = msgspec.msgpack.Encoder().encode
_unpack = msgspec.msgpack.Decoder(list[Entry]).decode


class Listing(msgspec.Struct):
    """The records in a file."""

    path: str
    size: int
    mtime_ns: int
    format: str = ""
    count: int = 0
    """The number of its entries."""
    packed: list[bytes] = []
    """The entries in groups, as MessagePack, which takes a fifth of the memory."""
    unreadable: str = ""

    def entries(self) -> Iterator[list[Entry]]:
        """Yield the entries, in the groups in which they were packed."""
        yield from map(_unpack, self.packed)


def list_file(listing: Listing) -> Listing:
    """Add a file's entries to its listing, or the reason why it can't be read."""
    try:
        with open_records(listing.path, warn=silent) as stream:
            listing.format = recognised_name(stream)
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


def _places_in_xml(stream: BinaryIO) -> Iterator[Entry]:
    from convert.formats.pubmed_xml.outline import RECORDS, find_outline, find_pmids, is_deletion  # noqa: PLC0415
    from convert.formats.pubmed_xml.parse import Parser  # noqa: PLC0415  (lxml, for this format alone)
    from convert.formats.xml.split import Splitter  # noqa: PLC0415

    splitter = Splitter(stream, RECORDS, Parser(silent).find_end, silent)
    for _, data in splitter:
        offset = splitter.start
        if offset is None:
            raise ConvertError(
                "cannot index this file: its records use namespaces declared outside them, or an encoding other "
                "than UTF-8; convert it first"
            )
        if is_deletion(data):
            yield from (Entry(offset, 0, pmid, 0, "") for pmid in find_pmids(data))
        elif outline := find_outline(data):
            pmid = next(find_pmids(data), 0)
            facts = _facts_in_xml(outline.title, outline.original_title, data)
            doi, pmcid = outline.DOI.lower(), _number(outline.PMCID)
            yield Entry(offset, len(data), pmid, pmcid, doi, facts, signs_of(facts))
        else:
            yield from _read_entry("pubmed-xml", offset, data)


def _facts_in_xml(title: str, original_title: str, data: bytes) -> Facts:
    from convert.formats.pubmed_xml.outline import find_citation  # noqa: PLC0415

    said = find_citation(data)
    year, online = int(said.year or 0), int(said.online_year or 0)
    title = title.rstrip(".")
    return Facts(
        title[1:-1] if title.startswith("[") and title.endswith("]") else title,
        original_title.rstrip("."),
        said.authors[:MOST_AUTHORS],
        len(said.authors),
        year or online,
        online if online != year and year else 0,
        said.volume,
        said.issue,
        complete_pages(said.page),
        said.journal,
        said.abbreviation,
        join_notices(said.links, is_retracted=said.is_retracted),
    )


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
    """Read the records in these bytes; several only if nothing separates them."""
    for record in formats.get_reader(reader).read(io.BytesIO(data)):
        pmid = int(record.PMID) if record.PMID.isdecimal() and len(record.PMID) < 19 else 0
        facts = facts_of(record)
        yield Entry(
            offset, len(data), pmid, _number(record.PMCID), record.DOI.lower(), facts, signs_of(facts)
        )


def _number(pmcid: str) -> int:
    """``PMC8353789`` → 8353789.

    >>> _number("PMC8353789.2"), _number("")
    (8353789, 0)
    """
    digits = pmcid.upper().removeprefix("PMC").partition(".")[0]
    return int(digits) if digits.isdecimal() and len(digits) < 19 else 0


PLACES: Final = {"pubmed-xml": _places_in_xml, "medline": _places_in_medline, "jsonl": _places_in_jsonl}
"""Name of a format → the function that finds its records."""

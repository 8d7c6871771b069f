"""Memory stays flat at any length of input, and the first record is out before the last byte was read."""

import io
import tracemalloc
from collections.abc import Iterator
from typing import Any

import pytest
from conftest import FIXTURES

import convert
from convert.formats import WRITERS
from convert.record import Record

TRIAL = FIXTURES / "articles" / "group-trial"
MEBIBYTE = 1 << 20


class Repeated(io.RawIOBase):
    """A file of ``count`` records that is never in memory: a sample's record, over and over, with rising PMIDs."""

    def __init__(self, head: bytes, record: bytes, tail: bytes, count: int) -> None:
        self._parts = self._make(head, record, tail, count)
        self._left = b""
        self.finished = False

    def _make(self, head: bytes, record: bytes, tail: bytes, count: int) -> Iterator[bytes]:
        yield head
        for number in range(count):
            yield record.replace(b"90000001", b"%08d" % (10_000_000 + number))
        self.finished = True
        yield tail

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        self._left = self._left or next(self._parts, b"")
        count = min(len(buffer), len(self._left))
        buffer[:count], self._left = self._left[:count], self._left[count:]
        return count


def many(form: str, count: int) -> Repeated:
    content = (TRIAL / form).read_bytes()
    if form == "pubmed.xml":
        start, end = content.index(b"<PubmedArticle>"), content.index(b"</PubmedArticleSet>")
        return Repeated(content[:start], content[start:end], content[end:], count)
    if form == "records.jsonl":
        return Repeated(b"", content, b"", count)
    gap = b"\n\n" if form == "abstract.txt" else b"\n"
    return Repeated(b"", content + gap, b"", count)


FORMS = ["pubmed.xml", "medline.nbib", "summary.txt", "abstract.txt"]


@pytest.mark.parametrize("form", FORMS)
def test_the_first_record_comes_before_the_last_byte(form: str) -> None:
    stream = many(form, 2000)
    records = convert.read(stream)  # type: ignore[arg-type]
    assert next(records).title
    assert not stream.finished
    assert sum(1 for _ in records) == 1999


def peak_memory(form: str, count: int, writer: str) -> int:
    class Nowhere(io.TextIOBase):
        def write(self, text: str, /) -> int:
            return len(text)

    records: Iterator[Record] = convert.read(many(form, count))  # type: ignore[arg-type]
    tracemalloc.start()
    convert.write(records, Nowhere(), writer)  # type: ignore[arg-type]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak


@pytest.mark.parametrize("form", FORMS)
def test_memory_is_flat_over_20_000_records(form: str) -> None:
    small = peak_memory(form, 500, "jsonl")
    assert peak_memory(form, 20_000, "jsonl") - small < MEBIBYTE


@pytest.mark.parametrize("writer", [name for name in WRITERS if name != "bibliography"])
def test_writers_keep_little(writer: str) -> None:
    """A citation key or a PMID may be kept for each record, the records may not."""
    small = peak_memory("medline.nbib", 500, writer)
    assert peak_memory("medline.nbib", 5000, writer) - small < 2 * MEBIBYTE

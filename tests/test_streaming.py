"""Memory stays flat at any length of input, and the first record is out before the last byte was read."""

import io
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from conftest import FIXTURES, ROOT

import convert
from convert.formats import WRITERS

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


on_linux = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
FORMS = ["pubmed.xml", "medline.nbib", "summary.txt", "abstract.txt"]


@pytest.mark.parametrize("form", FORMS)
def test_the_first_record_comes_before_the_last_byte(form: str) -> None:
    stream = many(form, 2000)
    records = convert.read(stream)  # type: ignore[arg-type]
    assert next(records).title
    assert not stream.finished
    assert sum(1 for _ in records) == 1999


MEASURE = """
import re, sys
sys.path[:0] = [{root!r}, {tests!r}]
import convert
from test_streaming import many
for count in (1000, {count}):
    convert.write(convert.read(many({form!r}, count)), "/dev/null", {writer!r})
    print(re.search(r"VmHWM:\\s+(\\d+) kB", open("/proc/self/status").read())[1])
"""


def growth(form: str, count: int, writer: str) -> int:
    """Bytes by which the most memory of a process that converts 1,000 records rises as it converts so many."""
    script = MEASURE.format(root=str(ROOT), tests=str(ROOT / "tests"), form=form, count=count, writer=writer)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    before, after = map(int, done.stdout.split())
    return (after - before) * 1024


@on_linux
@pytest.mark.parametrize("form", FORMS)
def test_memory_is_flat_over_20_000_records(form: str) -> None:
    assert growth(form, 20_000, "jsonl") < 4 * MEBIBYTE


@on_linux
@pytest.mark.parametrize("writer", [name for name in WRITERS if name not in ("bibliography", "docx")])
def test_writers_keep_little(writer: str) -> None:
    """A citation key or a PMID may be kept for each record, the records may not."""
    assert growth("medline.nbib", 5000, writer) < 6 * MEBIBYTE

import io
from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from convert.formats import get_writer, recognise
from convert.formats.jsonl import read as reader
from convert.model.record import AbstractSection, Date, Name, Record
from convert.streams.problems import Problem

NAMES = st.lists(st.builds(Name, family=st.text(max_size=5), ORCID=st.text(max_size=3)), max_size=2)
RECORDS = st.builds(
    Record,
    title=st.text(),
    author=NAMES,
    issued=st.none()
    | st.builds(Date, year=st.none() | st.integers(1, 2100), end=st.none() | st.builds(Date)),
    abstract=st.lists(st.builds(AbstractSection, text=st.text(), label=st.text(max_size=4)), max_size=2),
    extra=st.dictionaries(st.text(), st.lists(st.text(), min_size=1, max_size=2), max_size=2),
    authors_complete=st.booleans(),
    related=st.dictionaries(st.text(), st.lists(st.builds(Record, title=st.text()), max_size=2), max_size=1),
)


def read(data: bytes, **options: Any) -> list[Record]:
    return list(reader.read(io.BytesIO(data), **options))


@given(st.lists(RECORDS, max_size=3))
def test_round_trip_is_exact(records: list[Record]) -> None:
    out = io.StringIO()
    get_writer("jsonl").write(records, out)
    assert read(out.getvalue().encode()) == records


@given(RECORDS)
def test_what_we_write_is_recognised(record: Record) -> None:
    out = io.StringIO()
    get_writer("jsonl").write([record], out)
    found = recognise(out.getvalue().encode()[:8192])
    assert found is not None
    assert found.name == "jsonl"


def test_bad_lines_are_reported_and_the_rest_is_read() -> None:
    problems: list[Problem] = []
    data = b'\xef\xbb\xbf{"title":"A"}\r\n\r\n{"title":\n[1]\n{"title":7}\n{"title":"\xff"}\n{"title":"B"}'
    assert [record.title for record in read(data, warn=problems.append)] == ["A", "B"]
    assert [(problem.line, problem.code) for problem in problems] == [(n, "bad-json") for n in (3, 4, 5, 6)]


def test_unknown_keys_are_kept() -> None:
    data = (
        b'{"title": "A", "colour": {"r": 1}, "author": [{"family": "B", "rank": 2}], "extra": {"X": ["x"]}}'
    )
    (record,) = read(data)
    assert record.author == [Name(family="B")]
    assert record.extra == {"X": ["x"], "colour": ['{"r":1}'], "author[0].rank": ["2"]}


def test_where_a_record_was_first_read_is_kept() -> None:
    first, second = read(
        b'\n{"title":"A"}\n{"title":"B","source":{"path":"a.nbib","line":7,"format":"medline"}}'
    )
    assert msgspec.to_builtins(first.source) == {"line": 2, "format": "jsonl"}
    assert msgspec.to_builtins(second.source) == {"path": "a.nbib", "line": 7, "format": "medline"}


def test_recognised_by_its_keys() -> None:
    assert reader.sniff(b'{"type":"book","title":"A"}\n{"type"')
    assert reader.sniff(b'{"title": "A long line with a \\"well-known\\": quote')
    assert not reader.sniff(b'{"type":"book","container-title":"A"}')
    assert not reader.sniff(b'[{"type":"book"}]')
    assert not reader.sniff(b'{\n"type":"book"}')
    assert not reader.sniff(b"")
    assert reader.sniff(b'{"extra":{"publisher-place":["A"],"items":["B"]}}')

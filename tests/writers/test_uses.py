"""What a writer has no use for may be left out by a reader, and nobody sees a difference."""

import io
from collections.abc import Callable

import pytest
from conftest import FIXTURES

from convert.changes.checks import checked
from convert.formats import WRITERS, Writer, get_reader, get_writer
from convert.running.reading import everything
from convert.streams.problems import Problem

INPUTS = [
    (reader, path.read_text(encoding="utf-8").split("\n--- ")[1].partition("\n")[2].encode())
    for reader in ("pubmed-xml", "medline")
    for path in sorted(FIXTURES.glob(f"cases/{reader}-*.test"))
]
INPUTS += [("pubmed-xml", path.read_bytes()) for path in sorted(FIXTURES.glob("articles/*/*pubmed*.xml"))]
INPUTS += [("medline", path.read_bytes()) for path in sorted(FIXTURES.glob("articles/*/*.nbib"))]


def written(
    writer: Writer, name: str, data: bytes, wanted: Callable[[str], bool]
) -> tuple[bytes | str, list[Problem]]:
    reader = get_reader(name)
    problems: list[Problem] = []
    records = reader.read(io.BytesIO(data), warn=problems.append, **reader.leave_out(wanted))
    out = io.BytesIO() if writer.binary else io.StringIO()
    writer.write(checked(records, problems.append), out, warn=problems.append)
    return out.getvalue(), problems


@pytest.mark.parametrize("name", [name for name in WRITERS if name != "docx"])  # whose archive has a date
def test_what_is_left_out_is_not_missed(name: str) -> None:
    writer = get_writer(name)
    for reader, data in INPUTS:
        assert written(writer, reader, data, writer.uses) == written(writer, reader, data, everything)


def test_a_writer_that_does_not_say_what_it_carries_gets_all() -> None:
    silent_one = Writer("new", (".new",), "text/plain", lambda *_: None)
    assert all(
        writer.uses("history") for writer in (silent_one, *map(get_writer, ("csv", "jsonl", "medline")))
    )
    assert not get_writer("ris").uses("history")
    assert get_writer("bibliography").uses("mesh")  # which tells names in titles


def test_a_part_of_a_field_may_be_of_no_use() -> None:
    uses = get_writer("bibtex").uses
    assert uses("author")
    assert uses("author.family")
    assert not uses("author.affiliation")
    assert get_writer("ris").uses("author.affiliation")
    assert get_writer("jsonl").uses("author.affiliation")

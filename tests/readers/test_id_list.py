import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convert.formats import get_reader, recognise
from convert.formats.id_list import read as id_list
from convert.model.identifiers import parse_identifier, split_identifiers
from convert.streams.inputs import SNIFF_BYTES
from convert.streams.problems import Problem

LISTS = [
    b"34372914\n",
    b"34372914",
    b"PMC8353789,34372914",
    b"# mine\r\nPMID: 34372914\r\n\r\nPMC8353789\r\n",
    b"DOI\n10.5555/a\n",
    b"12345678 " * 2000,
]


@pytest.mark.parametrize("data", LISTS)
def test_lists_are_recognised(data: bytes) -> None:
    assert recognise(data[:SNIFF_BYTES]) is get_reader("id-list")


@pytest.mark.parametrize(
    "data",
    [b"", b"PMID", b"\n\n", b"2021 was a year", b"PMID- 34372914\n", b"10.5555/a is a DOI", b"1: Lee R. 12."],
)
def test_other_text_is_not(data: bytes) -> None:
    assert not id_list.sniff(data)


def test_nothing_else_is_taken_for_a_list(shared: Path) -> None:
    for path in (shared / "corpus").glob("*/*"):
        with path.open("rb") as file:
            assert not id_list.sniff(file.read(SNIFF_BYTES)), path


@given(st.binary())
def test_any_bytes_are_read_or_reported(data: bytes) -> None:
    problems: list[Problem] = []
    for record in id_list.read(io.BytesIO(data), warn=problems.append):
        assert record.PMID or record.PMCID or record.DOI
    recognise(data)


@given(
    st.lists(
        st.integers(1, 99_999_999).map(str)
        | st.integers(1, 99_999_999).map("PMC{}".format)
        | st.from_regex(r"10\.[0-9]{4}/[a-z0-9.()-]{0,9}[a-z0-9)]", fullmatch=True).map("doi:{}".format),
        max_size=5,
    ),
    st.sampled_from(["\n", " ", "\t", "\r\n"]),
)
def test_what_is_listed_is_found(identifiers: list[str], separator: str) -> None:
    expected = [found[1] for identifier in identifiers if (found := parse_identifier(identifier))]
    assert len(expected) == len(identifiers)
    words = [word for line in separator.join(identifiers).splitlines() for word in split_identifiers(line)]
    found_again = [found[1] for word in words if (found := parse_identifier(word))]
    assert found_again == expected

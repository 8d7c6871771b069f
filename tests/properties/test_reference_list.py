"""Reference lists cut, joined and shaken: no traceback, and no entry has an identifier that its text lacks."""

import io

from conftest import FIXTURES
from hypothesis import given
from hypothesis import strategies as st
from test_cases import parse_case

from convert.formats import get_reader
from convert.model.record import Record

READER = get_reader("reference-list")
LISTS = [
    parse_case(path.read_text(encoding="utf-8"))[1][0].text
    for path in sorted(FIXTURES.glob("cases/reference-list-*.test"))
]
SIGNS = ".,:;()[]“”‘’'\"&–-0129 \nAaJéIn" + "ed" + "\u00a0"


def read(text: str) -> list[Record]:
    return list(READER.read(io.BytesIO(text.encode()), warn=lambda _: None))


@given(text=st.sampled_from(LISTS), data=st.data())
def test_a_list_cut_anywhere(text: str, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(text)))
    part = text[first : data.draw(st.integers(first, len(text)))]
    assert all(record.DOI in part and record.PMID in part for record in read(part))


@given(text=st.sampled_from(LISTS), data=st.data())
def test_a_list_with_strange_signs(text: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(text)))
    signs = data.draw(st.text(SIGNS, max_size=30))
    read(text[:place] + signs + text[place:])


@given(text=st.text(SIGNS + "Lee RS, 2020;12(3):4-5. https://doi.org/10.5555/x", max_size=300))
def test_any_text(text: str) -> None:
    READER.sniff(text.encode())
    read(text)

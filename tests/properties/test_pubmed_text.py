"""PubMed's text cut, doubled and shaken: no traceback, and an article keeps the identifiers whose lines it has."""

import io
import re

import pytest
from conftest import FIXTURES
from hypothesis import given
from hypothesis import strategies as st
from test_cases import parse_case

from convert.formats import get_reader
from convert.formats.pubmed_text.abstract import read_abstract
from convert.formats.pubmed_text.page.entries import read_results
from convert.formats.pubmed_text.page.read import read_pages
from convert.formats.pubmed_text.summary import read_summary
from convert.model.record import Record

READER = get_reader("pubmed-text")


def case(name: str) -> str:
    return parse_case((FIXTURES / "cases" / f"{name}.test").read_text(encoding="utf-8"))[1][0].text


PAGES = {
    case("pubmed-text-page"): ("34000001", "10.1186/s49999-021-00250-5"),
    case("pubmed-text-page-browser").partition("LinkOut - more resources\nSkip")[0]: (
        "31000001",
        "10.5555/shore.2019",
    ),
}
TEXTS = [case(path.stem) for path in sorted(FIXTURES.glob("cases/pubmed-text-*.test"))]
READERS = (read_abstract, read_pages, read_results, read_summary)


def read(text: str) -> list[Record]:
    problems: list[str] = []
    return list(READER.read(io.BytesIO(text.encode()), warn=lambda problem: problems.append(str(problem))))


def assert_identifiers_survive(text: str, pmid: str, doi: str) -> None:
    """The article has those of its identifiers that stand on a whole line of their own."""
    records = read(text)
    lines = [
        line for line in text.splitlines() if re.fullmatch(rf"(?:- )?PMID: {pmid}(?!\d).*", line.strip())
    ]
    if lines:
        assert [record.PMID for record in records].count(pmid) == 1
        if any(f"DOI: {doi}" in line for line in lines):
            assert doi in {record.DOI for record in records}


@given(page=st.sampled_from(list(PAGES)), data=st.data())
def test_a_page_cut_anywhere(page: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(page)))
    assert_identifiers_survive(page[:place], *PAGES[page])
    assert_identifiers_survive(page[place:], *PAGES[page])


@given(page=st.sampled_from(list(PAGES)), data=st.data())
def test_a_page_with_any_lines_doubled(page: str, data: st.DataObject) -> None:
    lines = page.splitlines(keepends=True)
    first = data.draw(st.integers(0, len(lines) - 1))
    last = data.draw(st.integers(first, len(lines)))
    doubled = "".join(lines[:last] + lines[first:last] + lines[last:])
    assert_identifiers_survive(doubled, *PAGES[page])


@given(page=st.sampled_from(list(PAGES)), data=st.data())
def test_a_page_without_some_blank_lines(page: str, data: st.DataObject) -> None:
    lines = page.splitlines()
    kept = [line for line in lines if line.strip() or data.draw(st.booleans())]
    pmid, doi = PAGES[page]
    (whole,) = read(page)
    (record,) = read("\n".join(kept))
    assert (record.PMID, record.DOI, record.title) == (pmid, doi, whole.title)
    assert {kind: [work.title for work in works] for kind, works in record.related.items()} == {
        kind: [work.title for work in works] for kind, works in whole.related.items()
    }


@given(text=st.sampled_from(TEXTS), data=st.data())
def test_any_form_cut_twice_and_mixed(text: str, data: st.DataObject) -> None:
    first, last = sorted(data.draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
    read(text[first:last])
    read(text[:first] + data.draw(st.sampled_from(TEXTS)) + text[last:])


PIECES = sorted({piece for text in TEXTS for piece in re.findall(r"\S+|\n+| ", text)})


@pytest.mark.parametrize("reader", READERS)
@given(pieces=st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=60))
def test_no_reader_of_a_form_fails_on_another_text(reader: object, pieces: list[str]) -> None:
    lines = enumerate(" ".join(pieces).splitlines(), 1)
    assert callable(reader)
    for record in reader(lines, lambda _: None):
        assert isinstance(record, Record)

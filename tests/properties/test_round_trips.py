"""Any text through LaTeX, and any record through the formats that carry what it says, come back as they were."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convert.formats import get_reader, get_writer
from convert.formats.latex.read import from_latex
from convert.formats.latex.write import to_latex, to_unicode_latex
from convert.model.record import Date, Name, Record

SPECIAL = st.sampled_from(
    [*"\\{}$&%#_^~|<>`'-", "--", "''", "e-5", "é", "ễ", "ά", "α", "Δ", "Ł", "ß", "ő", "…", "漢"]
)
WORDS = st.lists(st.text("abcXYZ 059", min_size=1, max_size=4) | SPECIAL, min_size=1, max_size=12)
TEXTS = WORDS.map("".join).map(lambda text: " ".join(text.split())).filter(bool)

PLAIN = st.text("abcdefghxyzäéßøł", min_size=2, max_size=8).map(str.capitalize)
NAMES = st.builds(Name, family=PLAIN, given=PLAIN) | st.builds(
    Name, literal=st.builds("{} {} Group".format, PLAIN, PLAIN)
)
DATES = st.builds(Date, year=st.integers(1900, 2030), month=st.integers(1, 12))
NUMBERS = st.integers(1, 99_999_999).map(str)
RECORDS = st.builds(
    Record,
    type=st.just("article-journal"),
    title=st.lists(PLAIN, min_size=2, max_size=6).map(" ".join),
    author=st.lists(NAMES, max_size=4, unique_by=lambda name: name.literal.casefold() or id(name)),
    container_title=st.lists(PLAIN, min_size=2, max_size=3).map(" ".join),
    issued=DATES,
    volume=NUMBERS,
    issue=NUMBERS,
    page=st.integers(1, 999).map(lambda first: f"{first}-{first + 5}"),
    DOI=st.builds("10.{}/{}".format, st.integers(1000, 99999), st.text("abc09", min_size=1, max_size=9)),
    PMID=NUMBERS,
)
FIELDS = ("type", "title", "container_title", "issued", "volume", "issue", "page", "DOI", "PMID")
READERS = {"biblatex": "bibtex"}
"""Writer → the reader of what it writes, where it has another name."""


@given(TEXTS)
def test_latex_comes_back(text: str) -> None:
    assert from_latex(to_latex(text)) == text


@given(TEXTS)
def test_unicode_latex_comes_back(text: str) -> None:
    assert from_latex(to_unicode_latex(text)) == text


@pytest.mark.parametrize(
    "name",
    ["jsonl", "csl-json", "ris", "enw", "endnote-xml", "bibtex", "biblatex", "csv", "medline", "pubmed-xml"],
)
@given(st.lists(RECORDS, min_size=1, max_size=3))
def test_record_comes_back(name: str, records: list[Record]) -> None:
    out = io.StringIO(newline="")
    get_writer(name).write(records, out)
    back = list(get_reader(READERS.get(name, name)).read(io.BytesIO(out.getvalue().encode())))
    assert [essence(record) for record in back] == [essence(record) for record in records]


def essence(record: Record) -> tuple[object, ...]:
    names = [(name.family, name.given, name.literal) for name in record.author]
    return (names, *(getattr(record, field) for field in FIELDS))

"""Summary text written back: our own fixtures and, where they are at hand, 19,000 real citations, line by line."""

import io
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from conftest import FIXTURES
from hypothesis import given
from hypothesis import strategies as st
from printed_lines import citations, difference, in_todays_words

import convert
from convert.formats import get_writer
from convert.formats.pubmed_text.write import _wrapped, format_citation
from convert.model.record import Date, Link, Name, Record


def written(*records: Record, **options: Any) -> str:
    out = io.StringIO()
    get_writer("pubmed-summary").write(records, out, **options)
    return out.getvalue()


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("articles/*/summary.txt")), ids=lambda p: p.parent.name)
def test_what_was_read_is_written(path: Path) -> None:
    for _, source, record in citations(path):
        assert difference(source, format_citation(record)) in {"", "pages with an elided end are completed"}


def test_wrapping() -> None:
    record = Record(
        title="A title that is long enough to be wrapped at its meta-analysis", DOI="10.5555/" + "x" * 90
    )
    text = written(record, Record(title="Another"))
    assert "\n\n2: Another.\n" in text
    assert [len(line) > 80 for line in text.splitlines()] == [False, True, False, False]
    assert " ".join(text.split()) == " ".join(written(record, Record(title="Another"), wrap=0).split())
    assert written(record, wrap=0).count("\n") == 1


def test_parts() -> None:
    record = Record(
        author=[Name(family="Lee", given="Ann-Marie O."), Name(literal="A Group"), Name(family="Ng")],
        title="Two sorts of <i>nothing</i>",
        original_title="Zweierlei Nichts",
        language=["ger", "xxx"],
        container_title_short="Z Erfind Med",
        issued=Date(year=2021),
        available_date=Date(year=2020, month=5, day=3),
        publication_model="Electronic-eCollection",
        location_id="S1",
        links=[Link("ErratumIn", "Z Erfind Med. 2022;1:", PMID="9"), Link("UpdateOf", DOI="10.5555/1")],
        PMCID="PMC1",
    )
    assert format_citation(record) == (
        "Lee AMO; A Group; Ng. Zweierlei Nichts [Two sorts of <i>nothing</i>]. Z Erfind Med. 2020 May 3:S1. German, xxx."
        " eCollection 2021. Erratum in: Z Erfind Med. 2022;1: PMID: 9. Update of: doi: 10.5555/1. PMCID: PMC1."
    )


def test_a_chapter() -> None:
    record = Record(
        type="chapter",
        title="On tests",
        editor=[Name(family="Lee", initials="A"), Name(family="Ng", initials="Q")],
        container_title="Tests",
        medium="Internet",
        publisher="Nobody",
        publisher_place="Nowhere",
        issued=Date(year=1993, end=Date(year=2025)),
        contribution_date=Date(year=2006, month=4, day=18),
    )
    assert format_citation(record) == (
        "On tests. 2006 Apr 18. In: Lee A, Ng Q, editors. Tests [Internet]. Nowhere: Nobody; 1993–2025."
    )


WORDS = st.text("abcdeghi", min_size=3, max_size=9)
SENTENCES = st.lists(WORDS, min_size=3, max_size=30).map(" ".join).map(str.capitalize)
PEOPLE = st.builds(Name, family=WORDS.map(str.title), initials=st.text("ABC", min_size=1, max_size=2))
PUBLISHED = st.builds(
    Record,
    title=SENTENCES,
    author=st.lists(PEOPLE, min_size=2, max_size=9),
    container_title_short=st.sampled_from(["J Invent Trials", "Nature", "Z Erfind Med (1998)"]),
    issued=st.builds(Date, year=st.integers(1950, 2030), month=st.integers(1, 12)),
    volume=st.integers(1, 99).map(str),
    issue=st.sampled_from(["", "3", "Suppl 1"]),
    page=st.sampled_from(["1-9", "e12", "S12-S18"]),
    language=st.sampled_from([[], ["ger"], ["eng", "spa"]]),
    DOI=st.from_regex(r"10\.5555/[a-z0-9]{1,90}", fullmatch=True),
    PMID=st.integers(1, 99_999_999).map(str),
)


@given(st.lists(PUBLISHED, min_size=1, max_size=3))
def test_our_own_reader_reads_it(records: list[Record]) -> None:
    for again, record in zip(
        convert.read(io.BytesIO(written(*records).encode()), "pubmed-text"), records, strict=True
    ):
        assert format_citation(again) == format_citation(record)
        for field in (
            "title",
            "container_title_short",
            "issued",
            "volume",
            "issue",
            "page",
            "language",
            "DOI",
            "PMID",
        ):
            assert getattr(again, field) == getattr(record, field)


def test_the_corpus_is_written_back(shared: Path) -> None:
    counts: Counter[str] = Counter()
    breaks: Counter[bool] = Counter()
    unclassed: list[tuple[str, str]] = []
    for path in sorted(shared.glob("corpus/text/summary_*")):
        for lines, source, record in citations(path):
            today = in_todays_words(source)
            kind = difference(today, format_citation(record))
            counts[kind] += 1
            if not kind and "summary_2010s" not in path.name:
                number = lines.partition(":")[0]
                breaks[lines == "\n".join(_wrapped(f"{number}: {today}", 80))] += 1
            if kind == "?":
                unclassed.append((today, format_citation(record)))
    total = counts.total()
    print(total, counts, breaks)  # pytest -s shows the figures
    assert total > 19_000
    assert counts[""] / total > 0.99
    assert breaks[True] / breaks.total() > 0.98
    assert len(unclassed) <= 2, unclassed

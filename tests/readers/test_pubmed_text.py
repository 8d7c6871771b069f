"""What cases can't say of PubMed's text: recognition, streaming, joined works, and real files."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import FIXTURES
from test_cases import parse_case

from convert.formats import get_reader
from convert.model import notices
from convert.model.record import Record
from convert.streams.problems import Problem

READER = get_reader("pubmed-text")

CASES = {
    path.stem: parse_case(path.read_text(encoding="utf-8"))[1]
    for path in FIXTURES.glob("cases/pubmed-text-*.test")
}


def read(text: str | bytes, problems: list[Problem] | None = None) -> list[Record]:
    data = text.encode() if isinstance(text, str) else text
    warn = (lambda _: None) if problems is None else problems.append
    return list(READER.read(io.BytesIO(data), warn=warn))


@pytest.mark.parametrize("name", CASES)
def test_every_form_is_recognised(name: str) -> None:
    assert READER.sniff(CASES[name][0].text.encode())


OTHERS = {
    "medline": "\nPMID- 12345\nOWN - NLM\nTI  - Similar articles\nSO  - J. 2020;1(2):3-4.\n",
    "medline without a PMID": "OWN - ERIC\nTI  - A title\nSO  - J, v1 n2 2020\nAID - http://example.org\n",
    "xml": '<?xml version="1.0"?><PubmedArticleSet><PMID>1</PMID></PubmedArticleSet>',
    "html": "<!DOCTYPE html><body>Abstract\nPMID: 1\n</body>",
    "html below a blank line": "\n  <html>\nAbstract\nPMID: 1\n",
    "json": '[{"PMID": "1", "title": "Similar articles"}]',
    "ris": "TY  - JOUR\nTI  - A title\nN1  - PMID: 1\nER  - \n",
    "bibtex": "% a comment\n@article{a, note = {PMID: 1}}\n",
    "bibtex after words": "Cited by\nPMID: 1\n@article{a, note = {PMID: 1}}\n",
    "endnote": "%0 Journal Article\n%T Title\n%M PMID: 1\n",
    "table": "PMID,Title,Citation\n1,T,J. 2020;1(2):3-4. doi: 10.1/2\n",
    "prose": "In 2020 we went to the sea.\n\nIt was wet: very. References say so (2019). 1. First. 2. Second.\n",
    "list": "1. Buy bread. 2020 is over.\n2. Buy milk.\n",
    "minutes": "Abstract\nWe met.\nReferences\nNone.\n",
    "nothing": "",
    "identifiers": "34372914\nPMC8353789\n10.1186/s40035-021-00250-5\n",
}


@pytest.mark.parametrize("name", OTHERS)
def test_other_formats_and_prose_are_left_alone(name: str) -> None:
    assert not READER.sniff(OTHERS[name].encode())


def test_a_work_in_two_lists_is_one_record() -> None:
    (page,) = read(CASES["pubmed-text-page"][0].text)
    assert page.related["references"][0] is page.related["similar"][0]
    assert page.related["references"][0].author[0].family == "Oskar"
    assert page.related["references"][0].DOI == "10.5555/j.mcp.2018.04.007"


def test_a_journal_is_not_inferred_from_a_stem_of_two_journals() -> None:
    text = CASES["pubmed-text-page"][0].text
    other = "\n-\n\nAnother.Shell J. 2020;1:2. doi: 10.1186/s49999-020-1. Shell J. 2020. PMID: 7 Review.\n\nReferences"
    (page,) = read(text.replace("\nReferences", other))
    assert page.container_title_short == ""


def test_several_pages_are_several_records() -> None:
    text = CASES["pubmed-text-page"][0].text
    pages = read(text + "\n" + text.replace("34000001", "34000009").replace("Why do crabs", "How can crabs"))
    assert [page.PMID for page in pages] == ["34000001", "34000009"]
    assert [page.title for page in pages] == ["Why do crabs walk sideways?", "How can crabs walk sideways?"]
    assert [len(page.related["similar"]) for page in pages] == [3, 3]


def test_encodings_and_marks() -> None:
    text = "1: Müller A. Größe. Z Meer. 2020;1:2.\u00a0PMID: 1.\n"
    for data in (text.encode("utf-8-sig"), text.encode("latin-1"), text.encode().replace(b"\n", b"\r\n")):
        (record,) = read(data)
        assert (record.title, record.PMID) == ("Größe", "1")


@pytest.mark.parametrize("name", ["pubmed-text-summary", "pubmed-text-abstract"])
def test_the_first_record_comes_before_the_last_line_is_read(name: str) -> None:
    data = CASES[name][0].text.encode() * 1000
    stream = io.BytesIO(data)
    assert next(READER.read(stream)).PMID
    assert stream.tell() < len(data) / 2


def corpus_rows(shared: Path, *kinds: str) -> Iterator[tuple[Path, int]]:
    with (shared / "corpus" / "INDEX.tsv").open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows, delimiter="\t"):
            if row["kind"] in kinds:
                yield shared / "corpus" / row["file"], int(row["records"])


def test_real_downloads_are_read_whole(shared: Path) -> None:
    counts = []
    for path, expected in corpus_rows(shared, "summary", "summary_2010s", "abstract"):
        problems: list[Problem] = []
        records = read(path.read_bytes(), problems)
        assert READER.sniff(path.read_bytes()[:8192]), path.name
        assert all(
            record.title and record.PMID and record.issued and record.issued.year for record in records
        )
        assert all(record.container_title_short or record.type == "chapter" for record in records)
        assert not [problem for problem in problems if problem.severity == "error"]
        counts.append((path.name, expected, len(records)))
    # The index counts the records that begin after a blank line; in this file notes stand before two of the three.
    assert [row for row in counts if row[1] != row[2]] == [
        ("summary_2010s__SaraZM.RotationJB__pubmed_result__4fe2680.txt", 1, 3)
    ]


def test_the_first_page(shared: Path) -> None:
    problems: list[Problem] = []
    (page,) = read((shared / "corpus/text/page_34372914_als_therapies.txt").read_bytes(), problems)
    assert (page.PMID, page.PMCID, page.DOI) == ("34372914", "PMC8353789", "10.1186/s40035-021-00250-5")
    assert {kind: len(works) for kind, works in page.related.items()} == {
        "similar": 5,
        "cited_by": 5,
        "references": 1,
    }
    works = {id(work): work for works in page.related.values() for work in works}
    assert len(works) == 10
    assert all(
        work.title and work.issued and work.container_title_short and work.DOI for work in works.values()
    )
    (reference,) = page.related["references"]
    assert (reference.PMID, [name.family for name in reference.author]) == (
        "30401437",
        ["Oskarsson", "Gendron", "Staff"],
    )
    assert not page.author
    assert page.inferred.keys() == {"type", "issued", "container_title_short"}
    assert page.issued is not None
    assert (page.issued.year, page.container_title_short, len(page.keyword)) == (
        2021,
        "Transl Neurodegener",
        5,
    )
    assert not page.extra
    assert [problem.code for problem in problems] == ["inferred", "inferred"]


@pytest.mark.parametrize(
    ("name", "works"),
    [
        ("page_20215610_jama_perioperative_partial.txt", {"comment_in": 5, "similar": 4}),
        ("page_36314903_flash_ferroptosis.txt", {"similar": 5}),
        ("page_31652074_lu_dotatate_partial.txt", {}),
    ],
)
def test_real_pages(shared: Path, name: str, works: dict[str, int]) -> None:
    (page,) = read((shared / "corpus/text" / name).read_bytes())
    assert name.split("_")[1] == page.PMID
    assert page.title
    assert page.author
    assert all(author.affiliation or name.startswith("page_20215610") for author in page.author)
    assert {kind: len(items) for kind, items in page.related.items()} == works
    assert not page.extra


@pytest.mark.parametrize("name", ["pubmed-text-page", "pubmed-text-page-browser"])
def test_a_notice_above_the_title_tells_that_the_article_was_retracted(name: str) -> None:
    text = CASES[name][0].text
    whole = read(text)[0]
    page, *_ = read(text.replace(whole.title, f"Retracted article\n{whole.title}", 1))
    assert (page.title, page.PMID) == (whole.title, whole.PMID)
    assert "Retracted Publication" in [kind.name for kind in page.publication_type]
    assert notices.states(page)[0] == "retracted"

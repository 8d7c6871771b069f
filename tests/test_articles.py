"""``fixtures/articles/<slug>/``: one invented article in every input form, its record, a golden file for each writer.

``record.json`` is what the richest form says; the other forms must agree on ``TWIN_FIELDS``. The goldens are
written from ``record.json``, so there are N + M of them and not N × M. ``pytest --accept`` rewrites record and goldens.
"""

import io
import zipfile
from pathlib import Path

import msgspec
import pytest
from conftest import FIXTURES
from lxml import etree

import convert
from convert.formats import WRITERS, get_reader, get_writer, readers
from convert.model.record import Record
from convert.streams.problems import Problem

ARTICLES = sorted(path for path in FIXTURES.glob("articles/*") if path.is_dir())
INPUTS = {
    "pubmed.xml": "pubmed-xml",
    "medline.nbib": "medline",
    "summary.txt": "pubmed-text",
    "abstract.txt": "pubmed-text",
    "page.txt": "pubmed-text",
}
"""The forms of an article, the richest first, and the reader of each."""

TWIN_FIELDS = ("title", "volume", "issue", "page", "DOI", "PMID", "PMCID")
"""What each form can say, if the article has it."""

CASES = [path for article in ARTICLES for name in INPUTS if (path := article / name).exists()]


def read_one(path: Path) -> Record:
    with path.open("rb") as stream:
        [record] = get_reader(INPUTS[path.name]).read(stream)
    return record


def plain(text: str) -> str:
    """As PubMed's plain text prints a title: indices in parentheses, italics dropped."""
    for tag, text_form in (
        ("<sub>", "("),
        ("</sub>", ")"),
        ("<sup>", "("),
        ("</sup>", ")"),
        ("<i>", ""),
        ("</i>", ""),
    ):
        text = text.replace(tag, text_form)
    return text


def initials(record: Record) -> list[tuple[str, str]]:
    return sorted((name.family or name.literal, name.initials) for name in record.author)


@pytest.mark.parametrize("article", ARTICLES, ids=lambda path: path.name)
def test_the_richest_form_gives_the_record(article: Path, accept: bool) -> None:
    form = next(article / name for name in INPUTS if (article / name).exists())
    record = msgspec.structs.replace(read_one(form), source=None)
    expected = article / "record.json"
    if accept:
        expected.write_bytes(msgspec.json.format(msgspec.json.encode(record), indent=1) + b"\n")
    assert record == msgspec.json.decode(expected.read_bytes(), type=Record)


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_the_forms_agree(path: Path) -> None:
    record = msgspec.json.decode((path.parent / "record.json").read_bytes(), type=Record)
    read = read_one(path)
    assert {f: plain(getattr(read, f)) for f in TWIN_FIELDS} == {
        f: plain(getattr(record, f)) for f in TWIN_FIELDS
    }
    assert initials(read) == initials(record)
    assert read.issued == record.issued


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_exactly_one_reader_recognises_a_form(path: Path) -> None:
    """One, and perhaps the reader of any printed list behind it, which takes what no reader of PubMed's texts does."""
    content = path.read_bytes()
    first, *others = [reader.name for reader in readers() if reader.sniff(content)]
    assert first == INPUTS[path.name]
    assert others in ([], ["reference-list"])


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_nothing_to_complain_of(path: Path) -> None:
    problems: list[Problem] = []
    list(convert.read(path, warn=problems.append))
    assert [problem for problem in problems if problem.severity != "note"] == []


@pytest.mark.parametrize("writer", WRITERS)
@pytest.mark.parametrize("article", ARTICLES, ids=lambda path: path.name)
def test_golden(article: Path, writer: str, accept: bool) -> None:
    record = msgspec.json.decode((article / "record.json").read_bytes(), type=Record)
    binary = get_writer(writer).binary
    golden = article / f"golden.{writer}{'.xml' if binary else get_writer(writer).extensions[0]}"
    out: io.BytesIO | io.StringIO = io.BytesIO() if binary else io.StringIO(newline="")
    get_writer(writer).write([record], out)
    written = body(out) if isinstance(out, io.BytesIO) else out.getvalue().encode()
    if accept:
        golden.write_bytes(written)
    assert written == golden.read_bytes()


def body(document: io.BytesIO) -> bytes:
    """The paragraphs of a Word document."""
    root = etree.fromstring(zipfile.ZipFile(document).read("word/document.xml"))
    for section in root.iter("{*}sectPr"):
        section.clear()
    etree.cleanup_namespaces(root)
    return etree.tostring(root, pretty_print=True)


@pytest.mark.parametrize("article", ARTICLES, ids=lambda path: path.name)
def test_jsonl_is_lossless(article: Path) -> None:
    record = msgspec.json.decode((article / "record.json").read_bytes(), type=Record)
    out = io.StringIO()
    get_writer("jsonl").write([record], out)
    assert list(get_reader("jsonl").read(io.BytesIO(out.getvalue().encode()))) == [record]

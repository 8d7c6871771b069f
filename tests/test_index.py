"""An index finds what the readers read, where it stands, in its newest version."""

import contextlib
import gzip
import json
import sqlite3
from itertools import chain
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import FIXTURES
from kill_bulk import make_baseline
from msgspec.structs import asdict
from test_bulk import write_set

import convert
from convert import commands
from convert.model.text.markup import to_plain
from convert.running.index.facts import Facts, facts_of
from convert.running.index.library import open_library
from convert.running.index.places import Listing, list_file
from convert.running.index.signs import signs_in

FILES = sorted(
    path
    for path in (FIXTURES / "articles").glob("*/*")
    if path.suffix in {".xml", ".nbib", ".jsonl"} and not {"endnote-xml", "docx"} & set(path.name.split("."))
)


def run(*arguments: str | Path, stdin: str = "") -> Result:
    done = CliRunner().invoke(commands.main, [str(argument) for argument in arguments], input=stdin)
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done


def titles(result: Result) -> list[str]:
    return [json.loads(line)["title"] for line in result.stdout.splitlines()]


def tidied(facts: Facts) -> dict[str, object]:
    """The facts, but for blanks and full stops at the ends of titles."""
    return {
        name: " ".join(value.split()).rstrip(". ") if isinstance(value, str) else value
        for name, value in asdict(facts).items()
    }


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(FIXTURES)))
def test_what_is_picked_out_is_what_the_reader_reads(path: Path) -> None:
    listing = list_file(Listing(str(path), 0, 0))
    assert not listing.unreadable
    data = path.read_bytes()
    records = list(convert.read(path))
    entries = list(chain.from_iterable(listing.entries()))
    assert listing.count == len(entries) == len(records)
    for entry, record in zip(entries, records, strict=True):
        picked, read = (tidied(facts) for facts in (entry.facts, facts_of(record)))
        assert picked == read
        assert str(entry.PMID or "") == record.PMID
        assert (f"PMC{entry.PMCID}" if entry.PMCID else "") == record.PMCID
        assert record.DOI.lower() == entry.DOI
        assert entry.facts.title.strip("[]. ").split() == to_plain(record.title).strip("[]. ").split()
        assert record.PMID.encode() in data[entry.offset : entry.offset + entry.length]


@pytest.fixture
def shards(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    make_baseline(folder, 2, 5)
    write_set(folder / "pubmed26n0003.xml", [7, 7], deleted="<DeleteCitation><PMID>2</PMID></DeleteCitation>")
    nbib = "PMID- 50\nTI  - In MEDLINE\nLID - 10.5555/Ab [doi]\n\n\nPMID- 51\nTI  - Unique\n\n      words\nPMC - PMC77\n"
    (folder / "a.nbib").write_bytes(nbib.replace("\n", "\r\n").encode())
    (folder / "b.jsonl").write_text('{"title":"X"}\n{"PMID":"60","title":"In lines"}\n', encoding="utf-8")
    (folder / "c.nbib.gz").write_bytes(gzip.compress(b"PMID- 61\nTI  - Packed\n"))
    return folder


def test_records_by_any_name_in_the_order_asked_for(tmp_path: Path, shards: Path) -> None:
    index = tmp_path / "i.sqlite"
    assert "15 records" not in run("index", index, shards).stderr
    done = run("get", "--db", index, "PMC77", "7", "https://doi.org/10.5555/aB", "60", "50", "61", "4")
    assert titles(done) == [
        "Unique words",
        "Title 1 of pubmed26n0003",
        "In MEDLINE",
        "In lines",
        "Packed",
        "Title 1 of 1",
    ]
    assert done.exit_code == 0


def test_what_is_not_there_is_told(tmp_path: Path, shards: Path) -> None:
    run("index", tmp_path / "i.sqlite", shards)
    done = run("get", "--db", tmp_path / "i.sqlite", "2", "99", "nonsense", "1")
    assert titles(done) == ["Title 0 of 0"]
    assert done.stderr.count("[not-found]") == 3


def test_words_of_titles(tmp_path: Path, shards: Path) -> None:
    run("index", tmp_path / "i.sqlite", shards)
    assert titles(run("get", "--db", tmp_path / "i.sqlite", "--title", "unique word*")) == ["Unique words"]
    assert run("get", "--db", tmp_path / "i.sqlite", "--title", '"').exit_code == 3
    assert run("get", "--db", tmp_path / "i.sqlite").exit_code == 2


def test_only_what_is_new_or_changed_is_indexed(tmp_path: Path, shards: Path) -> None:
    index = tmp_path / "i.sqlite"
    run("index", index, shards)
    assert "refconvert: 0 records" in run("index", index, shards).stderr
    (shards / "a.nbib").write_text("PMID- 50\nTI  - Changed\n", encoding="utf-8")
    assert "has changed since" in run("get", "--db", index, "50").stderr
    (shards / "b.jsonl").unlink()
    write_set(shards / "pubmed26n0000.xml", [7])
    assert "refconvert: 2 records" in run("index", index, shards).stderr
    assert titles(run("get", "--db", index, "50", "7")) == ["Changed", "Title 1 of pubmed26n0003"]
    assert run("get", "--db", index, "60").stdout == ""
    assert titles(run("get", "--db", index, "--title", "unique OR lines OR changed")) == ["Changed"]


def test_what_cannot_be_indexed_or_opened_is_said(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_bytes((FIXTURES / "articles/als-therapies/page.txt").read_bytes())
    done = run("index", tmp_path / "i.sqlite", tmp_path / "page.txt")
    assert done.exit_code == 3
    assert "only pubmed-xml, medline, jsonl can be indexed" in done.stderr
    assert run("get", "--db", tmp_path / "page.txt", "1").exit_code == 3
    assert run("get", "--db", tmp_path / "nowhere", "1").exit_code == 3


def test_an_index_completes_records(tmp_path: Path, shards: Path) -> None:
    run("index", tmp_path / "i.sqlite", shards)
    gaps = tmp_path / "gaps.jsonl"
    gaps.write_text('{"PMID":"50"}\n{"PMID":"98"}\n', encoding="utf-8")
    done = run("complete", gaps, "--from", tmp_path / "i.sqlite", "-t", "jsonl")
    assert json.loads(done.stdout.splitlines()[0])["title"] == "In MEDLINE"
    assert "98" in done.stderr


def test_a_file_is_listed_again_if_the_building_was_interrupted(tmp_path: Path, shards: Path) -> None:
    index = tmp_path / "i.sqlite"
    run("index", index, shards)
    with contextlib.closing(sqlite3.connect(index)) as database, database:
        database.execute("update files set is_signed = 0 where path like '%a.nbib'")
        database.execute("delete from signs")
    assert "refconvert: 2 records" in run("index", index, shards).stderr
    with open_library(str(index)) as library:
        assert [work.PMID for work in library.nearest(signs_in("Unique words"), 5)] == ["51"]


def test_an_index_of_another_version_is_refused(tmp_path: Path, shards: Path) -> None:
    index = tmp_path / "i.sqlite"
    run("index", index, shards)
    with contextlib.closing(sqlite3.connect(index)) as database:
        database.execute("pragma user_version = 1")
    assert "another version" in run("index", index, shards).stderr
    assert "another version" in run("get", "--db", index, "50").stderr


def test_a_work_is_found_by_a_reference_in_its_newest_record(tmp_path: Path, shards: Path) -> None:
    run("index", tmp_path / "i.sqlite", shards)
    with open_library(str(tmp_path / "i.sqlite")) as library:
        assert library.nearest(signs_in("Doe J. Unique wrods. J Inv. 2020;1:2."), 5) == []
        found = library.nearest(signs_in("Doe J. Unique words. J Inv. 2020;1:2."), 5)
        assert [(work.PMID, work.PMCID, work.facts.title) for work in found] == [
            ("51", "PMC77", "Unique words")
        ]
        assert library.is_deleted("2")
        assert not library.is_deleted("1")
        assert library.work("2") is None

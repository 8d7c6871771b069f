"""``refconvert fetch`` and ``complete`` as a user runs them, against the stand-in."""

import json
import sys
import time
from pathlib import Path

import click.testing
import pytest
from click.testing import Result

import convert
from convert import ncbi
from convert.commands import main

from .conftest import ERROR_PAGE, NCBI, Answer, Clock

LIBRARY = '{"type":"article-journal","title":"Listed","volume":"7","PMID":"102","source":{"line":3}}\n'
PAGE = (
    '{"type":"article-journal","title":"On number 101 & more","PMID":"101","inferred":{"type":"all are"},"related":'
    '{"similar":[{"title":"Listed","PMID":"102"}],"references":[{"title":"Listed, too","PMID":"102"},'
    '{"title":"Unknown"}]}}\n'
)


@pytest.fixture(autouse=True)
def environment(address: str, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REFCONVERT_EUTILS_URL", f"{address}/eutils/")
    monkeypatch.setenv("REFCONVERT_IDCONV_URL", f"{address}/idconv/")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("NCBI_EMAIL", "nobody@example.org")
    monkeypatch.setenv("NCBI_API_KEY", "")
    monkeypatch.setattr(time, "sleep", clock.sleep)
    monkeypatch.chdir(tmp_path)
    Path("library.jsonl").write_text(LIBRARY, encoding="utf-8")
    Path("page.jsonl").write_text(PAGE, encoding="utf-8")


def run(*arguments: str, given: str | None = None) -> Result:
    return click.testing.CliRunner().invoke(main, arguments, input=given)


def test_fetch_prints_citations(ncbi: NCBI) -> None:
    result = run("fetch", "101", "10.5555/inv.102")
    assert result.exit_code == 0, result.stderr
    assert result.stdout == (
        "1: Nobody A. On number 101 & more. J Invent. 2023 Mar;12. doi: 10.5555/Inv.101.\nPMID: 101; PMCID: PMC9101.\n\n"
        "2: Nobody A. On number 102 & more. J Invent. 2023 Mar;12. doi: 10.5555/inv.102.\nPMID: 102.\n"
    )
    assert ncbi.asked[0][1]["email"] == "nobody@example.org"


def test_fetch_writes_any_format() -> None:
    result = run("fetch", "101", "-o", "out.ris", "--no-cache")
    assert result.exit_code == 0, result.stderr
    assert "TI  - On number 101 & more" in Path("out.ris").read_text(encoding="utf-8")
    assert not Path("cache").exists()


def test_fetch_names_what_is_not_found() -> None:
    result = run("fetch", "777", "101", "nonsense", "-t", "jsonl")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["PMID"] == "101"
    assert "PubMed has no record of 777 [not-found]" in result.stderr
    assert "'nonsense' is not a PMID, PMCID or DOI; skipped [bad-identifier]" in result.stderr


def test_a_service_that_refuses_is_3(ncbi: NCBI) -> None:
    ncbi.troubles = [Answer('{"error":"API key invalid"}', 400)]
    result = run("fetch", "101", "-o", "out.ris")
    assert result.exit_code == 3
    assert "API key invalid" in result.stderr
    assert not Path("out.ris").exists()


def test_trouble_that_stays_is_1(ncbi: NCBI) -> None:
    ncbi.troubles = 4 * [Answer(ERROR_PAGE, 503)]
    result = run("fetch", "101")
    assert result.exit_code == 1
    assert "no answer about 101" in result.stderr


def test_without_httpx_the_remedy_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "httpx", None)
    for module in ("convert.ncbi.fetching", "convert.ncbi.service"):
        monkeypatch.delitem(sys.modules, module, raising=False)
    monkeypatch.delattr(convert.ncbi, "fetching", raising=False)
    result = run("fetch", "101")
    assert result.exit_code == 3
    assert "pip install 'refconvert[online]'" in result.stderr
    assert run("complete", "page.jsonl", "--from", "library.jsonl", "-t", "jsonl").exit_code == 0


def test_nothing_to_fetch_is_wrong_usage() -> None:
    assert run("fetch").exit_code == 2


def test_stopping_leaves_no_file_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(ncbi, "fetch", stop)
    result = run("fetch", "101", "-o", "out.ris")
    assert (result.exit_code, result.stderr) == (130, "refconvert: stopped\n")
    assert sorted(path.name for path in Path().iterdir()) == ["library.jsonl", "page.jsonl"]


def test_complete_from_a_file() -> None:
    result = run(
        "complete",
        "page.jsonl",
        "--from",
        "library.jsonl",
        "-t",
        "jsonl",
        "--include",
        "all",
        "--losses",
        "l.json",
    )
    assert result.exit_code == 0, result.stderr
    page, listed, unknown = map(json.loads, result.stdout.splitlines())
    assert (listed["title"], listed["volume"]) == ("Listed", "7")
    assert listed["provenance"] == {"type": "library.jsonl:3", "volume": "library.jsonl:3"}
    assert unknown == {"title": "Unknown"}
    assert "provenance" not in page
    assert "page.jsonl:1: not found in any source; not completed (record 101) [not-found]" in result.stderr
    assert "1 of its related works not found in any source (record 101) [related-not-found]" in result.stderr
    ledger = json.loads(Path("l.json").read_text(encoding="utf-8"))
    assert ledger["records"][1]["completed"] == listed["provenance"]
    assert "completed" not in ledger["records"][0]


def test_complete_online(ncbi: NCBI) -> None:
    result = run("complete", "page.jsonl", "--from", "library.jsonl", "--online", "-t", "jsonl")
    assert result.exit_code == 0, result.stderr
    page = json.loads(result.stdout)
    assert (page["title"], page["volume"]) == ("On number 101 & more", "12")
    assert page["provenance"]["volume"] == "https://pubmed.ncbi.nlm.nih.gov/101/"
    assert [query["id"] for _, query in ncbi.asked] == ["101"]
    assert "inferred" not in page


def test_complete_a_list_of_identifiers_online() -> None:
    result = run("complete", "-", "--online", "-t", "jsonl", given="101,777\nPMC9103\n")
    assert result.exit_code == 0, result.stderr
    assert [json.loads(line).get("volume") for line in result.stdout.splitlines()] == ["12", None, "12"]
    assert result.stderr.count("[not-found]") == 1


def test_complete_is_offline_unless_asked(ncbi: NCBI) -> None:
    assert run("complete", "page.jsonl", "-t", "jsonl").exit_code == 2
    assert run("complete", "page.jsonl", "--from", "library.jsonl", "-t", "jsonl").exit_code == 0
    assert ncbi.asked == []


def test_a_source_that_cannot_be_read_is_3() -> None:
    result = run("complete", "page.jsonl", "--from", "none.nbib", "--from", "library.jsonl", "-t", "jsonl")
    assert result.exit_code == 3
    assert "none.nbib" in result.stderr
    assert json.loads(result.stdout)["related"]["similar"][0]["volume"] == "7"


@pytest.mark.parametrize(
    ("kinds", "titles"),
    [
        ("", ["On number 101 & more"]),
        ("references", ["On number 101 & more", "Listed, too", "Unknown"]),
        ("references, similar", ["On number 101 & more", "Listed, too", "Unknown"]),
        ("all", ["On number 101 & more", "Listed", "Unknown"]),
        ("cited-by", ["On number 101 & more"]),
    ],
)
def test_include(kinds: str, titles: list[str]) -> None:
    result = run("convert", "page.jsonl", "-t", "jsonl", "--include", kinds)
    assert [json.loads(line)["title"] for line in result.stdout.splitlines()] == titles


def test_a_kind_that_does_not_exist_is_wrong_usage() -> None:
    result = run("convert", "page.jsonl", "-t", "jsonl", "--include", "simlar")
    assert result.exit_code == 2
    assert "unknown kind of related work 'simlar'; choose from all, similar, cited-by" in " ".join(
        result.stderr.split()
    )


LIST = """1. Nobody A. On number 101 & more. J Invent. 2023 Mar;12.
2. Nobody A. On number 102 & more. J Invent. 2021 Mar;12. doi:10.5555/inv.103
3. Nobody A. A wholly invented title of something. J Invent. 2023;12.
"""


def test_verify_asks_pubmed_for_identifiers_and_titles(ncbi: NCBI) -> None:
    result = run("verify", "--online", "-o", "-", given=LIST)
    assert result.exit_code == 1
    assert "1. Nobody A. On number 101" in result.stdout
    assert "DOI is that of another work" in result.stdout
    assert "no record is like it" in result.stdout
    assert ncbi.services().count("esearch.fcgi") == 4  # a DOI, and three titles


def test_verify_wants_something_to_verify_against() -> None:
    result = run("verify", given=LIST)
    assert result.exit_code == 2
    assert "or ask PubMed with --online" in result.stderr

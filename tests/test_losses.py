import json
from pathlib import Path

import pytest
from conftest import FIXTURES
from test_cli import run

from convert.changes.fields import parse_fields
from convert.streams.problems import FormatError

TRIAL = FIXTURES / "articles" / "group-trial" / "pubmed.xml"


def test_moved_is_not_lost(tmp_path: Path) -> None:
    report = tmp_path / "losses.json"
    run("convert", TRIAL, "-t", "ris", "--losses", report)
    [record] = json.loads(report.read_text(encoding="utf-8"))["records"]
    assert record["moved"]["mesh.descriptor"] == "as a keyword"
    assert "mesh.UI" in record["dropped"]


def test_the_summary_names_what_is_lost(tmp_path: Path) -> None:
    said = run("convert", TRIAL, TRIAL, "-t", "ris", "--losses", tmp_path / "losses.json").stderr
    assert "fields of 2 records can't be carried by ris: " in said
    assert "author ORCID (2)" in said


def test_nothing_is_said_of_losses_unless_asked() -> None:
    assert "can't be carried" not in run("convert", TRIAL, "-t", "ris").stderr


def test_a_loss_that_must_not_be_is_1() -> None:
    result = run("convert", TRIAL, "-t", "ris", "--fail-on-loss", "pmid,author.orcid,grant")
    assert result.exit_code == 1
    assert result.stdout.startswith("TY  - JOUR")
    assert "author.ORCID is lost from 1 records [loss]" in result.stderr
    assert "grant.id is lost" in result.stderr
    assert run("convert", TRIAL, "-t", "ris", "--fail-on-loss", "pmid,author.family").exit_code == 0
    assert run("convert", TRIAL, "-t", "ris", "--fail-on-loss", "pimd").exit_code == 2


@pytest.mark.parametrize("name", ["pimd", "title.family", "author.nose"])
def test_fields_that_are_none(name: str) -> None:
    with pytest.raises(FormatError, match="unknown field"):
        parse_fields(name)


def test_the_report_for_reading_needs_nothing_else_and_escapes(tmp_path: Path) -> None:
    report = tmp_path / "losses.html"
    line = '{"type":"article","id":"<b>&","title":"T","nlm_id":"S1"}\n'
    run("convert", "-t", "ris", "--losses", report, stdin=line.encode())
    text = report.read_text(encoding="utf-8")
    assert "1 field of 1 records can&#x27;t be carried by ris: nlm id (1)" in text
    assert "&lt;b&gt;&amp;" in text
    assert "http" not in text
    assert "src=" not in text


def test_advise_ranks_the_formats() -> None:
    result = run("advise", TRIAL)
    names = [line.split()[0] for line in result.stdout.splitlines() if line.split()]
    assert names.index("jsonl") < names.index("medline") < names.index("ris") < names.index("bibliography")
    assert "nothing" in result.stdout

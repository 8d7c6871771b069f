import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from conftest import FIXTURES
from test_cli import run

from convert.changes.checks import check
from convert.model.record import Date, Link, Name, PublicationType, Record
from convert.streams.codes import CODES

LETTER = FIXTURES / "articles" / "translated-letter" / "medline.nbib"
WHOLE = {"type": "article-journal", "title": "On coins", "container_title": "J Coins"}


def codes(**fields: object) -> list[str]:
    whole = WHOLE | {"author": [Name(family="Doe", given="J")], "issued": Date(2020)} | fields
    return [problem.code for problem in check(Record(**whole))]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "name",
    [
        Name(family="JA", given="Smith"),
        Name(family="BODENSTEIN", given="D"),
        Name(family="Doe et al"),
        Name(family="Doe1"),
        Name(family="Unknown"),
        Name(family="Doe and Roe"),
        Name(literal="Smith, John"),
    ],
)
def test_odd_names(name: Name) -> None:
    assert codes(author=[name]) == ["odd-name"]


@pytest.mark.parametrize("family", ["Na", "Medina", "O'Brien", "Müller-Świątek", "van der Berg", "Wu"])
def test_names_that_are_not_odd(family: str) -> None:
    assert (
        codes(author=[Name(family=family, given="J"), Name(literal="Group for Heart, Lung and Blood")]) == []
    )


def test_an_author_twice() -> None:
    assert codes(author=[Name(family="Li", given="Y"), Name(family="Li", given="Y")]) == ["odd-name"]


@pytest.mark.parametrize(
    "date", [Date(202), Date(2999), Date(literal="soon"), Date(2020, literal="2020 before noon")]
)
def test_odd_dates(date: Date) -> None:
    assert codes(issued=date) == ["odd-date"]


def test_next_year_is_plausible_and_later_ones_are_not() -> None:
    this_year = datetime.now(UTC).year
    assert codes(issued=Date(this_year + 1)) == []
    for ahead in range(3, 12):  # not 2: the year may end in between
        assert codes(issued=Date(this_year + ahead)) == ["odd-date"]


def test_dates_far_apart() -> None:
    assert codes(available_date=Date(2010)) == ["odd-date"]
    assert codes(available_date=Date(2019)) == []


def test_notices() -> None:
    assert codes(links=[Link("ErratumIn"), Link("CommentIn"), Link("ExpressionOfConcernIn")]) == [
        "expression-of-concern",
        "corrected",
    ]
    assert codes(publication_type=[PublicationType("Published Erratum")]) == ["notice"]
    assert codes(title="RETRACTED: On coins") == ["retracted"]
    assert codes(title="Retracted coins") == []


def test_the_command_finds_a_retraction_and_duplicates_over_files() -> None:
    result = run("check", LETTER, LETTER)
    assert result.exit_code == 1
    assert result.stdout.count("[retracted]\n") == 2
    assert f"is the same work as {LETTER}:" in result.stdout
    assert result.stderr == ""


def test_a_clean_file_is_0() -> None:
    line = b'{"type":"article","title":"On coins","author":[{"family":"Doe"}],"issued":{"year":2020}}\n'
    result = run("check", stdin=line)
    assert (result.exit_code, result.stdout) == (0, "")


def test_a_file_that_is_not_there_is_3() -> None:
    assert run("check", LETTER, "nowhere.nbib").exit_code == 3


def test_json() -> None:
    problems = json.loads(run("check", LETTER, "--format", "json").stdout)
    assert {"code": "retracted", "severity": "warning", "record": "90000021"}.items() <= problems[0].items()


def test_sarif(tmp_path: Path) -> None:
    report = tmp_path / "findings.sarif"
    assert run("check", LETTER, "--format", "sarif", "-o", report).exit_code == 1
    [sarif_run] = json.loads(report.read_text(encoding="utf-8"))["runs"]
    [first, *_] = sarif_run["results"]
    assert (first["ruleId"], first["level"]) == ("retracted", "warning")
    assert first["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": LETTER.as_uri()},
        "region": {"startLine": 1},
    }
    rules = sarif_run["tool"]["driver"]["rules"]
    assert {rule["id"] for rule in rules} == {result["ruleId"] for result in sarif_run["results"]}
    assert {rule["id"]: rule["shortDescription"]["text"] for rule in rules} == {
        rule["id"]: CODES[rule["id"]].meaning for rule in rules
    }


def test_dedupe_merges_over_files_and_formats(tmp_path: Path) -> None:
    trial = FIXTURES / "articles" / "group-trial"
    losses = tmp_path / "losses.json"
    result = run(
        "convert", trial / "summary.txt", trial / "pubmed.xml", "-t", "jsonl", "--dedupe", "--losses", losses
    )
    [record] = map(json.loads, result.stdout.splitlines())
    assert record["source"]["path"] == str(trial / "pubmed.xml"), "the richer one"
    assert [source["path"] for source in record["merged_from"]] == [str(trial / "summary.txt")]
    assert "[merged]" in result.stderr
    [account] = json.loads(losses.read_text(encoding="utf-8"))["records"]
    assert account["merged"] == [f"{trial / 'summary.txt'}:1"]


def test_a_notice_needs_no_author() -> None:
    erratum = [PublicationType("Published Erratum")]
    assert codes(author=[], publication_type=erratum) == ["notice"]
    assert codes(author=[]) == ["missing-author"]

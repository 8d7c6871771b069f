"""``refconvert dedupe``: what it writes, counts and reports, the review by hand, and the way back."""

import csv
import json
from pathlib import Path
from xml.etree import ElementTree as ET

import database_exports
import pytest
from click.testing import CliRunner

import convert
from convert.commands import main
from convert.model.record import Date, Name, Record

PAIR = [
    Record(
        type="article-journal",
        title=title,
        author=[Name(family="Roe", given="R.")],
        issued=Date(2018),
        volume=volume,
    )
    for title, volume in (
        ("Tossing of coins in surgical wards", "3"),
        ("Tossing of coins in surgical wards", "4"),
    )
]
"""Two records that a person is to decide about: another volume."""


def run(*words: str) -> str:
    result = CliRunner().invoke(main, ["dedupe", *words])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture
def searches(tmp_path: Path) -> list[str]:
    """Three searches: two of twelve works, and one of three with the first twice."""
    for name in ("pubmed.nbib", "proquest.ris"):
        text = database_exports.EXPORTS[name](database_exports.WORKS)
        (tmp_path / name).write_text(text, encoding="utf-8")
    works = (*database_exports.WORKS[:3], database_exports.WORKS[0])
    (tmp_path / "scholar.ris").write_text(database_exports.scholar(works), encoding="utf-8")
    return [str(tmp_path / name) for name in ("pubmed.nbib", "proquest.ris", "scholar.ris")]


def test_every_record_keeps_its_files_also_through_a_second_run(tmp_path: Path, searches: list[str]) -> None:
    for suffix in ("ris", "bib", "jsonl", "enw"):
        first, second = tmp_path / f"first.{suffix}", tmp_path / "second.jsonl"
        run(*searches, "-o", str(first))
        run(str(first), "-o", str(second))
        found = [record.annote.splitlines()[0] for record in convert.read(second)]
        assert found[:4] == ["Found in: pubmed.nbib; proquest.ris; scholar.ris"] * 3 + [
            "Found in: pubmed.nbib; proquest.ris"
        ], suffix


def test_the_counts(tmp_path: Path, searches: list[str]) -> None:
    report = tmp_path / "report.json"
    said = run(*searches, "-o", str(tmp_path / "out.ris"), "--report", str(report))
    assert "28 records identified, 16 duplicates removed (1 within files, 15 between files), 12 left" in said
    counts = json.loads(report.read_bytes())
    assert [counts[name] for name in ("identified", "removed", "left")] == [
        28,
        {"within": 1, "between": 15},
        12,
    ]
    keys = ("file", "database", "identified", "within", "between", "left", "alone")
    assert [tuple(source[key] for key in keys) for source in counts["sources"]] == [
        ("pubmed.nbib", "", 12, 0, 0, 12, 0),
        ("proquest.ris", "ProQuest Central", 12, 0, 12, 0, 0),
        ("scholar.ris", "", 4, 1, 3, 0, 0),
    ]


def test_the_page_has_the_flow_diagram_and_every_merged_work(tmp_path: Path, searches: list[str]) -> None:
    page = tmp_path / "prisma.html"
    run(*searches, "-o", str(tmp_path / "out.ris"), "--report", str(page))
    text = page.read_text(encoding="utf-8")
    flow = text[text.index("<svg") : text.index("</svg>") + 6]
    shown = [element.text for element in ET.fromstring(flow).iter("text")]  # noqa: S314  (our own)
    for line in ("Databases (n = 28)", "Duplicate records removed (n = 16)", "Records screened (n = 12)"):
        assert line in shown
    assert text.count("<b>kept</b>") == 12
    assert "scholar.ris" in text


def test_the_report_as_a_table(tmp_path: Path, searches: list[str]) -> None:
    table = tmp_path / "report.csv"
    run(*searches, "-o", str(tmp_path / "out.ris"), "--report", str(table))
    with table.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 28
    assert sum(bool(row["kept"]) for row in rows) == 12
    assert {row["work"] for row in rows} == {str(number) for number in range(1, 13)}


def test_the_report_brings_the_records_back(tmp_path: Path, searches: list[str]) -> None:
    alone = tmp_path / "alone.ris"
    convert.write([Record(type="book", title="Else", id="x")], str(alone), "ris")
    files = [*searches[:1], str(alone), *searches[1:]]
    out, report, back = (str(tmp_path / name) for name in ("out.jsonl", "report.json", "back.jsonl"))
    run(*files, "-o", out, "--report", report)
    run(out, "--undo", report, "-o", back)
    assert list(convert.read(back)) == [record for file in files for record in convert.read(file)]


def test_a_report_of_another_file_is_refused(tmp_path: Path, searches: list[str]) -> None:
    report = str(tmp_path / "report.json")
    run(*searches, "-o", str(tmp_path / "out.ris"), "--report", report)
    result = CliRunner().invoke(main, ["dedupe", searches[2], "--undo", report, "-t", "ris"])
    assert result.exit_code == 3
    assert "is about 12 records, but the input has 4" in result.output


@pytest.mark.parametrize(("decision", "left"), [("same", 1), ("different", 2), ("", 2)])
def test_a_person_decides(tmp_path: Path, decision: str, left: int) -> None:
    source, review, out = (tmp_path / name for name in ("in.jsonl", "review.csv", "out.jsonl"))
    convert.write(PAIR, str(source), "jsonl")
    words = (str(source), "-o", str(out), "--review", str(review))
    assert "1 pairs to decide" in run(*words)
    text = review.read_text(encoding="utf-8")
    lines = text.splitlines()
    lines[1] = decision + lines[1]
    review.write_text(
        "\n".join(lines).replace(",", ";") if decision == "same" else "\n".join(lines), encoding="utf-8"
    )
    assert ("to decide" in run(*words)) == (not decision)
    assert len(list(convert.read(out))) == left
    run(*words)  # what was decided is kept
    assert len(list(convert.read(out))) == left


def test_a_wrong_decision_is_named(tmp_path: Path) -> None:
    source, review = tmp_path / "in.jsonl", tmp_path / "review.csv"
    convert.write(PAIR, str(source), "jsonl")
    review.write_text("decision,record 1,record 2\nperhaps,a,b\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["dedupe", str(source), "-t", "ris", "--review", str(review)])
    assert "row 2: decision 'perhaps'; write same, different, or nothing" in result.output


def test_split_writes_files_of_so_many_records(tmp_path: Path, searches: list[str]) -> None:
    run(*searches, "-o", str(tmp_path / "out.ris"), "--split", "5")
    sizes = [len(list(convert.read(tmp_path / f"out-{number}.ris"))) for number in (1, 2, 3)]
    assert sizes == [5, 5, 2]
    assert not (tmp_path / "out.ris").exists()


def test_split_needs_a_name() -> None:
    result = CliRunner().invoke(main, ["dedupe", "--split", "5", "-t", "ris"], input="")
    assert "--output" in result.output
    assert result.exit_code == 2

"""Folders of shards: what is missing is done, updates are applied, and runs can be killed."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import FIXTURES, ROOT
from kill_bulk import ARTICLE, content, finish, kill_and_rerun, make_baseline, start

from convert import commands, formats

TRIAL = FIXTURES / "articles" / "group-trial"


def bulk(*arguments: str | Path) -> Result:
    done = CliRunner().invoke(commands.main, ["bulk", *map(str, arguments), "-j", "2"])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done


def write_set(path: Path, pmids: list[int], *, deleted: str = "") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    articles = "".join(
        ARTICLE.format(pmid=pmid, year=2020, number=place, file=path.stem) for place, pmid in enumerate(pmids)
    )
    path.write_text(f"<PubmedArticleSet>{articles}{deleted}</PubmedArticleSet>", encoding="utf-8")


def titles(path: Path) -> dict[str, str]:
    records = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return {record["PMID"]: record["title"] for record in records}


TIMELESS = [name for name in formats.WRITERS if name != "docx"]  # whose package notes the time of writing


@pytest.mark.parametrize("writer", TIMELESS)
def test_a_shard_for_each_file_in_every_format(tmp_path: Path, writer: str) -> None:
    make_baseline(tmp_path / "in", 2, 5)
    (tmp_path / "in" / "deep").mkdir()
    (tmp_path / "in" / "deep" / "other.nbib").write_bytes((TRIAL / "medline.nbib").read_bytes())
    (tmp_path / "in" / "README.md").write_text("no shard", encoding="utf-8")
    assert bulk(tmp_path / "in", "-t", writer, "-o", tmp_path / "out").exit_code == 0
    suffix = formats.get_writer(writer).extensions[0]
    for name in ("pubmed26n0001", "pubmed26n0002", "deep/other"):
        [source] = (tmp_path / "in").glob(f"{name}.*")
        one = CliRunner().invoke(commands.main, ["convert", str(source), "-t", writer])
        assert (tmp_path / "out" / f"{name}{suffix}").read_bytes() == one.stdout_bytes
    assert len(list((tmp_path / "out").rglob("*.*"))) == 5


def test_only_what_is_missing_or_changed_is_done(tmp_path: Path) -> None:
    source, target = tmp_path / "in", tmp_path / "out"
    make_baseline(source, 4, 3)
    assert "of 4 files" in bulk(source, "-t", "ris", "-o", target).stderr
    assert "of 0 files" in bulk(source, "-t", "ris", "-o", target).stderr
    write_set(source / "new.xml", [9])
    os.utime(source / "pubmed26n0001.xml.gz", ns=(1, 1))
    (target / "pubmed26n0002.ris").unlink()
    (target / "pubmed26n0003.ris").write_text("half", encoding="utf-8")
    (target / ".pubmed26n0003.ris.left").write_text("half", encoding="utf-8")
    (target / "..x").touch()
    (target / ".pubmed26n0003.ris.folder").mkdir()
    assert "of 4 files" in bulk(source, "-t", "ris", "-o", target).stderr
    assert sorted(path.name for path in target.glob(".*")) == ["..x", ".pubmed26n0003.ris.folder"]
    (target / "..x").unlink()
    assert "of 5 files" in bulk(source, "-t", "ris", "-O", "mesh=none", "-o", target).stderr
    fresh = tmp_path / "fresh"
    bulk(source, "-t", "ris", "-O", "mesh=none", "-o", fresh)
    assert content(target) == content(fresh)


def test_the_newest_version_wins_and_the_deleted_are_gone(tmp_path: Path) -> None:
    source, target = tmp_path / "in", tmp_path / "out"
    write_set(source / "base" / "pubmed26n0999.xml", [1, 2, 3, 4, 2])
    write_set(
        source / "updates" / "pubmed26n1000.xml",
        [3, 5, 6],
        deleted="<DeleteCitation><PMID>1</PMID><PMID>6</PMID></DeleteCitation>",
    )
    arguments = (source, "-t", "jsonl", "-o", target, "--apply-updates")
    bulk(*arguments)
    base, update = target / "base" / "pubmed26n0999.jsonl", target / "updates" / "pubmed26n1000.jsonl"
    assert titles(base) == {"2": "Title 4 of pubmed26n0999", "4": "Title 3 of pubmed26n0999"}
    assert titles(update) == {"3": "Title 0 of pubmed26n1000", "5": "Title 1 of pubmed26n1000"}
    write_set(source / "updates" / "pubmed26n10000.xml", [1, 5])
    assert "of 2 files" in bulk(*arguments).stderr
    assert list(titles(update)) == ["3"]
    assert list(titles(target / "updates" / "pubmed26n10000.jsonl")) == ["1", "5"]


def test_updates_in_medline(tmp_path: Path) -> None:
    (tmp_path / "a1.nbib").write_text("PMID- 1\nTI  - Old\n\nPMID- 2\nTI  - Other\n", encoding="utf-8")
    (tmp_path / "a2.nbib").write_text("PMID- 1\nTI  - New\n", encoding="utf-8")
    bulk(tmp_path / "a1.nbib", tmp_path / "a2.nbib", "-t", "jsonl", "-o", tmp_path / "out", "--apply-updates")
    assert titles(tmp_path / "out" / "a1.jsonl") == {"2": "Other"}
    assert titles(tmp_path / "out" / "a2.jsonl") == {"1": "New"}


def test_what_cannot_be_read_is_told_and_tried_again(tmp_path: Path) -> None:
    write_set(tmp_path / "in" / "good.xml", [1])
    (tmp_path / "in" / "bad.xml").write_bytes(b"\0")
    done = bulk(tmp_path / "in", "-t", "ris", "-o", tmp_path / "out")
    assert done.exit_code == 3
    assert "bad.xml: unrecognised input format" in done.stderr
    assert (tmp_path / "out" / "good.ris").exists()
    write_set(tmp_path / "in" / "bad.xml", [2])
    assert bulk(tmp_path / "in", "-t", "ris", "-o", tmp_path / "out").exit_code == 0


@pytest.mark.parametrize(
    ("names", "arguments", "code", "said"),
    [
        (["a.xml", "a.nbib"], ["-t", "ris"], 3, "would both become a.ris"),
        ([], ["-t", "ris"], 3, "no file of a known format"),
        (["a.xml"], ["-t", "nonsense"], 2, "no writer is called"),
        (["a.xml"], ["-t", "ris", "--scheduler", "tcp://127.0.0.1:1"], 3, "Dask"),
    ],
)
def test_what_cannot_be_done_is_said(
    tmp_path: Path, names: list[str], arguments: list[str], code: int, said: str
) -> None:
    (tmp_path / "in").mkdir()
    for name in names:
        write_set(tmp_path / "in" / name, [1])
    done = bulk(tmp_path / "in", "-o", tmp_path / "out", *arguments)
    assert done.exit_code == code
    assert said in done.stderr


def test_two_runs_do_not_share_a_folder(tmp_path: Path) -> None:
    make_baseline(tmp_path / "in", 1, 1)
    (tmp_path / "out").mkdir()
    other = sqlite3.connect(tmp_path / "out" / "manifest.sqlite")
    other.execute("begin exclusive")
    done = bulk(tmp_path / "in", "-t", "ris", "-o", tmp_path / "out")
    other.close()
    assert done.exit_code == 3
    assert "another run" in done.stderr


def test_the_report_counts(tmp_path: Path) -> None:
    make_baseline(tmp_path / "in", 3, 60)
    bulk(tmp_path / "in", "-t", "ris", "-o", tmp_path / "out")
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert "180 records as ris" in page
    assert "<title>1976: 6</title>" in page
    assert "missing-author" in page


def test_killed_runs_come_to_the_same(tmp_path: Path) -> None:
    kill_and_rerun(tmp_path, 30, 3, "-t", "bibtex", "--apply-updates")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs POSIX signals")
@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_a_stop_leaves_no_half_of_an_output(tmp_path: Path, stop: signal.Signals) -> None:
    source, target = tmp_path / "in", tmp_path / "out"
    make_baseline(source, 20, 1000)
    process = start(source, target, "-t", "ris")
    while not list(target.glob(".*.ris.*")) and process.poll() is None:
        time.sleep(0.002)
    process.send_signal(stop)
    _, errors = process.communicate(timeout=40)
    assert process.returncode == 128 + stop
    assert "Traceback" not in errors
    assert not list(target.glob(".*"))
    finish(start(source, target, "-t", "ris"))
    assert len(list(target.glob("*.ris"))) == 20


def test_parquet(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    make_baseline(tmp_path / "in", 1, 30)
    assert bulk(tmp_path / "in", "-t", "parquet", "-o", tmp_path / "out").exit_code == 0
    rows = parquet.read_table(tmp_path / "out" / "pubmed26n0001.parquet").to_pylist()
    assert [row["pmid"] for row in rows] == [*range(1, 31)]
    assert rows[3]["title"] == "Title 3 of 0"
    assert rows[3]["year"] == 1978
    assert rows[3]["doi"] is None


def test_a_cluster_that_loses_a_worker(tmp_path: Path) -> None:
    pytest.importorskip("distributed", reason="Dask is not installed")
    source = tmp_path / "in"
    make_baseline(source, 40, 200)
    scheduler_file = tmp_path / "scheduler.json"

    def start(module: str, *options: str) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", module, "--scheduler-file", str(scheduler_file), *options]
        return subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL, start_new_session=True)

    processes = [start("distributed.cli.dask_scheduler", "--port", "0", "--no-dashboard")]
    try:
        while processes[0].poll() is None and not scheduler_file.exists():
            time.sleep(0.1)
        alone = ("--no-nanny", "--nthreads", "1", "--no-dashboard")
        processes += [start("distributed.cli.dask_worker", *alone) for _ in range(2)]
        time.sleep(3)
        address = json.loads(scheduler_file.read_text(encoding="utf-8"))["address"]
        command = [sys.executable, "-m", "convert", "bulk", str(source), "-t", "ris", "--scheduler", address]
        run = subprocess.Popen([*command, "-o", str(tmp_path / "out")], cwd=ROOT)
        while len(list((tmp_path / "out").glob("*.ris"))) < 5 and run.poll() is None:
            time.sleep(0.01)
        assert run.poll() is None
        os.killpg(processes[-1].pid, signal.SIGKILL)
        assert run.wait(timeout=120) == 0
    finally:
        for process in processes:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGTERM)
            process.wait(timeout=30)
    bulk(source, "-t", "ris", "-o", tmp_path / "alone")
    assert content(tmp_path / "out") == content(tmp_path / "alone")


def test_names_that_windows_does_not_allow(tmp_path: Path) -> None:
    source = tmp_path / "in" / "May?"
    source.mkdir(parents=True)
    for name in ("con.nbib", "a:b.nbib", "end..nbib"):
        (source / name).write_text("PMID- 1\nOWN - NLM\nTI  - One.\n", encoding="utf-8")
    bulk(tmp_path / "in", "-t", "ris", "-o", tmp_path / "out")
    assert sorted(path.name for path in (tmp_path / "out" / "May_").iterdir()) == [
        "a_b.ris",
        "con_.ris",
        "end..ris",
    ]
    (source / "CON.nbib").write_text("PMID- 2\n", encoding="utf-8")
    assert "would both become" in bulk(tmp_path / "in", "-t", "ris", "-o", tmp_path / "out").stderr

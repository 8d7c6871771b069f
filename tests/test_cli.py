import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import FIXTURES, ROOT

from convert.commands import main

PAGE = FIXTURES / "articles" / "als-therapies" / "page.txt"
TRIAL = FIXTURES / "articles" / "group-trial"
LETTER = FIXTURES / "articles" / "translated-letter" / "medline.nbib"


def run(*arguments: str | Path, stdin: bytes | None = None) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def test_the_page_the_project_began_with_as_bibtex() -> None:
    result = run("convert", PAGE, "-t", "bibtex")
    assert result.exit_code == 0
    for field in (
        "doi = {10.1186/s40035-021-00250-5}",
        "pmid = {34372914}",
        "pmcid = {PMC8353789}",
        "year = {2021}",
    ):
        assert field in result.stdout
    assert "author = " not in result.stdout
    assert "journal = " not in result.stdout
    for code in ("missing-author", "missing-container-title", "inferred"):
        assert f"[{code}]" in result.stderr


def test_the_page_as_a_reference() -> None:
    result = run("cite", PAGE, "--style", "apa")
    assert result.exit_code == 0
    assert "amyotrophic lateral sclerosis" in result.stdout
    assert "(2021)" in result.stdout


def test_an_output_file_tells_the_format_by_its_suffix(tmp_path: Path) -> None:
    target = tmp_path / "out.ris"
    assert run("convert", TRIAL / "pubmed.xml", "-o", target).exit_code == 0
    assert target.read_bytes().startswith(b"TY  - JOUR\r\n")


def test_several_files_of_several_formats_and_standard_input() -> None:
    result = run("convert", TRIAL / "pubmed.xml", "-", LETTER, "-t", "jsonl", stdin=PAGE.read_bytes())
    assert [json.loads(line)["PMID"] for line in result.stdout.splitlines()] == [
        "90000001",
        "34372914",
        "90000021",
    ]


@pytest.fixture
def desktop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A desktop with no tool for its clipboard: the folder in which tools are looked for."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    return tmp_path


def tool(path: Path, script: str) -> None:
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)


def test_the_clipboard(desktop: Path) -> None:
    tool(desktop / "xclip", f"exec /bin/cat '{PAGE}'")
    result = run("convert", "--clipboard", "-t", "jsonl")
    record = json.loads(result.stdout)
    assert (record["PMID"], record["source"]["path"]) == ("34372914", "clipboard")
    assert "clipboard:" in result.stderr
    assert run("convert", "--clipboard", PAGE, "-t", "jsonl").exit_code == 2


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("", "no tool here reads the clipboard; install"),
        ("exit 0", "the clipboard holds no text; copy"),
        (
            "echo 'target STRING not available' >&2; exit 1",
            "holds no text (xclip: target STRING not available)",
        ),
        ("echo Hello", "clipboard: unrecognised input format"),
    ],
)
def test_a_clipboard_of_no_use(desktop: Path, script: str, said: str) -> None:
    if script:
        tool(desktop / "xclip", script)
    result = run("convert", "--clipboard", "-t", "jsonl")
    assert (result.exit_code, result.stdout) == (3, "")
    assert said in result.stderr


def test_a_file_that_is_not_there_does_not_stop_the_others() -> None:
    result = run("convert", "nowhere.nbib", LETTER, "-t", "jsonl")
    assert result.exit_code == 3
    assert "nowhere.nbib: No such file" in result.stderr
    assert "90000021" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-t", "bibtext"], "no writer is called 'bibtext'"),
        (["-t", "apa"], "refconvert cite FILE --style apa"),
        (["-f", "nbbi", "-t", "ris"], "no reader is called 'nbbi'"),
        (["-o", "out.unknown"], "the suffix of 'out.unknown' names no format: name one (--to FORMAT)"),
        ([], "no output format: name one (--to FORMAT)"),
        (["-t", "bibtex", "-O", "nonsense=1"], "unknown option 'nonsense'; choose from encoding"),
        (["-t", "bibtex", "-O", "keys"], "option keys needs a value"),
        (["-t", "bibtex", "-O", "keys=nonsense"], "option keys: 'nonsense' is not scholar | bbt"),
        (["-t", "bibliography", "-O", "style=no-such"], "there is no style 'no-such'"),
        (["-t", "ris", "-o", "x.ris", "--losses", "./x.ris"], "both be written to './x.ris'"),
        (["-t", "ris", "--losses", "-"], "both be written to '-'"),
    ],
)
def test_wrong_usage_is_2_and_says_what_there_is(arguments: list[str], said: str) -> None:
    result = run("convert", LETTER, *arguments)
    assert result.exit_code == 2
    assert said in result.stderr


def test_input_that_nobody_knows_is_3() -> None:
    result = run("convert", "-t", "ris", stdin=b"\x00\x01\x02 not a reference")
    assert result.exit_code == 3
    assert "unrecognised input format" in result.stderr


def test_an_output_that_cannot_be_written_is_3(tmp_path: Path) -> None:
    result = run("convert", LETTER, "-o", tmp_path / "no" / "folder" / "x.ris")
    assert result.exit_code == 3
    assert "No such file" in result.stderr


def test_a_skipped_record_is_1_and_the_rest_is_converted() -> None:
    good = b'{"type":"article-journal","title":"Good","PMID":"1"}\n'
    result = run("convert", "-f", "jsonl", "-t", "csl-json", stdin=good + b"{broken\n" + good)
    assert result.exit_code == 1
    assert len(json.loads(result.stdout)) == 2
    assert "-:2: " in result.stderr


def test_a_file_without_records_is_said_to_be_so() -> None:
    result = run("convert", "-t", "ris", stdin=b"<PubmedArticleSet></PubmedArticleSet>")
    assert result.exit_code == 0
    assert "-: no record is in this pubmed-xml file [no-records]" in result.stderr


def test_text_without_a_record_is_1() -> None:
    result = run("convert", "-f", "pubmed-text", "-t", "ris", stdin=b"Nothing that PubMed prints.\n")
    assert result.exit_code == 1
    assert "-: no record is in this pubmed-text file, though it has text" in result.stderr


def test_what_is_no_xml_of_pubmeds_is_skipped_with_1() -> None:
    result = run("convert", "-f", "pubmed-xml", "-t", "ris", stdin=b"<html><h1>502 Bad Gateway</h1></html>")
    assert result.exit_code == 1
    assert "text outside of records skipped: '502 Bad Gateway'" in result.stderr


def test_strict_is_1_for_any_warning() -> None:
    assert run("convert", PAGE, "-t", "ris").exit_code == 0
    assert run("convert", PAGE, "-t", "ris", "--strict").exit_code == 1


def test_messages_as_json() -> None:
    result = run("convert", PAGE, "-t", "ris", "--log", "json")
    problems = [json.loads(line) for line in result.stderr.splitlines()]
    assert {problem["path"] for problem in problems} == {str(PAGE)}
    assert "missing-author" in {problem["code"] for problem in problems}


def test_many_messages_of_one_kind_are_counted() -> None:
    lines = b"".join(b'{"type":"article-journal","title":"T%d"}\n' % number for number in range(30))
    result = run("convert", "-f", "jsonl", "-t", "jsonl", stdin=lines)
    assert result.stderr.count("[missing-author]\n") == 10
    assert "20 more [missing-author]" in result.stderr


def test_the_ledger(tmp_path: Path) -> None:
    report = tmp_path / "losses.json"
    run("convert", TRIAL / "pubmed.xml", "-t", "ris", "--losses", report)
    ledger = json.loads(report.read_text(encoding="utf-8"))
    [record] = ledger["records"]
    assert record["record"] == "90000001"
    assert "volume" in record["kept"]
    assert "title" in record["degraded"]  # RIS has no markup
    assert "author.affiliation.identifier.value" not in record["kept"]
    assert ledger["summary"]["PMID"] == {"kept": 1}


def test_styles_are_found_by_words() -> None:
    result = run("styles", "neurodegeneration", "translational")
    assert "translational-neurodegeneration\t" in result.stdout
    assert run("styles", "no such style at all").exit_code == 1


def test_styles_are_shown_on_a_sample() -> None:
    line, *_ = run("styles", "vancouver", "superscript", "-n", "1").stdout.splitlines()
    name, _, sample = line.split("\t")
    assert name == "nlm-citation-sequence-superscript"
    assert sample.startswith("¹ · 1. Doe JA, Okafor C, Lindqvist M, Roe R. Sleep and memory")
    assert "(2021)" in run("styles", "apa", "-n", "1", "--sample", PAGE).stdout
    assert run("styles", "apa", "-n", "1", "--names").stdout == "apa\tAPA Style 7th edition\n"
    assert run("styles", "apa", "--sample", "no-such-file").exit_code == 3


@pytest.mark.parametrize(
    ("suffix", "start"),
    [
        (".html", "<!DOCTYPE html>"),
        (".md", "A perspective"),
        (".tex", "\\providecommand{\\href}"),
        (".rtf", "{\\rtf1"),
        (".txt", "A perspective"),
    ],
)
def test_a_list_is_of_the_format_of_its_suffix(suffix: str, start: str, tmp_path: Path) -> None:
    target = tmp_path / f"list{suffix}"
    assert run("cite", PAGE, "--style", "vancouver", "-o", target).exit_code == 0
    text = target.read_text(encoding="utf-8")
    assert text.removeprefix("1. ").removeprefix("1\\. ").startswith(start)
    assert run("convert", PAGE, "-t", "bibliography", "-O", "style=vancouver", "-o", target).exit_code == 0
    assert target.read_text(encoding="utf-8") == text
    assert run("cite", PAGE, "-o", tmp_path / "list.docx").exit_code == 0
    assert (tmp_path / "list.docx").read_bytes().startswith(b"PK")
    assert run("cite", PAGE, "--format", "docx").stdout_bytes.startswith(b"PK")


def test_notices_in_lists_can_be_turned_off() -> None:
    line = b'{"type":"article-journal","title":"T","publication_type":[{"name":"Retracted Publication"}]}\n'
    assert "Retracted publication." in run("cite", "--style", "vancouver", stdin=line).stdout
    assert "(Retracted)" in run("cite", stdin=line).stdout
    assert "etracted" not in run("cite", "--no-notices", stdin=line).stdout
    assert run("cite", "--no-notices", "--format", "docx", stdin=line).stdout_bytes.startswith(b"PK")


def test_formats_are_listed() -> None:
    listed = run("formats").stdout
    for name in ("bibtex", "medline", "pubmed-text", "application/x-research-info-systems"):
        assert name in listed


def test_a_pipe_that_closes_early_is_quiet() -> None:
    script = f"{sys.executable} -m convert convert {LETTER} {LETTER} {LETTER} -t jsonl | head -c 10"
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, cwd=ROOT, check=True)  # noqa: S607
    assert "Traceback" not in done.stderr


def test_no_input_at_a_terminal_is_wrong_usage() -> None:
    primary, secondary = pty.openpty()
    command = [sys.executable, "-m", "convert", "convert", "-t", "ris"]
    done = subprocess.run(command, stdin=secondary, capture_output=True, text=True, cwd=ROOT, check=False)
    os.close(primary)
    os.close(secondary)
    assert done.returncode == 2
    assert "name a FILE" in done.stderr


@pytest.mark.parametrize(
    ("closed", "code", "said"),
    [
        (">&-", 3, "-: standard output is closed"),
        ("<&-", 3, "-: standard input is closed"),
        ("2>&- < /dev/null", 3, ""),
        (f"{LETTER} -o /dev/full", 3, "/dev/full: No space left on device"),
    ],
)
def test_a_stream_that_is_closed_or_fails_is_3_without_traceback(closed: str, code: int, said: str) -> None:
    source = LETTER if closed == ">&-" else ""
    script = f"{sys.executable} -m convert convert {source} -t ris {closed}"
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, cwd=ROOT, check=False)  # noqa: S607
    assert done.returncode == code
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_help_on_a_full_disk_is_3_without_traceback() -> None:
    script = f"{sys.executable} -m convert --help > /dev/full"
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, cwd=ROOT, check=False)  # noqa: S607
    assert (done.returncode, done.stderr) == (3, "refconvert: -: No space left on device\n")


def test_what_is_killed_leaves_no_half_file(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "convert", "convert", "-f", "medline", "-o", str(tmp_path / "x.jsonl")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, cwd=ROOT) as process:
        while process.poll() is None and not [*tmp_path.iterdir()]:
            time.sleep(0.01)
        process.terminate()
        assert process.wait() == 128 + signal.SIGTERM
    assert not [*tmp_path.iterdir()]


def test_completion_knows_the_formats() -> None:
    environment = os.environ | {
        "_REFCONVERT_COMPLETE": "bash_complete",
        "COMP_WORDS": "refconvert convert -t bib",
        "COMP_CWORD": "3",
    }
    done = subprocess.run(
        [sys.executable, "-m", "convert"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=environment,
        check=False,
    )
    assert "plain,biblatex" in done.stdout

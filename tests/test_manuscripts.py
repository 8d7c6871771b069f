"""The references of a manuscript are found: those that it cites of its .bib, or its own printed list."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import docx
import pytest
import yaml
from click.testing import CliRunner, Result
from conftest import FIXTURES, ROOT

from convert import commands
from convert.running.verification.manuscripts import open_manuscript
from convert.streams.problems import ConvertError

LIBRARY = str(FIXTURES / "verify" / "library.nbib")
COINS = "Doe J, Roe R, Poe E. Lost coins in hospital wards: a survey of three winters. J Inv Med. 2018;12(3):445-453."
STAIRS = (
    "Tread S, Riser P. Counting stairs by ear in unfamiliar railway stations. J Inv Med. 2021;14(12):901-909."
)
BIB = r"""
@article{coins, author={Doe, J and Roe, R and Poe, E}, title={Lost coins in hospital wards: a survey of three winters},
  journal={J Inv Med}, year=2018, volume=12, pages={445--453}}
@article{stairs, author={Tread, S and Riser, P}, title={Counting stairs by ear in unfamiliar railway stations}, journal={J Inv Med},
  year=2021, volume=14, pages={901--909}}
@article{other, author={Nobody, A}, title={Never cited by anybody at all}, year=2000, journal={X}}
"""
BOTH = ["1. Doe", "differs: year differs", "2. Tread", "verified", "2 references"]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("refs.bib").write_text(BIB, encoding="utf-8")


def verify(name: str) -> Result:
    return CliRunner().invoke(commands.main, ["verify", name, "--against", LIBRARY])


def says(text: str, parts: list[str]) -> None:
    place = 0
    for part in parts:
        place = text.index(part, place)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("paper.tex", r"\cite{coins} \citep[see][2]{stairs} \bibliography{refs}"),
        ("biblatex.tex", r"\addbibresource{refs.bib} \parencite{stairs,coins}"),
        ("draft.md", "---\nbibliography: refs.bib\n---\nSee [@stairs; @coins, p. 3]."),
    ],
)
def test_a_draft_gives_what_it_cites(name: str, text: str) -> None:
    Path(name).write_text(text, encoding="utf-8")
    result = verify(name)
    says(result.stdout, BOTH)
    assert "Never cited" not in result.stdout


def test_a_draft_that_lists_all_gives_all() -> None:
    Path("all.tex").write_text(r"\nocite{*}\bibliography{refs}", encoding="utf-8")
    assert "3 references" in verify("all.tex").stdout


def test_a_latex_document_may_have_its_own_list() -> None:
    items = (
        COINS.replace("J Inv Med", r"\emph{J~Inv Med}"),
        STAIRS.replace(". Counting", r". \newblock Counting"),
    )
    body = "".join(rf"\bibitem[Label(2020)]{{key{number}}} {item}" for number, item in enumerate(items))
    Path("own.tex").write_text(
        rf"\begin{{thebibliography}}{{9}}{body}\end{{thebibliography}}", encoding="utf-8"
    )
    result = verify("own.tex")
    says(result.stdout, BOTH)
    assert "<i>" not in result.stdout


def test_a_word_document_may_have_its_list_as_text() -> None:
    document = docx.Document()
    for text in (
        "A paper",
        "As is known [1, 2].",
        "References",
        COINS,
        STAIRS,
        "Appendix A",
        "Smith J. No reference. 2020;1:1.",
    ):
        document.add_paragraph(text)
    document.save("plain.docx")
    says(verify("plain.docx").stdout, BOTH)


def pdf(lines: list[str]) -> bytes:
    """A page with lines of text, by hand (ISO 32000-1, 7.5)."""
    text = "".join(
        f"({line.replace('(', chr(92) + '(').replace(')', chr(92) + ')')}) Tj T* " for line in lines
    )
    stream = f"BT /F1 9 Tf 12 TL 30 700 Td {text}ET"
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 900 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(stream)}>>stream\n{stream}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj{body}endobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return (
        f"{out}xref\n0 6\n0000000000 65535 f \n{table}trailer<</Size 6/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF\n"
    ).encode("latin-1")


def test_the_list_of_a_pdf_is_read_and_said_to_be_rough() -> None:
    pytest.importorskip("pypdf", reason="the extra pdf is not installed")
    half = len(COINS) // 2
    lines = ["A paper", "References", f"1. {COINS[:half]}", COINS[half:], f"2. {STAIRS}"]
    Path("paper.pdf").write_bytes(pdf(lines))
    result = verify("paper.pdf")
    says(result.stdout, BOTH)
    assert "the text of a PDF is rough" in result.stderr


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("none.tex", b"Nothing", "names no .bib"),
        ("broken.pdf", b"%PDF-1.4 nothing", "the PDF can't be read"),
        ("gone.tex", rb"\bibliography{gone}", "gone.bib"),
    ],
)
def test_what_has_no_list_is_said(name: str, content: bytes, said: str) -> None:
    Path(name).write_bytes(content)
    result = verify(name)
    assert result.exit_code == 3
    assert said in result.stderr


def test_a_word_document_without_a_list_says_what_to_do() -> None:
    document = docx.Document()
    document.add_paragraph("Nothing is cited.")
    document.save("none.docx")
    with pytest.raises(ConvertError, match="no heading such as References"):
        open_manuscript("none.docx")


def test_other_files_are_no_manuscripts() -> None:
    assert open_manuscript(LIBRARY) is None
    assert open_manuscript("gone.tex") is None


def test_the_action_runs_the_command(tmp_path: Path) -> None:
    """Its script, with the inputs in the environment, as a runner does it."""
    action = yaml.safe_load((ROOT / "extras" / "github-action" / "action.yml").read_text(encoding="utf-8"))
    script = action["runs"]["steps"][-1]
    Path("list.txt").write_text(f"1. {COINS}\n2. {STAIRS}\n", encoding="utf-8")
    given = {"files": "list.txt", "against": LIBRARY, "online": "false", "sarif": "out.sarif"}
    assert set(given) == set(action["inputs"])
    environment = {name: given[value.split(".")[1].split()[0]] for name, value in script["env"].items()}
    program = tmp_path / "bin" / "refconvert"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m convert "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    path = {"PATH": f"{program.parent}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        ["/bin/bash", "-euc", script["run"]],
        env=environment | path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    says(done.stdout, BOTH)
    assert "reference-differs" in Path("out.sarif").read_text(encoding="utf-8")


def test_the_hook_runs_the_command() -> None:
    page = (ROOT / "extras" / "pre-commit" / "README.md").read_text(encoding="utf-8")
    (hook,) = yaml.safe_load(page.split("```yaml")[1].split("```")[0])["repos"][0]["hooks"]
    Path("library.nbib").write_bytes(Path(LIBRARY).read_bytes())
    assert re.search(hook["files"], "refs.bib")
    result = CliRunner().invoke(commands.main, [*shlex.split(hook["entry"])[1:], "refs.bib"])
    says(result.stdout, [*BOTH[:-1], "3 references"])

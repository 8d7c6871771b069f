r"""LaTeX documents: the keys that they cite, and the .bib that these need."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import convert
from convert.citing.drafts.latex import find_tokens
from convert.commands import main
from convert.model.record import Date, Name, Record

DOE = Record(
    type="article-journal", title="On growth", author=[Name("Doe", "Jane")], issued=Date(2021), id="doe2021",
    container_title="Journal of Coins", volume="1", page="1-9", PMID="11", DOI="10.5555/doe(1)",
)  # fmt: skip
ROE = Record(type="book", title="On decline", author=[Name("Roe", "Ed")], issued=Date(2020), PMID="12")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("convert.ncbi.cached.default_folder", lambda: tmp_path / "cache")
    convert.write([DOE, ROE], tmp_path / "refs.jsonl")
    return tmp_path


def bib(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["bib", *arguments], catch_exceptions=False)


def keys(result: Result) -> list[str]:
    return re.findall(r"^@\w+\{(.*),$", result.stdout, re.MULTILINE)


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        (r"\cite{a} \citep[p.~3]{b, c} \citet*[see][{p. [3]}]{d} \Citeauthor{e}", "a b c d e"),
        (r"\parencite[1]{a} \textcite{b} \autocite*{c} \footcite[][2]{d} \nocite{e,*} \supercite{f}", "a b c d e * f"),
        (r"\cites(pre)(post)[1]{a}[2][3]{b} \parencites{c}{d} \volcite{2}[3]{e} \citefield{f}{title}", "a b c d e f"),
        ("\\cite{a,% \\cite{no}\n b}\n% \\cite{no}\n50\\% \\cite{c} \\\\% \\cite{no}", "a b c"),
        ("\\begin{verbatim}\n\\cite{no}\n\\end{verbatim}\\verb|%\\cite{no}|\\cite{a}", "a"),
        (r"\newcommand{\mine}[1]{\cite{#1}} \citestyle{apa} \citetext{see} \DeclareCiteCommand{\x} \cite{}", ""),
        ("\\relax\n\\citation{a,b}\n\\abx@aux@cite{0}{c}\n\\abx@aux@cite{d}\n\\bibcite{no}{1}", "a b c d"),
        (r"\cite{doi:10.1000/x(1)_2;3-4} \cite{pmid:1 }", "doi:10.1000/x(1)_2;3-4 pmid:1"),
    ],
)  # fmt: skip
def test_keys(text: str, cited: str) -> None:
    assert [value for kind, value, _ in find_tokens(text) if kind == "key"] == cited.split()


def test_the_bib_that_a_document_needs(folder: Path) -> None:
    (folder / "paper.tex").write_text(
        "\\cite{pmid:12}\n\\input{chapter}\n\\citep{doe2021,none} \\include{gone}\n"
    )
    (folder / "chapter.tex").write_text("\\citet{PMID11}\n")
    result = bib("paper.tex", "--from", "refs.jsonl")
    assert keys(result) == ["pmid:12", "doe2021", "PMID11"]
    assert result.exit_code == 1
    assert "paper.tex:3: no record has the key 'none'" in result.stderr
    assert "paper.tex:3: the included file gone is not there" in result.stderr
    assert "chapter.tex:1: 'PMID11' is the same work as 'doe2021'" in result.stderr


def test_keys_stay_as_they_are_cited(folder: Path) -> None:
    (folder / "paper.aux").write_text("\\citation{doi:10.5555/doe(1)}\n\\citation{pmid:12}\n")
    result = bib("paper.aux", "--from", "refs.jsonl")
    assert keys(result) == ["doi:10.5555/doe(1)", "pmid:12"]
    assert result.exit_code == 0
    assert "with biblatex cite pmid:11" in result.stderr


@pytest.mark.parametrize(
    ("name", "text", "field"),
    [
        ("a.tex", r"\usepackage[style=apa]{biblatex} \cite{pmid:11}", "journaltitle"),
        ("a.aux", r"\abx@aux@cite{0}{pmid:11}", "journaltitle"),
        ("a.tex", r"\usepackage{natbib} \cite{pmid:11}", "journal"),
    ],
)
def test_biblatex_is_told_from_the_document(folder: Path, name: str, text: str, field: str) -> None:
    (folder / name).write_text(text)
    assert f"  {field} = {{Journal of Coins}}" in bib(name, "--from", "refs.jsonl").stdout


def test_all_works_and_an_index(folder: Path) -> None:
    (folder / "a.tex").write_text(r"\nocite{*}")
    assert keys(bib("a.tex", "--from", "refs.jsonl")) == ["doe2021", "roe2020decline"]
    (folder / "shards").mkdir()
    convert.write([DOE], folder / "shards" / "a.nbib", "medline")
    assert CliRunner().invoke(main, ["index", "db.sqlite", "shards", "-j", "1"]).exit_code == 0
    (folder / "b.tex").write_text(r"\cite{pmid:11}")
    assert keys(bib("b.tex", "--from", "db.sqlite", "-o", "-")) == ["pmid:11"]


def test_what_cannot_be_read() -> None:
    assert bib("none.tex", "--from", "refs.jsonl").exit_code == 3


@pytest.mark.parametrize("arguments", [["paper.tex"], ["paper.tex", "-b", "refs.jsonl"]])
def test_cite_names_the_command(arguments: list[str]) -> None:
    result = CliRunner().invoke(main, ["cite", *arguments])
    assert result.exit_code == 2
    assert "refconvert bib paper.tex --from FILE -o refs.bib" in result.stderr

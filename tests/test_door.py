"""What people type and give that is not quite right is understood, or answered with what to do."""

import io
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import FIXTURES

from convert.commands import main
from convert.formats import FORMATS, READERS, WRITERS, get_reader, get_writer
from convert.formats.aliases import ALIASES

TRIAL = FIXTURES / "articles" / "group-trial" / "medline.nbib"


def run(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("bib", "bibtex"),
        ("BibTeX", "bibtex"),
        ("BibLaTeX", "biblatex"),
        ("nbib", "medline"),
        ("json", "csl-json"),
        ("CSL_JSON", "csl-json"),
        (".xml", "pubmed-xml"),
        ("txt", "bibliography"),
        ("word", "docx"),
        ("EndNote", "endnote-xml"),
    ],
)
def test_names_of_writers_as_people_type_them(typed: str, meant: str) -> None:
    assert get_writer(typed).name == meant


@pytest.mark.parametrize(("typed", "meant"), [("txt", "pubmed-text"), ("nbib", "medline"), ("isi", "wos")])
def test_names_of_readers_as_people_type_them(typed: str, meant: str) -> None:
    assert get_reader(typed).name == meant


def test_aliases_stand_for_formats() -> None:
    assert not ALIASES.keys() & FORMATS.keys()
    assert {name for names in ALIASES.values() for name in names} <= {*READERS, *WRITERS}


@pytest.mark.parametrize(
    ("name", "said"),
    [("bibtxe", "did you mean bibtex"), ("pubmed-text", "can only be read"), ("foo", "there are: ")],
)
def test_a_name_that_is_none(name: str, said: str) -> None:
    result = run("convert", TRIAL, "-t", name)
    assert result.exit_code == 2
    assert said in result.stderr


def zipped(*members: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for member in members:
            archive.writestr(member, "x")
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\n", "a PDF"),
        (zipped("[Content_Types].xml", "xl/workbook.xml"), "an Excel workbook"),
        (zipped("library.ris"), "a ZIP archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", "a Word or Excel file"),
        (b"{\\rtf1\\ansi text}", "a document in RTF"),
        (b"SQLite format 3\0\x10\0", "a database"),
    ],
)
def test_a_file_without_text_is_named(content: bytes, said: str, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(content)
    result = run("convert", file, "-t", "ris")
    assert result.exit_code == 3
    assert said in result.stderr
    named = run("convert", file, "-f", "bibtex", "-t", "ris")
    assert named.exit_code == 1
    assert said in named.stderr


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (["34372914"], "is no file, but a PMID; look it up: refconvert fetch 34372914"),
        (["10.5555/12"], "is no file, but a DOI; look it up: refconvert fetch 10.5555/12"),
        (["https://pubmed.ncbi.nlm.nih.gov/34372914/"], "but a PMID"),
        (["34372914", "PMC8353789"], "look them up: refconvert fetch 34372914 PMC8353789"),
    ],
)
def test_an_identifier_in_place_of_a_file(files: list[str], said: str) -> None:
    result = run("convert", *files, "-t", "ris")
    assert result.exit_code == 2
    assert said in result.stderr


def test_a_list_of_identifiers_is_told_how_to_be_filled(tmp_path: Path) -> None:
    file = tmp_path / "identifiers.txt"
    file.write_text("34372914\nPMC8353789\n")
    assert "refconvert complete looks it up" in run("convert", file, "-t", "bibtex").stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["convrt"], "Did you mean refconvert convert?"),
        ([str(TRIAL)], "Did you mean refconvert convert or refconvert cite?"),
        (["styles", "vancuver"], "did you mean vancouver"),
        (["cite", str(TRIAL), "--style", "./nature.csl"], "there is no file './nature.csl'"),
    ],
)
def test_a_word_that_is_none(words: list[str], said: str) -> None:
    result = run(*words)
    assert result.exit_code
    assert said in result.stderr


@pytest.mark.parametrize("choice", [("--keep", "DOI,PMID"), ("--omit", "author,title,issued")])
def test_what_is_left_out_is_not_missed(choice: tuple[str, str]) -> None:
    assert "missing" not in run("convert", TRIAL, "-t", "ris", *choice).stderr

"""Each input in ``fixtures/cases/`` is recognised by the reader that it is for, and by no other."""

import re
from pathlib import Path

import pytest
from conftest import FIXTURES
from test_cases import parse_case

from convert.formats import FORMATS as LISTED
from convert.formats import readers, recognise, writers

FORMATS = {
    "ris",
    "enw",
    "bibtex",
    "endnote-xml",
    "csv",
    "tsv",
    "wos",
    "ovid",
    "cochrane",
    "refworks",
    "proquest",
    "cff",
    "jats",
    "mods",
    "web-page",
}
BEGIN_WITH_OTHER_TEXT = {"enw-reader"}


def cases() -> list[Path]:
    chosen = []
    for path in sorted(FIXTURES.glob("cases/**/*.test")):
        _, sections = parse_case(path.read_text(encoding="utf-8"))
        if sections[0].head[1] in FORMATS and path.stem not in BEGIN_WITH_OTHER_TEXT:
            chosen.append(path)
    return chosen


@pytest.mark.parametrize("path", cases(), ids=lambda path: path.stem)
def test_exactly_one_reader(path: Path) -> None:
    _, sections = parse_case(path.read_text(encoding="utf-8"))
    head = sections[0].text.removeprefix("\ufeff").encode()
    assert [reader.name for reader in readers() if reader.sniff(head)] == [sections[0].head[1]]
    found = recognise(head)
    assert found is not None
    assert found.name == sections[0].head[1]


def test_real_files_are_recognised_by_one_reader(shared: Path) -> None:
    for path in sorted((shared / "corpus").glob("*/*")):
        if path.suffix != ".gz":
            head = path.read_bytes()[:8192].removeprefix(b"\xef\xbb\xbf")
            found = {reader.name for reader in readers() if reader.sniff(head)}
            assert found & FORMATS == ({"web-page"} if path.suffix == ".html" else set()), path.name
            first = next((reader for reader in readers() if reader.sniff(head)), None)
            assert recognise(head) is first, path.name


def test_the_suffixes_are_those_of_the_writers() -> None:
    first: dict[str, str] = {}
    for writer in writers():
        for suffix in writer.extensions:
            first.setdefault(suffix, writer.name)
    assert first == {suffix: name for name, listing in LISTED.items() for suffix in listing.suffixes}


def test_a_list_that_is_cut_off_is_no_download_of_pubmed() -> None:
    """The beginning of a file, by which it is recognised, may end behind the digits of a number: what follows is no abstract."""
    entry = (
        "{}. Okafor C,\nDoe J, Roe R, Lee S, Poe E, Coe A. 2019, a year of crabs. Shore Stud. 2019 May;4(2):12-9.\n"
        "doi:10.5555/crabs PubMed PMID: 1234."
    )
    text = "\n\n".join(map(entry.format, range(1, 13)))
    ends = [found.end() for found in re.finditer(r"\n\n1\d?", text)]
    found = [reader.name for end in ends if (reader := recognise(text[:end].encode()))]
    assert found == ["reference-list"] * len(ends)


@pytest.mark.parametrize(
    "text",
    [
        "Shore Lett. 2003 Oct 23;553(3):370-6\nJ Tides. 1991 Jun;105(6):487-8",
        "Hu Y, Roe R and Bach BO, Chem Crabs, 2007, 14, 691–701.\nMelb JO, Li X and Doe J, Shores, 2014, 53, 413–422.",
        "Lloyd DM, Levy D. Crabs across the age spectrum: current outcomes. J Tides\n294: 466–472, 2005. doi:10.5555/tides.294.4",
    ],
    ids=["places alone", "no titles", "a volume at the beginning of a line"],
)
def test_a_list_is_recognised(text: str) -> None:
    found = recognise(text.encode())
    assert found
    assert found.name == "reference-list"


def test_each_of_pubmeds_cite_strings_alone_is_recognised() -> None:
    _, sections = parse_case(
        (FIXTURES / "cases" / "reference-list-pubmed-cite-ahead.test").read_text(encoding="utf-8")
    )
    for line in filter(None, sections[0].text.split("\n")):
        found = recognise(line.encode())
        assert found is not None, line
        assert found.name == "reference-list"

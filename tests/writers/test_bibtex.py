"""What others read in our BibTeX and BibLaTeX: bibtexparser, and pandoc where it is installed."""

import io
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware, NameParts, SeparateCoAuthors, SplitNameParts

from convert.formats import get_reader, get_writer
from convert.model.record import AbstractSection, Date, Keyword, MeshHeading, MeshQualifier, Name, Record
from convert.streams.problems import ConvertError, Problem

RECORDS = [
    Record(
        type="article-journal",
        title="Riluzole and <i>SOD1</i> in Parkinson's disease: 5% R&D of α-synuclein, H<sub>2</sub>O",
        author=[
            Name(family="Óskarsson", given="Björn"),
            Name(family="Smith", given="J A", suffix="Jr."),
            Name(family="Berg", given="Jan", non_dropping_particle="van der"),
            Name(literal="Study Group of A, B and C"),
            Name(family="Brand and Sons", given="X"),
            Name(family="García López", given="Ñ"),
            Name(literal="Madonna"),
        ],
        container_title="Journal of {Odd} Names",
        container_title_short="J Odd Names",
        issued=Date(year=2021, month=8, day=9),
        volume="10",
        issue="1",
        page="123-128",
        DOI="10.1002/(SICI)1097_0258<1661::AID-1>3.0.CO;2-2",
        PMID="34372914",
        PMCID="PMC8353789",
        ISSN="2047-9158",
        URL="https://example.org/a_b%20c#d?e=1&f=~",
        language=["eng"],
        keyword=[Keyword("therapy"), Keyword("50% off; or more")],
        mesh=[
            MeshHeading("Cell Line, Tumor", qualifier=[MeshQualifier("drug effects", major=True)]),
            MeshHeading("Humans"),
        ],
        abstract=[AbstractSection("Do we?\nYes.", "AIM"), AbstractSection("@article{x, } p<0.05", "RESULTS")],
    ),
    Record(type="book", title="Ein Buch über Lungen", author=[Name(family="Ö", given="P")], language=["ger"]),
    Record(type="chapter", title="漢字 and ễ", container_title="The book", editor=[Name(family="Lee")]),
    Record(
        type="article-journal", title="An odd } brace \\ and $ sign ~ ^ # | in it", id="own:key", PMID="5"
    ),
    Record(),
]


def written(name: str, records: list[Record], **options: Any) -> str:
    out = io.StringIO(newline="")
    get_writer(name).write(records, out, **options)
    return out.getvalue()


def parsed(text: str) -> list[dict[str, Any]]:
    library = parse_string(
        text, append_middleware=[SeparateCoAuthors(), SplitNameParts(), LatexDecodingMiddleware()]
    )
    assert not library.failed_blocks
    assert len(re.findall("^@(?!preamble)", text, re.MULTILINE)) == len(library.entries)
    return [
        {field.key: field.value for field in entry.fields} | {"key": entry.key, "type": entry.entry_type}
        for entry in library.entries
    ]


def decoded(words: list[str]) -> str:
    text, _ = LatexDecodingMiddleware()._transform_python_value_string(" ".join(words))
    return bare(text)


def bare(text: str) -> str:
    """Neither group nor markup nor mathematics, which both programs leave as they are."""
    return re.sub(r"[{}$]|</?\w[^<>]*>", "", text).replace("\\alpha", "α")


@pytest.mark.parametrize("encoding", ["latex", "unicode"])
@pytest.mark.parametrize("name", ["bibtex", "biblatex"])
def test_bibtexparser_reads_it_back(name: str, encoding: str) -> None:
    entries = parsed(written(name, RECORDS, encoding=encoding))
    assert len(entries) == len(RECORDS)
    first = entries[0]
    assert bare(first["title"]) == "Riluzole and SOD1 in Parkinson's disease: 5% R&D of α-synuclein, H_2O"
    assert [tuple(map(decoded, (part.von, part.last, part.jr))) for part in first["author"]] == [
        ("", "Óskarsson", ""),
        ("", "Smith", "Jr."),
        ("van der", "Berg", ""),
        ("", "Study Group of A, B and C", ""),
        ("", "Brand and Sons", ""),
        ("", "García López", ""),
        ("", "Madonna", ""),
    ]
    assert first["pmid"] == "34372914"
    assert first["pmcid"] == "PMC8353789"
    assert bare(entries[3]["title"]).replace("ˆ", "^") == "An odd  brace \\ and  sign ~ ^ # | in it"
    assert entries[3]["key"] == "own:key"


def test_addresses_are_verbatim() -> None:
    text = written("bibtex", RECORDS[:1])
    assert f"  doi = {{{RECORDS[0].DOI}}},\n" in text
    assert f"  url = {{{RECORDS[0].URL}}},\n" in text
    assert "  url = {a%7Bb%20c},\n" in written("bibtex", [Record(URL="a{b c")])


def test_one_field_a_line() -> None:
    for name in ("bibtex", "biblatex"):
        for line in written(name, RECORDS).splitlines():
            assert re.fullmatch(r"@preamble\{.*\}|@\w+\{[^\s,]+,|  \w+ = .+,|\}|", line), line


@pytest.mark.parametrize("name", ["bibtex", "biblatex"])
def test_pandoc_reads_it_back(name: str) -> None:
    pandoc = shutil.which("pandoc")
    if pandoc is None:
        pytest.skip("pandoc is not installed")
    run = subprocess.run(
        [pandoc, "-f", name, "-t", "csljson"],
        input=written(name, RECORDS),
        capture_output=True,
        text=True,
        check=True,
    )
    items = json.loads(run.stdout)
    assert len(items) == len(RECORDS)
    first = items[0]
    assert bare(first["title"]) == "Riluzole and SOD1 in Parkinson’s disease: 5% R&D of α-synuclein, H_2O"
    assert first["author"] == [
        {"family": "Óskarsson", "given": "Björn"},
        {"family": "Smith", "given": "J A", "suffix": "Jr."},
        {"family": "Berg", "given": "Jan", "dropping-particle": "van der"},
        {"literal": "Study Group of A, B and C"},
        {"family": "Brand and Sons", "given": "X"},
        {"family": "García López", "given": "Ñ"},
        {"literal": "Madonna"},
    ]
    assert first["DOI"] == RECORDS[0].DOI
    assert first["URL"] == RECORDS[0].URL
    assert first["PMID"] == RECORDS[0].PMID
    assert first["page"] == "123-128"


def test_what_latex_has_no_name_for_is_a_note() -> None:
    problems: list[Problem] = []
    written("bibtex", RECORDS, warn=problems.append)
    assert [(problem.code, problem.severity) for problem in problems] == [("not-in-latex", "note")]
    problems.clear()
    written("biblatex", RECORDS, warn=problems.append)
    assert problems == []


@pytest.mark.parametrize("option", ["encoding", "keys", "mesh"])
def test_an_unknown_choice_is_refused(option: str) -> None:
    with pytest.raises(ConvertError, match=option):
        written("bibtex", RECORDS, **{option: "nonsense"})


def test_keys_do_not_depend_on_the_order() -> None:
    records = [Record(title="Effect", PMID=str(number), issue=str(number)) for number in range(9, 0, -1)]
    entries = {entry["pmid"]: entry["key"] for entry in parsed(written("bibtex", records))}
    assert entries == {entry["pmid"]: entry["key"] for entry in parsed(written("bibtex", records[::-1]))}
    assert entries["1"] == "effect"
    assert entries["7"] == "effect-7"


def test_the_records_wait_in_a_file_not_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("convert.formats.keyed.SPOOL_CHARACTERS", 10)
    assert len(parsed(written("bibtex", RECORDS))) == len(RECORDS)


@pytest.mark.parametrize("characters", [1, 2, 50, 70])
def test_entries_get_their_keys_wherever_they_are_cut(
    monkeypatch: pytest.MonkeyPatch, characters: int
) -> None:
    records = [Record(title="On @growth", PMID=str(pmid)) for pmid in (3, 1, 2)]
    records.insert(1, Record(title="Other"))
    whole = written("bibtex", records)
    monkeypatch.setattr("convert.formats.keyed.COPY_CHARACTERS", characters)
    assert written("bibtex", records) == whole
    assert re.findall(r"^@misc\{(.*),$", whole, re.MULTILINE) == ["growth-3", "other", "growth", "growth-2"]
    assert whole.endswith("}\n\n")


def test_real_records(shared: Path) -> None:
    paths = sorted((shared / "corpus" / "medline").glob("*"))
    count = 0
    for path in paths[::4]:
        with path.open("rb") as stream:
            records = list(get_reader("medline").read(stream))[:25]
        entries = parsed(written("bibtex", records))
        assert len(entries) == len(records), path.name
        assert len({entry["key"].lower() for entry in entries}) == len(records), path.name
        assert [entry.get("pmid", "") for entry in entries] == [record.PMID for record in records]
        assert [entry.get("doi", "") for entry in entries] == [record.DOI for record in records]
        for entry, record in zip(entries, records, strict=True):
            names: list[NameParts] = entry.get("author", [])
            assert len(names) == len(record.author), (path.name, record.PMID)
        count += len(records)
    assert count


def test_markup_and_highlight() -> None:
    record = Record(
        title="Loss of <i>pten</i> and Ca<sup>2+</sup>", author=[Name("Doe", "Jane"), Name("Baker", "Ann B")]
    )
    assert "  title = {Loss of pten and {Ca}²⁺},\n" in written(
        "bibtex", [record], markup="none", encoding="unicode"
    )
    assert "  author+an = {2=highlight},\n" in written("biblatex", [record], highlight="Baker AB")
    assert "author+an" not in written("biblatex", [record], highlight="Baker C")


@pytest.mark.parametrize("character", "%#&$~^\\{}")
def test_an_address_that_tex_would_obey_is_declared(character: str) -> None:
    """Also if ``%5E`` is written for the character."""
    for record in (Record(DOI=f"10.1/a{character}b"), Record(URL=f"https://a.org/{character}")):
        assert written("bibtex", [record]).startswith('@preamble{"\\ifx\\urlstyle')
        assert "preamble" not in written("biblatex", [record])

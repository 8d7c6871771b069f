import io
import json
import shutil
import subprocess
from typing import Any

import pytest
import rispy

from convert.formats import get_writer
from convert.formats.ris import tables
from convert.model.record import (
    AbstractSection,
    Affiliation,
    Date,
    Keyword,
    MeshHeading,
    MeshQualifier,
    Name,
    Record,
)

ARTICLE = Record(
    type="article-journal",
    title="<i>Escherichia coli</i> at x<y & p<0.05: CO<sub>2</sub>",
    author=[
        Name("Müller", "Jörg A", suffix="Jr", affiliation=[Affiliation("Here."), Affiliation("There")]),
        Name("Berg", "Jan", non_dropping_particle="van den", affiliation=[Affiliation("Here.")]),
        Name(literal="Group for Heart, Lung and Blood"),
    ],
    container_title="Journal of Examples",
    container_title_short="J Ex",
    issued=Date(2021, 8, 9),
    available_date=Date(2021, 7, 1),
    volume="10",
    issue="1",
    number="29",
    DOI="10.1000/ex.1",
    PMID="12345678",
    PMCID="PMC123",
    ISSN="1234-5678",
    keyword=[Keyword("heart; lung"), Keyword("*blood")],
    mesh=[
        MeshHeading("Heart", major=True),
        MeshHeading("Lung", qualifier=[MeshQualifier("pathology"), MeshQualifier("surgery", major=True)]),
        MeshHeading("Imaging, Three-Dimensional"),
    ],
    abstract=[AbstractSection("One\nline.", "AIM"), AbstractSection("p<q.", "METHODS")],
)
BOOK = Record(type="book", title="A Book", ISBN=["9783161484100"], ISSN="1111-1111", PMCID="PMC9", PMID="9")


def write(*records: Record, **options: Any) -> str:
    out = io.StringIO(newline="")
    get_writer("ris").write(records, out, **options)
    return out.getvalue()


def lines(text: str, tag: str) -> list[str]:
    return [line[6:] for line in text.split("\r\n") if line.startswith(f"{tag}  - ")]


def test_one_line_a_tag_with_crlf() -> None:
    text = write(ARTICLE, Record(title="A\u2028B\x85C\x1cD\tE"))
    assert text.startswith("TY  - JOUR\r\n")
    assert text.endswith("ER  - \r\n\r\n")
    assert text.count("\n") == text.count("\r\n") == len(text.splitlines())
    assert all(line[2:6] == "  - " for line in text.split("\r\n") if line)
    assert "TI  - A B C D E\r\n" in text


def test_rispy_reads_it_whole() -> None:
    first, second = rispy.loads(write(ARTICLE, BOOK).replace("\r\n", "\n"))
    assert first["title"] == "Escherichia coli at x< y & p<0.05: CO2"
    assert first["authors"] == ["Müller, Jörg A, Jr", "van den Berg, Jan", "Group for Heart; Lung and Blood"]
    assert (first["doi"], first["accession_number"], first["custom2"]) == (
        "10.1000/ex.1",
        "12345678",
        "PMC123",
    )
    assert first["unknown_tag"]["M2"] == ["PMID: 12345678", "PMCID: PMC123", "available-date: 2021-07-01"]
    assert (first["year"], first["date"]) == ("2021", "2021/08/09/")
    assert (first["secondary_title"], first["alternate_title1"]) == ("Journal of Examples", "J Ex")
    assert (first["start_page"], first["custom7"]) == ("29", "29")
    assert first["abstract"] == "AIM: One line. METHODS: p<q."
    assert first["author_address"] == "Here; There"
    assert first["keywords"] == ["heart, lung", "blood", "Heart", "Lung", "Imaging, Three-Dimensional"]
    assert (second["type_of_reference"], second["issn"]) == ("BOOK", "9783161484100")
    assert "custom2" not in second


def test_pandoc_reads_it_too() -> None:
    pandoc = shutil.which("pandoc")
    formats = (
        subprocess.run([pandoc, "--list-input-formats"], capture_output=True, check=True) if pandoc else None
    )
    if formats is None or b"\nris\n" not in formats.stdout:
        pytest.skip("no pandoc that reads RIS (2.18) on this machine")
    command = [str(pandoc), "-f", "ris", "-t", "csljson"]
    done = subprocess.run(command, input=write(ARTICLE, BOOK).encode(), capture_output=True, check=True)
    first, second = json.loads(done.stdout)
    assert [first["title"], second["title"]] == ["Escherichia coli at x< y & p<0.05: CO2", "A Book"]
    assert first["issued"]["date-parts"][0][0] == 2021
    assert first["DOI"] == "10.1000/ex.1"
    assert first["author"][1]["given"] == "Jan"


@pytest.mark.parametrize(
    ("mesh", "expected"),
    [
        ("descriptors", ["Heart", "Lung", "Imaging, Three-Dimensional"]),
        ("qualifiers", ["Heart", "Lung/pathology", "Lung/surgery", "Imaging, Three-Dimensional"]),
        ("major", ["Heart", "Lung"]),
        ("none", []),
    ],
)
def test_mesh(mesh: str, expected: list[str]) -> None:
    assert lines(write(ARTICLE, mesh=mesh), "KW") == ["heart, lung", "blood", *expected]


def test_the_issue_comes_after_what_jabref_mistakes_for_it() -> None:
    tags = [line[:2] for line in write(ARTICLE).split("\r\n")]
    assert tags.index("IS") > max(tags.index("AN"), tags.index("C7"))


def test_every_type_is_one_that_rispy_knows() -> None:
    written = {row.name for row in tables.TYPES if row.use != "read"}
    assert written <= set(rispy.TYPE_OF_REFERENCE_MAPPING)

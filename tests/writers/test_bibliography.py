import io
from pathlib import Path
from typing import Any

import pytest

from convert.problems import ConvertError, Problem
from convert.record import Date, Name, Record
from convert.writers import bibliography as writer

ARTICLE = Record(
    type="article-journal",
    title="On <i>E. coli</i> & CO<sub>2</sub>: does x<y?",
    author=[Name("Müller", "JA", initials="JA", suffix="Jr"), Name(literal="Example Group")],
    container_title="Journal of Examples",
    container_title_short="J Ex",
    issued=Date(2021, 7, 9),
    available_date=Date(2021, 6, 1),
    volume="10",
    issue="1",
    page="445-453",
    DOI="10.1000/ex.1",
    PMID="12345678",
    PMCID="PMC123",
)
OTHER = Record(type="article-journal", title="Another", author=[Name("Abel", "B")], issued=Date(1999))


def write(*records: Record, **options: Any) -> str:
    out = io.StringIO(newline="")
    writer.write(records, out, **options)
    return out.getvalue()


def test_apa() -> None:
    first, second = write(ARTICLE, OTHER, style="apa").splitlines()
    assert first == "Abel, B. (1999). Another."
    assert second == (
        "Müller, J. A., Jr, & Example Group. (2021). On E. coli & CO2: does x<y? Journal of Examples, 10(1), "
        "445–453. https://doi.org/10.1000/ex.1"
    )


def test_pubmeds_own_style() -> None:
    assert write(ARTICLE, style="pubmed").startswith(
        "Müller JA Jr, Example Group. On E. coli & CO2: does x<y? J Ex. 2021 Jul 9;10(1):445-53. doi: 10.1000/ex.1."
    )
    assert write(ARTICLE, style="pubmed").endswith(" PMID: 12345678; PMCID: PMC123.\n")


def test_a_number_in_a_column_of_its_own_is_set_apart() -> None:
    assert [line[:8] for line in write(OTHER, ARTICLE, style="vancouver").splitlines()] == [
        "1. Abel ",
        "2. Mülle",
    ]


@pytest.mark.parametrize(
    ("format", "start", "part", "end"),
    [
        ("text", "1. Müller", "E. coli & CO2: does x<y?", "\n"),
        (
            "html",
            '<div class="csl-bib-body">\n',
            "<i>E. coli</i> &amp; CO<sub>2</sub>: does x&lt;y?",
            "</div>\n",
        ),
        ("markdown", "1\\. Müller", "*E. coli* &amp; CO<sub>2</sub>: does x\\<y?", "\n"),
        ("latex", '1. M{\\"u}ller', "\\textit{E. coli} \\& CO{$_{2}$}: does x{$<$}y?", "\n"),
        ("rtf", "{\\rtf1", "{\\i E. coli} & CO{\\sub 2}: does x<y?", "}\n"),
    ],
)
def test_formats(format: str, start: str, part: str, end: str) -> None:
    text = write(ARTICLE, style="jama", format=format)
    assert text.startswith(start)
    assert part in text
    assert text.endswith(end)


def test_locales() -> None:
    undated = Record(type="book", title="T", author=[Name("A", "B")])
    assert "(o.\xa0J.)" in write(undated, style="apa", locale="de")
    assert "(n.d.)" in write(undated, style="apa")


@pytest.mark.parametrize(
    "options",
    [{"style": "no-such-style"}, {"locale": "xx"}, {"format": "docx"}, {"engine": "none"}],
)
def test_what_is_not_there(options: dict[str, str]) -> None:
    with pytest.raises(ConvertError, match="there is no"):
        write(ARTICLE, **options)


def test_broken_styles(tmp_path: Path) -> None:
    path = tmp_path / "x.csl"
    path.write_text("<style")
    with pytest.raises(ConvertError, match="can't use the style 'x'"):
        write(ARTICLE, style=str(path))


@pytest.mark.parametrize(
    "odd",
    [
        Record(type="article-journal", title="T", issued=Date(2010, 9, end=Date(2010, 10))),
        Record(type="article-journal", title="T", issued=Date(2004, season=3, end=Date(2004, season=4))),
        Record(type="article-journal", title="T", issued=Date(2004, day=3)),
        Record(type="article-journal", title="T", issued=Date(literal="undated")),
        Record(type="article-journal", title="T", author=[Name()], page="1-", number="x-y-z"),
        Record(type="no such type", title="</i><b>", author=[Name(family="X", literal="Y")]),
        Record(),
    ],
)
def test_one_odd_record_does_not_end_the_list(odd: Record) -> None:
    problems: list[Problem] = []
    for style in ("apa", "pubmed", "ieee"):
        problems.clear()
        lines = write(ARTICLE, odd, OTHER, style=style, warn=problems.append).splitlines()
        assert len(lines) == 3 - sum(problem.severity == "error" for problem in problems)
        assert {"Abel", "Müller"} <= {word.strip(",") for line in lines for word in line.split()}


def test_a_problem_names_the_record() -> None:
    problems: list[Problem] = []
    write(Record(PMID="7", title="T", issued=Date(2010, 9, end=Date(2010, 10))), warn=problems.append)
    assert [(problem.code, problem.record) for problem in problems] == [("date-range", "7")]


def test_the_same_record_twice_is_listed_twice() -> None:
    assert len(write(ARTICLE, ARTICLE, style="pubmed").splitlines()) == 2


def test_nothing_to_list() -> None:
    assert write() == ""

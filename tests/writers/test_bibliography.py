import io
import re
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from convert.citing.bibliography import ENGINES
from convert.csl.rendering.context import RenderContext
from convert.csl.rendering.layout import Layout
from convert.formats import get_writer
from convert.model.record import Date, Name, Record
from convert.streams.problems import ConvertError, Problem

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
    get_writer("bibliography").write(records, out, **options)
    return out.getvalue()


def test_apa() -> None:
    first, second = write(ARTICLE, OTHER, style="apa").splitlines()
    assert first == "Abel, B. (1999). Another."
    assert second == (
        "Müller, J. A., Jr., & Example Group. (2021). On E. coli & CO2: Does x<y? Journal of Examples, 10(1), "
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
            '<div class="csl-bib-body">\n  <div class="csl-entry"><div class="csl-left-margin">1.</div>',
            "<i>E. coli</i> &amp; CO<sub>2</sub>: does x&lt;y?",
            "</div>\n",
        ),
        (
            "html-page",
            '<!DOCTYPE html>\n<html lang="en-US">\n<head>\n<meta charset="utf-8">',
            "padding-left: 1.",
            "</html>\n",
        ),
        ("markdown", "1\\. Müller", "*E. coli* & CO<sub>2</sub>: does x\\<y?", "\n"),
        ("pandoc", "1\\. Müller", "*E. coli* & CO~2~: does x\\<y?", "\n"),
        ("latex", "\\providecommand{\\href}", '\\item[{1.}] M{\\"u}ller', "\\end{list}\n"),
        ("latex", "", "\\textit{E. coli} \\& CO\\textsubscript{2}: does x{$<$}y?", "\\end{list}\n"),
        ("thebibliography", "", '\\bibitem{muller2021coli} M{\\"u}ller', "\\end{thebibliography}\n"),
        ("rtf", "{\\rtf1", "{\\i E. coli} & CO{\\sub 2}: does x<y?", "}\n"),
    ],
)
def test_formats(format: str, start: str, part: str, end: str) -> None:
    text = write(ARTICLE, style="jama", format=format)
    assert text.startswith(start)
    assert part in text
    assert text.endswith(end)


@pytest.mark.parametrize(
    ("format", "start"),
    [
        ("text", "Works & more\n\nMüller"),
        ("markdown", "# Works & more\n\nMüller"),
        ("html", "<h2>Works &amp; more</h2>\n<div"),
        ("latex", "\\providecommand{\\href}[2]{#2} % links need the package hyperref\n\\section*{Works \\& more}\n"),
        ("rtf", "{\\rtf1\\ansi\\uc1\\deff0{\\fonttbl{\\f0\\froman Times New Roman;}}\\fs24\n\\pard\\sa120\\b\\fs32 Works & more"),
    ],
)  # fmt: skip
def test_a_heading(format: str, start: str) -> None:
    assert write(ARTICLE, format=format, heading="Works & more").startswith(start)


def test_a_fragment_brings_its_css() -> None:
    assert "<style>\n.csl-bib-body { max-width" in write(ARTICLE, format="html")
    page = write(ARTICLE, format="html-page", heading="Works & more")
    assert page.count("<style>") == 1
    assert "<title>Works &amp; more</title>" in page


def test_locales() -> None:
    undated = Record(type="book", title="T", author=[Name("A", "B")])
    assert "(o.\xa0J.)" in write(undated, style="apa", locale="de")
    assert "(n.d.)" in write(undated, style="apa")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"style": "no-such-style"}, "there is no"),
        ({"format": "docx"}, "option format: 'docx' is not text | html"),
        ({"engine": "none"}, "there is no"),
        ({"engine": "citeproc-py", "locale": "xx"}, "there is no"),
    ],
)
def test_what_is_not_there(options: dict[str, str], said: str) -> None:
    with pytest.raises(ConvertError, match=re.escape(said)):
        write(ARTICLE, **options)


BROKEN = {
    "no XML": "<style",
    "no style": "<html/>",
    "a layout that isn't there": "<style xmlns='http://purl.org/net/xbiblio/csl'><citation/></style>",
    "a number that is none": """<style xmlns='http://purl.org/net/xbiblio/csl'><citation et-al-min='few'><layout>
        <names variable='author'/></layout></citation></style>""",
    "no parent": """<style xmlns='http://purl.org/net/xbiblio/csl'><info>
        <link rel='independent-parent' href='http://www.zotero.org/styles/no-such-style'/></info></style>""",
}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_style_is_said(what: str, engine: str, tmp_path: Path) -> None:
    path = tmp_path / "x.csl"
    path.write_text(BROKEN[what])
    with pytest.raises(ConvertError, match="the style 'x'"):
        write(ARTICLE, style=str(path), engine=engine)


def test_an_odd_style_still_renders(tmp_path: Path) -> None:
    path = tmp_path / "x.csl"
    path.write_text("""<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
        <citation near-note-distance="many"><layout><text macro="gone"/></layout></citation>
        <bibliography line-spacing="1.5" entry-spacing="x"><layout>
        <text macro="gone"/><nonsense/><text variable="title"/><date/><names/></layout></bibliography></style>""")
    assert write(OTHER, style=str(path)) == "Another\n"


def test_a_style_for_notes_alone_lists_notes() -> None:
    problems: list[Problem] = []
    assert "Another" in write(OTHER, style="bluebook-law-review", warn=problems.append)
    assert [(problem.code, problem.severity) for problem in problems] == [("notes-only", "note")]


def test_an_unknown_locale_is_said_each_time() -> None:
    for _ in range(2):
        problems: list[Problem] = []
        assert "Another" in write(OTHER, locale="xx", warn=problems.append)
        assert [problem.code for problem in problems] == ["unknown-locale"]


def test_what_trips_the_processor_is_reported_and_the_rest_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    problems: list[Problem] = []
    entry = Layout.entry

    def trip(layout: Layout, context: RenderContext, align: str) -> str:
        if context.item.data.get("title") == "Another":
            raise RecursionError("too deep")
        return entry(layout, context, align)

    monkeypatch.setattr(Layout, "entry", trip)
    other = replace(OTHER, PMID="7")
    assert len(write(ARTICLE, other, ARTICLE, warn=problems.append).splitlines()) == 2
    assert [(problem.code, problem.record) for problem in problems] == [("not-rendered", "7")]


def test_links() -> None:
    assert "doi.org/10.1000/ex.1" not in write(ARTICLE, style="ama", format="html", links=False)
    link = '<a href="https://doi.org/10.1000/ex.1">10.1000/ex.1</a>'
    assert link in write(ARTICLE, style="ama", format="html")
    assert "[10.1000/ex.1](https://doi.org/10.1000/ex.1)" in write(ARTICLE, style="ama", format="markdown")
    link = r"\href{https://doi.org/10.1000/ex.1}{10.\allowbreak 1000/\allowbreak ex.\allowbreak 1}"
    assert link in write(ARTICLE, style="ama", format="latex")
    assert r"\href{h" not in write(ARTICLE, style="ama", format="latex", links=False)


def test_an_old_doi_is_linked() -> None:
    old = replace(ARTICLE, DOI="10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-SIM968>3.0.CO;2-2")
    assert '/(SICI)1097-0258(19980815)17:15%3C1661::AID-SIM968%3E3.0.CO;2-2">' in write(
        old, style="ama", format="html"
    )
    assert "](<https://doi.org/10.1002/(SICI)" in write(old, style="ama", format="markdown")


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
    for style, engine in product(("apa", "pubmed", "ieee"), ENGINES):
        problems.clear()
        lines = write(ARTICLE, odd, OTHER, style=style, engine=engine, warn=problems.append).splitlines()
        assert len(lines) == 3 - sum(problem.severity == "error" for problem in problems)
        assert {"Abel", "Müller"} <= {word.strip(",") for line in lines for word in line.split()}


def test_a_problem_names_the_record() -> None:
    problems: list[Problem] = []
    odd = Record(PMID="7", title="T", issued=Date(2010, 9, end=Date(2010, 10)))
    write(odd, engine="citeproc-py", warn=problems.append)
    assert [(problem.code, problem.record) for problem in problems] == [("date-range", "7")]


def test_the_same_record_twice_is_listed_twice() -> None:
    assert len(write(ARTICLE, ARTICLE, style="pubmed").splitlines()) == 2


@pytest.mark.parametrize("engine", ENGINES)
def test_nothing_to_list(engine: str) -> None:
    assert write(engine=engine) == ""

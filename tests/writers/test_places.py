"""Where the formats for Wikipedia, Typst, software and JATS say an article number, a report's number, et al. and the journal."""

import io

import pytest

from convert.formats import get_writer
from convert.model.record import Name, Record

ARTICLE = Record(
    type="article-journal",
    title="Coins",
    author=[Name("Doe", "Jane")],
    authors_complete=False,
    container_title="Nature reviews. Cancer",
    container_title_short="Nat Rev Cancer",
    page="e8978",
)
SAID = {
    "wikipedia": ("|article-number=e8978", "|display-authors=etal", "|journal=Nature Reviews Cancer"),
    "hayagriva": ('page-range: "e8978"', 'name: "et al."', '"Nature Reviews Cancer"'),
    "cff": ('start: "e8978"', 'name: "et al."', 'journal: "Nature Reviews Cancer"'),
    "jats": ("<elocation-id>e8978</elocation-id>", "<etal/>", "<source>Nature Reviews Cancer</source>"),
}
REPORT = {
    "wikipedia": "|number=R-7",
    "hayagriva": 'serial: "R-7"',
    "cff": 'number: "R-7"',
    "jats": "<elocation-id>R-7",
}


def written(name: str, record: Record) -> str:
    out = io.StringIO()
    get_writer(name).write([record], out)
    return out.getvalue()


@pytest.mark.parametrize("name", SAID)
def test_an_article(name: str) -> None:
    text = written(name, ARTICLE)
    assert all(part in text for part in SAID[name])
    assert text.count("e8978") == 1


@pytest.mark.parametrize("name", REPORT)
def test_a_report(name: str) -> None:
    text = written(name, Record(type="report", title="Coins", number="R-7", page="3-9"))
    assert REPORT[name] in text
    assert text.count("R-7") == 1

"""Titles all in capitals are put into sentence case where a reference is written, and said."""

import io

import pytest

from convert.model.record import AbstractSection, Keyword, Record
from convert.model.text.lowering import lower_title
from convert.running.conversion import Conversion
from convert.streams.problems import Problem

TITLE = "EFFECTS OF COIN THERAPY ON QOPD IN BRAZIL: THE ROLE OF THE QUILL SCALE"


@pytest.mark.parametrize(
    ("record", "lowered"),
    [
        (Record(title="Not all OF IT IS"), "Not all OF IT IS"),
        (
            Record(title="A STUDY OF COVID-19, HBV, TYPE II DIABETES (HDI) AND DNA"),
            "A study of COVID-19, HBV, type II diabetes (HDI) and DNA",
        ),
        (
            Record(title="IS <i>ESCHERICHIA COLI</i> RARE? THE X-RAY OF NEW ZEALAND"),
            "Is <i>Escherichia coli</i> rare? The X-ray of New Zealand",
        ),
        (
            Record(
                title=TITLE,
                abstract=[AbstractSection("We used the Quill scale. Coin therapy helps.")],
                keyword=[Keyword("QoPD")],
            ),
            "Effects of coin therapy on QoPD in Brazil: the role of the Quill scale",
        ),
    ],
)
def test_lower_title(record: Record, lowered: str) -> None:
    assert lower_title(record) == lowered


@pytest.mark.parametrize(
    ("to", "kept"), [("bibtex", False), ("ris", False), ("jsonl", True), ("medline", True)]
)
def test_said_where_it_is_done(to: str, kept: bool) -> None:
    problems: list[Problem] = []
    out = io.StringIO()
    Conversion(to=to).write(
        [Record(title="THE LIFE OF COINS IN TOWNS", type="article-journal")], out, problems.append
    )
    assert ("LIFE OF COINS" in out.getvalue().replace("\n      ", " ")) == kept
    assert ("all-capitals" in {problem.code for problem in problems}) != kept

"""Text that was read in the wrong encoding is said, and put right by ``--repair``."""

import io
import sys

import pytest

import convert
from convert import Problem
from convert.changes.choices import Choices
from convert.model.record import AbstractSection, Name, Record

MANGLED = "GarcÃ­a, â€œcoinsâ€\x9d at 20 Â°C: Î±-Ïƒ, Ã‰tude"
RIGHT = "García, “coins” at 20 °C: α-σ, Étude"


def converted(record: Record, *, repair: bool = False) -> tuple[str, list[Problem]]:
    out, problems = io.StringIO(), list[Problem]()
    convert.convert(
        io.BytesIO(convert_to_jsonl(record)),
        out,
        to="jsonl",
        choices=Choices(repair=repair),
        warn=problems.append,
    )
    return out.getvalue(), [problem for problem in problems if problem.code == "mojibake"]


def convert_to_jsonl(record: Record) -> bytes:
    out = io.StringIO()
    convert.write([record], out, "jsonl")
    return out.getvalue().encode()


def test_mojibake_is_reported_and_kept() -> None:
    text, problems = converted(Record(type="book", title=MANGLED, PMID="7"))
    assert "GarcÃ" in text
    assert [(problem.severity, problem.record) for problem in problems] == [("warning", "7")]


@pytest.mark.parametrize(
    "title", ["García, 20 °C", "SÃO PAULO, IRMÃ", "Å–Ä, 5 Å", "Â, Ñ, Î", "ß–x", "naïve “coins”"]
)
def test_what_is_right_is_left_alone(title: str) -> None:
    assert converted(Record(type="book", title=title))[1] == []


def test_repair() -> None:
    pytest.importorskip("ftfy", reason="the extra repair is not installed")
    record = Record(
        type="book",
        title=MANGLED,
        author=[Name("GarcÃ­a", "JosÃ©")],
        abstract=[AbstractSection("â€” x")],
        PMID="7",
    )
    text, problems = converted(record, repair=True)
    assert "Ã" not in text
    assert RIGHT in text
    assert '"family":"García","given":"José"' in text
    assert [(problem.severity, problem.record) for problem in problems] == [("note", "7")]


def test_repair_leaves_what_is_right_as_it_is() -> None:
    pytest.importorskip("ftfy", reason="the extra repair is not installed")
    record = Record(type="book", title="Ångström – “½” œuvre ﬁn", extra={"x": ["ﬂ"]})
    assert converted(record, repair=True) == converted(record)


def test_repair_says_what_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ftfy", None)
    with pytest.raises(convert.ConvertError, match=r"pip install 'refconvert\[repair\]'"):
        converted(Record(title="x"), repair=True)

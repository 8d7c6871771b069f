import io
from pathlib import Path

import pytest
import rispy

import convert
from convert.formats import get_reader, get_writer
from convert.model.pages import article_number
from convert.model.record import Date, Record
from convert.model.text import titles
from convert.streams.problems import Problem

GOOD = """TY  - JOUR
AU  - Doe, Jane
AU  - van der Berg, Jan
TI  - On nothing
T2  - Journal of invented trials
PY  - 2023
VL  - 12
SP  - 445
EP  - 453
DO  - 10.5555/jit.1
KW  - coins
KW  - tossing
ER  -

TY  - BOOK
TI  - A book
ER  -
"""


def read(text: str, problems: list[Problem] | None = None) -> list[Record]:
    warn = [].append if problems is None else problems.append
    return list(get_reader("ris").read(io.BytesIO(text.encode()), warn=warn))


def test_rispy_agrees() -> None:
    for ours, theirs in zip(read(GOOD), rispy.loads(GOOD), strict=True):
        assert ours.title == theirs["title"]
        assert [f"{name.family}, {name.given}" for name in ours.author] == theirs.get("authors", [])
        assert [keyword.term for keyword in ours.keyword] == theirs.get("keywords", [])
        assert (ours.volume, ours.DOI) == (theirs.get("volume", ""), theirs.get("doi", ""))


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("separator", ["\n\n", "\n"])
def test_blank_lines_and_line_ends_change_nothing(end: str, separator: str) -> None:
    assert read(GOOD.replace("\n\n", separator).replace("\n", end)) == read(GOOD)


def test_the_first_record_is_out_before_the_last_byte_is_read() -> None:
    class Endless(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
            text = (GOOD + "\n").encode()
            buffer[: len(text)] = text
            return len(text)

    records = get_reader("ris").read(io.BufferedReader(Endless(), 8192))
    assert next(records).title == "On nothing"


def test_every_line_is_in_a_field_or_in_extra() -> None:
    tags = [first + second for first in "ABCDEIJKLMNOPRSTUVY" for second in "ABCDEFGHIJLNOPRSTUVWY123456789"]
    for tag in tags:
        if tag not in ("TY", "ER"):
            [record] = read(f"TY  - JOUR\n{tag}  - 1987 Qqzz77\nER  - \n")
            assert "Qqzz77" in str(record) or record.issued, tag


def test_records_come_back(shared: Path) -> None:
    records = list(convert.read(shared / "corpus/medline/blachlylab.nbib__pubmed.nbib", "medline"))
    out = io.StringIO(newline="")
    get_writer("ris").write(records, out)
    again = read(out.getvalue())
    assert len(rispy.loads(out.getvalue().replace("\r\n", "\n"))) == len(again) == len(records)
    for before, after in zip(records, again, strict=True):
        number = article_number(before) or before.number
        assert after.page == ("" if before.page == number != "" else before.page)
        assert after.number == number
        for field in ("title", "volume", "issue", "DOI", "PMID", "PMCID", "issued", "language"):
            assert getattr(after, field) == getattr(before, field)
        assert after.container_title == titles.container_title(before)


def test_lines_are_numbered_as_in_the_file() -> None:
    text = "\n      \nTY  - JOUR\nAU  - Doe J\n      \n\nTI  - A\n  title\n\t\nER  - \n   \nstray\n\nTY  - NIL\nER  - \n"
    problems: list[Problem] = []
    first, second = read(text, problems)
    assert [record.source and record.source.line for record in (first, second)] == [3, 14]
    assert [(problem.code, problem.line) for problem in problems] == [
        ("stray-text", 12),
        ("unknown-type", 14),
    ]
    assert [(name.family, name.given) for name in first.author] == [("Doe", "J")]
    assert first.title == "A title"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("PY  - 2021/08/09/\nDA  - 2021/09/10/\nY1  - 2021/10/11/", Date(2021, 8, 9)),
        ("DA  - 2021/09/10/\nY1  - 2021/10/11/", Date(2021, 10, 11)),
        ("PY  - 2021\nDA  - 2021/09/10/\nY1  - 2021/10", Date(2021, 9, 10)),
        ("PY  - 2021\nDA  - 2020/09/10/", Date(2021)),
    ],
)
def test_of_dates_as_exact_as_another_the_first_tag_wins(lines: str, expected: Date) -> None:
    [record] = read(f"TY  - JOUR\n{lines}\nER  - \n")
    assert record.issued == expected

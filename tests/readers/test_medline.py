"""What the prose cases in ``fixtures/cases/medline-*.test`` can't say: that nothing is lost, whatever the tag."""

import csv
import io
import re
from pathlib import Path

import msgspec
import pytest

from convert.formats import get_reader, get_writer
from convert.formats.medline.read import LAYOUT
from convert.formats.medline.tables import LINK_TAGS, LINKS, READ, ROWS
from convert.formats.tagged.lines import read_fields
from convert.model import notices
from convert.model.record import Record
from convert.streams.decoding import text_chunks
from convert.streams.problems import Problem, silent

READER = get_reader("medline")

MINIMAL = "PMID- 1\nTI  - T.\nJT  - J\n"

SPECIAL = {
    "LR": "20200102",
    "PHST": "2020/01/02 00:00 [received]",
    "PMC": "PMC99",
    "LID": "10.5555/sesame [doi]",
    "AID": "10.5555/sesame [doi]",
    "TT": "Sesam.",
}
"""What stands for the value of a tag that takes only some; dates have the first for all."""

DATES = {"DP", "DEP", "DA", "DCOM", "LR", "DRDT", "CTDT", "CRDT", "CDAT", "EDAT", "MHDA", "PMCR"}


def read(text: str) -> tuple[list[Record], list[Problem]]:
    problems: list[Problem] = []
    return list(READER.read(io.BytesIO(text.encode()), warn=problems.append)), problems


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text))


def value_of(tag: str) -> str:
    return SPECIAL["LR"] if tag in DATES else SPECIAL.get(tag, "sesame")


def said_by(tag: str) -> set[str]:
    """The fields that a line with this tag adds to a record."""
    before = {"OCI": "OAB - o\n", "OABL": "OAB - o\n", "OTO": "OT  - k\n"}.get(tag, "")
    [without], _ = read(MINIMAL + before)
    head = MINIMAL.replace("PMID- 1\n", "") if tag == "PMID" else MINIMAL
    [record], _ = read(f"{head}{before}{tag:4}- {value_of(tag)}\n")
    old, new = (msgspec.to_builtins(msgspec.structs.replace(each, source=None)) for each in (without, record))
    return {field for field in new if old.get(field) != new[field]}


@pytest.mark.parametrize("tag", sorted({*READ, "XYZ"}))
def test_each_tag_reaches_a_field_or_extra(tag: str) -> None:
    if tag in ("TI", "JT"):
        [record], _ = read(MINIMAL)
        assert (record.title, record.container_title) == ("T", "J")
    else:
        assert said_by(tag)


def test_each_tag_of_real_files_reaches_a_field(shared: Path) -> None:
    with (shared / "facts" / "medline-tags.tsv").open(encoding="utf-8") as rows:
        tags = {row["tag"] for row in csv.DictReader(rows, delimiter="\t")} - {"TI", "JT"}
    assert len(tags) > 80
    assert {tag for tag in tags if said_by(tag) <= {"extra"}} <= {"NR", "AD", "IRAD", "AUID"}


REWRITTEN = DATES | {"PHST", "PG", "PMC", "AUID", "IS"}
"""Tags whose values the record holds in another spelling."""


def test_each_word_of_real_files_is_in_a_record(shared: Path) -> None:
    for path in (shared / "corpus" / "medline").iterdir():
        if path.stat().st_size < 500_000:
            with path.open("rb") as file:
                said = words(msgspec.json.encode(list(READER.read(file))).decode())
            with path.open("rb") as file:
                fields = list(read_fields(text_chunks(file, warn=silent), LAYOUT))
            lost = {(tag, word) for _, tag, value in fields for word in words(value) - said}
            assert {pair for pair in lost if pair[0] not in REWRITTEN} <= LOST, path.name


LOST = {("", word) for word in words("This line should be omitted by the importer.")} | {("AID", "doi")}
"""A line outside of any record, which is reported instead; and the kind of an identifier, which its field says."""


@pytest.mark.parametrize(
    ("head", "is_medline"),
    [
        (b"PMID- 1\nOWN - NLM\n", True),
        (b"\r\n\r\nPMID- 1\r\n", True),
        (b"PMC - PMC1\nPMID- 1\n", True),
        (b"OWN - ERIC\nTI  - T\n", True),
        (b"PMID-1\nTI  - T\n", True),
        (b"TY  - JOUR\nTI  - T\nER  - \n", False),
        (b"%A Doe\n", False),
        (b"<?xml version='1.0'?>", False),
        (b"PMID: 1\n", False),
        (b"", False),
    ],
)
def test_recognition(head: bytes, *, is_medline: bool) -> None:
    assert READER.sniff(head) is is_medline


def test_a_problem_names_line_and_record() -> None:
    _, [problem] = read("\n\nPMID- 7\nTI  - A title\n      in two lines.\nDP  - whenever\n")
    assert (problem.code, problem.line, problem.record) == ("bad-date", 6, "7")


def test_no_record_comes_of_no_input() -> None:
    assert read("") == read("\n\n") == ([], [])


STATES = {
    "EIN": ["corrected"],
    "EFR": ["notice"],
    "RIN": ["retracted"],
    "ROF": ["notice"],
    "PRIN": ["retracted"],
    "PROF": ["notice"],
    "RRI": ["retracted"],
    "RRF": ["notice"],
    "CRI": ["corrected"],
    "CRF": ["notice"],
    "ECI": ["expression of concern"],
    "ECF": ["notice"],
    "CIN": [],
    "CON": [],
    "UIN": [],
    "UOF": [],
}
"""Tag → what a link in it says of the record: of an article that it was corrected, of the erratum that it is a notice."""


@pytest.mark.parametrize("tag", STATES)
def test_a_link_tells_the_work_from_the_notice_about_it(tag: str) -> None:
    [record], _ = read(f"{MINIMAL}{tag:4}- J Sesame. 2020;1(2):3. PMID: 2\n")
    assert notices.states(record) == STATES[tag]


WRITTEN_AS = {"NM": "RN", "COI": "COIS", "ISSN": "IS"}
"""Tag that is only read → the tag that says the same."""
NOT_WRITTEN = {"URL"}
BEFORE = {
    "OABL": "OAB - o\n",
    "OCI": "OAB - o\n",
    "OTO": "OT  - k\n",
    "OID": "OWN - NLM\n",
    "DRDT": "BTI - B.\n",
}
BEFORE |= {
    "CDAT": "BTI - B.\n",
    "IRAD": "FIR - Doe, Jane\nIR  - Doe J\n",
    "TT": "LA  - eng\n",
    "AUID": "AU  - Doe J\n",
    "AD": "AU  - Doe J\n",
}
"""Lines that a tag needs before it, to have a place in the record and in what is written of it."""
AFTER = {"FAU": "AU  - Doe S\n", "FED": "ED  - Doe S\n", "FIR": "IR  - Doe S\n", "FPS": "PS  - Doe S\n"}
VALUES = {
    "BTI": "Sesame book",
    "LA": "eng",
    "TT": "Sesam.",
    "OID": "NLM: sesame",
    "PMC": "PMC99",
    "PMID": "2",
    "RN": "0 (sesame)",
} | {
    "PHST": "2020/01/02 00:00 [received]",
    "AUID": "NLM: sesame",
    "IS": "1234-5679 (Print)",
    "ISSN": "ISSN-1234-5679",
    "PMCR": "2020/01/02",
    "DP": "2020 Jan 2",
}
VALUES |= dict.fromkeys(("LID", "AID"), "10.5555/sesame [doi]")
VALUES |= dict.fromkeys(("CRDT", "CDAT", "EDAT", "MHDA"), "2020/01/02 06:00")
VALUES |= dict.fromkeys(("FAU", "FIR", "FED", "FPS"), "Doe, Sesame")
VALUES |= dict.fromkeys(("AU", "IR", "ED", "PS"), "Doe S")
VALUES |= dict.fromkeys(LINKS, "J Sesame. 2020;1(2):3. PMID: 2")


ASSEMBLED = {"citation_text", "publication_type", "inferred"}
"""Fields that the writer fills from others, where a record lacks them."""


@pytest.mark.parametrize("tag", sorted(READ))
def test_each_tag_is_written_as_it_was_read(tag: str) -> None:
    value = VALUES.get(tag, "20200102" if tag in DATES else "sesame")
    minimal = "" if tag in ("TI", "JT", "PMID") else MINIMAL
    [record], problems = read(f"{minimal}{BEFORE.get(tag, '')}{tag:4}- {value}\n{AFTER.get(tag, '')}")
    assert not problems
    assert "extra" not in msgspec.to_builtins(record)
    out = io.StringIO()
    get_writer("medline").write([record], out)
    lines = out.getvalue().splitlines()
    if tag in NOT_WRITTEN:
        assert not [line for line in lines if "sesame" in line]
    elif tag in WRITTEN_AS:
        assert [line for line in lines if line.startswith(f"{WRITTEN_AS[tag]:4}- ")]
    else:
        assert f"{tag:4}- {value}" in {line.removesuffix(".") for line in lines} | set(lines)
    [again], _ = read(out.getvalue())
    for field in set(Record.__struct_fields__) - ASSEMBLED:
        assert getattr(again, field) == getattr(record, field) or tag in (*NOT_WRITTEN, "NM"), field


def test_tags_that_are_only_read_are_these() -> None:
    assert {tag for row in ROWS if row.write is None for tag in row.read} == NOT_WRITTEN | set(WRITTEN_AS)
    assert len(LINK_TAGS) == len(LINKS)
    assert len(READ) == sum(len(row.read) for row in ROWS)

"""Real data, where it is at hand: every file through every writer, and twins that must agree.

``python tests/test_corpus.py`` prints the totals, and how far twins agree.
"""

import csv
import io
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from conftest import shared_folder

import convert
from convert.formats import WRITERS, get_writer
from convert.model.record import Record
from convert.streams.problems import ConvertError, Problem

SHARED = shared_folder()
CORPUS = SHARED / "corpus" if SHARED else Path("no-corpus")
pytestmark = pytest.mark.skipif(SHARED is None, reason="no ../shared on this machine")

UNREAD_KINDS = {"page_html_old_layout"}
"""Kinds of file in the corpus that no reader is asked to read."""

EXPLAINED: dict[str, tuple[int, str]] = {
    "medline/JabRef.jabref__MedlinePlainImporterTestMultipleEntries.txt": (
        7,
        "two records begin with PMC and have no PMID",
    ),
    "text/page_20215610_jama_perioperative_partial.txt": (
        1,
        "the index counts the works that the page lists beside its article",
    ),
    "text/page_36314903_flash_ferroptosis.txt": (
        1,
        "the index counts the works that the page lists beside its article",
    ),
    "text/summary_2010s__SaraZM.RotationJB__pubmed_result__4fe2680.txt": (
        3,
        "notes stand before two of the records",
    ),
    "xml/bioperl.Bio-Biblio__stress_test_pubmed.xml": (4, "the file holds four MedlineCitation elements"),
}
"""File → the number of records that we read where the index counts otherwise, and why."""


def table(name: str) -> list[dict[str, str]]:
    if SHARED is None:
        return []
    with (CORPUS / name).open(encoding="utf-8") as rows:
        return list(csv.DictReader(rows, delimiter="\t"))


FILES = {row["file"]: int(row["records"]) for row in table("INDEX.tsv") if row["kind"] not in UNREAD_KINDS}


def read(name: str, problems: list[Problem]) -> Iterator[Record]:
    try:
        yield from convert.read(CORPUS / name, warn=problems.append)
    except ConvertError as error:
        problems.append(Problem("unreadable", str(error), severity="error"))


@pytest.mark.parametrize("name", FILES)
def test_every_file_goes_to_every_writer(name: str) -> None:
    problems: list[Problem] = []
    records = list(read(name, problems))
    assert len(records) == EXPLAINED.get(name, (FILES[name], ""))[0]
    for writer in WRITERS:
        out = io.BytesIO() if get_writer(writer).binary else io.StringIO(newline="")
        few = islice(records, 5) if writer == "docx" else records
        get_writer(writer).write(few, out, warn=problems.append)
    assert all(problem.message and problem.code for problem in problems)


DOWNLOADS = {name: n for name, n in FILES.items() if name.startswith(("text/summary_", "text/abstract_"))}


@pytest.mark.parametrize("name", DOWNLOADS)
def test_any_record_may_begin_a_download(name: str) -> None:
    data = (CORPUS / name).read_bytes()
    lines = data.splitlines(keepends=True)
    starts = [record.source.line for record in convert.read(io.BytesIO(data)) if record.source]
    some = starts[:: max(1, len(starts) // 15)]
    for first in some:
        if not re.match(rb" ?\d+[.:] ", lines[first - 1]):
            continue  # its number stands at the end of the line before, without a line end
        begun = b"".join(lines[first - 1 : first + 400])
        found = [record.source.line for record in convert.read(io.BytesIO(begun)) if record.source]
        expected = [line - first + 1 for line in starts if first <= line <= first + 400]
        assert found in (expected, expected[:-1]), first  # the last one is cut off


TWIN_FIELDS = (
    "title",
    "author",
    "journal",
    "volume",
    "issue",
    "page",
    "year",
    "month",
    "DOI",
    "PMID",
    "PMCID",
)

CLASSES = {
    "ascii": "PubMed's older text downloads print names without their diacritics",
    "revised": "the files were downloaded on different days: one is older than the issue, the PMCID or a correction",
}
"""Why twins say different things: a form that can't carry it, or two states of one record."""


def is_other_state(first: Record, second: Record) -> bool:
    """Whether only one of two knows a volume, issue or place, or that the article is no longer ahead of print."""
    places = [
        (each.volume, each.issue, each.page or each.number or each.location_id) for each in (first, second)
    ]
    return is_ahead(first) != is_ahead(second) or any(
        (not one) != (not other) for one, other in zip(*places, strict=True)
    )


def is_ahead(record: Record) -> bool:
    return record.publication_status == "aheadofprint"


def plain(text: str) -> str:
    """As PubMed's plain text prints it: indices in parentheses, no italics, no markup, one space."""
    text = re.sub(r"<(sub|sup)>(.*?)</\1>", r"(\2)", text)
    return " ".join(re.sub(r"</?(i|b|span)[^>]*>", "", text).split())


def difference_class(field: str, first: Record, second: Record) -> str:
    """The class that explains why the two differ in a field; ``""`` if none does."""
    one, other = comparable(first)[field], comparable(second)[field]
    if str(other).isascii() and unidecoded(str(one)) == unidecoded(str(other)):
        return "ascii"
    match field:
        case "PMCID":
            is_revised = not (one and other)
        case "title" | "author":  # a publisher's own until there is an issue
            is_revised = is_ahead(first) or is_ahead(second)
        case "year" | "month":  # or a collection's date was added to an electronic one
            is_revised = is_other_state(first, second) or second.issued == first.available_date
        case _:
            is_revised = is_other_state(first, second)
    return "revised" if is_revised else ""


def unidecoded(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text).replace("ø", "o")
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def comparable(record: Record) -> dict[str, Any]:
    return {
        "title": plain(record.title),
        "author": sorted((plain(name.family or name.literal), name.initials) for name in record.author),
        "journal": record.container_title_short,
        "year": record.issued and record.issued.year,
        "month": record.issued and record.issued.month,
        "page": record.page or record.number or record.location_id,  # PubMed's text has one place for both
    } | {field: getattr(record, field) for field in ("volume", "issue", "DOI", "PMID", "PMCID")}


@cache
def by_pmid(name: str) -> dict[str, Record]:
    return {record.PMID: record for record in reversed(list(read(name, [])))}


class TwinDifference(NamedTuple):
    """A field in which two forms of a record differ."""

    why: str
    forms: str
    field: str
    PMID: str
    first: Any
    second: Any


def twin_differences() -> tuple[Counter[str], list[TwinDifference]]:
    """How many records stand in each pair of forms, and where they differ."""
    compared: Counter[str] = Counter()
    differences = []
    for row in table("twins.tsv"):
        compared[row["forms"]] += 1
        first, second = (by_pmid(row[side])[row["PMID"]] for side in ("file_A", "file_B"))
        values = [comparable(first), comparable(second)]
        for field in TWIN_FIELDS:
            one, other = (value[field] for value in values)
            if one != other:
                why = difference_class(field, first, second)
                differences.append(TwinDifference(why, row["forms"], field, row["PMID"], one, other))
    return compared, differences


def test_twins_agree() -> None:
    _, differences = twin_differences()
    assert [difference for difference in differences if not difference.why] == []
    assert {difference.why for difference in differences} == CLASSES.keys()


def twin_table() -> str:
    """By pair of forms: the fields compared, those of other states, and the share of the others that agree."""
    compared, differences = twin_differences()
    heads = ("Forms", "Records", "Fields", "Same", *CLASSES, "Unexplained", "Agree, of the others")
    lines = [f"| {' | '.join(heads)} |", f"| {' | '.join('---' for _ in heads)} |"]
    for forms, records in [*sorted(compared.items()), ("all", compared.total())]:
        found = [difference for difference in differences if forms in ("all", difference.forms)]
        by_class = Counter(difference.why for difference in found)
        fields = records * len(TWIN_FIELDS)
        share = (fields - len(found)) / (fields - sum(by_class[why] for why in CLASSES))
        known = (f"{by_class[why]:,}" for why in (*CLASSES, ""))
        lines.append(
            f"| {forms} | {records:,} | {fields:,} | {fields - len(found):,} | {' | '.join(known)} | {share:.2%} |"
        )
    return "\n".join(lines)


def main() -> None:
    """Print the totals, and what differs."""
    totals: Counter[str] = Counter()
    codes: dict[str, Counter[str]] = defaultdict(Counter)
    for name, expected in FILES.items():
        problems: list[Problem] = []
        count = sum(1 for _ in read(name, problems))
        totals["records in the index"] += expected
        totals["records read"] += count
        if count != expected:
            print(f"{name}\tindex {expected}\tread {count}\t{EXPLAINED.get(name, (0, 'not explained'))[1]}")
        for problem in problems:
            codes[problem.severity][problem.code] += 1
    print(dict(totals), {severity: dict(counts) for severity, counts in codes.items()})
    print(twin_table())
    for difference in sorted(twin_differences()[1], key=lambda difference: difference[:4]):
        print(*difference, sep="\t")


if __name__ == "__main__":
    main()

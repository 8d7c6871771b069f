"""What we make of PubMed's XML, line for line beside NLM's own MEDLINE of the same articles."""

import csv
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import convert
from convert.formats.medline.write import format_record
from convert.model.pages import complete_pages
from convert.model.record import Record

Line = tuple[str, str]

EXPLAINED = {
    "PUBM": "NLM has not printed it since about 2012; My Bibliography and others ignore it",
    "PHST": "old exports leave the history out; the XML's last dates are newer than the export's",
    "EDAT": "an old export has no time",
    "PMCR": "came after the XML was exported",
    "PMC": "likewise",
    "MID": "likewise",
    "GR": "likewise",
    "LR": "likewise",
    "CI": "one file was decoded wrongly before we got it",
    "AB": "likewise; signs that NLM spells out in ASCII",
    "LID": "NLM prints the DOI of an article without ELocationID in AID alone",
    "SO": "old exports name no DOI, or the publisher's identifier beside it",
    "DA": "gone from the XML since 2017",
    "OID": "gone from the XML of one article",
    "ROF": "one link that NLM has put into another class since",
    "RRF": "likewise",
    "PL": "a name in capitals in an old export",
    "AD": "letters that ASCII has none for, spelled out",
    "FAU": "a blank before the comma in an old export",
}
"""Tag → why its lines may differ, when pages are completed, ORCIDs bare, and letters without their accents."""
FEW = 60
"""Lines in all that differ for these reasons, beside PUBM and the history."""


def lines_of(text: str) -> list[Line]:
    unwrapped = re.sub(r"[ ]*\n {6}[ ]*", " ", text)
    return [normal(line[:4].strip(), line[6:]) for line in unwrapped.split("\n") if line]


def normal(tag: str, value: str) -> Line:
    """A line without what differs by rule."""
    if tag in ("PG", "SO"):
        value = complete_pages(value.replace(";:", ":"))
    if tag == "AUID":
        value = re.sub(r"https?://orcid.org/", "", value)
    folded = unicodedata.normalize("NFKD", value.translate(SPELLED_OUT))
    return tag, " ".join(folded.encode("ascii", "ignore").decode().split())


SPELLED_OUT = str.maketrans({"ø": "o", "Ø": "O", "©": "(c)"})


@cache
def medline(path: Path) -> dict[str, list[Line]]:
    blocks = re.split(r"\n\s*\n", path.read_text(encoding="utf-8").replace("\r", ""))
    records = map(lines_of, blocks)
    return {dict(lines)["PMID"]: lines for lines in records if "PMID" in dict(lines)}


@cache
def xml(path: Path) -> dict[str, Record]:
    return {record.PMID: record for record in convert.read(path, "pubmed-xml")}


def twins(shared: Path) -> Iterable[tuple[list[Line], list[Line]]]:
    with (shared / "corpus" / "twins.tsv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            if row["forms"] == "xml+medline":
                record = xml(shared / "corpus" / row["file_A"])[row["PMID"]]
                ours = lines_of("".join(format_record(record)))
                yield ours, medline(shared / "corpus" / row["file_B"])[row["PMID"]]


def test_lines_are_nlms_own(shared: Path) -> None:
    differing: Counter[str] = Counter()
    total = 0
    for ours, theirs in twins(shared):
        total += len(theirs)
        difference = (Counter(theirs) - Counter(ours)) + (Counter(ours) - Counter(theirs))
        differing.update(tag for tag, _ in difference.elements())
    assert total > 5000
    assert set(differing) == set(EXPLAINED)
    assert sum(count for tag, count in differing.items() if tag not in ("PUBM", "PHST")) < FEW, differing


def test_order_is_nlms_own(shared: Path) -> None:
    for ours, theirs in twins(shared):
        both = set(ours) & set(theirs)
        order = [tag for tag, value in theirs if (tag, value) in both and tag not in ("AD", "PHST")]
        assert [tag for tag, value in ours if (tag, value) in both and tag not in ("AD", "PHST")] == order

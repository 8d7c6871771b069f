"""What PubMed prints of a record, against what we print of the same record: ``python tests/printed.py`` makes the table.

PubMed's own lines are in the corpus's Summary and Abstract downloads, its records in MEDLINE and XML files. Our Summary line of
each record is read as PubMed's is, and compared by field; RIS, BibTeX and CSL-JSON must give the same location. The two may have
been downloaded on different days: a line that was printed after the article had got its issue says another place and date.
"""

import io
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from test_corpus import CORPUS, FILES, read

import convert
from convert.formats import get_reader
from convert.model.dates import format_date
from convert.model.record import Date, Record

FIELDS = ("location", "journal", "date", "other date", "volume", "issue", "DOI")


class Pair(NamedTuple):
    """A record, and PubMed's own line of it."""

    form: str
    """``summary`` or ``abstract``."""
    printed: Record
    record: Record


@cache
def pairs() -> list[Pair]:
    """Each line of PubMed whose record the corpus has, too; one record of each format."""
    records: dict[str, dict[str, Record]] = defaultdict(dict)
    for name in FILES:
        if name.startswith(("medline/", "xml/")):
            for record in read(name, []):
                if record.PMID and record.source:
                    records[record.PMID].setdefault(record.source.format, record)
    return [
        Pair(form, printed, record)
        for form, printed in _lines()
        for record in records.get(printed.PMID, {}).values()
    ]


def _lines() -> Iterator[tuple[str, Record]]:
    for name in FILES:
        form = name.removeprefix("text/").partition("_")[0]
        if form in ("summary", "abstract"):
            yield from ((form, record) for record in read(name, []) if record.PMID)


def parts(record: Record) -> dict[str, str]:
    """The fields of a line as it was read."""
    return {
        "location": record.page or record.location_id,
        "journal": record.container_title_short,
        "date": _date(
            record.available_date if record.publication_model.startswith("Electronic") else record.issued
        ),
        "other date": _date(
            record.issued if record.publication_model.startswith("Electronic") else record.available_date
        ),
        "volume": record.volume,
        "issue": record.issue,
        "DOI": record.DOI.lower(),
    }


def _date(date: Date | None) -> str:
    return format_date(date) if date else ""


def printed_by_us(record: Record) -> dict[str, str]:
    """The fields of our Summary line."""
    text = _written(record, "pubmed-summary")
    again = list(get_reader("pubmed-text").read(io.BytesIO(text.encode())))
    return parts(again[0]) if again else {}


def _written(record: Record, name: str) -> str:
    out = io.StringIO(newline="")
    convert.write([record], out, name)
    return out.getvalue()


def _ris(record: Record) -> str:
    tags = dict(re.findall(r"^(SP|EP)  - (.*?)\r?$", _written(record, "ris"), re.MULTILINE))
    return "-".join(tags[tag] for tag in ("SP", "EP") if tag in tags)


def _bibtex(record: Record) -> str:
    found = re.search(r"^  pages = \{(.*)\},$", _written(record, "bibtex"), re.MULTILINE)
    return re.sub(r"--|\{-\}", "-", found[1]).replace("\\_", "_") if found else ""


def _csl_json(record: Record) -> str:
    return str(json.loads(_written(record, "csl-json"))[0].get("page", ""))


LOCATIONS: dict[str, Callable[[Record], str]] = {"ris": _ris, "bibtex": _bibtex, "csl-json": _csl_json}


class Difference(NamedTuple):
    """A field of which PubMed prints something else."""

    field: str
    why: str
    PMID: str
    form: str
    theirs: str
    ours: str


def differences() -> tuple[Counter[str], list[Difference]]:
    """How often each field was compared, and where it differs."""
    compared: Counter[str] = Counter()
    found = []
    for form, printed, record in pairs():
        theirs, ours = parts(printed), printed_by_us(record)
        why = _class(printed, record)
        for field in FIELDS:
            compared[field] += 1
            if theirs[field] != ours.get(field):
                found.append(
                    Difference(field, why, printed.PMID, form, theirs[field], ours.get(field, "unread"))
                )
        for name, location in LOCATIONS.items():
            compared[f"location in {name}"] += 1
            place = location(record)
            if place != printed.page:
                found.append(Difference(f"location in {name}", why, printed.PMID, form, printed.page, place))
    return compared, found


def _class(printed: Record, record: Record) -> str:
    """``later``: PubMed knew an issue, or pages, when it printed the one and not the other."""
    places = [
        (each.volume, each.issue, each.page or each.number or each.location_id) for each in (printed, record)
    ]
    states = [each.publication_status == "aheadofprint" for each in (printed, record)]
    return "later" if any(map(_differs, *places)) or states[0] != states[1] else ""


def _differs(one: str, other: str) -> bool:
    return (not one) != (not other)


def main() -> None:
    """Print the table, and what differs."""
    compared, found = differences()
    print(f"{len(pairs())} pairs of {len({pair.printed.PMID for pair in pairs()})} records\n")
    print("| Field | Compared | Same | Of the same state | Share |")
    print("| --- | --- | --- | --- | --- |")
    for field, number in compared.items():
        other = [each for each in found if each.field == field]
        states = number - sum(bool(each.why) for each in other)
        wrong = sum(not each.why for each in other)
        print(
            f"| {field} | {number} | {number - len(other)} | {states - wrong} of {states} | {(states - wrong) / states:.2%} |"
        )
    for each in sorted(found):
        print(*each, sep="\t")


if __name__ == "__main__":
    assert CORPUS.is_dir(), "no ../shared on this machine"
    main()

"""What PubMed prints of a record, against what we print of the same record: ``python tests/printed.py`` makes the tables.

PubMed's own lines are in the corpus's Summary and Abstract downloads and pages, and in each MEDLINE record (SO); its records in
MEDLINE and XML files. Our Summary line of each record is read as PubMed's is, and compared by field; RIS, BibTeX and CSL-JSON must
give the same location. Two downloads may be of different days: a line that was printed after the article had got its issue says
another place and date. What stands in no MEDLINE or XML file is printed again from PubMed's own line, and compared to the letter.
"""

import io
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from printed_lines import line_table
from test_corpus import CORPUS, FILES, is_ahead, is_other_state, plain, read, unidecoded

import convert
from convert.formats import get_reader
from convert.formats.pubmed_text.citation import parse_source
from convert.model.dates import format_date
from convert.model.pages import place_location
from convert.model.record import Date, Name, Record

PLACES = ("location", "journal", "date", "other date", "volume", "issue", "DOI")
FIELDS = (*PLACES, "title", "authors")
LINES = ("summary", "abstract", "page")
"""The forms of text that print a whole record; ``SO`` is the source alone."""


# --- a record, and PubMed's line of it ---------------------------------------------------------------------------


class Pair(NamedTuple):
    """A record, and PubMed's own line of it."""

    form: str
    """One of ``LINES``, or ``SO``."""
    printed: Record
    record: Record


@cache
def pairs() -> list[Pair]:
    """Each line of PubMed whose record the corpus has, too: one record of each format; and each MEDLINE record's own SO."""
    records: dict[str, dict[str, Record]] = defaultdict(dict)
    for name in FILES:
        if name.startswith(("medline/", "xml/")):
            for record in read(name, []):
                if record.PMID and record.source:
                    records[record.PMID].setdefault(record.source.format, record)
    lines = [
        Pair(form, printed, record)
        for form, printed in _lines()
        for record in records.get(printed.PMID, {}).values()
    ]
    medline = [known["medline"] for known in records.values() if "medline" in known]
    return lines + [Pair("SO", _source(record), record) for record in medline if record.citation_text]


def _lines() -> Iterator[tuple[str, Record]]:
    for name in FILES:
        form = name.removeprefix("text/").partition("_")[0]
        if form in LINES:
            yield from ((form, record) for record in read(name, []) if record.PMID)


_MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"


def _source(record: Record) -> Record:
    """What SO says; files that are joined badly have lost some of its spaces."""
    text = " ".join(record.citation_text.split())
    text = re.sub(rf"(?<=[.\d])(?=(?:doi|Epub|eCollection|pii)\b)|(?<=\d)(?={_MONTH})", " ", text)
    text = re.sub(rf"\b(eCollection|Epub|{_MONTH})(?=\d)", r"\1 ", text)
    printed = Record(PMID=record.PMID, language=record.language)
    parse_source(text, printed)
    place_location(printed)
    return printed


def parts(record: Record) -> dict[str, str]:
    """The fields of a line as it was read."""
    is_electronic = record.publication_model.startswith("Electronic")
    return {
        "location": record.page or record.number or record.location_id,
        "journal": record.container_title_short or record.container_title,
        "date": _date(record.available_date if is_electronic else record.issued),
        "other date": _date(record.issued if is_electronic else record.available_date),
        "volume": record.volume,
        "issue": record.issue,
        "DOI": record.DOI.lower(),
        "title": plain(record.title),
        "authors": ", ".join(map(_name, record.author)),
    }


def _name(name: Name) -> str:
    return name.literal or " ".join(filter(None, (name.family, name.initials, name.suffix)))


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


# --- what differs --------------------------------------------------------------------------------------------------


class Difference(NamedTuple):
    """A field of which PubMed prints something else."""

    field: str
    why: str
    """The class that explains it; empty if none does."""
    PMID: str
    form: str
    theirs: str
    ours: str


def differences() -> tuple[Counter[tuple[str, str]], list[Difference]]:
    """How often each field was compared in each form, and where it differs."""
    compared: Counter[tuple[str, str]] = Counter()
    found = []
    for form, printed, record in pairs():
        theirs, ours = parts(printed), printed_by_us(record)
        is_later = form != "SO" and is_other_state(printed, record)
        for field in PLACES if form == "SO" else FIELDS:
            compared[form, field] += 1
            if theirs[field] != (said := ours.get(field, "unread")):
                why = "later" if is_later else _why(form, field, theirs[field], said, record)
                found.append(Difference(field, why, printed.PMID, form, theirs[field], said))
        for name, location in LOCATIONS.items():
            field = f"location in {name}"
            compared[form, field] += 1
            if printed.page != (place := location(record)):
                why = "later" if is_later else _why(form, field, printed.page, place, record)
                found.append(Difference(field, why, printed.PMID, form, printed.page, place))
    return compared, found


CLASSES = {
    "later": "one of the two was downloaded before the article had its issue or its pages",
    "revised": "the title or a name was changed while the article was ahead of print",
    "AID": "SO prints an identifier of AID (`pii:`), the DOI, or nothing, where PubMed's site prints LID's number",
    "preprint": "bioRxiv's and medRxiv's number is the DOI's end, and no page",
    "no DOI": "SO had no DOI until 2011",
    "PMC": "the file is PMC's, whose SO is its own",
    "names in full": "a publisher gave names without initials (`Do-Youn Lee`), which a Summary's reader takes for the title",
    "ASCII": "older Abstract downloads print names without their diacritics",
}
"""Why PubMed prints something else."""


def _why(form: str, field: str, theirs: str, ours: str, record: Record) -> str:
    if form != "SO":
        if field == "authors" and theirs.isascii() and unidecoded(ours) == theirs:
            return "ASCII"
        if field in ("title", "authors"):
            has_initials = any(name.initials for name in record.author if name.family)
            return "names in full" if record.author and not has_initials else "revised" * is_ahead(record)
        return ""
    if not record.medline_owner:
        return "PMC"
    if field == "DOI" and not theirs:
        return "no DOI"
    if field.startswith("location in") and record.type == "article":
        return "preprint"
    if field.startswith("location") and (
        not theirs or theirs == record.DOI or "pii: " in record.citation_text
    ):
        return "AID"
    return ""


# --- PubMed's lines, printed again -----------------------------------------------------------------------------------


def main() -> None:
    """Print the tables, and what differs."""
    compared, found = differences()
    records = Counter(pair.form for pair in pairs())
    print(f"{records.total():,} pairs: {dict(records)}\n")
    print("| Field | Compared | Same | With a class | Of the same state | Share |")
    print("| --- | --- | --- | --- | --- | --- |")
    for forms, what in ((LINES, "Summary, Abstract"), (("SO",), "SO")):
        for field in dict.fromkeys(field for form, field in compared if form in forms):
            number = sum(compared[form, field] for form in forms)
            other = [each for each in found if each.field == field and each.form in forms]
            unlike = sum(bool(each.why) for each in other)
            states = number - unlike
            right = number - len(other)
            print(
                f"| {field}, {what} | {number:,} | {right:,} | {unlike:,} | {right:,} of {states:,} | {right / states:.2%} |"
            )
    by_class = Counter(each.why for each in found)
    print(
        "",
        *(f"- {by_class[name]:,} {text}." for name, text in CLASSES.items() if by_class[name]),
        "",
        sep="\n",
    )
    paths = [CORPUS / name for name in FILES if name.startswith(("text/summary", "text/abstract"))]
    print(line_table(paths))
    for each in sorted(found):
        if not each.why:
            print(*each, sep="\t")


if __name__ == "__main__":
    assert CORPUS.is_dir(), "no ../shared on this machine"
    main()

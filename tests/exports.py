"""Real exports of databases and managers, read, against what their raw text has: by exporter, how many records and fields arrive.

    python tests/exports.py FOLDER [KIND ...]     prints the tables of docs/exports.md

FOLDER has ``INDEX.tsv`` with the columns ``file``, ``kind`` (ris, enw, endnote-xml, bib, csv, isi, ovid) and ``records``, an independent
count. What a raw record has is told by patterns alone, which know nothing of the readers. A field's figure is how many of a hundred
records that have it in the file have it after reading.
"""

import csv
import io
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from convert.model.record import Record
from convert.running.reading import read
from convert.streams.problems import ConvertError

FIELDS: Final = ["author", "title", "container", "year", "volume", "issue", "location", "DOI", "PMID"]
_NOTHING: Final = r"(?!(?:NA|N/A|n/a|nan|None|null|<Blank>|0|\s*)\s*$)"


def tagged(prefix: str, suffix: str, **tags: str) -> dict[str, re.Pattern[str]]:
    """Field → the pattern of a line that has it; the tags of a field stand between bars, a pattern of the value behind ``=``."""
    patterns = {}
    for name, text in tags.items():
        names, _, value = text.partition("=")
        patterns[name] = re.compile(
            f"^{prefix}(?:{names}){suffix}{_NOTHING}{value or '.*[^,; ]'}", re.MULTILINE
        )
    return patterns


_DOI: Final = r".*?10\.\d{4,9}/\S"
RAW: Final[Mapping[str, dict[str, re.Pattern[str]]]] = {
    "ris": tagged(
        r"[ \t]*", r"[ \t]{0,2}-[ \t]{1,2}", author="AU|A1", title="TI|T1|CT", container="T2|JF|JO|JA|BT|SO",
        year=r"PY|Y1|DA=.*\d{4}", volume="VL|VO", issue="IS", location="SP|C7|PG", DOI=f"DO|DI|L2|L3|M3|UR={_DOI}",
        PMID=r"(?:PMID|C5|U1|C3|C2)=(?:\d{7,8}(?:\[pmid\])?\s*$|PUBMED \d+)",
    ),
    "enw": tagged(
        "%", " ", author="A", title="T", container="J|B", year=r"D|8=.*\d{4}", volume="V", issue="N", location="P", DOI=f"R|U={_DOI}",
    ),
    "endnote-xml": {
        name: re.compile(f"<(?:{tags})>(?:\\s|<style[^>]*>)*[^<\\s]")
        for name, tags in {
            "author": "author", "title": "title", "container": "full-title|secondary-title", "year": "year", "volume": "volume",
            "issue": "number|issue", "location": "pages", "DOI": "electronic-resource-num",
        }.items()
    },
    "bib": {
        name: re.compile(rf"^[ \t,]*(?:{names})\s*=\s*[{{\"]*{_NOTHING}\s*[^\s{{}}\"]", re.MULTILINE | re.IGNORECASE)
        for name, names in {
            "author": "author", "title": "title", "container": "journal|journaltitle|booktitle", "year": "year|date", "volume": "volume",
            "issue": "number|issue", "location": "pages|eid|art_number", "DOI": "doi", "PMID": "pmid",
        }.items()
    },
    "isi": tagged(
        "", " ", author="AU|AF", title="TI", container="SO", year=r"PY|EY=\d{4}", volume="VL", issue="IS", location="BP|AR|PS",
        DOI=f"DI={_DOI}", PMID=r"PM=\d+",
    ),
    "ovid": tagged(
        "", " {1,2}- ", author="AU", title="TI", container="JN|SO", year=r"YR|DP|SO=.*\d{4}", volume="VO", issue="IP", location=r"PG|SO=.*[ (]pp?[ .]\s*\d",
        DOI=f"DO={_DOI}", PMID=r"PM=\d+",
    ),
}  # fmt: skip
"""Kind → field → what a raw record that has it matches."""

STARTS: Final = {
    "ris": re.compile(r"^[ \t]*TY[ \t]{0,2}-", re.MULTILINE | re.IGNORECASE),
    "enw": re.compile(r"\A(?=%)|(?<=\n)\n+(?=%)|(?<=\n)(?=%0)"),
    "endnote-xml": re.compile(r"<record>"),
    "bib": re.compile(r"^[ \t]*@(?!comment|string|preamble)\w+\s*[{(]", re.MULTILINE | re.IGNORECASE),
    "isi": re.compile(r"^PT ", re.MULTILINE),
    "ovid": re.compile(r"^<\d+\. ?>", re.MULTILINE),
}
"""Kind → what begins a record."""

COLUMNS: Final = {
    "author": r"authors?(?: names?| full names?|/s)?|authors, primary|authorships\.author\.display_name",
    "title": r"(?:article |document )?title(?: primary)?|display_name",
    "container": r"journal(?:/book| title)?|source title|publication title|periodical full|publication|container.title",
    "year": r"(?:publication[ _]?|published )?year|pub year|date published|date of publication|publication[_ ]date",
    "volume": r"volume|biblio\.volume",
    "issue": r"issue|biblio\.issue|number",
    "location": r"(?:page |start )?pages?(?: start)?|first page|biblio\.first_page|art\. no\.",
    "DOI": "doi",
    "PMID": r"pmid|pubmed[ _]id|medline pmid|ids\.pmid",
}
"""Field → the names of a table's columns that have it."""

EXPORTERS: Final = (
    ("Web of Science", r"WOS:|ISI:0|^FN (?:Clarivate|Thomson|ISI)"), ("Rayyan", "rayyan-"), ("Covidence", r"^NS  - |Covidence #"),
    ("EPPI-Reviewer", "eppi-reviewer"), ("Citavi", "M4  - Citavi"), ("Cochrane Library", "cochranelibrary"),
    ("Scopus", r"DB  - Scopus|scopus\.com|source=\{Scopus\}"), ("BVS, SciELO", r"bvsalud\.org|www\.scielo\.org"),
    ("EBSCOhost", r"EBSCOhost|ebscohost\.com"), ("ProQuest", r"proquest\.com"), ("Ovid", r"Ovid Technologies|APA PsycInfo <"),
    ("PsycNet", "Provider: American Psych"), ("Dimensions", r"AN  - pub\.|app\.dimensions"), ("Lens", r"lens\.org|Lens ID"),
    ("OpenAlex", r"openalex\.org|authorships\.author|^C1  - [^\n]*\nAU"), ("EndNote", r"^ST  - .*\n(?:.*\n)*?ID  - |source-app name=.EndNote"),
    ("Embase", r"embase\.com|DB  - Embase"), ("PubMed", r"DP  - NLM|\[pmid\]|PMID,Title|NIHMS ID"),
    ("Zotero", r"^Y2  - \d{4}/\d\d/\d\d/\d\d:|zotero|^DA  - \d{4}/\d\d/\d\d/\n(?:.*\n)*?^SN  - \S+ \S+"),
    ("Publishers and others", ""),
)  # fmt: skip
"""Exporter → what its files have, the first that matches; a manager's file has its databases' signs, too."""


@dataclass
class Row:
    """What is counted of one exporter."""

    files: int = 0
    counted: int = 0
    read: int = 0
    raw: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    kept: dict[str, int] = field(default_factory=lambda: defaultdict(int))


def fields_of(record: Record) -> set[str]:
    """The fields of a record that was read."""
    values = {
        "author": record.author or record.editor or record.collection_editor,
        "title": record.title,
        "container": record.container_title or record.container_title_short or record.collection_title,
        "year": record.issued and record.issued.year,
        "volume": record.volume,
        "issue": record.issue or record.number or record.collection_number,
        "location": record.page or record.number or record.number_of_pages,
        "DOI": record.DOI,
        "PMID": record.PMID,
    }
    return {name for name, value in values.items() if value}


def raw_records(kind: str, text: str) -> list[set[str]]:
    """The fields of each record of a file, as its raw text has them."""
    if kind == "csv":
        return _raw_rows(text)
    parts = [part for part in STARTS[kind].split(text) if kind != "enw" or part.strip()]
    return [
        {name for name, pattern in RAW[kind].items() if pattern.search(part)}
        for part in (parts if kind == "enw" else parts[1:])
    ]


def _raw_rows(text: str) -> list[set[str]]:
    lines = text.splitlines(keepends=True)
    starts = [(number, delimiter) for number in range(min(6, len(lines))) for delimiter in ",;\t"]
    start, delimiter = max(
        starts, key=lambda place: _known_columns(lines[place[0]], place[1]), default=(0, ",")
    )
    header, *rows = csv.reader(io.StringIO("".join(lines[start:])), delimiter=delimiter)
    places = {
        name: [n for n, column in enumerate(header) if re.fullmatch(pattern, column.strip(), re.IGNORECASE)]
        for name, pattern in COLUMNS.items()
    }
    return [
        {
            name
            for name, columns in places.items()
            if any(n < len(row) and re.match(f"{_NOTHING}.*\\w", row[n], re.DOTALL) for n in columns)
        }
        for row in rows
        if any(row)
    ]


def _known_columns(line: str, delimiter: str) -> int:
    """How many names of columns that we know a line has."""
    cells = [cell.strip() for row in csv.reader([line], delimiter=delimiter) for cell in row]
    return sum(
        any(re.fullmatch(pattern, cell, re.IGNORECASE) for cell in cells) for pattern in COLUMNS.values()
    )


def exporter_of(text: str) -> str:
    """The program or database that made a file."""
    return next(name for name, pattern in EXPORTERS if re.search(pattern, text, re.MULTILINE))


def count(row: Row, path: Path, kind: str, independent: str, text: str) -> str:
    """Count a file into a row; return what differs from the independent count, which may be empty."""
    try:
        records = list(read(path))
    except ConvertError as error:
        records = []
        print(error, file=sys.stderr)
    raw = raw_records(kind, text)
    counted = int(independent or len(raw))
    row.files += 1
    row.counted += counted
    row.read += len(records)
    found = [fields_of(record) for record in records]
    for name in FIELDS:
        has = [name in fields for fields in raw]
        row.raw[name] += sum(has)
        if len(found) == len(raw):
            row.kept[name] += sum(a and name in b for a, b in zip(has, found, strict=True))
        else:
            row.kept[name] += min(sum(has), sum(name in fields for fields in found))
    return "" if len(records) == counted else f"{path.name}: {counted} counted, {len(records)} read"


def main(folder: Path, kinds: Iterable[str]) -> None:
    """Print a table for each kind, and the files whose counts differ."""
    with (folder / "INDEX.tsv").open(encoding="utf-8", newline="") as file:
        index = [row for row in csv.DictReader(file, delimiter="\t") if not kinds or row["kind"] in kinds]
    for kind in dict.fromkeys(row["kind"] for row in index):
        rows: dict[str, Row] = defaultdict(Row)
        different = []
        for each in index:
            if each["kind"] == kind:
                path = folder / each["file"]
                text = (
                    path.read_text(encoding="utf-8-sig", errors="replace")
                    .replace("\r\n", "\n")
                    .replace("\r", "\n")
                )
                row = rows[exporter_of(text)]
                different.append(count(row, path, kind, each["records"], text))
        print(
            f"\n### {kind}\n\n| exporter | files | counted | read | {' | '.join(FIELDS)} |\n{'| --- ' * (len(FIELDS) + 4)}|"
        )
        for name, row in sorted(rows.items()):
            shares = [f"{100 * row.kept[f] / row.raw[f]:.4g}" if row.raw[f] else "" for f in FIELDS]
            print(f"| {name} | {row.files} | {row.counted} | {row.read} | {' | '.join(shares)} |")
        print(*(f"\n- {text}" for text in different if text))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])

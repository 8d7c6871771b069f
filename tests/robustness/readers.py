"""The programs that read the damaged files: refconvert, and those that people use; what each makes of a work, in the same words.

Each is asked as its documentation says to read a file. What it yields before it gives up counts.
"""

import csv
import json
import os
import subprocess
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from lxml import etree
from peers import find_pandoc, letters, name_letters, package, person, program

import convert
from convert import Record
from convert.changes.repair import repaired
from convert.formats.latex.read import from_latex
from convert.model.text.markup import to_plain
from convert.streams.problems import Warn, silent

Work = dict[str, str]
"""title, authors, journal, year, volume, page, DOI, PMID, abstract: letters and digits alone; what is missing is left out."""
SECONDS: Final = 120
"""That a program may take for a file."""


@dataclass(frozen=True)
class Program:
    """A reader of some of the formats."""

    name: str
    version: Callable[[], str]
    formats: tuple[str, ...]
    read: Callable[[Path, str], Iterable[Work]]


def works(program: Program, path: Path, format: str) -> list[Work]:
    """What a program makes of a file, up to where it gives up."""
    found: list[Work] = []
    try:
        for work in program.read(path, format):
            found.append({name: text for name, text in work.items() if text})  # noqa: PERF401  (kept when it raises)
    except Exception:  # noqa: BLE001, S110  (a program may fail in any way)
        pass
    return found


def _work(authors: Iterable[str] = (), **texts: object) -> Work:
    plain = {name: letters(to_plain(str(text or ""))).replace("nosuch", "") for name, text in texts.items()}
    return {**plain, "authors": " ".join(filter(None, authors))}


def read_refconvert(path: Path, _format: str, warn: Warn = silent, **options: Any) -> Iterator[Work]:
    """As users do, who don't name the format."""
    for record in convert.read(path, warn=warn, **options):
        yield of_record(record)


def read_repaired(path: Path, _format: str) -> Iterator[Work]:
    """With ``--repair``."""
    return map(of_record, repaired(convert.read(path), silent))


def of_record(record: Record) -> Work:
    return _work(
        map(name_letters, record.author),
        title=record.title,
        journal=record.container_title,
        year=record.issued.year if record.issued else "",
        volume=record.volume,
        page=record.page,
        DOI=record.DOI,
        PMID=record.PMID,
        abstract="".join(section.text for section in record.abstract),
    )


# --- Biopython ----------------------------------------------------------------------------------------------------


def read_biopython(path: Path, format: str) -> Iterator[Work]:
    if format == "medline":
        with path.open(encoding="utf-8") as file:
            for entry in import_module("Bio.Medline").parse(file):
                ids = [*entry.get("AID", []), entry.get("LID", "")]
                dois = [value.removesuffix(" [doi]") for value in ids if value.endswith(" [doi]")]
                yield _work(
                    map(person, entry.get("FAU", [])),
                    title=entry.get("TI"),
                    journal=entry.get("JT"),
                    year=entry.get("DP", "")[:4],
                    volume=entry.get("VI"),
                    page=entry.get("PG"),
                    DOI="".join(dois[:1]),
                    PMID=entry.get("PMID"),
                    abstract=entry.get("AB"),
                )
        return
    with path.open("rb") as stream:
        for article in import_module("Bio.Entrez").read(stream)["PubmedArticle"]:
            yield _of_entrez(article["MedlineCitation"])


def _of_entrez(citation: Any) -> Work:
    article = citation["Article"]
    journal = article.get("Journal", {})
    issue = journal.get("JournalIssue", {})
    return _work(
        [
            person(author.get("LastName", ""), author.get("ForeName", ""))
            for author in article.get("AuthorList", [])
        ],
        title=article.get("ArticleTitle"),
        journal=journal.get("Title"),
        year=issue.get("PubDate", {}).get("Year"),
        volume=issue.get("Volume"),
        page=article.get("Pagination", {}).get("MedlinePgn"),
        DOI="".join(article.get("ELocationID", [])[:1]),
        PMID=citation.get("PMID"),
        abstract="".join(article.get("Abstract", {}).get("AbstractText", [])),
    )


# --- rispy, bibtexparser, csv -------------------------------------------------------------------------------------


def read_rispy(path: Path, _format: str) -> Iterator[Work]:
    with path.open(encoding="utf-8") as file:
        entries = import_module("rispy").load(file)
    for entry in entries:
        yield _work(
            map(person, entry.get("authors", [])),
            title=entry.get("title"),
            journal=entry.get("secondary_title"),
            year=entry.get("year"),
            volume=entry.get("volume"),
            page=f"{entry.get('start_page', '')}-{entry.get('end_page', '')}",
            DOI=entry.get("doi"),
            PMID=entry.get("accession_number"),
            abstract=entry.get("abstract"),
        )


def read_bibtexparser(path: Path, _format: str) -> Iterator[Work]:
    library = import_module("bibtexparser").parse_file(str(path), encoding="utf-8")
    for entry in library.entries:
        values = {field.key.lower(): from_latex(str(field.value)) for field in entry.fields}
        yield _work(
            map(person, values.get("author", "").split(" and ")),
            title=values.get("title"),
            journal=values.get("journal"),
            year=values.get("year"),
            volume=values.get("volume"),
            page=values.get("pages"),
            DOI=values.get("doi"),
            PMID=values.get("pmid"),
            abstract=values.get("abstract"),
        )


def read_csv(path: Path, _format: str) -> Iterator[Work]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield _work(
                map(person, (row.get("author") or "").split("; ")),
                title=row.get("title"),
                journal=row.get("container_title"),
                year=(row.get("issued") or "")[:4],
                volume=row.get("volume"),
                page=row.get("page"),
                DOI=row.get("DOI"),
                PMID=row.get("PMID"),
                abstract=row.get("abstract"),
            )


# --- programs -----------------------------------------------------------------------------------------------------


def _run(*command: str) -> bytes:
    done = subprocess.run(command, capture_output=True, check=False, timeout=SECONDS, env=os.environ)
    return done.stdout


_PANDOC: Final = {"endnote-xml": "endnotexml"}


def read_pandoc(path: Path, format: str) -> Iterator[Work]:
    said = _run(find_pandoc() or "pandoc", "-f", _PANDOC.get(format, format), "-t", "csljson", str(path))
    for item in json.loads(said):
        names = [
            [part for part in author.values() if isinstance(part, str)] for author in item.get("author", [])
        ]
        dates = item.get("issued", {}).get("date-parts", [[""]])
        yield _work(
            (person(*parts) for parts in names),
            title=item.get("title"),
            journal=item.get("container-title"),
            year=dates[0][0],
            volume=item.get("volume"),
            page=item.get("page"),
            DOI=item.get("DOI"),
            PMID=item.get("PMID"),
            abstract=item.get("abstract"),
        )


_BIBUTILS: Final = {
    "ris": "ris2xml",
    "pubmed-xml": "med2xml",
    "bibtex": "bib2xml",
    "enw": "end2xml",
    "endnote-xml": "endx2xml",
}


def read_bibutils(path: Path, format: str) -> Iterator[Work]:
    """bibutils writes MODS, which may be malformed where its input is."""
    said = _run(_BIBUTILS[format], "-i", "utf8", str(path)) or _run(_BIBUTILS[format], str(path))
    tree = etree.fromstring(said, etree.XMLParser(recover=True, huge_tree=True))
    for mods in tree.iterfind("{*}mods") if tree is not None else ():
        yield _of_mods(mods)


def _of_mods(mods: "etree._Element") -> Work:
    names = [
        person("".join(part.text or "" for part in element.iterfind("{*}namePart")))
        for element in mods.iterfind("{*}name")
    ]
    identifiers = {part.get("type"): part.text or "" for part in mods.iterfind("{*}identifier")}

    def text(path: str) -> str:
        """The first element at a path that holds anything."""
        texts = (" ".join("".join(map(str, found.itertext())).split()) for found in mods.iterfind(path))
        return next(filter(None, texts), "")

    dates = [element.text or "" for element in mods.iter("{*}date", "{*}dateIssued")]
    return _work(
        names,
        title=text("{*}titleInfo"),
        journal=text("{*}relatedItem[@type='host']/{*}titleInfo"),
        year="".join(dates[:1])[:4],
        volume=text(".//{*}detail[@type='volume']/{*}number"),
        page=text(".//{*}extent[@unit='page']"),
        DOI=identifiers.get("doi"),
        PMID=identifiers.get("pubmed") or identifiers.get("accessnum"),
        abstract=text("{*}abstract"),
    )


def _bibutils_version() -> str:
    found: str = program(lambda: "/usr/bin/bib2xml" if Path("/usr/bin/bib2xml").exists() else None, "-v")()
    return found


REPAIRING: Final = Program("refconvert --repair", package("ftfy"), (), read_repaired)
REFCONVERT: Final = Program("refconvert", lambda: convert.__version__, (), read_refconvert)
PROGRAMS: Final = (
    Program("bibutils", _bibutils_version, tuple(_BIBUTILS), read_bibutils),
    Program("rispy", package("rispy"), ("ris",), read_rispy),
    Program("Biopython", package("biopython"), ("medline", "pubmed-xml"), read_biopython),
    Program("bibtexparser", package("bibtexparser"), ("bibtex",), read_bibtexparser),
    Program("pandoc", program(find_pandoc, "--version"), ("ris", "bibtex", "endnote-xml"), read_pandoc),
    Program("Python's csv", lambda: "", ("csv",), read_csv),
)

warnings.filterwarnings("ignore", module="Bio")

"""Who reads what we write, what comes back through each format, and whether LaTeX prints it: tables in Markdown.

``PYTHONPATH=. python tests/compatibility.py``, over all records, takes the better part of an hour; ``--works 2000`` draws so many,
the same each time. The tables go to docs/compatibility.md, where those of ``printed.py``, ``test_corpus.py`` and
``zotero_import.py`` stand beside them. What is not installed is named as such. Over the corpus where that is beside the repository,
else over the fixtures.
"""

import argparse
import io
import multiprocessing
import random
import sys
import tempfile
import unicodedata
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from peers import PEERS, facts, missing, read_back, same_identifiers, written
from sampling import sample
from typesetting import BIBLATEX_STYLES, BIBTEX_STYLES, NATBIB_STYLES, is_installed, typeset

from convert.formats import get_reader, get_writer
from convert.model.fields import filled_paths
from convert.model.record import Record
from convert.running.losses.ledger import Fates

SLOWEST = "biber --tool"
"""The peer to begin with: it takes 45 ms a record."""
BATCH = 500
"""Records in one file for a peer."""
CITED = 500
"""Records in a document of LaTeX's."""
TRIPS = {
    "medline": "medline",
    "pubmed-xml": "pubmed-xml",
    "jsonl": "jsonl",
    "csl-json": "csl-json",
    "ris": "ris",
    "enw": "enw",
    "endnote-xml": "endnote-xml",
    "bibtex": "bibtex",
    "biblatex": "bibtex",
    "csv": "csv",
    "tsv": "tsv",
}
"""Writer → the reader of what it writes."""
HOMES = ("medline", "pubmed-xml")
"""Where the records of round trips come from, and go to."""
NOT_COMPARED = ("source", "inferred", "provenance")

NOTES = """\
- bibtexparser, pybtex and pandoc leave LaTeX or mathematics as it stands; it is compared as what it prints.
- LaTeX has one sign for the increment `∆` and the Greek `Δ`, which therefore comes back as the latter.
- biber's data model has no `pmid`; in BibLaTeX it is `eprint`. pandoc takes no identifier from EndNote XML and no PMID
  from RIS, bibutils no PMID from BibTeX: these are not counted.
- bibutils loses a DOI whose prefix has five digits (`10.34067/…`) in RIS and ENW, and parts a group's name as if it were a
  person's.
- bibutils' reader of PubMed's XML, NLM's own as well, leaves out books, suffixes of names and what is in markup in a title, and
  takes the PMID of the last reference for that of the article.
- bibutils takes a `@preamble`, which a letter without a name in LaTeX needs (`Ɛ`), for a record.
- Biopython has persons (`FAU`) and groups (`CN`) in two lists, as bibutils has them when it writes RIS of MODS, so that they can't
  know their order.
"""

Row = tuple[object, ...]
records: list[Record] = []
"""Filled before the workers are forked, so that they have it, too."""


class Trip(NamedTuple):
    """What came back of the fields of all records through one format."""

    same: int
    """Records of which their own format says the same, character by character, as without the trip."""
    fates: Counter[str]
    """``kept`` and so on, ``broken`` for fields that should have been kept → how many."""
    broken: Counter[str]
    """Path of a field that should have come back as it was → in how many records it didn't."""


# --- peers ----------------------------------------------------------------------------------------------------


def peer_row(number: int, name: str) -> Row:
    """How many records went to a peer, how many it read, and how many of these have the same of each fact."""
    peer = PEERS[number]
    if reason := missing(peer, name):
        return (peer.name, reason, name, *[""] * 5)
    counts: Counter[str] = Counter()
    for start in range(0, len(records), BATCH):
        part = records[start : start + BATCH]
        for record, actual in zip(part, read_back(peer, name, part), strict=True):
            if actual is not None:
                wanted = facts(record)
                counts["read"] += 1
                counts["title"] += actual.title == wanted.title
                counts["names"] += actual.names == wanted.names
                counts["identifiers"] += same_identifiers(actual, wanted)
    counted = [counts[key] for key in ("read", "title", "names", "identifiers")]
    return (peer.name, peer.version(), name, len(records), *counted)


# --- round trips ------------------------------------------------------------------------------------------------


def round_trip(given: list[Record], writer: str) -> list[Record]:
    text = written(given, writer)
    return list(get_reader(TRIPS[writer]).read(io.BytesIO(text.encode())))


def trip(writer: str, given: list[Record], home: str) -> Trip:
    """Send records through a format and their own, and hold what comes back against what the writer promises."""
    result = Trip(0, Counter(), Counter())
    same = 0
    capabilities = get_writer(writer).capabilities
    for start in range(0, len(given), BATCH):
        part = given[start : start + BATCH]
        back = round_trip(round_trip(part, writer), home)
        if len(back) != len(part):
            result.broken["record"] += abs(len(back) - len(part))
            continue
        for before, after in zip(part, back, strict=True):
            same += written([before], home) == written([after], home)
            compare(before, after, capabilities, result)
    return result._replace(same=same)


def compare(before: Record, after: Record, capabilities: Any, result: Trip) -> None:
    old, new = values(before), values(after)
    fates = Fates(capabilities)
    for entry in (fates.of(before, path) for path in filled_paths(before)):
        said, said_again = old[entry.field], new.get(entry.field, [])
        if entry.field == "keyword.term":  # each once, and after them perhaps MeSH
            said = [*dict.fromkeys(said)]
            said_again = [*dict.fromkeys(said_again)][: len(said)]
        lost = entry.fate == "kept" and not comes_back(said, said_again)
        result.fates["broken" if lost else entry.fate] += 1
        if lost:
            result.broken[entry.field] += 1


def comes_back(old: list[Any], new: list[Any]) -> bool:
    """Whether all that was said is said again in its place; something may have come where there was nothing."""
    return len(old) == len(new) and all(
        before in (after, "", None, []) for before, after in zip(old, new, strict=True)
    )


def values(record: Record) -> dict[str, list[Any]]:
    """Path of each field → what it says in all its places, letters and accents composed."""
    found: dict[str, list[Any]] = {}
    for path, value in _leaves(record, ""):
        found.setdefault(path, []).append(value)
    return found


def _leaves(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, msgspec.Struct) and not (path and isinstance(value, Record)):
        for name in value.__struct_fields__:
            if path or name not in NOT_COMPARED:
                yield from _leaves(getattr(value, name), f"{path}.{name}" if path else name)
    elif isinstance(value, list) and value and isinstance(value[0], msgspec.Struct) and path != "related":
        for item in value:
            yield from _leaves(item, path)
    else:
        yield path, unicodedata.normalize("NFC", value) if isinstance(value, str) else value


def trip_row(writer: str, home: str) -> Row:
    given = at_home(home)
    result = trip(writer, given, home)
    worst = ", ".join(f"{path} {count}" for path, count in result.broken.most_common(8))
    counts = [result.fates[fate] for fate in ("kept", "degraded", "dropped", "broken")]
    return (writer, len(given), result.same, *counts, worst)


def at_home(home: str) -> list[Record]:
    """What their own format says of the records that were read from it."""
    return round_trip([record for record in records if record.source and record.source.format == home], home)


# --- LaTeX --------------------------------------------------------------------------------------------------------


def style_row(style: str) -> Row:
    program = "biber" if style in BIBLATEX_STYLES else "bibtex"
    if not is_installed():
        return (program, style, "not installed", "", "", "")
    cited = random.Random(5).sample(records, min(CITED, len(records)))  # noqa: S311  (no secret)
    with tempfile.TemporaryDirectory() as folder:
        packages = "natbib,url" if style in NATBIB_STYLES else ""
        result = typeset(cited, style, Path(folder), packages)
    return (
        program,
        f"{style} with {packages}" if packages else style,
        len(cited),
        result.entries,
        len(result.errors),
        len(result.warnings),
    )


# --- printing -----------------------------------------------------------------------------------------------------


def table(*heads: str, rows: Iterable[Row]) -> str:
    lines = ["| " + " | ".join(heads) + " |", "| " + " | ".join("---" for _ in heads) + " |"]
    lines += ["| " + " | ".join(map(_cell, row)) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def _cell(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) else str(value)


PEER_HEADS = (
    "Program",
    "Version",
    "Format",
    "Records",
    "Read",
    "Same title",
    "Same names",
    "Same identifiers",
)
TRIP_HEADS = (
    "Format",
    "Records",
    "Same text",
    "Kept",
    "Degraded",
    "Dropped",
    "Other than promised",
    "Of these",
)
STYLE_HEADS = ("Program", "Style", "Cited", "Printed", "Errors", "Warnings")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, help="at most so many of each file")
    parser.add_argument("--works", type=int, help="so many of these, drawn at random")
    parser.add_argument("--jobs", type=int, default=multiprocessing.cpu_count())
    options = parser.parse_args()
    warnings.simplefilter("ignore")  # of what citeproc-py does not know
    found = sample(options.records)
    records.extend(found if not options.works else random.Random(13).sample(found, options.works))  # noqa: S311
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(options.jobs, context) as pool:
        pairs = [
            (peer, name) for peer in sorted(PEERS, key=lambda p: p.name != SLOWEST) for name in peer.formats
        ]
        peers = [pool.submit(peer_row, PEERS.index(peer), name) for peer, name in pairs]
        trips = {home: [pool.submit(trip_row, writer, home) for writer in TRIPS] for home in HOMES}
        styles = [pool.submit(style_row, style) for style in BIBTEX_STYLES + NATBIB_STYLES + BIBLATEX_STYLES]
        sys.stdout.write(
            PAGE.format(
                sample=f"{len(records):,} works of real data{', drawn at random' if options.works else ''}",
                notes=NOTES,
                peers=table(*PEER_HEADS, rows=[job.result() for job in peers]),
                **{
                    home.replace("-", "_"): table(*TRIP_HEADS, rows=[job.result() for job in jobs])
                    for home, jobs in trips.items()
                },
                styles=table(*STYLE_HEADS, rows=[job.result() for job in styles]),
            )
        )


PAGE = """\
# Compatibility

Made by `tests/compatibility.py` over {sample}, each work once. Titles and names are compared by their letters
and digits, identifiers (DOI and PMID) as they are.

## Who reads what is written here

{peers}
{notes}
## What comes back

MEDLINE → format → MEDLINE. Each field of each record (such as `author.given`) is counted once: *kept* came back as it was,
*degraded* and *dropped* are what the ledger (`--losses`) says beforehand, of each value; what should have been kept but is other
than it was is named with its count. What is *moved* (MeSH terms among the keywords) is not counted. *Same text* are the records
of which every character of MEDLINE came back.

{medline}
PubMed XML → format → PubMed XML, likewise:

{pubmed_xml}
## LaTeX

A document that cites records with `\\nocite{{*}}`, by pdfLaTeX (`\\usepackage[T1]{{fontenc}}` and `lmodern`, no other package).
Warnings are of what a record lacks, such as an author.

{styles}
- The font encoding T1 is needed for letters such as `ą`, `đ` and `þ`; with it, no package is needed for Greek and
  mathematics, which are spelled out.
- Characters that LaTeX has no name for (Chinese, Japanese, Cyrillic, …) stay as they are, with a note (`not-in-latex`):
  print them by XeLaTeX or LuaLaTeX with a font that has them.
- BibTeX's `alpha` and `apalike` tell at most 26 works with the same label apart: more works of one year without authors are too
  many for them.
"""

if __name__ == "__main__":
    main()

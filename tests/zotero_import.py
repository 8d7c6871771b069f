"""What arrives in Zotero: ``python tests/zotero_import.py JUDGE ZOTERO`` makes the table.

Zotero's import of PubMed's own XML is the measure: which of the values that it takes from there does it take from what is written
here? Zotero's code is no part of the project. ``ZOTERO`` is a folder with checkouts of its repositories, ``JUDGE`` one with
``zjudge.js``, which runs their import (``serve``: a JSON object with ``text`` and ``translator`` a line, an answer with ``items`` a
line), and with ``score.py``, which compares items.
"""

import argparse
import gzip
import html
import io
import json
import re
import subprocess
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from sampling import paths, readable

from convert.changes.choices import Choices
from convert.changes.transforms import Journals
from convert.model.pages import complete_pages, is_item_identifier
from convert.model.record import Record
from convert.running.conversion import Conversion
from convert.streams.problems import silent

Item = dict[str, Any]


class Way(NamedTuple):
    """A format with its options, and Zotero's translator of it."""

    format: str
    options: dict[str, str]
    translator: str

    def __str__(self) -> str:
        return ", ".join([self.format, *(f"{name} {value}" for name, value in self.options.items())])


WAYS = (
    Way("ris", {}, "RIS"),
    Way("ris", {"dialect": "zotero"}, "RIS"),
    Way("bibtex", {}, "BibTeX"),
    Way("biblatex", {}, "BibTeX"),
    Way("csl-json", {"dialect": "zotero"}, "CSL JSON"),
    Way("enw", {}, "Refer/BibIX"),
    Way("endnote-xml", {}, "Endnote XML"),
    Way("endnote-xml", {"dialect": "zotero"}, "Endnote XML"),
)


JOURNALS: tuple[Journals, ...] = ("printed", "nlm")
"""What is asked for with ``--journal``: the default, and what Zotero takes from PubMed's XML."""


class Judge:
    """Zotero's import, running."""

    def __init__(self, folder: Path, zotero: Path, stage: str) -> None:
        command = ["node", str(folder / "zjudge.js"), "serve", "--zotero", str(zotero), "--stage", stage]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )

    def items(self, text: str, translator: str) -> list[Item | None]:
        """What Zotero makes of a file; None for what it refuses to save."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps({"id": 0, "text": text, "translator": translator}) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        return list(answer.get("items") or [])


class Source(NamedTuple):
    """A file of PubMed's own XML."""

    name: str
    text: str
    records: list[Record]


def sources() -> Iterator[Source]:
    """Each file of which all records can be told apart by their PMID."""
    for path in paths(("xml",)):
        if path.suffix == ".nbib":
            continue
        data = path.read_bytes()
        records = [record for record in readable(path) if record.PMID and record.title]
        if records:
            text = gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data
            yield Source(path.name, text.decode("utf-8", "replace"), records)


def written(records: list[Record], way: Way, journal: Journals) -> str:
    out = io.StringIO(newline="")
    conversion = Conversion(to=way.format, options=way.options, choices=Choices(journal=journal))
    conversion.write(records, out, silent)
    return out.getvalue()


class Miss(NamedTuple):
    """A value that Zotero takes from PubMed's XML and not from what is written here."""

    why: str
    field: str
    theirs: str
    ours: str


def misses(tally: Any) -> list[Miss]:
    """Have a tally of ``score.py`` keep all that does not match, with its class."""
    found: list[Miss] = []
    check = tally.check

    def keep(record: Any, field: str, verdict: str, theirs: Any = None, ours: Any = None) -> None:
        check(record, field, verdict, theirs, ours)
        if verdict != "match":
            found.append(Miss(explained(field, *parts(field, theirs, ours)), field, str(theirs), str(ours)))

    tally.check = keep
    return found


def allow(tally: Any) -> None:
    """Have a tally count what differs in an allowed class as a match."""
    check = tally.check

    def lenient(record: Any, field: str, verdict: str, theirs: Any = None, ours: Any = None) -> None:
        is_allowed = verdict != "match" and explained(field, *parts(field, theirs, ours)) in ALLOWED
        check(record, field, "match" if is_allowed else verdict, theirs, ours)

    tally.check = lenient


def parts(field: str, theirs: Any, ours: Any) -> list[Any]:
    """Both values; of names the part that is compared."""
    part = {"creator.last": 0, "creator.first": 1, "creator.type": 2}.get(field)
    return [value if part is None or value is None else value[part] for value in (theirs, ours)]


def explained(field: str, theirs: Any, ours: Any) -> str:
    """The class of a difference; ``other`` where it has none."""
    theirs, ours = str(theirs), "" if ours is None else str(ours)
    one, other = folded(theirs), folded(ours)
    return next((name for name, holds in CLASSES.items() if holds(field, theirs, ours, one, other)), "other")


def folded(text: str) -> str:
    """Letters and digits: without case, accents' forms, punctuation, spaces, markup; ``²`` is ``2``."""
    text = unicodedata.normalize("NFKD", re.sub(r"</?[a-z][^>]*>", "", html.unescape(text)).casefold())
    return "".join(letter for letter in text if letter.isalnum())


Holds = Callable[[str, str, str, str, str], bool]
CLASSES: dict[str, Holds] = {
    "tags with a comma or semicolon": lambda field, theirs, *_: (
        field == "tags" and bool(re.search("[,;]", theirs))
    ),
    "tags": lambda field, *_: field == "tags",
    "exponents and formulas in abstracts": lambda field, _, __, one, other: (
        field == "abstractNote" and one == other
    ),
    "capitals, markup and brackets of titles": lambda field, _, __, one, other: (
        field == "title" and one == other
    ),
    "case, punctuation, spaces": lambda _, __, ___, one, other: one == other,
    "pages in full": lambda field, theirs, ours, *_: (
        field == "pages" and complete_pages(theirs) == ours.replace("–", "-")
    ),
    "publishers' identifiers as pages": lambda field, theirs, ours, *_: (
        field == "pages" and not ours and is_item_identifier(theirs)
    ),
    "article numbers as pages": lambda field, _, ours, *__: field == "pages" and not ours,
    "NLM's or ISO's abbreviation": lambda field, *_: field == "journalAbbreviation",
    "journals as they print their names": lambda field, *_: field == "publicationTitle",
    "the place of a journal": lambda field, *_: field == "place",
    "ranges of months": lambda field, theirs, *_: (
        field == "date" and bool(re.search("[a-z]-[a-z]", theirs.casefold()))
    ),
    "we say more": lambda _, theirs, __, one, other: theirs == "null" or (bool(one) and one in other),
    "a chapter's own date": lambda field, *_: field == "date",
    "addresses with https": lambda field, theirs, ours, *_: (
        field == "url" and theirs.split(":")[-1] == ours.split(":")[-1]
    ),
    "signs in abstracts and titles": lambda field, *_: field in ("abstractNote", "title"),
}
"""Why a value differs: whether it holds, of the field, both values, and both folded."""
ALLOWED = (
    "exponents and formulas in abstracts",
    "capitals, markup and brackets of titles",
    "case, punctuation, spaces",
    "pages in full",
    "we say more",
    "addresses with https",
)
"""What counts as kept in the shares with allowances."""


def main() -> None:
    """Print the table, and what differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("judge", type=Path)
    parser.add_argument("zotero", type=Path)
    parser.add_argument("--stage", default="saved", help="raw, api or saved")
    parser.add_argument("--files", type=int, help="so many files of XML alone")
    parser.add_argument("--formats", help="formats to try; by default all")
    parser.add_argument("--examples", action="store_true", help="print what differs, too")
    options = parser.parse_args()
    sys.path.insert(0, str(options.judge))
    score: Any = import_module("score")
    judge = Judge(options.judge, options.zotero, options.stage)
    cases = list(references(judge, score, options.files))
    print(f"{len(cases)} files, {sum(len(wanted) for _, wanted in cases)} works")
    for journal in JOURNALS:
        print(f"\n--journal {journal}\n\n| {' | '.join(HEADS)} |\n| {' | '.join('---' for _ in HEADS)} |")
        for way in (way for way in WAYS if way.format in (options.formats or way.format).split(",")):
            tallies = [score.Tally(), score.Tally(), score.Tally()]
            found = misses(tallies[0])
            allow(tallies[1])
            for records, wanted in cases:
                items = judge.items(written(records, way, journal), way.translator)
                for record, item in wanted.items():
                    actual = items[record] if len(items) == len(records) else None
                    for tally, strict in zip(tallies, (False, False, True), strict=True):
                        tally.compare(item, actual, strict)
            if way is WAYS[0]:
                fields = tallies[0].result()["fields"]
                tags = sum(fields["tags"][key] for key in ("match", "missing"))
                print(
                    f"{tallies[0].result()['checks']:,} values, of which {tags:,} are tags", file=sys.stderr
                )
            print(row(way, [tally.result() for tally in tallies], found), flush=True)
            if options.examples:
                print("\n".join("\t".join(miss) for miss in sorted(found)))


def references(judge: Judge, score: Any, files: int | None) -> Iterator[tuple[list[Record], dict[int, Item]]]:
    """The records of each file, and by their places what Zotero takes of them from PubMed's XML; each work once."""
    seen: set[str] = set()
    for number, source in enumerate(sources()):
        if number == files:
            return
        items: dict[str, Item] = {}
        for item in judge.items(source.text, "PubMed XML"):
            identifier = score.view(item or {}, False).get("PMID")
            if item and identifier:
                items.setdefault(identifier[0], item)
        records = [record for record in source.records if record.PMID in items and record.PMID not in seen]
        records = list({record.PMID: record for record in records}.values())
        seen.update(record.PMID for record in records)
        if records:
            yield records, {place: items[record.PMID] for place, record in enumerate(records)}


HEADS = ("Format", "By value, by field", "With allowances", "To the letter", "PMID", "PMCID", "Not kept")


def row(way: Way, results: list[Any], found: list[Miss]) -> str:
    """``results``: as the judge scores it, with allowances, to the letter."""
    classes = Counter(miss.why for miss in found)
    lenient = results[0]
    shares = [[result["micro"], result["macro"]] for result in results]
    identifiers = [
        f"{counts['match']:,} of {sum(counts[key] for key in ('match', 'missing', 'wrong')):,}"
        for counts in (lenient["fields"].get(name, Counter()) for name in ("PMID", "PMCID"))
    ]
    lacks = ", ".join(f"{why} {number:,}" for why, number in classes.most_common())
    written = (", ".join(f"{share:.4f}".removeprefix("0") for share in pair) for pair in shares)
    cells = [str(way), *written, *identifiers, lacks]
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    main()

"""Works → the report of a deduplication: JSON, from which the originals come back; CSV, a row a merged record; or a page."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import Final, TextIO

import msgspec

import convert
from convert.changes.duplicates import Match, Works
from convert.running.deduplication.summary import Summary, brief, reasons
from convert.streams.outputs import open_output


def write_report(path: str, works: Works, summary: Summary) -> None:
    """Write the report in the form that the suffix of ``path`` names: .html, .csv, or else JSON."""
    suffix = path.lower().rpartition(".")[2]
    with open_output(path) as out:
        if suffix in ("html", "htm"):
            from convert.running.deduplication.page import write_page  # noqa: PLC0415  (for this alone)

            write_page(works, summary, out)
        elif suffix == "csv":
            _write_csv(works, out)
        else:
            out.writelines(_json(works, summary))


# --- JSON -----------------------------------------------------------------------------------------------------


def _json(works: Works, summary: Summary) -> Iterator[str]:
    """The report, work by work, so that it need not be held."""
    head = {
        "refconvert": convert.__version__,
        "identified": summary.identified,
        "removed": {"within": summary.within, "between": summary.between},
        "left": summary.works,
        "sources": [
            {**msgspec.to_builtins(source), "removed": source.within + source.between, "left": source.left}
            for source in summary.sources
        ],
    }
    yield json.dumps(head, ensure_ascii=False, indent=1)[:-2]
    yield ',\n "merged": ['
    yield from _items(_groups(works))
    for name in ("undecided", "kin", "conflicts"):
        yield f'],\n "{name}": ['
        yield from _items(_pair(works, match) for match in getattr(works.findings, name))
    yield "]\n}\n"


def _items(items: Iterable[dict[str, object]]) -> Iterator[str]:
    for place, item in enumerate(items):
        yield f"{',' if place else ''}\n  {msgspec.json.encode(item).decode()}"


def _groups(works: Works) -> Iterator[dict[str, object]]:
    """Each merged work: its place in the output, and its records as they were read."""
    why = reasons(works)
    for place, numbers in enumerate(works, 1):
        if len(numbers) > 1:
            kept = works.kept(numbers)
            members = [
                {
                    "number": number + 1,
                    "kept": number == kept,
                    "why": _why(why.get(number)),
                    "record": works.records[number],
                }
                for number in numbers
            ]
            yield {"work": place, "records": members}


def _why(match: Match | None) -> str:
    return match.why if match else ""


def _pair(works: Works, match: Match) -> dict[str, object]:
    records = [works.records[number] for number in (match.first, match.second)]
    return {"why": match.why, "points": match.points, "records": [brief(record) for record in records]}


# --- CSV ------------------------------------------------------------------------------------------------------

_COLUMNS: Final = (
    "work",
    "kept",
    "why",
    "place",
    "title",
    "author",
    "year",
    "journal",
    "pages",
    "DOI",
    "PMID",
)


def _write_csv(works: Works, out: TextIO) -> None:
    """A row for each record that was merged, or into which others were."""
    text = io.StringIO(newline="")
    table = csv.DictWriter(text, _COLUMNS, lineterminator="\r\n")
    out.write("\ufeff")
    table.writeheader()
    why = reasons(works)
    for place, numbers in enumerate(works, 1):
        kept = works.kept(numbers) if len(numbers) > 1 else 0
        for number in numbers if len(numbers) > 1 else ():
            row = {"work": place, "kept": "yes" if number == kept else "", "why": _why(why.get(number))}
            table.writerow(row | brief(works.records[number]))
        out.write(text.getvalue())
        text.seek(0)
        text.truncate()
    out.write(text.getvalue())

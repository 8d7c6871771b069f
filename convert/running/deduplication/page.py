"""Works → a page to check them by eye: the numbers, PRISMA's flow diagram, and each merged work, the most doubtful first."""

from collections.abc import Iterator
from html import escape
from typing import Final, TextIO

from convert.changes.duplicates import Match, Works
from convert.running.deduplication.flow import flow
from convert.running.deduplication.summary import Summary, brief, doubtful_first, reasons
from convert.running.html_page import head

_FIELDS: Final = ("title", "author", "year", "journal", "pages", "DOI", "PMID")
_SECTIONS: Final = (
    (
        "undecided",
        "To be decided",
        "Alike, but not enough to merge. <code>--review FILE</code> writes them as a table to decide.",
    ),
    (
        "kin",
        "Kept apart: works that belong together",
        "Preprint and article, an article and its correction, a letter and its reply.",
    ),
    (
        "conflicts",
        "Kept apart: one identifier, two works",
        "One of the records has a wrong identifier, or that of the whole book or supplement.",
    ),
)


def write_page(works: Works, summary: Summary, out: TextIO) -> None:
    """Write the report as a self-contained page."""
    out.write(head("Deduplication", _STYLE))
    out.write(f"<p class=lead>{escape(str(summary))}.</p>\n")
    out.writelines(_cards(works, summary))
    out.write(f"<h2>PRISMA 2020 flow diagram</h2>\n{flow(summary)}\n")
    out.writelines(_sources(summary))
    out.write(f"<h2>Merged works <span class=count>{len(works.groups):,}</span></h2>\n")
    out.write("<p>The most doubtful first. What differs from the kept record is marked.</p>\n")
    out.writelines(_groups(works))
    for name, title, note in _SECTIONS:
        matches: list[Match] = getattr(works.findings, name)
        out.write(f"<h2>{title} <span class=count>{len(matches):,}</span></h2>\n")
        if matches:
            out.write(f"<p>{note}</p>\n")
            out.writelines(
                _group(works, [match.first, match.second], None, {match.second: match}) for match in matches
            )
    out.write("</main>\n</html>\n")


def _cards(works: Works, summary: Summary) -> Iterator[str]:
    numbers = (
        (summary.identified, "identified"),
        (summary.within, "removed within a source"),
        (summary.between, "removed between sources"),
        (summary.works, "left"),
        (len(works.findings.undecided), "pairs to decide"),
    )
    yield "<div class=cards>"
    yield from (f"<div><b>{number:,}</b>{name}</div>" for number, name in numbers)
    yield "</div>\n"


def _sources(summary: Summary) -> Iterator[str]:
    yield "<h2>By source</h2>\n<table><thead><tr><th>file<th>database<th class=n>identified<th class=n>removed within"
    yield "<th class=n>removed between<th class=n>left<th class=n>in no other source</tr></thead><tbody>\n"
    for source in summary.sources:
        numbers = (source.identified, source.within, source.between, source.left, source.alone)
        cells = "".join(f"<td class=n>{number:,}" for number in numbers)
        yield f"<tr><th scope=row>{escape(source.file)}<td>{escape(source.database)}{cells}</tr>\n"
    sums = (summary.identified, summary.within, summary.between, summary.works)
    yield f"</tbody><tfoot><tr><th scope=row>all<td>{''.join(f'<td class=n>{number:,}' for number in sums)}<td></tr></tfoot></table>\n"


def _groups(works: Works) -> Iterator[str]:
    why = reasons(works)
    for numbers in doubtful_first(works):
        yield _group(works, numbers, works.kept(numbers), why)


def _group(works: Works, numbers: list[int], kept: int | None, why: dict[int, Match]) -> str:
    """Records below each other; ``kept`` is the one that the others were merged into."""
    shown = {number: brief(works.records[number]) for number in numbers}
    model = shown[numbers[0] if kept is None else kept]
    fields = [field for field in _FIELDS if any(values[field] for values in shown.values())]
    rows = []
    for number in sorted(numbers, key=lambda number: number != kept):
        values = shown[number]
        cells = "".join(_cell(field, values[field], model[field]) for field in fields)
        match = why.get(number)
        notes = ["<b>kept</b>"] * (number == kept) + ([escape(match.why)] if match else [])
        rows.append(
            f"<tr{' class=kept' if number == kept else ''}><td class=place>{escape(values['place'])}"
            f"<td class=why>{'; '.join(notes)}{cells}</tr>"
        )
    head = "".join(f"<th>{field}" for field in fields)
    return f"<div class=group><table><thead><tr><th>record<th>why{head}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>\n"


def _cell(field: str, value: str, model: str) -> str:
    is_other = bool(value and model) and _plain(value) != _plain(model)
    return f"<td class='{field}{' other' if is_other else ''}'>{escape(value)}"


def _plain(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


_STYLE: Final = """tfoot td, tfoot th { border-bottom: 0; font-weight: 600 }
.n { text-align: right; font-variant-numeric: tabular-nums }
.flow { display: block; width: 100%; max-width: 50rem; height: auto; font: 14px system-ui, "Segoe UI", "DejaVu Sans", sans-serif }
.flow text { fill: currentColor } .flow .box { fill: var(--soft); stroke: currentColor; stroke-opacity: .55 }
.flow .open { fill: none; stroke-dasharray: 5 4; stroke-opacity: .4 } .flow .stage { fill: var(--accent) }
.flow .name { fill: #fff; font-weight: 600 } .flow .arrow { stroke: currentColor; stroke-opacity: .6 }
.flow .head { fill: currentColor; fill-opacity: .6 }
.group { border: 1px solid var(--line); border-radius: 8px; margin: .7rem 0; overflow-x: auto }
.group table { font-size: .88rem } .group tr:last-child td { border-bottom: 0 }
.group thead th { background: var(--soft); padding-block: .15rem }
.place, .DOI, .PMID { font: .82rem/1.7 ui-monospace, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere }
.journal { min-width: 7rem } .place, .why { min-width: 9rem } .DOI { min-width: 11rem } .PMID { min-width: 5rem } .title { min-width: 15rem }
.kept .place { border-left: 3px solid var(--kept) } .kept b { color: var(--kept) } .other { background: var(--mark) }
@media print { main { max-width: none } .group { break-inside: avoid } }
"""

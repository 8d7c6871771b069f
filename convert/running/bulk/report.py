"""A manifest → a self-contained HTML page: records by year, the fate of their fields, problems."""

from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path
from typing import Final

from convert.running.bulk.manifest import NAME, Manifest
from convert.running.bulk.shards import Plan
from convert.running.losses.ledger import Entry, Fates

REPORT: Final = "report.html"

_WIDTH, _HEIGHT, _MARGIN = 860, 240, 60
_COLORS: Final = {"kept": "#4c8a5f", "degraded": "#d8a23a", "dropped": "#b5483a"}

_PAGE: Final = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>refconvert bulk: {writer}</title><style>
body {{ font: 15px/1.5 system-ui, sans-serif; color: #222; max-width: 900px; margin: 2em auto; padding: 0 1em }}
h1 {{ font-size: 1.5em }} h2 {{ font-size: 1.1em; margin-top: 2em }}
table {{ border-collapse: collapse }} td, th {{ padding: .15em .8em .15em 0; text-align: left; vertical-align: top }}
td.n, th.n {{ text-align: right; font-variant-numeric: tabular-nums }} svg text {{ font-size: 11px; fill: #444 }}
.what i {{ display: inline-block; width: .8em; height: .8em; margin: 0 .3em 0 1em }} .bar {{ height: .8em }}
</style></head><body>
<h1>{records} records as {writer}</h1>
<p>{shards} files, {unreadable} of which could not be read; {left_out} records left out because a later file replaces or
deletes them. All that this page says is in <code>{manifest}</code>.</p>
<h2>Records by year of issue</h2>
{years}
<h2>What became of their fields</h2>
<p class="what">Counted in one of {sampled} records, by what {writer} can carry:{legend}</p>
<table><tr><th>field<th class="n">records that have it<th><th>what {writer} does with it</tr>
{fields}
</table>
<h2>Problems</h2>
<table><tr><th>problem<th class="n">times<th>the first</tr>
{problems}
</table>
</body></html>
"""


def write_report(manifest: Manifest, plan: Plan, folder: Path) -> Path:
    """Write the page into the folder."""
    ask = manifest.database.execute
    shards, records, left_out, unreadable, sampled = ask(
        "select count(*), total(records), total(left_out), total(unreadable <> ''), max(sampled) from shards"
    ).fetchone()
    page = _PAGE.format(
        writer=escape(plan.to),
        records=_number(records),
        shards=_number(shards),
        left_out=_number(left_out),
        unreadable=_number(unreadable),
        sampled=sampled,
        manifest=NAME,
        legend="".join(f'<i style="background:{color}"></i>{fate}' for fate, color in _COLORS.items()),
        years=plot_years(dict(ask("select year, sum(records) from years group by year order by year"))),
        fields="\n".join(
            _field_rows(ask("select path, sum(records) from fields group by path order by 2 desc, 1"), plan)
        ),
        problems="\n".join(
            f'<tr><td>{escape(code)}<br><small>{severity}</small><td class="n">{_number(number)}<td>{escape(first)}</tr>'
            for code, severity, number, first in ask(
                "select code, severity, sum(number), min(first) from problems group by code order by 3 desc, 1"
            )
        ),
    )
    beside = folder / f".{REPORT}.part"
    beside.write_text(page, encoding="utf-8")
    return beside.replace(folder / REPORT)


def _number(value: float) -> str:
    return f"{int(value):,}".replace(",", " ")


def plot_years(years: Mapping[int, int]) -> str:
    """Records by year → an SVG bar chart with a bar for each year."""
    if not years:
        return "<p>No record has a year.</p>"
    first, last, most = min(years), max(years), max(years.values())
    step = (_WIDTH - _MARGIN) / (last - first + 1)
    bars = "".join(
        f'<rect x="{_MARGIN + (year - first) * step:.1f}" y="{_HEIGHT * (1 - number / most):.1f}"'
        f' width="{max(step * 0.85, 0.5):.1f}" height="{_HEIGHT * number / most:.1f}" fill="#3b6ea5">'
        f"<title>{year}: {_number(number)}</title></rect>"
        for year, number in years.items()
    )
    every = next(n for n in (1, 2, 5, 10, 20, 50, 100, 1000) if n * step >= 34 or n == 1000)
    labels = "".join(
        f'<text x="{_MARGIN + (year - first + 0.5) * step:.1f}" y="{_HEIGHT + 16}" text-anchor="middle">{year}</text>'
        for year in range(first, last + 1)
        if year % every == 0
    )
    scale = "".join(
        f'<text x="{_MARGIN - 6}" y="{_HEIGHT * (1 - part) + 10 * part:.1f}" text-anchor="end">{_number(most * part)}</text>'
        f'<line x1="{_MARGIN}" x2="{_WIDTH}" y1="{_HEIGHT * (1 - part):.1f}" y2="{_HEIGHT * (1 - part):.1f}" stroke="#ddd"/>'
        for part in (0, 0.5, 1)
    )
    return f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT + 24}" role="img">{scale}{bars}{labels}</svg>'


def _field_rows(fields: Iterable[tuple[str, int]], plan: Plan) -> Iterable[str]:
    """A row for each field: dropped ones first, then degraded, then kept; within each by frequency."""
    fates = Fates(plan.writer.capabilities)
    rows = [(number, path, *_fate(fates.at_worst(path))) for path, number in fields]
    most = max((number for number, *_ in rows), default=1)
    order = [*_COLORS][::-1]
    for number, path, fate, how in sorted(rows, key=lambda row: (order.index(row[2]), -row[0], row[1])):
        bar = f'<div class="bar" style="width:{160 * number / most:.0f}px;background:{_COLORS[fate]}"></div>'
        yield f'<tr><td>{escape(path)}<td class="n">{_number(number)}<td>{bar}<td>{fate}{escape(how and f": {how}")}</tr>'


def _fate(entry: Entry) -> tuple[str, str]:
    return ("dropped", "") if entry.fate == "dropped" else ("degraded" if entry.why else "kept", entry.why)

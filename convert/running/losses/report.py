"""The ledger's output: a JSON file, or an HTML page for reading."""

import contextlib
import json
import os
import tempfile
from collections import Counter
from collections.abc import Iterator
from html import escape
from itertools import islice
from pathlib import Path
from typing import Any, Final, TextIO

from convert.running.losses.ledger import FATES, sentence
from convert.streams.outputs import open_output

MOST_RECORDS: Final = 1000
"""How many records the page shows one by one; the table counts all."""


@contextlib.contextmanager
def open_report(path: str | None) -> Iterator[TextIO]:
    """A stream for the ledger's JSON, which ends up in a file, in an HTML page, or (without a path) nowhere."""
    if path is None:
        with Path(os.devnull).open("w", encoding="utf-8") as nothing:
            yield nothing
    elif not path.lower().endswith((".html", ".htm")):
        with open_output(path) as out:
            yield out
    else:
        with open_output(path) as out, tempfile.TemporaryFile("w+", encoding="utf-8", newline="") as text:
            yield text
            text.seek(0)
            write_html(json.load(text), out)


def write_html(report: dict[str, Any], out: TextIO) -> None:
    """Write the ledger of a conversion as a self-contained page."""
    records = report["records"]
    counts = Counter(
        {(path, fate): n for path, fates in report["summary"].items() for fate, n in fates.items()}
    )
    title = f"What {escape(report['format'])} carries"
    out.write(_PAGE.format(title=title, summary=escape(sentence(counts, len(records), report["format"]))))
    out.writelines(_rows(report))
    out.write(f"</tbody></table>\n<h2>Record by record</h2>\n<p>{_shown(len(records))}</p>\n")
    out.writelines(map(_record, islice(records, MOST_RECORDS)))
    out.write("</main>\n")


def _shown(count: int) -> str:
    return f"The first {MOST_RECORDS} of {count} records." if count > MOST_RECORDS else f"{count} records."


def _rows(report: dict[str, Any]) -> Iterator[str]:
    """A row for each field, dropped ones first."""
    why: dict[str, str] = {}
    for record in report["records"]:
        for fate in FATES[1:]:
            why.update(record.get(fate, {}))
    worst = {fate: place for place, fate in enumerate(reversed(FATES))}
    summary = report["summary"].items()
    for path, fates in sorted(summary, key=lambda item: min(worst[fate] for fate in item[1])):
        fate = min(fates, key=worst.__getitem__)
        cells = "".join(f"<td class=n>{fates.get(fate, '')}</td>" for fate in FATES)
        reason = escape(why.get(path, ""))
        yield f"<tr class={fate}><th scope=row>{escape(path)}</th>{cells}<td>{reason}</td></tr>\n"


def _record(record: dict[str, Any]) -> str:
    lost = len(record.get("dropped", {}))
    marks = f"<span class='mark{' dropped' if lost else ''}'>{lost or 'nothing'} dropped</span>"
    lines = [f"<details><summary>{escape(record['record'])} {marks}</summary><dl>"]
    for name in ("dropped", "degraded", "moved", "completed"):
        for path, reason in record.get(name, {}).items():
            lines.append(f"<dt class={name}>{escape(path)}</dt><dd>{name}: {escape(reason)}</dd>")
    lines += [f"<dt>merged</dt><dd>with {escape(place)}</dd>" for place in record.get("merged", ())]
    kept = escape(", ".join(record.get("kept", ())))
    return "".join([*lines, f"<dt class=kept>kept</dt><dd>{kept}</dd></dl></details>\n"])


_PAGE: Final = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; --line: #8884; --dropped: #c0392b; --degraded: #b9770e; --moved: #2471a3; --kept: #1e8449 }}
body {{ font: 16px/1.5 system-ui, sans-serif; margin: 0 }}
main {{ max-width: 60rem; margin: 2rem auto; padding: 0 1rem }}
h1 {{ font-size: 1.6rem; margin-bottom: .3rem }} h2 {{ font-size: 1.2rem; margin-top: 2rem }}
table {{ border-collapse: collapse; width: 100% }}
th, td {{ text-align: left; padding: .25rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top }}
thead th {{ position: sticky; top: 0; background: Canvas }}
.n {{ text-align: right; font-variant-numeric: tabular-nums }}
th[scope=row], dt {{ font: 14px/1.5 ui-monospace, monospace; font-weight: 600 }}
tr > th[scope=row] {{ border-left: 4px solid var(--kept) }}
tr.dropped > th {{ border-left-color: var(--dropped) }} tr.degraded > th {{ border-left-color: var(--degraded) }}
tr.moved > th {{ border-left-color: var(--moved) }}
.mark {{ font-size: .85rem; opacity: .7 }} .mark.dropped {{ color: var(--dropped); opacity: 1 }}
details {{ border-bottom: 1px solid var(--line); padding: .3rem 0 }} summary {{ cursor: pointer }}
dl {{ display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; margin: .5rem 0 .5rem 1.2rem }}
dd {{ margin: 0 }} dt.dropped {{ color: var(--dropped) }} dt.degraded {{ color: var(--degraded) }}
dt.moved {{ color: var(--moved) }} dt.kept {{ color: var(--kept) }}
</style>
<main>
<h1>{title}</h1>
<p>{summary}.</p>
<table><thead><tr><th>field</th><th class=n>kept</th><th class=n>moved</th><th class=n>degraded</th><th class=n>dropped</th>
<th>how</th></tr></thead><tbody>
"""

"""The head of a report for the browser: one self-contained page, light or dark, that prints well."""

from typing import Final

_STYLE: Final = """
:root { color-scheme: light dark; --line: #8883; --soft: #8881; --accent: #1f6f8b; --mark: #f5c54255; --kept: #1e8449 }
body { font: 15px/1.5 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; margin: 0 }
main { max-width: 80rem; margin: 2.5rem auto; padding: 0 1.2rem }
h1 { font-size: 1.7rem; margin: 0 } h2 { font-size: 1.2rem; margin: 2.6rem 0 .6rem }
.lead { opacity: .75; margin-top: .2rem } .count { font-weight: 400; opacity: .6; margin-left: .4rem }
.cards { display: flex; flex-wrap: wrap; gap: .8rem; margin: 1.2rem 0 }
.cards div { flex: 1 1 9rem; border: 1px solid var(--line); border-radius: 8px; padding: .7rem 1rem; font-size: .9rem }
.cards b { display: block; font-size: 1.6rem; line-height: 1.3; color: var(--accent); font-variant-numeric: tabular-nums }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top }
thead th { font-weight: 600; font-size: .82rem; opacity: .7 } tbody th { font-weight: 600 }
"""


def head(title: str, style: str) -> str:
    """What stands before the content of a page; ``style``: its own rules."""
    return f"""<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>{_STYLE}{style}</style>
<main>
<h1>{title}</h1>
"""

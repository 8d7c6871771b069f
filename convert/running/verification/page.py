"""Verdicts → a page to check them by eye: what troubles most comes first, the reference and the work side by side."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from html import escape
from typing import Final, TextIO

from convert.running.html_page import head
from convert.running.verification.rules import LABELS, TROUBLE
from convert.running.verification.verdicts import Field, Near, Verdict, cited

_PUBMED: Final = "https://pubmed.ncbi.nlm.nih.gov/"
_WORD: Final = re.compile(r"\w+|\W+")


def write_page(
    verdicts: Sequence[Verdict], summary: str, named: Callable[[Verdict], str], out: TextIO
) -> None:
    """Write the report as a self-contained page."""
    counts = Counter(verdict.kind for verdict in verdicts)
    out.write(head("References, verified", _STYLE))
    out.write(f"<p class=lead>{escape(summary)}.</p>\n<div class=cards>")
    out.writelines(
        f"<div class={kind}><b>{counts[kind]:,}</b>{LABELS[kind]}</div>" for kind in TROUBLE if counts[kind]
    )
    out.write(
        "</div>\n<p>“Not found in this index” doesn’t mean that a work doesn’t exist. What differs is marked.</p>\n"
    )
    numbered = sorted(enumerate(verdicts, 1), key=lambda one: (_trouble(one[1]), one[0]))
    out.writelines(_section(number, verdict, named(verdict)) for number, verdict in numbered)
    out.write("</main>\n</html>\n")


def _trouble(verdict: Verdict) -> int:
    """The lower, the worse: a work that was retracted is worse than a reference with slips."""
    is_retracted = any(notice.startswith(("retracted", "expression")) for notice in verdict.notices)
    place = TROUBLE.index(verdict.kind)
    return min(place, 0 if is_retracted else place - 1 if verdict.notices else place)


def _section(number: int, verdict: Verdict, text: str) -> str:
    notices = "".join(f"<span class='label notice'>{escape(notice)}</span>" for notice in verdict.notices)
    label = f"<span class=label>{LABELS[verdict.kind]}</span>{notices}"
    parts = [
        f"<section class={verdict.kind}><h3><span class=number>{number}</span>{label}</h3>",
        f"<p class=printed>{escape(text)}</p>",
        f"<p class=message>{_linked(_sentence(verdict.message))}</p>" if verdict.kind != "verified" else "",
    ]
    if verdict.fields:
        heading = "the index" if verdict.work else "the other work"
        rows = "".join(map(_row, verdict.fields))
        parts.append(
            f"<details{' open' if verdict.kind != 'verified' else ''}><summary>field by field</summary>"
            f"<table><thead><tr><th><th>the reference<th>{heading}</tr></thead><tbody>{rows}</tbody></table></details>"
        )
    if verdict.work is None and verdict.nearest:
        parts.append(
            f"<p class=nearest>Nearest in the index</p><ol>{''.join(map(_near, verdict.nearest))}</ol>"
        )
    return "".join(parts) + "</section>\n"


def _row(field: Field) -> str:
    printed, found = (escape(value) for value in (field.printed, field.found))
    if field.agrees is False and field.printed and field.found:
        printed, found = _marked(field.printed, field.found)
    name = {True: "same", False: "other", None: "open"}[field.agrees]
    sign = {True: "✓", False: "≠", None: ""}[field.agrees]
    if field.name == "PMID" and field.found:
        found = f"<a href='{_PUBMED}{escape(field.found)}/'>{found}</a>"
    return f"<tr class={name}><th scope=row>{field.name} <span class=sign>{sign}</span><td>{printed or '<i>–</i>'}<td>{found or '<i>–</i>'}</tr>"


def _marked(one: str, other: str) -> tuple[str, str]:
    """Two values with the words marked that the other lacks."""
    mine, theirs = _WORD.findall(one), _WORD.findall(other)
    matcher = SequenceMatcher(
        None, [word.casefold() for word in mine], [word.casefold() for word in theirs], autojunk=False
    )
    left: list[str] = []
    right: list[str] = []
    for what, start, end, other_start, other_end in matcher.get_opcodes():
        for side, words in ((left, mine[start:end]), (right, theirs[other_start:other_end])):
            text = escape("".join(words))
            side.append(text if what == "equal" or not text else f"<mark>{text}</mark>")
    return "".join(left), "".join(right)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _linked(text: str) -> str:
    """A sentence with its PMIDs linked."""
    return re.sub(r"PMID (\d+)", rf"<a href='{_PUBMED}\1/'>PMID \1</a>", escape(text))


def _near(near: Near) -> str:
    agreeing = f"; same {', '.join(near.agreeing)}" if near.agreeing else ""
    return f"<li>{_linked(cited(near.work))} <span class=count>{near.similarity:.0f} % of its title{agreeing}</span>"


_STYLE: Final = """
section { padding: .6rem 1rem; border: 1px solid var(--line); border-left: 5px solid var(--tone); border-radius: 8px; margin: .8rem 0 }
main { --tone: #8886 }
.other-work, .mismatch { --tone: #b03a2e } .not-found { --tone: #ca6f1e } .wrong-identifier, .differs { --tone: #d4ac0d }
.verified { --tone: var(--kept) }
.cards div { border-top: 4px solid var(--tone) } section:has(.notice) { border-left-color: #b03a2e }
h3 { margin: 0; font-size: .95rem; display: flex; gap: .6rem; align-items: center; flex-wrap: wrap }
.number { opacity: .6; font-variant-numeric: tabular-nums }
.label { border: 1px solid var(--tone); border-radius: 1rem; padding: 0 .7rem; font-size: .82rem }
.notice { background: #b03a2e; border-color: #b03a2e; color: #fff }
.printed { margin: .4rem 0; overflow-wrap: anywhere } .message { margin: .3rem 0; font-weight: 600; overflow-wrap: anywhere }
details { margin: .4rem 0 } summary { cursor: pointer; font-size: .85rem; opacity: .7 }
table { font-size: .88rem; table-layout: fixed } td { overflow-wrap: anywhere } th:first-child { width: 7rem }
mark { background: var(--mark); color: inherit; border-radius: 3px } .other .sign { color: #b03a2e } .same .sign { color: var(--kept) }
.same td { opacity: .75 } .nearest { margin: .4rem 0 0; font-size: .85rem; opacity: .7 } ol { margin: .2rem 0; font-size: .88rem }
@media print { main { max-width: none } section { break-inside: avoid } }
"""

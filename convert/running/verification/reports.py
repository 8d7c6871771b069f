"""Verdicts → a report: a table for the terminal, JSON, SARIF, or a page for the browser."""

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import PurePath
from textwrap import shorten
from typing import Any, Final, TextIO

import msgspec

from convert.changes.reports import place_of, problem_with
from convert.model.text.markup import to_plain
from convert.running.findings import write_sarif
from convert.running.verification.page import write_page
from convert.running.verification.rules import LABELS, TROUBLE, Kind
from convert.running.verification.verdicts import Verdict, cited
from convert.streams.problems import FormatError, Problem

CODES: Final[dict[Kind, str]] = {
    "other-work": "identifier-of-another-work",
    "mismatch": "reference-mismatch",
    "not-found": "not-in-index",
    "wrong-identifier": "wrong-identifier",
    "differs": "reference-differs",
    "too-little": "too-little-to-tell",
    "out-of-scope": "out-of-scope",
}
"""Verdict → code of its problem; ``verified`` is none."""
NOTICES: Final = {
    "retracted": "retracted",
    "expression of concern": "expression-of-concern",
    "corrected": "corrected",
    "notice": "notice",
    "superseded by a later version": "superseded",
}
"""What became of a work → code of its problem."""
_WIDTH: Final = 100


def problems(verdicts: Sequence[Verdict]) -> list[Problem]:
    """What is to be told of each reference: its verdict, unless it is verified, and what became of the work."""
    found = []
    for verdict in verdicts:
        if code := CODES.get(verdict.kind):
            found.append(problem_with(verdict.record, code, verdict.message))
        for notice in verdict.notices:
            state, _, by = notice.partition(" (")
            message = f"the work is {state}{f' ({by}' if by else ''}"
            code = NOTICES[state]
            found.append(problem_with(verdict.record, code, message))
    return found


def write_table(verdicts: Sequence[Verdict], out: TextIO) -> None:
    """A paragraph for each reference, in their order, and the sum of all."""
    for number, verdict in enumerate(verdicts, 1):
        label = "; ".join([*verdict.notices, LABELS[verdict.kind]])
        out.write(f"{number:>3}. {shorten(named(verdict), _WIDTH, placeholder=' …')}\n     {label}")
        out.write(f": {verdict.message}\n" if verdict.kind != "verified" else "\n")
        out.writelines(_differences(verdict))
        if missing := {
            field: value for field, value in verdict.identifiers.items() if _is_missing(verdict, field)
        }:
            said = ", ".join(f"{field} {value}" for field, value in missing.items())
            out.write(f"       not printed: {said}\n")
        if verdict.work is None:
            for near in verdict.nearest:
                agreeing = f"; same {', '.join(near.agreeing)}" if near.agreeing else ""
                out.write(
                    f"       near ({near.similarity:.0f} % of its title{agreeing}): {shorten(cited(near.work), _WIDTH)}\n"
                )
    out.write(f"{summary(verdicts)}\n")


def _is_missing(verdict: Verdict, field: str) -> bool:
    return not any(row.printed for row in verdict.fields if row.name == field)


def _differences(verdict: Verdict) -> list[str]:
    return [
        f"       {row.name}: {row.printed or 'not as in the index'} → {row.found}\n"
        for row in verdict.fields
        if row.agrees is False and verdict.work is not None
    ]


def named(verdict: Verdict) -> str:
    """The reference in few words."""
    record = verdict.record
    if record.citation_text:
        return record.citation_text
    names = record.author[0].family or record.author[0].literal if record.author else ""
    year = record.issued.year if record.issued else ""
    text = ". ".join(filter(None, [names, to_plain(record.title), record.container_title, str(year or "")]))
    return text or record.id or record.PMID or record.DOI or place_of(record.source)


def summary(verdicts: Sequence[Verdict]) -> str:
    """How many references have each verdict.

    >>> from convert.model.record import Record
    >>> summary([Verdict(Record(), "verified", "")] * 2)
    '2 references: 2 verified'
    """
    counts = Counter(verdict.kind for verdict in verdicts)
    said = [f"{counts[kind]} {LABELS[kind]}" for kind in reversed(TROUBLE) if counts[kind]]
    noticed = sum(bool(verdict.notices) for verdict in verdicts)
    said += [f"{noticed} retracted, corrected or the like"] if noticed else []
    return (
        f"{len(verdicts)} reference{'s' if len(verdicts) != 1 else ''}: {', '.join(said)}"
        if verdicts
        else "no references"
    )


def write_json(verdicts: Sequence[Verdict], out: TextIO) -> None:
    """An array of objects: the reference, its verdict, and the evidence."""
    rows = [_as_json(number, verdict) for number, verdict in enumerate(verdicts, 1)]
    out.write(msgspec.json.format(msgspec.json.encode(rows), indent=2).decode() + "\n")


def _as_json(number: int, verdict: Verdict) -> dict[str, Any]:
    source = verdict.record.source
    return {
        "number": number,
        "reference": named(verdict),
        "path": source.path if source else "",
        "line": source.line if source else 0,
        "verdict": verdict.kind,
        "message": verdict.message,
        "notices": verdict.notices,
        "differing": verdict.differing,
        "identifiers": verdict.identifiers,
        "fields": verdict.fields,
        "work": cited(verdict.work) if verdict.work else None,
        "PMID": verdict.work.PMID if verdict.work else "",
        "DOI": verdict.work.DOI if verdict.work else "",
        "nearest": [
            {
                "work": cited(near.work),
                "PMID": near.work.PMID,
                "similarity": near.similarity,
                "agreeing": near.agreeing,
            }
            for near in verdict.nearest
        ],
    }


def _write_sarif(verdicts: Sequence[Verdict], out: TextIO) -> None:
    write_sarif(problems(verdicts), out)


def _write_page(verdicts: Sequence[Verdict], out: TextIO) -> None:
    write_page(verdicts, summary(verdicts), named, out)


Write = Callable[[Sequence[Verdict], TextIO], None]
FORMS: Final[dict[str, Write]] = {
    ".html": _write_page,
    ".json": write_json,
    ".sarif": _write_sarif,
    ".txt": write_table,
}
"""Suffix of a report's file → its form."""


def form_of(path: str) -> Write:
    """The form of a report by the suffix of its file.

    Raises:
        FormatError: the suffix stands for none.
    """
    suffix = PurePath(path).suffix.lower()
    if suffix not in FORMS:
        raise FormatError(f"{path}: the suffix of a report is one of {', '.join(FORMS)}")
    return FORMS[suffix]

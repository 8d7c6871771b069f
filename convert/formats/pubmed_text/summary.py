"""PubMed's “Summary (text)” → records, one after another: of today, of the 2010s, and of before 2005.

``12: Lee R, Holmes D. A title. J. 2020;1(2):3-4. PMID: 1.``, wrapped at 80 characters, a blank line
between records. The oldest form puts authors, title, source and PMID on lines of their own; joined, it is the same. Lines
that people wrote between records go to the next record's ``extra["comment"]``.
"""

import re
from collections.abc import Iterable, Iterator

from convert.formats.pubmed_text.citation import finish, parse_citation
from convert.model.record import Record
from convert.streams.problems import Problem, Warn

START = re.compile(r"\s?(\d{1,7}): +(?=\S)")
_HYPHEN_BREAK = re.compile(
    r"([^\W\d_][^\W\d_.]-)\n(?!(?:and|or|to|und|oder|y|e|et|ou|vs|versus|nor|but)\b)(?=[^\W\d_]{2})"
)
"""PubMed today also breaks lines after the hyphen of a compound; ``short- and`` is not one."""
_DOI_BREAK = re.compile(r"(\bdoi:\s\S*-)\n")


def read_summary(lines: Iterable[tuple[int, str]], warn: Warn) -> Iterator[Record]:
    """Numbered lines → records; an unreadable one is reported and skipped."""
    for line, comments, body in _split(lines, warn):
        record = Record()
        text = unwrap(body)
        number = START.match(text)
        if parse_citation(text[number.end() :] if number else text, record):
            if comments:
                record.extra["comment"] = comments
            yield finish(record, line, warn)
        else:
            name = number[1] if number else ""
            message = f"cannot find journal and year in {text[:60]!r}; skipped"
            warn(Problem("no-citation", message, line=line, record=name, severity="error"))


def unwrap(lines: list[str]) -> str:
    r"""Wrapped lines → one line. A line break after a compound's hyphen, or in a DOI, was not a space.

    >>> unwrap(["A meta-", "analysis of short-", "and long-term use. doi:", "10.5005/jp-", "journals-1."])
    'A meta-analysis of short- and long-term use. doi: 10.5005/jp-journals-1.'
    """
    text = "\n".join(lines)
    if "-\n" in text:
        text = _DOI_BREAK.sub(r"\1", _HYPHEN_BREAK.sub(r"\1", text))
    return " ".join(text.split())


def _split(lines: Iterable[tuple[int, str]], warn: Warn) -> Iterator[tuple[int, list[str], list[str]]]:
    """The first line's number, the comments before it, and the lines of each record."""
    first, held, body = 0, list[str](), list[str]()
    comments: list[str] = []
    fresh = closed = True
    for number, line in lines:
        if not line or line.isspace():
            fresh = True
            continue
        if (fresh or closed) and START.match(line):
            if body:
                yield first, held, body
            first, held, body = number, comments, [line]
            comments, closed = [], False
        elif closed and (fresh or comments):
            comments.append(line.strip())
        else:
            body.append(line)
        fresh = False
        closed = closed or "PMID" in line
    if body:
        yield first, held, body
    for comment in comments:
        warn(Problem("unplaced", f"{comment[:60]!r} belongs to no record", line=number))

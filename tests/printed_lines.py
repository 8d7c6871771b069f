"""PubMed's own lines of a record, against what is printed of the record that was read from them: by ``printed.py``, to the letter."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

import convert
from convert.formats.pubmed_text.abstract import START as ABSTRACT_START
from convert.formats.pubmed_text.summary import START, unwrap
from convert.formats.pubmed_text.write import format_citation
from convert.model.pages import complete_pages
from convert.model.record import Record
from convert.model.types import BOOKSHELF

Change = Callable[[str], str]


def replaced(pattern: str, new: str) -> Change:
    compiled = re.compile(pattern)
    return lambda text: compiled.sub(new, text)


OTHER_WORDS: tuple[Change, ...] = (
    replaced(r"PubMed (?:Central )?(PMC?ID:)", r"\1"),
    replaced(r"\[(Epub ahead of print)\]", r"\1."),
    replaced(r"(?<=\. )Online( ahead of print\.)", r"Epub\1"),
    replaced(r"[.;] pii: (\S+|[^.]+)\.(?= |$)", r":\1."),
    replaced(r" Review\. (?=PMID)", " "),
)
"""Until 2020 PubMed said the same in other words; of works ahead of print Abstracts still do. The writer has today's Summary's."""

CLASSES: dict[str, Change] = {
    "English is said though it is the only language": replaced(r" English\. ", " "),
    "an en dash in the pages": replaced("–", "-"),
    "pages with an elided end are completed": complete_pages,
    "a mark of byte order in the title": replaced("\ufeff", ""),
    "a comma or a semicolon beside a group": replaced("; ", ", "),
    "a full stop inside the brackets of a title, or one too many": replaced(r"\.+(\]?)\.", r"\1."),
    "a space before the full stop of a title": replaced(r" \.(?= |$)", "."),
    "a foreign title that PubMed printed without brackets": replaced(r"[\[\]]", ""),
    "a title that ends in a question within quotation marks": replaced(r'([?!]")\.', r"\1"),
    "the open end of a book's years": replaced(r"(\d{4})–\.", r"\1."),
    "no full stop at the end": replaced(r"(\d)$", r"\1."),
}
"""Where the citation written differs from the one read: why, and what makes both the same."""


def in_todays_words(text: str) -> str:
    for change in OTHER_WORDS:
        text = change(text)
    return text


def citations(path: Path) -> Iterator[tuple[str, str, Record]]:
    """The lines of each citation, the citation in one line without number, and its record."""
    lines = path.read_bytes().decode().replace("\r\n", "\n").split("\n")
    for record in convert.read(path):
        assert record.source
        start = end = record.source.line - 1
        while end < len(lines) and lines[end].strip():
            end += 1
        body = [line.rstrip() for line in lines[start:end]]
        yield "\n".join(body), START.sub("", unwrap(body), count=1), record


def difference(source: str, ours: str) -> str:
    """The class of the difference between two citations; empty if there is none, ``?`` if it has no class."""
    if source == ours:
        return ""
    for name, change in CLASSES.items():
        if change(source) == change(ours):
            return name
    for change in CLASSES.values():
        source, ours = change(source), change(ours)
    return "several of these" if source == ours else "?"


# --- the lines of Abstract downloads -----------------------------------------------------------------------------


class Line(NamedTuple):
    """A line of PubMed, and ours."""

    form: str
    theirs: str
    ours: str


_NUMBERS = re.compile(r"(?<=\S)(?:\((?:#|\d+)\))+(?=[,;.]|$)")
"""The numbers of affiliations after a name, and the sign of equal contributions."""


def lines(path: Path) -> Iterator[Line]:
    """A Summary's citations, an Abstract's sources, titles and authors; without those that other text got between."""
    if path.name.startswith("summary"):
        yield from (Line("Summary", text, format_citation(record)) for _, text, record in citations(path))
        return
    text = path.read_bytes().decode().replace("\r\n", "\n").split("\n")
    for record in convert.read(path):
        assert record.source
        blocks = _blocks(text[record.source.line - 1 :])
        source = next(blocks)
        if not ABSTRACT_START.match(source):
            continue  # glued to the record before
        if record.type in BOOKSHELF:
            continue  # its title stands before its source
        yield Line("Abstract: source", ABSTRACT_START.sub("", source, count=1), _source(record, source))
        title = next(blocks, "")
        yield Line("Abstract: title", title, _title(record))
        authors = next(blocks, "")
        if authors.startswith("[Article in "):
            authors = next(blocks, "")
        if record.author and not authors.startswith("In: "):
            yield Line("Abstract: authors", _NUMBERS.sub("", authors), _authors(record))


def _source(record: Record, theirs: str) -> str:
    """Older Abstracts have the DOI among the identifiers alone."""
    source = replace(record, author=[], title="", original_title="", links=[], PMID="", PMCID="", language=[])
    return format_citation(source if "doi: " in theirs else replace(source, DOI=""))


def _title(record: Record) -> str:
    language = format_citation(Record(language=record.language))
    title = Record(title=record.title, original_title=record.original_title, language=record.language)
    return format_citation(title).removesuffix(f" {language}")


def _authors(record: Record) -> str:
    return format_citation(Record(author=record.author, authors_complete=record.authors_complete))


def _blocks(text: list[str]) -> Iterator[str]:
    block: list[str] = []
    for line in text:
        if line.strip():
            block.append(line.rstrip())
        elif block:
            yield unwrap(block)
            block = []


def line_table(paths: list[Path]) -> str:
    """By form: how many lines are the same to the letter, and why the others are not."""
    counts: dict[str, Counter[str]] = {}
    for path in paths:
        for line in lines(path):
            kind = difference(in_todays_words(line.theirs), line.ours)
            counts.setdefault(line.form, Counter())[kind] += 1
            if kind == "?":
                print(*line, sep="\n    ")
    rows = [
        "| Lines | Printed again | To the letter | With a class | Without |",
        "| --- | --- | --- | --- | --- |",
    ]
    for form, kinds in counts.items():
        known = kinds.total() - kinds[""] - kinds["?"]
        rows.append(f"| {form} | {kinds.total():,} | {kinds['']:,} | {known:,} | {kinds['?']:,} |")
    total = sum(counts.values(), Counter())
    rows += ["", *(f"- {kind}: {number:,}" for kind, number in total.most_common() if kind not in ("", "?"))]
    return "\n".join(rows)

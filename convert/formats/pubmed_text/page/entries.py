"""The other works that a PubMed page lists, and the lines of a results page → records.

Three layouts: all in one line after a dash, with no space between title and journal, and the journal twice
(``Title.J. 2020;1:2. doi: X. J. 2020. PMID: 1 Review.``); four lines (title, authors, source, PMID with flags that may
touch it); and references in their publisher's style, which end in ``- DOI - PMC - PubMed``.
"""

import re
from collections.abc import Iterable, Iterator

from convert.formats.endings import without_end
from convert.formats.pubmed_text.citation import LOCATION, finish, parse_citation, parse_source, place_title
from convert.formats.pubmed_text.names import parse_authors
from convert.formats.pubmed_text.tail import parse_tail
from convert.model.record import Record
from convert.streams.problems import Problem, Warn, silent

Line = tuple[int, str]

_PMID = re.compile(r"PMID: ?\d+")
_SECOND_SOURCE = re.compile(
    r"(?:^|(?<=[.?!\])] ))(?P<journal>[^.]{1,200})\. (?P<year>(?:1[5-9]|20)\d\d)\.\s*$"
)
_SOURCE_LINE = re.compile(r"[^.]{2,120}\. (?=(?:1[5-9]|20)\d\d(?!\d))")
_MARKS = re.compile(r"(?>(?:(?<![\s–-])[\s–-]*+(?<![\w/])(?:DOI|PMC|PubMed|Free PMC article))+)[\s.–-]*+")
_MARK_LINE = re.compile(r"(?:[\s–-]*(?:DOI|PMC|PubMed))+[\s–-]*")
_MORE = re.compile(
    r"(?:See|Show) (?:all|more|less)\b.*|.*\(?(?:Show|See) all \d+ references\)?", re.IGNORECASE
)
_DASH = re.compile(r"[-•*](?:\s+|$)")
_NUMBER = re.compile(r"\d{1,7}\.?")
_DOI = re.compile(r"10\.\d{4,9}/[^\s\"<>]+[^\s\"<>.,;)]")


def read_entries(lines: Iterable[Line], warn: Warn) -> Iterator[tuple[Record, str]]:
    """The lines of a list of articles, without blank ones → records, each with its source as printed."""
    for chunk in _chunks(lines):
        record = Record()
        text = " ".join(line for _, line in chunk)
        source = _place_lines([line for _, line in chunk], record)
        if not source:
            record.citation_text = source = text
            warn(Problem("no-citation", f"cannot find journal and year in {text[:60]!r}", line=chunk[0][0]))
        yield finish(record, chunk[0][0], warn), source


def read_references(lines: Iterable[Line], warn: Warn) -> Iterator[Record]:
    """The lines of a list of references → records, each with its line as ``citation_text``."""
    for number, line in _reference_lines(lines):
        text = without_end(_MARKS, line).strip()
        record = Record()
        if not parse_citation(text, record) and (doi := _DOI.search(text)):
            record.DOI = doi[0]
        record.citation_text = text
        record.extra.clear()
        yield finish(record, number, warn)


def read_results(lines: Iterable[Line], warn: Warn) -> Iterator[Record]:
    """The lines of a results page → records; report lines that belong to none."""
    chunk: list[Line] = []
    is_top = True
    for number, raw in lines:
        line = raw.strip()
        if not line or line in _RESULT_BUTTONS:
            continue
        if _NUMBER.fullmatch(line):
            yield from _result(chunk, silent if is_top else warn)  # the words of the search
            chunk, is_top = [], False
            continue
        chunk.append((number, line))
        if _PMID.match(line):
            yield from _result(chunk, warn)
            chunk = []
    yield from _result(chunk, warn)


_RESULT_BUTTONS = frozenset(
    ("Cite Share", "Cite", "Share", "CiteShare", "Item in Clipboard", "Save", "Email", "Send to")
)


def _result(chunk: list[Line], warn: Warn) -> Iterator[Record]:
    record = Record()
    if chunk and _place_lines([line for _, line in chunk], record):
        yield finish(record, chunk[0][0], warn)
    else:
        for number, line in chunk:
            warn(Problem("unplaced", f"{line[:60]!r} belongs to no record", line=number))


def _chunks(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """The lines of each article: it begins with a dash; without dashes, it ends with its PMID or source."""
    chunk: list[Line] = []
    dashed = ended = False
    for number, line in lines:
        dash = _DASH.match(line)
        dashed = dashed or dash is not None
        if dash or (ended and not dashed and not _PMID.match(line)):
            if chunk:
                yield chunk
            chunk = []
        text = line[dash.end() :] if dash else line
        if text and not _MORE.fullmatch(text):
            chunk.append((number, text))
        ended = _PMID.search(text) is not None or _is_source(text)
    if chunk:
        yield chunk


def _is_source(line: str) -> bool:
    start = _SOURCE_LINE.match(line)
    return (
        start is not None
        and (";" in line or "doi:" in line)
        and LOCATION.match(line, start.end()) is not None
    )


def _reference_lines(lines: Iterable[Line]) -> Iterator[Line]:
    """Each reference is a line, with or without a dash; its marks may be on lines of their own."""
    for number, line in lines:
        dash = _DASH.match(line)
        text = line[dash.end() :] if dash else line
        if text and not _MARK_LINE.fullmatch(text) and not _MORE.fullmatch(text):
            yield number, text


def _place_lines(lines: list[str], record: Record) -> str:
    """Fill ``record`` from an article's lines; return the source as printed, ``""`` if there is none."""
    for index, line in enumerate(lines[1:], 1):
        if (source := _SOURCE_LINE.match(line)) and LOCATION.match(line, source.end()):
            title = _place_byline(lines[:index], record)
            parse_source(line, record)
            for rest in lines[index + 1 :]:
                parse_tail(rest, record)
            place_title(title, record)
            return line
    text = " ".join(lines)
    return _place_doubled(text, record) or (
        text if parse_citation(text, record) or parse_source(text, record) else ""
    )


def _place_byline(lines: list[str], record: Record) -> str:
    """Title and authors, each in a line or more of their own → the title."""
    if len(lines) > 1:
        record.author, record.authors_complete = parse_authors(lines[-1].removesuffix("."))
        if record.author:
            return " ".join(lines[:-1])
    return " ".join(lines)


def _place_doubled(text: str, record: Record) -> str:
    """``Title.Journal. 2020 Nov;1:2. doi: X. Journal. 2020. PMID: 1 Review.``: split at the first occurrence of the journal."""
    identifier = _PMID.search(text)
    before = text[: identifier.start()] if identifier else text
    again = _SECOND_SOURCE.search(before)
    if again is None:
        return ""
    journal = re.escape(again["journal"])
    first = list(
        re.finditer(rf"{journal}(?: \[Preprint\])?\. ?(?=(?:1[5-9]|20)\d\d)", before[: again.start()])
    )
    if not first:
        return ""
    source = before[first[-1].start() : again.start()].rstrip()
    parse_source(source, record)
    if identifier:
        parse_tail(text[identifier.start() :], record)
    place_title(before[: first[-1].start()], record)
    return source

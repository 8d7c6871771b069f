"""Questions → answers, from the libraries that were opened and, where it is allowed, from PubMed.

A ``Desk`` belongs to the thread that opens it, as SQLite's connections do.
"""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from textwrap import shorten
from typing import Final

from convert.agents.shapes import (
    Converted,
    Difference,
    Found,
    Judged,
    Nearest,
    Printed,
    Style,
    Verified,
    Work,
)
from convert.changes.completing import Fetch
from convert.changes.completing import complete as completed
from convert.citing.citations import render_each
from convert.citing.styles import search_styles
from convert.model.identifiers import parse_identifier, work_ids
from convert.model.record import Record
from convert.model.text.abstracts import format_abstract
from convert.model.text.journals import printed_name
from convert.model.text.markup import to_plain
from convert.running.conversion import Conversion
from convert.running.index import library
from convert.running.index.facts import facts_of
from convert.running.index.library import Library
from convert.running.reading import read
from convert.running.sources import one_after_another
from convert.running.verification.reports import named, summary
from convert.running.verification.sources import read_references
from convert.running.verification.verdicts import Near, Verdict, notices_of, verify_against
from convert.streams.problems import ConvertError, Problem
from convert.web.work import answers
from convert.web.work.asked import Asked
from convert.web.work.uploads import Upload

MOST_WORKS: Final = 50
"""So many works are looked up, found, cited or verified at a time."""
MOST_PROBLEMS: Final = 20
"""So many problems are told of; of the others, their number."""
_AUTHORS: Final = 3
_LENGTH: Final = 200
_WORDS: Final = re.compile(r"\w+")


class Desk:
    """What the tools answer from."""

    def __init__(self, libraries: Sequence[Library], *, online: Fetch | None = None) -> None:
        """``online`` asks PubMed for what no library has."""
        self._libraries = libraries
        fetches = [*(each.get for each in libraries), *([online] if online else [])]
        self._fetch = one_after_another(fetches) if fetches else None

    # --- what exists ------------------------------------------------------------------------------------------------

    def look_up(self, identifiers: list[str], *, abstract: bool = False) -> Found:
        """The works with these identifiers, in this order.

        Raises:
            ConvertError: there are too many, or nothing to look them up in.
        """
        records = [*self._records(identifiers)]
        found = {each for record in records for each in work_ids(record)}
        return Found(
            [_work_of(record, abstract=abstract) for record in records],
            [each for each in identifiers if _id(each) not in found],
            [f"{each!r} is no PMID, PMCID or DOI" for each in identifiers if not _id(each)],
        )

    def search(self, words: str, limit: int = 10) -> Found:
        """The works with all these words in their titles, best match first.

        Raises:
            ConvertError: no index is open, or no word is given.
        """
        query = " ".join(f'"{word}"' for word in _WORDS.findall(words))
        if not query:
            raise ConvertError("no word to search for")
        found: dict[str, Work] = {}
        for each in self._indexes():
            for pmid in each.search(query, min(limit, MOST_WORKS)):
                if pmid not in found and (work := each.work(pmid)):
                    found[pmid] = _work(work)
        return Found([*islice(found.values(), limit)], [], [])

    def verify(self, references: str) -> Verified:
        """A verdict on each reference of a text: a pasted list, BibTeX, RIS or any other format.

        Raises:
            ConvertError: no index is open, or the text holds no reference.
        """
        problems = _Problems()
        unreadable: list[ConvertError] = []
        records = read_references(
            [_stream(references)], None, warn=problems.add, unreadable=unreadable.append
        )
        verdicts = [*verify_against(_at_most(records, problems), self._indexes())]
        if unreadable:
            raise unreadable[0]
        judged = [_judged(number, verdict) for number, verdict in enumerate(verdicts, 1)]
        return Verified(summary(verdicts), judged, problems.told)

    # --- how it is printed --------------------------------------------------------------------------------------

    def cite(self, identifiers: list[str], text: str = "", style: str = "apa", locale: str = "") -> Printed:
        """A reference list, and the citation of each work, of identifiers or of records in any format.

        Raises:
            ConvertError: there is no such style, or no record.
        """
        problems = _Problems()
        records = [*self._records(identifiers)] if identifiers else []
        records += _at_most(read(_stream(text), warn=problems.add), problems) if text else []
        if not records:
            raise ConvertError("no record to cite: name identifiers, or give records as text")
        cited = render_each(records, style=style, locale=locale or None, warn=problems.add)
        return Printed(
            [entry.text.strip() for entry in cited.bibliography.entries], list(cited.texts), problems.told
        )

    def convert(self, text: str, to: str, options: dict[str, str] | None = None) -> Converted:
        """Records in any format, or a pasted page of PubMed, in another format, with what is lost.

        Raises:
            ConvertError: there is no such format, or no record.
        """
        conversion = Conversion(to=to, options=options or {})
        if conversion.writer.binary:
            raise ConvertError(f"{to} is no text: refconvert convert FILE --to {to} writes it")
        sent = Asked([Upload("", text.encode())], {}, None)
        return _converted(answers.convert(sent, conversion, with_losses=True))

    def complete(self, text: str, to: str = "csl-json") -> Converted:
        """Records whose gaps are filled from the libraries and PubMed; what they say themselves stays.

        Raises:
            ConvertError: there is nothing to fill from, no such format, or no record.
        """
        if self._fetch is None:
            raise ConvertError(_NOTHING)
        problems = _Problems()
        records = completed(read(_stream(text), warn=problems.add), fetch=self._fetch, warn=problems.add)
        lines = io.StringIO()
        Conversion(to="jsonl").write(records, lines, problems.add)
        made = self.convert(lines.getvalue(), to)
        made.problems[:0] = problems.told
        return made

    @staticmethod
    def styles(words: str) -> list[Style]:
        """The styles that words find: part of a name, a field, a journal."""
        found = islice(search_styles(words.split()), MOST_WORKS)
        return [Style(style.name, style.title, list(style.fields)) for style in found]

    # --- sources ------------------------------------------------------------------------------------------------

    def _indexes(self) -> Sequence[Library]:
        if not self._libraries:
            raise ConvertError(_NO_INDEX)
        return self._libraries

    def _records(self, identifiers: list[str]) -> Iterable[Record]:
        if self._fetch is None:
            raise ConvertError(_NOTHING)
        if len(identifiers) > MOST_WORKS:
            raise ConvertError(f"{len(identifiers)} identifiers; ask for {MOST_WORKS} at a time")
        return self._fetch([value for each in identifiers if (value := _id(each))])


_NO_INDEX: Final = (
    "no index is open: start with refconvert mcp --against INDEX.sqlite (refconvert index makes one)"
)
_NOTHING: Final = f"{_NO_INDEX}, or with --online"


class _Problems:
    """Problems as sentences, the first ones."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def add(self, problem: Problem) -> None:
        if len(self.told) < MOST_PROBLEMS and problem.code != "not-found":
            self.told.append(str(problem))


def _stream(text: str) -> io.BytesIO:
    return io.BytesIO(text.encode())


def _at_most(records: Iterator[Record], problems: _Problems) -> list[Record]:
    first = [*islice(records, MOST_WORKS)]
    if next(iter(records), None) is not None:
        problems.told.append(
            f"only the first {MOST_WORKS} references were looked at: send the others in a second call"
        )
    return first


# --- records and works in few words ---------------------------------------------------------------------------------


def _id(identifier: str) -> str:
    """The value of an identifier, as ``work_ids`` has it."""
    field, value = parse_identifier(identifier) or ("", "")
    return value.lower() if field == "DOI" else value


def _work(found: library.Work) -> Work:
    facts = found.facts
    return Work(
        facts.title or facts.original_title,
        facts.authors[:_AUTHORS],
        facts.author_count,
        printed_name(facts.journal, facts.abbreviation) or facts.abbreviation,
        facts.year or facts.online_year or None,
        facts.volume,
        facts.issue,
        facts.page,
        found.PMID,
        found.PMCID,
        found.DOI,
        notices_of(found),
    )


def _work_of(record: Record, *, abstract: bool) -> Work:
    work = _work(library.Work(0, record.PMID, record.PMCID, record.DOI, facts_of(record)))
    if abstract:
        work.abstract = to_plain(format_abstract(record.abstract, unlabelled=False))
    return work


def _judged(number: int, verdict: Verdict) -> Judged:
    return Judged(
        number,
        shorten(named(verdict), _LENGTH, placeholder=" …"),
        verdict.kind,
        verdict.message,
        _work(verdict.work) if verdict.work else None,
        [
            Difference(row.name, shorten(row.printed, _LENGTH), shorten(row.found, _LENGTH))
            for row in verdict.fields
            if row.agrees is False
        ],
        verdict.identifiers,
        verdict.notices,
        [_nearest(near) for near in verdict.nearest],
    )


def _nearest(near: Near) -> Nearest:
    return Nearest(_work(near.work), near.similarity, list(near.agreeing))


def _converted(output: answers.Output) -> Converted:
    problems = _Problems()
    for problem in output.problems:
        problems.add(problem)
    losses = output.losses
    lost = losses.sentence if losses and any("dropped" in loss.fates for loss in losses.fields) else ""
    return Converted(output.data.decode(), output.records, lost, problems.told)

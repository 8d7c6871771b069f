"""``Choices``: what the user may have changed of the records; ``changes`` makes the functions records → records that do it."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Annotated

from msgspec import Meta, Struct

from convert.changes import transforms
from convert.changes.checks import checked
from convert.changes.fields import keep_fields, left_out, omit_fields, parse_fields
from convert.changes.key_file import name_records, parse_template
from convert.changes.related import parse_kinds, with_related
from convert.changes.sorting import parse_orders, sort_records
from convert.model.record import Record
from convert.streams.problems import FormatError, Warn

Change = Callable[[Iterable[Record]], Iterable[Record]]
"""Records → records."""


def _text(description: str, metavar: str) -> Meta:
    return Meta(description=description, extra={"metavar": metavar})


def _list(description: str, metavar: str) -> Meta:
    return Meta(description=description, extra={"metavar": metavar, "is_list": True})


class Choices(Struct, frozen=True, kw_only=True):
    """What a conversion changes of its records. Lists are strings separated by commas, as on the command line.

    Raises:
        FormatError: there is no such field, order, template or kind of related work.
    """

    repair: Annotated[
        bool,
        Meta(
            description="Put right text that was read in the wrong encoding, such as Ã¼ for ü (needs refconvert[repair])."
        ),
    ] = False
    dedupe: Annotated[
        bool, Meta(description="Write each work once: merge duplicates into the most complete record.")
    ] = False
    date: Annotated[
        transforms.Dates,
        Meta(description="The date of the issue, the electronic date, or the earlier of both."),
    ] = "issue"
    journal: Annotated[
        transforms.Journals,
        Meta(
            description="Journals as they print their names, by NLM's entry, by its abbreviation, or ISO 4 with full stops."
        ),
    ] = "printed"
    article_number: Annotated[
        transforms.ArticleNumbers, Meta(description="Article numbers in a field of their own, or as pages.")
    ] = "own"
    abstract: Annotated[
        transforms.Abstracts, Meta(description="Abstracts with section labels, as one paragraph, or none.")
    ] = "labelled"
    max_authors: Annotated[
        int, Meta(description="Keep so many authors, and say et al.; 0: all.", extra={"metavar": "N"})
    ] = 0
    keep: Annotated[str, _list("Keep only these fields.", "FIELDS")] = ""
    omit: Annotated[str, _list("Leave out these fields.", "FIELDS")] = ""
    sort: Annotated[
        str, _list("Sort by author, year, title, journal, pmid, or several; -year: newest first.", "ORDER")
    ] = ""
    keys: Annotated[
        str,
        _text(
            "Citation keys: scholar, bbt, zotero, jabref, pmid, or such as {auth}{year}{title}.", "TEMPLATE"
        ),
    ] = ""
    key_file: Annotated[
        str, _text("File of citation keys, so that keys stay stable across runs.", "FILE")
    ] = ""
    include: Annotated[
        str, _list("Add related works after each record: similar,cited-by,references,… or all.", "KINDS")
    ] = ""

    def __post_init__(self) -> None:
        """Check the strings and numbers."""
        if self.max_authors < 0:
            raise FormatError(f"--max-authors {self.max_authors}: not a number of authors")
        parse_fields(self.keep)
        parse_fields(self.omit)
        parse_orders(self.sort)
        parse_kinds(self.include)
        if self.keys:
            parse_template(self.keys)

    def changes(self, warn: Warn) -> list[Change]:
        """The changes in their order: add related works, merge, check, transform each record, sort, name.

        The checks see the records of the output before fields are left out of them.
        """
        steps: list[Change] = []
        if self.include:
            steps.append(partial(with_related, kinds=parse_kinds(self.include)))
        if self.dedupe:
            from convert.changes.duplicates import merge  # noqa: PLC0415  (rapidfuzz, for this alone)

            steps.append(partial(merge, warn=warn))
        steps.append(partial(checked, warn=warn, left_out=left_out(self.keep, self.omit)))
        chosen = (
            transforms.DATES[self.date],
            transforms.JOURNALS[self.journal],
            transforms.ARTICLE_NUMBERS[self.article_number],
            transforms.ABSTRACTS[self.abstract],
            transforms.first_authors(self.max_authors) if self.max_authors else None,
            keep_fields(parse_fields(self.keep)) if self.keep else None,
            omit_fields(parse_fields(self.omit)) if self.omit else None,
        )
        steps += [partial(map, each) for each in chosen if each]
        if self.sort:
            steps.append(partial(sort_records, orders=parse_orders(self.sort)))
        if self.keys or self.key_file:
            make = parse_template(self.keys) if self.keys else None
            steps.append(partial(name_records, make=make, path=self.key_file))
        return steps


def apply(records: Iterable[Record], changes: Iterable[Change]) -> Iterator[Record]:
    """The records after all changes."""
    for change in changes:
        records = change(records)
    yield from records

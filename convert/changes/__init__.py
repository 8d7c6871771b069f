"""Changes of records on their way from reader to writer; ``Choices`` names those that a conversion can be asked for."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Annotated

from msgspec import Meta, Struct

from convert.changes import choices
from convert.changes.choices import Abstracts, ArticleNumbers, Dates, Journals, parse_fields, parse_orders
from convert.changes.key_file import name_records, parse_template
from convert.changes.related import parse_kinds, with_related
from convert.model.record import Record
from convert.streams.problems import Warn

Change = Callable[[Iterable[Record]], Iterable[Record]]
"""Records → records."""


class Choices(Struct, frozen=True, kw_only=True):
    """What a conversion changes of its records. Lists are texts parted by commas, as on the command line.

    Raises:
        FormatError: there is no such field, order, template or kind of related work.
    """

    dedupe: Annotated[
        bool, Meta(description="Write each work once: merge duplicates into the richest of them.")
    ] = False
    date: Annotated[
        Dates,
        Meta(description="The date of a work that has two: its issue's, the electronic one, or the earlier."),
    ] = "issue"
    journal: Annotated[
        Journals,
        Meta(description="Journals by full name, by NLM's abbreviation, or by ISO's with full stops."),
    ] = "full"
    article_number: Annotated[
        ArticleNumbers, Meta(description="Article numbers in a field of their own, or always as pages.")
    ] = "own"
    abstract: Annotated[
        Abstracts, Meta(description="Abstracts with the labels of their sections, without, or none.")
    ] = "labelled"
    keep: Annotated[str, Meta(description="Keep these fields alone.", extra={"metavar": "FIELDS"})] = ""
    omit: Annotated[str, Meta(description="Leave these fields out.", extra={"metavar": "FIELDS"})] = ""
    sort: Annotated[
        str,
        Meta(
            description="Sort by author, year, title, journal or pmid, or by several; -year puts the newest first.",
            extra={"metavar": "ORDER"},
        ),
    ] = ""
    keys: Annotated[
        str,
        Meta(
            description="Citation keys: a preset (scholar, bbt, zotero, jabref, pmid) or a template such as {auth}{year}{title}.",
            extra={"metavar": "TEMPLATE"},
        ),
    ] = ""
    key_file: Annotated[
        str,
        Meta(
            description="File of citation keys, so that keys stay stable across runs.",
            extra={"metavar": "FILE"},
        ),
    ] = ""
    include: Annotated[
        str,
        Meta(
            description="Write the related works of each record after it: similar,cited-by,references,… or all.",
            extra={"metavar": "KINDS"},
        ),
    ] = ""

    def __post_init__(self) -> None:
        """Check the texts."""
        parse_fields(self.keep)
        parse_fields(self.omit)
        parse_orders(self.sort)
        parse_kinds(self.include)
        if self.keys:
            parse_template(self.keys)

    def changes(self, warn: Warn) -> list[Change]:
        """All changes in their order: merge, change each record, sort, name, add related works."""
        steps: list[Change] = []
        if self.dedupe:
            from convert.changes.duplicates import merge  # noqa: PLC0415  (rapidfuzz, for this alone)

            steps.append(partial(merge, warn=warn))
        if each := self._for_each_record():
            steps.append(partial(choices.apply, choices=each))
        if self.sort:
            steps.append(partial(choices.sort, orders=parse_orders(self.sort)))
        if self.keys or self.key_file:
            make = parse_template(self.keys) if self.keys else None
            steps.append(partial(name_records, make=make, path=self.key_file))
        if self.include:
            steps.append(partial(with_related, kinds=parse_kinds(self.include)))
        return steps

    def _for_each_record(self) -> list[choices.Choice]:
        chosen = [
            choices.DATES[self.date],
            choices.JOURNALS[self.journal],
            choices.ARTICLE_NUMBERS[self.article_number],
            choices.ABSTRACTS[self.abstract],
            choices.only(parse_fields(self.keep)) if self.keep else None,
            choices.without(parse_fields(self.omit)) if self.omit else None,
        ]
        return [choice for choice in chosen if choice]


def apply(records: Iterable[Record], changes: Iterable[Change]) -> Iterator[Record]:
    """The records after all changes."""
    for change in changes:
        records = change(records)
    yield from records

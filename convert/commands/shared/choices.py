"""The options by which ``refconvert convert`` changes records between reading and writing."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial, wraps
from typing import Any

import click

from convert.changes import choices
from convert.changes.choices import CHOICES, ORDERS, parse_fields
from convert.changes.key_file import name_records, parse_template
from convert.commands.shared.inputs import Change
from convert.model.record import Record
from convert.streams.problems import FormatError, Warn


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was chosen on the command line."""

    dedupe: bool
    choices: tuple[choices.Choice, ...]
    sort: tuple[str, ...]
    make_key: Callable[[Record], str] | None
    key_file: str | None

    def change(self, warn: Warn) -> Change | None:
        """All changes in their order: merge, change each record, sort, name; None if there is nothing to do."""
        steps: list[Change] = []
        if self.dedupe:
            from convert.changes.duplicates import merge  # noqa: PLC0415  (a plain conversion needs no rapidfuzz)

            steps.append(partial(merge, warn=warn))
        if self.choices:
            steps.append(partial(choices.apply, choices=self.choices))
        if self.sort:
            steps.append(partial(choices.sort, orders=self.sort))
        if self.make_key or self.key_file:
            steps.append(partial(name_records, make=self.make_key, path=self.key_file))
        return partial(_all, steps) if steps else None


def _all(steps: Iterable[Change], records: Iterable[Record]) -> Iterator[Record]:
    for step in steps:
        records = step(records)
    yield from records


HELP = {
    "date": "The date of a work that has two: its issue's, the electronic one, or the earlier.",
    "journal": "Journals by their full names, the NLM's abbreviations, or ISO's with full stops.",
    "article-number": "Article numbers in a field of their own where there is one, or always as pages.",
    "abstract": "Abstracts with the labels of their sections, without, or none.",
}


def choice_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options of all choices; they reach the command as ``chosen``."""

    @wraps(command)
    def with_choices(  # noqa: PLR0913  (one for each option)
        *arguments: Any,
        dedupe: bool,
        keep: tuple[str, ...],
        omit: tuple[str, ...],
        sort: tuple[str, ...],
        keys: Callable[[Record], str] | None,
        key_file: str | None,
        **options: Any,
    ) -> None:
        changes = [table[options.pop(name.replace("-", "_"))] for name, table in CHOICES.items()]
        if keep:
            changes.append(choices.only(keep))
        if omit:
            changes.append(choices.without(omit))
        chosen = Chosen(dedupe, tuple(filter(None, changes)), sort, keys, key_file)
        command(*arguments, chosen=chosen, **options)

    for name, table in reversed(CHOICES.items()):
        default = next(iter(table))
        kind = click.Choice([*table])
        with_choices = click.option(
            f"--{name}", type=kind, default=default, show_default=True, help=HELP[name]
        )(with_choices)
    for decorate in (
        click.option(
            "--key-file",
            metavar="FILE",
            type=click.Path(),
            help="Remembers keys: a work keeps the one it once got.",
        ),
        click.option(
            "--keys",
            metavar="TEMPLATE",
            callback=_checked(parse_template, None),
            help="Citation keys: scholar, bbt, zotero, jabref, pmid, or such as {auth}{year}{title}.",
        ),
        click.option(
            "--sort",
            default="",
            metavar="ORDER",
            callback=_checked(_parse_orders, ()),
            help="Sort by author, year, title, journal or pmid, or by several; -year is the newest first.",
        ),
        click.option(
            "--omit",
            default="",
            metavar="FIELDS",
            callback=_checked(parse_fields, ()),
            help="Leave these fields out.",
        ),
        click.option(
            "--keep",
            default="",
            metavar="FIELDS",
            callback=_checked(parse_fields, ()),
            help="Keep these fields alone.",
        ),
        click.option(
            "--dedupe",
            is_flag=True,
            help="Write each work once: duplicates are merged into the richest of them.",
        ),
    ):
        with_choices = decorate(with_choices)
    return with_choices


def _parse_orders(text: str) -> tuple[str, ...]:
    orders = tuple(filter(None, text.replace(" ", "").split(",")))
    for order in orders:
        if order.removeprefix("-") not in ORDERS:
            raise FormatError(f"records can't be sorted by {order!r}, but by {', '.join(ORDERS)}")
    return orders


def _checked(parse: Callable[[str], Any], default: Any) -> Callable[..., Any]:
    """A callback that makes a value of the option's text; what is wrong with it is wrong usage."""

    def callback(_context: click.Context, _option: click.Parameter, text: str | None) -> Any:
        try:
            return parse(text) if text else default
        except FormatError as error:
            raise click.BadParameter(str(error)) from error

    return callback

"""What people choose differently, as changes of records between reader and writer, so that no writer knows of it.

Each choice is a function record → record, made from the value of its option; ``docs/options.md`` has an example of each.
Records are copied where they change: what a reader made stays as it is.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from copy import copy
from functools import cache, partial
from typing import Any, Final, Literal, get_args

import msgspec
from msgspec.structs import replace

from convert.model.citation_keys import fold
from convert.model.record import AbstractSection, Date, Record
from convert.streams.problems import FormatError

Choice = Callable[[Record], Record]

_KEPT_ALWAYS: Final = frozenset(
    {"type", "id", "PMID", "PMCID", "DOI", "source", "inferred", "provenance", "merged_from"}
)
"""Without these nobody knows which work it is, or where it comes from."""


def electronic_date(record: Record) -> Record:
    """The electronic date is that of the work, and the date of the issue is dropped."""
    return replace(record, issued=record.available_date) if record.available_date else record


def earliest_date(record: Record) -> Record:
    """The earlier of the electronic date and that of the issue is that of the work."""
    dates = [date for date in (record.issued, record.available_date) if date is not None and date.year]
    return replace(record, issued=min(dates, key=_date_order)) if dates else record


def nlm_journal(record: Record) -> Record:
    """The journal by the NLM's abbreviation, without full stops."""
    short = record.container_title_short
    return replace(record, container_title=short) if short and _is_in_journal(record) else record


def iso_journal(record: Record) -> Record:
    """The journal by its ISO 4 abbreviation, with full stops, which today's PubMed leaves out."""
    short = record.iso_abbreviation or record.container_title_short
    if not short or not _is_in_journal(record):
        return record
    if "." not in short:
        short = with_stops(short, record.container_title)
    return replace(record, container_title=short, container_title_short=short)


def with_stops(short: str, full: str) -> str:
    """An abbreviated title with a full stop after each word that is shorter than in the full one.

    >>> with_stops("Natl Med J (Lond)", "The National medical journal (London)"), with_stops("Cell", "Cell")
    ('Natl. Med. J. (Lond)', 'Cell')
    >>> with_stops("JAMA Neurol", "JAMA neurology"), with_stops("J Nil", "")
    ('JAMA Neurol.', 'J Nil')
    """
    words = {word.lower() for word in re.findall(r"[^\W_]{2,}", full)}
    return _WORD.sub(lambda word: f"{word[0]}{'.' if _is_shortened(word[0].lower(), words) else ''}", short)


_WORD: Final = re.compile(r"(?<!\S)[^\W\d_]+(?!\S)")


def _is_shortened(short: str, words: set[str]) -> bool:
    """Whether it is no word of the title, but one of them without some letters after the first."""
    if short in words:
        return False
    letters = re.compile(".*".join(map(re.escape, short)))
    return any(letters.match(word) for word in words)


def number_in_pages(record: Record) -> Record:
    """An article number takes the place of missing pages, in every format."""
    if record.number and not record.page and _is_in_journal(record):
        return replace(record, page=record.number, number="")
    return record


def plain_abstract(record: Record) -> Record:
    """The abstract as one paragraph without labels."""
    text = " ".join(part.text for part in record.abstract if part.text)
    return replace(record, abstract=[AbstractSection(text)]) if text else record


def no_abstract(record: Record) -> Record:
    """No abstract in any language."""
    return replace(record, abstract=[], other_abstract=[])


def without(paths: Iterable[str]) -> Choice:
    """Records without these fields, or parts of fields, such as ``author.affiliation``."""
    split = [path.split(".") for path in paths]

    def omit(record: Record) -> Record:
        for path in split:
            record = _cleared(record, path)
        return record

    return omit


def only(paths: Iterable[str]) -> Choice:
    """Records with these fields alone, and with what tells which work it is; a part stands for its whole field."""
    kept = {path.partition(".")[0] for path in paths} | _KEPT_ALWAYS
    return without([name for name in Record.__struct_fields__ if name not in kept])


def _cleared(value: Any, path: list[str]) -> Any:
    """A copy of a structure, or of a list of them, in which what is at the path is as if it had never been set."""
    if isinstance(value, list):
        return [_cleared(item, path) for item in value]
    if value is None:
        return None
    name, *below = path
    kind: Any = type(value)
    if below:
        return replace(value, **{name: _cleared(getattr(value, name), below)})
    return replace(value, **{name: _defaults(kind)[name]()})


@cache
def _defaults(kind: Any) -> dict[str, Callable[[], Any]]:
    return {
        field.name: partial(copy, field.default)
        if field.default_factory is msgspec.NODEFAULT
        else field.default_factory
        for field in msgspec.structs.fields(kind)
    }


def _is_in_journal(record: Record) -> bool:
    return record.type.startswith(("article-", "review"))


def _date_order(date: Date | None) -> tuple[int, int, int]:
    """A missing part counts as its last: a whole year is over later than any of its months."""
    return ((date.year or 9999), (date.month or 13), (date.day or 32)) if date is not None else (9999, 13, 32)


Dates = Literal["issue", "electronic", "earliest"]
Journals = Literal["full", "nlm", "iso"]
ArticleNumbers = Literal["own", "pages"]
Abstracts = Literal["labelled", "plain", "none"]

DATES: Final[dict[Dates, Choice | None]] = {
    "issue": None,
    "electronic": electronic_date,
    "earliest": earliest_date,
}
JOURNALS: Final[dict[Journals, Choice | None]] = {"full": None, "nlm": nlm_journal, "iso": iso_journal}
ARTICLE_NUMBERS: Final[dict[ArticleNumbers, Choice | None]] = {"own": None, "pages": number_in_pages}
ABSTRACTS: Final[dict[Abstracts, Choice | None]] = {
    "labelled": None,
    "plain": plain_abstract,
    "none": no_abstract,
}
"""The values of each option → what they do to a record."""


# --- order ----------------------------------------------------------------------------------------------------

ORDERS: Final[dict[str, Callable[[Record], Any]]] = {
    "author": lambda record: [
        fold(name.family or name.literal).lower() for name in record.author or record.editor
    ],
    "year": lambda record: _date_order(record.issued or record.available_date),
    "title": lambda record: fold(record.title).lower(),
    "journal": lambda record: fold(record.container_title or record.container_title_short).lower(),
    "pmid": lambda record: int(record.PMID) if record.PMID.isdecimal() else 0,
}
"""Name → what records are sorted by."""


def parse_orders(text: str) -> tuple[str, ...]:
    """``-year,author`` → the orders to sort by.

    Raises:
        FormatError: there is no such order.
    """
    orders = tuple(filter(None, text.replace(" ", "").split(",")))
    for order in orders:
        if order.removeprefix("-") not in ORDERS:
            raise FormatError(f"records can't be sorted by {order!r}, but by {', '.join(ORDERS)}")
    return orders


def sort(records: Iterable[Record], orders: Iterable[str]) -> list[Record]:
    """The records by one order and, where they are equal in it, by the next; ``-year`` is the newest first.

    >>> [record.PMID for record in sort([Record(PMID="2"), Record(PMID="10"), Record(PMID="1")], ["-pmid"])]
    ['10', '2', '1']
    """
    ordered = list(records)
    for name in reversed(list(orders)):
        ordered.sort(key=ORDERS[name.removeprefix("-")], reverse=name.startswith("-"))
    return ordered


def apply(records: Iterable[Record], choices: Iterable[Choice]) -> Iterator[Record]:
    """The records as chosen."""
    chosen = list(choices)
    for record in records:
        changed = record
        for choice in chosen:
            changed = choice(changed)
        yield changed


def parse_fields(text: str) -> tuple[str, ...]:
    """Names of fields, parted by commas, as people write them → paths.

    >>> parse_fields("pmid, container-title,author.orcid")
    ('PMID', 'container_title', 'author.ORCID')

    Raises:
        FormatError: there is no such field.
    """
    return tuple(_path(name.strip()) for name in text.split(",") if name.strip())


def _path(name: str) -> str:
    kind: Any = Record
    path = []
    for part in name.replace("-", "_").lower().split("."):
        fields = {field.name.lower(): field for field in msgspec.structs.fields(kind)} if kind else {}
        if part not in fields:
            raise FormatError(f"a record has no field {name!r}; it has {', '.join(Record.__struct_fields__)}")
        path.append(fields[part].name)
        kind = _structure(fields[part].type)
    return ".".join(path)


def _structure(hint: Any) -> Any:
    """The Struct in ``Struct``, ``list[Struct]`` or ``Struct | None``."""
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return hint
    return next(filter(None, map(_structure, get_args(hint))), None)

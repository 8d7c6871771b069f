"""Steps that take the values of a database's tags into a record's fields, for readers whose format is a list of such steps.

Each function makes a step: ``TaggedRecord`` → its ``record``, where a value is taken once. ``finish`` is the last one.
"""

from collections.abc import Callable, Iterable
from itertools import chain

from convert.formats.tagged.record import TaggedRecord
from convert.formats.web_text import parse_web_abstract, parse_web_text
from convert.model.identifiers import PLACEHOLDERS, parse_doi, parse_issn, settle
from convert.model.names import parse_inverted_name, take_et_al
from convert.model.pages import complete_pages, join_pages
from convert.model.record import Identifier, Keyword, Name, Record
from convert.model.text.abstracts import parse_abstract

Take = Callable[[TaggedRecord], None]


def _has_marks(value: str) -> bool:
    """Whether a text may have HTML's tags or entities."""
    return "</" in value or "/>" in value or ("&" in value and ";" in value)


def text(field: str, *tags: str) -> Take:
    """The text of the first of the tags that has one."""

    def take(tagged: TaggedRecord) -> None:
        if value := tagged.take(*tags):
            setattr(tagged.record, field, value)

    return take


def listed(field: str, *tags: str, between: str = ";") -> Take:
    """A list of texts; ``between`` separates those of one value."""

    def take(tagged: TaggedRecord) -> None:
        getattr(tagged.record, field).extend(parts(tagged.take_all(*tags), between))

    return take


def parts(values: Iterable[str], between: str) -> Iterable[str]:
    """The parts of values, without blanks around them, and without empty ones.

    >>> list(parts(["one; two;", "three"], ";"))
    ['one', 'two', 'three']
    """
    return filter(None, (part.strip() for value in values for part in value.split(between)))


def names(
    role: str, *tags: str, parse: Callable[[str], Name] = parse_inverted_name, between: str = "\n"
) -> Take:
    """Names, one a line; or ``between`` separates them."""

    def take(tagged: TaggedRecord) -> None:
        found = parts(tagged.take_all(*tags), between)
        getattr(tagged.record, role).extend(map(parse, found))

    return take


def keywords(*tags: str, owner: str = "", between: str = ";") -> Take:
    """Keywords; an asterisk marks the major ones."""

    def take(tagged: TaggedRecord) -> None:
        words = parts((value.replace("\n", " ") for value in tagged.take_all(*tags)), between)
        tagged.record.keyword += [
            Keyword(term=word.lstrip("* "), major=word.startswith("*"), owner=owner) for word in words
        ]

    return take


def abstract(*tags: str) -> Take:
    """The abstract, whose sections are told by labels in capitals."""

    def take(tagged: TaggedRecord) -> None:
        if value := tagged.take(*tags):
            tagged.record.abstract = parse_web_abstract(value) if _has_marks(value) else parse_abstract(value)

    return take


def doi(*tags: str) -> Take:
    """The DOI, bare or as an address; what is none stays in ``extra``."""

    def take(tagged: TaggedRecord) -> None:
        for tag, value in tagged.peek(*tags):
            if found := parse_doi(value):
                tagged.record.DOI = tagged.record.DOI or found
                tagged.drop(tag, value)

    return take


def issn(field: str, *tags: str) -> Take:
    """The ISSN; what is none stays in ``extra``."""

    def take(tagged: TaggedRecord) -> None:
        for tag, value in tagged.peek(*tags):
            if found := parse_issn(value):
                setattr(tagged.record, field, found)
                tagged.record.ISSN = tagged.record.ISSN or found
                tagged.drop(tag, value)

    return take


def accession(source: str, *tags: str) -> Take:
    """A database's own number of the record."""

    def take(tagged: TaggedRecord) -> None:
        tagged.record.other_id += [Identifier(source, value) for value in tagged.take_all(*tags)]

    return take


def pages(first: str, last: str = "", *whole: str) -> Take:
    """The pages: as one range, or its two ends."""

    def take(tagged: TaggedRecord) -> None:
        ends = tagged.take(first), tagged.take(last) if last else ""
        tagged.record.page = complete_pages(tagged.take(*whole)) or join_pages(*ends)

    return take


_MARKED_UP = ("title", "container_title", "container_title_short", "collection_title", "publisher")
"""The fields in which databases leave HTML's entities and tags."""


def finish(tagged: TaggedRecord, steps: Iterable[Take]) -> Record:
    """Take the steps, keep what none took in ``extra``, and settle the identifiers."""
    if not PLACEHOLDERS.isdisjoint(chain.from_iterable(tagged.values.values())):
        for tag, values in tagged.values.items():
            tagged.values[tag] = [value for value in values if value not in PLACEHOLDERS]
    for step in steps:
        step(tagged)
    record = tagged.record
    for field in _MARKED_UP:
        if _has_marks(text := getattr(record, field)):
            setattr(record, field, parse_web_text(text))
    take_et_al(record)
    record.extra |= {tag: kept for tag, values in tagged.values.items() if (kept := [*filter(None, values)])}
    settle(record)
    return record

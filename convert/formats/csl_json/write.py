"""Records → CSL-JSON 1.0.2 (https://resource.citationstyles.org/schema/v1.0/input/json/csl-data.json).

``to_item`` maps a record to a CSL item, as a citation processor takes it; the writer makes that valid against the
schema, which spells some variables otherwise, and puts back what the ``csl-json`` reader kept in ``extra``.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from operator import attrgetter
from typing import Annotated, Any, Final, Literal, TextIO, get_type_hints

import msgspec
from msgspec import Meta, Struct

from convert.formats import capabilities
from convert.formats.capabilities import KEPT, Capability, Degraded, Moved
from convert.formats.csl_json.zotero import for_zotero
from convert.formats.pieces import Items, Written
from convert.model import notices
from convert.model.dates import format_date
from convert.model.record import Date, Keyword, Name, Record
from convert.model.text.abstracts import format_abstract
from convert.model.text.languages import language_tag
from convert.streams.problems import Problem, Warn, silent

_TYPE_NAMES: Final = """
    article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection
    dataset document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case
    legislation manuscript map motion_picture musical_score pamphlet paper-conference patent performance periodical
    personal_communication post post-weblog regulation report review review-book software song speech standard thesis
    treaty webpage
"""
TYPES: Final = frozenset(_TYPE_NAMES.split())

FIELDS: Final = Record.__struct_fields__[: Record.__struct_fields__.index("source_database") + 1]
"""The fields that are CSL variables."""

_SPELLED_OTHERWISE: Final = {
    "archive_collection": "archive_collection",
    "archive_location": "archive_location",
    "source_database": "source",
}


def variable_name(field: str) -> str:
    """The CSL variable that a field of the record is.

    >>> variable_name("container_title"), variable_name("source_database")
    ('container-title', 'source')
    """
    return _SPELLED_OTHERWISE.get(field, field.replace("_", "-"))


def to_item(record: Record) -> dict[str, Any]:
    """A record as a CSL item: variable → text, names or date.

    The ``id`` is the record's own or else the first of its identifiers; ``""`` if it has none. A journal of which
    only the abbreviation is known goes by that: most styles, and Zotero, ask for ``container-title`` alone.
    """
    item: dict[str, Any] = {"type": "document", "id": record.PMID or record.PMCID or record.DOI}
    for (name, format_value), value in zip(_VARIABLES, _get_values(record), strict=True):
        if value:
            item[name] = format_value(value) if format_value else value
    if "container-title-short" in item and "container-title" not in item:
        item["container-title"] = item["container-title-short"]
    return item


Dialect = Literal["strict", "zotero"]


class Options(Struct, frozen=True, kw_only=True):
    """The options of CSL-JSON."""

    dialect: Annotated[
        Dialect,
        Meta(
            description="strict is valid CSL 1.0.2; zotero is what Zotero's import of any version understands."
        ),
    ] = "strict"


def write(records: Iterable[Record], out: TextIO, options: Options, warn: Warn) -> None:
    """Write a JSON array with one item a line."""
    encode = msgspec.json.Encoder().encode
    before = "["
    for number, item in enumerate(_items(records, options.dialect, warn), 1):
        item["id"] = item["id"] or _name(number)
        out.write(f"{before}\n{encode(item).decode()}")
        before = ","
    out.write("[]\n" if before == "[" else "\n]\n")


def _name(ordinal: int) -> str:
    return f"item-{ordinal}"


def _items(records: Iterable[Record], dialect: str, warn: Warn) -> Iterator[dict[str, Any]]:
    for record in records:
        item = to_valid_item(record, warn=warn)
        yield for_zotero(item, record) if dialect == "zotero" else item


def write_piece(records: Iterable[Record], out: TextIO, options: Options, warn: Warn) -> bool:
    """Write items, each with a comma before it, and whether one of them needs a name."""
    encode = msgspec.json.Encoder().encode
    nameless = False
    for item in _items(records, options.dialect, warn):
        nameless = nameless or not item["id"]
        out.write(f",\n{encode(item).decode()}")
    return nameless


def join_pieces(pieces: Iterable[Written], out: TextIO) -> None:
    """Write the array of all items."""
    out.write("[")
    items = Items(out, r'\{"type":"[^"]*","id":"(?=")', _name)
    for piece in pieces:
        items.add(piece)
    out.write("\n]\n" if items.begun else "]\n")


def to_valid_item(record: Record, *, warn: Warn = silent) -> dict[str, Any]:
    """A record as an item of the schema, with all that its ``extra`` holds; what has no property is in ``custom``."""
    item = to_item(record)
    if note := notices.note(record):
        item["note"] = note
        if notices.RETRACTED in notices.states(record):
            item.setdefault("status", notices.RETRACTED)
    if item["type"] not in TYPES:
        warn(Problem("bad-type", f"CSL has no type {item['type']!r}; written as document", record=item["id"]))
        item["type"] = "document"
    for name, spelling in SCHEMA_SPELLING.items():
        if name in item:
            item[spelling] = item.pop(name)
    custom: dict[str, Any] = {"license": item.pop("license")} if "license" in item else {}
    for tag, values in record.extra.items():
        value = _restore(tag, values)
        if value is None:
            custom[tag] = values
        elif tag == "custom":
            custom = value | custom
        else:
            item[tag] = value
    if custom:
        item["custom"] = custom
    return item


SCHEMA_SPELLING: Final = {
    "part-number": "part",
    "printing-number": "printing",
    "supplement-number": "supplement",
}
"""Variable of the specification → property of the 1.0.2 data schema; ``license`` has none."""


def format_names(names: Iterable[Name]) -> list[dict[str, Any]]:
    """Names as CSL's name variables; initials are set apart, so that a processor can tell how many they are.

    >>> format_names([Name("Smith", "JA", initials="JA", suffix="Jr"), Name(literal="A Group")])
    [{'family': 'Smith', 'given': 'J A', 'suffix': 'Jr'}, {'literal': 'A Group'}]
    """
    return list(map(_format_name, names))


def _format_name(name: Name) -> dict[str, Any]:
    item: dict[str, Any] = {}
    if name.family:
        item["family"] = name.family
    if given := name.given:
        item["given"] = _spaced(given) if given == name.initials else given
    if name.non_dropping_particle:
        item["non-dropping-particle"] = name.non_dropping_particle
    if name.dropping_particle:
        item["dropping-particle"] = name.dropping_particle
    if name.suffix:
        item["suffix"] = name.suffix
    if name.literal:
        item["literal"] = name.literal
    return item


def _spaced(initials: str) -> str:
    """``JA`` → ``J A``; ``JSz`` → ``J Sz``."""
    return "".join(f" {letter}" if letter.isupper() else letter for letter in initials).lstrip()


def format_csl_date(date: Date) -> dict[str, Any]:
    """A date as CSL's date variable; its text only where there is no year, since processors prefer the text.

    Seasons in a range are months 21 to 24, as in EDTF.

    >>> format_csl_date(Date(2010, 9, end=Date(2010, 10), literal="2010 Sep/Oct"))
    {'date-parts': [[2010, 9], [2010, 10]]}
    >>> format_csl_date(Date(1987, literal="1987 3rd Quart")), format_csl_date(Date(literal="undated"))
    ({'date-parts': [[1987]]}, {'literal': 'undated'})
    """
    item: dict[str, Any] = {}
    if date.year is None:
        if literal := format_date(date):
            item["literal"] = literal
    elif date.end is None:
        item["date-parts"] = [_date_parts(date)]
    else:
        item["date-parts"] = [_date_parts(date, season=20), _date_parts(date.end, season=20)]
    if date.season is not None and date.end is None:
        item["season"] = date.season
    if date.circa:
        item["circa"] = True
    return item


def _date_parts(date: Date, season: int = 0) -> list[int]:
    if date.year is None:
        return [0]
    if date.month is None:
        return [date.year] if date.season is None or not season else [date.year, date.season + season]
    return [date.year, date.month] if date.day is None else [date.year, date.month, date.day]


def _format_keywords(keywords: list[Keyword]) -> str:
    """MeSH has commas inside its terms, so semicolons part them."""
    return "; ".join(keyword.term for keyword in keywords)


def _format_language(languages: list[str]) -> str:
    return language_tag(languages[0]) or languages[0]


_FORMATS: Final[dict[Any, Callable[[Any], Any]]] = {
    list[Name]: format_names,
    Date | None: format_csl_date,
    list[Keyword]: _format_keywords,
}
_FIELD_FORMATS: Final[dict[str, Callable[[Any], Any]]] = {
    "abstract": partial(format_abstract, unlabelled=False),
    "language": _format_language,
    "ISBN": " ".join,
}
FIELD_TYPES: Final = {field: hint for field, hint in get_type_hints(Record).items() if field in FIELDS}
_VARIABLES: Final = [
    (variable_name(field), _FIELD_FORMATS.get(field) or _FORMATS.get(FIELD_TYPES[field])) for field in FIELDS
]
_get_values = attrgetter(*FIELDS)


class _SchemaName(msgspec.Struct, rename="kebab", forbid_unknown_fields=True):
    family: str = ""
    given: str = ""
    dropping_particle: str = ""
    non_dropping_particle: str = ""
    suffix: str = ""
    comma_suffix: str | float | bool = ""
    static_ordering: str | float | bool = ""
    literal: str = ""
    parse_names: str | float | bool = ""


class _SchemaDate(msgspec.Struct, rename="kebab", forbid_unknown_fields=True):
    date_parts: list[list[str | float]] = []
    season: str | float = ""
    circa: str | float | bool = ""
    literal: str = ""
    raw: str = ""


_SCHEMA_TYPES: Final[dict[Any, Any]] = {list[Name]: list[_SchemaName], Date | None: _SchemaDate}
PROPERTIES: Final[dict[str, Any]] = {
    "categories": list[str],
    "citation-key": str,
    "citation-label": str,
    "citation-number": str | float,
    "custom": dict[str, Any],
    "event": str,
    "first-reference-note-number": str | float,
    "journalAbbreviation": str,
    "locator": str | float,
    "page-first": str | float,
    "shortTitle": str,
    "volume-title-short": str,
    "year-suffix": str,
} | {
    SCHEMA_SPELLING.get(name, name): _SCHEMA_TYPES.get(FIELD_TYPES[field], str)
    for field in FIELDS
    if (name := variable_name(field)) != "license"
}
"""The schema's properties and their types; those above have no field in the record."""


def _restore(tag: str, values: list[str]) -> Any:
    """The value of a property that the reader kept as JSON text; None if it is no such thing."""
    if tag not in PROPERTIES or len(values) != 1:
        return None
    try:
        msgspec.json.decode(values[0], type=PROPERTIES[tag])
        return msgspec.json.decode(values[0])
    except (msgspec.DecodeError, UnicodeEncodeError):
        return None


_NAME_PARTS: Final = ("family", "given", "non_dropping_particle", "dropping_particle", "suffix", "literal")
_DATE_PARTS: Final = (
    "year",
    "month",
    "day",
    "season",
    "circa",
    "end.year",
    "end.month",
    "end.day",
    "end.season",
)
_DEGRADED: Final[dict[str, Capability]] = {
    "language": Degraded("the first alone, as its shortest BCP 47 tag"),
    "ISBN": Degraded("all in one text"),
    "license": Moved("in custom"),
}


def _carried() -> Iterator[tuple[str, Capability]]:
    for field in FIELDS:
        if FIELD_TYPES[field] == list[Name]:
            yield from ((f"{field}.{part}", KEPT) for part in _NAME_PARTS)
        elif FIELD_TYPES[field] == Date | None:
            yield from ((f"{field}.{part}", KEPT) for part in _DATE_PARTS)
            yield f"{field}.literal", Degraded("only where there is no year")
        elif field not in ("abstract", "keyword"):
            yield field, _DEGRADED.get(field, KEPT)
    yield from capabilities.abstract(markup=True).items()
    yield "keyword.term", Degraded("all in one text")
    yield "links", Degraded("retractions, errata and expressions of concern alone, in the note")
    yield "publication_type.name", Degraded("that of a retraction or erratum alone, in the note")
    yield "extra", Moved("in custom")


CAPABILITIES: Final[Mapping[str, Capability]] = dict(_carried())

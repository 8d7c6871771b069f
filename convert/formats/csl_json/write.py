"""Records → CSL-JSON 1.0.2, one item a line (https://resource.citationstyles.org/schema/v1.0/input/json/csl-data.json)."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta, Struct

from convert.formats import capabilities
from convert.formats.capabilities import KEPT, Capability, Degraded, Moved
from convert.formats.csl_json.items import to_valid_item
from convert.formats.csl_json.values import NAME_PARTS
from convert.formats.csl_json.variables import WITHOUT_PROPERTY
from convert.formats.csl_json.zotero import for_zotero
from convert.formats.keyed import Keyed, add_key
from convert.model.citation_keys import Clashes
from convert.model.fields import CSL_VARIABLES, HINTS
from convert.model.pages import has_number_as_page
from convert.model.record import Date, Name, Record
from convert.model.stages import is_on_server
from convert.model.text import translations
from convert.streams.problems import Warn

Dialect = Literal["strict", "zotero"]


class Options(Struct, frozen=True, kw_only=True):
    """The options of CSL-JSON."""

    dialect: Annotated[
        Dialect,
        Meta(description="strict is valid CSL 1.0.2; zotero suits the import of every version of Zotero."),
    ] = "strict"


def _format_items(records: Iterable[Record], options: Options, warn: Warn, clashes: Clashes) -> Iterator[str]:
    """Items, each with a comma and a line feed before it, whose ids are not final."""
    encode = msgspec.json.Encoder().encode
    is_strict = options.dialect != "zotero"
    for record in records:
        item = to_valid_item(record, warn=warn, conventional=is_strict)
        item["id"] = add_key(record, clashes)
        yield f",\n{encode(item if is_strict else for_zotero(item, record)).decode()}"


KEYED: Final = Keyed(
    _format_items,
    '\n{"type":"',
    re.compile(r'[^"]*","id":"(?P<key>(?:[^"\\]|\\.)*)"'),
    begin=lambda _any: "[",
    end=lambda is_any: "\n]\n" if is_any else "]\n",
    skipped=1,
)
"""Writes a JSON array with one item a line; JSON escapes line feeds, so that each item begins a line."""

_DATE_PARTS: Final = "year month day season circa end.year end.month end.day end.season"
_DEGRADED: Final[dict[str, Capability]] = {
    "container_title_short": Degraded(
        "with ISO's full stops", when=lambda record: "." not in record.container_title_short
    ),
    "language": Degraded("the first alone, as its shortest BCP 47 tag"),
    "ISBN": Degraded("all in one text"),
    "page": Degraded("as the article number", when=has_number_as_page),
    WITHOUT_PROPERTY: Moved("in custom"),
    "original_title": Moved(
        "in custom, as styles know only that of an earlier work", when=translations.is_translated
    ),
    "container_title": Degraded(
        f"{capabilities.PRINTED}; the server of a preprint as the publisher",
        when=lambda record: capabilities.is_renamed(record) or is_on_server(record),
    ),
}


def _capabilities() -> Iterator[tuple[str, Capability]]:
    for field in CSL_VARIABLES:
        if HINTS[field] == list[Name]:
            yield from ((f"{field}.{part}", KEPT) for part in NAME_PARTS)
        elif HINTS[field] == Date | None:
            yield from ((f"{field}.{part}", KEPT) for part in _DATE_PARTS.split())
            yield f"{field}.literal", Degraded("only where there is no year")
        elif field not in ("abstract", "keyword"):
            yield field, _DEGRADED.get(field, KEPT)
    yield from capabilities.abstract(markup=True).items()
    yield "authors_complete", Moved("as a last author, others")
    yield "keyword.term", Degraded("all in one text")
    yield "links", Degraded("retractions, errata and expressions of concern alone, in the note")
    yield "publication_type.name", Degraded("that of a retraction or erratum alone, in the note")
    yield "extra", Moved("in custom")
    yield "publication_status", Degraded("ahead of print only")


CAPABILITIES: Final[Mapping[str, Capability]] = dict(_capabilities())

"""CSL items ↔ records.

``to_item`` gives the item that a citation processor takes; ``to_valid_item`` makes it valid against the schema.

What a record can't represent exactly (properties that are no CSL variables, names with ``comma-suffix``, languages that
are no tags, …) is kept in ``extra`` as JSON text under the property's name, from which ``to_valid_item`` restores it.
"""

from operator import attrgetter
from typing import Any, Final

import msgspec

from convert.formats.csl_json import conventions
from convert.formats.csl_json.variables import (
    ALIASES,
    ORIGINAL_TITLE,
    PROPERTIES,
    SCHEMA_SPELLING,
    VARIABLES,
    WITHOUT_PROPERTY,
)
from convert.model import identifiers, notices
from convert.model.identifiers import PLACEHOLDERS
from convert.model.names import take_et_al
from convert.model.pages import article_number, has_number_as_page
from convert.model.record import Record, Source
from convert.model.text import titles
from convert.model.types import TYPES
from convert.streams.problems import Problem, Warn, silent

# --- item → record --------------------------------------------------------------------------------------------


_TARGETS: Final = {
    alias: (name, VARIABLES[name].field, VARIABLES[name].kind.parse)
    for alias, name in (*zip(VARIABLES, VARIABLES, strict=True), *ALIASES.items())
}
"""Property → the variable's name, field and parser."""


def parse_item(item: dict[str, Any], *, warn: Warn = silent, line: int = 0) -> Record | None:
    """A CSL item → a record; None, and an error, if no property of it is a CSL variable."""
    values: dict[str, Any] = {}
    for name, value in item.items():
        if (
            value is None
            or name not in _TARGETS
            or (value.__class__ is str and value in PLACEHOLDERS and name != "id")
        ):
            continue
        variable, field, parse = _TARGETS[name]
        if variable != name and variable in item:
            continue
        parsed = parse(value)
        if parsed is None:
            message = f"invalid value of {name}; kept in extra"
            warn(Problem("bad-value", message, line=line, record=str(item.get("id", ""))))
        else:
            values[field] = parsed
    if not values:
        warn(Problem("bad-item", "not a CSL item; skipped", line=line, severity="error"))
        return None
    record = Record(**values)
    take_et_al(record)
    if record.number and has_number_as_page(record):
        record.page = ""  # the article number stands in for the pages
    _take_custom(item.get("custom"), record)
    _keep_the_rest(item, record)
    identifiers.settle(record)
    for name in ("DOI", "PMID", "PMCID", "ISBN"):
        is_lost = name in record.extra or not getattr(record, name)
        if is_lost and item.get(name) is not None and str(item[name]) not in PLACEHOLDERS:
            record.extra[name] = [msgspec.json.encode(item[name]).decode()]  # ``to_valid_item`` restores it
    record.source = Source(line=line, format="csl-json")
    return record


def _take_custom(custom: Any, record: Record) -> None:
    """Take what the writer puts into ``custom``: the license, the original title, and ``extra``."""
    if not isinstance(custom, dict):
        return
    tags = dict(custom)
    if isinstance(tags.get(WITHOUT_PROPERTY), str) and not record.license:
        record.license = tags.pop(WITHOUT_PROPERTY)
    if isinstance(tags.get(ORIGINAL_TITLE), str) and not record.original_title:
        record.original_title = tags.pop(ORIGINAL_TITLE)
    if all(tag not in PROPERTIES and _is_texts(values) for tag, values in tags.items()):
        record.extra = tags


def _is_texts(values: Any) -> bool:
    return isinstance(values, list) and all(isinstance(value, str) for value in values)


def _keep_the_rest(item: dict[str, Any], record: Record) -> None:
    """Put into ``extra`` each property that ``to_valid_item`` would not return as it was."""
    written = to_valid_item(record)
    for name, value in item.items():
        if name == "type" and written.get(name) in TYPES:
            continue  # another's word for it
        if value is not None and not _is_same(written.get(SCHEMA_SPELLING.get(name, name)), value):
            record.extra[name] = [msgspec.json.encode(value).decode()]


def _is_same(written: Any, value: Any) -> bool:
    """Whether both are equal; the schema makes no difference between a number and its text."""
    return bool(written == value) or (isinstance(value, int | float) and written == str(value))


OTHERS: Final = {"literal": "others"}
"""The last author of a list that isn't complete, as pandoc writes it and takes it for et al.; so does our processor."""

# --- record → item --------------------------------------------------------------------------------------------

_FORMATS: Final = [(name, variable.kind.format) for name, variable in VARIABLES.items()]
_get_values = attrgetter(*[variable.field for variable in VARIABLES.values()])


def to_item(record: Record) -> dict[str, Any]:
    """A record → a CSL item: variable → text, names or date.

    The ``id`` is the record's, or else its PMID, PMCID or DOI; ``""`` if it has none: a name for messages. Most styles, and Zotero, print only
    ``container-title``, so the abbreviation is used for it if it is missing. They also print ``page`` or ``number``, so
    an article number is both.
    """
    item: dict[str, Any] = {"type": "document", "id": record.PMID or record.PMCID or record.DOI}
    for (name, format_value), value in zip(_FORMATS, _get_values(record), strict=True):
        if value:
            item[name] = format_value(value) if format_value else value
    if not record.authors_complete and record.author:
        item["author"].append(dict(OTHERS))
    if "container-title-short" in item and "container-title" not in item:
        item["container-title"] = item["container-title-short"]
    if number := article_number(record):
        item["number"] = number
        item.setdefault("page", number)
    if "number" not in item and (number := identifiers.arxiv_number(record)):
        item["number"] = f"arXiv:{number}"
    return item


def with_journal(item: dict[str, Any], record: Record, *, is_dotted: bool = True) -> dict[str, Any]:
    """An item with the journal's name as it is printed, and its abbreviation with ISO 4's full stops.

    A style that wants no full stops strips them (``strip-periods``); none can add them.
    """
    if record.container_title:
        item["container-title"] = titles.container_title(record)
    if is_dotted and "container-title-short" in item:
        item["container-title-short"] = titles.short_container_title(record)
    return item


def to_valid_item(record: Record, *, warn: Warn = silent, conventional: bool = True) -> dict[str, Any]:
    """A record → an item that is valid against the schema; parts of ``extra`` that have no property are in ``custom``.

    ``conventional``: whether it is as ``conventions`` say that styles expect it.
    """
    item = with_journal(to_item(record), record, is_dotted=conventional)
    if conventional:
        conventions.follow(item, record)
    if note := notices.note(record):
        item["note"] = note
        if notices.RETRACTED in notices.states(record):
            item.setdefault("status", notices.RETRACTED)
    if item["type"] not in TYPES:
        message = f"CSL has no type {item['type']!r}; written as document"
        warn(Problem("bad-type", message, record=item["id"]))
        item["type"] = "document"
    for name, spelling in SCHEMA_SPELLING.items():
        if name in item:
            item[spelling] = item.pop(name)
    if record.extra or WITHOUT_PROPERTY in item:
        _fill_custom(item, record.extra)
    if record.original_title and ORIGINAL_TITLE not in item:  # styles would print it as an earlier work's
        item["custom"] = {ORIGINAL_TITLE: record.original_title, **item.get("custom", {})}
    return item


def _fill_custom(item: dict[str, Any], extra: dict[str, list[str]]) -> None:
    """Put what has no property into ``custom``, and restore the properties that are among the tags of ``extra``."""
    custom: dict[str, Any] = (
        {WITHOUT_PROPERTY: item.pop(WITHOUT_PROPERTY)} if WITHOUT_PROPERTY in item else {}
    )
    for tag, values in extra.items():
        value = _restore(tag, values)
        if value is None:
            custom[tag] = values
        elif tag == "custom":
            custom = value | custom
        else:
            item[tag] = value
    if custom:
        item["custom"] = custom


def _restore(tag: str, values: list[str]) -> Any:
    """The value of a property that the reader kept as JSON text; None if it is anything else."""
    if tag not in PROPERTIES or len(values) != 1:
        return None
    try:
        msgspec.json.decode(values[0], type=PROPERTIES[tag])
        return msgspec.json.decode(values[0])
    except (msgspec.DecodeError, UnicodeEncodeError):
        return None

"""Values of CSL-JSON ↔ values of a record: for each type of a field, how it is parsed, how it is formatted, and its schema.

A parser returns None for a value that the schema doesn't allow. The forms are those of the 1.0.2 schema
(https://resource.citationstyles.org/schema/v1.0/input/json/csl-data.json), and of Crossref, which sends lists for texts.
"""

import re
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, Final

from msgspec import Struct, defstruct

from convert.formats.csl_json.dates import format_csl_date, parse_csl_date
from convert.formats.web_text import parse_web_abstract
from convert.model.identifiers import parse_orcid
from convert.model.names import parse_inverted_name
from convert.model.record import AbstractSection, Affiliation, Date, Keyword, Name
from convert.model.text.abstracts import format_abstract
from convert.model.text.languages import language_tag
from convert.model.types import TYPES, parse_type

# --- text -----------------------------------------------------------------------------------------------------

_NOCASE = re.compile(r'<span class="nocase">((?>(?:[^<]++|<(?!/?span\b))*))</span>')


def parse_text(value: Any) -> str | None:
    """Text or a number, or the first of a list of them."""
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, str):
        return _NOCASE.sub(r"\1", value) if "nocase" in value else value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


_SEMICOLON = re.compile(r"(?<!\s)\s*+;\s*")
_COMMA = re.compile(r"(?<!\s)\s*+,\s*")
_ANY_SEPARATOR = re.compile(r"[\s,;]+")


def _parse_list(value: Any, separator: re.Pattern[str]) -> list[str] | None:
    """A list of texts, or a text that is split at ``separator``."""
    parts = separator.split(value) if isinstance(value, str) else value
    return [text for part in parts if (text := parse_text(part))] if isinstance(parts, list) else None


def _parse_keywords(value: Any) -> list[Keyword] | None:
    """Terms separated by semicolons, or by commas if there are no semicolons."""
    terms = _parse_list(value, _SEMICOLON if isinstance(value, str) and ";" in value else _COMMA)
    return None if terms is None else [Keyword(term) for term in terms]


def _format_keywords(keywords: list[Keyword]) -> str:
    """Terms separated by semicolons, since MeSH terms contain commas."""
    return "; ".join(keyword.term for keyword in keywords)


def _parse_language(value: Any) -> list[str] | None:
    text = parse_text(value)
    return None if text is None else [text]


def _format_language(languages: list[str]) -> str:
    return language_tag(languages[0]) or languages[0]


_LABEL = re.compile(r"([A-Z][A-Z ,/&()-]+): (?=\S)")


def _parse_abstract(value: Any) -> list[AbstractSection] | None:
    """Sections if every line begins with a label in capitals, else one section."""
    text = parse_text(value)
    if text is None:
        return None
    if "<jats:" in text:
        return parse_web_abstract(text)
    sections = []
    for line in text.split("\n"):
        label = _LABEL.match(line)
        if label is None:
            return [AbstractSection(text)]
        sections.append(AbstractSection(line[label.end() :], label[1]))
    return sections


def _parse_type(value: Any) -> str | None:
    """A type of CSL, or what Crossref and Zotero call it."""
    text = parse_text(value)
    return text if text is None or text in TYPES else parse_type(text) or text


# --- names ----------------------------------------------------------------------------------------------------

NAME_PARTS: Final[dict[str, str]] = {
    field: field.replace("_", "-")
    for field in ("family", "given", "non_dropping_particle", "dropping_particle", "suffix", "literal")
}
"""Field of ``Name`` → part of a CSL name."""
_PARTS: Final = tuple(NAME_PARTS.items())
_RARE_PARTS: Final = _PARTS[2:]


def _parse_names(value: Any) -> list[Name] | None:
    """A list of names, or one; also as text, ``Doe, Jane``."""
    if isinstance(value, dict):
        value = [value]
    if not isinstance(value, list) or not all(isinstance(name, dict | str) for name in value):
        return None
    return [parse_inverted_name(name) if isinstance(name, str) else _parse_name(name) for name in value]


def _parse_name(item: dict[str, Any]) -> Name:
    """A CSL name; Crossref adds ORCID iDs and affiliations, and has a group's in ``name``."""
    name = Name()
    if "name" in item and item.keys().isdisjoint(("family", "given", "literal")):
        name.literal = parse_text(item["name"]) or ""
    for field, part in _PARTS:
        if part in item:
            setattr(name, field, parse_text(item[part]) or "")
    if "ORCID" in item:
        name.ORCID = parse_orcid(str(item["ORCID"]))
    if isinstance(places := item.get("affiliation"), list):
        texts = (parse_text(place.get("name") if isinstance(place, dict) else place) for place in places)
        name.affiliation = [Affiliation(text) for text in texts if text]
    return name


def format_names(names: Iterable[Name]) -> list[dict[str, Any]]:
    """Names as a CSL name variable; initials are separated by spaces, so that a processor can count them.

    >>> format_names([Name("Smith", "JA", initials="JA", suffix="Jr"), Name(literal="A Group")])
    [{'family': 'Smith', 'given': 'J A', 'suffix': 'Jr'}, {'literal': 'A Group'}]
    """
    return list(map(_format_name, names))


def _format_name(name: Name) -> dict[str, Any]:
    item = {}
    if name.family:
        item["family"] = name.family
    if given := name.given:
        item["given"] = _space_initials(given) if given == name.initials else given
    if name.suffix or name.literal or name.non_dropping_particle or name.dropping_particle:
        item |= _format_rare_parts(name)
    return item


def _format_rare_parts(name: Name) -> dict[str, Any]:
    return {part: text for field, part in _RARE_PARTS if (text := getattr(name, field))}


def _space_initials(initials: str) -> str:
    """``JA`` → ``J A``; ``JSz`` → ``J Sz``."""
    return "".join(f" {letter}" if letter.isupper() else letter for letter in initials).lstrip()


# --- the table ------------------------------------------------------------------------------------------------


def _schema(properties: dict[str, Any]) -> Any:
    """A struct that has these properties, spelled with ``-`` for ``_``, and no others."""
    fields = [(name, kind, "") for name, kind in properties.items()]
    return defstruct("Schema", fields, rename="kebab", forbid_unknown_fields=True)


_FLAG: Final = str | float | bool
_NAME: Any = _schema(
    dict.fromkeys(NAME_PARTS, str) | {"comma_suffix": _FLAG, "static_ordering": _FLAG, "parse_names": _FLAG}
)
_DATE: Any = _schema(
    {"date_parts": list[list[str | float]], "season": str | float, "circa": _FLAG, "literal": str, "raw": str}
)


class Kind(Struct, frozen=True):
    """A kind of value: JSON ↔ the value of a field."""

    parse: Callable[[Any], Any]
    format: Callable[[Any], Any] | None
    """None: a value of the field is JSON as it is."""
    schema: Any = str
    """The type that the schema allows."""


KINDS: Final[dict[Any, Kind]] = {
    str: Kind(parse_text, None),
    list[Name]: Kind(_parse_names, format_names, list[_NAME]),
    Date | None: Kind(parse_csl_date, format_csl_date, _DATE),
    list[Keyword]: Kind(_parse_keywords, _format_keywords),
    list[AbstractSection]: Kind(_parse_abstract, partial(format_abstract, unlabelled=False)),
}
"""Type of a field → the kind of its values."""
KINDS_OF_FIELDS: Final[dict[str, Kind]] = {
    "ISBN": Kind(partial(_parse_list, separator=_ANY_SEPARATOR), " ".join),
    "language": Kind(_parse_language, _format_language),
    "type": Kind(_parse_type, None),
}
"""The fields whose type does not tell the kind of their values."""

"""The variables of CSL-JSON, in one table for both directions: field of a record ↔ property, with the kind of its values.

https://resource.citationstyles.org/schema/v1.0/input/json/csl-data.json
"""

from typing import Any, Final

from msgspec import Struct

from convert.formats.csl_json.values import KINDS, KINDS_OF_FIELDS, Kind
from convert.model.fields import CSL_VARIABLES, HINTS

SCHEMA_SPELLING: Final = {
    "part-number": "part",
    "printing-number": "printing",
    "supplement-number": "supplement",
}
"""Variable → property of the schema, where the schema doesn't follow the specification."""

WITHOUT_PROPERTY: Final = "license"
"""The variable that the schema lacks; it is written into ``custom``."""

ORIGINAL_TITLE: Final = "original-title"
"""The variable that is written into ``custom`` where it is no earlier work's."""

ALIASES: Final = {
    "event": "event-title",
    "journalAbbreviation": "container-title-short",
    "shortTitle": "title-short",
} | {spelling: name for name, spelling in SCHEMA_SPELLING.items()}
"""Other name that is read → variable; the variable itself takes precedence."""

_TEXTS: Final = (
    "citation-key citation-label event journalAbbreviation shortTitle volume-title-short year-suffix"
)
_NUMBERS: Final = "citation-number first-reference-note-number locator page-first"
OTHER_PROPERTIES: Final[dict[str, Any]] = (
    {"categories": list[str], "custom": dict[str, Any]}
    | dict.fromkeys(_TEXTS.split(), str)
    | dict.fromkeys(_NUMBERS.split(), str | float)
)
"""The schema's properties that are no field of a record → type; the reader keeps them in ``extra``, and the writer restores them."""


class Variable(Struct, frozen=True):
    """A CSL variable."""

    field: str
    """Of the record."""
    name: str
    kind: Kind


VARIABLES: Final[dict[str, Variable]] = {
    name: Variable(field, name, KINDS_OF_FIELDS.get(field) or KINDS[HINTS[field]])
    for field, name in CSL_VARIABLES.items()
}
"""Name → variable, in the order of the record's fields."""

PROPERTIES: Final[dict[str, Any]] = OTHER_PROPERTIES | {
    SCHEMA_SPELLING.get(name, name): variable.kind.schema
    for name, variable in VARIABLES.items()
    if name != WITHOUT_PROPERTY
}
"""Each property of the schema → its type."""

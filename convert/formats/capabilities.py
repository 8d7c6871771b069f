"""What a format does with a field (``Kept``, ``Moved``, ``Degraded``), and capabilities that several writers share."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct

from convert.model.names import parse_inverted_name
from convert.model.record import AbstractSection, Name, Record
from convert.model.text import titles
from convert.model.text.abstracts import parse_abstract
from convert.model.types import ARTICLES


class Capability(Struct, frozen=True):
    """What a format does with a field. A field without a capability is dropped."""


class Kept(Capability, frozen=True):
    """The field arrives unchanged."""


class Moved(Capability, frozen=True):
    """The field arrives whole, but in another place."""

    how: str
    """The place, worded to follow the field's name: ``in a note``."""
    when: Callable[[Any], bool] | None = None
    """Called with the ``Record``, ``Name``, ``Date``, … that has the field: whether the field is moved. None: always."""


class Degraded(Capability, frozen=True):
    """The field arrives changed or in part."""

    how: str
    """The change, worded to follow the field's name: ``without its markup``."""
    when: Callable[[Any], bool] | None = None
    """As in ``Moved``."""


class Dropped(Capability, frozen=True):
    """The field arrives of some records, unchanged."""

    how: str
    """Why it is dropped otherwise, worded to follow the field's name."""
    when: Callable[[Any], bool]
    """As in ``Moved``: whether the field is dropped."""


KEPT = Kept()


_TAG_LIKE = "<[/!?A-Za-z]"


def has_markup(text: str) -> bool:
    """Whether a text contains a tag, or anything that looks like one.

    >>> has_markup("CO<sub>2</sub>"), has_markup("p < 0.05")
    (True, False)
    """
    return "<" in text and re.search(_TAG_LIKE, text) is not None


def without_markup(fields: str) -> Mapping[str, Capability]:
    """Capabilities of text fields whose tags are removed; ``fields`` are paths separated by spaces."""
    return {path: Degraded("without its markup", when=_of(path, has_markup)) for path in fields.split()}


def _of(path: str, is_so: Callable[[str], bool]) -> Callable[[Any], bool]:
    leaf = path.rpartition(".")[2]
    return lambda owner: is_so(getattr(owner, leaf))


def looks_like_list(term: str) -> bool:
    """Whether a reader that splits a field into keywords would split this one."""
    return ";" in term or term.count(", ") > 2


PRINTED = "as the journal prints it, without NLM's additions"


def is_renamed(record: Record) -> bool:
    """Whether the journal prints its name otherwise than NLM's entry does."""
    return titles.container_title(record) != record.container_title


PLAIN_CONTAINER = Degraded(
    f"{PRINTED}, and without its markup",
    when=lambda record: is_renamed(record) or has_markup(record.container_title),
)
"""The capability of a container title that is written as plain text."""


def abstract(*, markup: bool) -> Mapping[str, Capability]:
    """Capabilities of an abstract that is written as one text; ``markup``: whether its tags arrive."""
    return {
        "abstract.text": Degraded(
            "after its label" if markup else "after its label, without its markup",
            when=lambda section: is_labelled(section) or (not markup and has_markup(section.text)),
        ),
        "abstract.label": Moved("in front of the text"),
    }


def is_labelled(section: AbstractSection) -> bool:
    """Whether a section has a label, or a text that begins like one."""
    return section.label != "" or parse_abstract(section.text)[0].label != ""


NAME_PARTS = ("family", "given", "suffix", "literal", "dropping_particle", "non_dropping_particle")


def in_parts(roles: str, dates: str) -> Mapping[str, Capability]:
    """Capabilities of people in parts, of the date of issue, which the electronic date replaces, and of what is written once."""
    no_issued = Degraded("only where there is no date of issue")
    return {
        **{f"{role}.{part}": KEPT for role in roles.split() for part in NAME_PARTS},
        **{f"issued.{part}": KEPT for part in dates.split()},
        **{f"available_date.{part}": no_issued for part in dates.split()},
        "page": KEPT,
        "container_title_short": Degraded("where there is no full title"),
        "number": Dropped(
            "where there are pages", when=lambda record: record.type in ARTICLES and record.page != ""
        ),
        "ISBN": Degraded("the first alone", when=lambda record: len(record.ISBN) > 1),
    }


RENAMED = Degraded(PRINTED, when=is_renamed)
"""The capability of a container title that keeps its markup."""


def names(
    role: str, spell: Callable[[Name], str], read: Callable[[str], Name] = parse_inverted_name
) -> Mapping[str, Capability]:
    """Capabilities of names that ``spell`` writes as one text; only the commas tell ``read`` their parts."""

    def differs(part: str) -> Callable[[Any], bool]:
        return lambda name: getattr(read(spell(name)), part) != getattr(name, part)

    parts = ("family", "given", "suffix", "literal")
    return {
        f"{role}.{part}": Degraded("as far as commas tell its parts", when=differs(part)) for part in parts
    } | {
        f"{role}.non_dropping_particle": Degraded("before the family name"),
        f"{role}.dropping_particle": Degraded("after the given name"),
    }

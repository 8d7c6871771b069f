"""A record and another one of the same work → the record with its gaps filled, in place, each value with its origin.

What the record's own source says is never overwritten. A field is filled if it is empty; if its value was inferred
and the other record states one; or if the other value says the same and more: a month to the year, a given name to
the initials, the rest of a list of authors that ends in “et al.”.
"""

from collections.abc import Callable
from typing import Any, Final

import msgspec

from convert.model.record import Date, Name, Record

_NOT_FILLED: Final = frozenset(
    {
        "id",
        "source",
        "inferred",
        "provenance",
        "merged_from",
        "extra",
        "related",
        "authors_complete",
        "container_title_as_is",
    }
)
"""Fields that belong to one source alone, and those with rules of their own."""
_FIELDS: Final = tuple(name for name in Record.__struct_fields__ if name not in _NOT_FILLED)
_FIELDS_BUT_LOCATORS: Final = tuple(name for name in _FIELDS if name not in ("page", "number"))
"""The fields to fill if the record has a page or an article number: it does not need the other."""
_LABELLED_LISTS: Final[dict[str, Callable[[Any], str]]] = {
    "publication_type": lambda kind: kind.name,
    "history": lambda step: step.status,
}
"""List → what tells its items apart; missing items are added, as text formats give these lists in part."""
_PEOPLE: Final = ("author", "editor")


def fill(record: Record, other: Record, origin: str) -> None:
    """Put into ``record`` what it lacks and ``other`` has; ``provenance`` names the ``origin`` of each value."""
    for name in _FIELDS_BUT_LOCATORS if record.page or record.number else _FIELDS:
        if getattr(other, name):
            if not getattr(record, name) or _yields(record, name, other):
                _take(record, other, name, origin)
            elif name in _LABELLED_LISTS:
                _add_items(record, other, name, origin)
            elif name in _PEOPLE:
                _fill_names(record, other, name, origin)
    for kind, works in other.related.items():
        if not record.related.get(kind):
            record.related[kind] = works
            record.provenance[f"related.{kind}"] = origin


def _yields(record: Record, name: str, other: Record) -> bool:
    """Whether a field's value gives way to that of ``other``."""
    mine, theirs = getattr(record, name), getattr(other, name)
    if name in record.inferred:
        return name not in other.inferred
    if name == "author" and not record.authors_complete:
        return _begins_with(theirs, mine)
    return isinstance(mine, Date) and _says_more(theirs, mine)


def _take(record: Record, other: Record, name: str, origin: str) -> None:
    setattr(record, name, getattr(other, name))
    record.provenance[name] = origin
    record.inferred.pop(name, None)
    if why := other.inferred.get(name):
        record.inferred[name] = why
    if name == "author":
        record.authors_complete = other.authors_complete


def _says_more(theirs: Date, mine: Date) -> bool:
    """Whether a date is the same as another, but more precise.

    >>> _says_more(Date(year=2018, month=11), Date(year=2018)), _says_more(Date(year=2019, month=1), Date(year=2018))
    (True, False)
    """
    parts = [(getattr(mine, part), getattr(theirs, part)) for part in ("year", "month", "day", "season")]
    agree = all(own is None or own == other for own, other in parts)
    return agree and theirs != mine and not (mine.literal or mine.end or mine.time or theirs.literal)


def _add_items(record: Record, other: Record, name: str, origin: str) -> None:
    label = _LABELLED_LISTS[name]
    mine, theirs = getattr(record, name), getattr(other, name)
    known = {label(item) for item in mine}
    if new := [item for item in theirs if label(item) not in known]:
        setattr(record, name, [*mine, *new])
        record.provenance[name] = origin


def _fill_names(record: Record, other: Record, field: str, origin: str) -> None:
    """Give each person what the same person has in ``other``; namesakes are left alone."""
    if getattr(record, field) == getattr(other, field):
        return
    people: dict[tuple[str, str], Name | None] = {}
    for person in getattr(other, field):
        people[_person(person)] = None if _person(person) in people else person
    filled = []
    for name in getattr(record, field):
        same = people.get(_person(name))
        more = _more(name, same) if same else {}
        filled.append(msgspec.structs.replace(name, **more) if more else name)
        record.provenance.update((f"{field}.{part}", origin) for part in more)
    setattr(record, field, filled)


def _begins_with(longer: list[Name], shorter: list[Name]) -> bool:
    return len(longer) > len(shorter) and [*map(_person, longer[: len(shorter)])] == [*map(_person, shorter)]


def _person(name: Name) -> tuple[str, str]:
    """What identifies a person among the authors of one work: family name and first initial."""
    return (name.family or name.literal).casefold(), (name.initials or name.given)[:1].casefold()


def _more(mine: Name, theirs: Name) -> dict[str, Any]:
    """The parts of a name that ``mine`` lacks."""
    more = {
        part: value
        for part in Name.__struct_fields__
        if (value := getattr(theirs, part)) and not getattr(mine, part) and part != "literal"
    }
    if theirs.given and _is_initials(mine) and not _is_initials(theirs):
        more["given"] = theirs.given
    return more


def _is_initials(name: Name) -> bool:
    """Whether ``given`` says no more than the initials.

    >>> _is_initials(Name(family="Lee", given="R. J.", initials="RJ")), _is_initials(Name(family="Lee", given="Rae"))
    (True, False)
    """
    letters = "".join(filter(str.isalpha, name.given))
    initials = "".join(filter(str.isalpha, name.initials))
    return bool(letters) and (letters == initials or (len(letters) <= 3 and letters.isupper()))

"""Functions that take the names of RIS tags into a record: one name a value, or several in the ways that programs write them."""

import re
from collections.abc import Sequence
from typing import Final

from convert.formats.tagged.record import TaggedRecord, Take
from convert.model.names import is_et_al, is_group, parse_inverted_name, parse_person
from convert.model.record import Name
from convert.model.types import IN_SERIES


def take_names(role: str, tags: Sequence[str]) -> Take:
    """Make the step that takes the names of all these tags."""

    def take(tagged: TaggedRecord) -> None:
        if not tagged.values.keys().isdisjoint(tags):
            names: list[Name] = getattr(tagged.record, role)
            for text in tagged.take_all(*tags):
                names += parse_names(text)

    return take


def take_second_authors(tagged: TaggedRecord) -> None:
    """A2: the editors; those of the series in a whole book and in a report, as EndNote and Zotero have it."""
    if "A2" in tagged.values:
        role = "collection_editor" if tagged.record.type in IN_SERIES else "editor"
        take_names(role, ("A2",))(tagged)


def take_third_authors(tagged: TaggedRecord) -> None:
    """A3: the editors of the series; of a thesis the supervisor."""
    if "A3" in tagged.values:
        role = "contributor" if tagged.record.type == "thesis" else "collection_editor"
        take_names(role, ("A3",))(tagged)


_IS_ONE: Final = re.compile(r"[^\s,;&]+,[^,;&\n@]*")
"""The form of nearly all names: ``Family, Given``."""
_SEPARATORS: Final = re.compile(r"[;\n]")
_AND: Final = re.compile(r"(?<!\s)\s+(?:and|&)\s+")


def parse_names(text: str) -> list[Name]:
    """Parse the names in one value: several if each part is a person; else one, in whose name our writer puts ``;`` for a comma.

    A group that ends with a comma is one name.

    >>> [name.literal for name in parse_names("Sciences, and Medicine; Board on Sciences,")]
    ['Sciences, and Medicine; Board on Sciences']
    >>> [[name.family or name.literal for name in parse_names(text)] for text in ("Smith, J.; Doe, K.", "Heart; Lung Group",
    ...  "Doe J; Roe R", "Doe J, Roe R", "Doe, Jane and Roe, Richard", "Doe, J., Roe, R.K., Poe, E.", "Coins and Welfare")]
    [['Smith', 'Doe'], ['Heart, Lung Group'], ['Doe', 'Roe'], ['Doe', 'Roe'], ['Doe', 'Roe'], ['Doe', 'Roe', 'Poe'], ['Coins and Welfare']]
    """
    if (_IS_ONE.fullmatch(text) and " and " not in text) or text.endswith(","):
        return [parse_inverted_name(text)]
    if ";" in text or "\n" in text:
        parts = [part.strip() for part in _SEPARATORS.split(text) if part.strip()]
        if len(parts) < 2 or all("," in part.rstrip(",") or parse_person(part) for part in parts):
            return [name for part in parts for name in parse_names(part)]
        return [Name(literal=", ".join(parts))]
    if "@" in text:
        text = _E_MAIL.sub("", text)
    if "," in text and (" and " in text or "&" in text):
        parts = _AND.split(text)
        if len(parts) > 1 and all("," in part.strip(", ") for part in parts) and not is_group(text):
            return [name for part in parts for name in parse_names(part.strip(", "))]
    return _parse_list(text) or [parse_inverted_name(text)]


_E_MAIL: Final = re.compile(r"(?:(?<!\s)\s*+[(<\[]?(?<![\w.+-])|(?<![\w.+-]))[\w.+-]++@[\w.-]+[)>\]]?")
_BETWEEN_NAMES: Final = re.compile(r"(?<!\s)\s*+,\s*(?:(?:and|&)\s+)?|(?<!\s)\s++(?:and|&)\s+")
_ARE_INITIALS: Final = re.compile(r"(?:[^\W\d_a-z][a-z]?\.[ -]?){1,5}")


def _parse_list(text: str) -> list[Name]:
    """Persons in one line, ``Doe J, Roe R, et al`` or ``Doe, J., Roe, R. and Poe, E.``; nothing if the text is one name."""
    parts = _BETWEEN_NAMES.split(text)
    if len(parts) < 2:
        return []
    rest = [Name(literal="et al.")] if is_et_al(Name(literal=parts[-1])) else []
    parts = parts[: len(parts) - len(rest)]
    if all(map(_ARE_INITIALS.fullmatch, parts[1::2])) and len(parts) > 3 and len(parts) % 2 == 0:
        return [Name(family, given) for family, given in zip(parts[::2], parts[1::2], strict=True)] + rest
    people = [parse_person(part) for part in parts] if len(parts) > 1 or rest else []
    found = [
        person
        for person, part in zip(people, parts, strict=False)
        if person and part.startswith(person.family)
    ]
    return found + rest if found and len(found) == len(parts) else []

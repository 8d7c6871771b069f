"""The entries of a document's list → those of each of its lists, where it has several.

A list is a div ``refs``, or one whose name begins so and whose attributes say what it takes: ``{#refs-trials type="Clinical Trial"}``,
``{#refs-own keyword=own}``. What no other list takes is in ``refs``.
"""

import re
from collections.abc import Mapping, Sequence
from typing import TypeVar

from convert.model.record import Record

_ATTRIBUTE = re.compile(r"""(?<![\w-])([\w-]+)=(?:"([^"]*)"|'([^']*)'|([^\s"'>}]+))""")
_Entry = TypeVar("_Entry")


def parse_attributes(text: str) -> dict[str, str]:
    """The attributes within a div's braces, or its HTML tag.

    >>> parse_attributes('#refs-own .small type="Clinical Trial" keyword=own')
    {'type': 'Clinical Trial', 'keyword': 'own'}
    """
    return {name: "".join(values) for name, *values in _ATTRIBUTE.findall(text)}


def divide(
    entries: Sequence[tuple[Record, _Entry]], lists: Sequence[Mapping[str, str]]
) -> tuple[list[list[_Entry]], list[_Entry]]:
    """The entries of each list, which is told by its attributes, and those of none; each stands in the first that takes it.

    >>> works = [(Record(type="dataset"), "a"), (Record(type="book"), "b")]
    >>> divide(works, [{}, {"type": "dataset"}]), divide(works, [{"type": "book"}])
    (([['b'], ['a']], []), ([['b']], ['a']))
    """
    divided: list[list[_Entry]] = [[] for _ in lists]
    choosy = [number for number, attributes in enumerate(lists) if _says(attributes)]
    rest = next((divided[number] for number in range(len(lists)) if number not in choosy), [])
    for record, entry in entries:
        place = next((number for number in choosy if _takes(lists[number], record)), None)
        (rest if place is None else divided[place]).append(entry)
    return divided, rest if all(rest is not each for each in divided) else []


def _says(attributes: Mapping[str, str]) -> bool:
    return "keyword" in attributes or "type" in attributes


def _takes(attributes: Mapping[str, str], record: Record) -> bool:
    types = [record.type, *(named.name for named in record.publication_type)]
    keywords = [
        *(keyword.term for keyword in record.keyword),
        *(heading.descriptor for heading in record.mesh),
    ]
    return _is_among(attributes.get("type"), types) and _is_among(attributes.get("keyword"), keywords)


def _is_among(wanted: str | None, values: Sequence[str]) -> bool:
    return wanted is None or wanted.casefold() in (value.casefold() for value in values)

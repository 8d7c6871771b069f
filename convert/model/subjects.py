"""MeSH headings as keywords: what the option ``mesh`` of the writers chooses from."""

from collections.abc import Callable
from typing import Final, Literal

from convert.model.record import Record

Mesh = Literal["descriptors", "qualifiers", "major", "none"]


def _descriptors(record: Record) -> list[str]:
    return [heading.descriptor for heading in record.mesh]


def _major_descriptors(record: Record) -> list[str]:
    return [
        heading.descriptor
        for heading in record.mesh
        if heading.major or any(qualifier.major for qualifier in heading.qualifier)
    ]


def _qualified(record: Record) -> list[str]:
    """``Descriptor/qualifier``, each pair by itself, with PubMed's star after what is a main topic."""
    terms = []
    for heading in record.mesh:
        terms += [f"{heading.descriptor}/{q.name}{'*' * q.major}" for q in heading.qualifier]
        if not heading.qualifier or heading.major:
            terms.append(f"{heading.descriptor}{'*' * heading.major}")
    return terms


MESH_TERMS: Final[dict[str, Callable[[Record], list[str]]]] = {
    "descriptors": _descriptors,
    "qualifiers": _qualified,
    "major": _major_descriptors,
    "none": lambda _record: [],
}
"""All descriptors, all with their qualifiers, those of the main topics, or none."""

"""MeSH headings ↔ MEDLINE's text; MeSH headings → keywords, as the writers' option ``mesh`` asks for them."""

from collections.abc import Callable
from typing import Final, Literal

from convert.model.record import MeshHeading, MeshQualifier, Record

Mesh = Literal["descriptors", "qualifiers", "major", "none"]


def format_heading(heading: MeshHeading) -> str:
    """A MeSH descriptor with its qualifiers, a star before each major part.

    >>> format_heading(MeshHeading("Mice", qualifier=[MeshQualifier("genetics", major=True), MeshQualifier("blood")]))
    'Mice/*genetics/blood'
    """
    parts = [(heading.descriptor, heading.major), *((part.name, part.major) for part in heading.qualifier)]
    return "/".join(f"*{name}" if major else name for name, major in parts)


def parse_heading(text: str) -> MeshHeading:
    """``Mice/*genetics/blood`` → a heading.

    >>> format_heading(parse_heading("Mice/*genetics/blood"))
    'Mice/*genetics/blood'
    """
    descriptor, *qualifiers = text.split("/")
    parts = [MeshQualifier(part.lstrip("*"), part.startswith("*")) for part in qualifiers]
    return MeshHeading(descriptor.lstrip("*"), descriptor.startswith("*"), qualifier=parts)


def _descriptors(record: Record) -> list[str]:
    return [heading.descriptor for heading in record.mesh]


def _major_descriptors(record: Record) -> list[str]:
    return [
        heading.descriptor
        for heading in record.mesh
        if heading.major or any(qualifier.major for qualifier in heading.qualifier)
    ]


def _qualified(record: Record) -> list[str]:
    """``Descriptor/qualifier``, a term for each qualifier, with PubMed's star after a major topic."""
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
"""Choice → the terms of a record: all descriptors, all pairs of descriptor and qualifier, descriptors of major topics, none."""

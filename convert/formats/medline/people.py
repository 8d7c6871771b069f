"""MEDLINE's names ↔ ``Name``: FAU, AU, CN and their like, with the AUID and AD lines that follow a name."""

import re
from collections.abc import Iterable, Iterator

from convert.formats.medline.builder import Handler, MedlineBuilder
from convert.formats.medline.values import parse_owned, plain
from convert.model.identifiers import parse_orcid
from convert.model.names import parse_full_name, parse_name, parse_short_name
from convert.model.record import Affiliation, Identifier, Name, Record

Lines = Iterable[tuple[str, str]]
"""Tags with their values."""


# --- reading ------------------------------------------------------------------------------------------------------------


def read_full_name(role: str) -> Handler:
    """FAU, FIR, FED, FPS: remember the full name until its short form comes; older tools write that before it."""

    def handle(builder: MedlineBuilder, value: str) -> None:
        if builder.full_name is not None:
            flush_name(builder)
        if not _complete_short_name(builder, role, value):
            builder.full_name = role, value

    return handle


def read_short_name(role: str) -> Handler:
    """AU, IR, ED, PS: a short name, after its full form or alone. ERIC writes full names in AU."""

    def handle(builder: MedlineBuilder, value: str) -> None:
        if builder.full_name is not None:
            full_role, full = builder.full_name
            builder.full_name = None
            if full_role == role:
                add_name(builder, role, parse_name(full, value))
                return
            add_name(builder, full_role, parse_full_name(full))
        if "," in value:
            add_name(builder, role, parse_full_name(value))
        else:
            add_name(builder, role, parse_short_name(value))
            builder.short_name = builder.name

    return handle


def _complete_short_name(builder: MedlineBuilder, role: str, full: str) -> bool:
    """Fill in the last name if it has come in its short form alone, and this is its full form; return whether it is."""
    name = builder.name
    if name is None or name is not builder.short_name or role not in builder.fields:
        return False
    whole = parse_full_name(full)
    if (
        builder.fields[role][-1] is not name
        or whole.family != name.family
        or whole.given[:1] != name.initials[:1]
    ):
        return False
    name.given, builder.short_name = whole.given, None
    return True


def flush_name(builder: MedlineBuilder) -> None:
    """Add a full name that has no short form."""
    if builder.full_name is not None:
        role, value = builder.full_name
        builder.full_name = None
        add_name(builder, role, parse_full_name(value))


def add_name(builder: MedlineBuilder, role: str, name: Name) -> None:
    """Add a name; the affiliations and identifiers on the next lines belong to it."""
    if builder.stray_affiliations:
        name.affiliation, builder.stray_affiliations = builder.stray_affiliations, []
    builder.name = name
    fields = builder.fields
    if role in fields:
        fields[role].append(name)
    else:
        fields[role] = [name]


def read_group(builder: MedlineBuilder, value: str) -> None:
    """CN: a group, in its place among the people; older exports put all groups after them."""
    flush_name(builder)
    add_name(builder, "author", Name(literal=value))


def read_affiliation(builder: MedlineBuilder, value: str) -> None:
    """AD, IRAD: of the name before it. Old records have one AD, before the first author."""
    if builder.full_name is not None:
        flush_name(builder)
    if builder.name is None:
        builder.stray_affiliations.append(Affiliation(value))
        builder.stray_line = builder.text.line
    else:
        builder.name.affiliation.append(Affiliation(value))


def pass_affiliation(builder: MedlineBuilder, value: str) -> None:
    """AD that nobody asked for: it ends a name; one before all names is read, since it may be nobody's."""
    if builder.full_name is not None:
        flush_name(builder)
    if builder.name is None:
        read_affiliation(builder, value)


def read_name_identifier(builder: MedlineBuilder, value: str) -> None:
    """AUID: ``ORCID: 0000-0002-1825-0097``, perhaps as an address, or an identifier of another scheme."""
    flush_name(builder)
    source, identifier = parse_owned(value)
    orcid = parse_orcid(identifier) if source in ("ORCID", "") else ""
    if builder.name is None:
        builder.keep(value, "stray-identifier", "identifier without an author")
    elif orcid and not builder.name.ORCID:
        builder.name.ORCID = orcid
    else:
        builder.name.identifier.append(Identifier(source, identifier))


# --- writing ------------------------------------------------------------------------------------------------------------


def format_short_name(name: Name) -> str:
    """A name for AU.

    >>> format_short_name(Name(family="Berg", non_dropping_particle="van der", given="Jan-Willem", suffix="Jr"))
    'van der Berg JW Jr'
    """
    initials = name.initials or "".join(word[0] for word in re.split(r"[\s.-]+", name.given) if word)
    return " ".join(part for part in (_family(name), initials, name.suffix) if part)


def format_full_name(name: Name) -> str:
    """A name for FAU.

    >>> format_full_name(Name(family="Berg", non_dropping_particle="van der", given="Jan-Willem", suffix="Jr"))
    'van der Berg, Jan-Willem Jr'
    """
    given = " ".join(part for part in (name.given, name.suffix) if part)
    return f"{_family(name)}, {given}" if given else _family(name)


def _family(name: Name) -> str:
    parts = (name.dropping_particle, name.non_dropping_particle, name.family)
    return " ".join(part for part in parts if part)


def author_lines(record: Record) -> Iterator[tuple[str, str]]:
    """People and groups in the order of the record."""
    for name in record.author:
        if name.literal:
            yield "CN", plain(name.literal)
            yield from (("AD", place.text) for place in name.affiliation)
        else:
            yield from _name_lines("FAU", "AU", "AD", name)


def people_lines(full: str, short: str, names: list[Name]) -> Iterator[tuple[str, str]]:
    """People in any other role; a group stands in the tag of short names."""
    for name in names:
        if name.literal:
            yield short, name.literal
        else:
            yield from _name_lines(full, short, "IRAD", name)


def _name_lines(full: str, short: str, affiliation: str, name: Name) -> Lines:
    if name.given != name.initials or len(name.initials) < 2:
        yield full, format_full_name(name)
    yield short, format_short_name(name)
    if name.ORCID:
        yield "AUID", f"ORCID: {name.ORCID}"
    for identifier in name.identifier:
        yield "AUID", f"{identifier.source}: {identifier.value}"
    for place in name.affiliation:
        yield affiliation, place.text

"""Records → RIS: one line a tag, CRLF, UTF-8. The tags, and the dialects, are in ``convert.formats.ris.tables``."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Annotated, Final

from msgspec import Meta, Struct

from convert.formats import capabilities
from convert.formats.capabilities import KEPT, Capability, Degraded, Dropped, Moved
from convert.formats.keyed import Keyed, add_key
from convert.formats.ris import formatting
from convert.formats.ris.tables import Dialect, unwritten_tags, written_tags
from convert.model.citation_keys import Clashes
from convert.model.names import parse_inverted_name
from convert.model.pages import has_number_as_page
from convert.model.record import Name, Record
from convert.model.subjects import Mesh
from convert.streams.problems import Warn

_TAG: Final = re.compile("(?!TY|ER)[A-Z][A-Z0-9]")
_READ_AS_RIS: Final = frozenset({"ris", "enw", "endnote-xml"})
"""The formats that are read as RIS under other names."""
_LINE_BREAKS: Final = "\t\n\v\f\r\x1c\x1d\x1e\x85\u2028\u2029"
"""Whatever ends a line for some program."""


class Options(Struct, frozen=True, kw_only=True):
    """The options of RIS."""

    dialect: Annotated[Dialect, Meta(description="The program that is to read it.")] = "any"
    mesh: Annotated[Mesh, Meta(description="Which MeSH headings become keywords.")] = "descriptors"


def _format_entries(
    records: Iterable[Record], options: Options, warn: Warn, clashes: Clashes
) -> Iterator[str]:
    """Each record as lines from ``TY`` to ``ER`` and an empty line; the output must not translate line ends."""
    keys = {"ID": lambda record: _on_one_line(f"ID  - {add_key(record, clashes)}")[6:]}
    tags = [
        (f"{tag}  - ", keys.get(tag, format_value))
        for tag, format_value in written_tags(options.dialect, options.mesh)
    ]
    unwritten = unwritten_tags(options.dialect)
    tidied = _in_lines if options.dialect == "zotero" else _on_one_line
    for record in records:
        lines = []
        for tag, format_value in tags:
            value = format_value(record)
            if value.__class__ is str:  # quicker than isinstance, 41 times a record
                if value:
                    lines.append(f"{tag}{value}")
            else:
                lines += [f"{tag}{text}" for text in value if text]
        if has_tags_of_ris(record):
            lines += _left_over(record, lines, unwritten)
        lines += "ER  - ", "", ""
        if any(map("".join(lines).__contains__, _LINE_BREAKS)):
            lines = list(map(tidied, lines))
        yield "\r\n".join(lines)


KEYED: Final = Keyed(_format_entries, "\nTY  - ", re.compile(r"\A(?:[^\n]*\n)*?ID  - (?P<key>[^\r\n]*)"))
"""The first line of the tag ``ID`` is the key's; what is left over may have others."""


def has_tags_of_ris(record: Record) -> bool:
    """Whether what no field of the record holds stands in ``extra`` under a tag of RIS."""
    return record.source is not None and record.source.format in _READ_AS_RIS


def _left_over(record: Record, written: Iterable[str], unwritten: Container[str]) -> list[str]:
    """The lines of a RIS file, or EndNote's, that no field of the record holds, and further ISBNs and ISSNs, as that file has them."""
    numbers = [
        number for number in (*record.ISBN, record.ISSN, record.ISSN_print, record.ISSN_electronic) if number
    ]
    lines = [f"SN  - {number}" for number in dict.fromkeys(numbers)]
    lines += [
        f"{tag}  - {value}"
        for tag, values in record.extra.items()
        if _TAG.fullmatch(tag) and tag not in unwritten
        for value in values
    ]
    return [line for line in lines if line not in written]


def _on_one_line(line: str) -> str:
    tag, value = line[:6], line[6:]
    return tag + re.sub(rf"\s*[{_LINE_BREAKS}]+\s*", " ", value).strip()


_TAG_LIKE: Final = re.compile("\r\n(?=[A-Z][A-Z0-9] {1,2}-)")


def _in_lines(line: str) -> str:
    r"""The same, but that an abstract has each section on a line of its own: Zotero takes lines without a tag for the text's own.

    >>> _in_lines("AB  - AIM: To see.\nAI  - no tag.\n\nRESULTS: None."), _in_lines("TI  - One\ntwo")
    ('AB  - AIM: To see. AI  - no tag.\r\nRESULTS: None.', 'TI  - One two')
    """
    if not line.startswith("AB  - "):
        return _on_one_line(line)
    texts = [_on_one_line(f"AB  - {text}")[6:] for text in line[6:].split("\n")]
    return "AB  - " + _TAG_LIKE.sub(" ", "\r\n".join(filter(None, texts)))


# --- capabilities ---


def _all_kept(paths: str) -> dict[str, Capability]:
    return dict.fromkeys(paths.split(), KEPT)


_EXACT: Final = """id container_title_short volume issue page number edition section number_of_volumes DOI PMID PMCID URL
    language call_number archive source_database manuscript_id"""
_RICH: Final = (
    """title title_short original_title container_title collection_title publisher publisher_place note"""
)
_ISO_DATE: Final = "year month day season end.year end.month end.day end.season"
_DATE: Final = {**_all_kept(_ISO_DATE), **_all_kept("end.time literal"), "time": Degraded("only in ranges")}


_OF_RIS: Final = Dropped(
    "one ISSN is written, unless the record was read from RIS or EndNote",
    when=lambda record: not has_tags_of_ris(record),
)


def _below(field: str, parts: Mapping[str, Capability]) -> dict[str, Capability]:
    return {f"{field}.{part}": how for part, how in parts.items()}


def _parse_name(text: str) -> Name:
    """Parse a name in which a semicolon stands for a comma."""
    return parse_inverted_name(text.replace(";", ","))


CAPABILITIES: Final[Mapping[str, Capability]] = {
    **_all_kept(_EXACT),
    **capabilities.without_markup(_RICH),
    "container_title": capabilities.PLAIN_CONTAINER,
    **capabilities.abstract(markup=False),
    **{
        path: how
        for role in formatting.ROLES
        for path, how in capabilities.names(role, formatting.format_name, _parse_name).items()
    },
    **_below("issued", _DATE),
    **_below("accessed", _DATE),
    **_below("available_date", _all_kept(_ISO_DATE)),
    "authors_complete": Moved("as a last author, et al."),
    "page": Degraded("as the article number", when=has_number_as_page),
    "type": Degraded("as one of RIS's types"),
    "genre": Degraded("not of articles"),
    "pii": Degraded("of preprints alone"),
    "ISSN_print": _OF_RIS,
    "ISSN_electronic": _OF_RIS,
    "extra": Dropped(
        "only tags of RIS arrive, of a record read from RIS or EndNote",
        when=lambda record: not (has_tags_of_ris(record) and all(map(_TAG.fullmatch, record.extra))),
    ),
    "bookaccession": Moved("as a call number, where there is no other"),
    "copyright": Degraded("not of articles"),
    "event_title": Degraded("where there is no container title"),
    "chapter_number": Degraded("where there is no section"),
    "ISBN": Degraded("the first of a book's"),
    "ISSN": Degraded("where there is no book's ISBN"),
    "author.affiliation.text": Degraded("no longer at its author"),
    "keyword.term": Degraded(
        "without its markup, and as far as commas tell it from others", when=formatting.is_changed_keyword
    ),
    "mesh.descriptor": Moved("as a keyword"),
    "annote": Moved("in a note"),
    "general_note.text": Moved("in a note"),
    "links": Moved("in a note"),
    "publication_type.name": Degraded("that of a retraction or erratum alone, in a note"),
}

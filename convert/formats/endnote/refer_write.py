"""Records → Refer, as EndNote's tagged import has it (``.enw``): one tag a line, ``%0`` first, a blank line after each record.

The tags: https://en.wikipedia.org/wiki/Refer_(software), with EndNote's own. The two programs that read it differ:

- ``zotero``, the default: identifiers and the journal's abbreviation are lines of ``%O``, which Zotero keeps in Extra and
  takes its fields from; ``%R`` and ``%@`` would end there under wrong names, and so would ``%7``. EndNote, too,
  finds PMID, PMCID and article number in ``%M``, ``%2`` and ``%]``, of which the last two do not disturb Zotero.
- ``endnote``: ``%R`` is the DOI, ``%@`` the ISSN, ``%O`` the alternate journal, ``%7`` the electronic date.

In both ``%D`` is the year and ``%8`` the rest of the date, keywords stand in lines of their own, an article number
stands in for pages, and a group ends with a comma. No value has a blank line: it would end the record. Lines end with LF,
since bibutils takes CRLF for a blank line where its buffer ends between the two.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Annotated, Final, Literal, TextIO

from msgspec import Meta, Struct

from convert.formats import zotero
from convert.formats.capabilities import KEPT, Capability, Degraded
from convert.formats.endnote import values
from convert.model import identifiers
from convert.model.record import Record
from convert.model.subjects import Mesh
from convert.model.text import titles
from convert.model.text.markup import to_plain
from convert.streams.problems import Warn

Dialect = Literal["zotero", "endnote"]
Row = tuple[str, Callable[[Record], str | list[str]]]


def _is_container(record: Record) -> bool:
    """Whether what the work is in is a journal."""
    return record.type in values.ARTICLES or record.type in ("", "article", "document")


def _has_issn_line(record: Record) -> bool:
    return record.type in values.ARTICLES or (record.type == "article" and bool(record.ISSN))


def _lines_for_zotero(record: Record) -> list[str]:
    """What Zotero takes from lines of its field Extra."""
    pairs = (
        ("DOI", record.DOI),
        ("PMID", record.PMID),
        ("PMCID", record.PMCID),
        ("ISSN", values.standard_number(record) if record.type in values.ARTICLES else ""),
        ("Journal Abbreviation", record.container_title_short if record.container_title else ""),
        ("available-date", values.electronic_date(record)),
    )
    lines = [f"{key}: {value}" for key, value in pairs if value]
    return [*lines, *zotero.preprint_lines(record)]


COMMON: tuple[Row, ...] = (
    ("0", lambda record: values.TYPES.get(record.type, "Generic")),
    ("A", lambda record: values.people(record.author)),
    ("E", lambda record: values.people(record.editor)),
    ("T", lambda record: to_plain(record.title)),
    ("!", lambda record: to_plain(record.title_short)),
    ("J", lambda record: values.container(record) if _is_container(record) else ""),
    ("B", lambda record: "" if _is_container(record) else values.container(record)),
    ("S", lambda record: to_plain(record.collection_title)),
    ("D", values.year),
    ("8", values.day),
    ("V", lambda record: record.volume),
    ("N", lambda record: record.issue),
    ("P", values.pages),
    ("]", lambda record: record.number),
    ("I", values.publisher),
    ("C", lambda record: to_plain(titles.place(record))),
    ("M", lambda record: record.PMID),
    ("2", lambda record: record.PMCID),
    ("$", lambda record: record.manuscript_id),
    ("U", identifiers.url),
    ("G", lambda record: ", ".join(record.language)),
    ("L", identifiers.call_number),
    ("~", lambda record: record.archive),
    ("W", lambda record: record.source_database),
    ("+", lambda record: "; ".join(values.addresses(record))),
    ("X", values.abstract),
    ("Z", values.notes),
)
"""Tag and value, in the order of writing."""

DIALECTS: dict[Dialect, tuple[Row, ...]] = {
    "zotero": (
        ("O", _lines_for_zotero),
        ("@", lambda record: "" if _has_issn_line(record) else values.standard_number(record)),
        ("7", lambda record: record.edition),
        ("*", values.rights),
    ),
    "endnote": (
        ("R", lambda record: record.DOI),
        ("@", values.standard_number),
        ("O", lambda record: record.container_title_short if record.container_title else ""),
        ("7", lambda record: record.edition or values.electronic_date(record)),
        ("Z", values.rights),
    ),
}

_TAG_LIKE = re.compile(r"\n(?=%\S )")


def format_field(tag: str, value: str) -> str:
    r"""A tag and its value, which may go on in further lines, none of them blank or like a tag.

    >>> format_field("X", "One.\n\nTwo.\n%T no tag")
    '%X One.\nTwo. %T no tag\n'
    """
    lines = value.strip().splitlines()
    if len(lines) > 1:
        value = _TAG_LIKE.sub(" ", "\n".join(filter(None, map(str.strip, lines))))
    return f"%{tag} {value.strip()}\n"


class Options(Struct, frozen=True, kw_only=True):
    """The options of Refer."""

    dialect: Annotated[Dialect, Meta(description="The program that is to read it.")] = "zotero"
    mesh: Annotated[Mesh, Meta(description="Which MeSH headings become keywords.")] = "descriptors"


def write(records: Iterable[Record], out: TextIO, options: Options, warn: Warn) -> None:
    """Write each record, from ``%0`` to the blank line after it; ``out`` changes no line ends."""
    keywords = ("K", lambda record: "\n".join(values.terms(record, options.mesh)))
    rows = (*COMMON, *DIALECTS[options.dialect], keywords)
    for record in records:
        fields = []
        for tag, get in rows:
            value = get(record)
            texts = (value,) if isinstance(value, str) else value
            fields += [format_field(tag, text) for text in texts if text]
        out.write("".join([*fields, "\n"]))


CAPABILITIES: Final[Mapping[str, Capability]] = values.CAPABILITIES | {
    "manuscript_id": KEPT,
    "container_title_short": Degraded("as the full title", when=lambda record: not record.container_title),
}

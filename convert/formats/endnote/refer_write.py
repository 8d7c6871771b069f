"""Records → Refer (``.enw``), as EndNote's tagged import reads it: one tag a line, ``%0`` first, a blank line after each record.

The tags are in ``convert.formats.endnote.tables``, and so is what differs for the two programs that read it, Zotero (the default)
and EndNote. Lines end with LF: bibutils takes CRLF for a blank line if its buffer ends between the two.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Annotated, Final, TextIO

from msgspec import Meta, Struct

from convert.formats import capabilities, zotero
from convert.formats.capabilities import KEPT, Capability, Degraded
from convert.formats.endnote import formatting
from convert.formats.endnote.tables import REFER_TAGS, Dialect
from convert.model.record import Record
from convert.model.subjects import Mesh
from convert.streams.problems import Warn

_TAG_LIKE = re.compile(r"\n(?=%\S )")


def format_field(tag: str, value: str) -> str:
    r"""Format a tag and its value. Further lines are never blank or like a tag: either would end the value.

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
    """Write each record from ``%0`` to the blank line after it; ``out`` must not translate line ends."""
    keywords = formatting.keywords_by_line(options.mesh)
    tags = [
        (row.name, keywords if row.ris == "KW" else row.format)
        for row in REFER_TAGS
        if row.format and row.dialect in (None, options.dialect)
    ]
    for record in records:
        fields = []
        for tag, format_value in tags:
            value = format_value(record)
            texts = (value,) if isinstance(value, str) else value
            fields += [format_field(tag, text) for text in texts if text]
        out.write("".join([*fields, "\n"]))


CAPABILITIES: Final[Mapping[str, Capability]] = formatting.CAPABILITIES | {
    **capabilities.names("author", formatting.format_name_for_zotero),
    **capabilities.names("editor", formatting.format_name_for_zotero),
    "manuscript_id": KEPT,
    "container_title_short": Degraded(
        "as the full title, or as ISO's abbreviation",
        when=lambda record: (
            not record.container_title or zotero.abbreviation(record) != record.container_title_short
        ),
    ),
    "iso_abbreviation": Degraded("as NLM's abbreviation, where there is a full title"),
    "location_id": Degraded("as pages, where there are none"),
}

"""Records → EndNote's XML, written as it goes. The elements are in ``convert.formats.endnote.tables``.

Markup is in ``style`` elements, which stand one after another, never within each other.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Annotated, Final, TextIO

from msgspec import Meta, Struct

from convert.formats import capabilities
from convert.formats.capabilities import KEPT, Capability, Degraded, Moved
from convert.formats.endnote import formatting
from convert.formats.endnote.formatting import Format
from convert.formats.endnote.tables import FACES, XML_ELEMENTS, Dialect, endnote_type
from convert.formats.xml import text
from convert.model.record import Record
from convert.model.subjects import Mesh
from convert.model.text.markup import Style, render, to_plain
from convert.streams.problems import Warn

_OPEN, _END, _CLOSE = "\x02", "\x03", "\x04"
_FACES = Style(
    text, {tag: f"{_OPEN}{face}{_END}{{}}{_CLOSE}".format for tag, face in FACES.items()} | {"sc": str}
)
_MARKS = re.compile(f"{_OPEN}([a-z]+){_END}|({_CLOSE})|([^{_OPEN}{_CLOSE}]+)")


def styled(value: str) -> str:
    """Format rich text as ``style`` elements, one after another; plain text stays plain.

    >>> print(styled("CO<sub>2</sub> & <i>E. coli<sup>1</sup></i>"))
    <style face="normal">CO</style><style face="subscript">2</style><style face="normal"> &amp; </style><style
     face="italic">E. coli</style><style face="italic superscript">1</style>
    """
    if "<" not in value:
        return text(value)
    marked = render(value, _FACES)
    if _OPEN not in marked:
        return marked
    faces: list[str] = []
    written = []
    for face, close, content in _MARKS.findall(marked):
        if face:
            faces.append(face)
        elif close:
            faces.pop()
        else:
            written.append(f'<style face="{" ".join(faces) or "normal"}">{content}</style>')
    return "".join(written)


def plain(value: str) -> str:
    """Format rich text without its markup."""
    return text(to_plain(value))


class Options(Struct, frozen=True, kw_only=True):
    """The options of EndNote's XML."""

    dialect: Annotated[Dialect, Meta(description="The program that is to read it.")] = "endnote"
    mesh: Annotated[Mesh, Meta(description="Which MeSH headings become keywords.")] = "descriptors"


def write(records: Iterable[Record], out: TextIO, options: Options, warn: Warn) -> None:
    """Write each record on a line of its own."""
    keywords = formatting.keywords(options.mesh)
    elements = [
        (row.path.split("/"), keywords if row.ris == "KW" else row.format)
        for row in XML_ELEMENTS
        if row.format and row.dialect in (None, options.dialect)
    ]
    format_text = styled if options.dialect == "endnote" else plain
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n<xml><records>\n')
    for ordinal, record in enumerate(records, 1):
        kind = endnote_type(record.type)
        out.write(f"<record><rec-number>{ordinal}</rec-number>")
        out.write(f'<ref-type name="{kind.name}">{kind.number}</ref-type>')
        out.writelines(_elements(record, elements, format_text))
        out.write("</record>\n")
    out.write("</records></xml>\n")


def _elements(
    record: Record, elements: Iterable[tuple[list[str], Format]], format_text: Callable[[str], str]
) -> Iterator[str]:
    """Format the elements that have content, with those around them, which neighbours share."""
    opened: list[str] = []
    for (*around, name), format_value in elements:
        value = format_value(record)
        if not value:
            continue
        shared = next((n for n, (a, b) in enumerate(zip(opened, around, strict=False)) if a != b), None)
        shared = min(len(opened), len(around)) if shared is None else shared
        yield "".join(f"</{element}>" for element in reversed(opened[shared:]))
        yield "".join(f"<{element}>" for element in around[shared:])
        opened = around
        for item in (value,) if isinstance(value, str) else value:
            yield f"<{name}>{format_text(item)}</{name}>"
    yield "".join(f"</{element}>" for element in reversed(opened))


def _is_nested(field: str) -> Callable[[Record], bool]:
    """Whether there is markup within markup."""
    return lambda record: re.search(_NESTED, getattr(record, field)) is not None


_NESTED = "<[a-z]+>[^<]*<[a-z]+>"
_RICH = ("title", "title_short", "collection_title", "publisher", "publisher_place")

CAPABILITIES: Final[Mapping[str, Capability]] = (
    formatting.CAPABILITIES
    | {field: Degraded("its styles one after another", when=_is_nested(field)) for field in _RICH}
    | {"container_title": Degraded(capabilities.PRINTED, when=capabilities.is_renamed)}
    | {
        "copyright": Moved("in the label, not of articles"),
        "id": Degraded("as the label"),
        "number": KEPT,
        "manuscript_id": Degraded("the first"),
    }
)

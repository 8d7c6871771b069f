"""Records → EndNote's XML (its DTD: https://support.clarivate.com/Endnote/, "RSXML"), written as it goes.

Journals have their full name and their abbreviation in ``periodical``, the PMCID is ``custom2``, NIH's manuscript ID ``custom6``, the
article number ``custom7``, and the PMID ``accession-num``; Zotero has no use for that, so it is also a line of ``label``, whose
first line is the citation key. So is the PMCID of what Zotero takes for none of articles and books, and what tells it of a preprint; a line of it, too, is the copyright of a book, which has no element. Italics, bold and indices are ``style`` elements, one after another, never within each other.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Annotated, Final, TextIO

from msgspec import Meta, Struct

from convert.formats import capabilities, zotero
from convert.formats.capabilities import KEPT, Capability, Degraded, Moved
from convert.formats.endnote import values
from convert.formats.xml import text
from convert.model import identifiers
from convert.model.citation_keys import make_key
from convert.model.record import Record
from convert.model.subjects import Mesh
from convert.model.text import titles
from convert.model.text.markup import Style, render
from convert.streams.problems import Warn

NUMBERS = {
    "Artwork": 2,
    "Audiovisual Material": 3,
    "Bill": 4,
    "Blog": 56,
    "Book": 6,
    "Book Section": 5,
    "Case": 7,
    "Classical Work": 49,
    "Computer Program": 9,
    "Conference Paper": 47,
    "Dataset": 59,
    "Dictionary": 52,
    "Encyclopedia": 53,
    "Figure": 37,
    "Film or Broadcast": 21,
    "Generic": 13,
    "Hearing": 14,
    "Journal Article": 17,
    "Legal Rule or Regulation": 50,
    "Magazine Article": 19,
    "Manuscript": 36,
    "Map": 20,
    "Music": 61,
    "Newspaper Article": 23,
    "Pamphlet": 24,
    "Patent": 25,
    "Personal Communication": 26,
    "Report": 27,
    "Standard": 58,
    "Statute": 31,
    "Thesis": 32,
    "Unpublished Work": 34,
    "Web Page": 12,
}
"""EndNote's kind of reference → its number."""

Value = Callable[[Record], str | list[str]]


_OPEN, _END, _CLOSE = "\x02", "\x03", "\x04"
_FACES = Style(
    text,
    {
        tag: f"{_OPEN}{face}{_END}{{}}{_CLOSE}".format
        for tag, face in {"i": "italic", "b": "bold", "sub": "subscript", "sup": "superscript"}.items()
    }
    | {"sc": str},
)
_MARKS = re.compile(f"{_OPEN}([a-z]+){_END}|({_CLOSE})|([^{_OPEN}{_CLOSE}]+)")


def styled(value: str) -> str:
    """Rich text as a row of ``style`` elements; plain text as it is.

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


def _authors(record: Record) -> list[str]:
    return values.people(record.author)


def _editors(record: Record) -> list[str]:
    return [] if record.type == "book" else values.people(record.editor)


def _editors_of_book(record: Record) -> list[str]:
    return values.people(record.editor) if record.type == "book" else []


def _is_serial(record: Record) -> bool:
    return record.type in values.ARTICLES or record.type in ("", "article", "document")


def _second_title(record: Record) -> str:
    """The journal or book that the work is in; a book is in its series."""
    if record.type == "book":
        return record.collection_title
    return titles.container_title(record) or record.event_title


_ZOTERO_READS_PMCID = values.ARTICLES - {"article-magazine", "article-newspaper"} | {
    "book",
    "classic",
    "chapter",
}
"""The types of which it takes ``custom2`` for one."""


def _label(record: Record) -> str:
    lines = [record.id or make_key(record), f"PMID: {record.PMID}" if record.PMID else ""]
    if record.PMCID and record.type not in _ZOTERO_READS_PMCID:
        lines.append(f"PMCID: {record.PMCID}")
    lines += [*zotero.preprint_lines(record), zotero.rights_line(record)]
    return "\n".join(filter(None, lines))


def _addresses(record: Record) -> str:
    return "\n".join(values.addresses(record))


LAYOUT: tuple[tuple[str, Value], ...] = (
    ("contributors/authors/author", _authors),
    ("contributors/secondary-authors/author", _editors),
    ("contributors/tertiary-authors/author", _editors_of_book),
    ("auth-address", _addresses),
    ("titles/title", lambda record: record.title),
    ("titles/secondary-title", _second_title),
    ("titles/tertiary-title", lambda record: "" if record.type == "book" else record.collection_title),
    ("titles/short-title", lambda record: record.title_short),
    (
        "periodical/full-title",
        lambda record: titles.container_title(record) if _is_serial(record) else "",
    ),
    ("periodical/abbr-1", lambda record: record.container_title_short),
    ("pages", values.pages),
    ("volume", lambda record: record.volume),
    ("number", lambda record: record.issue),
    ("edition", lambda record: record.edition or values.electronic_date(record)),
    ("keywords/keyword", lambda _record: []),
    ("dates/year", values.year),
    ("dates/pub-dates/date", values.day),
    ("pub-location", titles.place),
    ("publisher", lambda record: record.publisher),
    ("isbn", values.standard_number),
    ("accession-num", lambda record: record.PMID),
    ("call-num", identifiers.call_number),
    ("label", _label),
    ("abstract", values.abstract),
    ("notes", lambda record: "\n".join(values.notes(record))),
    ("work-type", lambda record: "preprint" if record.type == "article" else ""),
    ("urls/related-urls/url", identifiers.url),
    ("urls/web-urls/url", identifiers.url),
    ("custom2", lambda record: record.PMCID),
    ("custom6", lambda record: record.manuscript_id[:1]),
    ("custom7", lambda record: record.number),
    ("electronic-resource-num", lambda record: record.DOI),
    ("remote-database-name", lambda record: record.archive),
    ("remote-database-provider", lambda record: record.source_database),
    ("language", lambda record: ", ".join(record.language)),
)
"""Path of an element in the record, and what is in it; in EndNote's order."""


class Options(Struct, frozen=True, kw_only=True):
    """The options of EndNote's XML."""

    mesh: Annotated[Mesh, Meta(description="Which MeSH headings become keywords.")] = "descriptors"


def write(records: Iterable[Record], out: TextIO, options: Options, warn: Warn) -> None:
    """Write each record in a line of its own."""
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n<xml><records>\n')
    for number, record in enumerate(records, 1):
        kind = values.TYPES.get(record.type, "Generic")
        out.write(f"<record><rec-number>{number}</rec-number>")
        out.write(f'<ref-type name="{kind}">{NUMBERS[kind]}</ref-type>')
        out.writelines(_elements(record, options.mesh))
        out.write("</record>\n")
    out.write("</records></xml>\n")


def _elements(record: Record, mesh: Mesh) -> Iterator[str]:
    """The elements that have content; those within the same one together."""
    opened: list[str] = []
    for path, get in LAYOUT:
        value = values.terms(record, mesh) if path == "keywords/keyword" else get(record)
        if not value:
            continue
        *around, name = path.split("/")
        shared = next((n for n, (a, b) in enumerate(zip(opened, around, strict=False)) if a != b), None)
        shared = min(len(opened), len(around)) if shared is None else shared
        yield "".join(f"</{element}>" for element in reversed(opened[shared:]))
        yield "".join(f"<{element}>" for element in around[shared:])
        opened = around
        for item in (value,) if isinstance(value, str) else value:
            yield f"<{name}>{styled(item)}</{name}>"
    yield "".join(f"</{element}>" for element in reversed(opened))


def _is_nested(field: str) -> Callable[[Record], bool]:
    """Whether there is markup within markup."""
    return lambda record: re.search(_NESTED, getattr(record, field)) is not None


_NESTED = "<[a-z]+>[^<]*<[a-z]+>"
_RICH = ("title", "title_short", "collection_title", "publisher", "publisher_place")

CAPABILITIES: Final[Mapping[str, Capability]] = (
    values.CAPABILITIES
    | {field: Degraded("its styles one after another", when=_is_nested(field)) for field in _RICH}
    | {"container_title": Degraded(capabilities.PLACED, when=capabilities.is_placed)}
    | {
        "copyright": Moved("in the label, not of articles"),
        "id": Degraded("as the label"),
        "number": KEPT,
        "manuscript_id": Degraded("the first"),
    }
)

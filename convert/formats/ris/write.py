"""Records → RIS (https://github.com/aurimasv/translators/wiki/RIS-Tag-Map): CRLF, one line a tag, UTF-8.

Importers disagree about RIS, so the default is what loses least over all of them, as measured:

- PMID and PMCID are written twice: as ``M2  - PMID: n`` lines, the only form that Zotero takes for them, and as ``AN``
  and ``C2``, where EndNote looks. ``IS`` follows ``AN`` and ``C7``, since JabRef lets the last of them win. Books
  and chapters have no ``C2``: Zotero reads an author there.
- What Zotero keeps as text of its own (original title, electronic date, preprint) are ``M2`` lines, too, since
  ``ET`` and ``TT`` are read as edition, or not at all.
- The full name of a journal is ``T2`` and its abbreviation ``J2``; JO, JF and JA change places between programs.
- ``PY`` is a bare year and ``DA`` the date as ``YYYY/MM/DD/``, or as it stands if it is no such date.
- An article number stands in for a missing ``SP``, and in ``C7``. Where there is none, the publisher's identifier stands in, as
  in NCBI's own RIS.
- The place that NLM adds to a journal's title is ``CY``, too; a book of the Bookshelf has its accession number in ``CN``, its
  address in ``UR``, and its copyright in ``CR``.
- A group's name has no comma, or it would be parted into family and given names.
- A ``<`` before a letter is followed by a space: Zotero takes it for HTML outside of the abstract.

- A preprint is unpublished (``UNPB``) by its server, ``PB``.

That is the dialect ``any``; the others are in ``convert.formats.ris.dialects``.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Annotated, Final, TextIO

from msgspec import Meta, Struct

from convert.formats import capabilities
from convert.formats.capabilities import KEPT, Capability, Degraded, Moved
from convert.formats.ris import values
from convert.formats.ris.dialects import COMMAS, FACTS_OF_ZOTERO, Dialect, Row, lay_over
from convert.formats.ris.dialects import TYPES as OTHER_TYPES
from convert.model import identifiers
from convert.model.names import parse_inverted_name
from convert.model.record import Name, Record
from convert.model.subjects import Mesh
from convert.model.text import titles
from convert.streams.problems import Warn

TYPES: Final = {
    "article": "UNPB",
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "bill": "BILL",
    "book": "BOOK",
    "broadcast": "VIDEO",
    "chapter": "CHAP",
    "classic": "CLSWK",
    "dataset": "DATA",
    "entry-dictionary": "DICT",
    "entry-encyclopedia": "ENCYC",
    "figure": "FIGURE",
    "graphic": "ART",
    "hearing": "HEAR",
    "legal_case": "CASE",
    "legislation": "STAT",
    "manuscript": "MANSCPT",
    "map": "MAP",
    "motion_picture": "MPCT",
    "musical_score": "MUSIC",
    "pamphlet": "PAMP",
    "paper-conference": "CPAPER",
    "patent": "PAT",
    "periodical": "JFULL",
    "personal_communication": "PCOMM",
    "post": "ICOMM",
    "post-weblog": "BLOG",
    "regulation": "LEGAL",
    "report": "RPRT",
    "review": "JOUR",
    "review-book": "JOUR",
    "software": "COMP",
    "song": "SOUND",
    "standard": "STAND",
    "thesis": "THES",
    "webpage": "ELEC",
}
"""CSL type → reference type; ``GEN`` for all others."""

_BREAKING: Final = "\t\n\v\f\r\x1c\x1d\x1e\x85\u2028\u2029"
"""All that ends a line for any program."""


class Options(Struct, frozen=True, kw_only=True):
    """The options of RIS."""

    dialect: Annotated[Dialect, Meta(description="The program that is to read it.")] = "any"
    mesh: Annotated[Mesh, Meta(description="Which MeSH headings become keywords.")] = "descriptors"


def write(records: Iterable[Record], out: TextIO, options: Options, warn: Warn) -> None:
    """Write each record as lines from ``TY`` to ``ER``, and an empty line; ``out`` changes no line ends."""
    dialect = options.dialect
    keywords = values.keywords(options.mesh, COMMAS.get(dialect, ","))
    rows = [(tag, keywords if tag == "KW" else get) for tag, get in lay_over(ROWS, dialect)]
    types = TYPES | OTHER_TYPES.get(dialect, {})
    for record in records:
        lines = [f"TY  - {types.get(record.type, 'GEN')}"]
        for tag, get_value in rows:
            value = get_value(record)
            if value.__class__ is str:
                if value:
                    lines.append(f"{tag}  - {value}")
            else:
                lines += [f"{tag}  - {text}" for text in value if text]
        lines += "ER  - ", "", ""
        if any(map("".join(lines).__contains__, _BREAKING)):
            lines = list(map(_on_one_line, lines))
        out.write("\r\n".join(lines))


def _on_one_line(line: str) -> str:
    tag, value = line[:6], line[6:]
    return tag + re.sub(rf"\s*[{_BREAKING}]+\s*", " ", value).strip()


# --- the table ------------------------------------------------------------------------------------------------

ROWS: Final[tuple[Row, ...]] = (
    ("AU", values.names("author")),
    ("ED", values.names("editor")),
    ("A3", values.names("collection_editor")),
    ("A4", values.names("translator")),
    ("TI", lambda record: values.plain(record.title)),
    ("ST", lambda record: values.plain(record.title_short)),
    ("T2", values.container),
    ("J2", lambda record: record.container_title_short.replace("*", "")),
    ("T3", lambda record: values.plain(record.collection_title)),
    ("PY", values.year),
    ("DA", lambda record: values.format_ris_date(record.issued)),
    ("Y2", lambda record: values.format_ris_date(record.accessed)),
    ("AN", lambda record: record.PMID),
    ("C2", lambda record: record.PMCID if record.type in values.ARTICLES else ""),
    ("C6", lambda record: record.manuscript_id if record.type in values.ARTICLES else ""),
    ("C7", lambda record: record.number if record.type in values.ARTICLES else ""),
    ("M1", lambda record: record.number if record.type not in values.ARTICLES else ""),
    ("VL", lambda record: record.volume),
    ("IS", lambda record: record.issue),
    ("SP", lambda record: values.pages(record)[0]),
    ("EP", lambda record: values.pages(record)[1]),
    ("ET", lambda record: record.edition),
    ("SE", lambda record: record.section or record.chapter_number),
    ("NV", lambda record: record.number_of_volumes),
    ("M3", lambda record: values.plain(record.genre) if record.type not in values.ARTICLES else ""),
    (
        "PB",
        lambda record: values.plain(
            record.publisher or (record.container_title if record.type == "article" else "")
        ),
    ),
    ("CY", lambda record: values.plain(titles.place(record))),
    ("SN", values.identifier),
    ("DO", lambda record: record.DOI),
    ("M2", values.lines(*FACTS_OF_ZOTERO)),
    ("UR", values.url),
    ("LA", lambda record: ", ".join(record.language)),
    ("CN", identifiers.call_number),
    ("CR", values.FACTS["copyright"]),
    ("DB", lambda record: record.archive),
    ("DP", lambda record: record.source_database),
    ("ID", lambda record: record.id),
    ("AD", values.affiliations),
    ("KW", values.keywords("descriptors")),
    ("AB", values.abstract),
    ("N1", values.notes),
)
"""Tag and value, in the order of writing."""

_DATE: Final = dict.fromkeys(
    ("year", "month", "day", "season", "end.year", "end.month", "end.day", "end.season", "literal"), KEPT
)
_TIME: Final = {"time": Degraded("only in ranges"), "end.time": KEPT}
_PLAIN_FIELDS: Final = """id container_title_short volume issue page number edition section number_of_volumes DOI PMID
    PMCID URL language call_number archive source_database manuscript_id"""
_RICH_FIELDS: Final = """title title_short original_title container_title collection_title publisher publisher_place
    note"""
_ROLES: Final = ("author", "editor", "translator", "collection_editor")


def _below(field: str, parts: Mapping[str, Capability]) -> dict[str, Capability]:
    return {f"{field}.{part}": how for part, how in parts.items()}


def _parse_name(text: str) -> Name:
    """A name in which a semicolon stands for a comma, or for nothing."""
    return parse_inverted_name(text.replace(";", ","))


CAPABILITIES: Final[Mapping[str, Capability]] = {
    **dict.fromkeys(_PLAIN_FIELDS.split(), KEPT),
    **capabilities.without_markup(_RICH_FIELDS),
    **capabilities.abstract(markup=False),
    **{
        path: how
        for role in _ROLES
        for path, how in capabilities.names(role, values.format_name, _parse_name).items()
    },
    **_below("issued", _DATE | _TIME),
    **_below("accessed", _DATE | _TIME),
    **_below("available_date", {part: KEPT for part in _DATE if part != "literal"}),
    "page": Degraded("as the article number", when=capabilities.repeats_number),
    "type": Degraded("as one of RIS's types"),
    "genre": Degraded("not of articles"),
    "pii": Moved("as a page, where there is neither page nor article number"),
    "bookaccession": Moved("as a call number, where there is no other"),
    "copyright": Degraded("not of articles"),
    "event_title": Degraded("where there is no container title"),
    "chapter_number": Degraded("where there is no section"),
    "ISBN": Degraded("the first of a book's"),
    "ISSN": Degraded("where there is no book's ISBN"),
    "author.affiliation.text": Degraded("no longer at its author"),
    "keyword.term": Degraded(
        "without its markup, and as far as commas tell it from others", when=values.is_changed_keyword
    ),
    "mesh.descriptor": Moved("as a keyword"),
    "annote": Moved("in a note"),
    "general_note.text": Moved("in a note"),
    "links": Moved("in a note"),
    "publication_type.name": Degraded("that of a retraction or erratum alone, in a note"),
}

"""EndNote's reference types, and its fields as Refer's tags and as XML elements, each in one table for reading and writing.

Refer's tags: https://en.wikipedia.org/wiki/Refer_(software), and EndNote's own. The XML elements: the DTD "RSXML" at
https://support.clarivate.com/Endnote/. Both hold the fields of RIS under other names, so a row names the tag of RIS as which its
values are read (``convert.formats.ris.tables``).
"""

from typing import Final, Literal, NamedTuple

from convert.formats import zotero
from convert.formats.endnote import formatting
from convert.formats.endnote.formatting import Format
from convert.formats.ris import formatting as ris_formatting
from convert.model import identifiers
from convert.model.names import with_et_al
from convert.model.pages import article_number
from convert.model.text import titles
from convert.model.text.markup import to_plain
from convert.model.text.translations import title_for_managers

Dialect = Literal["zotero", "endnote"]


class EndNoteType(NamedTuple):
    """A reference type of EndNote, and the CSL type that it stands for."""

    name: str
    csl: str
    number: int = 0
    """Its number in XML; 0: newer than the public tables of EndNote's numbers."""
    is_read: bool = True
    """Whether it is read as this CSL type; a name has one row that is."""
    is_written: bool = True
    """Whether records of the CSL type are written so."""


TYPES: Final = (
    EndNoteType("Aggregated Database", "dataset", 55, is_written=False),
    EndNoteType("Ancient Text", "classic", 51, is_written=False),
    EndNoteType("Artwork", "graphic", 2),
    EndNoteType("Audio", "song", is_written=False),
    EndNoteType("Audiovisual Material", "song", 3),
    EndNoteType("Bill", "bill", 4),
    EndNoteType("Blog", "post-weblog", 56),
    EndNoteType("Book", "book", 6),
    EndNoteType("Book Section", "chapter", 5),
    EndNoteType("Case", "legal_case", 7),
    EndNoteType("Catalog", "book", 8, is_written=False),
    EndNoteType("Chart or Table", "figure", 38, is_written=False),
    EndNoteType("Classical Work", "classic", 49),
    EndNoteType("Computer Program", "software", 9),
    EndNoteType("Conference", "paper-conference", is_written=False),
    EndNoteType("Conference Paper", "paper-conference", 47),
    EndNoteType("Conference Proceedings", "paper-conference", 10, is_written=False),
    EndNoteType("Dataset", "dataset", 59),
    EndNoteType("Dictionary", "entry-dictionary", 52),
    EndNoteType("Discussion Forum", "post", is_written=False),
    EndNoteType("Edited Book", "book", 28, is_written=False),
    EndNoteType("Electronic Article", "article-journal", 43, is_written=False),
    EndNoteType("Electronic Book", "book", 44, is_written=False),
    EndNoteType("Electronic Book Section", "chapter", 60, is_written=False),
    EndNoteType("Electronic Source", "webpage", is_written=False),
    EndNoteType("Encyclopedia", "entry-encyclopedia", 53),
    EndNoteType("Equation", "document", 39, is_written=False),
    EndNoteType("Figure", "figure", 37),
    EndNoteType("Film or Broadcast", "motion_picture", 21),
    EndNoteType("Film or Broadcast", "broadcast", 21, is_read=False),
    EndNoteType("Generic", "document", 13),  # and any CSL type without a row
    EndNoteType("Generic", "periodical", 13, is_read=False),
    EndNoteType("Government Document", "report", 46, is_written=False),
    EndNoteType("Grant", "document", 54, is_written=False),
    EndNoteType("Hearing", "hearing", 14),
    EndNoteType("Interview", "interview", is_written=False),
    EndNoteType("Journal", "article-journal", is_written=False),
    EndNoteType("Journal Article", "article-journal", 17),
    EndNoteType("Journal Article", "review", 17, is_read=False),
    EndNoteType("Journal Article", "review-book", 17, is_read=False),
    EndNoteType("Legal Rule or Regulation", "regulation", 50),
    EndNoteType("Magazine Article", "article-magazine", 19),
    EndNoteType("Manuscript", "manuscript", 36),
    EndNoteType("Map", "map", 20),
    EndNoteType("Multimedia Application", "software", is_written=False),
    EndNoteType("Music", "musical_score", 61),
    EndNoteType("Newspaper Article", "article-newspaper", 23),
    EndNoteType("Online Database", "dataset", 45, is_written=False),
    EndNoteType("Online Multimedia", "motion_picture", 48, is_written=False),
    EndNoteType("Pamphlet", "pamphlet", 24),
    EndNoteType("Patent", "patent", 25),
    EndNoteType("Personal Communication", "personal_communication", 26),
    EndNoteType("Podcast", "broadcast", is_written=False),
    EndNoteType("Preprint", "article", is_written=False),
    EndNoteType("Press Release", "article-newspaper", is_written=False),
    EndNoteType("Report", "report", 27),
    EndNoteType("Review", "article-journal", is_written=False),
    EndNoteType("Serial", "periodical", 57, is_written=False),
    EndNoteType("Social Media", "post", is_written=False),
    EndNoteType("Standard", "standard", 58),
    EndNoteType("Statute", "legislation", 31),
    EndNoteType("Television Episode", "broadcast", is_written=False),
    EndNoteType("Thesis", "thesis", 32),
    EndNoteType("Unpublished Work", "manuscript", 34, is_written=False),
    EndNoteType("Unpublished Work", "article", 34, is_read=False),  # a preprint; M2 says so
    EndNoteType("Web Page", "webpage", 12),
    EndNoteType("Web Page", "post", 12, is_read=False),
)

TYPES_READ: Final = {row.name.upper(): row.csl for row in TYPES if row.is_read}
"""Name in capitals → CSL type."""
NAMES_BY_NUMBER: Final = {str(row.number): row.name for row in TYPES if row.number and row.is_read}
_TYPES_WRITTEN: Final = {row.csl: row for row in TYPES if row.is_written}


def endnote_type(csl_type: str) -> EndNoteType:
    """The type as which records of a CSL type are written."""
    return _TYPES_WRITTEN.get(csl_type) or _TYPES_WRITTEN["document"]


class ReferTag(NamedTuple):
    """A tag of Refer. The first row of a tag says how it is read."""

    name: str
    """What follows the ``%``."""
    ris: str
    """The tag of RIS as which it is read."""
    format: Format | None = None
    """Formats its values; None: it is only read."""
    dialect: Dialect | None = None
    """The dialect in which the row is written; None: in both."""


REFER_TAGS: Final = (
    ReferTag("0", "TY", lambda r: endnote_type(r.type).name),
    ReferTag("A", "AU", lambda r: formatting.names_for_zotero(with_et_al(r)), "zotero"),
    ReferTag("A", "AU", lambda r: formatting.names(with_et_al(r)), "endnote"),
    ReferTag("E", "ED", lambda r: formatting.names_for_zotero(r.editor), "zotero"),
    ReferTag("E", "ED", lambda r: formatting.names(r.editor), "endnote"),
    ReferTag("T", "TI", lambda r: to_plain(title_for_managers(r))),
    ReferTag("!", "ST", lambda r: to_plain(r.title_short)),
    ReferTag("J", "T2", formatting.serial_for_zotero, "zotero"),
    ReferTag("J", "T2", formatting.serial, "endnote"),
    ReferTag("B", "T2", lambda r: "" if formatting.is_in_serial(r) else formatting.container(r)),
    ReferTag("S", "T3", lambda r: to_plain(r.collection_title)),
    # Zotero takes the first of %8 and %D, and adds the other to it, unless one holds the other
    ReferTag("8", "DA", formatting.date_for_zotero, "zotero"),
    ReferTag("D", "PY", formatting.year),
    ReferTag("8", "DA", formatting.day, "endnote"),
    ReferTag("V", "VL", lambda r: r.volume),
    ReferTag("N", "IS", lambda r: r.issue),
    ReferTag("P", "SP", formatting.pages_for_zotero, "zotero"),
    ReferTag("P", "SP", formatting.pages, "endnote"),
    ReferTag("]", "C7", lambda r: article_number(r) or r.number),
    ReferTag("I", "PB", lambda r: to_plain(ris_formatting.publisher(r))),
    ReferTag("C", "CY", lambda r: to_plain(titles.place(r))),
    ReferTag("M", "AN", lambda r: r.PMID),
    ReferTag("2", "C2", lambda r: r.PMCID),
    ReferTag("$", "C6", lambda r: r.manuscript_id),
    ReferTag("U", "UR", identifiers.url),
    ReferTag("G", "LA", lambda r: ", ".join(r.language)),
    ReferTag("L", "CN", identifiers.call_number),
    ReferTag("~", "DB", lambda r: r.archive),
    ReferTag("W", "DP", lambda r: r.source_database),
    ReferTag("+", "AD", lambda r: "; ".join(formatting.affiliations(r))),
    ReferTag("X", "AB", formatting.abstract),
    ReferTag("Z", "N1", formatting.notes),
    # Zotero keeps lines of %O in its field Extra and takes fields from them; it reads %R, %@ of articles and the date in %7 as others
    ReferTag("O", "M2", formatting.lines_for_zotero, "zotero"),
    ReferTag("R", "DO", lambda r: r.DOI, "endnote"),
    ReferTag("@", "SN", formatting.standard_number_for_zotero, "zotero"),
    ReferTag("@", "SN", ris_formatting.standard_number, "endnote"),
    ReferTag(
        "O", "J2", formatting.abbreviation, "endnote"
    ),  # EndNote's alternate journal; how to tell it: ``parse_other``
    ReferTag("7", "ET", lambda r: r.edition, "zotero"),
    ReferTag("7", "ET", lambda r: r.edition or formatting.electronic_date(r), "endnote"),
    ReferTag("*", "CR", formatting.copyright_notice, "zotero"),
    ReferTag("Z", "N1", formatting.copyright_notice, "endnote"),
    ReferTag("Z", "N1", formatting.archive_number, "endnote"),
    ReferTag("K", "KW", formatting.keywords_by_line("descriptors")),
    ReferTag("F", "ID"),
    ReferTag("Q", "AU"),  # a group, as in refer and Zotero
    ReferTag("Y", "A3"),
    ReferTag("?", "A4"),
    ReferTag("6", "NV"),
    ReferTag("9", "M3"),
    ReferTag("&", "SE"),
    ReferTag("[", "Y2"),
)
"""In the order of writing; any other tag is kept in ``extra``."""


class XmlElement(NamedTuple):
    """An element of a ``record``."""

    path: str
    ris: str
    """The tag of RIS as which it is read."""
    format: Format | None = None
    """Formats its values, which may have markup; None: it is only read."""
    ris_in_books: str = ""
    """The tag as which it is read in a whole book, if it is another one."""
    dialect: Dialect | None = None
    """As in ``ReferTag``. Zotero's dialect has no markup."""


XML_ELEMENTS: Final = (
    XmlElement(
        "contributors/authors/author",
        "AU",
        lambda r: formatting.names_for_zotero(with_et_al(r)),
        dialect="zotero",
    ),
    XmlElement(
        "contributors/authors/author", "AU", lambda r: formatting.names(with_et_al(r)), dialect="endnote"
    ),
    # of a whole book the editors come third, after the series' editors
    XmlElement(
        "contributors/secondary-authors/author",
        "A2",
        lambda r: [] if r.type == "book" else formatting.names(r.editor),
        "A3",
    ),
    XmlElement(
        "contributors/tertiary-authors/author",
        "A3",
        lambda r: formatting.names(r.editor) if r.type == "book" else [],
        "ED",
    ),
    XmlElement("auth-address", "AD", lambda r: "\n".join(formatting.affiliations(r))),
    XmlElement("titles/title", "TI", title_for_managers),
    XmlElement("titles/secondary-title", "T2", formatting.secondary_title),
    XmlElement("titles/tertiary-title", "T3", lambda r: "" if r.type == "book" else r.collection_title),
    XmlElement("titles/short-title", "ST", lambda r: r.title_short),
    XmlElement("periodical/full-title", "JF", formatting.serial_for_zotero, dialect="zotero"),
    XmlElement(
        "periodical/full-title",
        "JF",
        lambda r: titles.container_title(r) if formatting.is_in_serial(r) else "",
        dialect="endnote",
    ),
    XmlElement("periodical/abbr-1", "J2", zotero.abbreviation, dialect="zotero"),
    XmlElement("periodical/abbr-1", "J2", lambda r: r.container_title_short, dialect="endnote"),
    XmlElement("pages", "SP", formatting.pages_for_zotero, dialect="zotero"),
    XmlElement("pages", "SP", formatting.pages, dialect="endnote"),
    XmlElement("volume", "VL", lambda r: r.volume),
    XmlElement("number", "IS", lambda r: r.issue),
    XmlElement("edition", "ET", lambda r: r.edition or formatting.electronic_date(r)),
    XmlElement("keywords/keyword", "KW", formatting.keywords("descriptors")),
    XmlElement("dates/year", "PY", formatting.year),
    XmlElement("dates/pub-dates/date", "DA", formatting.date_for_zotero, dialect="zotero"),
    XmlElement("dates/pub-dates/date", "DA", formatting.day, dialect="endnote"),
    XmlElement("pub-location", "CY", titles.place),
    XmlElement("publisher", "PB", lambda r: r.publisher),
    XmlElement("isbn", "SN", ris_formatting.standard_number),
    XmlElement("accession-num", "AN", lambda r: r.PMID),
    XmlElement("call-num", "CN", identifiers.call_number),
    XmlElement("label", "ID", formatting.label),
    XmlElement("abstract", "AB", formatting.abstract),
    XmlElement("notes", "N1", lambda r: "\n".join(formatting.notes(r))),
    XmlElement("work-type", "M3", lambda r: "preprint" if r.type == "article" else ""),
    XmlElement("urls/related-urls/url", "UR", identifiers.url),
    XmlElement("urls/web-urls/url", "UR", identifiers.url),
    XmlElement("custom2", "C2", lambda r: r.PMCID),
    XmlElement("custom6", "C6", lambda r: r.manuscript_id[:1]),
    XmlElement("custom7", "C7", lambda r: article_number(r) or r.number),
    XmlElement("electronic-resource-num", "DO", lambda r: r.DOI),
    XmlElement("remote-database-name", "DB", lambda r: r.archive),
    XmlElement("remote-database-provider", "DP", lambda r: r.source_database),
    XmlElement("language", "LA", lambda r: ", ".join(r.language)),
    XmlElement("access-date", "Y2"),
    XmlElement("contributors/subsidiary-authors/author", "A4"),
    XmlElement("contributors/translated-authors/author", "TA"),
    XmlElement("custom1", "C1"),
    XmlElement("custom3", "C3"),
    XmlElement("custom4", "C4"),
    XmlElement("custom5", "C5"),
    XmlElement("issue", "IS"),
    XmlElement("num-vols", "NV"),
    XmlElement("orig-pub", "OP"),
    XmlElement("research-notes", "RN"),
    XmlElement("reviewed-item", "RI"),
    XmlElement("section", "SE"),
    XmlElement("titles/alt-title", "J2"),
    XmlElement("titles/translated-title", "TT"),
)
"""In EndNote's order, by their path in the ``record``; any other element is kept in ``extra`` under its path."""

FACES: Final = {"i": "italic", "b": "bold", "sub": "subscript", "sup": "superscript"}
"""Tag of rich text → face of a ``style`` element."""

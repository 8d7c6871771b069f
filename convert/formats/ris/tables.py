"""The reference types and the tags of RIS, each in one table for reading and writing.

The tags: https://github.com/aurimasv/translators/wiki/RIS-Tag-Map. Programs disagree about them, so a row also says what differs
for a program (a dialect). A dialect moves facts but loses none: what a program has no tag for is a line of its notes. What each
program reads was measured (Zotero), or found in its import filter (EndNote), its source (JabRef's RisImporter) or its output
(NCBI's citation exporter). ``any`` loses least over all of them.
"""

from collections.abc import Mapping
from operator import attrgetter
from typing import Final, Literal, NamedTuple

from convert.formats.ris import formatting, identifiers, names, parsing, volumes
from convert.formats.ris.extra_lines import extra_lines, notes_after, take_extra_lines
from convert.formats.ris.formatting import (
    ROLES,
    Format,
    except_for,
    format_name,
    format_names,
    format_plain,
    format_ris_date,
    only,
    plain,
    with_commas,
    with_periods,
)
from convert.formats.tagged.record import Take
from convert.model.identifiers import PLACEHOLDERS, call_number
from convert.model.pages import article_number
from convert.model.subjects import Mesh
from convert.model.text import titles
from convert.model.types import ARTICLES

Dialect = Literal["any", "zotero", "endnote", "jabref", "ncbi", "plain"]


class ReferenceType(NamedTuple):
    """A reference type of RIS, and the CSL type that it stands for."""

    name: str
    csl: str
    use: Literal["both", "read", "written"] = "both"
    dialect: Dialect = "any"
    """The dialect in which it is written in place of the name that ``any`` has."""


TYPES: Final = (
    ReferenceType("ABST", "article-journal", "read"),
    ReferenceType("ADVS", "motion_picture", "read"),
    ReferenceType("AGGR", "dataset", "read"),
    ReferenceType("ANCIENT", "classic", "read"),
    ReferenceType("ART", "graphic"),
    ReferenceType("BILL", "bill"),
    ReferenceType("BLOG", "post-weblog"),
    ReferenceType("BOOK", "book"),
    ReferenceType("CASE", "legal_case"),
    ReferenceType("CHAP", "chapter"),
    ReferenceType("CHART", "figure", "read"),
    ReferenceType("CLSWK", "classic"),
    ReferenceType("COMP", "software"),
    ReferenceType("CONF", "paper-conference", dialect="jabref"),
    ReferenceType("CPAPER", "paper-conference"),
    ReferenceType("CTLG", "book", "read"),
    ReferenceType("DATA", "dataset"),
    ReferenceType("DBASE", "dataset", "read"),
    ReferenceType("DICT", "entry-dictionary"),
    ReferenceType("EBOOK", "book", "read"),
    ReferenceType("ECHAP", "chapter", "read"),
    ReferenceType("EDBOOK", "book", "read"),
    ReferenceType("EJOUR", "article-journal", "read"),
    ReferenceType("ELEC", "webpage"),
    ReferenceType("ENCYC", "entry-encyclopedia"),
    ReferenceType("EQUA", "document", "read"),
    ReferenceType("FIGURE", "figure"),
    ReferenceType("GEN", "document"),  # and any CSL type without a row
    ReferenceType("GEN", "speech", "written"),
    ReferenceType("GOVDOC", "report", "read"),
    ReferenceType("GRANT", "document", "read"),
    ReferenceType("GRNT", "document", "read"),  # misspelt
    ReferenceType("HEAR", "hearing"),
    ReferenceType("ICOMM", "post"),
    ReferenceType("INPR", "article-journal", "read"),
    ReferenceType("JFULL", "periodical"),
    ReferenceType("JOURNAL ARTICLE", "article-journal", "read"),  # EndNote's name of the type
    ReferenceType("JOUR", "article-journal"),
    ReferenceType("JOUR", "review", "written"),
    ReferenceType("JOUR", "review-book", "written"),
    ReferenceType("LEGAL", "regulation"),
    ReferenceType("MANSCPT", "manuscript"),
    ReferenceType("MAP", "map"),
    ReferenceType("MGZN", "article-magazine"),
    ReferenceType("MPCT", "motion_picture"),
    ReferenceType("MULTI", "motion_picture", "read"),
    ReferenceType("MUSIC", "musical_score"),
    ReferenceType("NEWS", "article-newspaper"),
    ReferenceType("PAMP", "pamphlet"),
    ReferenceType("PAT", "patent"),
    ReferenceType("PCOMM", "personal_communication"),
    ReferenceType("RPRT", "report"),
    ReferenceType("SER", "book", "read"),
    ReferenceType("SLIDE", "speech", "read"),
    ReferenceType("SOUND", "song"),
    ReferenceType("STAND", "standard"),
    ReferenceType("STAT", "legislation"),
    ReferenceType("THES", "thesis"),
    ReferenceType("UNBILL", "bill", "read"),
    ReferenceType("UNPB", "manuscript", "read"),
    ReferenceType("UNPD", "manuscript", "read"),  # misspelt
    ReferenceType("UNPB", "article", "written"),  # a preprint; M2 says so
    ReferenceType("VIDEO", "broadcast"),
    ReferenceType("WEB", "webpage", "read"),
)

TYPES_READ: Final = {row.name: row.csl for row in TYPES if row.use != "written"}


def format_type(dialect: Dialect) -> Format:
    """Make the function that formats a record's type in a dialect."""
    written = {row.csl: row.name for row in TYPES if row.use != "read" and row.dialect == "any"}
    written |= {row.csl: row.name for row in TYPES if row.use != "read" and row.dialect == dialect}
    return lambda record: written.get(record.type, "GEN")


class Tag(NamedTuple):
    """A tag of RIS, and how it is written and read."""

    name: str
    fields: str
    """The fields of the record that it holds; empty: its values stay in ``extra``."""
    format: Format | None
    """Formats its values in the dialect ``any``; None: not written."""
    take: Take | None
    """Takes its values into fields; None: nothing does."""
    also: tuple[str, ...]
    """Tags that other programs write instead, in order of preference."""
    dialects: Mapping[str, Format | None]
    """The formats of those dialects in which it is not written as in ``any``."""


def tag(  # noqa: PLR0913  (a row of the table)
    name: str,
    fields: str,
    format: Format | None = None,
    take: Take | None = None,
    *,
    also: str = "",
    without: str = "",
    **dialects: Format | None,
) -> Tag:
    """Make a row.

    Without ``take`` its values are the names in the role ``fields``, or the text of the field ``fields``. ``also`` are the tags
    that other programs write instead, ``without`` the dialects in which it is not written.
    """
    tags = (name, *also.split())
    if take is None and fields in ROLES:
        take = names.take_names(fields, tags)
    elif take is None and fields:
        take = parsing.take_text(fields, tags)
    return Tag(name, fields, format, take, tags[1:], dict.fromkeys(without.split()) | dialects)


_EXTRA: Final = ("PMID", "PMCID", "Type", "Archive ID", "original-title", "available-date")

# fmt: off
TAGS: Final = (
    tag("TY", "type", format_type("any"), parsing.take_type, jabref=format_type("jabref")),
    tag("AU", "author", format_names("author"), also="A1", zotero=with_periods("author"), endnote=with_commas("author")),
    tag("A2", "editor", None, names.take_second_authors),  # EndNote's; of a book it has the editors of the series
    tag("ED", "editor", format_names("editor"), zotero=with_periods("editor"), endnote=with_commas("editor"),
        jabref=formatting.all_editors),
    # JabRef reads A3 and A4 as authors
    tag("A3", "collection_editor", format_names("collection_editor"), names.take_third_authors, without="jabref"),
    tag("A4", "translator", format_names("translator"), without="jabref"),
    tag("TI", "title", formatting.title, also="T1 CT"),
    tag("ST", "title_short", format_plain("title_short"), parsing.take_short_title),
    # Programs disagree on JO, JF and JA. Zotero and EndNote have a field for the place that NLM adds to a journal's title
    tag("T2", "container_title", formatting.container, parsing.take_titles, also="JO SO",
        jabref=only(ARTICLES, formatting.container), ncbi=except_for(ARTICLES, formatting.container),
        zotero=formatting.container_for_zotero),
    tag("J2", "container_title_short", lambda r: r.container_title_short.replace("*", ""), parsing.take_titles, also="JA J1 J9 NL",
        zotero=formatting.abbreviation_for_zotero),
    tag("T3", "collection_title", format_plain("collection_title")),
    tag("PY", "issued", formatting.year, parsing.take_dates, without="jabref ncbi"),
    tag("DA", "issued", lambda r: format_ris_date(r.issued), parsing.take_dates, without="jabref ncbi"),
    # JabRef reads Y2 as a missing date of issue
    tag("Y2", "accessed", lambda r: format_ris_date(r.accessed), parsing.take_dates, without="jabref"),
    # Zotero reads AN as “Loc. in Archive”; JabRef as a missing issue, and C7, too
    tag("AN", "PMID", attrgetter("PMID"), identifiers.take_identifiers, without="zotero jabref"),
    # Zotero reads C2 of books and chapters as an author; JabRef as an eprint, so of PubMed
    tag("C2", "PMCID", lambda r: r.PMCID if r.type in ARTICLES else "", identifiers.take_identifiers,
        without="zotero ncbi plain", jabref=attrgetter("PMID")),
    tag("C6", "manuscript_id", lambda r: r.manuscript_id if r.type in ARTICLES else "", identifiers.take_identifiers,
        without="zotero jabref ncbi plain"),
    tag("C7", "number", article_number, parsing.take_pages,
        without="zotero jabref ncbi plain"),
    tag("M1", "number", except_for(ARTICLES, attrgetter("number")), parsing.take_numbers, also="CP"),
    tag("VL", "volume", lambda r: r.volume.replace(" ( ", "("), volumes.take_volume, also="VO", zotero=attrgetter("volume")),
    tag("IS", "issue", attrgetter("issue"), volumes.take_issue),  # after AN and C7: JabRef reads the last of the three
    tag("SP", "page", lambda r: formatting.pages(r)[0], parsing.take_pages, zotero=formatting.first_page_for_zotero),
    tag("EP", "page", lambda r: formatting.pages(r)[1], parsing.take_pages, ncbi=formatting.last_or_only_page),
    tag("ET", "edition", attrgetter("edition"), parsing.take_numbers,
        endnote=formatting.edition_or_electronic_date, ncbi=formatting.edition_or_electronic_date),
    tag("SE", "section chapter_number", lambda r: r.section or r.chapter_number, parsing.take_numbers),
    tag("NV", "number_of_volumes", attrgetter("number_of_volumes")),
    tag("M3", "genre", except_for(ARTICLES, format_plain("genre")), parsing.take_numbers),  # some programs write an article's DOI
    tag("PB", "publisher", lambda r: plain(formatting.publisher(r)), also="PU"),
    tag("CY", "publisher_place", lambda r: plain(titles.place(r)), also="PP PI"),
    tag("SN", "ISSN ISBN", formatting.standard_number, identifiers.take_standard_numbers),
    tag("DO", "DOI", attrgetter("DOI"), identifiers.take_identifiers, also="DI DOI"),
    # Zotero reads identifiers from M2 alone, and would read the electronic date in ET as an edition; EndNote reads a start page
    tag("M2", "PMID PMCID type pii original_title available_date", extra_lines(*_EXTRA), take_extra_lines,
        without="endnote jabref ncbi plain",
        zotero=extra_lines(*_EXTRA, "article-number", "NIHMSID", "Citation Key")),
    tag("UR", "URL", formatting.url, identifiers.take_addresses, also="LK"),
    tag("LA", "language", lambda r: ", ".join(r.language), parsing.take_languages),
    tag("CN", "call_number", call_number),
    tag("CR", "copyright", formatting.copyright_notice, without="endnote jabref ncbi plain"),
    tag("DB", "archive", attrgetter("archive"), ncbi=lambda r: r.archive or ("PubMed" if r.PMID else "")),
    tag("DP", "source_database", attrgetter("source_database")),
    tag("ID", "id", attrgetter("id"), without="zotero"),
    # AD does not say whose affiliation it is; JabRef has one field for AD and CY
    tag("AD", "", formatting.affiliations, jabref=formatting.affiliations_without_place),
    # written as the option mesh has it: see written_tags
    tag("KW", "keyword", formatting.format_keywords("descriptors"), parsing.take_keywords, also="MH DESCRIPTORS"),
    tag("AB", "abstract", formatting.abstract, parsing.take_abstract, also="N2", zotero=formatting.abstract_for_zotero),
    tag("N1", "note", formatting.notes, parsing.take_abstract, also="RN",
        endnote=notes_after("PMCID of others", "Type", "Archive ID", "original-title", "available-date of others", "copyright"),
        jabref=notes_after("PMCID", "Type", "Archive ID", "available-date", "article-number", "NIHMSID", "accessed", "address", "copyright"),
        ncbi=notes_after("Type", "Archive ID", "original-title", "article-number", "NIHMSID", "available-date of others", "copyright"),
        plain=notes_after("PMCID", "Type", "Archive ID", "original-title", "available-date", "article-number", "NIHMSID", "copyright")),
    tag("TA", "", jabref=lambda r: " and ".join(map(format_name, r.translator))),
    tag("BT", "container_title", None, parsing.take_titles, jabref=except_for(ARTICLES, formatting.container)),
    tag("OP", "", jabref=format_plain("original_title")),
    tag("JF", "container_title", None, parsing.take_titles, ncbi=only(ARTICLES, formatting.container)),
    tag("Y1", "issued", None, parsing.take_dates,
        jabref=formatting.issued_with_words, ncbi=formatting.issued_with_words),  # beside PY JabRef reads no month
    tag("U1", "PMID", None, identifiers.take_identifiers, ncbi=lambda r: r.PMID and f"{r.PMID}[pmid]"),
    tag("U2", "PMCID", None, identifiers.take_identifiers, ncbi=lambda r: r.PMCID and f"{r.PMCID}[pmcid]"),
    tag("PMID", "PMID", None, identifiers.take_identifiers),  # PsycNET
    tag("RI", "reviewed_title"),
    tag("AV", "archive_location"),
)
"""All tags with a meaning, in the order of writing."""
# fmt: on

KEPT_IN_EXTRA: Final = "L1 L2 L3 L4 C1 C3 C4 C5 C8 LB TT RP U3 U4 U5 SV"
"""Tags with no field of a record."""

NOTHING: Final = PLACEHOLDERS | {
    "", "0", "0000-0000", "null, null", "nan, nan", "None, None", "[No abstract available]", "[No author name available]", "[Anonymous]", "No Pagination Specified", "No pagination", "<Go to ISI>",
}  # fmt: skip
"""Values that stand for nothing: those of programs, and of Scopus, PsycINFO and EndNote."""

KEYWORD_COMMAS: Final[Mapping[str, str]] = {"jabref": ";"}
"""Dialect → what stands for a comma in a keyword: JabRef joins keywords with commas."""

KNOWN: Final = ("ER", *(name for row in TAGS for name in (row.name, *row.also)), *KEPT_IN_EXTRA.split())

TAKES: Final = {
    name: row.take
    for row in TAGS
    if row.take and row.take not in parsing.STEPS
    for name in (row.name, *row.also)
}
"""Tag → the step that takes its values, after ``parsing.STEPS``, in any order."""


def written_tags(dialect: Dialect, mesh: Mesh) -> list[tuple[str, Format]]:
    """The tags that a dialect writes, and what formats their values: ``KW`` as the option ``mesh`` has it."""
    by_option = {"KW": formatting.format_keywords(mesh, KEYWORD_COMMAS.get(dialect, ","))}
    rows = [(row.name, by_option.get(row.name) or row.dialects.get(dialect, row.format)) for row in TAGS]
    return [(name, format_value) for name, format_value in rows if format_value is not None]


def unwritten_tags(dialect: Dialect) -> frozenset[str]:
    """The tags that other dialects write, but this one leaves out because its program misreads them."""
    return frozenset(row.name for row in TAGS if row.dialects.get(dialect, row) is None)

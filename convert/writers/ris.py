"""Records → RIS (https://github.com/aurimasv/translators/wiki/RIS-Tag-Map): CRLF, one line a tag, UTF-8.

Importers disagree about RIS, so the default is what loses least over all of them, as measured:

- PMID and PMCID are written twice: as ``M2  - PMID: n`` lines, the only form that Zotero takes for them, and as ``AN``
  and ``C2``, where EndNote looks. ``IS`` follows ``AN`` and ``C7``, since JabRef lets the last of them win. Books
  and chapters have no ``C2``: Zotero reads an author there.
- What Zotero keeps as text of its own (original title, electronic date, preprint) are ``M2`` lines, too, since
  ``ET`` and ``TT`` are read as edition, or not at all.
- The full name of a journal is ``T2`` and its abbreviation ``J2``; JO, JF and JA change places between programs.
- ``PY`` is a bare year and ``DA`` the date as ``YYYY/MM/DD/``, or as it stands if it is no such date.
- An article number stands in for a missing ``SP``, and in ``C7``.
- A group's name has no comma, or it would be parted into family and given names.
- A ``<`` before a letter is followed by a space: Zotero takes it for HTML outside of the abstract.

- A preprint is unpublished (``UNPB``) by its server, ``PB``.

A dialect is another table of rows.
"""

import re
from collections.abc import Callable, Iterable
from typing import Final, Literal, TextIO

from convert.formats import Pieces, Writer
from convert.joining import concatenate
from convert.markup import to_plain
from convert.mesh import MESH_TERMS, Mesh
from convert.problems import FormatError, Warn, silent
from convert.record import Date, Link, Name, Record
from convert.values import PAGE_RANGE, format_abstract, format_date, format_iso_date, is_parsed

Value = str | Iterable[str]
Row = tuple[str, Callable[[Record], Value]]

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

_ARTICLES: Final = frozenset(
    {"article-journal", "article-magazine", "article-newspaper", "review", "review-book"}
)
"""The types of which ``C2`` and ``C7`` are what EndNote says, and ``M3`` is left to DOIs."""

_BREAKS = re.compile(r"\s*[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+\s*")
"""All that ends a line for any program."""
_HTML_START = re.compile(r"<(?=/?[A-Za-z]|[!?])")


def write(
    records: Iterable[Record],
    out: TextIO,
    *,
    mesh: Mesh = "descriptors",
    warn: Warn = silent,  # noqa: ARG001  (nothing can go wrong)
) -> None:
    """Write each record as lines from ``TY`` to ``ER``, and an empty line.

    Args:
        records: what to write.
        out: a stream that changes no line ends.
        mesh: which MeSH terms are keywords: the descriptors, the descriptors with their qualifiers, those that are the
            article's major topics, or none.
        warn: called with each ``Problem``.

    Raises:
        FormatError: ``mesh`` is none of these.
    """
    rows = [(tag, _keywords(mesh) if tag == "KW" else value) for tag, value in ROWS]
    for record in records:
        lines = [f"TY  - {TYPES.get(record.type, 'GEN')}"]
        for tag, get_value in rows:
            value = get_value(record)
            if value.__class__ is str:
                if value:
                    lines.append(f"{tag}  - {value}")
            else:
                lines += [f"{tag}  - {text}" for text in value if text]
        lines += "ER  - ", "", ""
        entry = "\r\n".join(lines)
        if "\t" in entry or len(entry.splitlines()) != len(lines) - 1:
            entry = "\r\n".join(map(_on_one_line, lines))
        out.write(entry)


def _on_one_line(line: str) -> str:
    tag, value = line[:6], line[6:]
    return tag + _BREAKS.sub(" ", value).strip()


# --- values ---------------------------------------------------------------------------------------------------


def _plain(text: str) -> str:
    """Rich text without its tags, and with no ``<`` that looks like one."""
    return _HTML_START.sub("< ", to_plain(text)) if "<" in text else text


def format_name(name: Name) -> str:
    """``Family, Given, Suffix``, or a group's name without comma; asterisks are forbidden.

    >>> format_name(Name("Berg", "J. A.", non_dropping_particle="van der", suffix="Jr"))
    'van der Berg, J. A., Jr'
    >>> format_name(Name(literal="Heart, Lung and Blood Group"))
    'Heart; Lung and Blood Group'
    """
    if name.literal:
        text = name.literal.replace(",", ";")
    else:
        family = f"{name.non_dropping_particle} {name.family}" if name.non_dropping_particle else name.family
        given = f"{name.given} {name.dropping_particle}" if name.dropping_particle else name.given
        parts = (family, given.strip(), name.suffix) if name.suffix else (family, given.strip())
        text = ", ".join(parts).removesuffix(", ")
    return _plain(text.replace("*", ""))


def _names(
    field: Literal["author", "editor", "translator", "collection_editor"],
) -> Callable[[Record], list[str]]:
    return lambda record: [format_name(name) for name in getattr(record, field)]


def _affiliations(record: Record) -> str:
    """Each affiliation once, on one line, since readers keep only one AD."""
    texts = (part.text.rstrip(".; ") for name in record.author for part in name.affiliation)
    return _plain("; ".join(dict.fromkeys(texts)))


def format_ris_date(date: Date | None) -> str:
    """``YYYY/MM/DD/``, or the date's text where it is a season, a range or not understood.

    >>> from convert.values import parse_date
    >>> [format_ris_date(parse_date(text)) for text in ("2021 Aug 9", "2021 Aug", "2010 Sep-Oct", "2021")]
    ['2021/08/09/', '2021/08/', '2010 Sep-Oct', '']
    """
    if date is None:
        return ""
    if date.season or date.end is not None or date.year is None or not is_parsed(date):
        return format_date(date)
    if date.month is None:
        return ""
    day = f"{date.day:02}/" if date.day is not None else ""
    return f"{date.year:04}/{date.month:02}/{day}"


def _year(record: Record) -> str:
    return f"{record.issued.year:04}" if record.issued and record.issued.year is not None else ""


def _pages(record: Record) -> tuple[str, str]:
    """First and last page; several ranges, or an article number, are all in the first.

    >>> _pages(Record(page="445-453")), _pages(Record(page="S1-S4, S9")), _pages(Record(type="article-journal", number="e29"))
    (('445', '453'), ('S1-S4, S9', ''), ('e29', ''))
    >>> _pages(Record(page="S0890-8567(20)31414-3")), _pages(Record(page="JCM.02112-20"))
    (('S0890-8567(20)31414-3', ''), ('JCM.02112-20', ''))
    """
    if match := PAGE_RANGE.fullmatch(record.page):
        return match[1], match[2]
    return record.page or (record.number if record.type in _ARTICLES else ""), ""


def _identifier(record: Record) -> str:
    """The first ISBN of a book, the ISSN of all else: importers take one."""
    isbn = record.ISBN[0] if record.ISBN else ""
    return record.ISSN or isbn if record.type in _ARTICLES else isbn or record.ISSN


def _extra_lines(record: Record) -> list[str]:
    """What Zotero reads, or keeps, from lines of its Extra field."""
    lines = []
    if record.PMID:
        lines.append(f"PMID: {record.PMID}")
    if record.PMCID:
        lines.append(f"PMCID: {record.PMCID}")
    if record.type == "article":
        lines.append("Type: preprint")
    if record.original_title:
        lines.append(f"original-title: {_plain(record.original_title)}")
    if record.available_date is not None and (date := format_iso_date(record.available_date)):
        lines.append(f"available-date: {date}")
    return lines


def _notes(record: Record) -> list[str]:
    notes = [record.note, record.annote, *(note.text for note in record.general_note)]
    return [_plain(text) for text in [*notes, "; ".join(map(format_link, record.links))]]


def format_link(link: Link) -> str:
    """A link as words.

    >>> format_link(Link("RetractionIn", "J Ex. 2020;1:2", PMID="123"))
    'Retraction in: J Ex. 2020;1:2. PMID: 123'
    """
    kind = _WORD.sub(lambda match: f" {match[0].lower()}", link.kind)
    parts = [link.citation.rstrip("."), link.note.rstrip(".")]
    parts += [f"{name}: {value}" for name, value in (("DOI", link.DOI), ("PMID", link.PMID)) if value]
    return f"{kind}: {'. '.join(filter(None, parts))}"


_WORD = re.compile(r"(?<=[a-z])[A-Z]")


def _keywords(mesh: str) -> Callable[[Record], Iterable[str]]:
    """Keywords, then MeSH; none twice. A semicolon would part them, and asterisks are forbidden."""
    if mesh not in MESH_TERMS:
        raise FormatError(f"mesh is {mesh!r}, but may be {', '.join(MESH_TERMS)}")
    mesh_terms = MESH_TERMS[mesh]

    def keywords(record: Record) -> Iterable[str]:
        terms = [_plain(keyword.term) for keyword in record.keyword] + mesh_terms(record)
        return dict.fromkeys(term.replace(";", ",").replace("*", "") for term in terms)

    return keywords


def _abstract(record: Record) -> str:
    return to_plain(format_abstract(record.abstract, separator=" "))


def _container(record: Record) -> str:
    """The journal by its abbreviation, where that is all there is: J2 alone leaves Zotero's and EndNote's empty."""
    return record.container_title or record.event_title or record.container_title_short


def _url(record: Record) -> str:
    """Zotero takes ``PM:`` for a PMID wherever it stands."""
    return record.URL.replace("PM:", "PM%3A")


# --- the table ------------------------------------------------------------------------------------------------

ROWS: Final[tuple[Row, ...]] = (
    ("AU", _names("author")),
    ("ED", _names("editor")),
    ("A3", _names("collection_editor")),
    ("A4", _names("translator")),
    ("TI", lambda record: _plain(record.title)),
    ("ST", lambda record: _plain(record.title_short)),
    ("T2", lambda record: _plain(_container(record)).replace("*", "")),
    ("J2", lambda record: record.container_title_short.replace("*", "")),
    ("T3", lambda record: _plain(record.collection_title)),
    ("PY", _year),
    ("DA", lambda record: format_ris_date(record.issued)),
    ("Y2", lambda record: format_ris_date(record.accessed)),
    ("AN", lambda record: record.PMID),
    ("C2", lambda record: record.PMCID if record.type in _ARTICLES else ""),
    ("C6", lambda record: record.manuscript_id if record.type in _ARTICLES else ""),
    ("C7", lambda record: record.number if record.type in _ARTICLES else ""),
    ("M1", lambda record: record.number if record.type not in _ARTICLES else ""),
    ("VL", lambda record: record.volume),
    ("IS", lambda record: record.issue),
    ("SP", lambda record: _pages(record)[0]),
    ("EP", lambda record: _pages(record)[1]),
    ("ET", lambda record: record.edition),
    ("SE", lambda record: record.section or record.chapter_number),
    ("NV", lambda record: record.number_of_volumes),
    ("M3", lambda record: _plain(record.genre) if record.type not in _ARTICLES else ""),
    (
        "PB",
        lambda record: _plain(
            record.publisher or (record.container_title if record.type == "article" else "")
        ),
    ),
    ("CY", lambda record: _plain(record.publisher_place)),
    ("SN", _identifier),
    ("DO", lambda record: record.DOI),
    ("M2", _extra_lines),
    ("UR", _url),
    ("LA", lambda record: ", ".join(record.language)),
    ("CN", lambda record: record.call_number),
    ("DB", lambda record: record.archive),
    ("DP", lambda record: record.source_database),
    ("ID", lambda record: record.id),
    ("AD", _affiliations),
    ("KW", _keywords("descriptors")),
    ("AB", _abstract),
    ("N1", _notes),
)
"""Tag and value, in the order of writing."""

_NAME: Final = {
    "family": "",
    "given": "",
    "suffix": "",
    "non_dropping_particle": "before the family name",
    "dropping_particle": "after the given name",
    "literal": "commas become semicolons",
}
_DATE: Final = dict.fromkeys(
    ("year", "month", "day", "season", "end.year", "end.month", "end.day", "end.season", "literal"), ""
)
_TIME: Final = {"time": "in ranges alone", "end.time": ""}
_PLAIN_FIELDS: Final = """id container_title_short volume issue page number edition section number_of_volumes DOI PMID
    PMCID URL language call_number archive source_database manuscript_id"""
_RICH_FIELDS: Final = """title title_short original_title container_title collection_title publisher publisher_place
    note annote general_note.text abstract.text keyword.term"""


def _below(field: str, parts: dict[str, str]) -> dict[str, str]:
    return {f"{field}.{part}": how for part, how in parts.items()}


WRITER = Writer(
    name="ris",
    extensions=(".ris",),
    media_type="application/x-research-info-systems",
    write=write,
    pieces=Pieces(write, concatenate),
    carries={
        **dict.fromkeys(_PLAIN_FIELDS.split(), ""),
        **dict.fromkeys(_RICH_FIELDS.split(), "without its markup"),
        **_below("author", _NAME),
        **_below("editor", _NAME),
        **_below("translator", _NAME),
        **_below("collection_editor", _NAME),
        **_below("issued", _DATE | _TIME),
        **_below("accessed", _DATE | _TIME),
        **_below("available_date", {part: "" for part in _DATE if part != "literal"}),
        "type": "as one of RIS's types",
        "genre": "not of articles",
        "event_title": "where there is no container title",
        "chapter_number": "where there is no section",
        "ISBN": "the first of a book's",
        "ISSN": "where there is no book's ISBN",
        "author.affiliation.text": "no longer at its author",
        "abstract.label": "in front of the text",
        "mesh.descriptor": "as a keyword",
        "links": "in a note",
    },
)

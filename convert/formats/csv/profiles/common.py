"""Our own tables, PubMed's, and the titles that columns commonly have in anybody's."""

from typing import Final

from convert.formats.csv.columns import COLUMNS
from convert.formats.csv.names import guess_names, pubmed_names
from convert.formats.csv.profile import Column, Profile, names, parser_of, place
from convert.model.record import Name

OURS: Final = Profile(
    name="refconvert",
    known_by=(("container_title",), ("container_title_short",), ("publication_type", "abstract", "mesh")),
    columns={field: Column(field, cell.parse) for field, cell in COLUMNS.items() if cell.parse is not None},
    is_ours=True,
)
"""A column is a field; see ``columns``."""


CHOSEN: Final = Profile(
    name="refconvert, chosen columns",
    known_by=(),
    columns={
        **OURS.columns,
        "author": names(guess_names),
        "editor": names(guess_names, "editor"),
        "translator": names(guess_names, "translator"),
        "keyword": "keyword",
    },
    is_ours=True,
)
"""All titles are fields, but a hand may have made them; so lists are taken as they come."""


def _pubmed_names(text: str) -> list[Name]:
    """PubMed's own; or what somebody has made of it."""
    return guess_names(text) if ";" in text else pubmed_names(text)


PUBMED: Final = Profile(
    name="PubMed",
    known_by=(("PMID", "Journal/Book"), ("PMID", "Create Date", "First Author")),
    columns={
        "PMID": "PMID",
        "Title": "title",
        "Authors": names(_pubmed_names),
        "Journal/Book": "container_title",
        "Citation": place(
            r"[^.]+(?:\. [^.\d]+)*\. (?P<issued>\d{4}[^;:.]*?)"
            r"(?:;(?P<volume>[^(:;.]*?)(?:\((?P<issue>[^)]*)\))?)?(?::(?P<page>[^;]+?))?\.(?: |$)"
        ),
        "Publication Year": "year",
        "PMCID": "PMCID",
        "NIHMS ID": "manuscript_id",
        "DOI": "DOI",
    },
)

_TITLES: Final = {
    "id": "key; citation key; citekey; record id; reference id; refid; ref id; entry key",
    "type_name": "type; item type; reference type; type of reference; document type; entry type; publication type; ref type; pubtype",
    "title": "article title; document title; primary title; title primary; item title; paper title; titel; titre; titulo; título",
    "title_short": "short title",
    "original_title": "original title; foreign title; translated title",
    "author": """
        author full names; authors; author s; author names; authors primary; first authors; author list; creators; creator; autor;
        autores; auteurs; autoren; review byline; byline""",
    "editor": "editors; editor s; book editors; secondary authors",
    "container_title": """
        journal; journal book; journal title; journal name; source title; publication title; book title; booktitle; periodical;
        periodical full; periodical title; container; container title; secondary title; proceedings title; zeitschrift; revista; revue; venue; publication""",
    "container_title_short": """
        journal abbreviation; abbreviated source title; journal abbrev; abbreviated journal; periodical abbrev; alternate title1; iso abbreviation""",
    "collection_title": "series; series title; book series title",
    "issued": "date; publication date; date published; published date; published; pub date; date of publication; datum; fecha",
    "year": "publication year; pub year; published year; pubyear; jahr; ano; año; année; annee; yr",
    "month": "published month; pub month",
    "day": "",
    "volume": "vol; volume number; journal volume; band; volumen",
    "issue": "issue number; journal issue; no; heft; iss",
    "page": "pages; pagination; page range; seiten; paginas; páginas",
    "first_page": "start page; page start; first page; startpage; beginning page",
    "last_page": "end page; page end; last page; endpage; ending page",
    "number": "article number; art no; article no; article id; elocation id",
    "number_of_pages": "num pages",
    "event_place": "conference location",
    "publisher_place": "place; place published; place of publication; address; publisher location",
    "PMID": "pubmed id; medline pmid; pub med id; pubmedid; pmid pubmed id; pubmed",
    "PMCID": "pmc id; pmcid pmc id; pmc",
    "DOI": "doi link; digital object identifier; item doi; doi number",
    "manuscript_id": "nihms id",
    "ISSN": "issns; issn isbn; issn e issn; eissn; e issn; print issn",
    "ISBN": "isbns",
    "URL": "link; urls; web address; article url; source url; fulltext url; full text url; enlace",
    "language": "languages; language s; language of original document; article language; idioma; sprache",
    "abstract": "abstract note; summary; abstracts; zusammenfassung; resumen; résumé; resume",
    "keyword": "keywords; author keywords; manual tags; keyword s; key words; palabras clave; schlagwörter",
    "mesh": "mesh terms; mesh headings",
    "publication_type": "publication types",
    "note": "notes",
    "citation_text": "citation; full citation; reference",
    "source_database": "database; source database; database provider",
}
"""Field, or part of one → the titles, simplified, that it has in tables of unknown make."""

_NOT_COMMON: Final = frozenset(
    ("type", "number", "section", "references", "source", "status", "version", "extra", "scale", "medium")
)
"""Fields whose own names mean anything in others' tables."""


def _common_columns() -> dict[str, str | Column]:
    found: dict[str, str | Column] = {
        field: field for field, cell in COLUMNS.items() if cell.parse is not None and field not in _NOT_COMMON
    }
    found |= {part: part for part in ("year", "month", "day")}
    for field, titles in _TITLES.items():
        parse = parser_of(field)
        found |= {
            title.strip(): Column(field, parse) for title in titles.split(";") if title.strip() and parse
        }
    found["number"] = Column("issue", str)  # of an article; its number has another title
    return found


COMMON: Final = Profile(name="common", known_by=(), columns=_common_columns())

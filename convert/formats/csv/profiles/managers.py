"""Reference managers: RefWorks, JabRef, Zotero."""

from typing import Final

from convert.formats.csv.names import inverted, split_names
from convert.formats.csv.profile import Column, Profile, keywords, names, other_id
from convert.model.record import Keyword
from convert.model.types import parse_type

_INVERTED: Final = split_names(";", inverted)


REFWORKS: Final = Profile(
    name="RefWorks",
    known_by=(("Authors, Primary", "Title Primary"),),
    columns={
        "Reference Type": "type_name",
        "Reference Id": "id",
        "Authors, Primary": names(_INVERTED),
        "Title Primary": "title",
        "Periodical Full": "container_title",
        "Title Secondary": "container_title",
        "Title, Tertiary": "collection_title",
        "Periodical Abbrev": "container_title_short",
        "Pub Year": "year",
        "Pub Month & Day": "month",
        "Pub Date Free Form": "issued",
        "Volume": "volume",
        "Issue": "issue",
        "Start Page": "first_page",
        "Other Pages": "last_page",
        "Keywords": keywords(";"),
        "Abstract": "abstract",
        "Notes": "note",
        "Authors, Secondary": names(_INVERTED, "editor"),
        "Edition": "edition",
        "Publisher": "publisher",
        "Place Of Publication": "publisher_place",
        "ISSN/ISBN": "ISBN",
        "Accession Number": other_id("accession number"),
        "Language": "language",
        "Original Foreign Title": "original_title",
        "Links": "URL",
        "URL": "URL",
        "DOI": "DOI",
        "PMID": "PMID",
        "PMCID": "PMCID",
        "Call Number": "call_number",
        "Database": "source_database",
        "Retrieved Date": "accessed",
        "Shortened Title": "title_short",
    },
)

_JABREF_TYPES: Final = {
    "0": "article", "1": "book", "2": "booklet", "3": "conference", "5": "inbook", "6": "inproceedings", "7": "journal article",
    "8": "manual", "9": "mastersthesis", "10": "misc", "11": "phdthesis", "12": "proceedings", "13": "techreport",
    "14": "unpublished", "15": "email", "16": "web page",
}  # fmt: skip
"""OpenOffice's numbers of kinds, which JabRef writes, → words."""

JABREF: Final = Profile(
    name="JabRef",
    known_by=(("BibliographyType", "Title"),),
    columns={
        "BibliographyType": Column("type", lambda number: parse_type(_JABREF_TYPES.get(number, number))),
        "Identifier": "id",
        "Author": "author",
        "Title": "title",
        "Journal": "container_title",
        "Booktitle": "container_title",
        "Volume": "volume",
        "Number": "issue",
        "Month": "month",
        "Pages": "page",
        "Year": "year",
        "Address": "publisher_place",
        "Note": "note",
        "URL": "URL",
        "Chapter": "chapter_number",
        "Edition": "edition",
        "Series": "collection_title",
        "Editor": "editor",
        "Publisher": "publisher",
        "ISBN": "ISBN",
        "DOI": "DOI",
    },
)

_ZOTERO_TYPES: Final = {
    "letter": "personal_communication",
    "document": "document",
    "computerProgram": "software",
    "email": "personal_communication",
}
"""Zotero's types that are others' words for something else."""


def _zotero_keywords(text: str) -> list[Keyword]:
    return [Keyword(term.strip()) for term in text.split(";") if term.strip()]


ZOTERO: Final = Profile(
    name="Zotero",
    known_by=(("Key", "Item Type", "Title"), ("Item Type", "Abstract Note")),
    columns={
        "Key": "id",
        "Item Type": Column("type", lambda text: _ZOTERO_TYPES.get(text) or parse_type(text)),
        "Author": names(_INVERTED),
        "Title": "title",
        "Publication Title": "container_title",
        "Journal Abbreviation": "container_title_short",
        "Date": "issued",
        "Publication Year": "year",
        "Pages": "page",
        "Num Pages": "number_of_pages",
        "Volume": "volume",
        "Issue": "issue",
        "Number": "number",
        "Number Of Volumes": "number_of_volumes",
        "Short Title": "title_short",
        "Series": "collection_title",
        "Series Title": "collection_title",
        "Series Number": "collection_number",
        "Publisher": "publisher",
        "Place": "publisher_place",
        "Language": "language",
        "Rights": "license",
        "Archive": "archive",
        "Archive Location": "archive_location",
        "Library Catalog": "source_database",
        "Call Number": "call_number",
        "ISBN": "ISBN",
        "ISSN": "ISSN",
        "DOI": "DOI",
        "Url": "URL",
        "Access Date": "accessed",
        "Abstract Note": "abstract",
        "Manual Tags": Column("keyword", _zotero_keywords),
        "Automatic Tags": Column("keyword", _zotero_keywords),
        "Editor": names(_INVERTED, "editor"),
        "Series Editor": names(_INVERTED, "collection_editor"),
        "Translator": names(_INVERTED, "translator"),
        "Book Author": names(_INVERTED, "container_author"),
        "Edition": "edition",
        "Medium": "medium",
        "Meeting Name": "event_title",
        "Conference Name": "event_title",
        "Version": "version",
        "Section": "section",
    },
)

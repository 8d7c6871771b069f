"""Web of Science's Excel, and CSV made of it: words for titles. Its tab-delimited text has tags, and is a format of its own."""

from typing import Final

from convert.formats.csv.names import inverted, split_names
from convert.formats.csv.profile import AUTHOR_KEYWORDS, Column, Profile, keywords, names, other_id

_NAMES: Final = split_names(";", inverted)

_LETTERS: Final = {
    "J": "journal article",
    "B": "book",
    "S": "book chapter",
    "P": "patent",
    "C": "conference paper",
}
"""Its letters for a kind of publication → words."""

BIBLIOMETRIX: Final = Profile(
    name="bibliometrix",
    known_by=(("AU", "TI", "SR"),),
    columns={
        "TI": "title",
        "AF": names(_NAMES),
        "AU": names(_NAMES, spare=True),
        "BE": names(_NAMES, "editor"),
        "SO": "container_title",
        "JI": "iso_abbreviation",
        "J9": Column("container_title_short", str),
        "SE": "collection_title",
        "PY": "year",
        "PD": Column("month", str.title),
        "VL": "volume",
        "IS": "issue",
        "PP": "page",
        "BP": "first_page",
        "EP": "last_page",
        "AR": "number",
        "DI": "DOI",
        "PM": "PMID",
        "PMID": "PMID",
        "UT": other_id("accession number"),
        "SN": "ISSN",
        "EI": "ISSN_electronic",
        "BN": "ISBN",
        "AB": "abstract",
        "DE": AUTHOR_KEYWORDS,
        "ID": keywords(";", "Keywords Plus"),
        "DT": "type_words",
        "PT": Column("type_name", lambda letter: _LETTERS.get(letter, letter)),
        "LA": "language",
        "CT": "event_title",
        "CL": "event_place",
        "CY": "event_date",
        "PU": "publisher",
        "PI": "publisher_place",
        "URL": "URL",
        "DB": "source_database",
    },
)
"""What bibliometrix (R) makes of any database: Web of Science's tags for titles, all in capitals."""

WEB_OF_SCIENCE: Final = Profile(
    name="Web of Science",
    known_by=(
        ("UT (Unique WOS ID)",),
        ("Article Title", "Author Full Names"),
        ("Article Title", "Source Title"),
    ),
    columns={
        "Article Title": "title",
        "Author Full Names": names(_NAMES),
        "Authors": names(_NAMES, spare=True),
        "Book Editors": names(_NAMES, "editor"),
        "Editors": names(_NAMES, "editor"),
        "Source Title": "container_title",
        "Journal Abbreviation": "container_title_short",
        "Journal ISO Abbreviation": "iso_abbreviation",
        "Book Series Title": "collection_title",
        "Publication Date": "issued",
        "Publication Year": "year",
        "Early Access Date": "available_date",
        "Volume": "volume",
        "Issue": "issue",
        "Start Page": "first_page",
        "End Page": "last_page",
        "Article Number": "number",
        "DOI": "DOI",
        "Book DOI": "DOI",
        "Pubmed Id": "PMID",
        "UT (Unique WOS ID)": other_id("Web of Science"),
        "ISSN": "ISSN",
        "eISSN": "ISSN_electronic",
        "ISBN": "ISBN",
        "Abstract": "abstract",
        "Author Keywords": AUTHOR_KEYWORDS,
        "Keywords Plus": keywords(";", "Keywords Plus"),
        "Document Type": "type_words",
        "Publication Type": Column("type_name", lambda letter: _LETTERS.get(letter, letter)),
        "Language": "language",
        "Conference Title": "event_title",
        "Conference Location": "event_place",
        "Conference Date": "event_date",
        "Publisher": "publisher",
        "Publisher City": "publisher_place",
        "DOI Link": "URL",
    },
)

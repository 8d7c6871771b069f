"""EBSCOhost (CINAHL and others) and ProQuest. EBSCO's ISSN and dates stand as ``="…"``, with the month first."""

import re
from typing import Final

from convert.formats.csv.names import inverted, split_names
from convert.formats.csv.profile import AUTHOR_KEYWORDS, Column, Profile, keywords, names, other_id
from convert.model.dates import parse_date, parse_spoken_date
from convert.model.record import Date


def _american_date(text: str) -> Date:
    """``4/3/2024`` is the third of April; ``Jun2023``, ``Nov/Dec2020``.

    >>> _american_date("4/3/2024").month, _american_date("Jun2023").month, _american_date("Nov/Dec2020").end.month
    (4, 6, 12)
    """
    if match := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text):
        month, day, year = match.groups()
        return parse_date(f"{year}-{month}-{day}")
    return parse_spoken_date(re.sub(r"(?<=[^\W\d_])(?=\d{4}$)", " ", text))


EBSCO: Final = Profile(
    name="EBSCOhost",
    known_by=(
        ("Article Title", "PLink"),
        ("Journal Title", "Doctype"),
        ("Article Title", "Journal Title", "Accession Number"),
    ),
    columns={
        "Article Title": "title",
        "Author": names(split_names(";", inverted)),
        "Journal Title": "container_title",
        "ISSN": "ISSN",
        "ISBN": "ISBN",
        "Publication Date": Column("issued", _american_date),
        "Volume": "volume",
        "Issue": "issue",
        "First Page": "first_page",
        "Accession Number": other_id("EBSCO"),
        "DOI": "DOI",
        "Publisher": "publisher",
        "Doctype": "type_words",
        "Subjects": keywords(";"),
        "Keywords": AUTHOR_KEYWORDS,
        "Abstract": "abstract",
        "PLink": "URL",
    },
)

PROQUEST: Final = Profile(
    name="ProQuest",
    known_by=(("StoreId", "Title"), ("digitalObjectIdentifier", "Title"), ("pubtitle", "Title")),
    columns={
        "Title": "title",
        "Authors": "author",
        "author": "author",
        "Abstract": "abstract",
        "pubtitle": "container_title",
        "pubdate": "issued",
        "year": "year",
        "volume": "volume",
        "issue": "issue",
        "pages": "page",
        "startPage": "first_page",
        "issn": "ISSN",
        "isbn": "ISBN",
        "digitalObjectIdentifier": "DOI",
        "documentType": "type_words",
        "ArticleType": "type_words",
        "publisher": "publisher",
        "placeOfPublication": "publisher_place",
        "language": "language",
        "subjectTerms": Column("keyword", keywords(";,").parse),
        "identifierKeywords": Column("keyword", keywords(";,", "NOTNLM").parse),
        "StoreId": other_id("ProQuest"),
        "documentURL": "URL",
        "DocumentURL": "URL",
        "Database": "source_database",
    },
)

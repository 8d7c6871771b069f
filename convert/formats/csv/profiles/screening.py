"""Screening tools: Covidence, Rayyan, abstrackr. What they add, such as marks and notes, goes to ``extra``."""

from typing import Final

from convert.formats.csv.names import inverted, split_names
from convert.formats.csv.profile import Column, Profile, keywords, names, other_id

_BETWEEN_AND: Final = names(split_names(" and ", inverted))

COVIDENCE: Final = Profile(
    name="Covidence",
    known_by=(("Covidence #",),),
    columns={
        "Title": "title",
        "Authors": "author",
        "Abstract": "abstract",
        "Published Year": "year",
        "Published Month": "month",
        "Journal": "container_title",
        "Volume": "volume",
        "Issue": "issue",
        "Pages": "page",
        "Accession Number": other_id("accession number"),
        "DOI": "DOI",
        "Covidence #": Column("id", lambda text: text.removeprefix("#")),
        "Notes": "note",
        "Tags": keywords(";"),
    },
)

RAYYAN: Final = Profile(
    name="Rayyan",
    known_by=(
        ("key", "title", "authors", "pubmed_id"),
        ("key", "title", "year", "journal", "authors", "notes"),
    ),
    columns={
        "key": "id",
        "title": "title",
        "year": "year",
        "month": "month",
        "day": "day",
        "journal": "container_title",
        "issn": "ISSN",
        "volume": "volume",
        "issue": "issue",
        "pages": "page",
        "authors": _BETWEEN_AND,
        "url": "URL",
        "language": "language",
        "publisher": "publisher",
        "abstract": "abstract",
        "doi": "DOI",
        "keywords": keywords(";,"),
        "pubmed_id": "PMID",
        "pmc_id": "PMCID",
        "notes": Column("note", lambda text: "" if "RAYYAN-" in text else text),
    },
)
"""``location`` is the address for correspondence in many, and ``notes`` may have marks of the screening: both stay in ``extra`` then."""

ABSTRACKR: Final = Profile(
    name="abstrackr",
    known_by=(("(internal) id", "(source) id"),),
    columns={
        "(internal) id": "id",
        "pubmed id": "PMID",
        "title": "title",
        "authors": _BETWEEN_AND,
        "journal": "container_title",
        "abstract": "abstract",
        "keywords": keywords(";,"),
    },
)

"""Lens, Dimensions and OpenAlex: lists of given names first (but for Dimensions), numbers of their own."""

import re
from typing import Final

from convert.formats.csv.names import direct, inverted, split_names
from convert.formats.csv.profile import GIVEN_FIRST, Column, Profile, keywords, names, other_id
from convert.model.identifiers import parse_pmcid
from convert.model.record import Grant, Identifier, PublicationType

_GRANT: Final = re.compile(r"(?P<agency>.+?) \((?P<id>[^()]+)\)(?: (?P<country>.+))?")


def _grants(text: str) -> list[Grant]:
    """``NIXX (R37 DK000000) United States; …``; nothing if one of them is otherwise."""
    found = [_GRANT.fullmatch(part.strip()) for part in text.split(";") if part.strip()]
    return [Grant(**grant.groupdict("")) for grant in found if grant] if all(found) else []


LENS: Final = Profile(
    name="Lens",
    known_by=(("Lens ID",),),
    columns={
        "Title": "title",
        "Author/s": names(split_names(";", direct)),
        "Date Published": "issued",
        "Publication Year": "year",
        "Publication Type": "type_words",
        "Source Title": "container_title",
        "ISSNs": "ISSN",
        "Publisher": "publisher",
        "Source Country": "journal_country",
        "Abstract": "abstract",
        "Volume": "volume",
        "Issue Number": "issue",
        "Start Page": "first_page",
        "End Page": "last_page",
        "Keywords": keywords(";"),
        "MeSH Terms": "mesh",
        "Funding": Column("grant", _grants),
        "PMID": "PMID",
        "PMCID": "PMCID",
        "DOI": "DOI",
        "Lens ID": other_id("Lens"),
        "External URL": "URL",
        "Source URLs": "URL",
    },
    inferred=GIVEN_FIRST,
)

DIMENSIONS: Final = Profile(
    name="Dimensions",
    known_by=(("Publication ID", "Title"), ("Dimensions URL",), ("Source title/Anthology title",)),
    columns={
        "Title": "title",
        "Authors": names(split_names(";", inverted)),
        "Editors": names(split_names(";", inverted), "editor"),
        "Source title": "container_title",
        "Source title/Anthology title": "container_title",
        "Anthology title": "container_title",
        "Book editors": names(split_names(";", inverted), "editor"),
        "Publication Date (print)": "issued",
        "Publication Date": "issued",
        "Publication date": "issued",
        "Publication Date (online)": "available_date",
        "PubYear": "year",
        "Volume": "volume",
        "Issue": "issue",
        "Pagination": "page",
        "ISSN": "ISSN",
        "ISBN": "ISBN",
        "Publisher": "publisher",
        "Abstract": "abstract",
        "MeSH terms": "mesh",
        "Publication Type": "type_words",
        "Document Type": "type_words",
        "DOI": "DOI",
        "PMID": "PMID",
        "PMCID": "PMCID",
        "Publication ID": other_id("Dimensions"),
        "Source Linkout": "URL",
        "Dimensions URL": "URL",
    },
)

_RETRACTED: Final = Column(
    "publication_type",
    lambda text: [PublicationType("Retracted Publication")] if text.lower() == "true" else [],
)

_NUMBER: Final = Column(
    "other_id", lambda text: [Identifier("OpenAlex", text.removeprefix("https://openalex.org/"))]
)

OPENALEX: Final = Profile(
    name="OpenAlex",
    known_by=(
        ("ids.openalex",),
        ("authorships.author.display_name",),
        ("primary_location.source.display_name",),
    ),
    columns={
        "title": "title",
        "display_name": "title",
        "authorships.author.display_name": names(split_names("|", direct)),
        "authorships.raw_author_name": names(split_names("|", direct), spare=True),
        "authorships.author.orcid": "ORCID",
        "publication_date": "issued",
        "publication_year": "year",
        "primary_location.source.display_name": "container_title",
        "primary_location.source.issn_l": "ISSN_linking",
        "primary_location.source.issn": "ISSN",
        "primary_location.source.host_organization_name": "publisher",
        "biblio.volume": "volume",
        "biblio.issue": "issue",
        "biblio.first_page": "first_page",
        "biblio.last_page": "last_page",
        "abstract": "abstract",
        "keywords.display_name": keywords("|"),
        "language": "language",
        "type": "type_words",
        "type_crossref": Column("type_words", str, spare=True),
        "is_retracted": _RETRACTED,
        "doi": "DOI",
        "ids.doi": "DOI",
        "ids.pmid": "PMID",
        "ids.pmcid": Column("PMCID", lambda text: parse_pmcid(text.rpartition("/")[2])),
        "id": _NUMBER,
        "ids.openalex": _NUMBER,
        "primary_location.landing_page_url": "URL",
    },
    inferred=GIVEN_FIRST,
)

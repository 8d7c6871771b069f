"""The table of elements: which field each element of a record is. ``parse_element`` reads a tree by it.

The tables stand from the inside out, as a table is made of those before it. Elements that both directions know come from
``mapping``; the others are only read, mostly from old files.
https://www.nlm.nih.gov/bsd/licensee/elements_descriptions.html
"""

from convert.formats.pubmed_xml import mapping, values
from convert.formats.pubmed_xml.mathml import Element
from convert.formats.pubmed_xml.tree import (
    NO_ATTRIBUTES,
    Attributes,
    Handler,
    Table,
    beside,
    described_under,
    each,
    every,
    fill,
    inherited,
    into,
    keep_unknown,
    parts,
    switch,
    valid,
    value,
)
from convert.model.record import (
    Affiliation,
    Chemical,
    Databank,
    Grant,
    Identifier,
    Keyword,
    Link,
    MeshHeading,
    MeshQualifier,
    Name,
    Note,
    OtherAbstract,
    Record,
)


def parse_element(element: Element, record: Record) -> None:
    """Put what an element holds in its record; it is one of ``RECORDS``, else all of it is kept in ``extra``.

    Raises:
        DisguisedError: it has names that ``unmask`` changes; the record is then half filled.
    """
    if handler := RECORDS.get(element.tag):
        handler(element, record, record.extra)
    else:
        keep_unknown(element, "", record.extra)


def _date(tag: str, field: str) -> dict[str, Handler]:
    return {tag: parts(values.put_date(field, tag), *values.DATE_PARTS)}


def _dates(*tags: str) -> dict[str, Handler]:
    return {tag: handler for name in tags for tag, handler in _date(name, mapping.DATES[name]).items()}


# --- people ---------------------------------------------------------------------------------------------

NAME: Table = {
    **mapping.NAME,
    "FirstName": "given",
    "MiddleName": value(values.put_middle_name),
    "CollectiveName": fill("literal"),
    "Identifier": value(values.put_person_id, "Source"),
    "Affiliation": value(values.put_affiliation),
    "AffiliationInfo": each(
        "affiliation",
        Affiliation,
        into(
            {
                "Affiliation": "text",
                "Identifier": each("identifier", Identifier, fill("value", {"Source": "source"})),
            }
        ),
    ),
}


def _people(field: str, attributes: Attributes = NO_ATTRIBUTES) -> Handler:
    person = each(
        field, Name, into(NAME, {"EqualContrib": "equal_contribution"}, finish=values.complete_name)
    )
    return every(valid(person), attributes)


def _authors(field: str) -> Handler:
    complete: Attributes = {"CompleteYN": values.put_complete}
    return switch("Type", _people(field, complete), editors=_people("editor", complete))


_PEOPLE = {tag: _people(field) for field, (tag, _) in mapping.PEOPLE.items() if field != "author"}

# --- what articles and books have -----------------------------------------------------------------------

PMID = fill("PMID")
PAGINATION = parts(values.put_pages, *values.PAGES)
LOCATION_ID = value(values.put_location_id, "EIdType", "ValidYN")
LANGUAGE = value(values.append("language"))
ARTICLE_IDS = into({"ArticleId": value(values.put_article_id, IdType="pubmed")})
ABSTRACT = into(
    {
        "AbstractText": value(values.put_section("abstract"), "Label", "NlmCategory"),
        "CopyrightInformation": value(values.put_rights),
    }
)
KEYWORD = each("keyword", Keyword, fill("term", {"MajorTopicYN": "major"}))
KEYWORDS = inherited("Owner", "owner", "keyword", {"Keyword": KEYWORD})
GRANTS = into({"Grant": each("grant", Grant, into(mapping.GRANT))})
PUBLICATION_TYPE = value(values.put_publication_type, "UI")

REFERENCE = into({"Citation": "citation_text", "ArticleIdList": ARTICLE_IDS})
REFERENCES: dict[str, str | Handler] = {"Reference": each(list.append, Record, REFERENCE)}
REFERENCES["ReferenceList"] = into(REFERENCES)
REFERENCE_LIST = beside(values.references_of, into(REFERENCES))

# --- the journal ----------------------------------------------------------------------------------------

JOURNAL: Table = {
    "ISSN": value(values.put_issn, "IssnType"),
    "JournalIssue": into(
        {"Volume": "volume", "Issue": "issue", **_date("PubDate", "issued")},
        {"CitedMedium": values.put_medium},
    ),
    **mapping.JOURNAL,
}

# --- the article ----------------------------------------------------------------------------------------

DATABANK = into(
    {
        "DataBankName": "name",
        "AccessionNumberList": into({"AccessionNumber": value(values.add_once("accession"))}),
    }
)
ARTICLE: Table = {
    "Journal": into(JOURNAL),
    "ArticleTitle": value(values.put_title("title")),
    "VernacularTitle": value(values.put_title("original_title")),
    "Pagination": PAGINATION,
    "ELocationID": LOCATION_ID,
    "Abstract": ABSTRACT,
    "AuthorList": _authors("author"),
    "Language": LANGUAGE,
    "DataBankList": into({"DataBank": each("databank", Databank, DATABANK)}),
    "GrantList": GRANTS,
    "PublicationTypeList": into({"PublicationType": PUBLICATION_TYPE}),
    **_dates("ArticleDate"),
    **_date("DateOfElectronicPublication", "available_date"),
}

# --- the citation ---------------------------------------------------------------------------------------

LINKS = every(
    each(values.add_link, Link, into({**mapping.LINK, "PMID": PMID}, {"RefType": "kind"}, tag="kind"))
)
"""Until 2009 the element's name was what is now its @RefType."""

QUALIFIER = each("qualifier", MeshQualifier, fill("name", mapping.QUALIFIER))
HEADING = into({"DescriptorName": fill("descriptor", mapping.HEADING), "QualifierName": QUALIFIER})
SUPPLEMENTARY = fill("descriptor", mapping.SUPPLEMENTARY)
CHEMICAL = into({"RegistryNumber": "registry_number", "NameOfSubstance": fill("name", mapping.UI)})
OTHER_ABSTRACT = into(
    {
        "AbstractText": value(values.put_section("section"), "Label", "NlmCategory"),
        "CopyrightInformation": value(values.put_rights),
    },
    {"Type": "type", "Language": "language"},
)
CITATION: Table = {
    "PMID": PMID,
    "MedlineID": value(values.put_medline_id),
    **_date("DateCreated", "date_created"),
    **_dates("DateCompleted", "DateRevised"),
    "Article": into(ARTICLE, {"PubModel": "publication_model"}),
    "MedlineJournalInfo": into({**mapping.JOURNAL_INFO, "NLMUniqueID": "nlm_id"}),
    "ChemicalList": into({"Chemical": each("chemical", Chemical, CHEMICAL)}),
    "SupplMeshList": into({"SupplMeshName": each("supplementary_mesh", MeshHeading, SUPPLEMENTARY)}),
    "CitationSubset": value(values.append("citation_subset")),
    "CommentsCorrectionsList": LINKS,
    "CommentsCorrections": LINKS,
    "GeneSymbolList": into({"GeneSymbol": value(values.append("gene_symbol"))}),
    "MeshHeadingList": into({"MeshHeading": each("mesh", MeshHeading, HEADING)}),
    "NumberOfReferences": "number_of_references",
    "OtherID": each("other_id", Identifier, fill("value", {"Source": "source"})),
    "OtherAbstract": each("other_abstract", OtherAbstract, OTHER_ABSTRACT),
    "KeywordList": KEYWORDS,
    "CoiStatement": "conflict_of_interest",
    "SpaceFlightMission": value(values.append("space_flight_mission")),
    **_PEOPLE,
    "GeneralNote": each("general_note", Note, fill("text", {"Owner": "owner"})),
}
HISTORY = parts(values.put_history, *values.DATE_PARTS, "Second", attributes=("PubStatus",))
PUBMED_DATA: Table = {
    "History": into({"PubMedPubDate": HISTORY}),
    "PublicationStatus": "publication_status",
    "ArticleIdList": ARTICLE_IDS,
    "ReferenceList": REFERENCE_LIST,
}

# --- books ----------------------------------------------------------------------------------------------

BOOK: Table = {
    "Publisher": into(mapping.PUBLISHER),
    "BookTitle": value(values.put_title("container_title")),
    **_date("PubDate", "issued"),
    "BeginningDate": parts(values.keep_date("BeginningDate"), *values.DATE_PARTS),
    "EndingDate": parts(values.keep_date("EndingDate"), *values.DATE_PARTS),
    "AuthorList": _authors("container_author"),
    "InvestigatorList": _PEOPLE["InvestigatorList"],
    "Volume": "volume",
    "VolumeTitle": value(values.put_title("volume_title")),
    "Edition": "edition",
    "CollectionTitle": value(values.put_title("collection_title")),
    "Isbn": value(values.append("ISBN")),
    "Medium": "medium",
    "ReportNumber": "number",
    "ELocationID": LOCATION_ID,
}
BOOK_DOCUMENT: Table = {
    "PMID": PMID,
    "ArticleIdList": ARTICLE_IDS,
    "Book": into(BOOK),
    "LocationLabel": value(values.put_location_label, "Type"),
    "ArticleTitle": value(values.put_title("title")),
    "VernacularTitle": value(values.put_title("original_title")),
    "Pagination": PAGINATION,
    "Language": LANGUAGE,
    "AuthorList": _authors("author"),
    "InvestigatorList": _PEOPLE["InvestigatorList"],
    "PublicationType": PUBLICATION_TYPE,
    "Abstract": ABSTRACT,
    "Sections": into({}),
    "KeywordList": KEYWORDS,
    **_dates("ContributionDate", "DateRevised"),
    "GrantList": GRANTS,
    "ItemList": described_under("ListType"),
    "ReferenceList": REFERENCE_LIST,
}

# --- records --------------------------------------------------------------------------------------------

_CITATION = into(CITATION, mapping.CITATION)
_ARTICLE = into({"MedlineCitation": _CITATION, "NCBIArticle": _CITATION, "PubmedData": into(PUBMED_DATA)})
_BOOK_DOCUMENT = into(BOOK_DOCUMENT, finish=values.complete_book)
RECORDS: dict[str, Handler] = {
    "PubmedArticle": _ARTICLE,
    "PubMedArticle": _ARTICLE,
    "MedlineCitation": _CITATION,
    "NCBIArticle": _CITATION,
    "PubmedBookArticle": into({"BookDocument": _BOOK_DOCUMENT, "PubmedBookData": into(PUBMED_DATA)}),
    "BookDocument": _BOOK_DOCUMENT,
}
"""The elements that are records."""
